"""How a filled acta becomes an image file: through a scanner, or a phone's camera over a table; grey JPEG, bounded."""

import io
from collections.abc import Sequence
from functools import cache, lru_cache
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from simulacro.pueblo.azar import Azar

LADO_MAX, BYTES_MAX = 2600, 250_000  # of a published image
CALIDADES = (46, 40, 34, 28, 20, 10)  # the first that fits
FOTO = (2200, 1650)
MESAS, LUCES = 4, 6  # tables and lamps that there are
GRANO = 640  # side of a tile of noise
LADEO_MAX, BORDE = 0.012, 225  # slope of a sheet that went in askew; grey of what shows beside it
Punto = tuple[float, float]


def escanear(hoja: Image.Image, azar: Azar) -> Image.Image:
    """As a scanner's feeder takes it: a little askew, the glass's grain, brighter or darker."""
    claro = azar.entre(0.94, 1.05)
    con_grano = ImageChops.add(_ladear(hoja, azar.cerca(0, LADEO_MAX)), _grano(2, hoja.size, azar), 1, -128)
    return con_grano.point([min(255, int(v * claro)) for v in range(256)])


def _ladear(hoja: Image.Image, pendiente: float) -> Image.Image:
    """Turns `hoja` by a small slope, in bands that are each moved one pixel more: ten times faster than resampling."""
    ancho, alto = hoja.size
    caidas, corridas = round(ancho * pendiente), round(alto * pendiente)
    caida, n = Image.new("L", hoja.size, BORDE), abs(caidas) + 1
    for i in range(n):
        x0, x1 = ancho * i // n, ancho * (i + 1) // n
        caida.paste(hoja.crop((x0, 0, x1, alto)), (x0, (i - n // 2) * (1 if caidas > 0 else -1)))
    corrida, n = Image.new("L", hoja.size, BORDE), abs(corridas) + 1
    for i in range(n):
        y0, y1 = alto * i // n, alto * (i + 1) // n
        corrida.paste(caida.crop((0, y0, ancho, y1)), ((n // 2 - i) * (1 if corridas > 0 else -1), y0))
    return corrida


def fotografiar(hoja: Image.Image, azar: Azar) -> Image.Image:
    """As a phone takes it: in perspective over a table, uneven light, slightly out of focus, grainy."""
    ancho, alto = FOTO
    escala = azar.entre(0.86, 0.93)
    medio_x, medio_y = ancho * escala / 2, ancho * escala / 2 * hoja.height / hoja.width
    giro = azar.cerca(0, 0.035)
    esquinas = []
    for sx, sy in ((-1, -1), (1, -1), (1, 1), (-1, 1)):
        x, y = sx * medio_x * azar.entre(0.975, 1.01), sy * medio_y * azar.entre(0.965, 1.01)
        esquinas.append((ancho / 2 + x - y * giro, alto / 2 + y + x * giro))
    derecha, abajo = float(hoja.width), float(hoja.height)
    origen = [(0.0, 0.0), (derecha, 0.0), (derecha, abajo), (0.0, abajo)]
    coeficientes = perspectiva(esquinas, origen)
    modo = (Image.Transform.PERSPECTIVE, coeficientes, Image.Resampling.BILINEAR)
    vista = hoja.transform(FOTO, *modo, fillcolor=BORDE)
    silueta = Image.new("L", FOTO)
    ImageDraw.Draw(silueta).polygon(esquinas, fill=255)
    foto = _mesa(azar.entero(1, MESAS)).copy()
    foto.paste(vista, (0, 0), silueta)
    foto = ImageChops.multiply(foto, _luz(azar.entero(1, LUCES)))
    foto = foto.filter(ImageFilter.BoxBlur(azar.entre(0.2, 0.7)))
    return ImageChops.add(foto, _grano(4, FOTO, azar), 1, -128)


def codificar(imagen: Image.Image, maximo: int = BYTES_MAX) -> bytes:
    """`imagen` as a grey JPEG of at most `maximo` bytes, at the best quality of CALIDADES that fits."""
    hecha = b""
    for calidad in CALIDADES:
        salida = io.BytesIO()
        imagen.save(salida, "JPEG", quality=calidad, optimize=True)
        hecha = salida.getvalue()
        if len(hecha) <= maximo:
            break
    return hecha


def perspectiva(de: Sequence[Punto], a: Sequence[Punto]) -> tuple[float, ...]:
    """The eight numbers with which Pillow looks up, for the four points `de` of the result, the points `a`."""
    filas: list[list[float]] = []
    for (x, y), (u, v) in zip(de, a, strict=True):
        filas.append([x, y, 1, 0, 0, 0, -u * x, -u * y, u])
        filas.append([0, 0, 0, x, y, 1, -v * x, -v * y, v])
    n = len(filas)
    for i in range(n):  # Gauss and Jordan, with the greatest pivot
        mayor = max(range(i, n), key=lambda f: abs(filas[f][i]))
        filas[i], filas[mayor] = filas[mayor], filas[i]
        filas[i] = [valor / filas[i][i] for valor in filas[i]]
        for otra in range(n):
            if otra != i:
                veces = filas[otra][i]
                filas[otra] = [p - veces * q for p, q in zip(filas[otra], filas[i], strict=True)]
    return tuple(fila[n] for fila in filas)


@cache
def _tesela(amplitud: int) -> Image.Image:
    """Grain around 128, `amplitud` to each side."""
    crudo = Random(amplitud).randbytes(GRANO * GRANO)  # noqa: S311 -- the same picture again
    paso = [128 - amplitud + v * (2 * amplitud + 1) // 256 for v in range(256)]
    return Image.frombytes("L", (GRANO, GRANO), crudo).point(paso)


@lru_cache(maxsize=4)
def _manto(amplitud: int, talla: tuple[int, int]) -> Image.Image:
    """The tile repeated over a picture, and one tile more to each side."""
    tesela = _tesela(amplitud)
    manto = Image.new("L", (talla[0] + GRANO, talla[1] + GRANO))
    for x in range(0, manto.width, GRANO):
        for y in range(0, manto.height, GRANO):
            manto.paste(tesela, (x, y))
    return manto


def _grano(amplitud: int, talla: tuple[int, int], azar: Azar) -> Image.Image:
    """The grain of one take."""
    x, y = azar.entero(0, GRANO - 1), azar.entero(0, GRANO - 1)
    return _manto(amplitud, talla).crop((x, y, x + talla[0], y + talla[1]))


@lru_cache(maxsize=MESAS)
def _mesa(numero: int) -> Image.Image:
    """A table of boards that run across."""
    azar = Azar("mesa", numero)
    tono = azar.entero(70, 130)
    lineas = Image.new("L", (1, FOTO[1] // 6))
    lineas.putdata([tono + azar.entero(-9, 9) for _ in range(lineas.height)])
    return lineas.resize(FOTO, Image.Resampling.BICUBIC)


@lru_cache(maxsize=LUCES)
def _luz(numero: int) -> Image.Image:
    """A lamp to one side: dimmer towards the other, never so dark that the paper cannot be read."""
    azar = Azar("luz", numero)
    claro, oscuro = azar.entero(238, 255), azar.entero(150, 200)
    rampa = Image.new("L", (2, 2))
    rampa.putdata(azar.barajar([claro, (claro + oscuro) // 2, (claro + 2 * oscuro) // 3, oscuro]))
    return rampa.resize(FOTO, Image.Resampling.BICUBIC)

"""Fills a blank acta by hand: its identification, each field in words and figures, names and signatures."""

from PIL import Image

from prep.domain.catalogo.catalogo import Acta, Eleccion, Forma, Territorio
from prep.domain.catalogo.plano import CASILLAS, Caja, Plano, RenglonImpreso
from prep.domain.hechos.campos import Marca, Valor
from simulacro.papel.dibujo.letras import en_letras
from simulacro.papel.dibujo.mano import Mano
from simulacro.pueblo.azar import Azar
from simulacro.pueblo.nombres import APELLIDOS, NOMBRES

VUELTAS_MIN, VUELTAS_MAX = 26, 34  # of the scribble that makes a field illegible
AUSENTE = 0.3  # representatives' lines left blank


def llenar(
    lienzo: Image.Image, medidas: Plano, forma: Forma, valores: tuple[Valor, ...], mano: Mano, azar: Azar
) -> None:
    """Writes every field of `forma`: ILEGIBLE cannot be read in words nor in figures, SIN DATO is blank (R-12)."""
    for campo, valor in zip(forma.campos, valores, strict=True):
        renglon = medidas.campos[campo]
        if valor is Marca.ILEGIBLE:
            _ilegible(lienzo, renglon, mano, azar)
        elif isinstance(valor, int):
            _numero(lienzo, renglon, valor, mano, azar)


def _numero(lienzo: Image.Image, renglon: RenglonImpreso, valor: int, mano: Mano, azar: Azar) -> Caja:
    mano.cifras(lienzo, f"{valor:0{CASILLAS}d}", renglon.casillas, azar)
    return mano.escribir(lienzo, mano.texto(en_letras(valor)), renglon.letras, azar)


def _ilegible(lienzo: Image.Image, renglon: RenglonImpreso, mano: Mano, azar: Azar) -> None:
    """Something was written, and crossed out until nothing is left of it."""
    x0, y0, x1, y1 = _numero(lienzo, renglon, azar.entero(20, 399), mano, azar)
    tachar(lienzo, (x0 - 6, y0 + 4, x1 + 10, y1 - 2), mano, azar)
    primera, ultima = renglon.casillas[0], renglon.casillas[-1]
    tachar(lienzo, (primera[0], primera[1] + 2, ultima[2], ultima[3] - 2), mano, azar)


def tachar(lienzo: Image.Image, caja: Caja, mano: Mano, azar: Azar) -> None:
    """Scribbles over `caja`, to and fro, three times."""
    x0, y0, x1, y1 = caja
    for _ in range(3):
        vueltas = azar.entero(VUELTAS_MIN, VUELTAS_MAX) * max(1, (x1 - x0) // 160)
        paso = (x1 - x0) / vueltas
        puntos = [
            (x0 + paso * i + azar.entre(-9, 9), (y0 if i % 2 else y1) + azar.entre(-5, 5)) for i in range(vueltas + 1)
        ]
        mano.rayar(lienzo, puntos, round(mano.pluma) + 1)


def identificar(
    lienzo: Image.Image, medidas: Plano, acta: Acta, eleccion: Eleccion, territorio: Territorio, mano: Mano, azar: Azar
) -> None:
    """Writes district or alcaldía, section, type, number and extension, and marks the type with an X."""
    nombrado = len(eleccion.columnas_territorio) > 1
    donde = mano.texto(territorio.nombre) if nombrado else territorio.id.lstrip("0") or "0"
    mano.escribir(lienzo, donde, medidas.territorio, azar)
    mano.cifras(lienzo, acta.seccion.replace("/", ""), medidas.seccion, azar)
    mano.cifras(lienzo, acta.numero.replace("/", ""), medidas.numero, azar)
    mano.cifras(lienzo, acta.extension, medidas.extension, azar)
    x0, y0, x1, y1 = medidas.tipos[acta.tipo]
    for desde, hasta in (((x0 + 12, y0 - 4), (x1 - 10, y1 + 4)), ((x1 - 14, y0 - 6), (x0 + 10, y1 + 6))):
        puntos = [(x + azar.entre(-5, 5), y + azar.entre(-4, 4)) for x, y in (desde, hasta)]
        mano.rayar(lienzo, puntos, round(mano.pluma) + 1)


def firmar(lienzo: Image.Image, medidas: Plano, mano: Mano, azar: Azar) -> None:
    """Names that are nobody's and signatures; some representatives did not come."""
    for nombre, firma in medidas.funcionarios:
        _persona(lienzo, nombre, firma, mano, azar)
    for nombre, firma in medidas.representantes:
        if azar.uno() >= AUSENTE:
            _persona(lienzo, nombre, firma, mano, azar)


def _persona(lienzo: Image.Image, nombre: Caja, firma: Caja, mano: Mano, azar: Azar) -> None:
    quien = f"{azar.elegir(NOMBRES)} {azar.elegir(APELLIDOS)} {azar.elegir(APELLIDOS)}"
    mano.escribir(lienzo, quien if mano.estilo == "mayusculas" else quien.title(), nombre, azar)
    x0, y0, x1, y1 = firma
    n = azar.entero(7, 13)
    paso = (x1 - x0 - 60) / n
    puntos = [(x0 + 30 + paso * (i + azar.entre(-0.9, 1.2)), azar.entre(y0 + 4, y1 - 4)) for i in range(n)]
    mano.rayar(lienzo, puntos, max(2, round(mano.pluma) - 1))

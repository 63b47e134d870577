"""A hand: someone's way of writing, which draws words and figures into boxes with what they have of uneven."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from PIL import Image, ImageDraw, ImageFilter

from prep.domain.catalogo.plano import Caja
from simulacro.papel.dibujo.trazos import ALTURA, LINEA, Punto, Trazo, ancho, trazos
from simulacro.pueblo.azar import Azar

MANOS = 40  # hands that there are; each acta is written by one
VARIANTES = 3  # of each letter, so that no two neighbours are copies
TAMANOS = (8, 10, 12, 14, 17, 20, 23, 26, 30, 34, 38, 42, 48)  # heights of a capital, in pixels
MAESTRA, COMUN = 128, 34  # the height that a letter is drawn at, once; the one that a pen's thickness is said for
FOCO, MARGEN = ImageFilter.GaussianBlur(0.8), 2  # how soft ink is, and the pixels that it needs around
CHICO = 0.62  # of its usual size: rather than smaller, in two lines
PASOS = 5  # pieces of curve between two points of a stroke


@dataclass(frozen=True, slots=True)
class Mano:
    """One way of writing. `estilo`: capitals only, small letters, or small letters after a capital."""

    numero: int
    estilo: str
    inclina: float  # how far a capital leans, in heights
    estira: float  # width of the letters
    separa: float  # between letters, in units of the strokes
    tiembla: float  # how far each point strays, in the same units
    pluma: float  # thickness of the line, in pixels, of a letter of height COMUN
    tinta: int  # grey of the line
    barra: bool  # its 7 has a bar
    llena: float  # share of a box's height that a capital takes at most
    suele: int  # the height of its capitals where there is room, in pixels

    def texto(self, texto: str) -> str:
        """`texto` as this hand spells it."""
        if self.estilo == "mayusculas":
            return texto.upper()
        return texto.lower() if self.estilo == "minusculas" else texto[:1].upper() + texto[1:].lower()

    def ancho(self, texto: str) -> float:
        """How wide `texto` comes out for a capital one pixel high."""
        return sum(ancho(letra) * self.estira + self.separa for letra in texto) / ALTURA + self.inclina

    def escribir(self, lienzo: Image.Image, texto: str, caja: Caja, azar: Azar) -> Caja:
        """Writes `texto` in `caja`: smaller if it is long, and then in two lines; returns the box that it took."""
        x0, y0, x1, y1 = caja
        renglones, alto = [texto], self.tamano(texto, x1 - x0, y1 - y0)
        if " " in texto and alto < self.tamano("o", x1 - x0, y1 - y0) * CHICO:
            dos = _en_dos(texto)
            menor = min(self.tamano(r, x1 - x0, (y1 - y0) // 2) for r in dos)
            if menor > alto:
                renglones, alto = dos, menor
        paso = (y1 - y0) // len(renglones)
        tomadas = [
            self._renglon(lienzo, r, (x0, y0 + paso * i, x1, y0 + paso * (i + 1)), alto, azar)
            for i, r in enumerate(renglones)
        ]
        return min(x for x, _ in tomadas), y0, max(x for _, x in tomadas), y1

    def _renglon(self, lienzo: Image.Image, texto: str, caja: Caja, alto: int, azar: Azar) -> tuple[int, int]:
        """One line of letters `alto` high; returns where it begins and ends."""
        x0, y0, x1, y1 = caja
        x = x0 + max(0.0, x1 - x0 - self.ancho(texto) * alto) * azar.entre(0.0, 0.25)
        base = y1 - (y1 - y0 - alto) * 0.42
        inicio = int(x)
        for letra in texto:
            base += azar.entre(-0.02, 0.02) * alto
            self._poner(lienzo, letra, x, base, alto, azar)
            x += (ancho(letra) * self.estira + self.separa * azar.entre(0.8, 1.2)) * alto / ALTURA
        return inicio, int(x)

    def cifras(self, lienzo: Image.Image, texto: str, casillas: tuple[Caja, ...], azar: Azar) -> None:
        """Writes the figures of `texto` one in each box from the right; squeezed over all of them if they are more."""
        n = len(texto)
        if n > len(casillas):
            izquierda, derecha = casillas[0][0], casillas[-1][2]
            paso = (derecha - izquierda) / n
            _, arriba, _, abajo = casillas[0]
            casillas = tuple(
                (int(izquierda + paso * i), arriba, int(izquierda + paso * (i + 1)), abajo) for i in range(n)
            )
        for letra, (x0, y0, x1, y1) in zip(texto, casillas[len(casillas) - n :], strict=True):
            alto = self.tamano(letra, x1 - x0, y1 - y0)
            largo = ancho(letra) * self.estira * alto / ALTURA
            x = (x0 + x1 - largo) / 2 + azar.entre(-0.06, 0.06) * (x1 - x0)
            base = (y0 + y1 + alto) / 2 + azar.entre(-0.06, 0.06) * (y1 - y0)
            self._poner(lienzo, letra, x, base, alto, azar)

    def rayar(self, lienzo: Image.Image, puntos: Sequence[Punto], grueso: int) -> None:
        """Draws a broken line with this hand's ink."""
        x0 = int(min(x for x, _ in puntos)) - grueso - MARGEN
        y0 = int(min(y for _, y in puntos)) - grueso - MARGEN
        largo = int(max(x for x, _ in puntos)) + grueso + MARGEN - x0
        alto = int(max(y for _, y in puntos)) + grueso + MARGEN - y0
        mascara = Image.new("L", (largo, alto))
        ImageDraw.Draw(mascara).line([(x - x0, y - y0) for x, y in puntos], 255, grueso, joint="curve")
        lienzo.paste(self.tinta, (x0, y0), mascara.filter(FOCO))

    def tamano(self, texto: str, largo: float, alto: float) -> int:
        """The height of a capital with which `texto` fits in a box; the least there is when nothing does."""
        por_letra = self.ancho(texto)
        caben = [t for t in TAMANOS if t <= min(alto * self.llena, self.suele) and por_letra * t <= largo]
        return caben[-1] if caben else TAMANOS[0]

    def _poner(self, lienzo: Image.Image, letra: str, x: float, base: float, alto: int, azar: Azar) -> None:
        glifo = _glifo(self, letra, azar.entero(1, VARIANTES), alto)
        if glifo is not None:
            mascara, dx, dy = glifo
            lienzo.paste(self.tinta, (round(x) + dx, round(base) + dy), mascara)


@lru_cache(maxsize=MANOS)
def mano(numero: int) -> Mano:
    """Hand number `numero`, always the same."""
    azar = Azar("mano", numero)
    return Mano(
        numero=numero,
        estilo=azar.elegir(("mayusculas", "minusculas", "inicial", "inicial")),
        inclina=azar.entre(-0.04, 0.28),
        estira=azar.entre(0.78, 1.15),
        separa=azar.entre(1.5, 2.2),
        tiembla=azar.entre(0.15, 0.42),
        pluma=azar.entre(2.6, 4.2),
        tinta=azar.entero(35, 95),
        barra=azar.uno() < 0.4,
        llena=azar.entre(0.54, 0.66),
        suele=azar.entero(30, 42),
    )


@lru_cache(maxsize=16_384)
def _glifo(mano: Mano, letra: str, variante: int, alto: int) -> tuple[Image.Image, int, int] | None:
    """The mask of one letter, and where its corner falls from the letter's start on the line; None for a blank."""
    grande = _maestra(mano, letra, variante)
    if grande is None:
        return None
    letra_grande, x, y = grande
    escala = alto / MAESTRA
    talla = (max(1, round(letra_grande.width * escala)), max(1, round(letra_grande.height * escala)))
    mascara = Image.new("L", (talla[0] + 2 * MARGEN, talla[1] + 2 * MARGEN))
    mascara.paste(letra_grande.resize(talla, Image.Resampling.BOX), (MARGEN, MARGEN))
    return mascara.filter(FOCO), round(x * escala) - MARGEN, round(y * escala) - MARGEN


@lru_cache(maxsize=8_192)
def _maestra(mano: Mano, letra: str, variante: int) -> tuple[Image.Image, int, int] | None:
    """The large mask that a letter's sizes are made from."""
    azar = Azar("letra", mano.numero, letra, variante)
    lineas = [_curva(_temblado(trazo, mano, azar)) for trazo in trazos(letra, mano.barra)]
    if not lineas:
        return None
    escala, grueso = MAESTRA / ALTURA, mano.pluma * MAESTRA / COMUN
    puntos = [[((x + (y - LINEA) * mano.inclina) * escala, (LINEA - y) * escala) for x, y in li] for li in lineas]
    dx = int(min(x for linea in puntos for x, _ in linea) - grueso)
    dy = int(min(y for linea in puntos for _, y in linea) - grueso)
    corridos = [[(x - dx, y - dy) for x, y in linea] for linea in puntos]
    ancho_total = int(max(x for linea in corridos for x, _ in linea) + grueso) + 1
    alto_total = int(max(y for linea in corridos for _, y in linea) + grueso) + 1
    mascara = Image.new("L", (ancho_total, alto_total), 0)
    pincel, radio = ImageDraw.Draw(mascara), grueso / 2
    for linea in corridos:
        pincel.line(linea, fill=255, width=round(grueso))
        for x, y in linea:  # rounds the ends and fills what a thick line leaves open where it turns
            pincel.ellipse((x - radio, y - radio, x + radio, y + radio), fill=255)
    return mascara, dx, dy


def _en_dos(texto: str) -> list[str]:
    """`texto` in two lines of about the same length."""
    palabras = texto.split(" ")
    corte = min(range(1, len(palabras)), key=lambda i: abs(2 * len(" ".join(palabras[:i])) - len(texto)))
    return [" ".join(palabras[:corte]), " ".join(palabras[corte:])]


def _temblado(trazo: Trazo, mano: Mano, azar: Azar) -> list[Punto]:
    """The points of a stroke as this hand leaves them; a corner's two points stray together."""
    puntos: list[Punto] = []
    for i, (x, y) in enumerate(trazo):
        if i and trazo[i - 1] == (x, y):
            puntos.append(puntos[-1])
        else:
            puntos.append((x * mano.estira + azar.cerca(0, mano.tiembla), y + azar.cerca(0, mano.tiembla)))
    return puntos


def _curva(puntos: list[Punto]) -> list[Punto]:
    """A smooth line through `puntos` (Catmull and Rom)."""
    extremos = [puntos[0], *puntos, puntos[-1]]
    linea = [puntos[0]]
    for i, (b, c) in enumerate(pairwise(puntos)):
        a, d = extremos[i], extremos[i + 3]
        for paso in range(1, PASOS + 1):
            t = paso / PASOS
            linea.append((_entre(a[0], b[0], c[0], d[0], t), _entre(a[1], b[1], c[1], d[1], t)))
    return linea


def _entre(a: float, b: float, c: float, d: float, t: float) -> float:
    return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t * t * t)

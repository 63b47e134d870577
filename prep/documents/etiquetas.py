"""Labels with QR for every acta of a CATD, on common sheets, and a cover sheet per casilla, in one PDF (R-11)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from reportlab.lib.colors import black, white
from reportlab.lib.pagesizes import LETTER
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from prep.documents.caratulas import Caratula, Etiqueta, caratula
from prep.documents.estilo import ALTO_PAGINA, GRIS, NEGRITA, NORMAL, ajustar, registrar_fuentes
from prep.documents.hoja import SIMULACRO
from prep.documents.membrete import Membrete
from prep.documents.qr import SILENCIO, dibujar, lado_de, modulo_en

MODULO_MAX = 1.0 * mm  # as the drill's labels, which a phone reads too
ELECCION_MIN = 0.55  # of a line: a longer name of an election is cut, for it begins with its code
ORILLA = 2.0 * mm  # inside a label: a printer is never quite in its place


@dataclass(frozen=True, slots=True)
class Planilla:
    """A sheet of labels, letter size; millimetres. `paso`: from the beginning of a label to that of the next."""

    nombre: str
    columnas: int
    filas: int
    ancho: float
    alto: float
    izquierda: float
    arriba: float
    paso_x: float
    paso_y: float

    @property
    def por_hoja(self) -> int:
        return self.columnas * self.filas


# The layouts that are sold everywhere under these numbers, whatever the maker.
PLANILLAS: Mapping[str, Planilla] = {
    "5163": Planilla("5163: 10 por hoja, 101.6 x 50.8 mm", 2, 5, 101.6, 50.8, 3.97, 12.7, 106.36, 50.8),
    "5162": Planilla("5162: 14 por hoja, 101.6 x 33.9 mm", 2, 7, 101.6, 33.87, 3.97, 21.17, 106.36, 33.87),
    "5160": Planilla("5160: 30 por hoja, 66.7 x 25.4 mm", 3, 10, 66.68, 25.4, 4.76, 12.7, 69.85, 25.4),
}
POR_OMISION = "5163"
CORRIMIENTO_MAX = 10.0  # millimetres
SUELTA = (101.6, 50.8)  # millimetres: the usual roll of a label printer


@dataclass(frozen=True, slots=True)
class Ajuste:
    """How the sheets are printed: which, how far the printer is off (mm, right and down), and labels used already."""

    planilla: str = POR_OMISION
    derecha: float = 0.0
    abajo: float = 0.0
    usadas: int = 0

    @property
    def valido(self) -> bool:
        corrido = all(abs(n) <= CORRIMIENTO_MAX for n in (self.derecha, self.abajo))  # false of what is no number
        return self.planilla in PLANILLAS and corrido and 0 <= self.usadas < PLANILLAS[self.planilla].por_hoja


def papeles(
    hoja: Membrete,
    etiquetas: Sequence[Etiqueta],
    caratulas: Sequence[Caratula],
    ajuste: Ajuste,
    avance: Callable[[int, int], None] | None = None,
) -> bytes:
    """Labels first, then a page for each cover sheet; the same input gives the same bytes. Either may be none.

    `avance` is told, now and then, how many of how many are drawn. Raises ValueError for an `ajuste` that is not
    `valido`.
    """
    if not ajuste.valido:
        raise ValueError(f"no hay hojas así: {ajuste}")
    salida, lienzo = _lienzo(hoja, LETTER)
    cuenta = _Cuenta(len(etiquetas) + len(caratulas), avance)
    _hojas(lienzo, hoja, etiquetas, ajuste, cuenta)
    for numero, una in enumerate(caratulas, start=1):
        caratula(lienzo, hoja, una, f"Carátula {numero} de {len(caratulas)}")
        lienzo.showPage()
        cuenta.mas(1)
    lienzo.save()
    return salida.getvalue()


def sueltas(hoja: Membrete, etiquetas: Sequence[Etiqueta]) -> bytes:
    """Each label on a page of its own size, for a label printer; the same input gives the same bytes."""
    ancho, alto = (medida * mm for medida in SUELTA)
    salida, lienzo = _lienzo(hoja, (ancho, alto))
    for etiqueta in etiquetas:
        _una(lienzo, hoja, etiqueta, (0, 0, ancho, alto))
        lienzo.showPage()
    lienzo.save()
    return salida.getvalue()


def _lienzo(hoja: Membrete, medidas: tuple[float, float]) -> tuple[BytesIO, Canvas]:
    registrar_fuentes()
    salida = BytesIO()
    propio: dict[str, Any] = {"initialFontName": NORMAL, "lang": "es-MX", "invariant": 1, "pageCompression": 1}
    lienzo = Canvas(salida, pagesize=medidas, **propio)
    lienzo.setTitle(f"{hoja.titulo} - {hoja.proceso}")
    lienzo.setAuthor("PREP")
    lienzo.setSubject(f"{'' if hoja.real else SIMULACRO + ' '}{hoja.fecha}")
    return salida, lienzo


class _Cuenta:
    """How far it is, told each so many."""

    def __init__(self, total: int, avance: Callable[[int, int], None] | None) -> None:
        self._hechas, self._total, self._avance = 0, total, avance

    def mas(self, cuantas: int) -> None:
        self._hechas += cuantas
        if self._avance is not None:
            self._avance(self._hechas, self._total)


def _hojas(lienzo: Canvas, hoja: Membrete, etiquetas: Sequence[Etiqueta], ajuste: Ajuste, cuenta: _Cuenta) -> None:
    planilla = PLANILLAS[ajuste.planilla]
    hojas = -(-(len(etiquetas) + ajuste.usadas) // planilla.por_hoja) if etiquetas else 0
    lugares: list[Etiqueta | None] = [*[None] * ajuste.usadas, *etiquetas]
    for numero in range(hojas):
        _pie(lienzo, hoja, planilla, numero + 1, hojas)
        suyas = lugares[numero * planilla.por_hoja : (numero + 1) * planilla.por_hoja]
        for lugar, etiqueta in enumerate(suyas):
            if etiqueta is not None:
                fila, columna = divmod(lugar, planilla.columnas)
                x = (planilla.izquierda + ajuste.derecha + columna * planilla.paso_x) * mm
                y = ALTO_PAGINA - (planilla.arriba + ajuste.abajo + fila * planilla.paso_y + planilla.alto) * mm
                _una(lienzo, hoja, etiqueta, (x, y, planilla.ancho * mm, planilla.alto * mm))
        lienzo.showPage()
        cuenta.mas(sum(etiqueta is not None for etiqueta in suyas))


def _pie(lienzo: Canvas, hoja: Membrete, planilla: Planilla, numero: int, hojas: int) -> None:
    """In the upper margin, outside the labels."""
    simulacro = "" if hoja.real else f"{SIMULACRO} · "
    texto = (
        f"{simulacro}PREP {hoja.proceso} · hoja {numero} de {hojas} · imprima al 100 %, sin ajustar · {planilla.nombre}"
    )
    dicho, tamano = ajustar(texto, 190 * mm, NORMAL, 7)
    lienzo.setFont(NORMAL, tamano)
    lienzo.setFillColor(GRIS)
    lienzo.drawString(12 * mm, ALTO_PAGINA - 9 * mm, dicho)


def _una(lienzo: Canvas, hoja: Membrete, etiqueta: Etiqueta, caja: tuple[float, float, float, float]) -> None:
    """One label in its box: the code at the left, the words at its right, each line as large as fits."""
    x, y, ancho, alto = caja
    modulo = modulo_en(etiqueta.qr, alto - ORILLA / 2, MODULO_MAX)
    silencio = SILENCIO * modulo
    lado = lado_de(etiqueta.qr, modulo)
    dibujar(lienzo, etiqueta.qr, x + max(ORILLA, silencio), y + (alto - lado) / 2, modulo)
    izquierda = x + max(ORILLA, silencio) + lado + silencio
    libre = x + ancho - ORILLA - izquierda
    lineas = (
        (etiqueta.eleccion, NEGRITA, 1.35, ELECCION_MIN),
        (f"Sección {etiqueta.seccion}", NEGRITA, 1.35, 0.0),
        (etiqueta.casilla, NEGRITA, 1.35, 0.0),
        (f"Acta {etiqueta.codigo} · {etiqueta.centro}", NORMAL, 1.0, 0.0),
        (f"Verificador {etiqueta.qr[-1]}", NORMAL, 1.0, 0.0),
        (etiqueta.clave, NORMAL, 0.8, 0.0),
        (hoja.proceso if hoja.real else f"{SIMULACRO} · {hoja.proceso}", NORMAL, 0.8, 0.0),
    )
    cuerpo = (alto - 2 * ORILLA) / (sum(parte for _, _, parte, _ in lineas) * 1.3)
    linea = y + alto - ORILLA
    for n, (texto, fuente, parte, menos) in enumerate(lineas):
        linea -= cuerpo * parte * 1.3
        banda = n == len(lineas) - 1 and not hoja.real
        dicho, tamano = ajustar(
            texto, libre - (2 * mm if banda else 0), fuente, cuerpo * parte, max(4.5, cuerpo * menos)
        )
        if banda:
            lienzo.setFillColor(black)
            lienzo.rect(izquierda, linea + cuerpo * 0.02, libre, cuerpo * parte * 1.28, stroke=0, fill=1)
        lienzo.setFillColor(white if banda else black)
        lienzo.setFont(fuente, tamano)
        lienzo.drawString(izquierda + (mm if banda else 0), linea + cuerpo * parte * 0.32, dicho)

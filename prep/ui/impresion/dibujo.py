"""A PDF onto a printer of the system, at its own size, page by page; off the windows' thread."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from PIL import Image
from PySide6.QtCore import QCoreApplication, QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from prep.devices.impresoras import estado, pendientes, trabajos
from prep.devices.pdf import PUNTOS, PdfAbierto, pdf_abierto
from prep.services.estacion.errores import NoProcede

CONTEXTO = "Impresion"  # of the translation
PPP = 300  # of what is drawn: a label's code is read at less
LADO_MAX = 5_100  # px: a tabloid's long side
COPIAS_MAX = 10
ESPERA_S, MIRADA_S = 20.0, 0.5  # for the printer to end it: what takes longer is told as waiting


@dataclass(frozen=True, slots=True)
class ImpresoraDelSistema:
    """`estorbo`: what keeps it from printing, "" when nothing does."""

    nombre: str
    descripcion: str
    estorbo: str = ""
    acepta: bool = True
    por_omision: bool = False


@dataclass(frozen=True, slots=True)
class Impresion:
    """What came of it. `espera`: the printer has it, and this keeps it from printing; "" when it ended."""

    paginas: int
    espera: str = ""


def impresoras() -> list[ImpresoraDelSistema]:
    """Those that the system has, its usual one first."""
    hay = []
    for info in QPrinterInfo.availablePrinters():
        como = estado(info.printerName())
        estorbo, acepta = (como.estorbo, como.acepta) if como is not None else ("", True)
        if not estorbo and info.state() is QPrinter.PrinterState.Error:
            estorbo = QCoreApplication.translate(CONTEXTO, "está detenida: revísela")
        dicha = info.description() or info.printerName()
        hay.append(ImpresoraDelSistema(info.printerName(), dicha, estorbo, acepta, info.isDefault()))
    return sorted(hay, key=lambda i: (not i.por_omision, i.descripcion.casefold()))


def imprimir(ruta: Path, nombre: str, copias: int, avance: Callable[[int, int], object]) -> Impresion:
    """Each page at its size, as it is in the file. Raises NoProcede: it was not printed, and why; or OSError."""
    como, antes = estado(nombre), trabajos(nombre)
    if como is not None and not como.acepta:
        raise NoProcede(_dicho("La impresora {} {}. No se imprimió.", nombre, como.estorbo))
    info = QPrinterInfo.printerInfo(nombre)
    if info.isNull():
        raise NoProcede(_dicho("La impresora {} ya no está. Elija otra.", nombre))
    try:
        with pdf_abierto(ruta.read_bytes()) as documento:
            _dibujar(documento, info, ruta.stem, copias, avance)
            paginas = documento.cuantas
    except pypdfium2.PdfiumError as error:
        raise NoProcede(_dicho("El archivo {} está dañado: hágalo de nuevo.", str(ruta))) from error
    if antes is None:
        return Impresion(paginas)
    return Impresion(paginas, _que_paso(nombre, antes))


def _dibujar(
    documento: PdfAbierto, info: QPrinterInfo, titulo: str, copias: int, avance: Callable[[int, int], object]
) -> None:
    impresora = QPrinter(info, QPrinter.PrinterMode.HighResolution)
    impresora.setDocName(titulo)
    impresora.setFullPage(True)
    impresora.setResolution(PPP)
    impresora.setCopyCount(min(copias, COPIAS_MAX))
    _poner_hoja(impresora, documento.medidas(0))
    pincel = QPainter()
    if not pincel.begin(impresora):
        raise NoProcede(_dicho("La impresora {} no responde. No se imprimió.", info.printerName()))
    try:
        for numero in range(documento.cuantas):
            avance(numero, documento.cuantas)
            medidas = documento.medidas(numero)
            if numero:
                _poner_hoja(impresora, medidas)
                impresora.newPage()
            ancho, alto = (m * impresora.resolution() / PUNTOS for m in medidas)
            pincel.drawImage(QRectF(0, 0, ancho, alto), _imagen(documento.dibujar(numero, PPP, LADO_MAX)))
    finally:
        entero = pincel.end()
    if not entero or impresora.printerState() is QPrinter.PrinterState.Error:
        raise NoProcede(_dicho("La impresora {} no recibió el documento entero.", info.printerName()))


def _poner_hoja(impresora: QPrinter, medidas: tuple[float, float]) -> None:
    """A sheet as large as the page: nothing is fitted, or labels would not be in their place."""
    hoja = QPageSize(QSizeF(*medidas), QPageSize.Unit.Point, matchPolicy=QPageSize.SizeMatchPolicy.FuzzyMatch)
    impresora.setPageLayout(QPageLayout(hoja, QPageLayout.Orientation.Portrait, QMarginsF()))


def _imagen(hoja: Image.Image) -> QImage:
    """A copy, for the bytes that Qt is given are let go of."""
    return QImage(hoja.tobytes(), *hoja.size, hoja.width, QImage.Format.Format_Grayscale8).copy()


def _que_paso(nombre: str, antes: frozenset[str]) -> str:
    """Waits for the printer to end what it was just given. Raises NoProcede when it was not taken."""
    nuevos = (trabajos(nombre) or antes) - antes
    if not nuevos:
        como = estado(nombre)
        porque = como.estorbo if como is not None and como.estorbo else _dicho("no aceptó el documento")
        raise NoProcede(_dicho("La impresora {} {}. No se imprimió.", nombre, porque))
    limite = time.monotonic() + ESPERA_S
    while (pendientes(nombre) or frozenset()) & nuevos:
        como = estado(nombre)
        if como is not None and como.estorbo:
            return como.estorbo
        if time.monotonic() > limite:
            return _dicho("tiene otros trabajos antes")
        time.sleep(MIRADA_S)
    return ""


def _dicho(texto: str, *partes: str) -> str:
    return QCoreApplication.translate(CONTEXTO, texto).format(*partes)

"""The sheet that prints a document: seen page by page, the printers with how each is, and what came of it."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pypdfium2
from PySide6.QtCore import QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QImage, QKeyEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from prep.devices.pdf import pdf_abierto
from prep.services.estacion.errores import NoProcede
from prep.ui.fluido import Fluido
from prep.ui.hilos import Taller
from prep.ui.impresion.dibujo import COPIAS_MAX, Impresion, ImpresoraDelSistema, impresoras, imprimir
from prep.ui.piezas import Boton, decir, dicho, repintar
from prep.ui.tablas import TablaDeRenglones

LADO, PPP = 1_400, 110  # of a page that is looked at
MIRADA_MS = 300
Vista = tuple[QImage, int]  # a page, and how many there are


class HojaDeImpresion(QDialog):
    """`elegida(printer)`: it printed there. Escape closes; what was sent goes on."""

    elegida = Signal(str)

    def __init__(self, ventana: QWidget, taller: Taller, ruta: Path, preferida: str) -> None:
        super().__init__(ventana)
        self.setModal(True)
        self._taller, self._ruta, self._preferida = taller, ruta, preferida
        self._pagina, self._paginas, self._imprimiendo = 0, 0, False
        self._hechas = (0, 0)
        self._vista = QPixmap()
        self.setWindowTitle(self.tr("Imprimir"))
        self.setAccessibleName(self.windowTitle())
        self.hoja = QLabel(self)
        self.hoja.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.hoja.setAccessibleName(self.tr("La página como saldrá"))
        self.hoja.setMinimumSize(QSize(200, 200))
        self.cual = QLabel(self)
        self.estado = QLabel(self)
        for rotulo in (self.cual, self.estado):
            rotulo.setWordWrap(True)
        self.tabla = TablaDeRenglones((self.tr("Impresora"), self.tr("Cómo está")), self.tr("Impresoras"), self)
        self.tabla.abrir.connect(self._imprimir)
        self.copias = QComboBox(self)
        self.copias.addItems([self.tr("Copias: {}").format(n) for n in range(1, COPIAS_MAX + 1)])
        self.copias.setAccessibleName(self.tr("Copias"))
        self._botones = [
            self._boton(self.tr("Imprimir  Enter"), self.tr("Imprimir en la impresora señalada"), self._imprimir),
            self._boton(self.tr("Mirar otra vez  F5"), self.tr("Mirar otra vez las impresoras"), self.mirar),
            self._boton(self.tr("Abrir el PDF  F6"), self.tr("Abrir el archivo con otro programa"), self.abrir_pdf),
            self._boton(self.tr("Cerrar  Esc"), self.tr("Cerrar sin imprimir"), self.reject),
        ]
        self._botones[0].setProperty("principal", True)
        repintar(self._botones[0])
        self._acomodar()
        self._reloj = QTimer(self)
        self._reloj.setInterval(MIRADA_MS)
        self._reloj.timeout.connect(self._avanza)
        self.resize(round(ventana.width() * 0.9), round(ventana.height() * 0.85))
        self.finished.connect(self.deleteLater)
        self.finished.connect(ventana.activateWindow)
        self.tabla.setFocus()
        self.mirar()
        self._ver(0)

    def _acomodar(self) -> None:
        izquierda, derecha = QVBoxLayout(), QVBoxLayout()
        izquierda.addWidget(self.hoja, 1)
        izquierda.addWidget(self.cual)
        derecha.addWidget(self.tabla, 1)
        derecha.addWidget(self.copias)
        self.ruta_dicha = dicho(self, self.tr("El PDF queda en {}").format(self._ruta), "tenue")
        derecha.addWidget(self.ruta_dicha)
        derecha.addWidget(self.estado)
        mitades = QHBoxLayout()
        mitades.addLayout(izquierda, 2)
        mitades.addLayout(derecha, 3)
        pie = QWidget(self)
        fila = Fluido(pie)
        for boton in self._botones:
            fila.addWidget(boton)
        pila = QVBoxLayout(self)
        pila.addLayout(mitades, 1)
        pila.addWidget(pie)

    def _boton(self, texto: str, nombre: str, hace: Callable[[], object]) -> Boton:
        hecho = Boton(texto, self)
        hecho.setAccessibleName(nombre)
        hecho.setAutoDefault(False)
        hecho.clicked.connect(hace)
        return hecho

    def keyPressEvent(self, tecla: QKeyEvent) -> None:
        teclas: dict[Qt.Key, Callable[[], object]] = {
            Qt.Key.Key_F5: self.mirar,
            Qt.Key.Key_F6: self.abrir_pdf,
            Qt.Key.Key_PageDown: partial(self._pasar, 1),
            Qt.Key.Key_PageUp: partial(self._pasar, -1),
        }
        hace = teclas.get(Qt.Key(tecla.key()))
        if hace is not None:
            hace()
        else:
            super().keyPressEvent(tecla)

    # -- the document ------------------------------------------------------------------------------

    def _pasar(self, sentido: int) -> None:
        if 0 <= self._pagina + sentido < self._paginas:
            self._ver(self._pagina + sentido)

    def _ver(self, pagina: int) -> None:
        self._pagina = pagina
        self._taller.fondo(self, partial(_dibujada, self._ruta, pagina), self._vista_lista, self._no_se_ve)

    def _vista_lista(self, vista: Vista) -> None:
        imagen, self._paginas = vista
        self._vista = QPixmap.fromImage(imagen)
        self._caber()
        texto = self.tr("Página {} de {} · RePág y AvPág pasan").format(self._pagina + 1, self._paginas)
        decir(self.cual, texto if self._paginas > 1 else self.tr("Una página"), "nota")

    def _no_se_ve(self, error: Exception) -> None:
        decir(self.cual, str(error), "mal")

    def resizeEvent(self, evento: QResizeEvent) -> None:
        super().resizeEvent(evento)
        self._caber()

    def _caber(self) -> None:
        if not self._vista.isNull():
            forma, suave = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            self.hoja.setPixmap(self._vista.scaled(self.hoja.size(), forma, suave))

    def abrir_pdf(self) -> None:
        """With whatever this computer opens a PDF; told when there is nothing."""
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._ruta))):
            texto = self.tr("Esta computadora no tiene con qué abrir un PDF. Está en {}: ábralo en otra.")
            decir(self.estado, texto.format(self._ruta), "mal")

    # -- the printers ------------------------------------------------------------------------------

    def mirar(self) -> None:
        """Which there are and how each is, off this thread: a printer that is off takes seconds to be told."""
        if not self._imprimiendo:
            decir(self.estado, self.tr("Mirando las impresoras…"), "nota")
            self._taller.fondo(self, impresoras, self._miradas)

    def _miradas(self, hay: list[ImpresoraDelSistema]) -> None:
        lista = self.tr("✓ Lista")
        filas = [(i.descripcion, f"✗ {i.estorbo}" if i.estorbo else lista) for i in hay]
        self.tabla.mostrar([i.nombre for i in hay], filas)
        self.tabla.elegir(self._preferida)
        self._botones[0].setEnabled(bool(hay))
        if hay:
            decir(self.estado, "", "nota")
        else:
            texto = self.tr("No hay ninguna impresora en esta computadora. El PDF está hecho: F6 lo abre.")
            decir(self.estado, texto, "aviso")

    def _imprimir(self) -> None:
        nombre = self.tabla.clave
        if self._imprimiendo or not isinstance(nombre, str):
            return
        self._imprimiendo, self._hechas, self._preferida = True, (0, 0), nombre
        self._botones[0].setEnabled(False)
        decir(self.estado, self.tr("Mandando a {}…").format(nombre), "nota")
        self._reloj.start()
        tarea = partial(imprimir, self._ruta, nombre, self.copias.currentIndex() + 1, self._anotar)
        self._taller.fondo(self, tarea, self._impreso, self._no_impreso)

    def _anotar(self, hechas: int, total: int) -> None:
        """On the worker's thread: one assignment."""
        self._hechas = (hechas, total)

    def _avanza(self) -> None:
        hechas, total = self._hechas
        if total > 1:
            texto = self.tr("Mandando a {}: página {} de {}…")
            decir(self.estado, texto.format(self._preferida, hechas + 1, total), "nota")

    def _termino(self) -> None:
        self._imprimiendo = False
        self._reloj.stop()
        self._botones[0].setEnabled(True)

    def _impreso(self, que: Impresion) -> None:
        self._termino()
        self.elegida.emit(self._preferida)
        if que.espera:
            texto = self.tr("{} tiene el documento y {}. Se imprime en cuanto pueda; no lo mande otra vez.")
            decir(self.estado, texto.format(self._preferida, que.espera), "aviso")
        else:
            texto = self.tr("Impreso en {}: %n página(s). Esc cierra.", "", que.paginas)
            decir(self.estado, texto.format(self._preferida), "bien")

    def _no_impreso(self, error: Exception) -> None:
        self._termino()
        decir(self.estado, self.tr("{} El PDF queda.").format(error), "mal")


def _dibujada(ruta: Path, pagina: int) -> Vista:
    """A page as it will come out. Raises NoProcede or OSError."""
    try:
        with pdf_abierto(ruta.read_bytes()) as documento:
            hoja = documento.dibujar(pagina, PPP, LADO)
            imagen = QImage(hoja.tobytes(), *hoja.size, hoja.width, QImage.Format.Format_Grayscale8).copy()
            return imagen, documento.cuantas
    except pypdfium2.PdfiumError as error:
        raise NoProcede(f"El archivo {ruta} está dañado: hágalo de nuevo.") from error

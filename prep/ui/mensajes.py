"""Messages at a station, over the window in front: those for who is here, and a line to answer or to write."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from uuid import UUID
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from prep.domain.reglas.mensajes import COORDINACION, INSISTE, MENSAJE_MAX, SALA, TODOS, Mensaje
from prep.services.estacion.estacion import Recibo
from prep.services.estacion.mensajes import Mensajes
from prep.services.estacion.sesion import Sesion
from prep.ui.hilos import Taller
from prep.ui.mi_noche import VentanaConSesion
from prep.ui.orilla import Orilla
from prep.ui.piezas import Boton, decir, letrero, repintar
from prep.ui.sonidos import Sonidos
from prep.ui.tablas import TablaDeRenglones

CONTEXTO = "Mensajes"  # of the translation
LEER_MS = 500  # an Enter on its way when the list comes answers nothing
SE_DICEN = 2  # of those that wait, over the work


def para_quien(para: str) -> str:
    """As it is told."""
    return {
        TODOS: QCoreApplication.translate(CONTEXTO, "Todas las estaciones"),
        SALA: QCoreApplication.translate(CONTEXTO, "La sala"),
        COORDINACION: QCoreApplication.translate(CONTEXTO, "Quien coordina este CATD"),
    }.get(para, QCoreApplication.translate(CONTEXTO, "CATD {}").format(para) if para.isdigit() else para)


def que_esperan(mensajes: Sequence[Mensaje], operador: str, coordina: bool, ahora: datetime) -> list[Mensaje]:
    """What who is here should answer, while it is told over the work."""
    return [m for m in mensajes if m.espera_a(operador, coordina=coordina) and ahora - m.llego < INSISTE]


def que_se_avisa(mensajes: Sequence[Mensaje], operador: str, coordina: bool, zona: ZoneInfo, ahora: datetime) -> str:
    """Over the work, while they wait for who is here: what was written to them, and what was answered to theirs."""
    esperan = que_esperan(mensajes, operador, coordina, ahora)
    lineas = [
        QCoreApplication.translate(CONTEXTO, "MENSAJE de {} ({}), {}: «{}»").format(
            m.nombre, m.estacion, f"{m.cuando.astimezone(zona):%H:%M}", m.texto
        )
        for m in esperan[:SE_DICEN]
    ]
    if lineas:
        mas = len(esperan) - len(lineas)
        tecla = QCoreApplication.translate(CONTEXTO, "Ctrl+M lo abre; Enter dice que lo sabe.")
        lineas[-1] += f" (+{mas}) {tecla}" if mas else f" {tecla}"
    contestados = [
        QCoreApplication.translate(CONTEXTO, "A su mensaje contesta {}: «{}»").format(r.nombre, r.texto)
        for m in mensajes
        if (r := m.contestado(operador, ahora)) is not None
    ]
    return "\n".join([*lineas, *contestados[:SE_DICEN]])


class VerMensajes(QObject):
    """Opens the sheet, and delivers what is written in it."""

    def __init__(
        self, marco: VentanaConSesion, ventana: QWidget, taller: Taller, sonidos: Sonidos, orilla: Orilla
    ) -> None:
        super().__init__(ventana)
        self._marco, self._ventana, self._taller = marco, ventana, taller
        self._sonidos, self._orilla = sonidos, orilla

    def abrir(self) -> None:
        sesion = self._marco.sesion
        if sesion is None or self._marco.bloqueada:
            return
        caso = Mensajes(self._marco.estacion, sesion)
        hoja = HojaDeMensajes(self._ventana, caso, ZoneInfo(self._marco.estacion.catalogo.ajustes.zona))
        self._taller.nodo(hoja, caso.listar, hoja.llenar, hoja.sin_ver)
        hoja.contesta.connect(partial(self._enviar, sesion, caso.contestar))
        hoja.escribe.connect(partial(self._enviar, sesion, caso.escribir))
        hoja.open()

    def _enviar(self, sesion: Sesion, como: object, que: object, texto: str) -> None:
        if self._marco.sesion is not sesion or self._marco.bloqueada:
            self._orilla.rehusar(self.tr("La sesión se cerró: el mensaje no se envió. Entre y repítalo."))
            return
        assert callable(como)
        self._taller.local(self, partial(como, que, texto), self._bien, self._mal)

    def _bien(self, _: Recibo) -> None:
        self._sonidos.tocar("listo")
        self._orilla.anotar(self.tr("Enviado con su firma."))

    def _mal(self, error: Exception) -> None:
        self._sonidos.tocar("error")
        self._orilla.rehusar(self.tr("El mensaje no se envió. {}").format(error))


class HojaDeMensajes(QDialog):
    """`contesta(message, words)`, "" for only knowing it; `escribe(to, words)`. Enter does what the line says."""

    contesta = Signal(object, str)
    escribe = Signal(str, str)

    def __init__(self, ventana: QWidget, caso: Mensajes, zona: ZoneInfo) -> None:
        super().__init__(ventana)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Mensajes"))
        self.setAccessibleName(self.windowTitle())
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._mensajes: dict[UUID, Mensaje] = {}
        self._lista, self._zona = False, zona  # until it is, nothing is sent: who types did not read it
        self._yo, self._coordina, self._destinos = caso.sesion.operador, caso.coordina, caso.destinos
        titulos = (self.tr("Quién a quién"), self.tr("Mensaje"), self.tr("Quién lo sabe"))
        self.tabla = TablaDeRenglones(titulos, self.tr("Mensajes, el último primero"), self)
        self.tabla.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)  # long ones take more lines
        self.para = QComboBox(self)
        self.para.setAccessibleName(self.tr("Para quién"))
        self.texto = QLineEdit(self)
        self.texto.setMaxLength(MENSAJE_MAX)
        self.texto.setAccessibleName(self.tr("Qué se dice"))
        self.aviso = letrero(self, "aviso")
        self.enviar = Boton("", self)
        self._armar()
        self.tabla.elegida.connect(self._elegido)
        self.para.currentIndexChanged.connect(self._decir)
        self.texto.textChanged.connect(self._decir)
        self._elegido(None)
        decir(self.aviso, self.tr("Buscando los mensajes…"), "nota")
        self.resize(round(ventana.width() * 0.85), round(ventana.height() * 0.85))
        self.finished.connect(ventana.activateWindow)
        self.texto.setFocus()

    def llenar(self, mensajes: Sequence[Mensaje]) -> None:
        """Those that wait for who is here first; a moment later they may be answered."""
        esperan = [m for m in mensajes if self._espera(m)]
        en_orden = [*esperan, *(m for m in mensajes if m not in esperan)]
        self._mensajes = {m.id: m for m in en_orden}
        self.tabla.mostrar([m.id for m in en_orden], [self._fila(m, self._zona) for m in en_orden])
        self._elegido(self.tabla.clave)
        decir(self.aviso, "" if mensajes else self.tr("Nadie ha escrito a esta estación."), "nota")
        QTimer.singleShot(LEER_MS, self, self._ya)

    def sin_ver(self, error: Exception) -> None:
        """What is written is delivered later; only what there is cannot be seen."""
        decir(self.aviso, str(error), "nota")
        self._ya()

    def _ya(self) -> None:
        self._lista = True
        self._decir()

    def _armar(self) -> None:
        cerrar = Boton(self.tr("Cerrar  Esc"), self)
        cerrar.setAccessibleName(self.tr("Cerrar los mensajes"))
        for boton in (cerrar, self.enviar):
            boton.setAutoDefault(False)
        self.enviar.setProperty("principal", True)
        repintar(self.enviar)
        cerrar.clicked.connect(self.reject)
        self.enviar.clicked.connect(self._enviar)
        datos = QFormLayout()
        datos.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        datos.addRow(self.tr("Para"), self.para)
        datos.addRow(self.tr("Qué se dice"), self.texto)
        pila = QVBoxLayout(self)
        pila.addWidget(self.tabla, 1)
        pila.addWidget(self.aviso)
        pila.addLayout(datos)
        renglon = QHBoxLayout()
        renglon.addWidget(self.enviar, 2)
        renglon.addWidget(cerrar, 1)
        pila.addLayout(renglon)

    def _espera(self, m: Mensaje) -> bool:
        return m.espera_a(self._yo, coordina=self._coordina)

    def _fila(self, m: Mensaje, zona: ZoneInfo) -> tuple[str, ...]:
        sabe = m.sabe or (self.tr("USTED NO HA CONTESTADO") if self._espera(m) else self.tr("Nadie todavía"))
        quien = self.tr("{} {} ({}) → {}").format(
            f"{m.cuando.astimezone(zona):%H:%M}", m.nombre, m.estacion, para_quien(m.para)
        )
        return quien, m.texto, sabe

    def _elegido(self, clave: object) -> None:
        """A message that waits for who is here is answered, unless they say another thing; another one, if they do."""
        m = self._mensajes.get(clave)  # type: ignore[call-overload]
        escribia_a = self.para.currentText() if self.texto.text() and not self._lista else ""
        self.para.blockSignals(True)
        self.para.clear()
        for destino in self._destinos:
            self.para.addItem(para_quien(destino), destino)
        if m is not None and m.operador != self._yo and m.para != SALA:
            contesta = self.tr("Contestar a {}").format(m.nombre)
            self.para.insertItem(0 if self._espera(m) else self.para.count(), contesta, m)
            self.para.setCurrentIndex(0)
        if escribia_a:  # the list came while it was being written
            self.para.setCurrentText(escribia_a)
        self.para.blockSignals(False)
        self._decir()

    def _decir(self, *_: object) -> None:
        """What Enter does now."""
        contesta = isinstance(self.para.currentData(), Mensaje)
        escrito = bool(self.texto.text().strip())
        if contesta:
            texto = self.tr("Contestar  Enter") if escrito else self.tr("Lo sé: enterado  Enter")
        else:
            texto = self.tr("Enviar  Enter")
        self.enviar.setText(texto)
        self.enviar.setAccessibleName(texto)
        self.enviar.setEnabled(self._lista and (contesta or escrito))

    def _enviar(self) -> None:
        if not self.enviar.isEnabled():
            return
        que, texto = self.para.currentData(), self.texto.text().strip()
        if isinstance(que, Mensaje):
            self.contesta.emit(que, texto)
        else:
            self.escribe.emit(que, texto)
        self.accept()

    def keyPressEvent(self, tecla: QKeyEvent) -> None:
        """The arrows go through the messages also from the line; Enter sends."""
        if tecla.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            QApplication.sendEvent(self.tabla, tecla)
        elif tecla.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enviar()
        else:
            super().keyPressEvent(tecla)

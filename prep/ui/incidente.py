"""Writing down an incident from any window in three keys: it opens with what is in hand, a figure, Enter (R-34)."""

from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from prep.domain.reglas.auxilio import TECLA
from prep.domain.reglas.incidentes import AYUDA, CLASES, ClaseDeIncidente
from prep.services.acopio.candidatas import ActasPosibles
from prep.services.estacion.estacion import Estacion, Recibo
from prep.services.estacion.incidentes import LUGAR_MAX, TEXTO_MAX, Esbozo, Incidentes
from prep.services.estacion.sesion import Sesion
from prep.ui.hilos import Taller
from prep.ui.orilla import Orilla
from prep.ui.pantalla import Pantalla
from prep.ui.piezas import decir, repintar
from prep.ui.rotulos import breve
from prep.ui.sonidos import Sonidos


class ListaDeClases(QListWidget):
    """`tecleada(figure)`: what is typed chooses, and never looks a word up."""

    tecleada = Signal(str)

    def keyboardSearch(self, texto: str) -> None:
        self.tecleada.emit(texto)


class HojaDeIncidente(QDialog):
    """`escrito(kind, text, place)`: it was written down. What is wrong with it is said in it."""

    escrito = Signal(object, str, str)

    def __init__(self, ventana: QWidget, clase: ClaseDeIncidente | None, donde: str) -> None:
        super().__init__(ventana)
        self.setWindowTitle(self.tr("Incidente"))
        self.setAccessibleName(self.tr("Registrar un incidente"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.clases = ListaDeClases(self)
        self.clases.tecleada.connect(self._elegir)
        self.clases.setAccessibleName(self.tr("¿Qué pasa? Oprima su número"))
        self.clases.addItems([f"{c.tecla}   {c.nombre}" for c in CLASES])
        self.clases.setCurrentRow(CLASES.index(clase) if clase else 0)
        self.clases.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.donde, self.texto = QLineEdit(donde, self), QLineEdit(self)
        self.donde.setMaxLength(LUGAR_MAX)
        self.texto.setMaxLength(TEXTO_MAX)
        self._aviso = QLabel(self)
        self._aviso.setWordWrap(True)
        self._armar()
        (self.texto if clase else self.clases).setFocus()

    def _armar(self) -> None:
        cabeza = QLabel(self.tr("¿Qué pasa?"), self)
        cabeza.setProperty("talla", "grande")
        datos = QFormLayout()
        datos.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        for rotulo, campo in ((self.tr("¿Dónde?"), self.donde), (self.tr("¿Qué pasó?"), self.texto)):
            letrero = QLabel(rotulo, self)
            letrero.setBuddy(campo)
            campo.setAccessibleName(rotulo)
            datos.addRow(letrero, campo)
        caja = QDialogButtonBox(self)
        registra = caja.addButton(self.tr("Registrar  Enter"), QDialogButtonBox.ButtonRole.AcceptRole)
        deja = caja.addButton(self.tr("No  Esc"), QDialogButtonBox.ButtonRole.RejectRole)
        for boton, nombre in ((registra, self.tr("Registrar el incidente")), (deja, self.tr("No registrar nada"))):
            boton.setAccessibleName(nombre)
            boton.setAutoDefault(False)
        registra.setProperty("principal", True)
        repintar(registra)
        caja.accepted.connect(self.accept)
        caja.rejected.connect(self.reject)
        pila = QVBoxLayout(self)
        pila.addWidget(cabeza)
        pila.addWidget(self.clases, 1)
        pila.addLayout(datos)
        pila.addWidget(self._aviso)
        pila.addWidget(caja)
        letra = self.fontMetrics()
        self.clases.setMinimumHeight((letra.height() + 4) * len(CLASES))
        self.resize(letra.averageCharWidth() * 72, self.sizeHint().height())
        decir(self._aviso, self.tr("Oprima su número. Lo demás puede quedar como está: Enter lo registra."), "nota")

    @property
    def clase(self) -> ClaseDeIncidente:
        return CLASES[max(self.clases.currentRow(), 0)]

    @property
    def aviso(self) -> str:
        return self._aviso.text()

    def accept(self) -> None:
        if self.clase.explica and not self.texto.text().strip():
            decir(self._aviso, self.tr("Escriba qué pasó: «{}» no lo dice.").format(self.clase.nombre), "aviso")
            self.texto.setFocus()
            return
        self.escrito.emit(self.clase, self.texto.text(), self.donde.text())
        super().accept()

    def _elegir(self, tecla: str) -> None:
        cual = next((n for n, c in enumerate(CLASES) if c.tecla == tecla), None)
        if cual is not None:
            self.clases.setCurrentRow(cual)
            self.texto.setFocus()

    def keyPressEvent(self, tecla: QKeyEvent) -> None:
        """Enter writes it down from anywhere but from its «No»."""
        foco = self.focusWidget()
        if tecla.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(tecla)
        elif isinstance(foco, QPushButton):
            foco.click()
        else:
            self.accept()


class VentanaConPantalla(Protocol):
    """The frame, as far as an incident needs it."""

    @property
    def estacion(self) -> Estacion: ...
    @property
    def sesion(self) -> Sesion | None: ...
    @property
    def pantalla(self) -> Pantalla | None: ...
    @property
    def bloqueada(self) -> bool: ...


class Reportero(QObject):
    """Opens the sheet over the window in front and keeps what it says; the screen behind goes on as it was."""

    def __init__(
        self, marco: VentanaConPantalla, ventana: QWidget, taller: Taller, sonidos: Sonidos, orilla: Orilla
    ) -> None:
        super().__init__(ventana)
        self._marco, self._ventana, self._taller = marco, ventana, taller
        self._sonidos, self._orilla = sonidos, orilla

    def ayuda(self) -> None:
        """Asked for at the post of who coordinates, and on the board."""
        self._abrir(AYUDA)

    def incidente(self) -> None:
        self._abrir(None)

    def _abrir(self, clase: ClaseDeIncidente | None) -> None:
        sesion = self._marco.sesion
        if sesion is None or self._marco.bloqueada:
            self._sonidos.tocar("error")
            self._orilla.rehusar(self._sin_firma(clase))
            return
        esbozo = self._marco.pantalla.esbozo if self._marco.pantalla is not None else Esbozo()
        donde = (esbozo.lugar or self._nombre(esbozo.acta))[:LUGAR_MAX]
        hoja = HojaDeIncidente(self._ventana, clase or esbozo.clase, donde)
        hoja.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        hoja.escrito.connect(partial(self._escrito, sesion, esbozo.acta, donde))
        hoja.finished.connect(self._ventana.activateWindow)
        hoja.open()

    def _sin_firma(self, clase: ClaseDeIncidente | None) -> str:
        """What to do where nobody signs."""
        tecla = TECLA if clase is AYUDA else "Ctrl+I"
        sin = self.tr("Lleva su firma: escriba su contraseña y oprima {} otra vez. Si no puede entrar, pídalo en otra "
                      "estación o a quien coordina su centro: le da otra contraseña.")  # fmt: skip
        return sin.format(tecla)

    def _nombre(self, acta: str) -> str:
        hallada = self._marco.estacion.catalogo.actas.get(acta) if acta else None
        return f"{breve(hallada)} {hallada.eleccion}" if hallada is not None else acta

    def _escrito(
        self, sesion: Sesion, acta: str, propuesto: str, clase: ClaseDeIncidente, texto: str, donde: str
    ) -> None:
        if self._marco.bloqueada or self._marco.sesion is not sesion:
            self._orilla.rehusar(self.tr("La sesión se cerró: el incidente no se registró. Entre y repítalo."))
            return
        tarea = _Registro(self._marco.estacion, sesion, clase, texto, donde, acta if donde == propuesto else "")
        self._taller.local(self, tarea, partial(self._bien, clase), self._mal)

    def _bien(self, clase: ClaseDeIncidente, _: Recibo) -> None:
        self._sonidos.tocar("listo")
        if clase.urge:
            texto = self.tr("Pedido: «{}». Lo ven quien coordina su centro y la sala. Siga si puede.")
        else:
            texto = self.tr("Registrado con su firma: «{}». Lo ven quien coordina su centro y la sala.")
        self._orilla.anotar(texto.format(clase.nombre))

    def _mal(self, error: Exception) -> None:
        self._sonidos.tocar("error")
        self._orilla.rehusar(self.tr("El incidente no se registró. {}").format(error))


class _Registro:
    """Signed and kept off the windows' thread: a place that is one acta of here is written down as that acta."""

    def __init__(
        self, estacion: Estacion, sesion: Sesion, clase: ClaseDeIncidente, texto: str, donde: str, acta: str
    ) -> None:
        self._estacion, self._caso = estacion, Incidentes(estacion, sesion)
        self._clase, self._texto, self._donde, self._acta = clase, texto, donde, acta

    def __call__(self) -> Recibo:
        if self._acta:
            return self._caso.registrar(self._clase, self._texto, acta=self._acta)
        if self._donde.strip():
            suyas = ActasPosibles(self._estacion).sugeridas(self._donde, 2)
            if len(suyas) == 1:
                return self._caso.registrar(self._clase, self._texto, acta=suyas[0].clave)
        return self._caso.registrar(self._clase, self._texto, lugar=self._donde)

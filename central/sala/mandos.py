"""The foot of the board: the orders with their keys, who gives them, and what became of the last one."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from central.mando.ordenes import Ordenes
from central.marco.conexion import NodoAbierto
from central.sala.acceso import LugarSala
from central.sala.flujos.alarma import Atender
from central.sala.flujos.catd import Contingencia, Regreso
from central.sala.flujos.fase import PasarFase
from central.sala.flujos.flujos import Flujo, Liberar
from central.sala.flujos.horario import FijarApertura, LiberarRetenidas
from central.sala.flujos.incidente import AnotarIncidente, SeguirIncidente
from central.sala.flujos.mensaje import Mensajear
from central.sala.flujos.propuesta import Responder
from central.sala.puerta import PuertaDeSala
from central.tablero.tablero import Tablero
from prep.services.estacion.acceso import Acceso
from prep.services.estacion.sesion import PERMISOS, Sesion
from prep.ui import acciones
from prep.ui.destino import GrupoDeDestino
from prep.ui.dialogos import Dialogos
from prep.ui.fluido import Fluido
from prep.ui.hilos import Taller
from prep.ui.piezas import decir
from prep.ui.presencia import Presencia

OCIO_MS = 10 * 60 * 1000
FLUJOS: Final[Mapping[str, type[Flujo]]] = {
    "fase": PasarFase, "liberar": Liberar, "contingencia": Contingencia, "regreso": Regreso, "atender": Atender,
    "conforme": Responder, "incidentes": SeguirIncidente, "incidente": AnotarIncidente,
    "mensajes": Mensajear,    "apertura": FijarApertura, "retenidas": LiberarRetenidas,
}  # fmt: skip


class Mandos(QWidget):
    """Gives one order at a time. Without a session it asks for one first, and goes on with what was asked for."""

    def __init__(
        self,
        ventana: QWidget,
        puesto: NodoAbierto,
        lugar: LugarSala,
        taller: Taller,
        dialogos: Dialogos,
        senalado: Callable[[], str],
        *,
        ocio_ms: int = OCIO_MS,
    ) -> None:
        super().__init__(ventana)
        self.setAccessibleName(self.tr("Órdenes"))
        self._ventana, self._puesto, self._lugar = ventana, puesto, lugar
        self._taller, self._dialogos, self._senalado = taller, dialogos, senalado
        self._acceso = Acceso(lugar)
        self._tablero: Tablero | None = None
        self._sesion: Sesion | None = None
        self._flujo: Flujo | None = None
        self._pedida = ""
        pila = QVBoxLayout(self)
        pila.setContentsMargins(4, 2, 4, 2)
        pila.setSpacing(2)
        renglon = Fluido(margen=0)
        verbos: dict[str, Callable[[], object]] = {"entrar": self.entrar}
        verbos |= {nombre: partial(self._ordenar, nombre) for nombre in FLUJOS if f"sala.{nombre}" in acciones.TABLA}
        otras: list[QAction] = []
        for nombre, hace in verbos.items():
            accion = acciones.hacer(f"sala.{nombre}", ventana, hace)
            if acciones.TABLA[accion.objectName()].destino:
                otras.append(accion)
            else:
                renglon.addWidget(acciones.boton(accion, self))
        renglon.addWidget(acciones.boton(GrupoDeDestino("sala", ventana, dialogos, otras).accion, self))
        self._quien, self._dicho = QLabel(self), QLabel(self)
        for pieza, nombre in ((self._quien, "sala-quien"), (self._dicho, "sala-dicho")):
            pieza.setObjectName(nombre)
            pieza.setTextFormat(Qt.TextFormat.PlainText)
        self._dicho.setWordWrap(True)
        renglon.addWidget(self._quien)
        pila.addLayout(renglon)
        pila.addWidget(self._dicho)
        self.presencia = Presencia(ventana, ocio_ms)
        self.presencia.ociosa.connect(self.salir)
        self.presencia.leida.connect(self._leyo)
        self.decir("", "nota")
        self._decir_quien()

    # -- what an order works with (flujos.Mesa) -----------------------------------------------------

    @property
    def dialogos(self) -> Dialogos:
        return self._dialogos

    @property
    def taller(self) -> Taller:
        return self._taller

    @property
    def tablero(self) -> Tablero:
        assert self._tablero is not None, "una orden empieza cuando hay tablero"
        return self._tablero

    @property
    def senalado(self) -> str:
        return self._senalado()

    def _leyo(self, _: str) -> None:
        self.decir(self.tr("Se leyó un código: aquí no se usa y no se escribió nada."), "aviso")

    def decir(self, texto: str, papel: str) -> None:
        decir(self._dicho, texto, papel)

    # -- who ----------------------------------------------------------------------------------------

    @property
    def sesion(self) -> Sesion | None:
        return self._sesion

    def mostrar(self, tablero: Tablero) -> None:
        if self._tablero is None:  # what was said of a centre that had not answered is no longer so
            self.decir("", "nota")
        self._tablero = tablero

    def entrar(self) -> None:
        """Asks who it is, over the board."""
        puerta = PuertaDeSala(self._ventana, self._acceso, self._taller)
        puerta.entro.connect(self._entro)
        puerta.rejected.connect(self._nadie_entro)
        puerta.finished.connect(self._ventana.activateWindow)
        puerta.pedir()

    def salir(self) -> None:
        """The session ends; an order under way ends as it would."""
        self._sesion = None
        self.presencia.vigilar(False)
        self._decir_quien()

    def soltar(self) -> None:
        """The window closes."""
        self.presencia.dejar()

    def _entro(self, sesion: Sesion) -> None:
        if not sesion.roles & PERMISOS["sala.fase"]:
            self._pedida = ""
            texto = self.tr("{} no puede dar órdenes: hace falta el permiso de coordinación.").format(sesion.nombre)
            self._dialogos.avisar(self.tr("Sin permiso aquí"), texto)
            return
        self._sesion = sesion
        self.presencia.vigilar(True)
        self._decir_quien()
        pedida, self._pedida = self._pedida, ""
        if pedida:
            self._ordenar(pedida)

    def _nadie_entro(self) -> None:
        self._pedida = ""

    def _decir_quien(self) -> None:
        if self._sesion is None:
            decir(self._quien, self.tr("Sin sesión: sólo se ve"), "papel")
        else:
            decir(self._quien, self.tr("Ordena: {}").format(self._sesion.nombre), "nota")

    # -- orders -------------------------------------------------------------------------------------

    def anotar(self) -> None:
        """An incident, of the control room itself."""
        self._ordenar("incidente")

    def _ordenar(self, nombre: str) -> None:
        if self._tablero is None:
            self.decir(self.tr("El centro todavía no contesta: no se puede ordenar nada."), "aviso")
        elif self._flujo is not None:
            self.decir(self.tr("Espere a que termine la orden anterior."), "aviso")
        elif self._sesion is None:
            self._pedida = nombre
            self.entrar()
        else:
            self.decir("", "nota")
            self._flujo = FLUJOS[nombre](self, Ordenes(self._puesto, self._sesion), self)
            self._flujo.termino.connect(self._termino)
            self._flujo.empezar()

    def _termino(self) -> None:
        """The keys are the board's again, also where no window manager gives them back."""
        self._flujo = None
        self._ventana.activateWindow()

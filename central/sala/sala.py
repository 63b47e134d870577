"""The coordinators' window: the city, its centres of work and, unless it is on a wall, the orders."""

import time
from collections.abc import Mapping
from datetime import timedelta
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QMainWindow, QVBoxLayout, QWidget

from central.marco.conexion import NodoAbierto
from central.sala import acciones as acciones_sala
from central.sala import palabras
from central.sala.acceso import LugarSala
from central.sala.acta import VerActa
from central.sala.ciudad import Ciudad
from central.sala.mandos import OCIO_MS, Mandos
from central.sala.mosaico import Mosaico
from central.sala.vigilante import Vigilante
from central.tablero.estado_nodos import Nodos, avisos_de
from central.tablero.juicio import Atraso, atraso_de, juzgar
from central.tablero.oyente import SONDEO_S
from central.tablero.tablero import Tablero
from prep.domain.catalogo.catalogo import Catalogo
from prep.ui import acciones
from prep.ui.ayuda import Ayuda
from prep.ui.dialogos import Dialogos, DialogosDeVentana
from prep.ui.fallos import Fallos
from prep.ui.hilos import Taller
from prep.ui.orilla import Orilla
from prep.ui.piezas import decir, rodante
from prep.ui.tema import ESCALAS, Tema

MIRADA_MS = 500
VIEJO_S = 10.0  # the centre is read at least every four seconds: after so long nothing is known of now
BASE = (1366, 768)  # where a wall's text is at 100 %


class Sala(QMainWindow):
    """`solo_lectura`: for a wall, with no orders and no session, its text as large as its screen allows."""

    cerrada = Signal()

    def __init__(
        self,
        puesto: NodoAbierto,
        lugar: LugarSala,
        encabezado: Catalogo,
        taller: Taller,
        tema: Tema,
        fallos: Fallos,
        *,
        solo_lectura: bool = False,
        dialogos: Dialogos | None = None,
        ocio_ms: int = OCIO_MS,
        sondeo_s: float = SONDEO_S,
        viejo_s: float = VIEJO_S,
    ) -> None:
        super().__init__()
        self._tema, self._solo_lectura, self._viejo_s = tema, solo_lectura, viejo_s
        self._dialogos: Dialogos = dialogos or DialogosDeVentana(self)
        self._tablero: Tablero | None = None
        self._llego = 0.0  # by the clock that nobody sets
        self._motivo = ""
        self._nodos = Nodos()
        ajustes = encabezado.ajustes
        self.ciudad = Ciudad(ajustes.zona, timedelta(minutes=ajustes.minutos_entre_cortes))
        self.mosaico = Mosaico(con_teclado=not solo_lectura)
        self.mandos = (
            None
            if solo_lectura
            else Mandos(self, puesto, lugar, taller, self._dialogos, self._senalado, ocio_ms=ocio_ms)
        )
        self._ver_acta = VerActa(puesto, taller, self._dialogos, self)
        self._armar(encabezado)
        self._vigilante = Vigilante(puesto, taller, self, sondeo_s=sondeo_s)
        self._mirar = QTimer(self)
        self._mirar.setInterval(MIRADA_MS)
        self._conectar(fallos)

    def _armar(self, encabezado: Catalogo) -> None:
        self.setMinimumSize(640, 400)
        self.setWindowTitle(palabras.titulo(None, fresca=False))
        self._vieja = QLabel(self)
        self._vieja.setObjectName("sala-vieja")
        self._vieja.setProperty("franja", True)
        self._vieja.setWordWrap(True)
        self._vieja.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._vieja.hide()
        dentro = QWidget(self)
        pila = QVBoxLayout(dentro)
        pila.setContentsMargins(0, 0, 0, 0)
        pila.setSpacing(2)
        pila.addWidget(self.ciudad)
        pila.addWidget(self.mosaico, 1)
        self._marco = rodante(self)
        self._marco.setWidget(dentro)
        self._orilla = Orilla(encabezado.proceso)
        self._orilla.marcar(encabezado)
        self._orilla.poner(self._vieja)
        self._orilla.poner(self._marco, 1)
        if self.mandos is not None:
            self._orilla.poner(self.mandos)
        else:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # its keys work though nothing in it takes them
            self.setFocus()
        self.setCentralWidget(self._orilla)
        for nombre, hace in (
            ("marco.ayuda", self._ayudar), ("marco.mayor", partial(self._tema.paso, 1)),
            ("marco.menor", partial(self._tema.paso, -1)), ("marco.cerrar", self.close),
            ("sala.detalle", self._detalle), ("marco.salir", self._salir), ("marco.bloquear", self._salir),
            ("sala.acta", self._ver_acta.pedir),
        ):  # fmt: skip
            if self.mandos is not None or nombre.startswith("marco."):
                acciones.hacer(nombre, self, hace)

    def _conectar(self, fallos: Fallos) -> None:
        self.mosaico.pedida.connect(self.detallar)
        self._vigilante.leido.connect(self.mostrar)
        self._vigilante.perdido.connect(self.perder)
        self._vigilante.nodos.connect(self.con_nodos)
        self._mirar.timeout.connect(self._refrescar)
        fallos.fallo.connect(self._fallo, Qt.ConnectionType.QueuedConnection)
        self._tema.cambio.connect(self.mosaico.acomodar)

    def empezar(self) -> None:
        """Begins to listen to the centre."""
        self._vigilante.empezar()
        self._mirar.start()

    # -- what comes ---------------------------------------------------------------------------------

    @property
    def tablero(self) -> Tablero | None:
        """The last one that was read."""
        return self._tablero

    @property
    def fresca(self) -> bool:
        """Whether the figures are of now."""
        return self._tablero is not None and not self._motivo and time.monotonic() - self._llego <= self._viejo_s

    def mostrar(self, tablero: Tablero) -> None:
        """What the centre just said."""
        self._tablero, self._llego, self._motivo = tablero, time.monotonic(), ""
        if self.mandos is not None:
            self.mandos.mostrar(tablero)
        self.ciudad.mostrar(tablero)
        self._pintar()
        self._refrescar()

    def perder(self, motivo: str) -> None:
        """The centre does not answer: what is shown is of the last time that it did."""
        self._motivo = motivo
        self._refrescar()

    def con_nodos(self, nodos: Nodos) -> None:
        """What each node said of itself, and of how far behind it is."""
        self._nodos = nodos
        self._pintar()

    def _refrescar(self) -> None:
        """Looked at twice a second by this machine's own clock: figures grow old also when nobody says so."""
        decir(self._vieja, "" if self.fresca else self._desde_cuando(), "alerta")
        titulo = palabras.titulo(self._tablero, fresca=self.fresca)
        if titulo != self.windowTitle():
            self.setWindowTitle(titulo)
        self._vieja.setToolTip(self._motivo)
        if self._tablero is not None:
            self.mosaico.envejecer(not self.fresca)
            self.ciudad.envejecer(not self.fresca)

    def _desde_cuando(self) -> str:
        if self._tablero is not None:
            hora = self.ciudad.hora(self._tablero.momento, segundos=True)
            return self.tr("SIN CENTRO: las cifras son de las {}. Se busca solo; si sigue, avise a soporte.").format(
                hora
            )
        return (
            self.tr("EL CENTRO NO CONTESTA: todavía no hay cifras. Revise que esté en marcha.") if self._motivo else ""
        )

    def _pintar(self) -> None:
        if self._tablero is None:
            return
        t, atrasos = self._tablero, self._atrasos()
        juicios = {centro: juzgar(s, t.momento, atrasos.get(centro)) for centro, s in t.sitios.items()}
        dichos = {
            centro: palabras.detalle(s, juicios[centro], atrasos.get(centro), self._avisos(centro), t.momento)
            for centro, s in t.sitios.items()
        }
        self.mosaico.mostrar(t, juicios, atrasos, dichos)

    def _atrasos(self) -> Mapping[str, Atraso]:
        return {n.nombre.catd: atraso_de(n) for n in self._nodos.vistos if not n.cercado}

    def _avisos(self, centro: str) -> list[str]:
        """What is wrong with its nodes and what to do, as `estado` says it."""
        if self._tablero is None:
            return []
        propios = [n for n in self._nodos.vistos if n.nombre.catd == centro]
        return [aviso for n in propios for aviso in avisos_de(n, self._nodos, self._tablero.momento)]

    # -- keys ---------------------------------------------------------------------------------------

    def detallar(self, centro: str) -> None:
        """All that is known of one centre, in words."""
        if self._tablero is not None and centro in self._tablero.sitios:
            self._dialogos.avisar(palabras.nombre(centro), self.mosaico.fichas[centro].accessibleDescription())

    def _detalle(self) -> None:
        self.detallar(self._senalado())

    def _senalado(self) -> str:
        return self.mosaico.actual

    def _salir(self) -> None:
        if self.mandos is not None:
            self.mandos.salir()

    def _ayudar(self) -> None:
        Ayuda(self, acciones_sala.PANTALLA, self.tr("Sala de control"), palabras.leyenda()).open()

    def _fallo(self, codigo: str) -> None:
        texto = self.tr("El programa tuvo una falla. Las órdenes dadas están a salvo: siga. Dé a soporte el código {}.")
        self._orilla.falla(texto.format(codigo))

    def resizeEvent(self, evento: QResizeEvent) -> None:
        super().resizeEvent(evento)
        if self._solo_lectura:
            cabe = min(evento.size().width() / BASE[0], evento.size().height() / BASE[1])
            self._tema.escalar(min(max(cabe, ESCALAS[0]), ESCALAS[-1]))

    def closeEvent(self, evento: QCloseEvent) -> None:
        self._mirar.stop()
        self._vigilante.parar()
        if self.mandos is not None:
            self.mandos.soltar()
        super().closeEvent(evento)
        self.cerrada.emit()

"""The window of a station: who works, which screen, and how things are; the same for every role."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QTabBar

from prep.services.estacion.contrasena import AccesoDeEstacion
from prep.services.estacion.errores import NoProcede
from prep.services.estacion.estacion import Estacion
from prep.services.estacion.pulso import Pulso
from prep.services.estacion.sesion import Sesion
from prep.ui import acciones
from prep.ui.aparatos.hoja import VerAparatos
from prep.ui.aparatos.prueba import VerPrueba
from prep.ui.aparatos.vigia import Mirar, VigiaDeAparatos
from prep.ui.avisador import Avisador
from prep.ui.ayuda import Ayuda
from prep.ui.barra import Barra
from prep.ui.dialogos import Dialogos, DialogosDeVentana, dejar_preguntas, sin_trabajo_aqui
from prep.ui.entrada import OCIO_MS, Entrada
from prep.ui.fallos import Fallos
from prep.ui.hilos import Taller
from prep.ui.incidente import Reportero
from prep.ui.mensajes import VerMensajes
from prep.ui.mi_noche import VerMiNoche
from prep.ui.oficios import Oficios, poner_pestanas
from prep.ui.orilla import Orilla
from prep.ui.pantalla import ContextoDePantalla, Pantalla, Practicar, Puerta, no_se_practica
from prep.ui.piezas import aplicacion, rodante
from prep.ui.presencia import Presencia
from prep.ui.sonidos import Sonidos
from prep.ui.tema import Tema
from prep.ui.tropiezos import Tropiezos
from prep.ui.vigia import Vigia


class Marco(QMainWindow):
    """`puertas`: the screens of this program. `cerrada` when its window is gone."""

    cerrada = Signal()

    def __init__(
        self,
        estacion: Estacion,
        taller: Taller,
        tema: Tema,
        fallos: Fallos,
        puertas: Sequence[Puerta],
        *,
        version: str,
        laboratorio: bool = False,
        dialogos: Dialogos | None = None,
        sonidos: Sonidos | None = None,
        ocio_ms: int = OCIO_MS,
        mirar_usb: Mirar | None = None,
        practicar: Practicar = no_se_practica,
    ) -> None:
        super().__init__()
        self.estacion, self._taller, self._tema, self._puertas = estacion, taller, tema, tuple(puertas)
        self._dialogos: Dialogos = dialogos or DialogosDeVentana(self)
        self._sonidos = sonidos or Sonidos(self)
        self._sesion: Sesion | None = None
        self._pantalla: Pantalla | None = None
        self._abiertas: list[Puerta] = []
        self._vigia = Vigia(estacion, taller, self)
        titulo = self.tr("Entrar a la estación {}").format(estacion.spool.estacion)
        self.aparatos = VigiaDeAparatos(self, self, taller, mirar_usb)
        entrada = self._entrada = Entrada(AccesoDeEstacion(estacion), taller, titulo, ocio_ms)
        self.barra = Barra(estacion.sitio, version, laboratorio=laboratorio)
        self._armar()
        self._avisador = Avisador(estacion, taller, self._sonidos, self._orilla, self._pestanas, self)
        self._oficios = Oficios(estacion, taller, self._sonidos, puertas, self._pestanas)
        self._tropiezos = Tropiezos(self._orilla)
        reportero = Reportero(self, self, taller, self._sonidos, self._orilla)
        self._acciones = {
            nombre: acciones.hacer(f"marco.{nombre}", self, hace)
            for nombre, hace in (
                ("ayuda", self._ayudar), ("pedir_ayuda", reportero.ayuda), ("incidente", reportero.incidente),
                ("bloquear", self.bloquear), ("aparatos", VerAparatos(self, self.aparatos, self.barra).abrir),
                ("mayor", partial(self._tema.paso, 1)), ("menor", partial(self._tema.paso, -1)), ("cerrar", self.close),
                ("salir", self.salir), ("luz", self._tema.otra_luz), ("siguiente", self._siguiente),
                ("practicar", partial(practicar, self)), ("mi_noche", VerMiNoche(self, self, taller).abrir),
                ("prueba", VerPrueba(self, self, taller, self.aparatos, self._sonidos, version).abrir),
                ("propuestas", self._avisador.ir),
                ("mensajes", VerMensajes(self, self, taller, self._sonidos, self._orilla).abrir),
            )
        }  # fmt: skip
        self.presencia = Presencia(self, ocio_ms)
        for senal, ranura in (
            (self.presencia.ociosa, self.bloquear), (self.presencia.leida, self._leyo), (entrada.entro, self._entro),
            (entrada.asunto, self._titular_entrada), (entrada.otra_persona, self.salir),
            (entrada.practica, self._acciones["practicar"].trigger), (self._vigia.pulso, self._pulso),
        ):  # fmt: skip
            senal.connect(ranura)
        fallos.fallo.connect(self._fallo, Qt.ConnectionType.QueuedConnection)
        self._sin_sesion()

    def _armar(self) -> None:
        self.setMinimumSize(640, 400)
        self._pestanas = QTabBar(self, expanding=False)
        self._pestanas.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._pestanas.setAccessibleName(self.tr("Pantallas"))
        self._pestanas.currentChanged.connect(self._elegida)
        self._marco, entrada = rodante(self), rodante(self)
        entrada.setWidget(self._entrada)
        self._fichas = QStackedWidget(self)
        self._fichas.addWidget(entrada)
        self._fichas.addWidget(self._marco)
        self._orilla = Orilla(self.estacion.spool.proceso, self.estacion.de_antes)
        for pieza, estira in ((self._pestanas, 0), (self._fichas, 1), (self.barra, 0)):
            self._orilla.poner(pieza, estira)
        self.setCentralWidget(self._orilla)
        self._marcar_proceso()

    @property
    def sesion(self) -> Sesion | None:
        return self._sesion

    @property
    def pantalla(self) -> Pantalla | None:
        """The screen of the session, also while it is locked."""
        return self._pantalla

    @property
    def bloqueada(self) -> bool:
        return self._sesion is not None and self._fichas.currentIndex() == 0

    def empezar(self) -> None:
        """Shows itself and begins to look for its node."""
        self._vigia.empezar()
        self._entrada.pedir()

    def bloquear(self) -> None:
        """The screen is covered until its operator's password; what is under way stays where it is."""
        if self._sesion is None or self.bloqueada:
            return
        if self._pantalla is not None:
            dejar_preguntas(self)
            self._pantalla.pausar()
        self._oficios.atender(None)
        self.presencia.vigilar(False)
        self._fichas.setCurrentIndex(0)
        self._avisador.decir_mensajes()
        self._pestanas.hide()
        self._entrada.pedir(self._sesion)

    def salir(self) -> None:
        """The session ends; what was begun is kept for its operator, and given back for others to do."""
        if self._sesion is None:
            return
        self._cerrar_pantalla()
        self.estacion.salir(self._sesion.operador)
        self._sin_sesion()
        self._entrada.pedir()

    def _sin_sesion(self) -> None:
        self._sesion, self._abiertas = None, []
        self._tema.de("")
        self._oficios.atender(None)
        self._avisador.vigilar(None, [])
        self.presencia.vigilar(False)
        self._fichas.setCurrentIndex(0)
        self._pestanas.hide()
        self.barra.operador("")
        self._permitir()
        self._titular_entrada()

    def _entro(self, sesion: Sesion) -> None:
        self.presencia.vigilar(True)
        if self._sesion is not None and self._sesion.operador == sesion.operador:
            self._fichas.setCurrentIndex(1)
            self._pestanas.setVisible(len(self._abiertas) > 1)
            self._permitir()
            self._oficios.atender(self._sesion)
            if self._pantalla is not None:
                self._pantalla.activar()
            return
        abiertas = [p for p in self._puertas if p.roles & sesion.roles]
        if not abiertas:
            self.presencia.vigilar(False)
            sin_trabajo_aqui(self._dialogos, sesion.nombre, self._entrada.pedir)
            return
        self._sesion, self._abiertas = sesion, abiertas
        self.barra.operador(sesion.nombre)
        self._tema.de(sesion.operador)
        poner_pestanas(self._pestanas, abiertas)
        self._fichas.setCurrentIndex(1)
        self._permitir()
        self._oficios.atender(sesion)
        self._abrir(abiertas[0])
        self._avisador.vigilar(sesion, abiertas)

    def _abrir(self, puerta: Puerta) -> None:
        assert self._sesion is not None
        self._cerrar_pantalla()
        contexto = ContextoDePantalla(self.estacion, self._sesion, self._taller, self._dialogos, self._sonidos,
                                      self._tema, self._oficios.de(puerta))  # fmt: skip
        self._pantalla = puerta.fabrica(contexto)
        self._pantalla.setObjectName(puerta.id)
        self._pantalla.asunto.connect(self._titular)
        self._marco.setWidget(self._pantalla)
        self._titular("")
        self._pantalla.activar()
        self._tema.reponer_partidas(self._pantalla)

    def _titular_entrada(self) -> None:
        """Until it was at its node once, nobody can log in: the window says that it waits for it."""
        try:
            self.estacion.operadores()
            titulo = self.tr("Contraseña nueva") if self._entrada.eligiendo else self.tr("Entrada")
        except NoProcede:
            titulo = self.tr("Esperando a su nodo")
        self._poner_titulo(titulo)

    def _titular(self, asunto: str) -> None:
        if self._pantalla is not None:
            titulo = next(p.titulo for p in self._abiertas if p.id == self._pantalla.objectName())
            self._poner_titulo(f"{titulo}: {asunto}" if asunto else titulo)

    def _poner_titulo(self, texto: str) -> None:
        """Windows of several stations on one screen are told apart by it."""
        self.setWindowTitle(f"{texto} — PREP · {self.estacion.spool.estacion}")

    def _cerrar_pantalla(self) -> None:
        if self._pantalla is not None:
            dejar_preguntas(self)
            pantalla, self._pantalla = self._pantalla, None
            self._tema.guardar_partidas(pantalla)
            pantalla.soltar()
            self._marco.takeWidget()
            pantalla.deleteLater()

    def _elegida(self, n: int) -> None:
        if self._sesion is not None and 0 <= n < len(self._abiertas):
            self._abrir(self._abiertas[n])

    def _siguiente(self) -> None:
        if len(self._abiertas) > 1 and not self.bloqueada:
            self._pestanas.setCurrentIndex((self._pestanas.currentIndex() + 1) % len(self._abiertas))

    def _pulso(self, pulso: Pulso) -> None:
        if self.estacion.entrega.sigue and (self._sesion is None or self.bloqueada):
            self.close()  # what was begun is kept in the spool of the proceso that ended
            return
        self.barra.pulso(pulso)
        self._marcar_proceso()
        self._oficios.pulso()
        if self._pantalla is not None:
            self._pantalla.pulso(pulso)
        else:
            self._titular_entrada()

    def _marcar_proceso(self) -> None:
        try:
            catalogo = self.estacion.catalogo
        except NoProcede:  # its first day, before it ever saw its node
            return
        self._orilla.marcar(catalogo)
        self.barra.ajustes(catalogo.ajustes)

    def _fallo(self, codigo: str) -> None:
        """A fault of ours: what was saved is saved; what failed is made anew where it was."""
        repone = self._tropiezos.fallo(codigo)
        self._entrada.reponer()
        if repone:
            self._oficios.reponer()
        if repone and self._pantalla is not None:
            self._abrir(next(p for p in self._abiertas if p.id == self._pantalla.objectName()))

    def _permitir(self) -> None:
        for nombre in ("bloquear", "salir", "siguiente", "propuestas", "mensajes", "practicar"):
            self._acciones[nombre].setEnabled((self._sesion is None) is (nombre == "practicar"))

    def _ayudar(self) -> None:
        pantalla = None if self.bloqueada else self._pantalla
        notas = pantalla.notas() if pantalla is not None else ""
        Ayuda(self, pantalla.objectName() if pantalla else "", self.windowTitle().partition(" — ")[0], notas).open()

    def _leyo(self, texto: str) -> None:
        """What a reader read is for the screen in front, or is refused aloud; no field has any of it."""
        delante = None if self.bloqueada or aplicacion().activeModalWidget() is not None else self._pantalla
        razon = self.tr("Se leyó un código: no se escribió nada.") if delante is None else delante.leyo(texto)
        if razon:
            self._sonidos.tocar("error")
            self._orilla.rehusar(razon)

    def closeEvent(self, evento: QCloseEvent) -> None:
        self._vigia.parar()
        self.aparatos.parar()
        self._avisador.vigilar(None, [])
        self._cerrar_pantalla()
        self._oficios.cerrar()
        if self._sesion is not None:
            self.estacion.salir(self._sesion.operador)
        self.presencia.dejar()
        super().closeEvent(evento)
        self.cerrada.emit()

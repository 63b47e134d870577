"""The coordinators' window: the city, its centres of work and, unless it is on a wall, the orders."""

from functools import partial
from itertools import zip_longest

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QMainWindow

from central.difusion.informe import InformeDePublicacion
from central.marco.conexion import NodoAbierto
from central.sala import acciones as propias
from central.sala import palabras
from central.sala.acceso import LugarSala
from central.sala.acta import VerActa
from central.sala.busqueda import Buscar
from central.sala.disposicion import DisposicionSala
from central.sala.hoja import HojaDeSala, tabla_de
from central.sala.mandos import OCIO_MS, Mandos
from central.sala.miradas import VerMiradas
from central.sala.noche import VerNoche
from central.sala.obra import VIEJO_S, ObraSala
from central.sala.obra_tabla import EstadoSala
from central.sala.publicacion import VerPublicacion, pieza
from central.sala.timbre import Timbre
from central.tablero.juicio import Juez
from central.tablero.oyente import SONDEO_S
from prep.domain.catalogo.catalogo import Catalogo
from prep.ui import acciones
from prep.ui.ayuda import Ayuda
from prep.ui.dialogos import Dialogos, DialogosDeVentana
from prep.ui.fallos import Fallos
from prep.ui.hilos import Taller
from prep.ui.sonidos import Sonidos
from prep.ui.tema import ESCALAS, Tema

EN_MURO = ("sala.timbre",)  # besides those of every window
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
        sonidos: Sonidos | None = None,
        ocio_ms: int = OCIO_MS,
        sondeo_s: float = SONDEO_S,
        viejo_s: float = VIEJO_S,
    ) -> None:
        super().__init__()
        self._tema = tema
        self._dialogos: Dialogos = dialogos or DialogosDeVentana(self)
        self.obra = ObraSala(puesto, taller, self, sondeo_s=sondeo_s, viejo_s=viejo_s)
        self._piezas = DisposicionSala(encabezado, con_teclado=not solo_lectura)
        self.ciudad, self.mosaico = self._piezas.ciudad, self._piezas.mosaico
        self.mandos = (
            None
            if solo_lectura
            else Mandos(self, puesto, lugar, taller, self._dialogos, self._senalado, ocio_ms=ocio_ms)
        )
        self._ver_acta = VerActa(puesto, taller, self._dialogos, self)
        self._buscar = Buscar(puesto, taller, self._dialogos, self)
        self._ver_miradas = VerMiradas(puesto, encabezado.ajustes, taller, self._dialogos, self)
        self._ver_noche = VerNoche(puesto, encabezado.ajustes, taller, self._dialogos, self)
        self._ver_publicacion = VerPublicacion(puesto, encabezado.ajustes.zona, taller, self._dialogos, self)
        self._juez, self._visto = Juez(), ""
        self.timbre = Timbre(self, sonidos or Sonidos(self))
        self._publicacion: InformeDePublicacion | None = None
        self.setMinimumSize(640, 400)
        self.setWindowTitle(palabras.titulo(None, fresca=False))
        if self.mandos is not None:
            self._piezas.poner(self.mandos)
        else:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # its keys work though nothing in it takes them
            self.setFocus()
        self.setCentralWidget(self._piezas)
        self._poner_acciones()
        for senal, ranura in (
            (self.obra.llego, self._mostrar), (self.obra.cambio, self._refrescar),
            (self.obra.de_nodos, self._pintar), (self.mosaico.pedida, self.detallar),
            (self._tema.cambio, self.mosaico.acomodar), (self.timbre.destello, self.ciudad.destellar),
            (self._ver_publicacion.sabida, self._publica), (self._buscar.centro, self.detallar),
        ):  # fmt: skip
            senal.connect(ranura)
        fallos.fallo.connect(self._fallo, Qt.ConnectionType.QueuedConnection)

    def _poner_acciones(self) -> None:
        """On a wall, only those of every window."""
        for nombre, hace in (
            ("marco.ayuda", self._ayudar), ("marco.mayor", partial(self._tema.paso, 1)),
            ("marco.menor", partial(self._tema.paso, -1)), ("marco.cerrar", self.close),
            ("marco.luz", self._tema.otra_luz),
            ("sala.detalle", self._detalle), ("sala.juntos", self._juntos),
            ("marco.salir", self._salir), ("marco.bloquear", self._salir),
            ("sala.acta", self._ver_acta.pedir), ("sala.publicacion", self._ver_publicacion.pedir),
            ("marco.incidente", self._incidente), ("sala.miradas", self._ver_miradas.pedir),
            ("sala.noche", self._ver_noche.pedir), ("sala.buscar", self._buscar.pedir), ("sala.timbre", self._callar),
        ):  # fmt: skip
            de_muro = nombre in EN_MURO or (nombre.startswith("marco.") and nombre != "marco.incidente")
            if self.mandos is not None or de_muro:
                acciones.hacer(nombre, self, hace)

    def empezar(self) -> None:
        """Begins to listen to the centre."""
        self.obra.empezar()
        self._ver_publicacion.empezar()

    # -- what comes ---------------------------------------------------------------------------------

    def _mostrar(self) -> None:
        tablero = self.obra.tablero
        assert tablero is not None, "lo que llegó se conserva"
        if self.mandos is not None:
            self.mandos.mostrar(tablero)
        self.ciudad.mostrar(tablero)
        self._publica(self._publicacion)
        self._pintar()
        self._refrescar()
        self.timbre.ver(tablero)

    def _publica(self, dicho: InformeDePublicacion | None) -> None:
        self._publicacion = dicho
        if (tablero := self.obra.tablero) is not None:
            self.ciudad.publicacion(*pieza(dicho, publica=tablero.fase == "publicar"))

    def _refrescar(self) -> None:
        """Whether the figures are of now, wherever it is told."""
        tablero, fresca = self.obra.tablero, self.obra.fresca
        self._piezas.envejecer(self._desde_cuando(), self.obra.motivo)
        self.setWindowTitle(palabras.titulo(tablero, fresca=fresca))
        if tablero is not None:
            self.mosaico.envejecer(not fresca)
            self.ciudad.envejecer(not fresca)

    def _desde_cuando(self) -> str:
        estado, tablero = self.obra.estado, self.obra.tablero
        if estado is EstadoSala.SIN_CENTRO:
            return self.tr("EL CENTRO NO CONTESTA: todavía no hay cifras. Revise que esté en marcha.")
        if estado is EstadoSala.VIEJAS and tablero is not None:
            hora = self.ciudad.hora(tablero.momento, segundos=True)
            texto = self.tr(
                "SIN CENTRO: las cifras son de las {}. Se busca solo; si sigue, en su máquina: «prep nodo»."
            )
            return texto.format(hora)
        return ""

    def _pintar(self) -> None:
        t, atrasos = self.obra.tablero, self.obra.atrasos()
        if t is None:
            return
        juicios = self._juez.juzgar(t, atrasos)
        dichos = {
            centro: palabras.detalle(s, juicios[centro], atrasos.get(centro), self.obra.avisos(centro), t.momento)
            for centro, s in t.sitios.items()
        }
        self.mosaico.mostrar(t, juicios, atrasos, dichos)

    # -- keys ---------------------------------------------------------------------------------------

    def detallar(self, centro: str) -> None:
        """All that is known of one centre, in words."""
        if centro in self.mosaico.fichas:
            self._visto = centro
            self._dialogos.avisar(palabras.nombre(centro), self.mosaico.fichas[centro].accessibleDescription())

    def _detalle(self) -> None:
        self.detallar(self._senalado())

    def _juntos(self) -> None:
        """The one that is pointed at beside the one seen before, line by line."""
        uno, otro = self._visto, self._senalado()
        fichas = self.mosaico.fichas
        if uno not in fichas or otro not in fichas or uno == otro:
            texto = self.tr("Señale un centro y oprima F6; después señale otro y oprima Ctrl+F6.")
            self._dialogos.avisar(self.tr("Dos centros"), texto)
            return
        dichos = [fichas[centro].accessibleDescription().split("\n") for centro in (uno, otro)]
        cuerpo = tabla_de((palabras.nombre(uno), palabras.nombre(otro)), zip_longest(*dichos, fillvalue=""))
        HojaDeSala(self, self.tr("Dos centros"), cuerpo, self.tr("Cerrar los dos centros")).open()

    def _senalado(self) -> str:
        return self.mosaico.actual

    def _salir(self) -> None:
        if self.mandos is not None:
            self.mandos.salir()

    def _incidente(self) -> None:
        if self.mandos is not None:
            self.mandos.anotar()

    def _callar(self) -> None:
        if self.timbre.callar() and self.mandos is not None:
            self.mandos.decir(self.tr("El timbre calla diez minutos. Lo que sea nuevo suena."), "nota")

    def _ayudar(self) -> None:
        Ayuda(self, propias.PANTALLA, self.tr("Sala de control"), palabras.leyenda()).open()

    def _fallo(self, codigo: str) -> None:
        texto = self.tr("El programa tuvo una falla. Las órdenes dadas están a salvo: siga. Dé a soporte el código {}.")
        self._piezas.falla(texto.format(codigo))

    def resizeEvent(self, evento: QResizeEvent) -> None:
        super().resizeEvent(evento)
        if self.mandos is None:
            cabe = min(evento.size().width() / BASE[0], evento.size().height() / BASE[1])
            self._tema.escalar(min(max(cabe, ESCALAS[0]), ESCALAS[-1]))

    def closeEvent(self, evento: QCloseEvent) -> None:
        self._ver_publicacion.parar()
        self.timbre.parar()
        self.obra.parar()
        if self.mandos is not None:
            self.mandos.soltar()
        super().closeEvent(evento)
        self.cerrada.emit()

"""The work behind the scanning screen, off its thread: the source looked at, pages read one by one, decisions kept."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from catd.digitalizacion.fuente import abrir
from prep.devices.bandeja import Bandeja
from prep.devices.eleccion import COPIA, ClaseDeOrigen, OrigenElegido, de_texto
from prep.devices.escaner import FallaDeEscaner, OrigenDePaginas
from prep.services.acopio.candidatas import ActasPosibles
from prep.services.acopio.llegadas import Acopios
from prep.services.digitalizacion.digitalizacion import Digitalizar
from prep.services.digitalizacion.hojas import EstadoHoja, Hoja, Recogida
from prep.services.estacion.errores import DatoInvalido
from prep.ui.pantalla import ContextoDePantalla

if TYPE_CHECKING:
    from prep.services.digitalizacion.escritorio import EscritorioDeEscaneo

Preparado = tuple["EscritorioDeEscaneo", ActasPosibles, Acopios, OrigenElegido, OrigenDePaginas | None, str]

MIRA_MS = 250  # how often the folder is looked at
OTRA_VEZ_MS = 5000  # after the disk refused a page
BANDEJA, ENTRADA = "digitalizacion", "escaneos"  # beside the spool: the tray; the folder watched if none is chosen
REVISIONES = 90  # beats in which the session before this one may still be taking a sheet
LATIDOS = 3  # of the station, between two looks at whether an acopio is known now


class _Puente(QObject):
    """Emits on whichever thread a page changed; it outlives the screen, so that a late page breaks nothing."""

    llego = Signal(object)


class Faena(QObject):
    """`hoja`: a page came or changed. `fuente`, `aviso`: what to tell, and the colour of it. `lista`: it can work."""

    hoja = Signal(object)
    fuente = Signal(str)
    aviso = Signal(str, str)
    lista = Signal()
    decidida = Signal(object)
    recuperada = Signal(object)

    def __init__(self, contexto: ContextoDePantalla, padre: QObject) -> None:
        super().__init__(padre)
        self._contexto = contexto
        self._puente = _Puente()
        self._puente.llego.connect(self._llego, Qt.ConnectionType.QueuedConnection)
        self.mesa: EscritorioDeEscaneo | None = None
        self.candidatas: ActasPosibles | None = None
        self._acopios: Acopios | None = None
        self._eleccion: OrigenElegido | None = None
        self._abierta: OrigenDePaginas | None = None
        self._de: OrigenDePaginas | None = None  # the one that is being read, or was last
        self._leyendo = self._otra = self._recogiendo = self._reintentando = self._activa = self._pedida = False
        self._perdida = False  # the folder is gone and people know; they are told when it is back
        self._hojas, self._latidos = 0, 0
        self._mirar = QTimer(self)
        self._mirar.setInterval(MIRA_MS)
        self._mirar.timeout.connect(self._tomar_de_carpeta)
        self._despues = QTimer(self)
        self._despues.setInterval(OTRA_VEZ_MS)
        self._despues.setSingleShot(True)
        self._despues.timeout.connect(self._leer)
        contexto.taller.local(self, self._preparar, self._preparada, self._no_se_pudo)

    @property
    def eleccion(self) -> OrigenElegido | None:
        return self._eleccion

    def activar(self) -> None:
        self._activa = True
        self._mirar.start()

    def pausar(self) -> None:
        """The folder is not looked at; sheets that are passing go on."""
        self._activa = False
        self._mirar.stop()

    def soltar(self) -> None:
        """The session ends: the sheet that is passing is kept, the others stay in the feeder."""
        self.pausar()
        self._despues.stop()
        if self.mesa is not None:
            self.mesa.detener()

    # -- opening ----------------------------------------------------------------------------------

    def _preparar(self) -> Preparado:
        from prep.services.digitalizacion.escritorio import EscritorioDeEscaneo  # half a second, on its own thread

        estacion = self._contexto.estacion
        datos = estacion.spool.ruta.parent
        acopios = Acopios(estacion)
        digitalizacion = Digitalizar(estacion, self._contexto.sesion, acopios=acopios)
        mesa = EscritorioDeEscaneo(estacion, digitalizacion, Bandeja(datos / BANDEJA), self._puente.llego.emit)
        eleccion = de_texto(estacion.spool.copia(COPIA), datos / ENTRADA)
        if eleccion.donde == str(datos / ENTRADA):
            Path(eleccion.donde).mkdir(exist_ok=True)
        abierta, falta = abrir(eleccion)
        return mesa, ActasPosibles(estacion), acopios, eleccion, abierta, falta

    def _preparada(self, todo: Preparado) -> None:
        self.mesa, self.candidatas, self._acopios, self._eleccion, self._abierta, falta = todo
        for hoja in self.mesa.hojas():
            self.hoja.emit(hoja)
        self._decir_fuente()
        self.aviso.emit(falta, "mal")
        self.lista.emit()
        self._leer()

    def _no_se_pudo(self, error: Exception) -> None:
        self.aviso.emit(str(error), "mal")

    # -- the source -------------------------------------------------------------------------------

    def elegir(self, eleccion: OrigenElegido) -> None:
        """From now on pages come from there; what is wrong with it is told, and the one before stays."""
        self._contexto.taller.local(self, partial(self._probar, eleccion), self._elegida, self._no_se_pudo)

    def _probar(self, eleccion: OrigenElegido) -> tuple[OrigenElegido, OrigenDePaginas]:
        abierta, falta = abrir(eleccion)
        if abierta is None:
            raise DatoInvalido(falta)
        self._contexto.estacion.spool.copiar(COPIA, eleccion.a_texto())
        return eleccion, abierta

    def _elegida(self, nueva: tuple[OrigenElegido, OrigenDePaginas]) -> None:
        self._eleccion, self._abierta = nueva
        self._decir_fuente()
        self.aviso.emit("", "nota")

    def escanear(self) -> None:
        """All that the source has now; asked for while the one before is still being read, as soon as that ends."""
        if self.mesa is None or self._abierta is None:
            return
        if self._recogiendo:
            self._pedida = self._pedida or self._de is not self._abierta
            return
        self._recogiendo, self._pedida, self._hojas, self._de = True, False, 0, self._abierta
        if self._es_escaner():
            self.aviso.emit("", "nota")
            self.fuente.emit(self.tr("Escaneando…"))
        recoger = partial(_recoger, self.mesa, self._abierta)
        self._contexto.taller.fondo(self, recoger, self._recogida, self._sin_carpeta)

    def _tomar_de_carpeta(self) -> None:
        if not self._es_escaner():
            self.escanear()

    def _es_escaner(self) -> bool:
        return self._eleccion is not None and self._eleccion.clase is ClaseDeOrigen.ESCANER

    def _recogida(self, que: Recogida | FallaDeEscaner) -> None:
        if not self._acabo():
            return
        if isinstance(que, FallaDeEscaner):
            self.aviso.emit(str(que), "mal")
            self._contexto.sonidos.tocar("error")
            return
        if self._perdida:
            self._perdida = False
            self.aviso.emit("", "nota")
        partes: list[str] = []
        if self._es_escaner():
            partes.append(self.tr("Pasaron todas las hojas: {}.").format(que.paginas + len(que.repetidas)))
            self._contexto.sonidos.tocar("listo")
        if que.repetidas:
            partes.append(self.tr("{}: ya se habían tomado y no se repiten.").format(", ".join(que.repetidas[:5])))
        partes += [self.tr("{} se apartó: {}").format(a.origen, a.motivo) for a in que.apartados[:3]]
        if partes:
            self.aviso.emit("\n".join(partes), "aviso" if que.repetidas or que.apartados else "bien")

    def _acabo(self) -> bool:
        """A reading ended; False when it was of a source that was left meanwhile: nothing is told of it."""
        self._recogiendo = False
        self._decir_fuente()
        if self._pedida:
            self.escanear()
        return self._de is self._abierta and not self._recogiendo

    def _sin_carpeta(self, error: Exception) -> None:
        if not self._acabo():
            return
        donde = self._eleccion.donde if self._eleccion is not None else ""
        self._perdida = True
        texto = self.tr("No se puede usar la carpeta {} ({}). Revísela, o elija otra con F7.")
        self.aviso.emit(texto.format(donde, getattr(error, "strerror", None) or error), "mal")

    def _decir_fuente(self) -> None:
        if self._eleccion is None:
            return
        forma = self.tr("Escáner {}: F5 escanea") if self._es_escaner() else self.tr("Carpeta vigilada: {}")
        self.fuente.emit(forma.format(self._eleccion.donde))

    # -- the pages --------------------------------------------------------------------------------

    def _llego(self, hoja: Hoja) -> None:
        self.hoja.emit(hoja)
        if not hoja.miniatura:
            if self._recogiendo and self._es_escaner():
                self._hojas += 1
                self.fuente.emit(self.tr("Escaneando… hojas: {}").format(self._hojas))
            self._leer()

    def _leer(self) -> None:
        """One page after another, in turns with what the operator decides."""
        if self.mesa is None:
            return
        if self._leyendo:
            self._otra = True  # it may have come after the reading saw that there was none
            return
        self._leyendo, self._otra = True, False
        self._contexto.taller.fondo(self, self.mesa.leer_siguiente, self._leida, self._sin_leer)

    def _leida(self, hoja: Hoja | None) -> None:
        self._leyendo = False
        if hoja is not None or self._otra:
            self._leer()

    def _sin_leer(self, error: Exception) -> None:
        self._leyendo = False
        self.aviso.emit(str(error), "mal")
        self._despues.start()

    def aceptar(self, huella: str) -> None:
        if self.mesa is not None:
            self._decidir(partial(self.mesa.aceptar, huella))

    def asignar(self, huella: str, clave: str) -> None:
        if self.mesa is not None:
            self._decidir(partial(self.mesa.asignar, huella, clave))

    def repetir(self, huella: str) -> None:
        if self.mesa is not None:
            self._decidir(partial(self.mesa.repetir, huella))

    def recuperar(self) -> None:
        if self.mesa is not None:
            self._contexto.taller.local(self, self.mesa.recuperar, self._vuelve, self._no_se_pudo)

    def _vuelve(self, hoja: Hoja) -> None:
        self.aviso.emit(self.tr("{} está otra vez en la bandeja.").format(hoja.origen), "bien")
        self.recuperada.emit(hoja)

    def _decidir(self, que: Callable[[], Hoja]) -> None:
        self._contexto.taller.local(self, que, self._hecha, self._no_se_pudo)

    def _hecha(self, hoja: Hoja) -> None:
        descartada = hoja.estado is EstadoHoja.DESCARTADA
        texto = self.tr("{} se descartó y se conserva aparte. Ctrl+Z la recupera.").format(hoja.origen)
        self.aviso.emit(texto if descartada else "", "nota")
        self.decidida.emit(hoja)

    # -- the node ---------------------------------------------------------------------------------

    def pulso(self) -> None:
        """Now and then: pages that only lack their acopio go on when it is known."""
        self._latidos += 1
        mesa, acopios = self.mesa, self._acopios
        if mesa is not None and self._latidos <= REVISIONES:
            self._contexto.taller.local(self, mesa.revisar, self._revisada, self._no_se_pudo)
        if mesa is None or acopios is None or self._reintentando or self._latidos % LATIDOS:
            return
        if any(hoja.falta_acopio for hoja in mesa.hojas()):
            self._reintentando = True
            self._contexto.taller.nodo(self, partial(_reintentar, mesa, acopios), self._reintentadas, self._sin_nodo)

    def _revisada(self, _: None) -> None:
        """What it found was told page by page."""

    def _reintentadas(self, cuantas: int) -> None:
        self._reintentando = False
        if cuantas:
            self._leer()

    def _sin_nodo(self, error: Exception) -> None:
        self._reintentando = False
        self.aviso.emit(str(error), "mal")


def _recoger(mesa: "EscritorioDeEscaneo", fuente: OrigenDePaginas) -> Recogida | FallaDeEscaner:
    """What came, or what stopped the scanner. Raises OSError: the folder cannot be used."""
    try:
        return mesa.recoger(fuente)
    except FallaDeEscaner as falla:
        return falla


def _reintentar(mesa: "EscritorioDeEscaneo", acopios: Acopios) -> int:
    acopios.actualizar()
    return mesa.reintentar(acopios)

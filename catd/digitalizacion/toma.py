"""The source's machine: the folder looked at or the scanner fed, one taking at a time, and what came of it told."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from catd.digitalizacion.toma_tabla import TABLA, TOMANDO, AccionToma, EstadoToma, SucesoToma
from prep.devices.eleccion import (
    COPIA,
    COPIA_USADAS,
    ENTRADA,
    ClaseDeOrigen,
    OrigenElegido,
    OrigenInvalido,
    con_esta,
    usadas,
)
from prep.devices.escaner import EscanerPorHojas, FallaDeEscaner, OrigenDePaginas
from prep.services.digitalizacion.hojas import Recogida
from prep.services.estacion.errores import DatoInvalido
from prep.services.estacion.estacion import Estacion
from prep.ui.hilos import Taller
from prep.ui.maquina import MaquinaDePantalla
from prep.ui.sonidos import Sonidos

if TYPE_CHECKING:
    from prep.services.digitalizacion.escritorio import EscritorioDeEscaneo

Llegada = Recogida | Exception  # what a taking brought, or what ended it
AVANCE_MS = 300  # how often the sheet that is passing is looked at


class TomaDePaginas(QObject):
    """`fuente`, `aviso`: what to tell, and the colour of it. `pasando`: sheets began to pass, or ended."""

    fuente = Signal(str)
    aviso = Signal(str, str)
    pasando = Signal(bool)

    def __init__(self, estacion: Estacion, taller: Taller, sonidos: Sonidos, cada_ms: int, padre: QObject) -> None:
        super().__init__(padre)
        self._estacion, self._taller, self._sonidos = estacion, taller, sonidos
        self._maquina = MaquinaDePantalla(TABLA, EstadoToma.CERRADA)
        self._mesa: EscritorioDeEscaneo | None = None
        self.eleccion: OrigenElegido | None = None
        self._abierta: OrigenDePaginas | None = None
        self._hojas = 0  # that passed in this taking
        self._detenida = self._probando = False  # people stopped it; another source is being tried
        self._avance = QTimer(self)
        self._avance.setInterval(AVANCE_MS)
        self._avance.timeout.connect(self._avanza)
        self._mirar = QTimer(self)
        self._mirar.setInterval(cada_ms)
        self._mirar.timeout.connect(self._tomar_de_carpeta)

    def usadas(self) -> list[OrigenElegido]:
        """The sources of this station, the last one first; its own folder among them."""
        spool = self._estacion.spool
        casa = OrigenElegido(ClaseDeOrigen.CARPETA, str(spool.ruta.parent / ENTRADA))
        antes = usadas(spool.copia(COPIA_USADAS))
        return antes if any(o.donde == casa.donde for o in antes) else [*antes, casa]

    def activar(self) -> None:
        self._mirar.start()

    def pausar(self) -> None:
        """The folder is not looked at; sheets that are passing go on."""
        self._mirar.stop()

    def abrir(self, mesa: "EscritorioDeEscaneo", eleccion: OrigenElegido, abierta: OrigenDePaginas | None) -> None:
        self._mesa, self.eleccion, self._abierta = mesa, eleccion, abierta
        self._decir_fuente()
        self._hacer(SucesoToma.ABRE if abierta is not None else SucesoToma.ABRE_SIN)

    def elegir(self, eleccion: OrigenElegido) -> None:
        """From now on pages come from there; what is wrong with it is told, and the one before stays."""
        self._probando = True
        self.aviso.emit("", "nota")
        self.fuente.emit(self.tr("Comprobando {}…").format(eleccion.dicho))
        self._taller.fondo(self, partial(self._probar, eleccion), self._elegida, self._no_se_pudo)

    @property
    def escaneando(self) -> bool:
        """Whether sheets of a scanner are passing."""
        return self._avance.isActive()

    def escanear(self) -> None:
        """All that the source has now; asked for while the one before is still being read, as soon as that ends.

        While its sheets pass, to stop: after the one that is passing.
        """
        if self.escaneando:
            self.detener()
        elif not self._probando:  # the one before is on its way out
            self._hacer(SucesoToma.PIDE)

    def detener(self) -> None:
        """The sheets that have not passed stay in the feeder."""
        if self.escaneando and isinstance(self._abierta, EscanerPorHojas):
            self._detenida = True
            self._abierta.detener()
            self._avanza()

    def paso_una(self) -> None:
        """A page that came is in the tray."""
        if self._maquina.estado in TOMANDO and self._es_escaner():
            self._hojas += 1
            self._avanza()

    def _avanza(self) -> None:
        """How far it is, for who waits; nothing once it ended."""
        if not self.escaneando or not isinstance(self._abierta, EscanerPorHojas):
            return
        de_esta = self._abierta.avance
        partes = [self.tr("Escaneando… hojas: {}").format(self._hojas)]
        if 0 < de_esta < 100:
            partes.append(self.tr("la que pasa: {} %").format(de_esta))
        partes.append(self.tr("se detiene después de ésta") if self._detenida else self.tr("Ctrl+Enter detiene"))
        self.fuente.emit(" · ".join(partes))

    def _probar(self, eleccion: OrigenElegido) -> tuple[OrigenElegido, OrigenDePaginas]:
        try:
            eleccion = eleccion.conocido()
            abierta = eleccion.abrir()
        except (OrigenInvalido, FallaDeEscaner) as error:
            raise DatoInvalido(str(error)) from error
        spool = self._estacion.spool
        spool.copiar(COPIA, eleccion.a_texto())
        spool.copiar(COPIA_USADAS, con_esta(spool.copia(COPIA_USADAS), eleccion))
        return eleccion, abierta

    def _elegida(self, nueva: tuple[OrigenElegido, OrigenDePaginas]) -> None:
        self._probando = False
        self.eleccion, self._abierta = nueva
        self._hacer(SucesoToma.ELIGE)

    def _no_se_pudo(self, error: Exception) -> None:
        self._probando = False
        self._decir_fuente()
        self.aviso.emit(str(error), "mal")

    def _tomar_de_carpeta(self) -> None:
        if not self._es_escaner():
            self.escanear()

    def _es_escaner(self) -> bool:
        return self.eleccion is not None and self.eleccion.es_escaner

    def _hacer(self, suceso: SucesoToma, llegada: Llegada | None = None) -> None:
        accion = self._maquina.dar(suceso)
        if accion is AccionToma.TOMAR:
            self._tomar()
        if accion is AccionToma.PRESENTAR:
            self._decir_fuente()
        if accion in (AccionToma.PRESENTAR, AccionToma.VOLVER):
            self.aviso.emit("", "nota")
        if accion in (AccionToma.DECIR, AccionToma.VOLVER):
            assert llegada is not None, "sólo se dice de una toma que acabó"
            self._decir(llegada)

    def _tomar(self) -> None:
        assert self._mesa is not None and self._abierta is not None, "la tabla sólo toma con bandeja y fuente"
        self._hojas, self._detenida = 0, False
        if self._es_escaner():
            self.aviso.emit("", "nota")
            self._avance.start()
            self.pasando.emit(True)
            self._avanza()
        recoger = partial(_recoger, self._mesa, self._abierta)
        self._taller.fondo(self, recoger, self._recogida, self._sin_carpeta)

    def _recogida(self, que: Recogida | FallaDeEscaner) -> None:
        self._termino()
        self._hacer(SucesoToma.FALLA if isinstance(que, FallaDeEscaner) else SucesoToma.TERMINA, que)

    def _sin_carpeta(self, error: Exception) -> None:
        self._termino()
        self._hacer(SucesoToma.PIERDE, error)

    def _termino(self) -> None:
        if self.escaneando:
            self._avance.stop()
            self.pasando.emit(False)
        self._decir_fuente()

    def _decir(self, llegada: Llegada) -> None:
        if isinstance(llegada, Recogida):
            self._contar(llegada)
        elif isinstance(llegada, FallaDeEscaner):
            self.aviso.emit(str(llegada), "mal")
            self._sonidos.tocar("error")
        else:
            donde = self.eleccion.donde if self.eleccion is not None else ""
            texto = self.tr("No se puede usar la carpeta {} ({}). Revísela, o elija otra con Alt+O.")
            self.aviso.emit(texto.format(donde, getattr(llegada, "strerror", None) or llegada), "mal")

    def _contar(self, que: Recogida) -> None:
        partes: list[str] = []
        if self._es_escaner():
            pasaron = que.paginas + len(que.repetidas)
            texto = self.tr("Pasaron todas las hojas: {}.")
            if self._detenida:
                texto = self.tr("Se detuvo. Pasaron {} hojas y están guardadas; Ctrl+Enter sigue con las otras.")
            partes.append(texto.format(pasaron))
            self._sonidos.tocar("listo")
        if que.repetidas:
            partes.append(self.tr("{}: ya se habían tomado y no se repiten.").format(", ".join(que.repetidas[:5])))
        partes += [self.tr("{} se apartó: {}").format(a.origen, a.motivo) for a in que.apartados[:3]]
        if partes:
            self.aviso.emit("\n".join(partes), "aviso" if que.repetidas or que.apartados else "bien")

    def _decir_fuente(self) -> None:
        if self.eleccion is None:
            return
        forma = self.tr("Escáner {}: Ctrl+Enter escanea") if self._es_escaner() else self.tr("Carpeta vigilada: {}")
        self.fuente.emit(forma.format(self.eleccion.dicho))


def _recoger(mesa: "EscritorioDeEscaneo", fuente: OrigenDePaginas) -> Recogida | FallaDeEscaner:
    """What came, or what stopped the scanner. Raises OSError: the folder cannot be used."""
    try:
        return mesa.recoger(fuente)
    except FallaDeEscaner as falla:
        return falla

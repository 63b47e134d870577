"""Looks at the USB devices each second, off the windows' thread: tells what was unplugged, writes down a memory (R-34).

A memory is an incident once for each device, signed by who is at the station or by who comes next; never more than
MEMORIAS_MAX at a station. What kinds of device a station has is remembered, also for the next time it opens.
"""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import Protocol
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, QTimer, Signal

from prep.devices.aparatos import DE_TRABAJO, Aparato, ClaseDeAparato, InventarioUsb
from prep.domain.reglas.incidentes import MEMORIA
from prep.services.estacion.errores import NoProcede
from prep.services.estacion.estacion import Estacion, Recibo
from prep.services.estacion.incidentes import Incidentes
from prep.services.estacion.sesion import Sesion
from prep.ui.hilos import Taller

CADA_MS = 1000
COPIA_MEMORIAS, COPIA_CLASES = "aparatos.memorias", "aparatos.clases"  # of their copies in the spool
MEMORIAS_MAX = 20  # incidents of one station: whoever plugs more was told of long ago
Mirar = Callable[[], InventarioUsb]


class VentanaConEstacion(Protocol):
    """The frame, as far as this needs it."""

    @property
    def estacion(self) -> Estacion: ...
    @property
    def sesion(self) -> Sesion | None: ...


class VigiaDeAparatos(QObject):
    """`cambio`: something was plugged or unplugged. Without `mirar` nothing is looked at."""

    cambio = Signal()

    def __init__(self, marco: VentanaConEstacion, ventana: QObject, taller: Taller, mirar: Mirar | None) -> None:
        super().__init__(ventana)
        self._marco, self._taller, self._mirar = marco, taller, mirar
        self.inventario: InventarioUsb | None = None
        self._mirando = self._registrando = False
        spool = marco.estacion.spool
        self._contadas = _lista(spool.copia(COPIA_MEMORIAS))
        self._suyas = dict(_pares(spool.copia(COPIA_CLASES)))
        self._vistas: dict[str, datetime] = {}
        self._reloj = QTimer(self)
        self._reloj.setInterval(CADA_MS)
        self._reloj.timeout.connect(self.mirar)
        if mirar is not None:
            self._reloj.start()
            self.mirar()

    def parar(self) -> None:
        self._reloj.stop()

    def mirar(self) -> None:
        """Now, unless it is being looked at: a bus that does not answer holds nothing else."""
        if not self._mirando and self._mirar is not None:
            self._mirando = True
            self._taller.aparatos(self, self._mirar, self._vistos)

    @property
    def faltan(self) -> dict[ClaseDeAparato, str]:
        """What this station works with and is not connected, by the name it had."""
        hay = self.inventario
        if hay is None or (not hay.aparatos and hay.sin_ver):  # nothing can be seen: nothing is said to be missing
            return {}
        return {c: self._suyas[c] for c in DE_TRABAJO if c in self._suyas and not hay.de(c)}

    @property
    def memorias(self) -> tuple[Aparato, ...]:
        return self.inventario.de(ClaseDeAparato.ALMACENAMIENTO) if self.inventario is not None else ()

    def olvidar(self) -> None:
        """What is missing is no longer this station's."""
        for clase in self.faltan:
            del self._suyas[clase]
        self._recordar()
        self.cambio.emit()

    def _vistos(self, hay: InventarioUsb) -> None:
        self._mirando = False
        antes, self.inventario = self.inventario, hay
        for memoria in self.memorias:
            self._vistas.setdefault(memoria.identidad, datetime.now(UTC))
        nuevas = {c: hay.de(c)[0].nombre for c in DE_TRABAJO if hay.de(c)}
        if nuevas.items() - self._suyas.items():
            self._suyas |= nuevas
            self._recordar()
        if hay != antes:
            self.cambio.emit()
        self._escribir()

    def _recordar(self) -> None:
        texto = json.dumps([[c.name, n] for c, n in self._suyas.items()])
        self._taller.local(self, partial(self._marco.estacion.spool.copiar, COPIA_CLASES, texto), _nada, self._no_pudo)

    def _escribir(self) -> None:
        """The next memory that nobody was told of, when there is somebody to sign it."""
        sesion = self._marco.sesion
        nueva = next((m for m in self.memorias if m.identidad not in self._contadas), None)
        if nueva is None or sesion is None or self._registrando or len(self._contadas) >= MEMORIAS_MAX:
            return
        self._registrando = True
        contadas = [*self._contadas, nueva.identidad]
        tarea = _MemoriaEscrita(self._marco.estacion, sesion, nueva, self._vistas[nueva.identidad], contadas)
        self._taller.local(self, tarea, partial(self._escrita, contadas), self._no_pudo)

    def _escrita(self, contadas: list[str], _: Recibo) -> None:
        self._registrando, self._contadas = False, contadas

    def _no_pudo(self, _: Exception) -> None:
        """It is tried again at the next look."""
        self._registrando = False


class _MemoriaEscrita:
    """Signed, and then remembered as told: after a fall between both it is told twice, never not at all."""

    def __init__(
        self, estacion: Estacion, sesion: Sesion, memoria: Aparato, cuando: datetime, contadas: list[str]
    ) -> None:
        self._estacion, self._sesion, self._memoria = estacion, sesion, memoria
        self._cuando, self._contadas = cuando, contadas

    def __call__(self) -> Recibo:
        m, estacion = self._memoria, self._estacion
        serie = f", serie {m.serie}" if m.serie else ""
        texto = f"{m.nombre} ({m.marca}{serie}), conectado desde las {_hora(estacion, self._cuando)}."
        if len(self._contadas) == MEMORIAS_MAX:
            texto += f" Ya son {MEMORIAS_MAX} en esta estación: las siguientes no se registran."
        recibo = Incidentes(estacion, self._sesion).registrar(
            MEMORIA, texto, lugar=f"Estación {estacion.spool.estacion}"
        )
        estacion.spool.copiar(COPIA_MEMORIAS, json.dumps(self._contadas))
        return recibo


def _hora(estacion: Estacion, momento: datetime) -> str:
    try:
        return f"{momento.astimezone(ZoneInfo(estacion.catalogo.ajustes.zona)):%H:%M}"
    except NoProcede:
        return f"{momento.astimezone():%H:%M}"


def _nada(_: object) -> None:
    """Kept: nobody has to know."""


def _lista(texto: str | None) -> list[str]:
    leido = json.loads(texto or "[]")
    return [str(v) for v in leido] if isinstance(leido, list) else []


def _pares(texto: str | None) -> list[tuple[ClaseDeAparato, str]]:
    """What `_recordar` kept; a kind that this programme does not know is no longer there."""
    leido = json.loads(texto or "[]")
    return [(ClaseDeAparato[c], str(n)) for c, n in leido if c in ClaseDeAparato.__members__]

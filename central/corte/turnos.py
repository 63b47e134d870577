"""Cuts by the clock (R-25): one in every turn of so many minutes, each a process, until the phase of the last one.

A turn that has its cut already, by whatever hand, gets no other. One that was retained by its checks (R-26) waits
for the next turn: somebody has to look. One that could not be made is tried again in a minute.
"""

import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import text

from central.corte import foto
from central.marco.conexion import BIEN, RECHAZADO, MalUso, abrir, en_palabras
from central.nodo.cluster import Cluster
from prep.domain.catalogo.ajustes import Ajustes
from prep.domain.hechos.hechos import NombreFase
from prep.store.conexion import cruda

LATIDO_S = 5.0  # between two looks at the clock and the phase
OTRA_VEZ = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class DatosDelTurno:
    """What decides whether a cut is due. `anterior`: when the last cut was made."""

    fases: frozenset[NombreFase]
    anterior: datetime | None
    minutos: int
    zona: str


def turno(ahora: datetime, minutos: int) -> datetime:
    """When the turn of `ahora` began: turns are counted from midnight UTC, so every node's are the same."""
    medianoche = ahora.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return ahora - (ahora - medianoche) % timedelta(minutes=minutos)


def mirar(datos: Path) -> DatosDelTurno:
    """The phases and the last cut of the node of `datos`; raises MalUso when it is not running."""
    if (datos / "claves.json").is_file() and not Cluster(datos).en_marcha:
        raise MalUso("El nodo no está en marcha: sin él no hay cortes. Enciéndalo con «prep nodo».")
    with abrir(datos) as puesto, puesto.mirar() as conn:
        conexion = cruda(conn)
        anterior = foto.anterior(conexion)
        dichos = conn.execute(text("SELECT cabecera->'ajustes' FROM prep.proceso")).scalar_one()
        ajustes = {**asdict(Ajustes()), **dichos}  # a setting made later has its default
        momento = anterior.momento if anterior else None
        return DatosDelTurno(frozenset(foto.fases(conexion)), momento, ajustes["minutos_entre_cortes"], ajustes["zona"])


def cortar(datos: Path, salida: Path) -> int:
    """One cut as the command makes it, in a process of its own; its exit code. It ends with this one."""
    orden = [sys.executable, "-m", "central", "corte", "publicar", "--datos", str(datos), "--salida", str(salida)]
    with subprocess.Popen(orden) as hijo:  # noqa: S603 -- our own program
        try:
            return hijo.wait()
        except BaseException:
            hijo.terminate()  # told once, it ends in order; a Ctrl-C reached it too
            raise


@dataclass(slots=True)
class Turnos:
    """The loop, with its clock, its pause and its cut."""

    datos: Path
    salida: Path
    decir: Callable[[str], object]
    ahora: Callable[[], datetime] = lambda: datetime.now(UTC)
    dormir: Callable[[float], object] = time.sleep
    cortar: Callable[[Path, Path], int] = cortar
    _dicho: str = ""
    _espera: datetime | None = None  # no cut before this moment

    def correr(self) -> int:
        """Until the phase of the last cut; what goes wrong on the way is said, and the next turn comes.

        Raises MalUso when it cannot even begin.
        """
        empezo = False
        while True:
            try:
                vista = mirar(self.datos)
            except Exception as error:
                dicho = en_palabras(error)
                if not dicho:
                    raise
                if not empezo:
                    raise MalUso(dicho) from error
                self._decir(dicho)
            else:
                empezo = True
                if vista.fases & {NombreFase.ULTIMO, NombreFase.CERRAR}:
                    self._decir(
                        "El proceso pasó a su último corte, que se hace aparte: «prep corte publicar --ultimo»."
                    )
                    return BIEN
                self._atender(vista)
            self.dormir(LATIDO_S)

    def _atender(self, vista: DatosDelTurno) -> None:
        if NombreFase.PUBLICAR not in vista.fases:
            self._decir("Todavía no se publica: los cortes empiezan con «prep fase publicar».")
            return
        ahora = self.ahora()
        este = turno(ahora, vista.minutos)
        siguiente = este + timedelta(minutes=vista.minutos)
        a_las = f"{siguiente.astimezone(ZoneInfo(vista.zona)):%H:%M}"
        if vista.anterior is not None and vista.anterior >= este:
            self._decir(f"El siguiente corte, a las {a_las}.")
        elif self._espera is None or ahora >= self._espera:
            codigo = self.cortar(self.datos, self.salida)
            if codigo == BIEN:
                self._espera = None
            elif codigo == RECHAZADO:
                self._espera = siguiente
                self._decir(f"El corte se retuvo: atienda las alarmas. El siguiente, a las {a_las}.")
            else:
                self._espera = ahora + OTRA_VEZ
                self._decir("No se hizo el corte: se intenta otra vez en un minuto.")

    def _decir(self, texto: str) -> None:
        """Said once while it lasts."""
        if texto != self._dicho:
            self._dicho = texto
            self.decir(texto)

"""When a cut is due (R-25): one in every turn of so many minutes, from the opening to the phase of the last one.

A turn that has its cut already, by whatever hand, gets no other. One that was retained by its checks (R-26) waits
for the next turn: somebody has to look. One that could not be made is tried again in a minute.
"""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, text

from central.corte import foto
from central.corte.registro import alarmar
from central.corte.reloj import LEJOS
from central.marco.conexion import MalUso, abrir
from central.nodo.cluster import Cluster
from prep.domain.catalogo.ajustes import Ajustes
from prep.domain.hechos.hechos import NombreFase
from prep.store.conexion import cruda

OTRA_VEZ = timedelta(minutes=1)
MIENTRAS_S = 2.0  # between two looks at the clock while a cut is made
TARDE = 4  # a cut is late when a quarter of its turn has gone by
CIFRAS_COMPLETAS = (
    "SELECT count(*), count(*) FILTER (WHERE e.registrada) FROM prep.acta a LEFT JOIN prep.acta_estado e"
    " ON e.acta = a.clave"
)


@dataclass(frozen=True, slots=True)
class DatosDelTurno:
    """What decides whether a cut is due. `fases`: when each was entered; `anterior`: when the last cut was made."""

    fases: dict[NombreFase, datetime]
    anterior: datetime | None
    minutos: int
    zona: str
    esperadas: int = 0
    registradas: int = 0
    fue_ultimo: bool = False

    @property
    def completo(self) -> bool:
        return 0 < self.esperadas <= self.registradas


def turno(ahora: datetime, minutos: int) -> datetime:
    """When the turn of `ahora` began: turns are counted from midnight UTC, so every node's are the same."""
    medianoche = ahora.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return ahora - (ahora - medianoche) % timedelta(minutes=minutos)


def apertura(vista: DatosDelTurno, abre: str) -> datetime | None:
    """When cuts begin: the phase `publicar`, or the hour `abre` if that comes later on the day of the phase."""
    fase = vista.fases.get(NombreFase.PUBLICAR)
    if fase is None or not abre:
        return fase
    return max(fase, la_hora(fase, abre, vista.zona))


def la_hora(dia: datetime, abre: str, zona: str) -> datetime:
    """`abre` in the entity's time, on its day `dia`."""
    horas, minutos = map(int, abre.split(":"))
    return dia.astimezone(ZoneInfo(zona)).replace(hour=horas, minute=minutos, second=0, microsecond=0)


def mirar(datos: Path) -> DatosDelTurno:
    """The phases and the last cut of the node of `datos`; raises MalUso when it is not running."""
    exigir_en_marcha(datos)
    with abrir(datos) as puesto, puesto.mirar() as conn:
        return vista_de(conn)


def vista_de(conn: Connection) -> DatosDelTurno:
    """What decides whether a cut is due, from the base."""
    conexion = cruda(conn)
    anterior = foto.anterior(conexion)
    if anterior and anterior.momento > datetime.now(UTC) + LEJOS:
        anterior = None  # it went out with the clock ahead, and is of no turn that has come
    dichos = conn.execute(text("SELECT cabecera->'ajustes' FROM prep.proceso")).scalar_one()
    ajustes = {**asdict(Ajustes()), **dichos}  # a setting made later has its default
    ((esperadas, registradas),) = conexion.execute(CIFRAS_COMPLETAS).fetchall()
    ultimo = conn.execute(text("SELECT bool_or(ultimo) FROM prep.corte")).scalar_one()
    return DatosDelTurno(
        foto.fases(conexion),
        anterior.momento if anterior else None,
        ajustes["minutos_entre_cortes"],
        ajustes["zona"],
        esperadas,
        registradas,
        bool(ultimo),
    )


def avisar_a_la_sala(datos: Path, codigo: str, texto: str) -> None:
    """One alarm of the control room."""
    exigir_en_marcha(datos)
    with abrir(datos) as puesto, puesto.motor.begin() as conn:
        alarmar(conn, codigo, [("", texto)])


def exigir_en_marcha(datos: Path) -> None:
    if (datos / "claves.json").is_file() and not Cluster(datos).en_marcha:
        raise MalUso("El nodo no está en marcha: sin él no hay cortes. Enciéndalo con «prep nodo».")


def cortar(datos: Path, salida: Path, ultimo: bool, mientras: Callable[[], object]) -> int:
    """One cut as the command makes it, in a process of its own; its exit code. `mientras`: called while it is made."""
    orden = [sys.executable, "-m", "central", "corte", "publicar", "--datos", str(datos), "--salida", str(salida)]
    orden += ["--ultimo"] if ultimo else []
    # a Ctrl-C does not reach it: the cut that is under way is made, and then the publisher stops
    with subprocess.Popen(orden, start_new_session=True) as hijo:  # noqa: S603 -- our own program
        try:
            while True:
                try:
                    return hijo.wait(MIENTRAS_S)
                except subprocess.TimeoutExpired:
                    mientras()
        except BaseException:
            hijo.terminate()  # told once, it ends in order
            raise

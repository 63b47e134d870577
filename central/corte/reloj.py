"""Whether the hour of a cut can be believed: one that is of tomorrow would stop those that come after it.

No single clock decides. The centre's is compared with those of its nodes, with how long its own PostgreSQL has been up,
and with how long is published at most (R-25); two people who looked at it say that it is right all the same (P-10).
"""

import os
import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from psycopg import Connection

from central.arbitro.acuerdos import de_coordinacion, leer_acuerdos
from central.arbitro.cambios import PLAZO
from central.arbitro.registrados import Registrados
from central.corte import foto
from prep.domain.hechos.hechos import NombreFase
from prep.domain.reglas.ordenes import NombreDeOrden

LEJOS = timedelta(minutes=30)  # what no clock that is looked after goes wrong, and no cut is lost by
PUBLICA = timedelta(hours=26)  # 24 at most, and who makes the last cut late
QUE_HACER = "Ponga en hora esta máquina. Si está en hora, que lo digan dos personas: prep corte reloj."
# A majority, and never one alone: a node can say of its clock what it likes.
NODOS = """
SELECT count(*), count(*) FILTER (WHERE n.deriva_ms > %(lejos)s), count(*) FILTER (WHERE n.deriva_ms < -%(lejos)s)
FROM prep.nodo n WHERE n.estado <> 'CERCADO' AND n.latido > clock_timestamp() - interval '2 minutes'
"""
DE_ESE_MINUTO = "SELECT EXISTS (SELECT FROM prep.corte WHERE date_trunc('minute', momento) = date_trunc('minute', %s))"


def dudas(conexion: Connection[Any], ahora: datetime) -> list[str]:
    """Why a cut of `ahora` is not to be believed, a sentence each; none when it is."""
    razones = []
    ((nodos, adelante, atras),) = conexion.execute(NODOS, {"lejos": LEJOS // timedelta(milliseconds=1)}).fetchall()
    lejos = max(adelante, atras)
    if lejos > 1 and 2 * lejos > nodos:
        razones.append(f"De los {nodos} nodos en línea, {lejos} tienen otra hora que el centro.")
    salto = salto_de(conexion, ahora)
    if abs(salto) > LEJOS:
        razones.append(f"Desde que se encendió este nodo, el reloj de su máquina se movió {_dicho(salto)}.")
    publica = foto.fases(conexion).get(NombreFase.PUBLICAR)
    if publica is not None and ahora > publica + PUBLICA:
        razones.append(f"Serían {_dicho(ahora - publica)} desde que se empezó a publicar.")
    return [f"{razon} {QUE_HACER}" for razon in razones]


def salto_de(conexion: Connection[Any], ahora: datetime) -> timedelta:
    """How far the machine's clock was moved since its PostgreSQL began, were it `ahora`; none where it cannot be told.

    The process knows when it began by the hour of then; the system, by a count that nobody sets.
    """
    ((inicio,),) = conexion.execute("SELECT pg_postmaster_start_time()").fetchall()
    try:
        servidor = _campos(conexion.info.backend_pid)[1]  # its parent
        if Path(f"/proc/{servidor}/comm").read_text(encoding="utf-8", errors="replace").strip() != "postgres":
            return timedelta()  # of another machine, where that number is another's
        empezo = int(_campos(servidor)[19]) / os.sysconf("SC_CLK_TCK")
    except (OSError, IndexError, ValueError):
        return timedelta()  # a system that does not say it so: the other two are asked
    lleva = timedelta(seconds=time.clock_gettime(time.CLOCK_BOOTTIME) - empezo)
    movido: timedelta = ahora - inicio - lleva
    return movido


def acordado(conexion: Connection[Any], publica: bytes, numero: int, *, solo_ese: bool) -> bool:
    """Whether two people of the coordination agreed that cut `numero`, or one before it unless `solo_ese`, goes out by
    this centre's clock."""
    ((plazo_s,),) = conexion.execute(PLAZO).fetchall()
    ((proceso,),) = conexion.execute("SELECT proceso FROM prep.proceso").fetchall()
    gente = de_coordinacion(Registrados(conexion, proceso, publica))
    return any(
        a.aceptado
        and a.orden.nombre is NombreDeOrden.RELOJ
        and (a.orden.datos["corte"] == numero or (a.orden.datos["corte"] < numero and not solo_ese))
        for a in leer_acuerdos(conexion, gente, plazo_s)
    )


def de_ese_minuto(conexion: Connection[Any], ahora: datetime) -> bool:
    """Whether there is a cut whose package would be named as that of one of `ahora`."""
    return bool(conexion.execute(DE_ESE_MINUTO, (ahora,)).fetchall()[0][0])


def _campos(proceso: int | str) -> list[str]:
    """What the system says of a process, from its state on: its name, before, may hold anything."""
    return Path(f"/proc/{proceso}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()


def _dicho(cuanto: timedelta) -> str:
    horas = abs(cuanto) / timedelta(hours=1)
    sentido = "" if cuanto > timedelta() else " hacia atrás"
    return f"{horas:.1f} horas{sentido}"

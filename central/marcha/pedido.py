"""`prep proceso nuevo`: whether another proceso may follow the one of this centre, and having it done."""

import re
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import psycopg
from sqlalchemy import text

from central.marcha.centro import relevar_centro
from central.marco import camino
from central.marco.conexion import MalUso, NodoAbierto, OrdenRechazada
from central.marco.proceso import leer_encabezado
from central.nodo import relevo as relevos
from central.nodo import roles
from central.nodo.cluster import ADMIN, Cluster
from central.nodo.nombres import CENTRO
from central.nodo.preparar import BASE
from central.nodo.relevo import Relevo, archivada
from central.tablero.consulta import fases
from prep.domain.hechos.hechos import NombreFase
from prep.domain.hechos.roles import Rol
from prep.store import candados
from prep.store.conexion import cruda

NOMBRE = re.compile(r"[A-Z0-9][A-Z0-9-]{0,29}")
LIBRES = 500 << 20  # the base of a whole city without facts takes 60 MB; its night, more
PACIENCIA_S, PAUSA_S = 180.0, 0.5
COLA = text("SELECT count(*) FROM prep.cola WHERE NOT despues")
OCUPADO = (
    "SELECT count(*) FROM pg_locks l JOIN pg_database d ON d.oid = l.database"
    " WHERE l.locktype = 'advisory' AND l.objid = %s AND d.datname = %s"
)
NODOS = (
    "SELECT nodo, coalesce(latido > clock_timestamp() - interval '15 s', false) FROM prep.nodo"
    " WHERE estado <> 'CERCADO' ORDER BY nodo"
)
SIN_SELLO = (
    "SELECT operador FROM prep.persona WHERE sellada = '' AND activo AND NOT (%s = ANY (roles))"
    " AND operador <> 'centro' ORDER BY operador"
)


@dataclass(frozen=True, slots=True)
class PedidoDeProceso:
    """What was asked for, once it may be done. `ausentes`: nodes that will take it when they are back; `sin_llave`:
    people whose sealed key never came to the centre, and who are registered again."""

    relevo: Relevo
    nodos: tuple[str, ...]
    ausentes: tuple[str, ...]
    sin_llave: tuple[str, ...]


def pedir(puesto: NodoAbierto, nuevo: str, como: str) -> PedidoDeProceso:
    """Raises MalUso for what names nothing, OrdenRechazada while the proceso of now may not be followed."""
    if not NOMBRE.fullmatch(nuevo):
        raise MalUso(f"«{nuevo[:40]}» no sirve de nombre: lleva mayúsculas sin acento, dígitos y guiones, hasta 30.")
    with puesto.mirar() as conn:
        encabezado = leer_encabezado(conn)
        este = str(conn.execute(text("SELECT nodo FROM prep.proceso")).scalar_one())
        if este != CENTRO:
            raise MalUso(f"Esto se hace en el centro, y esta carpeta es del nodo {este}.")
        _exigir_nombres(nuevo, como, relevos.procesos(cruda(conn)))
        if encabezado.ajustes.real:
            raise OrdenRechazada(
                f"{como} es un proceso real: otro no toma su lugar. Prepare el siguiente en otra carpeta (--datos)."
            )
        vividas = [vivida.fase for vivida in fases(conn)]
        if vividas and vividas[-1] is not NombreFase.CERRAR:
            raise OrdenRechazada(
                f"{como} está en la fase «{vividas[-1]}»: otro proceso no toma su lugar mientras se trabaja. "
                "Ciérrelo antes, con dos personas: «prep fase cerrar», y «prep conforme»."
            )
        vistos = cruda(conn).execute(NODOS).fetchall()
    _exigir_procesado(puesto)
    libres = shutil.disk_usage(puesto.datos).free
    if libres < LIBRES:
        raise MalUso(f"En {puesto.datos} quedan {libres >> 20} MB de disco y hacen falta {LIBRES >> 20}: haga lugar.")
    with psycopg.connect(puesto.dueno) as dueno:
        sin_llave = tuple(o for (o,) in dueno.execute(SIN_SELLO, (str(Rol.NODO),)))
    nodos, ausentes = tuple(n for n, _ in vistos), tuple(n for n, vivo in vistos if not vivo)
    return PedidoDeProceso(Relevo(como, nuevo), nodos, ausentes, sin_llave)


def _exigir_procesado(puesto: NodoAbierto) -> None:
    """What is kept is kept folded and in its chain: the close itself may be on its way."""
    if quedan := camino.esperar(puesto, lambda conn: int(conn.execute(COLA).scalar_one()), lambda hay: not hay):
        raise OrdenRechazada(
            f"Quedan {quedan} hechos sin procesar en el centro: póngalo en marcha («prep nodo») y repita."
        )


def _exigir_nombres(nuevo: str, como: str, suyos: list[str]) -> None:
    if nuevo == suyos[-1]:
        raise MalUso(f"Este centro ya es de {nuevo}: dé otro nombre al proceso nuevo.")
    if nuevo in suyos:
        raise MalUso(f"{nuevo} ya fue un proceso de este centro, y está guardado: dé otro nombre al nuevo.")
    if como != suyos[-1]:
        raise MalUso(f"Este centro es de {suyos[-1]}; --como {como[:40]} no es ése.")


def guardar_publicacion(relevo: Relevo, publicacion: Path) -> Path:
    """The cuts of before go with their proceso; where they are. Again, nothing. Raises OSError."""
    guardada = publicacion.with_name(f"{publicacion.name}.{relevo.de}")
    if publicacion.exists() and not guardada.exists():
        publicacion.rename(guardada)
    return guardada


def cumplir(datos: Path, relevo: Relevo, avisar: Callable[[str], object]) -> bool:
    """Waits until the node that is at work here has done it; without one, does it. False when it is still not done."""
    hasta = time.monotonic() + PACIENCIA_S
    while relevos.pendiente(datos) == relevo:
        with Cluster(datos) as cluster:
            if not _trabaja(cluster):
                relevar_centro(cluster, relevo)
                continue
        avisar(f"El centro está en marcha y pasa a {relevo.a}.")
        if time.monotonic() > hasta:
            return False
        time.sleep(PAUSA_S)
    return True


def _trabaja(cluster: Cluster) -> bool:
    """Whether an árbitro is at work on the base of now: it ends by itself, and then that node does the rest."""
    with psycopg.connect(cluster.dsn(ADMIN, "postgres")) as admin:
        return admin.execute(OCUPADO, (candados.ARBITRO, BASE)).fetchone() != (0,)


@dataclass(frozen=True, slots=True)
class ProcesoGuardado:
    """One of this place's procesos. `base`: where it is read; `fase`: the last that it entered, "" when none."""

    proceso: str
    base: str
    hechos: int
    fase: str


def guardados(cluster: Cluster) -> list[ProcesoGuardado]:
    """From the first to that of now. Raises psycopg.Error."""
    with psycopg.connect(cluster.dsn(roles.DUENO)) as conn:
        *antes, este = relevos.procesos(conn)
    bases = [(proceso, archivada(proceso)) for proceso in antes]
    return [_guardado(cluster, proceso, base) for proceso, base in [*bases, (este, BASE)]]


def _guardado(cluster: Cluster, proceso: str, base: str) -> ProcesoGuardado:
    consulta = (
        "SELECT count(*), coalesce((SELECT cuerpo::json ->> 'fase' FROM prep.hecho WHERE tipo = 'FASE'"
        " ORDER BY sec DESC LIMIT 1), '') FROM prep.hecho"
    )
    try:
        with psycopg.connect(cluster.dsn(roles.DUENO, base)) as conn:
            ((hechos, fase),) = conn.execute(consulta).fetchall()
    except psycopg.OperationalError:  # a node that was not there in that proceso
        return ProcesoGuardado(proceso, "", 0, "")
    return ProcesoGuardado(proceso, base, int(hechos), str(fase))

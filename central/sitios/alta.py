"""Joins a node to the centre: its row, its roles and its package; or puts another in its place, fencing the old one."""

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import psycopg
from psycopg import Connection, sql

from central.nodo import roles
from central.nodo.binarios import ErrorNodo
from central.nodo.centro import exigir_centro
from central.nodo.cluster import ADMIN, Cluster
from central.nodo.laboratorio import LOCAL
from central.nodo.lista import publica_del_centro
from central.nodo.nombres import NombreNodo
from central.nodo.personas import Gente, OperadorNuevo
from central.nodo.registro import guardar
from central.sitios import paquete as archivo
from central.sitios.acceso import ALTAS
from central.sitios.paquete import PaqueteDeAlta
from central.sitios.suscripciones import soltar
from central.tunel import ajustes as tuneles
from central.tunel.ajustes import SalidaPorTunel
from central.tunel.lugares import TUNEL, en_el_centro
from prep.domain.hechos.roles import Rol

CONEXIONES = 6
PACIENCIA_S, PAUSA_S = 60.0, 0.2
OCUPADO = "El centro no dejó de recibir hechos en un minuto y no se pudo dar de alta al nodo. Repita la orden."
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Alta:
    """What came of it. `pendientes`: facts that are already at the centre and that the node will take."""

    paquete: PaqueteDeAlta
    ruta: Path
    nueva: bool
    cercados: tuple[str, ...]
    pendientes: int


def nadie(admin: Connection[Any]) -> None:
    """Joining a node that was not there takes nothing away: nobody else stands behind it."""


def dar_de_alta(
    cluster: Cluster,
    catd: str,
    reemplazar: bool = False,
    direccion: str = "",
    constar: Callable[[Connection[Any]], None] = nadie,
) -> Alta:
    """Registers the node of `catd` at the running centre `cluster`; again, it gives the same package.

    With `reemplazar` the one that is there is fenced and the next takes its place, and `constar` writes in the same
    transaction who stands behind it. `direccion`: where it will be, or TUNEL; without it, where its package says
    already, or else on this machine. Raises ErrorNodo.
    """

    def dar() -> tuple[Alta, tuple[NombreNodo, ...]]:
        dada = _dar(admin, cluster, catd, reemplazar, proceso, direccion)
        constar(admin)
        return dada

    with psycopg.connect(cluster.dsn(ADMIN), autocommit=True) as admin:
        proceso = exigir_centro(admin)
        _exigir_catd(admin, catd)
        alta, cercados = _en_un_hueco(admin, dar)
        for viejo in cercados:
            soltar(admin, viejo)
    return alta


def heredar(cluster: Cluster, nombre: NombreNodo) -> None:
    """The same node, with its key and its certificates, in the base of the proceso that follows the one that it joined.

    Again, it changes nothing. Raises ErrorNodo, OSError where its package is not kept.
    """
    ruta = cluster.datos / ALTAS / f"{nombre.nodo}.json"
    archivo.leer(ruta)  # without it another key would be made
    with psycopg.connect(cluster.dsn(ADMIN), autocommit=True) as admin, admin.transaction():
        paquete = _paquete(cluster, ruta, nombre, exigir_centro(admin), "")
        _crear_roles(admin, paquete)
        _registrar(admin, nombre, paquete, cluster.datos)


def _en_un_hueco(admin: Connection[Any], hacer: Callable[[], T]) -> T:
    """`hacer` in a transaction in which no fact is being inserted: it would be listed for the node of before, or none.

    Inserts wait while this waits for its lock, and the holder of the lock may be waiting for one of them: the first
    copy of another node waits for that node, which waits to tell the centre something. So it is asked for in short
    tries. Raises ErrorNodo when facts never stop coming in.
    """
    limite = time.monotonic() + PACIENCIA_S
    while True:
        try:
            with admin.transaction():
                admin.execute("SET LOCAL lock_timeout = '500ms'")
                admin.execute("LOCK TABLE prep.hecho IN SHARE MODE")
                admin.execute("SET LOCAL lock_timeout = 0")
                return hacer()
        except (psycopg.errors.LockNotAvailable, psycopg.errors.DeadlockDetected) as error:
            if time.monotonic() > limite:
                raise ErrorNodo(OCUPADO) from error
        time.sleep(PAUSA_S)


def _dar(
    admin: Connection[Any], cluster: Cluster, catd: str, reemplazar: bool, proceso: str, direccion: str
) -> tuple[Alta, tuple[NombreNodo, ...]]:
    hay = _vigente(admin, catd)
    cercados = _cercar(admin, catd) if hay and reemplazar else ()
    nombre = hay if hay and not reemplazar else _siguiente(admin, catd)
    ruta = cluster.datos / ALTAS / f"{nombre.nodo}.json"
    paquete = _paquete(cluster, ruta, nombre, proceso, direccion)
    _crear_roles(admin, paquete)
    pendientes = _registrar(admin, nombre, paquete, cluster.datos)
    return Alta(paquete, ruta, hay != nombre, tuple(v.nodo for v in cercados), pendientes), cercados


def _exigir_catd(admin: Connection[Any], catd: str) -> None:
    if admin.execute("SELECT FROM prep.acta WHERE centro = %s LIMIT 1", (catd,)).fetchone() is None:
        raise ErrorNodo(f"Ningún acta del catálogo es del CATD {catd}. Revise el número.")


def _vigente(admin: Connection[Any], catd: str) -> NombreNodo | None:
    fila = admin.execute("SELECT generacion FROM prep.nodo WHERE catd = %s AND estado <> 'CERCADO'", (catd,)).fetchone()
    return NombreNodo(catd, fila[0]) if fila else None


def _siguiente(admin: Connection[Any], catd: str) -> NombreNodo:
    ((ultima,),) = admin.execute("SELECT coalesce(max(generacion), 0) FROM prep.nodo WHERE catd = %s", (catd,))
    return NombreNodo(catd, ultima + 1)


def _cercar(admin: Connection[Any], catd: str) -> tuple[NombreNodo, ...]:
    """From here on nothing of the old one goes in, neither by its subscriptions nor by its own connection."""
    filas = admin.execute(
        "UPDATE prep.nodo SET estado = 'CERCADO' WHERE catd = %s AND estado <> 'CERCADO' RETURNING generacion", (catd,)
    ).fetchall()
    viejos = tuple(NombreNodo(catd, generacion) for (generacion,) in filas)
    for viejo in viejos:
        admin.execute("DELETE FROM prep.bajada WHERE nodo = %s", (viejo.nodo,))
        admin.execute(sql.SQL("ALTER ROLE {} NOLOGIN").format(sql.Identifier(viejo.rol)))
        admin.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = %s", (viejo.rol,))
    return viejos


def _paquete(cluster: Cluster, ruta: Path, nombre: NombreNodo, proceso: str, direccion: str) -> PaqueteDeAlta:
    """The one that was made before, with the centre's address of today; or a new one."""
    servidor, puerto = cluster.direccion
    if ruta.exists():
        viejo = archivo.leer(ruta)
        clave, llave, donde = viejo.clave_replica or clave_nueva(), viejo.llave, viejo.direcciones
        direccion = direccion or (TUNEL if viejo.tunel else "")
    else:
        clave, llave, donde = clave_nueva(), secrets.token_hex(32), ()
    tunel = _por_tunel(cluster) if direccion == TUNEL else None
    if tunel:
        donde = (en_el_centro(nombre),)
    elif direccion or not donde:
        donde = (direccion,) if direccion else tuple(dict.fromkeys((LOCAL, servidor)))
    del_rol = "" if cluster.confianza else cluster.claves.asegurar([nombre.rol])[nombre.rol]
    paquete = PaqueteDeAlta(
        version=archivo.VERSION,
        proceso=proceso,
        catd=nombre.catd,
        generacion=nombre.generacion,
        servidor=servidor,
        puerto=puerto,
        clave=del_rol,
        clave_replica="" if cluster.confianza else clave,
        llave=llave,
        centro=publica_del_centro(cluster.datos).hex(),
        direcciones=donde,
        tunel=tunel,
        autoridad=autoridad_de(cluster, proceso),
    )
    ruta.parent.mkdir(mode=0o700, exist_ok=True)
    archivo.escribir(paquete, ruta)
    return paquete


def _por_tunel(cluster: Cluster) -> SalidaPorTunel:
    """Raises ErrorNodo."""
    if cluster.confianza is None:
        raise ErrorNodo("El túnel pide certificados: dé antes al centro su identificación («prep autoridad expedir»).")
    return tuneles.exigir(cluster.datos).salida


def autoridad_de(cluster: Cluster, proceso: str) -> str | None:
    """For which earlier proceso its certificates were made; None when it is that one, or there are none."""
    confianza = cluster.confianza
    return confianza.suya.proceso if confianza and confianza.suya.proceso != proceso else None


def clave_nueva() -> str:
    return secrets.token_urlsafe(24)


def _crear_roles(admin: Connection[Any], paquete: PaqueteDeAlta) -> None:
    nombre = paquete.nombre
    roles.asegurar_rol(admin, nombre.rol, paquete.clave, conexiones=CONEXIONES)
    admin.execute(sql.SQL("GRANT {} TO {}").format(sql.Identifier(roles.NODO), sql.Identifier(nombre.rol)))
    if not roles.existe(admin, nombre.suscriptor):  # LOGIN, which its workers need; pg_hba.conf admits none of them
        admin.execute(sql.SQL("CREATE ROLE {} LOGIN PASSWORD NULL").format(sql.Identifier(nombre.suscriptor)))
    grupo = sql.SQL("GRANT {} TO {}")
    admin.execute(grupo.format(sql.Identifier(roles.SUSCRIPCION), sql.Identifier(nombre.suscriptor)))


def _registrar(admin: Connection[Any], nombre: NombreNodo, paquete: PaqueteDeAlta, datos: Path) -> int:
    """Its row, its operator, and the list of what it must take; its work at the centre is its own from now on."""
    admin.execute(
        "INSERT INTO prep.nodo (nodo, catd, generacion, estado, rol, apodo) VALUES (%s, %s, %s, 'ALTA', %s, %s)"
        " ON CONFLICT DO NOTHING",
        (nombre.nodo, nombre.catd, nombre.generacion, nombre.suscriptor, nombre.apodo),
    )
    admin.execute("UPDATE prep.nodo SET direcciones = %s WHERE nodo = %s", (list(paquete.direcciones), nombre.nodo))
    if admin.execute("SELECT FROM prep.operador WHERE operador = %s", (nombre.rol,)).fetchone() is None:
        suyo = OperadorNuevo(nombre.rol, f"Nodo {nombre.nodo}", paquete.publica, "", (Rol.NODO,), nombre.catd)
        guardar(admin, Gente([suyo]), datos)
    admin.execute(
        "UPDATE prep.trabajo SET terminado = clock_timestamp() WHERE sitio = %s AND terminado IS NULL", (nombre.catd,)
    )
    admin.execute("SELECT prep.repartir_todo(%s)", (nombre.nodo,))
    ((pendientes,),) = admin.execute("SELECT count(*) FROM prep.bajada WHERE nodo = %s", (nombre.nodo,))
    return int(pendientes)

"""The node's side of joining: its base, with what the centre gives it, and what it offers the centre to read."""

from pathlib import Path

import psycopg
from psycopg import sql

from central.nodo import relevo, roles
from central.nodo.binarios import ErrorNodo
from central.nodo.cluster import ADMIN, Cluster
from central.nodo.lista import guardar_publica
from central.nodo.preparar import preparar
from central.sitios import paquete as archivo
from central.sitios.centro_remoto import conectar
from central.sitios.gente import bajar_gente
from central.sitios.paquete import PaqueteDeAlta
from central.sitios.suscripciones import FLUJOS, TABLAS
from prep.net.identidad import Llave
from prep.store.migrar import cabeza

ARCHIVO = "alta.json"
LECTORAS = 12  # connections of the centre: two streams, each with a worker and those that copy at first


def guardar_paquete(datos: Path, ruta: Path, catd: str) -> PaqueteDeAlta:
    """Keeps the package of `ruta` as this node's own. Raises ErrorNodo when it is another CATD's or another node's."""
    paquete = archivo.leer(ruta)
    if paquete.catd != catd:
        raise ErrorNodo(f"{ruta} es del CATD {paquete.catd}, no del {catd}.")
    exigir_suyo(paquete, datos)
    datos.mkdir(parents=True, exist_ok=True)
    tomar(paquete, datos)
    return paquete


def exigir_suyo(paquete: PaqueteDeAlta, datos: Path) -> None:
    """Raises ErrorNodo when the folder `datos` is another node's."""
    propio = datos / ARCHIVO
    if propio.exists() and (antes := archivo.leer(propio).nombre) != paquete.nombre:
        raise ErrorNodo(
            f"La carpeta {datos} es del nodo {antes.nodo} y el paquete es de {paquete.nombre.nodo}. "
            "Use otra carpeta de datos."
        )


def tomar(paquete: PaqueteDeAlta, datos: Path) -> None:
    """As the folder's own, which is there."""
    archivo.escribir(paquete, datos / ARCHIVO)
    guardar_publica(datos, bytes.fromhex(paquete.centro))


def paquete_de(datos: Path) -> PaqueteDeAlta:
    """The package that this node joined with; raises ErrorNodo when it never did."""
    if not (datos / ARCHIVO).exists():
        raise ErrorNodo(
            f"El nodo de {datos} no se ha unido al centro: pida su paquete con «prep sitio alta» y páselo con --alta."
        )
    return archivo.leer(datos / ARCHIVO)


def exigir_mismo_esquema(paquete: PaqueteDeAlta, datos: Path) -> None:
    """Raises ErrorNodo when the centre's base has another schema than this program; without the centre, nothing."""
    try:
        with conectar(paquete, datos) as centro:
            suyo = centro.esquema()
    except psycopg.OperationalError:
        return  # the CATD works without it
    if suyo != cabeza():
        raise ErrorNodo(
            f"La base del centro es de la versión «{suyo}» y este programa usa la «{cabeza()}»: con dos versiones la "
            "réplica se detendría. Ponga el mismo programa en los dos, primero en el centro."
        )


def unirse(cluster: Cluster, paquete: PaqueteDeAlta) -> None:
    """Makes the base of the running `cluster` ready, asking the centre; again, it takes what changed there.

    Raises ErrorNodo, psycopg.OperationalError when the centre does not answer.
    """
    nombre = paquete.nombre
    guardar_publica(cluster.datos, bytes.fromhex(paquete.centro))
    with conectar(paquete, cluster.datos) as centro:
        preparar(cluster, centro.catalogo(), (), (), nodo=nombre.nodo)
        _, sucesiones = centro.sucesion()
        with psycopg.connect(cluster.dsn(roles.DUENO)) as conn:
            relevo.escribir(conn, sucesiones)
        bajar_gente(cluster, centro, paquete)  # who cannot be, the link says once it is there
    ofrecer(cluster, paquete)


def ofrecer(cluster: Cluster, paquete: PaqueteDeAlta) -> None:
    """What this node gives: its own facts, never those that came down, and the images that its stations brought."""
    with psycopg.connect(cluster.dsn(ADMIN), autocommit=True) as admin:
        replica = sql.Identifier(roles.REPLICA)
        admin.execute(
            sql.SQL("ALTER ROLE {} LOGIN REPLICATION CONNECTION LIMIT {} PASSWORD {}").format(
                replica, sql.Literal(LECTORAS), sql.Literal(paquete.clave_replica or None)
            )
        )
        hay = {nombre for (nombre,) in admin.execute("SELECT pubname FROM pg_publication")}
        for flujo in FLUJOS:
            if flujo not in hay:
                orden = "CREATE PUBLICATION {} FOR TABLE prep.{} WHERE (nodo = {}) WITH (publish = 'insert')"
                admin.execute(
                    sql.SQL(orden).format(
                        sql.Identifier(flujo), sql.Identifier(TABLAS[flujo]), sql.Literal(paquete.nombre.nodo)
                    )
                )


def llave_de(paquete: PaqueteDeAlta) -> Llave:
    """The node's own signing key."""
    return Llave(bytes.fromhex(paquete.llave))

"""The cards of a node's stations: what each is told on its first day, so that its program opens at once."""

from collections.abc import Iterable
from pathlib import Path

import psycopg

from central.marco.base import exigir_conocidos
from central.nodo import roles
from central.nodo.binarios import ErrorNodo
from central.nodo.cluster import Cluster
from central.nodo.nombres import CENTRO, catd_de
from prep.services.estacion import ficha as archivo
from prep.services.estacion.ficha import Ficha

ESTACIONES = "SELECT estacion, sitio, activo FROM prep.estacion"
CON_NODO = "SELECT catd FROM prep.nodo WHERE estado <> 'CERCADO'"


def escribir(cluster: Cluster, estaciones: Iterable[str], salida: Path) -> dict[Path, Ficha]:
    """One folder per station below `salida`, each with its card; none when one cannot be made.

    `cluster`: the node's, running. Raises ErrorNodo, psycopg.Error, OSError.
    """
    (servidor, puerto), con_certificado = cluster.direccion, cluster.confianza is not None
    proceso, sitios = _revisar(cluster, nombres := list(dict.fromkeys(estaciones)))
    fichas = [
        Ficha(
            proceso=proceso,
            estacion=nombre,
            sitio=sitios[nombre],
            servidor=servidor,
            puerto=puerto,
            contrasena="" if con_certificado else cluster.claves[nombre],
        )
        for nombre in nombres
    ]
    hechas = {salida / ficha.estacion: ficha for ficha in fichas}
    for carpeta, ficha in hechas.items():
        carpeta.mkdir(mode=0o700, parents=True, exist_ok=True)
        archivo.guardar(ficha, carpeta / archivo.ARCHIVO)
    return hechas


def _revisar(cluster: Cluster, nombres: list[str]) -> tuple[str, dict[str, str]]:
    """The proceso, and the site of each station; refuses those unknown, off duty, or of another node."""
    with psycopg.connect(cluster.dsn(roles.DUENO)) as conn:
        fila = conn.execute("SELECT proceso, nodo FROM prep.proceso").fetchone()
        if fila is None:
            raise ErrorNodo("El nodo no tiene catálogo: impórtelo o únalo antes al centro.")
        hay = {e: (sitio, activo) for e, sitio, activo in conn.execute(ESTACIONES)}
        aparte = {catd for (catd,) in conn.execute(CON_NODO)}
    exigir_conocidos(nombres, hay, "estación")
    proceso, nodo = fila
    for nombre in nombres:
        sitio, activo = hay[nombre]
        if not activo:
            raise ErrorNodo(
                f"La estación «{nombre}» está dada de baja: si vuelve, use «prep estacion baja --revertir»."
            )
        if (sitio in aparte) if nodo == CENTRO else (sitio != catd_de(nodo)):
            raise ErrorNodo(
                f"La estación «{nombre}» es del sitio {sitio} y no trabaja con este nodo ({nodo}): "
                "haga su ficha con la carpeta del suyo."
            )
    return str(proceso), {nombre: hay[nombre][0] for nombre in nombres}

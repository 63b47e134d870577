"""Keeps a node's people equal to the centre's: all are copied when it joins, and again when anybody changes there.

The centre says that something changed by a notice without content; what changed is found by comparing, so that no
notice can be missed: a link that comes back takes everybody again.
"""

import logging
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg import Connection

from central.nodo import roles
from central.nodo.binarios import ErrorNodo
from central.nodo.cluster import Cluster
from central.nodo.registro import registrar
from central.sitios.centro_remoto import CentroRemoto, NodoReemplazado

GUARDAR = (
    "INSERT INTO prep.sello (huella, trajo, sellada, subido)"
    " SELECT encode(sha256(convert_to(s, 'UTF8')), 'hex'), t, s, true FROM (VALUES (%s::text, %s::text)) v(t, s)"
    " ON CONFLICT DO NOTHING"
)
FALTAN = "SELECT EXISTS (SELECT FROM prep.sello WHERE NOT subido)"
REGISTRO = logging.getLogger(__name__)


def bajar_gente(cluster: Cluster, centro: CentroRemoto, catd: str) -> int:
    """Registers here what the centre has, all or none; how many rows changed. Raises ErrorNodo, psycopg.Error, OSError.

    Who left the centre's service is inactive here too; nobody is deleted.
    """
    cambiadas = registrar(cluster, centro.gente(catd))
    if sellos := centro.sellos():
        with psycopg.connect(cluster.dsn(roles.DUENO)) as conn, conn.cursor() as cursor:
            cursor.executemany(GUARDAR, [(f"centro {operador}", sellada) for operador, sellada in sellos])
    return cambiadas


def subir_sellos(cluster: Cluster, centro: CentroRemoto, local: Connection[Any]) -> int:
    """Takes to the centre the keys that people sealed here; how many. `local` may not read them: the owner does.

    Raises psycopg.Error: what the centre did not take now is tried again later.
    """
    if local.execute(FALTAN).fetchone() == (False,):
        return 0
    with psycopg.connect(cluster.dsn(roles.DUENO)) as conn:
        faltan = conn.execute("SELECT huella, trajo, sellada FROM prep.sello WHERE NOT subido LIMIT 50").fetchall()
        for huella, trajo, sellada in faltan:
            centro.sellar(trajo, sellada)
            conn.execute("UPDATE prep.sello SET subido = true WHERE huella = %s", (huella,))
    return len(faltan)


@dataclass(slots=True)
class BajadaDeGente:
    """For as long as one connection with the centre lasts."""

    cluster: Cluster
    centro: CentroRemoto
    catd: str
    _cambio: bool = True  # what changed while there was no link is not known

    def escuchar(self) -> None:
        self.centro.escuchar_gente(self._anotar)

    def _anotar(self) -> None:
        self._cambio = True

    def revisar(self) -> None:
        """Takes everybody if something changed. What cannot be registered stops nothing: it is said and tried again.

        Raises NodoReemplazado, psycopg.Error.
        """
        if not self._cambio:
            return
        self._cambio = False  # before reading: what changes meanwhile is read the next time
        try:
            if cambiadas := bajar_gente(self.cluster, self.centro, self.catd):
                REGISTRO.info("Del centro bajaron %d altas o cambios de personas, estaciones y CAE.", cambiadas)
        except NodoReemplazado:
            raise
        except (ErrorNodo, OSError) as error:
            self._cambio = True
            REGISTRO.warning("No se pudo registrar a quien el centro dio de alta (se vuelve a intentar): %s", error)

"""The proceso that follows another at the node of a CATD: it learns of it by its link, and asks the centre for it."""

import logging
import threading

import psycopg

from central.nodo import relevo as relevos
from central.nodo import roles
from central.nodo.candado import candado
from central.nodo.cluster import Cluster
from central.nodo.relevo import Relevo, archivada
from central.sitios import unirse
from central.sitios.alta import autoridad_de
from central.sitios.archivo import apartar_base
from central.sitios.centro_remoto import conectar
from central.sitios.paquete import PaqueteDeAlta
from prep.store.punto import punto

PAUSA_S = 2.0
PROPIOS = "SELECT count(*) FROM prep.hecho WHERE nodo = %s"
REGISTRO = logging.getLogger(__name__)


def relevar_nodo(cluster: Cluster, paquete: PaqueteDeAlta, relevo: Relevo, parar: threading.Event) -> PaqueteDeAlta:
    """Its package in the proceso that follows; the one of before when it was told to stop first.

    Without the centre it waits: nothing of that proceso is done before the centre begins it. Raises ErrorNodo, OSError.
    """
    with candado(cluster.datos / relevos.CANDADO):
        apartar_base(cluster, relevo.de)
        autoridad = autoridad_de(cluster, relevo.a)
        nuevo = paquete.model_copy(update={"proceso": relevo.a, "autoridad": autoridad})
        unirse.tomar(nuevo, cluster.datos)
        punto("relevo.unirse.antes")
        while not parar.is_set():
            try:
                unirse.unirse(cluster, nuevo)
                _decir(cluster, nuevo, relevo)
                relevos.cumplido(cluster.datos)
                return nuevo
            except psycopg.Error as error:
                dicho = str(error).partition("\n")[0]
                REGISTRO.warning("Sin el centro no se toma «%s» (se repite): %s", relevo.a, dicho)
                parar.wait(PAUSA_S)
    return paquete


def _decir(cluster: Cluster, paquete: PaqueteDeAlta, relevo: Relevo) -> None:
    """How many facts of its own it keeps of the proceso of before: the centre says so when it has fewer."""
    with psycopg.connect(cluster.dsn(roles.DUENO, archivada(relevo.de))) as conn:
        ((propios,),) = conn.execute(PROPIOS, (paquete.nombre.nodo,)).fetchall()
    with conectar(paquete, cluster.datos) as centro:
        centro.decir_archivo(relevo.de, propios)

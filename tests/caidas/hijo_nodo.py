"""The program that is killed while it prepares a node's base, or brings an old one to this program's schema."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from central.nodo import roles
from central.nodo.cluster import Cluster
from central.nodo.personas import EstacionNueva
from central.nodo.preparar import preparar
from prep.store.migrar import subir
from tests.store import ejemplos


def trabajar(orden: Mapping[str, Any]) -> None:
    cluster = Cluster(Path(orden["datos"]))
    if orden["estacion"]:
        puestos = [*ejemplos.estaciones(2), EstacionNueva(orden["estacion"], "01")]
        preparar(cluster, ejemplos.catalogo(), ejemplos.operadores(2), puestos, base=orden["base"])
    else:
        subir(cluster.dsn(roles.DUENO, orden["base"]))

"""Which proceso a node is of: what every report and document of the centre says of itself (R-10b)."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, text

from central.marco.conexion import MalUso
from central.nodo.cluster import Cluster
from central.nodo.roles import DUENO
from prep.documents.membrete import Membrete
from prep.domain.catalogo.catalogo import Catalogo
from prep.store.catalogo_json import catalogo_de
from prep.store.conexion import motor


@dataclass(frozen=True, slots=True)
class Cabecera:
    """The proceso, its entity, whether it is the real night, and its time zone."""

    proceso: str
    entidad: str
    real: bool
    zona: str

    def hoja(self, titulo: str, momento: datetime) -> Membrete:
        """The page of a document of this proceso."""
        return Membrete(titulo, self.proceso, self.entidad, momento, self.zona, self.real)


def leer_cabecera(conn: Connection) -> Cabecera:
    """The node's proceso, without reading its thousands of actas; raises MalUso when it has no catalogue yet."""
    return cabecera_de(leer_encabezado(conn))


def cabecera_de(catalogo: Catalogo) -> Cabecera:
    return Cabecera(catalogo.proceso, catalogo.entidad.nombre, catalogo.ajustes.real, catalogo.ajustes.zona)


def leer_cabecera_de(cluster: Cluster) -> Cabecera:
    """The same, of a folder's running server; raises MalUso."""
    base = motor(cluster.dsn(DUENO))
    try:
        with base.connect() as conn:
            return leer_cabecera(conn)
    finally:
        base.dispose()


def leer_encabezado(conn: Connection) -> Catalogo:
    """The node's catalogue without its actas: its proceso, entity and settings; raises MalUso when it has none yet."""
    cabeza = conn.scalar(text("SELECT cabecera FROM prep.proceso"))
    if cabeza is None:
        raise MalUso("El nodo no tiene catálogo: prepárelo antes.")
    return catalogo_de(cabeza, ())

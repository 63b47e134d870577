"""What the commands' tests share: a centre, a node in play, an invented town."""

from tests.central.catalogo.conftest import cambiar, importado_real, perfil, pueblo, pueblo_hecho, reales
from tests.central.corte.conftest import cortes, nodo_publicando
from tests.central.ordenes.centro import centro

__all__ = [
    "cambiar",
    "centro",
    "cortes",
    "importado_real",
    "nodo_publicando",
    "perfil",
    "pueblo",
    "pueblo_hecho",
    "reales",
]

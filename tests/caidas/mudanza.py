"""A station killed while it moves to the node that took the place of its own: all that it ever made is there, once."""

from pathlib import Path

from tests.caidas import hijo
from tests.caidas.caida import Cuenta, correr
from tests.caidas.estacion import contar, guardados
from tests.caidas.mundo import arbitro
from tests.conftest import Nodo, copia


def caer(sembrado: Nodo, carpeta: Path, caida: str) -> Cuenta:
    """A whole night at one node, which is then lost; at the next the station dies at `caida` and starts again."""
    spool = carpeta / "estacion.db"
    for viejo in copia(sembrado):
        with arbitro(viejo):
            sana = correr(hijo.__name__, {"spool": str(spool), "dsn": viejo.dsn(hijo.ESTACION), "vistos": []})
    for nuevo in copia(sembrado):
        nuevo.dueno("UPDATE prep.proceso SET nodo = 'CATD01.2'")
        orden = {"spool": str(spool), "dsn": nuevo.dsn(hijo.ESTACION), "vistos": sana.de("paso")}
        with arbitro(nuevo):
            correr(hijo.__name__, orden, caida)
            correr(hijo.__name__, orden)
        return contar(nuevo, set(sana.de("hecho")), guardados(spool))
    raise AssertionError("no hubo base")

"""The derived state of an acta with chosen findings, as only the árbitro writes it, for what shows them."""

import json
from collections.abc import Iterable

from tests.conftest import Nodo

GUARDAR = (
    "INSERT INTO prep.acta_estado (acta, etapa, fuente, registrada, custodia, hechos, estado, huella)"
    " VALUES (%s, 'EN_MESA', 'CATD', false, '01', 1, %s::jsonb, '')"
    " ON CONFLICT (acta) DO UPDATE SET estado = excluded.estado"
)


def con_hallazgos(nodo: Nodo, acta: str, codigos: Iterable[str]) -> None:
    """One finding of each code, half of the acta and half of its CATD source, none with its fact."""
    dichos = [{"codigo": str(codigo)} for codigo in codigos]
    fuente = {"fuente": "CATD", "etapa": "EN_MESA", "ronda": 1, "hallazgos": dichos[1::2]}
    estado = {"acta": acta, "etapa": "EN_MESA", "custodia": "01", "vigente": 0, "hallazgos": dichos[::2]}
    nodo.dueno(GUARDAR, acta, json.dumps({**estado, "fuentes": [fuente]}))

"""kill -9 of the árbitro between any two steps of its batch: all or nothing, and the next one ends the work."""

import signal
from typing import Any

from prep.domain.hechos.hechos import Acopio
from tests import hijos
from tests.central.arbitro.escena import Escena
from tests.central.arbitro.hijo_pasos import trabajar
from tests.conftest import Nodo
from tests.store.ejemplos import acta

PASOS_MAX = 60
HUELLA = """
SELECT (SELECT count(*) FROM prep.cadena), (SELECT count(*) FROM prep.cola), (SELECT count(*) FROM prep.acta_estado),
       (SELECT count(*) FROM prep.trabajo), (SELECT count(*) FROM prep.cuarentena)
"""


def arbitrar(nodo: Nodo, muere_en: int) -> int:
    return hijos.correr(trabajar, nodo.dsn("prep_arbitro"), muere_en).codigo


def test_muerto_entre_dos_pasos_cualesquiera_no_deja_nada_a_medias(base: Nodo) -> None:
    escena, una, otra = Escena(base), acta(1).clave, acta(3).clave
    huella = escena.digitalizada(una)
    escena.correr()
    escena.captura(2, una, huella)
    escena.captura(3, una, huella)
    escena.hacer(1, otra, Acopio("01", "D"))
    escena.hacer(4, otra, Acopio("01", "I"))
    base.dueno("UPDATE prep.operador SET roles = '{captura}' WHERE operador = 'op-01-4'")  # what it signed is set aside

    def hay() -> tuple[Any, ...]:
        return base.dueno(HUELLA)[0]

    antes, muertes = hay(), 0
    while (codigo := arbitrar(base, muertes + 1)) != 0:
        assert codigo == -signal.SIGKILL
        muertes += 1
        assert hay() == antes or hay()[1] == 0, f"a medias, muerto antes del paso {muertes}"
        assert muertes < PASOS_MAX
    assert muertes > 8, "el lote tiene más pasos que esos"
    cadena, cola, actas, _, cuarentena = hay()
    assert (cadena, cola, actas, cuarentena) == (antes[0] + 3, 0, 2, 1)
    assert [n for (n,) in base.dueno("SELECT n FROM prep.cadena ORDER BY n")] == list(range(1, cadena + 1))
    assert escena.etapa(una) == "VERIFICADA" and escena.etapa(otra) == "ACOPIADA"
    assert escena.abiertos(una) == []

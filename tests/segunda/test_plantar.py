"""A small part of `bench.segunda`: errors planted in an invented city, by seed, stand among the first looks."""

import numpy as np
import pytest

from bench.plantar import TIPOS, plantar
from bench.segunda import medir_hallazgo
from tests.segunda.ciudad import mirador_de, votos


def test_lo_plantado_es_lo_mismo_con_la_misma_semilla_y_mueve_los_votos_que_dice() -> None:
    buenos = votos(3)
    sanas = {v.acta.clave: v for v in mirador_de(buenos, buenos).grupos["GUB", ""].vistas}
    for tipo in TIPOS:
        unas, otras = (plantar(list(sanas.values()), tipo, 6, np.random.default_rng(4)) for _ in range(2))
        assert unas == otras
        assert len(unas) >= 6
        for mala, movidos in unas:
            pares = zip(mala.valores[:-1], sanas[mala.acta.clave].valores[:-1], strict=True)
            difieren = [(a, b) for a, b in list(pares)[4:] if a != b]
            assert sum(abs(int(a) - int(b)) for a, b in difieren) == movidos > 0


def test_mirar_una_de_cada_veinte_halla_mas_de_la_mitad_de_los_votos() -> None:
    buenos = votos(3)
    informe = medir_hallazgo(mirador_de(buenos, buenos), [("GUB", "")], [11], 5, "inventada", metas=False)
    por_nombre = {f.nombre: f for f in informe.figuras}
    for tipo in ("cifra", "columnas", "renglones"):
        medido = por_nombre[f"{tipo}, al 5.0%"].medido
        assert int(medido.split(" y ")[1].split(" %")[0]) > 50, medido


@pytest.mark.parametrize("tipo", TIPOS)
def test_despues_de_medir_todo_queda_como_estaba(tipo: str) -> None:
    from bench.segunda import probar

    buenos = votos(3)
    mirador = mirador_de(buenos, buenos)
    antes = mirador.grupos["GUB", ""].votos.copy()
    list(probar(mirador, [("GUB", "")], tipo, 1, 4))
    assert np.array_equal(mirador.grupos["GUB", ""].votos, antes)

"""The forecast: near the truth on nights that were drawn, silent when it knows nothing, and never before now."""

import math
import random
import statistics

import pytest

from bench.pronostico import ACTAS, NocheDibujada, dibujar, errores
from central.tablero.noche.pronostico import Altura, pronosticar
from prep.domain.catalogo.curvas import CURVAS, INE_2018, Curva


@pytest.fixture(scope="module", params=CURVAS, ids=lambda c: c.nombre)
def noche(request: pytest.FixtureRequest) -> NocheDibujada:
    curva: Curva = request.param
    return dibujar(random.Random(7), curva)


def test_de_una_noche_dibujada_se_equivoca_menos_que_quien_alarga_la_ultima_hora(noche: NocheDibujada) -> None:
    nuestros, llanos, dentro = errores(noche, cada=90)
    mediana = statistics.median(map(abs, nuestros))
    assert mediana <= 35 and mediana < statistics.median(map(abs, llanos)) / 1.5
    assert dentro >= 0.7


def test_lo_que_dice_va_en_orden_y_nunca_antes_de_ahora(noche: NocheDibujada) -> None:
    for minuto in range(120, noche.cuando, 180):
        dicho = noche.hasta(minuto, CURVAS)
        if dicho is None:
            continue
        horas = [m.minuto for m in dicho.metas]
        assert horas == sorted(horas) and all(m.minuto >= minuto - 5 for m in dicho.metas)
        assert all(m.desde <= m.minuto <= m.hasta for m in dicho.metas)
        assert [m.registradas for m in dicho.camino] == sorted(m.registradas for m in dicho.camino)
        assert set(dicho.centros) == set(noche.centros)


def test_lo_alcanzado_se_dice_cuando_fue(noche: NocheDibujada) -> None:
    despues = noche.hasta(noche.cuando + 60, CURVAS)
    assert despues is not None
    noventa = despues.metas[0]
    assert noventa.minuto == noventa.desde == noventa.hasta and abs(noventa.minuto - noche.cuando) <= 5


def test_con_poco_calla_y_sin_nada_tambien() -> None:
    def en(recibidas: int) -> object:
        muestras = [Altura(m, recibidas * m // 60, 0) for m in range(0, 61, 5)]
        return pronosticar(muestras, {"01": muestras}, {"01": 1000}, CURVAS)

    assert en(0) is None and en(29) is None and en(30) is not None
    assert pronosticar([], {}, {}, CURVAS) is None


def test_quien_no_registra_nada_no_acaba_y_los_demas_si() -> None:
    sube = [Altura(m, 10 * m, 9 * m) for m in range(0, 91, 5)]
    quieto = [Altura(m, 10 * m, 0) for m in range(0, 91, 5)]
    suma = [Altura(a.minuto, a.recibidas + b.recibidas, a.registradas) for a, b in zip(sube, quieto, strict=True)]
    dicho = pronosticar(suma, {"01": sube, "02": quieto}, {"01": 1000, "02": 1000}, CURVAS)
    assert dicho is not None and dicho.centros["01"] < dicho.centros["02"]


def test_un_hueco_en_la_memoria_no_lo_detiene(noche: NocheDibujada) -> None:
    """The centre was off for two hours: what it remembers has a hole there."""
    entera = noche.hasta(600, CURVAS)
    hueco = [m for m in noche.muestras[:601:5] if not 300 < m.minuto < 420]
    centros = {c: [m for m in suyas[:601:5] if not 300 < m.minuto < 420] for c, suyas in noche.centros.items()}
    rota = pronosticar(hueco, centros, noche.esperadas, CURVAS)
    assert entera is not None and rota is not None
    assert abs(entera.metas[0].minuto - rota.metas[0].minuto) < 90


def test_una_ciudad_parada_no_se_acaba() -> None:
    """As many came as on a known night, and nobody captures any."""
    muestras = [Altura(m, round(ACTAS * INE_2018.parte(m)), 0) for m in range(0, 601, 5)]
    dicho = pronosticar(muestras, {"01": muestras}, {"01": ACTAS}, CURVAS)
    assert dicho is not None and dicho.curva == INE_2018.nombre and abs(dicho.lenta - 1) < 0.02
    assert all(math.isinf(m.minuto) and math.isinf(m.hasta) for m in dicho.metas)

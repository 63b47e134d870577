"""What the transport says of a node, put in the words of the night: no caller knows of slots or subscriptions."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from central.nodo.nombres import NombreNodo
from central.sitios.ranuras import Ranura
from central.sitios.salud import DETALLE, Camino, Marcha, SaludDeNodo, al_centro, en_el_nodo
from central.sitios.suscripciones import Suscripcion

AHORA = datetime(2024, 6, 3, 2, 15, tzinfo=UTC)
SUYA = Suscripcion("hechos_catd07", True, True, 0, 3, AHORA, "0/1", AHORA)


@pytest.mark.parametrize(
    ("suya", "marcha", "parado"),
    [
        (None, Marcha.SIN_EMPEZAR, True),
        (replace(SUYA, habilitada=False, aplicando=False), Marcha.DETENIDA, True),
        (replace(SUYA, aplicando=False, copiando=1), Marcha.SIN_CORRER, True),
        (replace(SUYA, copiando=1), Marcha.COPIANDO, False),
        (SUYA, Marcha.EN_MARCHA, False),
    ],
)
def test_la_marcha_es_lo_mas_grave_de_su_suscripcion(suya: Suscripcion | None, marcha: Marcha, parado: bool) -> None:
    camino = al_centro(suya, AHORA)
    assert (camino.marcha, camino.parado, camino.ultimo) == (marcha, parado, AHORA)
    assert camino.errores == (3 if suya else None) and list(camino.detalle) == list(DETALLE)
    assert list(camino.avisos(AHORA)) == ([marcha.value] if marcha.value else [])


@pytest.mark.parametrize(
    ("wal_status", "guarda", "en_peligro"),
    [
        ("reserved", "bien", False),
        ("extended", "crece", False),
        ("unreserved", "en riesgo", True),
        ("lost", "PERDIDA", True),
        ("algo nuevo", "algo nuevo", False),
    ],
)
def test_lo_que_el_nodo_guarda_se_dice_en_una_palabra_y_el_peligro_con_que_hacer(
    wal_status: str, guarda: str, en_peligro: bool
) -> None:
    camino = en_el_nodo(al_centro(SUYA, AHORA), Ranura(True, wal_status, 1_200, 5_600, 2, 34))
    assert (camino.faltan, camino.segundos, camino.octetos, camino.retenido) == (2, 34, 1_200, 5_600)
    assert (camino.guarda, camino.en_peligro, camino.detalle["wal_status"]) == (guarda, en_peligro, wal_status)
    dicho = f"su ranura está {guarda}: puede faltar algo. Use «prep conciliar»."
    assert list(camino.avisos(AHORA)) == ([dicho] if en_peligro else [])


def test_la_gravedad_va_con_el_estado_y_lo_que_nadie_dijo_no_pesa() -> None:
    dichos = ("reserved", "extended", "unreserved", "lost", "algo nuevo")
    caminos = [en_el_nodo(al_centro(SUYA, None), Ranura(True, e, 0, 0, 0, 0)) for e in dichos]
    graves = [c.gravedad for c in (al_centro(SUYA, None), *caminos)]
    assert graves == sorted(graves) and graves[0] < 0
    assert en_el_nodo(al_centro(SUYA, None), None).faltan is None


def test_un_camino_callado_se_dice_y_uno_parado_no_dos_veces() -> None:
    tarde = AHORA + timedelta(seconds=91)
    assert list(al_centro(SUYA, None).avisos(tarde)) == ["sin noticia hace 1 min."]
    parado = al_centro(replace(SUYA, habilitada=False), None)
    assert list(parado.avisos(tarde)) == [Marcha.DETENIDA.value]


def test_vivo_es_el_que_late_y_parado_el_que_algo_no_manda() -> None:
    bien, mal = Camino(Marcha.EN_MARCHA), Camino(Marcha.DETENIDA)
    nodo = SaludDeNodo(
        NombreNodo("07"), "ACTIVO", "h", 1, AHORA, AHORA, "", 0, 0, 0, {"hechos": bien, "imagenes": bien}
    )
    assert nodo.vivo(AHORA + timedelta(seconds=10)) and not nodo.vivo(AHORA + timedelta(seconds=11))
    assert not replace(nodo, latido=None).vivo(AHORA)
    assert not nodo.parado and replace(nodo, caminos={"hechos": bien, "imagenes": mal}).parado

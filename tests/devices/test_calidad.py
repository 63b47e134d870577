"""Good images are accepted, and each spoiled one is told by its name."""

from collections.abc import Callable

import numpy as np
import pytest

from prep.devices.calidad import Calidad, MotivoDeCalidad, juzgar
from prep.devices.enderezar import enderezar, hallar_marcas
from prep.devices.imagen import Gris
from tests.devices.actas import DANOS, Actas, cortar, desenfocar, oscurecer

ACTAS = range(2, 62, 12)


def _juicio(pagina: Gris) -> Calidad:
    marcas = hallar_marcas(pagina)
    return juzgar(pagina, marcas, enderezar(pagina, marcas) if marcas.completas else None)


@pytest.mark.parametrize("foto", [False, True], ids=["escáner", "teléfono"])
def test_las_buenas_se_aceptan(actas: Actas, foto: bool) -> None:
    for n in ACTAS:
        assert _juicio(actas.gris(n, foto)) == Calidad()


def test_un_poco_oscura_o_apenas_fuera_de_foco_aun_se_acepta(actas: Actas) -> None:
    for n in ACTAS:
        assert _juicio(oscurecer(actas.gris(n), 0.6)) == Calidad()
        assert _juicio(desenfocar(actas.gris(n), 0.8)) == Calidad()


@pytest.mark.parametrize("foto", [False, True], ids=["escáner", "teléfono"])
@pytest.mark.parametrize(("danar", "motivo"), DANOS.values(), ids=DANOS)
def test_cada_dano_se_llama_por_su_nombre(
    actas: Actas, foto: bool, danar: Callable[[Gris], Gris], motivo: MotivoDeCalidad
) -> None:
    for n in ACTAS:
        calidad = _juicio(danar(actas.gris(n, foto)))
        assert calidad.motivos[:1] == (motivo,)
        assert calidad.repetir == (motivo not in (MotivoDeCalidad.ALGO_BORROSA, MotivoDeCalidad.CORTADA))


def test_lo_que_se_lee_dice_que_esquina_falta(actas: Actas) -> None:
    assert _juicio(cortar(actas.gris(2), 1)).texto.startswith("No se ve la esquina superior derecha del acta.")


def test_un_acta_con_otra_al_lado_se_pregunta(actas: Actas) -> None:
    for hojas in (np.vstack, np.hstack):
        calidad = _juicio(hojas([actas.gris(2, etiqueta=False), actas.gris(14, etiqueta=False)]))
        assert calidad.motivos == (MotivoDeCalidad.SUELTA,) and not calidad.repetir


def test_una_hoja_legible_sin_marcas_se_pregunta(actas: Actas) -> None:
    calidad = _juicio(actas.gris(2)[180:-180, 180:-180])
    assert calidad.motivos == (MotivoDeCalidad.SIN_MARCAS,) and not calidad.repetir

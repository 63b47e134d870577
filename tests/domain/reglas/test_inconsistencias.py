"""R-16: the cases of an acta's figures, each at its very boundary."""

from dataclasses import replace

import pytest

from prep.domain.catalogo.ajustes import Ajustes, Leyendas
from prep.domain.catalogo.catalogo import Acta
from prep.domain.hechos.campos import Marca, Valor
from prep.domain.hechos.hechos import MotivoSinActa
from prep.domain.reglas.inconsistencias import Clasificacion, clasificar, de_sin_acta, limite
from tests.domain.muestra import ESPECIAL, EXTRANJERO, FUERA_DE_CATALOGO, ORDINARIA, forma, valores

AJUSTES = Ajustes(representantes_max=16, boletas_max=1000)
ILEGIBLE, SIN_DATO = Marca.ILEGIBLE, Marca.SIN_DATO


def caso(acta: Acta = ORDINARIA, ajustes: Ajustes = AJUSTES, sin_nombrar: Valor = 0, **votos: Valor) -> Clasificacion:
    return clasificar(acta, forma(acta), valores(acta, sin_nombrar, **votos), ajustes)


def test_la_suma_igual_al_limite_cuenta_y_un_voto_mas_excede() -> None:
    assert caso(PAN=100, NULOS=16) == Clasificacion(116, "", 1)
    assert caso(PAN=100, NULOS=17) == Clasificacion(117, "EXCEDE LISTA NOMINAL", 0)


def test_en_una_especial_el_limite_son_las_boletas_mas_representantes() -> None:
    assert caso(ESPECIAL, PAN=1016) == Clasificacion(1016, "", 1)
    assert caso(ESPECIAL, PAN=1017) == Clasificacion(1017, "EXCEDE LISTA NOMINAL", 0)


def test_las_mesas_sin_seccion_se_miden_con_su_lista() -> None:
    mesa = replace(EXTRANJERO, lista_nominal=76649)
    assert caso(mesa, PAN=38707, NULOS=37942 + 16).contabilizada == 1
    assert caso(mesa, PAN=38707, NULOS=37942 + 17).contabilizada == 0


@pytest.mark.parametrize(
    ("acta", "ajustes", "tope"),
    [
        (ORDINARIA, AJUSTES, 116),
        (ORDINARIA, Ajustes(representantes_max=None), None),
        (ORDINARIA, Ajustes(boletas_max=None), 116),
        (ESPECIAL, AJUSTES, 1016),
        (ESPECIAL, Ajustes(boletas_max=None), None),
        (ESPECIAL, Ajustes(representantes_max=None), None),
        (ORDINARIA, Ajustes(representantes_max=0), 100),
        (ESPECIAL, Ajustes(boletas_max=0, representantes_max=0), 0),
        (replace(ESPECIAL, boletas=750), AJUSTES, 766),
        (replace(ESPECIAL, boletas=750), Ajustes(boletas_max=None, representantes_max=16), 766),
        (replace(ORDINARIA, representantes=20), AJUSTES, 120),
        (replace(ORDINARIA, representantes=0), Ajustes(representantes_max=None), 100),
    ],
)
def test_el_limite_sale_del_acta_si_lo_dice_o_de_los_ajustes_y_sin_ellos_no_hay(
    acta: Acta, ajustes: Ajustes, tope: int | None
) -> None:
    assert limite(acta, ajustes) == tope


def test_sin_limite_ninguna_suma_excede() -> None:
    assert caso(ajustes=Ajustes(representantes_max=None), PAN=1_000_000) == Clasificacion(1_000_000, "", 1)


@pytest.mark.parametrize("marca", [ILEGIBLE, SIN_DATO])
def test_un_solo_voto_sin_leer_se_contabiliza_y_suma_cero(marca: Marca) -> None:
    assert caso(PAN=7, NULOS=marca) == Clasificacion(7, "ALGÚN CAMPO ILEGIBLE O SIN DATO", 1)


def test_un_solo_voto_legible_basta_para_contabilizar() -> None:
    assert caso(sin_nombrar=SIN_DATO, PRI=0) == Clasificacion(0, "ALGÚN CAMPO ILEGIBLE O SIN DATO", 1)


def test_ningun_voto_legible_no_se_contabiliza() -> None:
    assert caso(sin_nombrar=ILEGIBLE) == Clasificacion(0, "TODOS ILEGIBLES O SIN DATO", 0)
    mezcla = caso(sin_nombrar=SIN_DATO, PAN=ILEGIBLE, TOTAL_VOTOS_SACADOS=50, TOTAL_VOTOS_ASENTADO=50)
    assert mezcla == Clasificacion(0, "TODOS ILEGIBLES O SIN DATO", 0)


def test_excede_gana_a_los_campos_sin_leer() -> None:
    assert caso(PAN=117, PRI=ILEGIBLE) == Clasificacion(117, "EXCEDE LISTA NOMINAL", 0)


def test_ni_los_totales_ni_el_asentado_son_inconsistencia() -> None:
    distinta = caso(PAN=5, TOTAL_VOTOS_ASENTADO=999, TOTAL_VOTOS_SACADOS=999, TOTAL_BOLETAS_SOBRANTES=ILEGIBLE)
    assert distinta == Clasificacion(5, "", 1)
    assert caso(PAN=5, TOTAL_VOTOS_ASENTADO=SIN_DATO) == Clasificacion(5, "", 1)


def test_cero_escrito_en_todo_es_un_acta_legible() -> None:
    assert caso() == Clasificacion(0, "", 1)


def test_fuera_de_catalogo_no_se_mide_ni_se_cuenta() -> None:
    assert caso(FUERA_DE_CATALOGO, PAN=500, PRI=ILEGIBLE) == Clasificacion(500, "FUERA DE CATÁLOGO", 2)


def test_las_leyendas_que_caben_se_combinan_donde_el_ajuste_lo_dice() -> None:
    juntas = replace(AJUSTES, leyendas=Leyendas.COMBINADAS)
    ilegible = "ALGÚN CAMPO ILEGIBLE O SIN DATO"
    assert caso(ajustes=juntas, PAN=117, PRI=ILEGIBLE) == Clasificacion(117, "EXCEDE LISTA NOMINAL", 0, (ilegible,))
    fuera = Clasificacion(0, "FUERA DE CATÁLOGO", 2, ("TODOS ILEGIBLES O SIN DATO",))
    assert caso(FUERA_DE_CATALOGO, juntas, ILEGIBLE) == fuera
    assert caso(ajustes=juntas, PAN=7, NULOS=ILEGIBLE) == Clasificacion(7, ilegible, 1)
    assert caso(ajustes=juntas) == Clasificacion(0, "", 1)


@pytest.mark.parametrize("motivo", list(MotivoSinActa))
def test_sin_acta_lleva_su_causa_y_no_cuenta(motivo: MotivoSinActa) -> None:
    assert de_sin_acta(motivo) == Clasificacion(0, motivo.value, 0)


@pytest.mark.parametrize("cambio", [-1, 1])
def test_un_numero_de_valores_que_no_es_el_del_acta_se_rechaza(cambio: int) -> None:
    suyos = valores(ORDINARIA)
    otros = suyos[:cambio] if cambio < 0 else (*suyos, 0)
    dice = f"{ORDINARIA.clave}: hay {len(otros)} valores y el acta DIP_LOC/001/A03 lleva {len(suyos)}"
    with pytest.raises(ValueError, match=f"^{dice}$"):
        clasificar(ORDINARIA, forma(ORDINARIA), otros, AJUSTES)

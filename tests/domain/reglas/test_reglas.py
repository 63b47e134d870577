"""The table of rules: complete, in words, and each rule that figures decide at its boundary."""

import re
from typing import Any

import pytest

from prep.domain.catalogo.ajustes import Ajustes
from prep.domain.catalogo.catalogo import TOTALES
from prep.domain.hechos.campos import Marca, Valor
from prep.domain.hechos.hechos import MotivoSinActa
from prep.domain.reglas.hallazgos import CodigoHallazgo
from prep.domain.reglas.inconsistencias import ALGUNO, EXCEDE, FUERA, TODOS
from prep.domain.reglas.tabla import CONDICIONES, CONVENCIONES, DE_LEYENDA, REGLAS, Severidad, evaluar, regla
from tests.domain.muestra import ESPECIAL, FUERA_DE_CATALOGO, ORDINARIA, forma, valores

SOBRANTES, PERSONAS, REPRESENTANTES, SACADOS = TOTALES
AJUSTES = Ajustes(representantes_max=16, boletas_max=1000)


def tocadas(acta: Any = ORDINARIA, ajustes: Any = AJUSTES, sin_nombrar: Valor = 0, **suyos: Valor) -> list[str]:
    return [r.codigo for r in evaluar(acta, forma(acta), valores(acta, sin_nombrar, **suyos), ajustes)]


def limpia(**suyos: Valor) -> list[str]:
    """The codes of an acta whose ten votes agree with everything, but for `suyos`."""
    base: dict[str, Valor] = {"PAN": 10, SACADOS: 10, PERSONAS: 9, REPRESENTANTES: 1, "TOTAL_VOTOS_ASENTADO": 10}
    return tocadas(**(base | suyos))


def test_cada_codigo_tiene_una_sola_regla() -> None:
    codigos = [r.codigo for r in REGLAS]
    assert len(codigos) == len(set(codigos))


@pytest.mark.parametrize("hallazgo", list(CodigoHallazgo))
def test_cada_hallazgo_tiene_su_regla(hallazgo: CodigoHallazgo) -> None:
    assert regla(hallazgo.value).codigo == hallazgo


def test_no_hay_regla_de_un_hallazgo_que_no_existe() -> None:
    assert {r.codigo for r in REGLAS if r.codigo.startswith("H-")} == set(CodigoHallazgo)
    with pytest.raises(KeyError):
        regla("H-99")


def test_cada_leyenda_publicada_tiene_su_regla() -> None:
    assert {EXCEDE, ALGUNO, TODOS, FUERA, *(m.value for m in MotivoSinActa)} == set(DE_LEYENDA)
    for leyenda, codigo in DE_LEYENDA.items():
        suya = regla(codigo)
        assert suya.severidad is Severidad.PREGUNTA
        assert suya.coordinador.startswith(leyenda)


@pytest.mark.parametrize("suya", REGLAS, ids=lambda r: r.codigo)
def test_cada_regla_habla_corto_y_cita_su_norma(suya: Any) -> None:
    for texto in (suya.operador, suya.coordinador):
        assert 10 < len(texto) <= 160
        assert texto.endswith((".", ")."))
    assert re.fullmatch(r"R-\d\d[abc]?(, R-\d\d[abc]?)*", suya.norma)


def test_lo_que_prohibe_digitalizar_cita_el_acuerdo() -> None:
    for suya in REGLAS:
        if "R-09" in suya.norma and suya.severidad is Severidad.BLOQUEA and suya.codigo != "H-15":
            assert "INE/CCOE014/2018" in suya.operador
            assert "INE/CCOE014/2018" in suya.coordinador


def test_letra_y_total_asentado_nunca_detienen_al_operador() -> None:
    assert {regla(c).severidad for c in ("C-01", "C-02", "C-03")} == {Severidad.REGISTRA}
    assert {r.severidad for r in REGLAS if r.codigo in CONDICIONES} == {
        Severidad.REGISTRA,
        Severidad.AVISA,
        Severidad.PREGUNTA,
    }


def test_un_acta_que_cuadra_no_toca_ninguna_regla() -> None:
    assert limpia() == []


def test_el_total_asentado_distinto_solo_se_registra() -> None:
    assert limpia(TOTAL_VOTOS_ASENTADO=11) == ["C-03"]
    assert limpia(TOTAL_VOTOS_ASENTADO=9) == ["C-03"]
    assert limpia(TOTAL_VOTOS_ASENTADO=Marca.SIN_DATO) == []


def test_los_sacados_distintos_de_la_suma_se_avisan() -> None:
    assert limpia(**{SACADOS: 11}) == ["C-09"]
    assert limpia(**{SACADOS: 9}) == ["C-09"]
    assert limpia(**{SACADOS: Marca.ILEGIBLE}) == []


def test_mas_personas_que_el_limite_se_avisa() -> None:
    assert limpia(**{PERSONAS: 116}) == []
    assert limpia(**{PERSONAS: 117}) == ["C-10"]
    assert limpia(**{PERSONAS: Marca.ILEGIBLE}) == []


def test_mas_representantes_que_el_maximo_se_avisa() -> None:
    assert limpia(**{REPRESENTANTES: 16}) == []
    assert limpia(**{REPRESENTANTES: 17}) == ["C-11"]
    assert limpia(**{REPRESENTANTES: Marca.SIN_DATO}) == []


def test_un_acta_en_ceros_se_pregunta_y_una_sin_datos_no_es_de_ceros() -> None:
    assert tocadas() == ["C-08"]
    assert tocadas(sin_nombrar=Marca.SIN_DATO) == ["I-03"]
    assert tocadas(PAN=Marca.SIN_DATO) == ["I-02"]
    assert limpia(PAN=1, **{SACADOS: 1, "TOTAL_VOTOS_ASENTADO": 1}) == []


def test_la_leyenda_de_la_publicacion_se_pregunta() -> None:
    assert limpia(PAN=117, **{SACADOS: 117, "TOTAL_VOTOS_ASENTADO": 117}) == ["I-01"]


def test_a_un_acta_fuera_de_catalogo_no_se_le_conoce_limite() -> None:
    fuera = tocadas(FUERA_DE_CATALOGO, PAN=500, TOTAL_VOTOS_ASENTADO=500, **{SACADOS: 500, PERSONAS: 500})
    assert fuera == ["I-07"]


def test_sin_maximo_no_hay_con_que_comparar_y_se_registra() -> None:
    sin = Ajustes(representantes_max=None, boletas_max=None)
    enorme = {"PAN": 5000, SACADOS: 5000, PERSONAS: 5000, REPRESENTANTES: 99, SOBRANTES: 5000}
    assert tocadas(ORDINARIA, sin, TOTAL_VOTOS_ASENTADO=5000, **enorme) == ["C-12"]
    assert tocadas(ESPECIAL, Ajustes(boletas_max=None), PAN=1, TOTAL_VOTOS_ASENTADO=1, **{SACADOS: 1}) == ["C-12"]


def test_las_convenciones_dicen_como_capturar_cada_modo_de_escribir() -> None:
    por_escrito = {c.escrito.split(" ")[0]: c.valor for c in CONVENCIONES if not c.escrito.startswith("tachado")}
    assert (por_escrito["guion"], por_escrito["diagonal"], por_escrito["equis"]) == (0, 0, 0)
    assert por_escrito["en"] is Marca.SIN_DATO
    assert por_escrito["no"] is Marca.ILEGIBLE
    assert por_escrito["la"] is None
    assert [c.valor for c in CONVENCIONES if c.escrito.startswith("tachado")] == [None, Marca.ILEGIBLE]
    assert all(c.captura.endswith(".") for c in CONVENCIONES)

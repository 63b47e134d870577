"""R-20: who gets the votes, with the worked examples of the electoral institute."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prep.domain.catalogo.ajustes import Ajustes, Residuo
from prep.domain.catalogo.catalogo import (
    Acta,
    CandidaturaComun,
    ClaseColumna,
    Codigo,
    Columna,
    Convenio,
    Eleccion,
    Forma,
)
from prep.domain.hechos.campos import Valor
from prep.domain.publicacion.agregacion import Nivel, Suma, sumar
from prep.domain.publicacion.filas import Filas
from prep.domain.publicacion.reparto import (
    Competidora,
    SinConvenio,
    competidoras,
    partir_combinacion,
    partir_comun,
    por_candidatura,
    por_partido,
    por_partido_entidad,
)
from tests.domain.muestra import (
    CONVENIO,
    DIP,
    ESPECIAL,
    ESPECIAL_RP,
    EXTRANJERO,
    FORMAS,
    ORDINARIA,
    SOLA,
    catalogo,
    valores,
    verificada,
)

VOTOS = st.integers(0, 5_000_000)
COALICION = ("PAN", "PRI", "PRD", "PAN_PRI_PRD", "PAN_PRI", "PAN_PRD", "PRI_PRD")


def formas(territorio: str) -> list[Forma]:
    return [f for f in FORMAS if f.eleccion == "DIP_LOC" and f.territorio == territorio]


def eleccion(*columnas: tuple[str, ...]) -> Eleccion:
    """An election of single parties and combinations."""
    return Eleccion(
        "GUB",
        "GUBERNATURA",
        tuple(
            Columna("_".join(p), ClaseColumna.PARTIDO if len(p) == 1 else ClaseColumna.COMBINACION, p) for p in columnas
        ),
        (Codigo("A02"),),
    )


def test_ejemplo_del_iecm_como_se_distribuyen_los_votos_de_una_coalicion() -> None:
    """Info-Paraentenderdistribucionvotos.pdf: 148 votes for P1, P3 and P4."""
    suya = eleccion(("P1",), ("P2",), ("P3",), ("P4",), ("P1", "P3", "P4"))
    suma = Suma(votos={"P1": 42, "P2": 30, "P3": 47, "P4": 50, "P1_P3_P4": 148})
    assert por_partido(suya, "001", suma, ()) == {
        "P1": 91,
        "P2": 30,
        "P3": 96,
        "P4": 100,
        "NO_REGISTRADAS": 0,
        "NULOS": 0,
    }


def test_ejemplo_del_iecm_como_se_suman_los_votos_de_los_candidatos_de_coalicion() -> None:
    """Info-Paraentendersumavotos.pdf: two coalitions of two parties."""
    suya = eleccion(("P1",), ("P2",), ("P3",), ("P4",), ("P1", "P3"), ("P2", "P4"))
    votos = {"P1": 69, "P2": 32, "P3": 49, "P4": 50, "P1_P3": 96, "P2_P4": 24}
    contendientes = competidoras(suya, [Forma("GUB", "001", "A02", (), tuple(votos))])
    por_codigo = por_candidatura(contendientes, Suma(votos=votos))
    assert por_codigo == {"P1_P3": 214, "P2_P4": 106, "NO_REGISTRADAS": 0, "NULOS": 0}


def test_ejemplo_del_convenio_las_fracciones_van_a_morena() -> None:
    """Info-ConvenioCC.pdf: 53.33 %, 20 % and 26.67 %, what is left to MORENA."""
    assert partir_comun(10_000, CONVENIO) == {"MORENA": 5333, "PT": 2000, "PVEM": 2667}
    assert partir_comun(1, CONVENIO) == {"MORENA": 1, "PT": 0, "PVEM": 0}
    assert partir_comun(100, CONVENIO) == {"MORENA": 54, "PT": 20, "PVEM": 26}
    assert partir_comun(0, CONVENIO) == {"MORENA": 0, "PT": 0, "PVEM": 0}


def test_el_resto_del_convenio_puede_ir_a_quien_no_tiene_porcentaje() -> None:
    convenio = Convenio("ALC", "A_B", ("001",), (("A", 3333), ("B", 3333)), "C")
    assert partir_comun(10, convenio) == {"A": 3, "B": 3, "C": 4}


def test_el_resto_va_entero_al_partido_con_mas_votos_propios() -> None:
    propios = {"PAN": 5, "PRI": 9, "PRD": 7}
    assert partir_combinacion(11, ("PAN", "PRI", "PRD"), propios) == {"PAN": 3, "PRI": 5, "PRD": 3}
    assert partir_combinacion(12, ("PAN", "PRI", "PRD"), propios) == {"PAN": 4, "PRI": 4, "PRD": 4}
    assert partir_combinacion(1, ("PAN", "PRD"), propios) == {"PAN": 0, "PRD": 1}


def test_el_residuo_de_dos_puede_ir_uno_a_cada_partido() -> None:
    """LGIPE 311.1 c), «a los partidos de más alta votación»: a setting (R-20)."""
    propios = {"PAN": 5, "PRI": 9, "PRD": 7}
    partidos = ("PAN", "PRI", "PRD")
    assert partir_combinacion(5, partidos, propios, Residuo.UNO_POR_PARTIDO) == {"PAN": 1, "PRI": 2, "PRD": 2}
    assert partir_combinacion(4, partidos, {}, Residuo.UNO_POR_PARTIDO) == {"PAN": 2, "PRI": 1, "PRD": 1}
    assert partir_combinacion(5, partidos, propios) == {"PAN": 1, "PRI": 3, "PRD": 1}


def test_en_un_empate_el_resto_va_al_primero_en_registrarse() -> None:
    assert partir_combinacion(1, ("PAN", "PRI"), {"PRI": 4, "PAN": 4}) == {"PAN": 1, "PRI": 0}
    assert partir_combinacion(1, ("PRI", "PAN"), {}) == {"PRI": 1, "PAN": 0}


def test_quien_no_tiene_votos_propios_no_se_lleva_el_resto() -> None:
    assert partir_combinacion(1, ("PAN", "PRI"), {"PRI": 1}) == {"PAN": 0, "PRI": 1}


@given(VOTOS, st.lists(st.sampled_from(["A", "B", "C", "D"]), min_size=1, unique=True), st.lists(VOTOS, min_size=4))
def test_repartir_una_combinacion_no_pierde_ni_un_voto(votos: int, partidos: list[str], propios: list[int]) -> None:
    parte = partir_combinacion(votos, tuple(partidos), dict(zip("ABCD", propios, strict=False)))
    assert sum(parte.values()) == votos
    assert max(parte.values()) - min(parte.values()) < len(partidos)


@given(VOTOS)
def test_repartir_una_comun_no_pierde_ni_un_voto(votos: int) -> None:
    parte = partir_comun(votos, CONVENIO)
    assert sum(parte.values()) == votos
    assert parte["MORENA"] >= votos * 5333 // 10_000


def test_la_coalicion_compite_donde_estan_impresas_sus_columnas() -> None:
    contendientes = competidoras(DIP, formas("001"))
    assert contendientes == (
        Competidora("PAN_PRI_PRD", ("PAN", "PRI", "PRD"), COALICION),
        Competidora("MORENA_PT_PVEM", ("MORENA", "PT", "PVEM"), ("MORENA_PT_PVEM",)),
    )


def test_donde_no_hay_coalicion_cada_quien_compite_solo() -> None:
    solas = ("PAN", "PRI", "PRD", "PVEM", "PT", "MORENA", "CSP")
    assert [c.codigo for c in competidoras(DIP, formas("007"))] == list(solas)
    assert all(c.columnas == (c.codigo,) for c in competidoras(DIP, formas("007")))


def test_combinaciones_que_comparten_partido_son_una_coalicion() -> None:
    suya = eleccion(("A",), ("B",), ("C",), ("D",), ("C", "D"), ("A", "B"), ("B", "C"))
    columnas = ("A", "B", "C", "D", "C_D", "A_B", "B_C")
    assert competidoras(suya, [Forma("GUB", "001", "A02", (), columnas)]) == (
        Competidora("C_D", ("C", "D", "A", "B"), columnas),
    )


def test_dos_coaliciones_sin_partido_comun_no_se_mezclan() -> None:
    suya = eleccion(("A",), ("B",), ("C",), ("D",), ("A", "B"), ("C", "D"))
    contendientes = competidoras(suya, [Forma("GUB", "001", "A02", (), ("A", "B", "C", "D", "A_B", "C_D"))])
    assert [c.columnas for c in contendientes] == [("A", "B", "A_B"), ("C", "D", "C_D")]


def suma_de(*pares: tuple[Acta, tuple[Valor, ...]]) -> Suma:
    filas = Filas(catalogo())
    return sumar((filas.fila(a, verificada(a, v)) for a, v in pares), Nivel.ENTIDAD)[()]


def test_los_votos_de_rp_cuentan_para_partidos_y_no_para_la_candidatura() -> None:
    suma = suma_de(
        (ESPECIAL, valores(ESPECIAL, PAN=10, MORENA_PT_PVEM=100, NULOS=1)),
        (ESPECIAL_RP, valores(ESPECIAL_RP, PAN=3, MORENA=50, NULOS=2, NO_REGISTRADAS=4)),
    )
    votos = por_candidatura(competidoras(DIP, formas("001")), suma)
    assert votos == {"PAN_PRI_PRD": 10, "MORENA_PT_PVEM": 100, "NO_REGISTRADAS": 0, "NULOS": 1}
    assert por_partido(DIP, "001", suma, [CONVENIO]) == {
        "PAN": 13,
        "PRI": 0,
        "PRD": 0,
        "PVEM": 26,
        "PT": 20,
        "MORENA": 54 + 50,
        "CSP": 0,
        "NO_REGISTRADAS": 4,
        "NULOS": 3,
    }


def test_el_reparto_se_hace_sobre_la_suma_y_no_acta_por_acta() -> None:
    otra = replace(ORDINARIA, clave="otra", numero="02")
    suma = suma_de(*((a, valores(a, PAN_PRI=1, PRI=1)) for a in (ORDINARIA, otra)))
    partidos = por_partido(DIP, "001", suma, [CONVENIO])
    assert (partidos["PAN"], partidos["PRI"]) == (1, 3)  # acta by acta PRI would have 4


def test_la_candidatura_sin_partido_conserva_sus_votos() -> None:
    suma = suma_de((SOLA, valores(SOLA, CSP=8, MORENA=2)))
    assert por_partido(DIP, "007", suma, [CONVENIO])["CSP"] == 8
    assert por_candidatura(competidoras(DIP, formas("007")), suma)["CSP"] == 8


@pytest.mark.parametrize(
    "convenio",
    [
        None,
        replace(CONVENIO, eleccion="ALC"),
        replace(CONVENIO, columna="OTRA"),
        replace(CONVENIO, territorios=("034",)),
    ],
)
def test_una_comun_con_votos_y_sin_convenio_se_dice(convenio: Convenio | None) -> None:
    con = [convenio] if convenio else []
    dice = (
        "DIP_LOC 001: la candidatura común MORENA_PT_PVEM tiene 1 votos y no hay convenio para repartirlos; "
        "agregue el convenio al catálogo"
    )
    with pytest.raises(SinConvenio, match=f"^{dice}$"):
        por_partido(DIP, "001", Suma(votos={"MORENA_PT_PVEM": 1}), con)
    assert por_partido(DIP, "001", Suma(votos={"MORENA_PT_PVEM": 0}), con)["MORENA"] == 0


def test_se_usa_el_convenio_del_territorio() -> None:
    otro = replace(CONVENIO, territorios=("009",), reparto=(("MORENA", 0), ("PT", 10_000), ("PVEM", 0)))
    partidos = por_partido(DIP, "009", Suma(votos={"MORENA_PT_PVEM": 5}), [CONVENIO, otro])
    assert (partidos["PT"], partidos["MORENA"]) == (5, 0)


def test_la_entidad_suma_lo_que_cada_territorio_reparte() -> None:
    filas = Filas(catalogo())
    una = filas.fila(ORDINARIA, verificada(ORDINARIA, valores(ORDINARIA, PAN_PRI=1, PRI=1)))
    ajena = filas.fila(EXTRANJERO, verificada(EXTRANJERO, valores(EXTRANJERO, PAN_PRI=1, PAN=1, MORENA_PT_PVEM=1)))
    sumas = sumar([una, ajena], Nivel.TERRITORIO)
    partidos = por_partido_entidad(catalogo(), DIP, sumas)
    assert (partidos["PAN"], partidos["PRI"], partidos["MORENA"]) == (2, 2, 1)


@given(st.dictionaries(st.sampled_from([c.codigo for c in DIP.columnas] + ["NULOS", "NO_REGISTRADAS"]), VOTOS))
def test_ningun_voto_se_pierde_entre_partidos_ni_entre_candidaturas(votos: dict[str, int]) -> None:
    assert sum(por_partido(DIP, "001", Suma(votos=votos), [CONVENIO]).values()) == sum(votos.values())
    llevados = {c: v for c, v in votos.items() if any(c in f.votos for f in formas("001") if f.codigo == "A03")}
    assert sum(por_candidatura(competidoras(DIP, formas("001")), Suma(votos=llevados)).values()) == sum(
        llevados.values()
    )


def test_una_comun_sin_columna_solo_se_junta_donde_la_hay() -> None:
    suya = replace(eleccion(("A",), ("B",), ("C",)), comunes=(CandidaturaComun(("A", "B"), ("002",)),))
    dos, uno = (competidoras(suya, [Forma("GUB", t, "A02", (), ("A", "B", "C"))]) for t in ("002", "001"))
    assert [c.codigo for c in dos] == ["A_B", "C"]
    assert [c.codigo for c in uno] == ["A", "B", "C"]


def test_de_una_comun_con_un_solo_partido_impreso_no_se_cuenta_dos_veces_lo_suyo() -> None:
    suya = replace(eleccion(("A",), ("B",), ("A", "B")), comunes=(CandidaturaComun(("A", "X"), ("001",)),))
    votos = {"A": 5, "B": 3, "A_B": 2}
    contendientes = competidoras(suya, [Forma("GUB", "001", "A02", (), tuple(votos))])
    assert por_candidatura(contendientes, Suma(votos=votos)) == {"A_B": 10, "NO_REGISTRADAS": 0, "NULOS": 0}


@pytest.mark.parametrize(
    ("residuo", "suyos"),
    [(Residuo.AL_MAYOR, (8, 12, 6)), (Residuo.UNO_POR_PARTIDO, (9, 11, 6))],
)
def test_el_residuo_va_a_quien_dice_el_ajuste_en_el_territorio_y_en_la_entidad(
    residuo: Residuo, suyos: tuple[int, ...]
) -> None:
    """Eight votes of three parties: two each, and two left; PRI has most of its own, then PAN and then PRD."""
    suma = Suma(votos={"PAN": 6, "PRI": 8, "PRD": 4, "PAN_PRI_PRD": 8})
    local = por_partido(DIP, "001", suma, [CONVENIO], residuo)
    entera = por_partido_entidad(catalogo(Ajustes(residuo=residuo)), DIP, {("001",): suma})
    assert local == entera
    assert tuple(local[p] for p in ("PAN", "PRI", "PRD")) == suyos

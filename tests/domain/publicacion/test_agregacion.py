"""R-22: sums at every level are additions, whatever the order, and agree with one another."""

from dataclasses import replace
from functools import reduce
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prep.domain.catalogo.ajustes import Ajustes
from prep.domain.catalogo.catalogo import Acta
from prep.domain.hechos.campos import Marca, Valor
from prep.domain.publicacion.agregacion import Nivel, Suma, clave, juntar, juntas, subir, sumar
from prep.domain.publicacion.filas import Fila, Filas
from tests.domain.muestra import (
    ACTAS,
    ANTICIPADA,
    ESPECIAL,
    ESPECIAL_RP,
    EXTRANJERO,
    FUERA_DE_CATALOGO,
    ORDINARIA,
    OTRA_ANTICIPADA,
    PRISION,
    acta,
    catalogo,
    forma,
    sin_acta,
    valores,
    verificada,
)

FILAS = Filas(catalogo())
DIPUTACIONES = [a for a in ACTAS if a.eleccion == "DIP_LOC"] + [FUERA_DE_CATALOGO]


def fila(de: Acta, sin_nombrar: Valor = 0, **votos: Valor) -> Fila:
    return FILAS.fila(de, verificada(de, valores(de, sin_nombrar, **votos)))


def entidad(*filas: Fila) -> Suma:
    return sumar(filas, Nivel.ENTIDAD)[()]


CAMPO = st.one_of(st.integers(0, 400), st.sampled_from(list(Marca)))


@st.composite
def una_fila(draw: st.DrawFn) -> Fila:
    de = draw(st.sampled_from(DIPUTACIONES))
    match draw(st.integers(0, 5)):
        case 0:
            return FILAS.fila(de, None)
        case 1:
            return FILAS.fila(de, sin_acta(de))
        case _:
            largo = len(forma(de).campos)
            return FILAS.fila(de, verificada(de, tuple(draw(st.lists(CAMPO, min_size=largo, max_size=largo)))))


FILAS_AL_AZAR = st.lists(una_fila(), max_size=12)


@given(FILAS_AL_AZAR, st.randoms(use_true_random=False), st.sampled_from(Nivel))
def test_el_orden_de_los_renglones_no_cambia_ninguna_suma(filas: list[Fila], azar: Random, nivel: Nivel) -> None:
    otras = list(filas)
    azar.shuffle(otras)
    assert sumar(filas, nivel) == sumar(otras, nivel)


@given(FILAS_AL_AZAR, FILAS_AL_AZAR)
def test_sumar_por_partes_da_lo_mismo(unas: list[Fila], otras: list[Fila]) -> None:
    partes = [sumar(f, Nivel.ENTIDAD).get((), Suma()) for f in (unas, otras)]
    todas = sumar(unas + otras, Nivel.ENTIDAD).get((), Suma())
    assert partes[0] + partes[1] == todas == partes[1] + partes[0]


@given(FILAS_AL_AZAR, st.sampled_from(Nivel))
def test_cada_nivel_suma_lo_mismo_que_la_entidad(filas: list[Fila], nivel: Nivel) -> None:
    total = reduce(Suma.__add__, sumar(filas, nivel).values(), Suma())
    assert total == sumar(filas, Nivel.ENTIDAD).get((), Suma())


@given(FILAS_AL_AZAR)
def test_los_votos_por_columna_suman_el_total_y_las_actas_cuadran(filas: list[Fila]) -> None:
    suma = sumar(filas, Nivel.ENTIDAD).get((), Suma())
    assert sum(suma.votos.values()) + sum(suma.votos_rp.values()) == suma.total
    assert suma.capturadas == suma.contabilizadas + suma.no_contabilizadas == suma.registradas - suma.fuera_catalogo
    assert suma.actas == len(filas) >= suma.registradas


def test_dos_sumas_se_suman_cifra_por_cifra() -> None:
    una = Suma(1, 2, 3, 4, 5, 6, 7, 8, 9, {"PAN": 1, "PRI": 0}, {"PT": 2})
    otra = Suma(10, 20, 30, 40, 50, 60, 70, 80, 90, {"PAN": 10}, {"PT": 20, "MC": 5})
    votos, votos_rp = {"PAN": 11, "PRI": 0}, {"PT": 22, "MC": 5}
    assert una + otra == Suma(11, 22, 33, 44, 55, 66, 77, 88, 99, votos, votos_rp)


def test_un_acta_contabilizada_suma_votos_lista_y_cuenta() -> None:
    suma = entidad(fila(ORDINARIA, PAN=3, NULOS=2))
    assert suma.votos == dict.fromkeys(forma(ORDINARIA).votos, 0) | {"PAN": 3, "NULOS": 2}
    assert replace(suma, votos={}) == Suma(
        actas=1, registradas=1, contabilizadas=1, lista_nominal=100, total=5, votos={}
    )


def test_varias_actas_suman_cada_cifra_una_vez_por_acta() -> None:
    suma = entidad(
        fila(ORDINARIA, PAN=3, PRI=Marca.ILEGIBLE),
        fila(acta(numero="02", lista_nominal=40), PAN=4, NULOS=1),
        *(fila(a, PAN=2) for a in (ESPECIAL, ESPECIAL, FUERA_DE_CATALOGO, FUERA_DE_CATALOGO)),
        *(fila(a, PAN=500) for a in (ORDINARIA, ORDINARIA)),
    )
    assert suma.votos == dict.fromkeys(forma(ORDINARIA).votos, 0) | {"PAN": 11, "NULOS": 1}
    assert replace(suma, votos={}) == Suma(
        actas=8,
        registradas=8,
        fuera_catalogo=2,
        contabilizadas=4,
        no_contabilizadas=2,
        inconsistencias=3,
        lista_nominal=140,
        total=12,
        total_especiales=4,
    )


def test_excede_cuenta_como_inconsistencia_y_no_suma_votos_ni_lista() -> None:
    assert entidad(fila(ORDINARIA, PAN=117)) == Suma(actas=1, registradas=1, no_contabilizadas=1, inconsistencias=1)


def test_todos_ilegibles_es_inconsistencia_y_no_contabilizada() -> None:
    todos = entidad(fila(ORDINARIA, Marca.SIN_DATO))
    assert todos == Suma(actas=1, registradas=1, no_contabilizadas=1, inconsistencias=1)


def test_algun_campo_ilegible_es_inconsistencia_y_contabilizada() -> None:
    suma = entidad(fila(ORDINARIA, PAN=4, PRI=Marca.ILEGIBLE))
    assert (suma.inconsistencias, suma.contabilizadas, suma.no_contabilizadas, suma.total) == (1, 1, 0, 4)
    assert suma.votos["PRI"] == 0


def test_sin_acta_es_no_contabilizada_y_no_inconsistencia() -> None:
    assert entidad(FILAS.fila(ORDINARIA, sin_acta(ORDINARIA))) == Suma(actas=1, registradas=1, no_contabilizadas=1)


def test_fuera_de_catalogo_solo_cuenta_como_registrada() -> None:
    suma = entidad(fila(FUERA_DE_CATALOGO, PAN=9))
    assert suma == Suma(actas=1, registradas=1, fuera_catalogo=1)
    assert suma.capturadas == 0


def test_lo_no_registrado_solo_es_un_acta() -> None:
    assert entidad(FILAS.fila(ORDINARIA, None)) == Suma(actas=1)


def test_una_especial_suma_votos_y_no_lista() -> None:
    con_lista = replace(ESPECIAL, lista_nominal=50)
    suma = entidad(fila(con_lista, PAN=7), fila(ORDINARIA, PAN=1))
    assert (suma.total, suma.total_especiales, suma.lista_nominal, suma.votos["PAN"]) == (8, 7, 100, 8)


def test_las_secciones_suben_a_su_territorio() -> None:
    filas = [fila(a, PAN=n) for n, a in enumerate((ORDINARIA, ESPECIAL, PRISION, EXTRANJERO), start=1)]
    territorios = subir(sumar(filas, Nivel.SECCION))
    assert territorios == sumar(filas, Nivel.TERRITORIO)
    assert {t: suma.total for t, suma in territorios.items()} == {("001",): 6, ("034",): 4}


def test_los_votos_de_rp_van_aparte() -> None:
    suma = entidad(fila(ESPECIAL_RP, MORENA=5, NULOS=1))
    assert suma.votos == {}
    assert (suma.votos_rp["MORENA"], suma.votos_rp["NULOS"], suma.total, suma.total_especiales) == (5, 1, 6, 6)


def test_el_total_asentado_no_suma_en_ninguna_parte() -> None:
    assert entidad(fila(ORDINARIA, PAN=3, TOTAL_VOTOS_ASENTADO=90)) == entidad(fila(ORDINARIA, PAN=3))


@pytest.mark.parametrize(
    ("de", "seccion", "casilla"),
    [
        (ORDINARIA, ("001", "0001"), ("001", "0001", "B", "01", "00")),
        (ESPECIAL, ("001", "0002"), ("001", "0002", "S", "01", "00")),
        (ESPECIAL_RP, ("001", "0002"), ("001", "0002", "S", "01", "00")),
        (EXTRANJERO, ("034", "N/A"), ("034", "N/A", EXTRANJERO.clave)),
        (PRISION, ("001", "N/A"), ("001", "N/A", PRISION.clave)),
        (ANTICIPADA, ("001", "N/A"), ("001", "N/A", ANTICIPADA.clave)),
        (FUERA_DE_CATALOGO, ("001", "N/A"), ("001", "N/A", FUERA_DE_CATALOGO.clave)),
    ],
    ids=lambda v: v.clave if isinstance(v, Acta) else "",
)
def test_donde_suma_cada_acta(de: Acta, seccion: tuple[str, ...], casilla: tuple[str, ...]) -> None:
    assert clave(de, Nivel.ENTIDAD) == ()
    assert clave(de, Nivel.TERRITORIO) == (de.territorio,)
    assert clave(de, Nivel.SECCION) == seccion
    assert clave(de, Nivel.CASILLA) == casilla


def test_dos_mesas_anticipadas_y_dos_extensiones_son_casillas_distintas() -> None:
    assert clave(ANTICIPADA, Nivel.CASILLA) != clave(OTRA_ANTICIPADA, Nivel.CASILLA)
    assert clave(acta("E", extension="01"), Nivel.CASILLA) != clave(acta("E", extension="02"), Nivel.CASILLA)


def test_un_renglon_con_menos_votos_que_columnas_no_se_suma_a_medias() -> None:
    suya = fila(ORDINARIA, PAN=3)
    with pytest.raises(ValueError, match="zip"):
        entidad(replace(suya, votos=suya.votos[:-1]))


def test_sin_renglones_no_hay_sumas() -> None:
    assert sumar([], Nivel.ENTIDAD) == {}


def test_juntar_conserva_las_columnas_de_ambos() -> None:
    assert juntar({"A": 1, "B": 0}, {"A": 2, "C": 0}) == {"A": 3, "B": 0, "C": 0}


def test_los_ajustes_de_otra_entidad_cambian_el_conteo() -> None:
    estrictas = Filas(catalogo(Ajustes(representantes_max=0)))
    justa = estrictas.fila(ORDINARIA, verificada(ORDINARIA, valores(ORDINARIA, PAN=101)))
    assert entidad(justa).no_contabilizadas == 1
    assert entidad(fila(ORDINARIA, PAN=101)).contabilizadas == 1


def test_juntar_sumas_y_subir_de_seccion_a_territorio_dan_lo_mismo_que_sumar() -> None:
    filas = [FILAS.fila(a, verificada(a, valores(a, 3))) for a in DIPUTACIONES]
    secciones = sumar(filas, Nivel.SECCION)
    assert subir(secciones) == sumar(filas, Nivel.TERRITORIO)
    assert juntas(secciones.values()) == sumar(filas, Nivel.ENTIDAD)[()]
    assert juntas([]) == Suma()

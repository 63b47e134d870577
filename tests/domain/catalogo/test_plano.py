"""The plan of every form's sheet: each field in its place, none over another, in the order of the acta."""

from dataclasses import replace
from itertools import combinations

import pytest

from prep.domain.catalogo.catalogo import Forma, TipoCasilla
from prep.domain.catalogo.plano import (
    ALTO,
    ANCHO,
    DERECHA,
    ELE,
    ETIQUETA,
    MARCA,
    MARCAS,
    Caja,
    RenglonImpreso,
    nombres,
    nombres_de,
    partidos,
    plano,
)
from tests.domain.muestra import ALC, DIP, FORMAS


def _cruzan(a: Caja, b: Caja) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _revisar(forma: Forma, cuantos: int) -> None:
    medidas = plano(forma, cuantos)
    assert list(medidas.campos) and set(medidas.campos) == set(forma.campos)
    filas = [r.fila for r in medidas.campos.values()]
    for x0, y0, x1, y1 in filas:
        assert 0 <= x0 < x1 <= ANCHO and 0 <= y0 < y1 <= ALTO - 130
    assert not [par for par in combinations([*filas, ETIQUETA], 2) if _cruzan(*par)]
    for renglon in medidas.campos.values():
        assert len(renglon.casillas) == 3
        assert not [c for c in renglon.casillas if _cruzan(c, renglon.letras)]
    assert all(nombre[3] <= ALTO for nombre, _ in medidas.representantes)


@pytest.mark.parametrize("forma", FORMAS, ids=lambda forma: forma.clave)
def test_cada_campo_de_cada_forma_tiene_su_lugar_y_ninguno_pisa_a_otro(forma: Forma) -> None:
    _revisar(forma, len(partidos(ALC if forma.eleccion == "ALC" else DIP, forma)))


@pytest.mark.parametrize("cuantas", [3, 30, 120])
def test_una_forma_con_muchas_columnas_se_aprieta_y_cabe(cuantas: int) -> None:
    _revisar(replace(FORMAS[0], votos=tuple(f"V{n}" for n in range(cuantas))), min(cuantas, 40))


@pytest.mark.parametrize("forma", FORMAS, ids=lambda forma: forma.clave)
def test_los_renglones_van_en_el_orden_del_acta(forma: Forma) -> None:
    filas = [plano(forma, 7).campos[c].fila[1] for c in (*forma.votos, "TOTAL_VOTOS_ASENTADO")]
    assert filas == sorted(filas)


def test_a_la_casilla_van_los_partidos_de_sus_columnas_una_vez_cada_uno() -> None:
    comun = next(f for f in FORMAS if f.clave == "DIP_LOC/001/A03")
    assert partidos(DIP, comun) == ("PAN", "PRI", "PRD", "MORENA", "PT", "PVEM")
    solos = next(f for f in FORMAS if f.clave == "DIP_LOC/007/A03")
    assert partidos(DIP, solos) == ("PAN", "PRI", "PRD", "PVEM", "PT", "MORENA", "CSP")


def test_las_tres_marcas_y_la_ele_estan_a_la_misma_distancia_de_sus_orillas() -> None:
    (a, b), (c, d), (e, f) = MARCAS
    assert {a, b, d, e} == {66} and (ANCHO - c - MARCA, ALTO - f - MARCA) == (66, 66)
    assert (ANCHO - ELE[0], ALTO - ELE[1]) == (66, 66)


def test_en_un_renglon_alto_y_en_uno_apretado_las_casillas_van_a_media_altura_y_las_letras_a_su_lado() -> None:
    alto, bajo, fino = (
        plano(replace(FORMAS[0], votos=tuple(f"V{n}" for n in range(n))), 3).campos["V0"] for n in (3, 30, 120)
    )
    assert alto == RenglonImpreso(
        (900, 236, 1760, 320),
        (1172, 238, 1562, 318),
        ((1580, 252, 1632, 304), (1640, 252, 1692, 304), (1700, 252, 1752, 304)),
    )
    assert bajo == RenglonImpreso(
        (900, 236, 1760, 273),
        (1172, 238, 1562, 271),
        ((1580, 240, 1632, 269), (1640, 240, 1692, 269), (1700, 240, 1752, 269)),
    )
    assert [abajo - arriba for _, arriba, _, abajo in fino.casillas] == [4, 4, 4], "nunca menos, para que se vean"


def test_los_nombres_de_un_renglon_van_lado_a_lado_en_la_columna_de_su_partido() -> None:
    renglon = plano(FORMAS[0], 3).campos["PAN"]
    assert renglon.fila == (900, 236, 1760, 320)
    assert nombres_de(renglon, 1) == ((908, 240, 1154, 316),)
    assert nombres_de(renglon, 3) == ((908, 240, 987, 316), (991, 240, 1071, 316), (1075, 240, 1154, 316))


def test_cada_columna_impresa_lleva_un_nombre_por_partido_y_una_sin_partido_el_suyo() -> None:
    comun = next(f for f in FORMAS if f.clave == "DIP_LOC/001/A03")
    assert nombres(DIP, comun) == {
        "PAN": 1, "PRI": 1, "PRD": 1, "MORENA_PT_PVEM": 3, "PAN_PRI_PRD": 3, "PAN_PRI": 2, "PAN_PRD": 2, "PRI_PRD": 2,
    }  # fmt: skip
    assert nombres(DIP, next(f for f in FORMAS if f.clave == "DIP_LOC/007/A03"))["CSP"] == 1


def test_los_tipos_de_casilla_van_en_dos_hileras_de_ovalos() -> None:
    tipos = plano(FORMAS[0], 3).tipos
    assert tipos[TipoCasilla.B] == (470, 654, 562, 708)
    assert tipos[TipoCasilla.S] == (764, 654, 856, 708)
    assert tipos[TipoCasilla.M] == (470, 716, 562, 770)


@pytest.mark.parametrize("partidos", [1, 7, 40])
def test_quienes_firman_van_uno_bajo_otro_sin_hueco_su_nombre_junto_a_su_firma(partidos: int) -> None:
    medidas = plano(FORMAS[0], partidos)
    assert (len(medidas.funcionarios), len(medidas.representantes)) == (6, partidos)
    assert medidas.funcionarios[-1][1][3] <= medidas.representantes[0][0][1], "los de la casilla, arriba"
    for lineas in (medidas.funcionarios, medidas.representantes):
        (alto,) = {caja[3] - caja[1] for linea in lineas for caja in linea}
        assert [nombre[1] for nombre, _ in lineas] == [lineas[0][0][1] + i * alto for i in range(len(lineas))]
        for nombre, firma in lineas:
            assert (nombre[1], nombre[3]) == (firma[1], firma[3]) and firma[2] == DERECHA[1]
            assert firma[0] - nombre[2] == 6, "ninguna pisa a la otra"
            assert firma[2] - firma[0] > 190, "lo que ocupa una firma"


def test_las_cifras_de_la_seccion_van_en_cuatro_casillas_iguales() -> None:
    assert plano(FORMAS[0], 3).seccion == (
        (230, 654, 278, 704),
        (284, 654, 332, 704),
        (338, 654, 386, 704),
        (392, 654, 440, 704),
    )

"""The 13 figures, the order of the rows and the text of the results file (R-16 to R-18)."""

import csv
from datetime import UTC, datetime

import pytest

from prep.domain.catalogo.ajustes import Ajustes, Especiales
from prep.domain.catalogo.catalogo import Acta
from prep.domain.hechos.campos import Marca, Valor
from prep.domain.publicacion.columnas import encabezados
from prep.domain.publicacion.corte import (
    NOMBRES_RESUMEN,
    Resumen,
    cuentan_especiales,
    momento_corte,
    orden_publicacion,
    renglon,
    texto_csv,
)
from prep.domain.publicacion.filas import Fila, Filas
from tests.domain.muestra import (
    ANTICIPADA,
    DIP,
    ESPECIAL,
    EXTRANJERO,
    FUERA_DE_CATALOGO,
    ORDINARIA,
    OTRA_ANTICIPADA,
    PRISION,
    SOLA,
    acta,
    catalogo,
    resumen,
    sin_acta,
    valores,
    verificada,
)

FILAS = Filas(catalogo())
AJUSTES = Ajustes()


def fila(de: Acta, **votos: Valor) -> Fila:
    return FILAS.fila(de, verificada(de, valores(de, **votos)))


UN_CORTE = (
    fila(ORDINARIA, PAN=60),
    fila(acta(numero="02"), PAN=10, PRI=Marca.ILEGIBLE),
    fila(acta(numero="03"), PAN=500),
    FILAS.fila(acta(numero="04"), sin_acta(ORDINARIA)),
    FILAS.fila(acta(numero="05"), None),
    fila(ESPECIAL, PAN=31),
    fila(FUERA_DE_CATALOGO, PAN=77),
)


def test_las_trece_cifras_de_un_corte() -> None:
    cifras = resumen(UN_CORTE, 7, AJUSTES, ultimo=True)
    assert dict(zip(NOMBRES_RESUMEN, cifras.textos, strict=True)) == {
        "ACTAS_ESPERADAS": "7",
        "ACTAS_REGISTRADAS": "6",
        "ACTAS_FUERA_CATALOGO": "1",
        "ACTAS_CAPTURADAS": "5",
        "PORCENTAJE_ACTAS_CAPTURADAS": "71.4285",
        "ACTAS_CONTABILIZADAS": "3",
        "PORCENTAJE_ACTAS_CONTABILIZADAS": "42.8571",
        "PORCENTAJE_ACTAS_INCONSISTENCIAS": "28.5714",
        "ACTAS_NO_CONTABILIZADAS": "2",
        "LISTA_NOMINAL_ACTAS_CONTABILIZADAS": "200",
        "TOTAL_VOTOS_C_CS": "101",
        "TOTAL_VOTOS_S_CS": "70",
        "PORCENTAJE_PARTICIPACION_CIUDADANA": "50.5000",
    }
    assert cifras["TOTAL_VOTOS_S_CS"] == "70"


@pytest.mark.parametrize(
    ("especiales", "ultimo", "participacion"),
    [
        (Especiales.ULTIMO_CORTE, False, "35.0000"),
        (Especiales.ULTIMO_CORTE, True, "50.5000"),
        (Especiales.SIEMPRE, False, "50.5000"),
        (Especiales.SIEMPRE, True, "50.5000"),
    ],
)
def test_las_especiales_participan_segun_el_ajuste(especiales: Especiales, ultimo: bool, participacion: str) -> None:
    ajustes = Ajustes(especiales=especiales)
    cifras = resumen(UN_CORTE, 7, ajustes, ultimo)
    assert cifras["PORCENTAJE_PARTICIPACION_CIUDADANA"] == participacion
    assert (cifras["TOTAL_VOTOS_C_CS"], cifras["TOTAL_VOTOS_S_CS"]) == ("101", "70")
    assert cuentan_especiales(ajustes, ultimo) is (participacion == "50.5000")


def test_un_corte_en_ceros_no_divide_entre_cero() -> None:
    ceros = resumen([FILAS.fila(ORDINARIA, None)], 1, AJUSTES, ultimo=False)
    assert set(ceros.textos[1:]) == {"0", "0.0000"}
    assert resumen([], 0, AJUSTES, ultimo=False).textos[0] == "0"


def test_primero_el_extranjero_luego_las_otras_modalidades_y_al_final_lo_que_sobra() -> None:
    actas = [SOLA, FUERA_DE_CATALOGO, PRISION, ORDINARIA, ANTICIPADA, EXTRANJERO, OTRA_ANTICIPADA]
    orden = [f.acta for f in orden_publicacion(fila(a) for a in actas)]
    assert orden == [EXTRANJERO, PRISION, ANTICIPADA, OTRA_ANTICIPADA, SOLA, ORDINARIA, FUERA_DE_CATALOGO]


def test_lo_esperado_siempre_tiene_renglon_y_lo_ajeno_solo_si_se_registro() -> None:
    filas = [FILAS.fila(ORDINARIA, None), FILAS.fila(FUERA_DE_CATALOGO, None)]
    assert orden_publicacion(filas) == filas[:1]


def test_la_hora_del_corte_es_la_de_la_entidad() -> None:
    momento = datetime(2024, 6, 3, 2, 5, 59, tzinfo=UTC)
    assert momento_corte(momento, AJUSTES) == "02/06/2024 20:05 (UTC-6)"
    norte = Ajustes(zona="America/Tijuana", desfase_publicado="UTC-7")
    assert momento_corte(momento, norte) == "02/06/2024 19:05 (UTC-7)"


@pytest.mark.parametrize("separador", [",", "|"])
def test_el_archivo_tiene_la_forma_del_prototipo(separador: str) -> None:
    cifras = resumen(UN_CORTE, 7, AJUSTES, ultimo=False)
    lineas = list(texto_csv(DIP, "02/06/2024 20:00 (UTC-6)", cifras, UN_CORTE, separador))
    assert all(linea.endswith("\r\n") and linea.count("\n") == 1 for linea in lineas)
    assert [linea.removesuffix("\r\n") for linea in lineas[:7]] == [
        "DIPUTACIONES LOCALES",
        "02/06/2024 20:00 (UTC-6)",
        "",
        separador.join(NOMBRES_RESUMEN),
        separador.join(cifras.textos),
        "",
        separador.join(encabezados(DIP)),
    ]
    assert [linea.removesuffix("\r\n") for linea in lineas[7:]] == [separador.join(f.textos) for f in UN_CORTE]


@pytest.mark.parametrize("separador", [",", "|"])
@pytest.mark.parametrize("raro", ["a,b", "a|b", 'dice "no"', "dos\nlíneas", "\r", "", "ÁÑ"])
def test_solo_se_entrecomilla_lo_que_hace_falta_y_se_vuelve_a_leer(raro: str, separador: str) -> None:
    linea = renglon(("x", raro, "y"), separador)
    assert next(csv.reader([linea], delimiter=separador)) == ["x", raro, "y"]
    llano = not set(raro) & {separador, '"', "\n", "\r"}
    assert ('"' not in linea) is llano
    assert linea.endswith("\r\n")


def test_un_renglon_vacio_es_una_linea_en_blanco() -> None:
    assert renglon((), ",") == "\r\n"


def test_un_texto_solo_no_se_entrecomilla_si_esta_vacio_y_si_si_lleva_el_separador() -> None:
    assert renglon(("",), ",") == "\r\n"
    assert renglon(("a,b",), ",") == '"a,b"\r\n'


def test_los_nombres_del_resumen_son_trece_y_sin_espacios() -> None:
    assert len(NOMBRES_RESUMEN) == len(set(NOMBRES_RESUMEN)) == 13
    assert not any(" " in n for n in NOMBRES_RESUMEN)
    with pytest.raises(ValueError, match="tuple"):
        Resumen(("1",) * 13)["OTRA"]

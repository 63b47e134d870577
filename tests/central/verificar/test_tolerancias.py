"""Each oddity of real files, one by one: read, added up, and said when it is a fault."""

import io
import tracemalloc
from pathlib import Path

import pytest

from central.verificar.flujo import Medido
from central.verificar.modelo import NoEsPrep
from central.verificar.texto import Leyenda, leer_celda, leer_declarado, leer_leyenda
from central.verificar.verificar import verificar_archivo
from tests.central.verificar.apoyo import hallazgo, verificar_bytes
from tests.central.verificar.sintetico import Acta, Estilo, escribir, fuera, pendiente, resumen, sin_acta

ACTAS = [Acta(1), Acta(2, "S", votos=("7",) * 7), sin_acta(3), fuera(4), pendiente(5)]
ESTILOS = {
    "barra": Estilo(separador="|"),
    "sep": Estilo(separador="|", linea_sep=True),
    "sep_con_coma": Estilo(linea_sep=True),
    "bom": Estilo(bom=True),
    "comillas": Estilo(comillas=True),
    "apostrofo": Estilo(apostrofo=True),
    "comillas_y_apostrofo": Estilo(comillas=True, apostrofo=True),
    "blancos": Estilo(blancos=True),
    "decimales": Estilo(decimales=True),
    "signo": Estilo(signo=True),
    "sin_acentos": Estilo(acentos=False),
    "variantes": Estilo(variantes=True),
    "cp1252": Estilo(codificacion="cp1252"),
    "windows": Estilo(salto="\r\n"),
}


@pytest.mark.parametrize("nombre", ESTILOS)
def test_se_lee_la_escritura(nombre: str) -> None:
    resultado = verificar_bytes(escribir(ACTAS, estilo=ESTILOS[nombre]))
    assert resultado.concuerda
    assert resultado.calculado == resumen(ACTAS)
    assert resultado.filas == len(ACTAS)


@pytest.mark.parametrize(
    ("celda", "valor"),
    [("12", 12), ("12.0", 12), ("'12", 12), (" 12 ", 12), ("012", 12), ("38707", 38707)]
    + [(c, -1) for c in ("SIN DATO", "sin datos", "ILEGIBLE", "Ilegible", "SIN ACTA")]
    + [(c, -2) for c in ("-", "", "N/A", " - ", "n/a", "'-")]
    + [(c, -3) for c in ("-1", "1.5", "doce", "1e3", "٣", "9" * 30, "1,000")],
)
def test_lo_que_vale_una_celda_de_votos(celda: str, valor: int) -> None:
    assert leer_celda(celda) == valor


@pytest.mark.parametrize(
    ("celda", "leyenda"),
    [
        (" - ", Leyenda.NINGUNA),
        ("", Leyenda.NINGUNA),
        ("N/A", Leyenda.NINGUNA),
        ("EXCEDE LISTA NOMINAL", Leyenda.EXCEDE),
        ("Excede la lista nominal, ALGÚN CAMPO ILEGIBLE", Leyenda.EXCEDE),
        ("ALGUN CAMPO ILEGIBLE O SIN DATOS", Leyenda.ALGUNO),
        ("TODOS LOS CAMPOS ILEGIBLES O SIN DATO", Leyenda.TODOS),
        ("SIN ACTA POR CASILLA NO INSTALADA", Leyenda.SIN_ACTA),
        ("FUERA DE CATÁLOGO", Leyenda.FUERA),
        ("EN REVISIÓN", Leyenda.REVISION),
        ("CAMPOS ILEGIBLES", Leyenda.ALGUNO),
        ("OTRA COSA", Leyenda.OTRA),
    ],
)
def test_la_leyenda_que_dice_observaciones(celda: str, leyenda: Leyenda) -> None:
    assert leer_leyenda(celda) is leyenda


def test_las_cifras_del_encabezado_se_comparan_como_numeros() -> None:
    assert leer_declarado("91.4511%") == leer_declarado("91.45110")
    assert leer_declarado("2658993.0") == leer_declarado("2,658,993") == 2658993
    assert leer_declarado("no sé") is None


def test_un_resumen_escrito_de_otra_manera_concuerda_y_es_hallazgo() -> None:
    declarado = resumen(ACTAS)
    declarado["PORCENTAJE_ACTAS_CAPTURADAS"] = "75%"
    declarado["TOTAL_VOTOS_C_CS"] += ".0"
    resultado = verificar_bytes(escribir(ACTAS, declarado))
    assert resultado.concuerda
    assert resultado.declarado["PORCENTAJE_ACTAS_CAPTURADAS"] == "75%"
    porcentaje = hallazgo(resultado, "porcentaje que no está escrito")
    assert porcentaje is not None
    assert (porcentaje.regla, porcentaje.filas) == ("R-17", 1)
    assert hallazgo(resultado, "cifra del resumen que no está escrita como entero") is not None


def test_un_porcentaje_redondeado_difiere() -> None:
    actas = [Acta(1, votos=("2", "0", "0", "0", "0", "0", "0"), ln=3)]
    declarado = resumen(actas) | {"PORCENTAJE_PARTICIPACION_CIUDADANA": "66.6667"}
    resultado = verificar_bytes(escribir(actas, declarado))
    assert [(d.campo, d.calculado) for d in resultado.diferencias] == [
        ("PORCENTAJE_PARTICIPACION_CIUDADANA", "66.6666")
    ]


@pytest.mark.parametrize(("con_especiales", "dicho"), [(True, "con las casillas"), (False, "sin las casillas")])
def test_se_acepta_la_participacion_con_o_sin_especiales_y_se_dice_cual(con_especiales: bool, dicho: str) -> None:
    resultado = verificar_bytes(escribir(ACTAS, resumen(ACTAS, con_especiales)))
    assert resultado.concuerda
    assert resultado.notas[-1].regla == "R-18"
    assert dicho in resultado.notas[-1].descripcion


def test_una_participacion_que_no_es_ni_con_ni_sin_especiales_difiere() -> None:
    declarado = resumen(ACTAS) | {"PORCENTAJE_PARTICIPACION_CIUDADANA": "99.0000"}
    resultado = verificar_bytes(escribir(ACTAS, declarado))
    assert [d.campo for d in resultado.diferencias] == ["PORCENTAJE_PARTICIPACION_CIUDADANA"]
    assert "no coincide" in resultado.notas[-1].descripcion


def test_si_solo_lista_las_registradas_las_esperadas_salen_del_encabezado_y_no_son_verificables() -> None:
    actas = [Acta(1), sin_acta(2)]
    resultado = verificar_bytes(escribir(actas, resumen(actas, esperadas=10)))
    assert resultado.concuerda
    assert resultado.calculado["ACTAS_ESPERADAS"] == "10"
    assert resultado.calculado["PORCENTAJE_ACTAS_CAPTURADAS"] == "20.0000"
    assert "no verificable" in resultado.notas[0].descripcion
    assert "no verificable" in str(resultado.a_json()["hallazgos"])


def test_si_todas_estan_registradas_y_son_las_esperadas_no_hay_nada_que_no_sea_verificable() -> None:
    notas = verificar_bytes(escribir([Acta(1), sin_acta(2)])).notas
    assert [nota.regla for nota in notas] == ["R-18"]


def test_si_lista_todas_las_esperadas_tienen_que_ser_sus_renglones() -> None:
    resultado = verificar_bytes(escribir(ACTAS, resumen(ACTAS) | {"ACTAS_ESPERADAS": "10"}))
    assert [d.campo for d in resultado.diferencias] == ["ACTAS_ESPERADAS"]


def test_un_corte_sin_ninguna_acta_todavia_se_verifica() -> None:
    assert verificar_bytes(escribir([], resumen([], esperadas=0))).concuerda


def test_las_columnas_de_votos_son_las_que_haya() -> None:
    otras = escribir([Acta(1)]).replace(b"C_PAN_PRI,", b"CANDIDATURA_SIN_PARTIDO_7,").replace(b",MC,", b",ALIANZA,")
    assert verificar_bytes(otras).concuerda


def test_comillas_con_saltos_de_linea_dentro() -> None:
    acta = Acta(1).con(ENTIDAD='"CIUDAD DE\nMEXICO"')
    resultado = verificar_bytes(escribir([acta, Acta(2)]))
    assert resultado.concuerda
    assert resultado.filas == 2


def test_un_archivo_sin_salto_final_esta_entero() -> None:
    assert verificar_bytes(escribir(ACTAS).rstrip(b"\n")).concuerda


def test_se_lee_renglon_a_renglon_sin_guardar_el_archivo(tmp_path: Path) -> None:
    grande = tmp_path / "grande.csv"
    with grande.open("wb") as archivo:
        archivo.write(escribir(ACTAS))
        archivo.writelines([b" " * 100_000 + b"\n"] * 500)
    tracemalloc.start()
    (resultado,) = verificar_archivo(grande)
    _, maximo = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert resultado.concuerda
    assert grande.stat().st_size > 50_000_000
    assert maximo < 10_000_000


def test_una_fuente_no_da_mas_de_su_maximo() -> None:
    assert Medido(io.BytesIO(b"x" * 100), maximo=100).readall() == b"x" * 100
    with pytest.raises(NoEsPrep, match="ya descomprimido"):
        Medido(io.BytesIO(b"x" * 101), maximo=100).readall()


def test_un_archivo_cortado_en_cualquier_byte_no_concuerda() -> None:
    crudo = escribir([*ACTAS, Acta(6), Acta(7)])
    ultimo = crudo.rindex(b"ACTA PREP")
    for hasta in range(ultimo + len(b"ACTA PRE")):
        try:
            resultado = verificar_bytes(crudo[:hasta])
        except NoEsPrep:
            continue
        assert not resultado.concuerda, crudo[:hasta][-60:]

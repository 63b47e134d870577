"""What the verifier finds beyond the 13 figures, each with its rule, its count and its first row."""

import pytest

from central.verificar.revision.limite import Limites
from tests.central.verificar.apoyo import hallazgo, verificar_bytes
from tests.central.verificar.sintetico import Acta, escribir, fuera, pendiente, resumen, sin_acta

HASH = "a" * 64
MUCHAS = tuple(Acta(s) for s in range(1, 13))


def _halla(
    actas: list[Acta], comienzo: str, regla: str, filas: int, clave: str, limites: Limites | None = None
) -> None:
    resultado = verificar_bytes(escribir(actas), limites)
    hallado = hallazgo(resultado, comienzo)
    assert hallado is not None, resultado.hallazgos
    assert (hallado.regla, hallado.filas) == (regla, filas)
    assert "renglón" in hallado.ejemplo
    assert clave in hallado.ejemplo


def test_un_archivo_como_pide_la_norma_no_tiene_hallazgos() -> None:
    actas = [*MUCHAS, sin_acta(20), fuera(21), pendiente(22), pendiente(23, "EN REVISIÓN"), Acta(24, "S")]
    assert verificar_bytes(escribir(actas)).hallazgos == ()


def test_codigos_de_integridad_repetidos() -> None:
    repetido = [Acta(s).con(CODIGO_INTEGRIDAD=HASH.upper() if s == 2 else HASH) for s in (1, 2, 3)]
    _halla([*repetido, Acta(4)], "código de integridad repetido", "R-26", 3, "090002B0100")


def test_codigo_que_no_es_sha256() -> None:
    _halla([Acta(1).con(CODIGO_INTEGRIDAD="abc")], "código de integridad que no es", "Anexo 18.5", 1, "090001B0100")


def test_intervalo_negativo() -> None:
    acta = Acta(1).con(FECHA_HORA_CAPTURA="02/06/2024 20:59:59")
    _halla([acta], "intervalo negativo", "R-10", 1, "090001B0100")


def test_acopio_captura_y_verificacion_a_la_misma_hora_no_son_hallazgo() -> None:
    hora = "02/06/2024 21:00:00"
    acta = Acta(1).con(FECHA_HORA_ACOPIO=hora, FECHA_HORA_CAPTURA=hora, FECHA_HORA_VERIFICACION=hora)
    assert verificar_bytes(escribir([acta])).hallazgos == ()


def test_reloj_de_12_horas_en_un_renglon() -> None:
    acta = Acta(1).con(
        FECHA_HORA_ACOPIO="03/06/2024 12:50:00",
        FECHA_HORA_CAPTURA="03/06/2024 01:05:00",
        FECHA_HORA_VERIFICACION="03/06/2024 01:09:00",
    )
    _halla([acta, Acta(2)], "reloj de 12 horas", "R-10", 1, "090001B0100")


def test_reloj_de_12_horas_con_am_y_pm() -> None:
    acta = Acta(1).con(FECHA_HORA_ACOPIO="02/06/2024 09:00:00 p. m.")
    _halla([acta, Acta(2)], "reloj de 12 horas", "R-10", 1, "090001B0100")


def test_reloj_de_12_horas_en_todo_el_archivo() -> None:
    tarde = [
        a.con(
            FECHA_HORA_ACOPIO="02/06/2024 09:00:00",
            FECHA_HORA_CAPTURA="02/06/2024 09:07:00",
            FECHA_HORA_VERIFICACION="02/06/2024 10:12:00",
        )
        for a in MUCHAS
    ]
    _halla(tarde, "reloj de 12 horas", "R-10", 12, "090001B0100")


def test_un_simulacro_de_una_manana_no_es_un_reloj_de_12_horas() -> None:
    manana = [
        a.con(
            FECHA_HORA_ACOPIO="03/06/2024 09:00:00",
            FECHA_HORA_CAPTURA="03/06/2024 09:07:00",
            FECHA_HORA_VERIFICACION="03/06/2024 10:12:00",
        )
        for a in MUCHAS
    ]
    a_mediodia = escribir(manana).replace(b"03/06/2024 20:00", b"03/06/2024 11:00", 1)
    assert hallazgo(verificar_bytes(a_mediodia), "reloj de 12 horas") is None
    assert hallazgo(verificar_bytes(escribir(manana)), "reloj de 12 horas") is not None


def test_hora_mal_escrita_y_hora_posterior_al_corte() -> None:
    acta = Acta(1).con(FECHA_HORA_ACOPIO="45445.75", FECHA_HORA_VERIFICACION="03/06/2024 20:01:00")
    _halla([acta], "hora que no es", "Anexo 18.5", 1, "«45445.75»")
    _halla([acta], "hora posterior al corte", "R-10", 1, "090001B0100")


@pytest.mark.parametrize("clave", ["90001B0100", "090001B01000", ""])
def test_largo_de_la_clave(clave: str) -> None:
    acta = Acta(1).con(CLAVE_CASILLA=clave, CLAVE_ACTA=clave)
    _halla([acta], "CLAVE_CASILLA no tiene 11 posiciones", "Anexo 18.5", 1, clave)


def test_clave_de_acta_que_no_es_la_de_su_casilla_y_su_codigo() -> None:
    _halla([Acta(1).con(CLAVE_ACTA="090002B0100A02")], "CLAVE_ACTA no es", "Anexo 18.5", 1, "090002B0100A02")
    _halla([Acta(1).con(CLAVE_ACTA="090001B0100")], "CLAVE_ACTA no tiene", "Anexo 18.5", 1, "11 posiciones")


def test_renglon_cuyo_total_no_suma() -> None:
    acta = Acta(1).con(TOTAL_VOTOS_CALCULADO="111")
    _halla([acta], "TOTAL_VOTOS_CALCULADO no es la suma", "R-16", 1, "090001B0100: dice «111», sus votos suman 110")


@pytest.mark.parametrize(
    ("leyenda", "contabilizada"),
    [("EXCEDE LISTA NOMINAL", "1"), ("", "0"), ("SIN ACTA POR PAQUETE NO ENTREGADO", "1"), ("FUERA DE CATALOGO", "0")],
)
def test_contabilizada_contra_su_leyenda(leyenda: str, contabilizada: str) -> None:
    acta = Acta(1, leyenda=leyenda, contabilizada=contabilizada)
    _halla([acta], "CONTABILIZADA contradice a OBSERVACIONES", "R-16", 1, "090001B0100")


def test_fuera_de_catalogo_con_contabilizada_0_sigue_fuera_del_catalogo() -> None:
    actas = [Acta(1, leyenda="FUERA DE CATALOGO", contabilizada="0"), Acta(2)]
    calculado = verificar_bytes(escribir(actas)).calculado
    assert (calculado["ACTAS_FUERA_CATALOGO"], calculado["ACTAS_NO_CONTABILIZADAS"]) == ("1", "0")


def test_contabilizada_2_sin_leyenda() -> None:
    _halla([Acta(1, contabilizada="2")], "CONTABILIZADA contradice", "R-16", 1, "pide 1")


def test_contabilizada_con_votos_por_encima_del_limite() -> None:
    pasa, cabe = Acta(1, votos=("717", *("0",) * 6)), Acta(2, votos=("716", *("0",) * 6))
    _halla([pasa, cabe], "CONTABILIZADA 1 con votos por encima", "R-16", 1, "090001B0100")
    _halla([pasa, cabe], "CONTABILIZADA 1 con votos por encima", "R-16", 2, "090001B0100", Limites(representantes=10))


def test_especial_contabilizada_con_mas_votos_que_boletas() -> None:
    acta = Acta(1, "S", votos=("1017", *("0",) * 6))
    _halla([acta], "CONTABILIZADA 1 con votos por encima del límite (boletas)", "R-16", 1, "090001S0100")
    dicho = verificar_bytes(escribir([acta]), Limites(boletas=2000))
    assert hallazgo(dicho, "CONTABILIZADA 1 con votos") is None


def test_excede_que_no_excede() -> None:
    leyenda = "EXCEDE LISTA NOMINAL"
    cabe = Acta(1, votos=("716", *("0",) * 6), leyenda=leyenda, contabilizada="0")
    pasa = Acta(2, votos=("717", *("0",) * 6), leyenda=leyenda, contabilizada="0")
    _halla([cabe, pasa], "EXCEDE LISTA NOMINAL y los votos no la exceden", "R-16", 1, "090001B0100")


def test_si_los_representantes_varian_de_renglon_en_renglon_no_son_el_limite() -> None:
    """CDMX repeats there the representatives who voted: a row is accused only beyond the default, 16."""
    actas = [Acta(1, votos=("712", *("0",) * 6)).con(REPRESENTANTES_PP_CI="2"), Acta(2).con(REPRESENTANTES_PP_CI="3")]
    assert hallazgo(verificar_bytes(escribir(actas)), "CONTABILIZADA 1 con votos") is None


def test_campos_contra_su_leyenda() -> None:
    marcada = ("SIN DATO", "20", "30", "40", "5", "1", "4")
    _halla([Acta(1, votos=marcada)], "campos ilegibles o sin dato y OBSERVACIONES no lo dice", "R-16", 1, "090001B")
    alguno = "ALGUN CAMPO ILEGIBLE O SIN DATO"
    _halla([Acta(1, leyenda=alguno)], "ALGÚN CAMPO ILEGIBLE sin campos", "R-16", 1, "090001B0100")
    todos = Acta(1, leyenda="TODOS ILEGIBLES O SIN DATO", contabilizada="0")
    _halla([todos], "TODOS ILEGIBLES con algún voto legible", "R-16", 1, "090001B0100")
    nada = Acta(1, votos=("ILEGIBLE",) * 7, leyenda=alguno)
    _halla([nada], "CONTABILIZADA 1 sin ningún voto legible", "R-16", 1, "090001B0100")


def test_sin_acta_con_codigo_con_hora_o_con_votos() -> None:
    acta = sin_acta(1).con(CODIGO_INTEGRIDAD=HASH, FECHA_HORA_VERIFICACION="02/06/2024 21:00:00", PAN="3")
    _halla([acta], "SIN ACTA con código de integridad", "R-16", 1, "090001B0100")
    _halla([acta], "SIN ACTA con hora", "R-10", 1, "090001B0100")
    _halla([acta], "SIN ACTA con votos", "R-16", 1, "090001B0100")


def test_el_origen_catd_en_sin_acta_no_es_hallazgo() -> None:
    assert verificar_bytes(escribir([sin_acta(1).con(ORIGEN="CATD")])).hallazgos == ()


def test_acta_sin_registrar_con_cifras_o_con_leyenda() -> None:
    _halla([pendiente(1).con(PAN="3"), Acta(2)], "acta sin registrar con cifras", "R-10c", 1, "090001B0100")
    leyenda = pendiente(1, "SIN ACTA POR PAQUETE NO ENTREGADO")
    _halla([leyenda], "OBSERVACIONES trae leyenda y el acta no está registrada", "R-16", 1, "090001B0100")


def test_acta_repetida_es_hallazgo_en_casillas_ordinarias_y_no_en_voto_anticipado() -> None:
    _halla([Acta(1), Acta(1).con(CODIGO_INTEGRIDAD=HASH)], "CLAVE_ACTA repetida", "R-11b", 2, "090001B0100")
    anticipado = [Acta(1, "A"), Acta(1, "A").con(CODIGO_INTEGRIDAD=HASH)]
    assert hallazgo(verificar_bytes(escribir(anticipado)), "CLAVE_ACTA repetida") is None


def test_casilla_especial_con_lista_nominal_suma_cero() -> None:
    acta = Acta(1, "S").con(LISTA_NOMINAL="500")
    _halla([acta, Acta(2)], "casilla especial con lista nominal", "R-19", 1, "090001S0100")
    assert verificar_bytes(escribir([acta, Acta(2)])).calculado["LISTA_NOMINAL_ACTAS_CONTABILIZADAS"] == "700"


def test_leyenda_que_la_norma_no_tiene() -> None:
    _halla([Acta(1, leyenda="PENDIENTE")], "OBSERVACIONES trae una leyenda", "R-16", 1, "«PENDIENTE»")


def test_corte_sin_fecha() -> None:
    crudo = escribir([Acta(1)]).replace(b"03/06/2024 20:00 (UTC-6)", b"DD/MM/AAAA HH:MM (UTC-6)")
    assert hallazgo(verificar_bytes(crudo), "la fecha y hora del corte") is not None


def test_renglon_suelto_no_es_acta() -> None:
    crudo = escribir([Acta(1)])
    columnas = crudo.splitlines()[6].count(b",")
    resultado = verificar_bytes(crudo + b",,,47.53" + b"," * (columnas - 3) + b"\n")
    assert resultado.concuerda
    assert hallazgo(resultado, "renglón suelto") is not None


def test_renglones_en_cp1252() -> None:
    crudo = escribir([Acta(1).con(ENTIDAD="MÉXICO")]).replace("MÉXICO".encode(), "MÉXICO".encode("cp1252"))
    hallado = hallazgo(verificar_bytes(crudo), "renglones que no están en UTF-8")
    assert hallado is not None
    assert (hallado.filas, hallado.ejemplo) == (1, "renglón 8")


def test_una_celda_que_no_es_ningun_valor_es_un_hallazgo_y_no_suma() -> None:
    raros = [Acta(s, votos=("diez", "-3", "1.5", "40", "5", "1", "4")) for s in (1, 2)]
    resultado = verificar_bytes(escribir([*raros, Acta(3)], resumen([*raros, Acta(3)])))
    hallado = hallazgo(resultado, "celda de votos que no es")
    assert hallado is not None
    assert (hallado.filas, hallado.grave, hallado.ejemplo[:9]) == (6, True, "renglón 8")
    assert (resultado.filas, resultado.calculado["TOTAL_VOTOS_C_CS"]) == (3, str(50 + 50 + 110))
    assert not resultado.diferencias and not resultado.concuerda


def test_de_lo_que_no_se_pudo_leer_hay_a_lo_mas_un_renglon_por_clase() -> None:
    raros = [Acta(s).con(PAN="¿?", CONTABILIZADA="SÍ", LISTA_NOMINAL="muchos") for s in range(1, 200)]
    resultado = verificar_bytes(escribir([*raros, Acta(200)]))
    assert len(resultado.hallazgos) == len(resultado.graves) == 3
    assert [h.filas for h in resultado.graves] == [199, 199, 199]
    assert resultado.calculado["ACTAS_CONTABILIZADAS"] == "1"


def test_un_renglon_de_otro_ancho_no_se_suma_y_los_demas_si() -> None:
    lineas = escribir([Acta(1), Acta(2), Acta(3)]).split(b"\n")
    lineas[8] = lineas[8][:40]
    resultado = verificar_bytes(b"\n".join(lineas))
    (cortado,) = resultado.graves
    assert cortado.descripcion == "renglón cortado: no se suma"
    assert resultado.calculado["TOTAL_VOTOS_C_CS"] == "220"

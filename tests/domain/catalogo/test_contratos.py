"""The texts that others sign, store or compare are these, to the byte; bounds are where they are said to be."""

import json
from datetime import UTC, datetime
from uuid import UUID

import pytest

from prep.domain.catalogo.ajustes import Ajustes
from prep.domain.catalogo.catalogo import (
    ASENTADO,
    NO_REGISTRADAS,
    NULOS,
    Catalogo,
    Centro,
    ClaseColumna,
    Codigo,
    Columna,
    Eleccion,
    Entidad,
    Forma,
    clave_acta,
)
from prep.domain.hechos.cotas import CUERPO_MAX, TEXTO_MAX
from prep.domain.hechos.hechos import AccionDeMesa, Acopio, Captura, Cotejo, Dictamen, Fuente, Hecho, Incidencia, Tipo
from prep.domain.hechos.texto import HechoInvalido, cuerpo_a_texto, cuerpo_de_texto, mensaje
from tests.domain.escena import ACTA, FORMA

UNO = UUID(int=1)


def test_el_cuerpo_es_json_sin_espacios_en_orden_y_con_acentos() -> None:
    assert cuerpo_a_texto(Incidencia("I-1", "se fue la señal")) == (
        '{"codigo":"I-1","lugar":"","texto":"se fue la señal"}'
    )
    dictamen = Dictamen(AccionDeMesa.ACEPTA, 1, (UNO,), "se lee", (7,), "CC")
    assert cuerpo_a_texto(dictamen) == (
        '{"accion":"ACEPTA","capturas":["00000000-0000-0000-0000-000000000001"],"destino":"","documento":"CC",'
        '"motivo":"se lee","ronda":1,"valores":[7]}'
    )


def test_lo_firmado_es_la_cabeza_linea_por_linea_y_el_cuerpo() -> None:
    momento = datetime(2024, 6, 3, 1, 2, 3, 4, tzinfo=UTC)
    hecho = Hecho(UNO, "SIM-1", "GUB-1", Fuente.CATD, "ana", "est-1", momento, Acopio("07", "D"), -25)
    assert (
        mensaje(hecho, '{"ñ":1}')
        == (
            "prep-1\n00000000-0000-0000-0000-000000000001\nSIM-1\nACOPIO\nGUB-1\nCATD\nana\nest-1\n"
            '2024-06-03T01:02:03.000004+00:00\n-25\n{"ñ":1}'
        ).encode()
    )


def con(cuerpo: Captura | Cotejo | Incidencia, campo: str, dato: object) -> str:
    datos = json.loads(cuerpo_a_texto(cuerpo))
    datos[campo] = dato
    return json.dumps(datos)


CAPTURA = Captura(1, "", (1,), "CC", "x")


@pytest.mark.parametrize(
    ("campo", "cabe", "no_cabe", "dice"),
    [
        ("ronda", 2**31 - 1, 2**31, "ronda: no es un número entero"),
        ("ronda", 0, -1, "ronda: no es un número entero"),
        ("ronda", 1, True, "ronda: no es un número entero"),
        ("ronda", 1, "1", "ronda: no es un número entero"),
        ("valores", [0] * 200, [0] * 201, "valores: son más de 200 campos"),
        ("valores", ["ILEGIBLE"], {}, "valores: no es una lista"),
        ("valores", ["SIN DATO"], ["7"], "valores: los números van sin comillas"),
        ("documento", "a" * TEXTO_MAX, "a" * (TEXTO_MAX + 1), "documento: no es un texto de hasta 2000 caracteres"),
        ("documento", "", 7, "documento: no es un texto de hasta 2000 caracteres"),
        ("documento", "ñ«»", "\ud800", "documento: lleva caracteres de control"),
        ("documento", " ", "\n", "documento: lleva caracteres de control"),
        ("documento", "\xa0", "\x9f", "documento: lleva caracteres de control"),
        ("valores", [999_999], [1_000_000], "valores: un número pasa de 999999"),
    ],
)
def test_los_limites_de_un_cuerpo(campo: str, cabe: object, no_cabe: object, dice: str) -> None:
    cuerpo_de_texto(Tipo.CAPTURA, con(CAPTURA, campo, cabe))
    with pytest.raises(HechoInvalido) as error:
        cuerpo_de_texto(Tipo.CAPTURA, con(CAPTURA, campo, no_cabe))
    assert str(error.value) == dice


def test_un_cuerpo_demasiado_largo_no_se_lee() -> None:
    texto = cuerpo_a_texto(Acopio("07", "D"))
    assert cuerpo_de_texto(Tipo.ACOPIO, texto + " " * (CUERPO_MAX - len(texto))) == Acopio("07", "D")
    with pytest.raises(HechoInvalido, match=f"tiene {CUERPO_MAX + 1} caracteres; el máximo es {CUERPO_MAX}"):
        cuerpo_de_texto(Tipo.ACOPIO, texto + " " * (CUERPO_MAX + 1 - len(texto)))


def test_la_clave_de_un_acta_no_lleva_diagonales() -> None:
    assert clave_acta("GUB", "000", "0001", "B", "01", "00", "A02", 0) == "GUB-000-0001-B01-00-A02-0"
    assert clave_acta("ALC", "003", "N/A", "A", "N/A", "00", "A03VA", 2) == "ALC-003-NA-ANA-00-A03VA-2"


def test_los_campos_van_en_el_orden_del_acta_impresa() -> None:
    forma = Forma("GUB", "000", "A02", ("TOTAL_BOLETAS_SOBRANTES",), ("PAN", NO_REGISTRADAS, NULOS))
    assert forma.campos == ("TOTAL_BOLETAS_SOBRANTES", "PAN", NO_REGISTRADAS, NULOS, ASENTADO)
    assert tuple(forma.campos)[forma.rango_votos] == forma.votos
    assert forma.clave == "GUB/000/A02"


def test_del_catalogo_se_saca_lo_de_unos_centros() -> None:
    columna, codigo = Columna("PAN", ClaseColumna.PARTIDO, ("PAN",)), Codigo("A02")
    gub = Eleccion("GUB", "JEFATURA", (Columna("PRI", ClaseColumna.PARTIDO), columna), (Codigo("A01"), codigo))
    catalogo = Catalogo(
        "SIM-1",
        Entidad("09", "CIUDAD DE MEXICO", "CDMX", 2024),
        Ajustes(),
        (Eleccion("ALC", "ALCALDIAS", (), ()), gub),
        (),
        (Centro("07", "Siete"), Centro("08", "Ocho")),
        {FORMA.clave: FORMA},
        (),
        (),
        {ACTA.clave: ACTA},
    )
    assert catalogo.recorte(frozenset({"08"})).actas == {}
    suyo = catalogo.recorte(frozenset({"07"}))
    assert (dict(suyo.actas), suyo.centros) == ({ACTA.clave: ACTA}, (Centro("07", "Siete"),))
    assert (suyo.proceso, suyo.formas) == ("SIM-1", {FORMA.clave: FORMA})
    assert suyo.forma_de(ACTA) is FORMA
    assert suyo.eleccion("GUB") is gub
    assert (gub.columna("PAN"), gub.codigo_impreso("A02")) == (columna, codigo)

"""The JSON of a sending is read strictly: each field that is wrong is named (docs/contrato-casilla.md)."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from central.telefono.apartada import Apartada
from central.telefono.envio import DESFASE_MAX_MS, Envio, leer_envio
from tests.central.casilla.envios import CUENTA, datos

CONTRATO = Path(__file__).resolve().parents[3] / "docs" / "contrato-casilla.md"
BUENO = datos("GUB-001-0001-B01-0-A02-1", b"x")


def escrito(**cambios: Any) -> bytes:
    return json.dumps({**BUENO, **cambios}).encode()


def test_lo_bueno_se_lee_completo() -> None:
    envio = leer_envio(escrito()).envio
    assert (str(envio.envio), envio.cuenta, envio.acta.model_dump()) == (BUENO["envio"], CUENTA, BUENO["acta"])
    assert (envio.digitalizada, envio.desfase_ms) == (datetime(2024, 6, 3, 0, 12, 31, 250_000, tzinfo=UTC), 1500)
    assert envio.posicion is not None and envio.posicion.precision_m == 8.0
    assert leer_envio(escrito(posicion=None)).envio.posicion is None
    assert leer_envio(escrito(digitalizada="2024-06-03T00:12:31Z")).envio.digitalizada.microsecond == 0


LEIDA = {"eleccion": "GUB", "seccion": "0001", "tipo": "B", "numero": "01", "extension": "00", "codigo": ""}
NO_UUID = "no es un UUID versión 7 en minúsculas"
MALOS: list[tuple[dict[str, Any], str]] = [
    ({"version": 3}, "version: se esperaba 1 y dice 3. Actualice la aplicación"),
    ({"version": 3, "envio": 7, "telefono": 3}, "version: se esperaba 1 y dice 3. Actualice la aplicación"),
    ({"version": True}, "version: se esperaba 1 y dice true"),
    ({"version": 1.0}, "version: se esperaba 1 y dice 1.0"),
    ({"envio": "7"}, f"envio: '7' {NO_UUID}"),
    ({"envio": 7}, f"envio: 7 {NO_UUID}"),
    ({"envio": "0b0e2b1c-4d1f-4a8e-9d3c-111111111111"}, NO_UUID),
    ({"envio": str(BUENO["envio"]).upper()}, NO_UUID),
    ({"proceso": ""}, "proceso: está vacío"),
    ({"cuenta": "a" * 81}, "cuenta: tiene más de 80 caracteres"),
    ({"cuenta": "a\nb"}, "cuenta: está en blanco o lleva caracteres que no se imprimen"),
    ({"cuenta": "  "}, "cuenta: está en blanco"),
    ({"cuenta": "\ud800"}, "cuenta: lleva medios caracteres"),
    ({"cuenta": 7}, "cuenta: 7 no es un texto"),
    ({"cuenta": None}, "cuenta: null no es un texto"),
    ({"acta": "GUB-1"}, "acta: no es un objeto"),
    ({"acta": {}}, "acta.eleccion: falta; acta.seccion: falta; acta.tipo: falta"),
    ({"acta": {**LEIDA, "clave": "x"}}, "acta.clave: sobra"),
    ({"acta": {**LEIDA, "seccion": 1}}, "acta.seccion: 1 no es un texto"),
    ({"acta": {**LEIDA, "seccion": ""}}, "acta.seccion: está vacío"),
    ({"acta": {**LEIDA, "codigo": "\t"}}, "acta.codigo: está en blanco"),
    ({"acta": {"clave": 1}}, "acta.clave: 1 no es un texto"),
    ({"digitalizada": "2024-06-03 00:12:31"}, "digitalizada: '2024-06-03 00:12:31' no es una hora UTC"),
    ({"digitalizada": "2024-06-03T00:12:31-06:00"}, "digitalizada: '2024-06-03T00:12:31-06:00' no es una hora UTC"),
    ({"digitalizada": "2024-13-03T00:12:31Z"}, "digitalizada: '2024-13-03T00:12:31Z' no es una hora que exista"),
    ({"digitalizada": "1970-01-01T00:00:00Z"}, "digitalizada: el año 1970 no puede ser"),
    ({"digitalizada": 1717373551}, "digitalizada: 1717373551 no es una hora UTC"),
    ({"desfase_ms": 1.5}, "desfase_ms: 1.5 no es un número entero"),
    ({"desfase_ms": DESFASE_MAX_MS + 1}, "desfase_ms: 2000000001 no está entre -2000000000 y 2000000000"),
    ({"desfase_ms": -DESFASE_MAX_MS - 1}, "desfase_ms: -2000000001 no está entre"),
    ({"desfase_ms": 10**4000}, "desfase_ms: ese número no está entre"),
    ({"desfase_ms": True}, "desfase_ms: true no es un número entero"),
    ({"posicion": []}, "posicion: no es un objeto"),
    ({"posicion": {"latitud": 91, "longitud": 0, "precision_m": 1}}, "posicion.latitud: 91 no está entre -90 y 90"),
    ({"posicion": {"latitud": 1, "longitud": "0", "precision_m": 1}}, "posicion.longitud: '0' no es un número"),
    ({"posicion": {"latitud": 1, "longitud": True, "precision_m": 1}}, "posicion.longitud: true no es un número"),
    ({"posicion": {"latitud": 1, "longitud": 0, "precision_m": -1}}, "posicion.precision_m: -1 no está entre 0"),
    ({"posicion": {"latitud": 1, "longitud": 0}}, "posicion.precision_m: falta"),
    ({"sha256": "AB" * 32}, "no es un SHA-256"),
    ({"telefono": "5512345678"}, "telefono: sobra. Corrija la aplicación que lo escribe."),
    ({"a\nb": 1}, r"'a\nb': sobra"),
]


@pytest.mark.parametrize(("cambios", "dice"), MALOS, ids=[dice for _, dice in MALOS])
def test_cada_campo_malo_se_nombra(cambios: dict[str, Any], dice: str) -> None:
    with pytest.raises(Apartada) as motivo:
        leer_envio(escrito(**cambios))
    assert dice in str(motivo.value)


def test_todo_lo_malo_se_dice_a_la_vez() -> None:
    malo = escrito(cuenta=7, acta={"clave": ""}, desfase_ms="1", sha256=BUENO["sha256"], telefono="55", poscion=None)
    datos = json.loads(malo)
    del datos["posicion"]
    with pytest.raises(Apartada) as motivo:
        leer_envio(json.dumps(datos).encode())
    assert str(motivo.value) == (
        "cuenta: 7 no es un texto; acta.clave: está vacío; desfase_ms: '1' no es un número entero; posicion: falta; "
        "telefono: sobra; y 1 más. Corrija la aplicación que lo escribe."
    )


@pytest.mark.parametrize("campo", [*Envio.model_fields])
def test_cada_campo_que_falta_se_nombra(campo: str) -> None:
    sin = {nombre: dato for nombre, dato in BUENO.items() if nombre != campo}
    with pytest.raises(Apartada, match=f"^{campo}: falta"):
        leer_envio(json.dumps(sin).encode())


@pytest.mark.parametrize(
    ("crudo", "dice"),
    [
        (escrito()[:-20], "cortado o no es JSON"),
        (b"", "cortado o no es JSON"),
        (escrito().decode().encode("utf-16"), "el JSON no es un texto en UTF-8"),
        (b"\xff\xfe", "el JSON no es un texto en UTF-8"),
        (escrito()[:-1] + b', "envio": "otro"}', "envio: está dos veces"),
        (escrito(desfase_ms=float("nan")), "cortado o no es JSON"),
        (b"9" * 8_000, "cortado o no es JSON"),
        (b"[" * 8_000 + b"]" * 8_000, "demasiados niveles"),
        (b"[" * 9 + b"]" * 9, "demasiados niveles"),
        (b"[]", "no es un objeto"),
        (b"7", "no es un objeto"),
    ],
)
def test_lo_que_no_es_el_json_del_contrato_se_aparta(crudo: bytes, dice: str) -> None:
    with pytest.raises(Apartada, match=dice):
        leer_envio(crudo)


def test_el_ejemplo_del_contrato_es_un_envio_bueno() -> None:
    ejemplos = re.findall(r"```json\n(.*?)```", CONTRATO.read_text(encoding="utf-8"), re.DOTALL)
    assert [leer_envio(ejemplo.encode()).envio.proceso for ejemplo in ejemplos[:1]] == ["SIM-1"]


def test_un_numero_sin_fin_no_es_un_numero() -> None:
    sin_fin = escrito().replace(b'"precision_m": 8', b'"precision_m": 1e999')
    with pytest.raises(Apartada, match=r"posicion\.precision_m: inf no es un número finito"):
        leer_envio(sin_fin)

"""The JSON of a sending is read strictly: each field that is wrong is named (docs/contrato-casilla.md)."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from central.casilla.apartada import Apartada
from central.casilla.envio import DESFASE_MAX_MS, LECTORES, leer_envio
from tests.central.casilla.envios import CUENTA, datos

CONTRATO = Path(__file__).resolve().parents[3] / "docs" / "contrato-casilla.md"
BUENO = datos("GUB-001-0001-B01-0-A02-1", b"x")


def escrito(**cambios: Any) -> bytes:
    return json.dumps({**BUENO, **cambios}).encode()


def test_lo_bueno_se_lee_completo() -> None:
    envio = leer_envio(escrito())
    assert (str(envio.envio), envio.cuenta, envio.acta) == (BUENO["envio"], CUENTA, BUENO["acta"])
    assert (envio.digitalizada, envio.desfase_ms) == (datetime(2024, 6, 3, 0, 12, 31, 250_000, tzinfo=UTC), 1500)
    assert envio.posicion is not None and envio.posicion.precision_m == 8.0
    assert leer_envio(escrito(posicion=None)).posicion is None
    assert leer_envio(escrito(digitalizada="2024-06-03T00:12:31Z")).digitalizada.microsecond == 0


LEIDA = {"eleccion": "GUB", "seccion": "0001", "tipo": "B", "numero": "01", "extension": "00", "codigo": ""}
MALOS: list[tuple[dict[str, Any], str]] = [
    ({"version": 2}, "version: se esperaba 1"),
    ({"version": True}, "version: se esperaba 1"),
    ({"envio": "7"}, "envio: "),
    ({"envio": "0b0e2b1c-4d1f-4a8e-9d3c-111111111111"}, "envio: no es un UUID versión 7"),
    ({"envio": str(BUENO["envio"]).upper()}, "envio: no es un UUID versión 7"),
    ({"proceso": ""}, "proceso: no es un texto"),
    ({"cuenta": "a" * 81}, "cuenta: no es un texto de 1 a 80"),
    ({"cuenta": "a\nb"}, "cuenta: no es un texto"),
    ({"cuenta": 7}, "cuenta: no es un texto"),
    ({"acta": "GUB-1"}, "acta: no es un objeto"),
    ({"acta": {}}, "a acta le falta: codigo, eleccion, extension, numero, seccion, tipo"),
    ({"acta": {**LEIDA, "clave": "x"}}, "acta lleva de más: 'clave'"),
    ({"acta": {**LEIDA, "seccion": 1}}, "acta: no es un texto"),
    ({"acta": {**LEIDA, "seccion": ""}}, "acta: no es un texto"),
    ({"digitalizada": "2024-06-03 00:12:31"}, "digitalizada: no es una hora UTC"),
    ({"digitalizada": "2024-06-03T00:12:31-06:00"}, "digitalizada: no es una hora UTC"),
    ({"digitalizada": "2024-13-03T00:12:31Z"}, "digitalizada: "),
    ({"digitalizada": "1970-01-01T00:00:00Z"}, "digitalizada: el año 1970 no puede ser"),
    ({"digitalizada": 1717373551}, "digitalizada: no es una hora UTC"),
    ({"desfase_ms": 1.5}, "desfase_ms: no es un entero"),
    ({"desfase_ms": DESFASE_MAX_MS + 1}, "desfase_ms: no es un entero"),
    ({"desfase_ms": -DESFASE_MAX_MS - 1}, "desfase_ms: no es un entero"),
    ({"desfase_ms": True}, "desfase_ms: no es un entero"),
    ({"posicion": []}, "posicion: no es un objeto ni null"),
    ({"posicion": {"latitud": 91, "longitud": 0, "precision_m": 1}}, "posicion: latitud no es un número entre"),
    ({"posicion": {"latitud": 1, "longitud": "0", "precision_m": 1}}, "posicion: longitud no es un número"),
    ({"posicion": {"latitud": 1, "longitud": 0, "precision_m": -1}}, "posicion: precision_m no es un número"),
    ({"posicion": {"latitud": 1, "longitud": 0}}, "a posicion le falta: precision_m"),
    ({"sha256": "AB" * 32}, "sha256: no es un SHA-256"),
    ({"telefono": "5512345678"}, "el JSON lleva de más: 'telefono'"),
]


@pytest.mark.parametrize(("cambios", "dice"), MALOS, ids=[dice for _, dice in MALOS])
def test_cada_campo_malo_se_nombra(cambios: dict[str, Any], dice: str) -> None:
    with pytest.raises(Apartada) as motivo:
        leer_envio(escrito(**cambios))
    assert dice in str(motivo.value)


@pytest.mark.parametrize("campo", [*LECTORES])
def test_cada_campo_que_falta_se_nombra(campo: str) -> None:
    sin = {nombre: dato for nombre, dato in BUENO.items() if nombre != campo}
    with pytest.raises(Apartada, match=f"le falta: {campo}"):
        leer_envio(json.dumps(sin).encode())


@pytest.mark.parametrize(
    ("crudo", "dice"),
    [
        (escrito()[:-20], "cortado o no es JSON"),
        (b"", "cortado o no es JSON"),
        (escrito().decode().encode("utf-16"), "cortado o no es JSON"),
        (b"\xff\xfe", "cortado o no es JSON"),
        (escrito()[:-1] + b', "envio": "otro"}', "cortado o no es JSON"),
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


def test_el_ejemplo_del_contrato_es_un_envio_bueno_y_el_contrato_nombra_cada_campo() -> None:
    texto = CONTRATO.read_text(encoding="utf-8")
    ejemplos = re.findall(r"```json\n(.*?)```", texto, re.DOTALL)
    assert [leer_envio(ejemplo.encode()).proceso for ejemplo in ejemplos] == ["SIM-1"]
    for campo in ("version", *LECTORES, "latitud", "longitud", "precision_m", "clave", *LEIDA):
        assert f"`{campo}`" in texto, campo

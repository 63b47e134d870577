"""`prep revisar`: is this city ready? Each thing, how it is and what to do; 0 when nothing is missing, 3 when not."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from central.mando import maquina
from central.mando.ciudad import de_respaldo
from central.nodo.respaldo import ULTIMO
from prep.store import candados
from tests.central.conftest import Mando
from tests.dos_personas import DAVID

GENTE = (
    "INSERT INTO prep.operador (operador, nombre, publica, sellada, roles, sitio, activo)"
    " VALUES (%s, 'Alguien', '', '{}', %s, %s, true)"
)
LUGAR = "INSERT INTO prep.estacion (estacion, sitio, activo, papeles) VALUES (%s, %s, true, %s)"
NODO = (
    "INSERT INTO prep.nodo (nodo, catd, generacion, estado, rol, apodo, servidor, puerto, latido)"
    " SELECT 'CATD' || s, s, 1, 'ACTIVO', 'nodo_catd' || s, 'catd' || s, '192.0.2.1', 5480, now() - interval '1 hour'"
    " FROM (SELECT lpad(n::text, 2, '0') s FROM generate_series(1, 33) n) x"
)
CINCO = ["acopio", "digitalizacion", "captura", "mesa", "coordinacion"]


@pytest.fixture
def ciudad(mando: Mando, monkeypatch: pytest.MonkeyPatch) -> Iterator[Mando]:
    """Only the system's clock is invented: it is this machine's, and says what it wants."""
    monkeypatch.setattr(maquina, "en_hora", lambda: True)
    yield mando
    mando.filas("DELETE FROM prep.nodo")
    mando.filas("DELETE FROM prep.operador WHERE nombre = 'Alguien'")
    mando.filas("DELETE FROM prep.estacion WHERE starts_with(estacion, 'nueva-')")


def revisar(ciudad: Mando, capsys: pytest.CaptureFixture[str], codigo: int) -> list[dict[str, Any]]:
    capsys.readouterr()
    assert ciudad.correr("revisar", "--json") == codigo
    leido = json.loads(capsys.readouterr().out)
    assert leido["lista"] is (codigo == 0) and leido["nodo"] == "CENTRO"
    requisitos: list[dict[str, Any]] = leido["requisitos"]
    return requisitos


def faltan(requisitos: list[dict[str, Any]]) -> dict[tuple[str, str], str]:
    return {(r["que"], r["donde"]): r["dicho"] for r in requisitos if r["falta"]}


def completar(ciudad: Mando) -> None:
    ciudad.filas(GENTE, "beto", ["captura"], "01")
    for n in (1, 2):
        ciudad.filas(GENTE, f"otra{n}", CINCO, "02")
    ciudad.filas(LUGAR, "nueva-02-1", "02", ["captura", "mesa"])


def test_dice_todo_lo_que_falta_y_con_todo_esta_lista(ciudad: Mando, capsys: pytest.CaptureFixture[str]) -> None:
    hay = revisar(ciudad, capsys, 3)
    assert faltan(hay) == {
        ("Personas", "CATD01"): "faltan: captura 1 de 2",
        ("Personas", "CATD02"): "faltan: acopio 0 de 1, digitalizacion 0 de 1, captura 0 de 2, mesa 0 de 1, "
        "coordinacion 0 de 1",
        ("Estaciones", "CATD02"): "ninguna para captura ni para mesa",
        ("Centro", "CENTRO"): "apagado",
    }
    assert {"Base", "Programa", "Reloj", "Disco", "Certificados", "Fase", "Publicación", "Respaldo"} <= {
        r["que"] for r in hay
    }
    completar(ciudad)
    with ciudad.nodo.conectar("prep_arbitro") as arbitro:  # its lock, as its program holds it
        arbitro.execute("SELECT pg_advisory_lock(%s)", (candados.ARBITRO,))
        assert faltan(revisar(ciudad, capsys, 0)) == {}
        assert ciudad.correr("revisar") == 0
        assert "Lista: no falta nada" in capsys.readouterr().out
        ciudad.filas("INSERT INTO prep.alarma (codigo, acta, texto) VALUES ('NODO_CADENA', '', 'x')")
        assert faltan(revisar(ciudad, capsys, 3)) == {("Alarmas", "CENTRO"): "sin atender: 1"}


def test_la_llave_del_centro_no_es_una_persona_mas(ciudad: Mando, capsys: pytest.CaptureFixture[str]) -> None:
    ciudad.filas("UPDATE prep.operador SET roles = '{coordinacion}' WHERE operador = 'centro'")
    ciudad.filas("UPDATE prep.operador SET activo = false WHERE operador = %s", DAVID)
    try:
        assert faltan(revisar(ciudad, capsys, 3))[("Personas", "CCV")] == "faltan: coordinacion 1 de 2"
    finally:
        ciudad.filas("UPDATE prep.operador SET roles = '{}' WHERE operador = 'centro'")
        ciudad.filas("UPDATE prep.operador SET activo = true WHERE operador = %s", DAVID)


@pytest.mark.parametrize(("puesto", "falta"), [(False, True), (None, False), (True, False)])
def test_un_reloj_que_nadie_pone_en_hora_falta(
    ciudad: Mando, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, puesto: bool, falta: bool
) -> None:
    monkeypatch.setattr(maquina, "en_hora", lambda: puesto)
    assert (("Reloj", "CENTRO") in faltan(revisar(ciudad, capsys, 3))) is falta


def test_un_disco_en_que_no_cabe_la_noche_falta(
    ciudad: Mando, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(maquina, "libre_en", lambda carpeta: 2 << 30)
    assert faltan(revisar(ciudad, capsys, 3))[("Disco", "CENTRO")].startswith("libres 2.1 GB; la noche ocupa hasta 2.2")


@pytest.mark.parametrize(
    ("horas", "real", "dice", "falta"),
    [(None, False, "ninguno", False), (None, True, "ninguno", True), (2, True, "hace 2 h 00 min", False),
     (30, False, "hace 30 h 00 min", True)],
)  # fmt: skip
def test_un_respaldo_viejo_del_centro_falta_y_en_lo_real_tambien_ninguno(
    tmp_path: Path, horas: int | None, real: bool, dice: str, falta: bool
) -> None:
    ahora = datetime(2026, 6, 7, 20, 0, tzinfo=UTC)
    if horas is not None:
        dicho = {"momento": (ahora - timedelta(hours=horas)).isoformat()}
        (tmp_path / ULTIMO).write_text(json.dumps(dicho), encoding="utf-8")
    requisito = de_respaldo(tmp_path, ahora, real=real)
    assert dice in requisito.dicho and requisito.hacer.startswith("Hágalo y compruébelo: prep respaldo") is falta


def test_los_nodos_que_no_contestan_se_dicen_cada_uno_con_que_hacer(
    ciudad: Mando, capsys: pytest.CaptureFixture[str]
) -> None:
    ciudad.filas(NODO)
    nodos = [r for r in revisar(ciudad, capsys, 3) if r["que"] == "Nodo"]
    assert [n["donde"] for n in nodos] == [f"CATD{n:02}" for n in range(1, 34)]
    assert all("SIN LATIDO" in n["dicho"] and n["hacer"].startswith("Está apagado") for n in nodos)
    assert ciudad.correr("revisar") == 3
    pagina = capsys.readouterr().out
    assert "NO ESTÁ LISTA. Por hacer: " in pagina and max(map(len, pagina.splitlines())) < 200


def test_una_base_de_otra_version_se_dice_y_no_se_pregunta_mas(
    ciudad: Mando, capsys: pytest.CaptureFixture[str]
) -> None:
    ((era,),) = ciudad.filas("SELECT version_num FROM prep.alembic_version")
    ciudad.filas("UPDATE prep.alembic_version SET version_num = '0001'")
    try:
        (vieja,) = revisar(ciudad, capsys, 3)
    finally:
        ciudad.filas("UPDATE prep.alembic_version SET version_num = %s", era)
    assert vieja["dicho"].startswith("versión 0001") and "prep nodo --datos" in vieja["hacer"]

"""Registering stations: a role that can deliver, until it is taken off."""

import json
import stat
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest

from central.__main__ import principal
from central.nodo.lista import publica_del_centro, vale
from central.nodo.personas import PAPELES
from central.nodo.registro import leer_estaciones
from prep.services.estacion import ficha as archivo
from prep.services.nodo.cliente import NodoCliente
from tests.central.ordenes.centro import Centro

UN_NODO = (
    "INSERT INTO prep.nodo (nodo, catd, generacion, estado, rol, apodo) VALUES ('CATD02', '02', 1, 'ALTA', 'a', 'b')"
)
ESTADO = "SELECT estacion_v1.estado_nodo()"


def test_una_estacion_entra_hasta_su_baja_y_vuelve_si_se_revierte(
    centro: Centro, capsys: pytest.CaptureFixture[str]
) -> None:
    assert centro.correr("estacion", "alta", "e01-1", "e01-2", "--sitio", "1") == 0
    with centro.base.conectar("e01-1") as estacion:
        assert estacion.execute(ESTADO).fetchone() is not None
        assert centro.correr("estacion", "baja", "e01-1") == 0
        with pytest.raises(psycopg.Error, match="fue dada de baja"):
            estacion.execute(ESTADO)
        assert centro.correr("estacion", "baja", "e01-1", "--revertir") == 0
        assert estacion.execute(ESTADO).fetchone() is not None
    assert centro.correr("estacion", "lista", "--sitio", "01") == 0
    dicho = capsys.readouterr().out
    assert centro.correr("estacion", "lista", "--sitio", "1", "--json") == 0
    estaciones = json.loads(capsys.readouterr().out)["estaciones"]
    assert "e01-2" in dicho and f"Estaciones: {len(estaciones)}." in dicho
    hay = [{"estacion": e, "sitio": "01", "activa": True, "papeles": ["captura", "mesa"]} for e in ("e01-1", "e01-2")]
    assert [una for una in estaciones if una["estacion"].startswith("e01-")] == hay


def test_a_una_estacion_se_le_quita_la_mesa_y_sigue_firmada(centro: Centro, capsys: pytest.CaptureFixture[str]) -> None:
    assert centro.correr("estacion", "alta", "p01-1", "p01-2", "--sitio", "1", "--para", "captura") == 0
    assert centro.correr("estacion", "alta", "p01-3", "--sitio", "1") == 0
    assert centro.correr("estacion", "papeles", "p01-2", "p01-3", "--para", "captura") == 0
    assert "Estaciones cambiadas: 1. Ya eran así: 1." in capsys.readouterr().out
    assert (
        centro.correr("estacion", "baja", "p01-1") == 0
        and centro.correr("estacion", "baja", "p01-1", "--revertir") == 0
    )
    assert centro.correr("estacion", "papeles", "p01-2", "--para", "mesa") == 0
    with psycopg.connect(centro.base.dsn("prep_dueno")) as conn:
        ((proceso,),) = conn.execute("SELECT proceso FROM prep.proceso").fetchall()
        hay = leer_estaciones(conn, "WHERE estacion LIKE 'p01-%%' ORDER BY estacion")
    assert [e.papeles for e in hay] == [("captura",), ("mesa",), ("captura",)]
    publica = publica_del_centro(centro.base.cluster.datos)
    assert all(vale(e, proceso, publica) for e in hay)
    assert not any(vale(replace(e, papeles=PAPELES), proceso, publica) for e in hay)  # what the base alone would say
    assert centro.correr("estacion", "papeles", "p01-9", "--para", "todo") == 2
    assert "¿Quiso decir p01-" in capsys.readouterr().err


def test_las_de_toda_la_ciudad_en_un_archivo_y_todos_sus_errores_a_la_vez(
    centro: Centro, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lista = tmp_path / "estaciones.csv"
    lista.write_text(
        "sitio;para;estacion\n1;captura;q01-1\n2;;q02-1\n33;todo;q33-1\n1;jefa;q01-2\n1;;q01-1\n1;;Ñ\n", "utf-8"
    )
    antes = centro.base.dueno("SELECT count(*) FROM prep.estacion")
    assert centro.correr("estacion", "alta", "--archivo", str(lista)) == 2
    dicho = capsys.readouterr().err
    for error in (
        "renglón 4, columna sitio: '33' no es un centro de este proceso",
        "renglón 5, columna para: 'jefa' no es un trabajo; escriba uno de: captura, mesa, nada, todo",
        "renglón 6, columna estacion: la estación q01-1 se repite; ya está en el renglón 2",
        "renglón 7, columna estacion: «Ñ» no sirve como nombre de estación",
        "No se dio de alta ninguna: hay 4 errores",
    ):
        assert error in dicho
    assert centro.base.dueno("SELECT count(*) FROM prep.estacion") == antes
    lista.write_text("sitio;para;estacion\n1;captura;q01-1\n2;;q02-1\nCCV;nada;qccv-1\n", "utf-8")
    assert centro.correr("estacion", "alta", "--archivo", str(lista)) == 0
    assert "Estaciones dadas de alta: 3. Sitios: 01, 02, CCV." in capsys.readouterr().out
    hay = centro.base.dueno("SELECT estacion, sitio, papeles FROM prep.estacion WHERE estacion LIKE 'q%%' ORDER BY 1")
    assert hay == [("q01-1", "01", ["captura"]), ("q02-1", "02", ["captura", "mesa"]), ("qccv-1", "CCV", [])]
    for mas, falta in ((("--sitio", "1"), "no dé además nombres"), (("e9",), "no dé además nombres")):
        assert centro.correr("estacion", "alta", "--archivo", str(lista), *mas) == 2
        assert falta in capsys.readouterr().err
    assert centro.correr("estacion", "alta", "e9") == 2 and "Diga ESTACIÓN y --sitio" in capsys.readouterr().err


def test_lo_malo_se_dice_con_codigo_2_y_no_se_da_de_alta_ninguna(
    centro: Centro, capsys: pytest.CaptureFixture[str]
) -> None:
    assert centro.correr("estacion", "alta", "ya-esta", "--sitio", "02") == 0
    for orden, dice in (
        (["alta", "otra", "ya-esta", "--sitio", "01"], "La estación ya-esta ya está dada de alta (sitio 02)"),
        (["alta", "otra", "PC 1", "--sitio", "01"], "no sirve como nombre de estación"),
        (["alta", "otra", "nodo_catd01", "--sitio", "01"], "no sirve como nombre de estación"),
        (["alta", "otra", "--sitio", "33"], "'33' no es un centro de este proceso"),
        (["baja", "ya-estaa"], "¿Quiso decir ya-esta?"),
    ):
        assert centro.correr("estacion", *orden) == 2
        assert dice in capsys.readouterr().err
    assert centro.base.dueno("SELECT count(*) FROM prep.estacion WHERE estacion = 'otra'") == [(0,)]


def test_con_su_ficha_una_estacion_entra_a_su_nodo_y_solo_su_dueno_la_lee(
    centro: Centro, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    centro.correr("estacion", "alta", "f01-1", "f01-2", "--sitio", "01")
    centro.correr("estacion", "alta", "fccv-1", "--sitio", "CCV")
    salida = tmp_path / "fichas"
    assert centro.correr("estacion", "ficha", "f01-1", "f01-2", "fccv-1", "f01-1", "--salida", str(salida)) == 0
    dicho = capsys.readouterr().out
    assert f"prep catd --datos {salida / 'f01-2'}" in dicho and f"prep ccv --datos {salida / 'fccv-1'}" in dicho
    assert {c.name for c in salida.iterdir()} == {"f01-1", "f01-2", "fccv-1"}
    for nombre, sitio in (("f01-1", "01"), ("fccv-1", "CCV")):
        ruta = salida / nombre / archivo.ARCHIVO
        assert stat.S_IMODE(ruta.stat().st_mode) == 0o600 and stat.S_IMODE(ruta.parent.stat().st_mode) == 0o700
        ficha = archivo.leer(ruta)
        assert (ficha.estacion, ficha.sitio, ficha.laboratorio) == (nombre, sitio, False)
        assert ficha.contrasena not in dicho
        with NodoCliente(ficha.dsn) as nodo:
            assert nodo.estado_nodo().proceso == ficha.proceso


def test_de_quien_no_es_de_este_nodo_no_hay_ficha_ni_de_los_demas(
    centro: Centro, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    centro.correr("estacion", "alta", "g01-1", "g01-2", "--sitio", "01")
    centro.correr("estacion", "alta", "g02-1", "--sitio", "02")
    centro.correr("estacion", "baja", "g01-2")
    centro.base.dueno(UN_NODO)
    try:
        for nombre, dice in (
            ("g01-9", "¿Quiso decir g01-"),
            ("prep_dueno", "No hay una estación 'prep_dueno'"),
            ("../g01-1", "No hay una estación"),
            ("g01-2", "está dada de baja"),
            ("g02-1", "no trabaja con este nodo (CENTRO)"),
        ):
            assert centro.correr("estacion", "ficha", "g01-1", nombre, "--salida", str(tmp_path / "x")) == 2
            assert dice in capsys.readouterr().err
    finally:
        centro.base.dueno("DELETE FROM prep.nodo WHERE catd = '02'")
    assert not (tmp_path / "x").exists()


def test_en_el_nodo_de_un_catd_solo_hay_fichas_de_sus_estaciones(
    centro: Centro, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    centro.correr("estacion", "alta", "h01-1", "--sitio", "01")
    centro.correr("estacion", "alta", "hccv-1", "--sitio", "CCV")
    centro.base.dueno("UPDATE prep.proceso SET nodo = 'CATD01.2'")
    try:
        assert centro.correr("estacion", "ficha", "h01-1", "--salida", str(tmp_path)) == 0
        assert centro.correr("estacion", "ficha", "hccv-1", "--salida", str(tmp_path)) == 2
    finally:
        centro.base.dueno("UPDATE prep.proceso SET nodo = 'CENTRO'")
    assert "es del sitio CCV y no trabaja con este nodo (CATD01.2)" in capsys.readouterr().err


def test_sin_nodo_en_la_carpeta_la_ficha_se_niega_en_palabras(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    orden = ["estacion", "ficha", "e01-1", "--salida", str(tmp_path / "x"), "--datos", str(tmp_path / "nada")]
    assert principal(orden) == 2
    assert "no hay un centro ni un nodo preparado" in capsys.readouterr().err

"""`prep reconstruir` as an administrator runs it: what it says and its exit codes."""

import json
from pathlib import Path

import psycopg
import pytest

from central.__main__ import principal
from central.nodo.cluster import Cluster
from central.nodo.preparar import preparar
from tests.store import ejemplos


def test_sin_nodo_dice_que_no_lo_hay_con_codigo_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert principal(["reconstruir", "--datos", str(tmp_path / "nada")]) == 2
    assert "nodo" in capsys.readouterr().err
    assert not (tmp_path / "nada").exists()


def test_igual_es_0_y_distinto_es_3(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Cluster(tmp_path / "nodo") as cluster:
        try:
            preparar(cluster, ejemplos.catalogo(), ejemplos.operadores(), ejemplos.estaciones())
            assert principal(["reconstruir", "--datos", str(tmp_path / "nodo"), "--firmas"]) == 0
            assert "es igual a lo que dicen los hechos" in capsys.readouterr().out
            with psycopg.connect(cluster.dsn("prep_dueno"), autocommit=True) as conexion:
                conexion.execute(
                    "INSERT INTO prep.acta_estado (acta, etapa, fuente, registrada, custodia, hechos, estado, huella)"
                    " VALUES ('GUB-1', 'VERIFICADA', 'CATD', true, '01', 4, '{}', 'x')"
                )
            assert principal(["reconstruir", "--datos", str(tmp_path / "nodo")]) == 3
            assert "GUB-1: dice VERIFICADA" in capsys.readouterr().out
            assert principal(["reconstruir", "--datos", str(tmp_path / "nodo"), "--json"]) == 3
            hallado = json.loads(capsys.readouterr().out)
            assert (hallado["iguales"], hallado["firmas"], hallado["hechos"]) == (False, False, 0)
            assert [d.partition(":")[0] for d in hallado["diferencias"]] == ["GUB-1"]
        finally:
            cluster.borrar()


def test_lo_guardado_que_no_se_puede_leer_se_dice_con_codigo_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Cluster(tmp_path / "nodo") as cluster:
        try:
            preparar(cluster, ejemplos.catalogo(), ejemplos.operadores(), ejemplos.estaciones())
            orden = ["reconstruir", "--datos", str(tmp_path / "nodo")]
            for opciones, dice in (
                (["--cortes", str(tmp_path / "nada")], "No hay cortes en"),
                (["--puntos", str(tmp_path / "nada")], "No se puede leer"),
                (["--publica", "zz"], "64 cifras hexadecimales"),
            ):
                assert principal([*orden, *opciones]) == 2
                assert dice in capsys.readouterr().err
            (tmp_path / "puntos.txt").write_text("no lo es\n")
            assert principal([*orden, "--puntos", str(tmp_path / "puntos.txt"), "--json"]) == 3
            hallado = json.loads(capsys.readouterr().out)
            assert hallado["diferencias"] == ["puntos.txt, renglón 1: no es un punto de la cadena"]
        finally:
            cluster.borrar()

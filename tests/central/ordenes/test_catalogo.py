"""`prep catalogo`: what it prints, its exit codes, and that nothing is ever half-imported."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from central.__main__ import principal
from central.catalogo.importar import importar
from central.catalogo.perfil import Perfil
from central.nodo import roles
from central.nodo.cluster import Cluster
from central.ordenes import catalogo as orden
from prep.store import catalogos
from prep.store.conexion import motor
from tests.malos.catalogo import casos


@pytest.fixture(scope="module")
def nodo(pueblo_hecho: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A running node whose base holds the town, stored by the command."""
    cluster = Cluster(tmp_path_factory.mktemp("nodo"))
    try:
        with cluster:
            assert principal(_importar(pueblo_hecho, "--datos", str(cluster.datos))) == 0
            yield cluster
    finally:
        cluster.borrar()


def _importar(carpeta: Path, *mas: str) -> list[str]:
    return ["catalogo", "importar", str(carpeta), "--proceso", "SIM-1", *mas]


def filas_de(cluster: Cluster) -> dict[str, int]:
    """How many rows each table of the schema has."""
    with psycopg.connect(cluster.dsn(roles.DUENO)) as conn:
        tablas = conn.execute("SELECT tablename FROM pg_catalog.pg_tables WHERE schemaname = 'prep'").fetchall()
        cuenta = sql.SQL("SELECT count(*) FROM prep.{}")
        return {t: conn.execute(cuenta.format(sql.Identifier(t))).fetchone()[0] for (t,) in tablas}  # type: ignore[index]


def _comprobar(carpeta: Path, *mas: str) -> list[str]:
    return ["catalogo", "comprobar", str(carpeta), "--proceso", "SIM-1", *mas]


def test_una_carpeta_buena_se_resume_y_no_se_guarda(
    pueblo_hecho: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PREP_DATOS", str(tmp_path / "centro"))
    assert principal(_comprobar(pueblo_hecho)) == 0
    dicho = capsys.readouterr().out
    assert dicho.startswith("CIUDAD DE MEXICO 2024, proceso SIM-1\n  GUB: ")
    assert "actas esperadas (B " in dicho and "formas de acta, 5 centros" in dicho and "No se guardó nada" in dicho
    assert list(tmp_path.iterdir()) == []


def test_para_otros_programas_se_resume_en_json(
    nodo: Cluster, pueblo_hecho: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert principal(_comprobar(pueblo_hecho, "--json")) == 0
    resumen = json.loads(capsys.readouterr().out)
    assert (resumen["proceso"], resumen["sitios"], resumen["anio"]) == ("SIM-1", 5, 2024)
    donde, *contiguas = resumen["avisos"]
    assert "sección 0053" in donde and len(contiguas) == 3 and all("contiguas" in a for a in contiguas)
    assert [e["eleccion"] for e in resumen["elecciones"]] == ["GUB", "DIP_LOC", "ALC"]
    assert sum(e["actas"] for e in resumen["elecciones"]) == filas_de(nodo)["acta"]
    assert all(sum(e["por_tipo"].values()) == e["actas"] for e in resumen["elecciones"])


def test_importar_sin_decir_donde_solo_comprueba_como_antes_y_lo_dice(
    pueblo_hecho: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PREP_DATOS", raising=False)
    assert principal(_importar(pueblo_hecho)) == 0
    dicho = capsys.readouterr()
    assert "No se guardó nada" in dicho.out and "se escribe ahora «catalogo comprobar»" in dicho.err


def test_la_base_guarda_el_catalogo_tal_como_se_importo(nodo: Cluster, pueblo_hecho: Path, perfil: Perfil) -> None:
    esperado = importar(pueblo_hecho, perfil, "SIM-1").catalogo
    maquina = motor(nodo.dsn(roles.DUENO))
    with maquina.begin() as conn:
        leido = catalogos.leer(conn)
    maquina.dispose()
    assert leido == esperado and list(leido.actas) == list(esperado.actas)


def test_una_entrada_mala_deja_cada_tabla_como_estaba(nodo: Cluster, tmp_path: Path) -> None:
    antes = filas_de(nodo)
    assert antes["acta"] > 100 and antes["proceso"] == 1
    for n, caso in enumerate(casos()):
        carpeta = tmp_path / str(n)
        carpeta.mkdir()
        argumentos = caso.construir(carpeta)
        mas = ["--datos", str(nodo.datos)] if argumentos[1] == "importar" else []
        assert principal([*argumentos, *mas]) == 2, caso.nombre
    assert filas_de(nodo) == antes


def test_otro_proceso_se_rechaza_y_no_cambia_nada(
    nodo: Cluster, pueblo_hecho: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    antes = filas_de(nodo)
    otro = ["catalogo", "importar", str(pueblo_hecho), "--proceso", "SIM-2", "--datos", str(nodo.datos)]
    assert principal(otro) == 2
    assert "es del proceso «SIM-1»" in (dicho := capsys.readouterr().err) and dicho.endswith("No se guardó nada.\n")
    assert filas_de(nodo) == antes


def test_una_falla_a_medias_deja_cada_tabla_como_estaba(
    nodo: Cluster, pueblo_hecho: Path, perfil: Perfil, capsys: pytest.CaptureFixture[str]
) -> None:
    antes, importado = filas_de(nodo), importar(pueblo_hecho, perfil, "SIM-1")
    actas = dict(importado.catalogo.actas)
    ultima = list(actas)[-1]
    actas[ultima] = replace(actas[ultima], lista_nominal=2**40)  # the base cannot hold it
    malo = replace(importado, catalogo=replace(importado.catalogo, actas=actas))
    assert orden._guardar(malo, nodo.datos) == 2
    assert capsys.readouterr().err.endswith("No se guardó nada.\n")
    assert filas_de(nodo) == antes

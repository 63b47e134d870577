"""The commands as an administrator runs them: two real processes that find each other, and errors told in words."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from central.__main__ import principal
from central.nodo.ajustes import exigir_ajustes
from central.nodo.binarios import ErrorNodo
from central.nodo.centro import CENTRO
from central.nodo.cluster import ADMIN, Cluster
from central.nodo.preparar import BASE
from central.sitios.unirse import ARCHIVO
from prep.domain.hechos.hechos import Fase, Fuente, NombreFase
from tests.central.arbitro.escena import Escena
from tests.central.sitios.conftest import Sitios
from tests.conftest import Nodo
from tests.espera import hasta
from tests.store.ejemplos import acta

PROYECTO = Path(__file__).resolve().parents[3]


@contextmanager
def proceso(*orden: object) -> Iterator["subprocess.Popen[str]"]:
    """A command of ours that runs until the end of the block, once it has said that it is on."""
    argumentos = [sys.executable, "-m", "central", *map(str, orden)]
    with subprocess.Popen(
        argumentos, cwd=PROYECTO, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
    ) as corriendo:
        try:
            assert corriendo.stdout
            assert "en marcha" in corriendo.stdout.readline()
            yield corriendo
        finally:
            corriendo.terminate()
            corriendo.wait(20)


def test_dos_programas_una_noche(sitios: Sitios, capsys: pytest.CaptureFixture[str]) -> None:
    clave, datos = acta(1).clave, sitios.carpeta / "catd01"
    paquete = sitios.carpeta / "paquete.json"
    assert principal(["sitio", "alta", "--datos", str(sitios.centro.cluster.datos), "--sitio", "1",
                      "--paquete", str(paquete)]) == 0  # fmt: skip
    cluster = Cluster(datos)
    escena = Escena(Nodo(cluster, BASE), sitios.centro.escena.llaves)
    try:
        with (
            proceso("nodo", "--datos", sitios.centro.cluster.datos),
            proceso("nodo", "--datos", datos, "--sitio", "01", "--alta", paquete),
        ):
            sitios.centro.escena.hacer(CENTRO, "", Fase(NombreFase.CEROS, ()), Fuente.CENTRO)
            hasta(lambda: escena.base.dueno("SELECT count(*) FROM prep.hecho WHERE tipo = 'FASE'") == [(1,)])
            huella = escena.digitalizada(clave)
            escena.captura(2, clave, huella)
            escena.captura(3, clave, huella)
            etapa = "SELECT etapa FROM prep.acta_estado WHERE acta = %s"
            hasta(lambda: sitios.centro.escena.base.dueno(etapa, clave) == [("VERIFICADA",)])
            vivo = "SELECT count(*) FROM prep.nodo WHERE estado = 'ACTIVO' AND latido IS NOT NULL AND cabeza_n > 0"
            hasta(lambda: sitios.centro.valor(vivo) == 1)
            capsys.readouterr()
            assert principal(["conciliar", "--json", "--datos", str(sitios.centro.cluster.datos)]) == 0
            (conciliado,) = json.loads(capsys.readouterr().out)["nodos"]
            assert (conciliado["nodo"], conciliado["entero"], conciliado["perdidos"]) == ("CATD01", True, 0)
            assert _identidad(cluster) != _identidad(sitios.centro.cluster)
            comprobada = "SELECT count(*) FROM prep.nodo WHERE comprobada_n = cabeza_n AND comprobada = cabeza"
            hasta(lambda: sitios.centro.valor(comprobada) == 1, "que el centro rehaga la cadena del nodo")
            carpetas = (sitios.centro.cluster.datos, datos)
            hasta(lambda: all(list((c / "puntos").glob("*.txt")) for c in carpetas), "un punto de cada cadena")
        for sitio, carpeta in ((sitios.centro.cluster, sitios.centro.cluster.datos), (cluster, datos)):
            (puntos,) = (carpeta / "puntos").glob("*.txt")
            with sitio:
                orden = ["reconstruir", "--datos", str(carpeta), "--puntos", str(puntos)]
                assert principal(orden) == 0, capsys.readouterr().out
    finally:
        cluster.borrar()


def _identidad(cluster: Cluster) -> object:
    """Of the server that a node makes: its own, since equal ones make slots collide."""
    with psycopg.connect(cluster.dsn(ADMIN)) as admin:
        return admin.execute("SELECT system_identifier FROM pg_control_system()").fetchone()


def test_un_paquete_ajeno_roto_o_ausente_se_dice_con_codigo_2(
    sitios: Sitios, capsys: pytest.CaptureFixture[str]
) -> None:
    datos, paquete = sitios.carpeta / "otro", sitios.carpeta / "paquete.json"
    shutil.copy(sitios.alta().ruta, paquete)
    for orden, dicho in (
        (["--sitio", "02", "--alta", str(paquete)], "es del CATD 01, no del 02"),
        (["--alta", str(paquete)], "--sitio NN"),
        (["--sitio", "01"], "no se ha unido al centro"),
        (["--sitio", "siete"], "no es el número de un CATD"),
    ):
        assert principal(["nodo", "--datos", str(datos), *orden]) == 2
        assert dicho in capsys.readouterr().err
    paquete.write_text(paquete.read_text()[:80])
    assert principal(["nodo", "--datos", str(datos), "--sitio", "01", "--alta", str(paquete)]) == 2
    assert "no es un paquete de alta o está incompleto" in capsys.readouterr().err
    assert principal(["sitio", "alta", "--datos", str(sitios.centro.cluster.datos), "--sitio", "77"]) == 2
    assert "Ningún acta del catálogo es del CATD 77" in capsys.readouterr().err


def test_un_nodo_de_otra_version_que_el_centro_no_abre(sitios: Sitios, capsys: pytest.CaptureFixture[str]) -> None:
    alta = sitios.alta()
    nodo = sitios.unir(alta)
    nodo.cluster.detener()
    sitios.centro.escena.base.dueno("UPDATE prep.alembic_version SET version_num = '9999_futura'")
    shutil.copy(alta.ruta, nodo.cluster.datos / ARCHIVO)
    assert principal(["nodo", "--datos", str(nodo.cluster.datos), "--sitio", "01"]) == 2
    assert "La base del centro es de la versión «9999_futura»" in capsys.readouterr().err
    assert not nodo.cluster.en_marcha


def test_un_servidor_corto_de_trabajadores_se_rehusa_con_los_numeros(sitios: Sitios) -> None:
    sitios.alta()
    with psycopg.connect(sitios.centro.cluster.dsn(ADMIN), autocommit=True) as admin:
        exigir_ajustes(admin)
        admin.execute("ALTER SYSTEM SET max_logical_replication_workers = 4")
    sitios.centro.cluster.detener()
    sitios.centro.cluster.iniciar()
    numeros = "max_logical_replication_workers es 4 y debe ser 10 o más"
    with psycopg.connect(sitios.centro.cluster.dsn(ADMIN)) as admin, pytest.raises(ErrorNodo, match=numeros):
        exigir_ajustes(admin)

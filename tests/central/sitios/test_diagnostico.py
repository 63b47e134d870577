"""`prep diagnostico`: one file for support, in which nobody is named and no secret is; also of a node that is off."""

import json
import stat
import tarfile
from pathlib import Path

import pytest

from central.__main__ import principal
from tests.central.sitios.conftest import Par

QUIEN, NOMBRE = "zutano.perez", "Zutano Pérez Ñandú"
PERSONA = (
    "INSERT INTO prep.operador (operador, nombre, publica, sellada, roles, sitio, activo)"
    " VALUES (%s, %s, '', '{}', '{captura}', '01', true) RETURNING 1"
)


def leido(ruta: Path) -> dict[str, str]:
    with tarfile.open(ruta) as paquete:
        return {
            m.name.removeprefix("prep-diagnostico/"): (f.read() if (f := paquete.extractfile(m)) else b"").decode()
            for m in paquete.getmembers()
        }


def test_lleva_como_esta_el_nodo_y_no_nombra_a_nadie(
    par: Par, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cluster = par.nodo.cluster
    par.nodo.valor(PERSONA, QUIEN, NOMBRE)
    par.nodo.valor("SELECT prep.alarmar('PERSONA_CAMBIADA', %s, '', %s)", QUIEN, f"Cambió {NOMBRE}.")
    clave = cluster.claves["prep_admin"]
    with cluster.lugar.registro.open("a", encoding="utf-8") as registro:
        registro.write(f"ERROR: El operador «{QUIEN.upper()}», {NOMBRE}, con {clave}\n")
    salida = tmp_path / "d.tar.gz"
    orden = ["diagnostico", "--datos", str(cluster.datos), "--salida", str(salida)]
    assert principal(orden) == 0 and "registro.log" in capsys.readouterr().out
    assert stat.S_IMODE(salida.stat().st_mode) == 0o600
    partes = leido(salida)
    assert "El operador «[persona]», [persona], con [secreto]" in partes["registro.log"]
    assert "PERSONA_CAMBIADA" in partes["alarmas.csv"] and "hecho," in partes["tablas.csv"]
    assert f'"puerto": {cluster.direccion[1]}' in partes["resumen.json"] and "max_connections" in partes["ajustes.csv"]
    assert partes["nodos.json"] == "[]", "de los nodos sabe el centro"
    assert "claves.json" in partes["archivos.csv"], "se dice que está, y nada de lo que dice"
    todo = "\n".join(partes.values()).casefold()
    for nadie in (QUIEN, NOMBRE, clave, "PRIVATE KEY", *cluster.claves.todas().values()):
        assert nadie.casefold() not in todo
    assert principal(orden) == 2 and "ya existe" in capsys.readouterr().err


def test_de_un_nodo_apagado_va_lo_que_no_puede_nombrar_a_nadie(
    par: Par, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cluster = par.nodo.cluster
    cluster.detener()
    try:
        salida = tmp_path / "d.tar.gz"
        assert principal(["diagnostico", "--datos", str(cluster.datos), "--salida", str(salida)]) == 0
    finally:
        cluster.iniciar()
    assert "La base no contesta" in capsys.readouterr().err
    partes = leido(salida)
    assert '"en_marcha": false' in partes["resumen.json"] and "listen_addresses" in partes["ajustes/postgresql.conf"]
    assert not {"registro.log", "archivos.csv", "alarmas.csv"} & partes.keys()


def test_el_del_centro_lleva_como_esta_cada_nodo(par: Par, tmp_path: Path) -> None:
    salida = tmp_path / "d.tar.gz"
    assert principal(["diagnostico", "--datos", str(par.centro.cluster.datos), "--salida", str(salida)]) == 0
    (nodo,) = json.loads(leido(salida)["nodos.json"])
    assert nodo["nodo"] == "CATD01" and nodo["flujos"]["hechos"]["suscrito"]


def test_donde_no_hay_nodo_se_dice(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    salida = tmp_path / "d.tar.gz"
    assert principal(["diagnostico", "--datos", str(tmp_path), "--salida", str(salida)]) == 2
    assert "no hay un nodo ni un centro" in capsys.readouterr().err and not salida.exists()

"""`prep metricas`: what `prep estado` says, as figures on loopback; a base that is off; rules that name what is."""

import http.client
import json
import re
import shutil
import socket
import subprocess
from pathlib import Path
from typing import Any

import pytest
from prometheus_client.parser import text_string_to_metric_families

from central.mando.conteos import tablas_de_operacion
from central.marco.conexion import ROL
from central.metricas import servicio
from central.metricas.figuras import ARRIBA, FIGURAS, DatosDeMaquina
from central.metricas.servicio import servidas
from prep.domain.hechos.hechos import Acopio, Imagen
from prep.recursos import RECURSOS
from tests.central.conftest import OPERADOR, Mando, clave

PROMTOOL = shutil.which("promtool")
PAGINA = Path(__file__).resolve().parents[3] / "docs" / "metricas.md"
Muestras = dict[tuple[str, tuple[str, ...]], float]


@pytest.fixture
def servido(mando: Mando, monkeypatch: pytest.MonkeyPatch) -> Mando:
    """A node whose figures may be read; each time anew."""
    (mando.datos / "claves.json").write_text("{}", encoding="utf-8")
    monkeypatch.setattr(servicio, "entrada", lambda _: mando.nodo.dsn(ROL))
    monkeypatch.setattr(servicio, "VALE_S", 0.0)
    return mando


def crudo(puerto: int, ruta: str = "/metrics") -> str:
    conexion = http.client.HTTPConnection("127.0.0.1", puerto, timeout=60)
    conexion.request("GET", ruta)
    respuesta = conexion.getresponse()
    assert respuesta.status == 200
    return respuesta.read().decode()


def leer(puerto: int) -> Muestras:
    return {
        (m.name, tuple(m.labels.values())): m.value
        for familia in text_string_to_metric_families(crudo(puerto))
        for m in familia.samples
    }


def test_dice_lo_mismo_que_estado_y_de_ninguna_persona(servido: Mando, capsys: pytest.CaptureFixture[str]) -> None:
    servido.entregar(clave(1), Acopio("01", "D"))
    servido.entregar(clave(3), Acopio("01", "D"))
    servido.procesar()
    servido.entregar(clave(3), Imagen("a" * 64, "ESCANER", "01"))
    servido.tomar(clave(1))
    servido.filas("INSERT INTO prep.alarma (codigo, acta, texto) VALUES ('REPLICA', '', 'se detuvo')")
    capsys.readouterr()
    servido.correr("estado", "--json")
    dicho: dict[str, Any] = json.loads(capsys.readouterr().out)
    with servidas(servido.datos, 0) as puerto:
        hay, texto = leer(puerto), crudo(puerto)
    assert hay[ARRIBA, ()] == 1 and hay["prep_leido_segundos", ()] > 0
    actas = {e: v for (nombre, e), v in hay.items() if nombre == "prep_actas"}
    assert actas == {(e, etapa): n for e, c in dicho["elecciones"].items() for etapa, n in c.items()}
    assert actas["GUB", "ACOPIADA"] == 2 and hay["prep_actas_centro", ("01", "ACOPIADA")] == 2
    assert hay["prep_cola", ()] == dicho["cola"] == 1 and hay["prep_alarmas", ()] == 1
    assert hay["prep_trabajos", ("tomado",)] == 1 and hay["prep_arbitro", ()] == 0
    assert hay["prep_espera_segundos", ("ACOPIADA",)] >= 0
    assert 0 < hay["prep_disco_libre_bytes", ()] < hay["prep_disco_bytes", ()]
    assert OPERADOR not in texto and "Ana" not in texto


def test_una_base_que_no_contesta_se_dice_con_un_cero_y_vuelve_sola(
    servido: Mando, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.socket() as nadie, servidas(servido.datos, 0) as puerto:
        nadie.bind(("127.0.0.1", 0))
        with monkeypatch.context() as caida:
            caida.setattr(servicio, "entrada", lambda _: f"host=127.0.0.1 port={nadie.getsockname()[1]} dbname=prep")
            assert leer(puerto) == {(ARRIBA, ()): 0}
        assert leer(puerto)[ARRIBA, ()] == 1


def test_solo_lee_y_quienes_preguntan_a_la_vez_reciben_una_lectura(
    servido: Mando, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(servicio, "VALE_S", 3600.0)
    tablas = [t for t in tablas_de_operacion() if t != "guarda"]
    antes = [servido.filas(f"SELECT count(*) FROM prep.{t}") for t in tablas]
    veces: list[Path] = []
    de_veras = servicio.maquina_de

    def contada(datos: Path) -> DatosDeMaquina:
        veces.append(datos)
        return de_veras(datos)

    monkeypatch.setattr(servicio, "maquina_de", contada)
    with servidas(servido.datos, 0) as puerto:
        assert crudo(puerto) == crudo(puerto, "/") == crudo(puerto)
    assert len(veces) == 1
    assert antes == [servido.filas(f"SELECT count(*) FROM prep.{t}") for t in tablas]


def test_escucha_solo_en_su_maquina_y_un_puerto_tomado_se_dice(
    servido: Mando, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with servidas(servido.datos, 0) as puerto:
        with pytest.raises(OSError), socket.create_connection(("127.0.0.2", puerto), timeout=5):
            pass
        assert servido.correr("metricas", "--puerto", str(puerto)) == 2
        assert f"No se puede escuchar en 127.0.0.1:{puerto}" in capsys.readouterr().err
        assert servido.correr("metricas", "--puerto", "70000") == 2
        assert "Indique otro con --puerto" in capsys.readouterr().err
    (servido.datos / "claves.json").unlink()
    assert servido.correr("metricas") == 2
    assert "no hay un nodo preparado" in capsys.readouterr().err


def reglas() -> list[dict[str, str]]:
    """Each with its lines, by their names."""
    _, *suyas = (RECURSOS / "metricas" / "alertas.yml").read_text(encoding="utf-8").split("- alert: ")
    return [dict(re.findall(r"^ +(\w+): (.+)$", una, re.M)) | {"alert": una.partition("\n")[0]} for una in suyas]


def test_reglas_y_tablero_nombran_figuras_y_etiquetas_que_hay() -> None:
    tablero = json.loads((RECURSOS / "metricas" / "tablero.json").read_text(encoding="utf-8"))
    preguntas = [t["expr"] for panel in tablero["panels"] for t in panel["targets"]] + [r["expr"] for r in reglas()]
    nombradas = {n for p in preguntas for n in re.findall(r"\bprep_\w+", p)}
    assert nombradas <= set(FIGURAS) and len(nombradas) > 15
    for regla in reglas():
        (suya, *_) = re.findall(r"\bprep_\w+", regla["expr"])
        etiquetas = set(re.findall(r"\$labels\.(\w+)", regla["resumen"] + regla["hacer"]))
        assert etiquetas <= {*FIGURAS[suya][0], "instance"}, regla["alert"]
        assert regla["labels"] in ("{gravedad: alta}", "{gravedad: media}")


def test_la_pagina_dice_cada_figura_con_sus_etiquetas() -> None:
    dichas = re.findall(r"^\| `(prep_\w+)` \| ([^|]*) \| ([^|]+) \|$", PAGINA.read_text(encoding="utf-8"), re.M)
    suyas = [(n, ", ".join(f"`{e}`" for e in etiquetas), ayuda) for n, (etiquetas, ayuda) in FIGURAS.items()]
    assert [(n, e.strip(), a) for n, e, a in dichas] == suyas


@pytest.mark.skipif(PROMTOOL is None, reason="falta promtool (paquete prometheus)")
def test_las_reglas_suenan_y_callan_donde_deben(tmp_path: Path) -> None:
    assert PROMTOOL is not None
    shutil.copy(RECURSOS / "metricas" / "alertas.yml", tmp_path)
    shutil.copy(Path(__file__).with_name("alertas_prueba.yml"), tmp_path)
    dicho = subprocess.run(
        [PROMTOOL, "test", "rules", "alertas_prueba.yml"], cwd=tmp_path, capture_output=True, text=True
    )
    assert dicho.returncode == 0, dicho.stdout + dicho.stderr

"""The spool's file: what is not ours is refused with a sentence, what is damaged is kept, what was said survives."""

import os
import resource
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from prep.store.spool.esquema import VERSION
from prep.store.spool.spool import Spool
from prep.store.spool.tipos import ErrorDeSpool, SpoolAjeno, SpoolDanado, SpoolMasNuevo, SpoolOcupado, SpoolSinEspacio
from tests.store.spool import hijo as spool_hijo
from tests.store.spool.util import ESTACION, PROCESO, foto, hecho


def _llenar(ruta: Path, hechos: int = 200) -> None:
    with Spool.abrir(ruta, PROCESO, ESTACION) as spool:
        spool.guardar([hecho() for _ in range(hechos)])


def test_todo_lo_confirmado_antes_de_un_kill_9_esta_despues(tmp_path: Path) -> None:
    ruta = tmp_path / "s.db"
    raiz = Path(__file__).resolve().parents[3]
    hijo = subprocess.Popen(
        [sys.executable, "-m", spool_hijo.__name__, str(ruta)], cwd=raiz, stdout=subprocess.PIPE, text=True
    )
    with hijo:
        assert hijo.stdout is not None
        dichos = [hijo.stdout.readline().split() for _ in range(40)]
        hijo.send_signal(signal.SIGKILL)
        dichos += [linea.split() for linea in hijo.stdout if linea.endswith("\n")]
    assert hijo.returncode == -signal.SIGKILL
    with Spool.abrir(ruta, PROCESO, ESTACION) as spool:
        ids = {str(f.hecho.id) for f in spool.pendientes(10_000)}
        assert {id_ for id_, _ in dichos} <= ids
        assert len(ids) % 2 == 0  # each group whole or not at all
        assert all(spool.imagen_pendiente(huella) for _, huella in dichos)


@pytest.mark.parametrize(("proceso", "estacion"), [("REAL", ESTACION), (PROCESO, "catd02-e1")])
def test_otro_proceso_u_otra_estacion_se_rechaza(tmp_path: Path, proceso: str, estacion: str) -> None:
    _llenar(tmp_path / "s.db")
    with pytest.raises(SpoolAjeno, match="Indique otra carpeta"):
        Spool.abrir(tmp_path / "s.db", proceso, estacion)


def _cambiar(ruta: Path, sql: str) -> None:
    con = sqlite3.connect(ruta, isolation_level=None)
    con.execute(sql)
    con.close()


def test_un_spool_de_version_mas_nueva_se_rechaza_y_queda_como_esta(tmp_path: Path) -> None:
    ruta = tmp_path / "s.db"
    _llenar(ruta)
    _cambiar(ruta, f"PRAGMA user_version = {VERSION + 1}")
    with pytest.raises(SpoolMasNuevo, match="Actualice esta estación"):
        Spool.abrir(ruta, PROCESO, ESTACION)
    assert [p.name for p in tmp_path.iterdir()] == ["s.db"]


def test_la_base_de_datos_de_otro_programa_se_rechaza_y_queda_como_esta(tmp_path: Path) -> None:
    ruta = tmp_path / "s.db"
    _cambiar(ruta, "CREATE TABLE t (a)")
    with pytest.raises(SpoolAjeno, match="otro programa"):
        Spool.abrir(ruta, PROCESO, ESTACION)


@pytest.mark.parametrize("donde", ["cabeza", "medio", "una página", "cortado"])
def test_un_archivo_danado_se_aparta_y_al_reabrir_se_empieza_de_nuevo(tmp_path: Path, donde: str) -> None:
    ruta = tmp_path / "s.db"
    _llenar(ruta)
    contenido = ruta.read_bytes()
    malo = {
        "cabeza": b"no es SQLite" + contenido[12:],
        "medio": contenido[:8192] + os.urandom(len(contenido) - 8192),
        "una página": contenido[:-8192] + os.urandom(4096) + contenido[-4096:],  # seen only by looking for it
        "cortado": contenido[: len(contenido) // 2],
    }[donde]
    ruta.write_bytes(malo)
    with pytest.raises(SpoolDanado, match="Se apartó, sin borrarlo"):
        Spool.abrir(ruta, PROCESO, ESTACION)
    apartados = list(tmp_path.glob("s.db.danado-*"))
    assert malo in [a.read_bytes() for a in apartados]
    with Spool.abrir(ruta, PROCESO, ESTACION) as spool:
        assert spool.cuentas().total == 0


@pytest.mark.parametrize("apartado", [True, False])
def test_un_registro_sin_su_archivo_se_guarda_junto_al_que_se_aparto(tmp_path: Path, apartado: bool) -> None:
    base, registro = tmp_path / "s.db.danado-20240602T200000.000000", tmp_path / "s.db-wal"
    registro.write_bytes(b"hechos")
    if apartado:
        base.write_bytes(b"archivo")
    with Spool.abrir(tmp_path / "s.db", PROCESO, ESTACION) as spool:
        assert spool.cuentas().total == 0
        (guardado,) = tmp_path.glob("s.db.danado-*-wal")
        assert guardado.read_bytes() == b"hechos"
        assert (guardado.name == f"{base.name}-wal") == apartado


def test_una_segunda_ventana_sobre_el_mismo_spool_se_rechaza(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("prep.store.spool.esquema.ESPERA_S", 0.0)
    with Spool.abrir(tmp_path / "s.db", PROCESO, ESTACION), pytest.raises(SpoolOcupado, match="Otra ventana"):
        Spool.abrir(tmp_path / "s.db", PROCESO, ESTACION)


def test_el_archivo_es_solo_de_su_dueno(tmp_path: Path) -> None:
    with Spool.abrir(tmp_path / "s.db", PROCESO, ESTACION) as spool:
        spool.guardar([hecho()])
        assert {p.stat().st_mode & 0o777 for p in tmp_path.iterdir()} == {0o600}


@pytest.mark.parametrize("ruta", ["no/hay/s.db", ""])
def test_un_lugar_en_que_no_se_puede_escribir_se_dice(tmp_path: Path, ruta: str) -> None:
    with pytest.raises(ErrorDeSpool, match="No se puede escribir"):
        Spool.abrir(tmp_path / ruta, PROCESO, ESTACION)


def test_con_disco_lleno_no_guarda_lo_dice_y_sigue_cuando_hay_espacio(tmp_path: Path) -> None:
    with Spool.abrir(tmp_path / "s.db", PROCESO, ESTACION) as spool:
        spool.guardar([hecho()])
        firmado, imagen = foto(os.urandom(1_000_000))
        blando, duro = resource.getrlimit(resource.RLIMIT_FSIZE)
        anterior = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, duro))
        try:
            with pytest.raises(SpoolSinEspacio, match="No se guardó"):
                spool.guardar([firmado], [imagen])
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (blando, duro))
            signal.signal(signal.SIGXFSZ, anterior)
        assert spool.cuentas().total == 1
        spool.guardar([firmado], [imagen])
        assert spool.cuentas().total == 2

"""The intake of phone images is killed with kill -9 at each thing it does: nothing is doubled and nothing lost."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.central.casilla.envios import CUENTA, datos, jpeg, poner
from tests.central.conftest import Mando, clave, mando, nodo_mando

__all__ = ["mando", "nodo_mando"]
LIMITE_S = 60
# Dies by its own SIGKILL just before the n-th rename, removal, file written or commit; says how many there were.
PROGRAMA = """
import os, signal, sys
from pathlib import Path
from sqlalchemy import Engine, event
from central.casilla.recepcion import recibir
from central.marco.conexion import NodoAbierto
from prep.store.conexion import motor

dsn, datos, carpeta, muere = sys.stdin.read().splitlines()
cuenta = 0

def paso():
    global cuenta
    cuenta += 1
    if cuenta == int(muere):
        os.kill(os.getpid(), signal.SIGKILL)

def oir(suceso, argumentos):
    escribe = suceso == "open" and carpeta in str(argumentos[0]) and argumentos[2] & (os.O_WRONLY | os.O_RDWR)
    if suceso in ("os.rename", "os.remove") or escribe:
        paso()

event.listen(Engine, "commit", lambda conexion: paso())
maquina = motor(dsn)
sys.addaudithook(oir)
r = recibir(NodoAbierto(Path(datos), maquina), Path(carpeta), lambda linea: None)
maquina.dispose()
print(cuenta, r.nuevas, r.ya_estaban, r.apartadas, r.en_espera)
"""


def correr(mando: Mando, carpeta: Path, muere: int) -> subprocess.CompletedProcess[str]:
    entrada = "\n".join([mando.nodo.dsn("prep_centro"), str(mando.datos), str(carpeta), str(muere)])
    return subprocess.run(
        [sys.executable, "-c", PROGRAMA], input=entrada, text=True, capture_output=True, timeout=LIMITE_S, check=False
    )


def enviar(carpeta: Path, n: int) -> list[str]:
    """A good sending, one of another account, and half of one; returns the contents that must be found at the end."""
    buena, ajena, sola = jpeg(10 + n), jpeg(60 + n), jpeg(110 + n)
    poner(carpeta, "a-buena", buena, datos(clave(1), buena))
    poner(carpeta, "b-ajena", ajena, datos(clave(2), ajena, cuenta="otra"))
    poner(carpeta, "c-sola", sola, None)
    os.utime(carpeta / "c-sola.jpg", (1_700_000_000 + n,) * 2)
    return sorted(contenidos(carpeta))


def contenidos(carpeta: Path) -> list[str]:
    """Every image and JSON below, by content: whatever its name is now."""
    rutas = list(carpeta.rglob("*.jp*g")) + [r for r in carpeta.rglob("*.json") if not r.name.startswith(".")]
    return sorted(r.read_bytes().hex() for r in rutas)


def cuantos(mando: Mando, que: str) -> int:
    return int(str(mando.filas(f"SELECT count(*) FROM {que}")[0][0]))


def test_muera_donde_muera_se_repite_la_orden_y_todo_esta_una_vez(mando: Mando, tmp_path: Path) -> None:
    mando.filas("DELETE FROM prep.cae")
    mando.filas("INSERT INTO prep.cae (acta, cuenta) SELECT clave, %s FROM prep.acta", CUENTA)
    for fase in ("ceros", "abrir"):
        assert mando.correr("fase", fase) == 0
    muertes = 0
    for n in range(1, 60):
        carpeta = tmp_path / f"envios-{n}"
        enviados = enviar(carpeta, n)
        hechos, alarmas = cuantos(mando, "prep.hecho"), cuantos(mando, "prep.alarma")
        vivo = correr(mando, carpeta, n)
        if vivo.returncode == 0:
            break
        assert vivo.returncode == -signal.SIGKILL, vivo.stderr
        muertes += 1
        assert mando.correr("casilla", "recibir", str(carpeta)) in (0, 3)
        assert contenidos(carpeta) == enviados, f"muerte {n}: se perdió o se dobló un archivo"
        assert (cuantos(mando, "prep.hecho") - hechos, cuantos(mando, "prep.imagen")) == (1, n), f"muerte {n}"
        assert sorted(r.name for r in carpeta.iterdir() if not r.name.startswith(".")) == ["apartadas", "recibidas"]
        assert not (carpeta / ".mudanza.json").exists()
        apartadas = sorted(r.name for r in (carpeta / "apartadas").iterdir() if not r.name.startswith("."))
        assert apartadas == ["b-ajena.jpg", "b-ajena.json", "b-ajena.motivo.txt", "c-sola.jpg", "c-sola.motivo.txt"]
        assert len(list((carpeta / "recibidas").iterdir())) == 2, f"muerte {n}"
        assert cuantos(mando, "prep.alarma") - alarmas == 2, f"muerte {n}: alarma doblada o perdida"
    else:
        pytest.fail("nunca terminó sin morir")
    assert muertes >= 20, "la prueba mata en pocos lugares"
    mando.procesar()
    assert mando.filas("SELECT count(*) FROM prep.cuarentena") == [(0,)]

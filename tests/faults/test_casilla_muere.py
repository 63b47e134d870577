"""The intake of phone images is killed with kill -9 at each thing it does: nothing is doubled and nothing lost."""

import os
import signal
from pathlib import Path

import pytest

from tests import hijos
from tests.central.casilla.envios import CUENTA, datos, jpeg, poner
from tests.central.conftest import Mando, clave, mando, nodo_mando
from tests.faults.hijo_casilla import trabajar
from tests.hijos import Fin

__all__ = ["mando", "nodo_mando"]


def correr(mando: Mando, carpeta: Path, muere: int) -> Fin:
    return hijos.correr(trabajar, mando.nodo.dsn("prep_centro"), str(mando.datos), str(carpeta), muere)


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
        assert mando.de_dos("fase", fase) == 0
    muertes = 0
    for n in range(1, 60):
        carpeta = tmp_path / f"envios-{n}"
        enviados = enviar(carpeta, n)
        hechos, alarmas = cuantos(mando, "prep.hecho"), cuantos(mando, "prep.alarma")
        vivo = correr(mando, carpeta, n)
        if vivo.codigo == 0:
            break
        assert vivo.codigo == -signal.SIGKILL, vivo.errores
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

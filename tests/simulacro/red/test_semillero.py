"""Programs born of one interpreter: each is one of its own, with its own end."""

import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from simulacro.red.ordenes import NocheFallida
from simulacro.red.semillero import Nacido, Semillero
from tests.central.sitios.conftest import Sitios
from tests.espera import hasta

PLAZO_S = 60


@pytest.fixture
def semillero(tmp_path: Path) -> Iterator[Semillero]:
    uno = Semillero(tmp_path)
    yield uno
    uno.cerrar()


def _nacer(semillero: Semillero, registro: Path, *orden: object) -> Nacido:
    with registro.open("wb") as errores:
        return semillero.nacer([str(palabra) for palabra in orden], errores)


def test_una_orden_mala_dice_lo_suyo_y_termina_con_su_codigo(semillero: Semillero, tmp_path: Path) -> None:
    malas = [_nacer(semillero, tmp_path / f"{n}.log", "estado", "--datos", tmp_path / f"no{n}") for n in range(3)]
    for n, mala in enumerate(malas):
        assert mala.wait(PLAZO_S) == mala.poll() == 2
        assert f"no{n}" in (tmp_path / f"{n}.log").read_text(encoding="utf-8")
        mala.cerrar()


def test_un_nodo_nace_trabaja_y_muere_solo(semillero: Semillero, sitios: Sitios, tmp_path: Path) -> None:
    datos = sitios.centro.cluster.datos
    for aviso, codigo in ((signal.SIGKILL, -signal.SIGKILL), (signal.SIGTERM, 0)):
        nodo = _nacer(semillero, tmp_path / "nodo.log", "nodo", "--datos", datos)
        assert nodo.stdout is not None
        assert "está en marcha" in nodo.stdout.readline()
        with pytest.raises(subprocess.TimeoutExpired):
            nodo.wait(0.01)
        (nodo.kill if aviso is signal.SIGKILL else nodo.terminate)()
        assert nodo.wait(PLAZO_S) == codigo
        nodo.cerrar()


def test_si_el_semillero_muere_no_nace_nadie_mas_y_se_dice(semillero: Semillero, tmp_path: Path) -> None:
    hijo = _nacer(semillero, tmp_path / "otro.log", "estado", "--datos", tmp_path / "no")
    hijo.wait(PLAZO_S)
    hijo.cerrar()
    ((servidor),) = [p for p in psutil.Process().children() if str(tmp_path) in p.cmdline()]
    servidor.kill()
    hasta(lambda: servidor.status() == psutil.STATUS_ZOMBIE)
    with pytest.raises(NocheFallida, match="Murió el programa del que nacen los nodos"):
        _nacer(semillero, tmp_path / "tarde.log", "estado")

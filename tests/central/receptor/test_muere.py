"""What dies, fills up or dawdles: nothing half stays, nothing acknowledged is lost, the same sending comes in after."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from simulacro.personas.telefono import TelefonoDeCae
from tests.central.casilla.envios import jpeg
from tests.receptor import LISTO, ReceptorSolo, servir

ACTA = "GUB-001-0001-B01-00-A02-1"
FOTO = jpeg(91)
AISLADO = ["unshare", "--mount", *([] if os.geteuid() == 0 else ["--map-root-user"])]
# The same program with its patience shortened: no test sleeps for twenty seconds.
CON_PRISA = (
    "import sys; from pathlib import Path; from central.receptor import cuerpo, servidor;"
    "servidor.ENCABEZADOS_S = 0.4; cuerpo.GRACIA_S = 0.6; cuerpo.TOTAL_S = 1.5; e, a = map(Path, sys.argv[1:]);"
    "servidor.servir(e, a, a / 'centro.pub', ('127.0.0.1', 0))"
)


@pytest.fixture
def solo(tmp_path: Path) -> ReceptorSolo:
    receptor = ReceptorSolo(tmp_path)
    receptor.preparar()
    return receptor


def empezar(
    suyo: TelefonoDeCae, datos: dict[str, object], encabezados: dict[str, str], *trozos: bytes, largo: int = len(FOTO)
) -> socket.socket:
    """A sending that is not ended."""
    conexion = socket.create_connection(("127.0.0.1", suyo.puerto), timeout=10)
    lineas = [f"PUT /v1/envios/{datos['envio']} HTTP/1.1", "Host: x", f"Content-Length: {largo}"]
    conexion.sendall("\r\n".join([*lineas, *(f"{k}: {v}" for k, v in encabezados.items()), "", ""]).encode())
    for trozo in trozos:
        conexion.sendall(trozo)
    return conexion


def test_muerto_a_medio_envio_no_deja_nada_a_medias_y_el_mismo_entra_despues(solo: ReceptorSolo) -> None:
    with servir(solo.envios, solo.avisos) as (solo.puerto, proceso):
        suyo = solo.telefono("cae-1")
        llego = suyo.datos(ACTA, FOTO)
        firmado = suyo.encabezados(llego)
        assert suyo.enviar(llego, FOTO, firmado).estado == 201
        datos = suyo.datos(ACTA, FOTO)
        encabezados = suyo.encabezados(datos)
        with empezar(suyo, datos, encabezados, FOTO[:200]):
            limite = time.monotonic() + 5
            while not solo.escondidos() and time.monotonic() < limite:
                time.sleep(0.01)
            proceso.send_signal(signal.SIGKILL)
            proceso.wait()
    assert len(solo.escondidos()) == 1, "lo que dejó la muerte"
    (solo.envios / f"{suyo.datos(ACTA, FOTO)['envio']}.jpg").write_bytes(FOTO)  # died between the two names
    with servir(solo.envios, solo.avisos) as (suyo.puerto, _):
        assert solo.escondidos() == []
        assert solo.dejados() == [f"{llego['envio']}.jpg", f"{llego['envio']}.json"]
        assert suyo.enviar(llego, FOTO, firmado).estado == 200, "lo confirmado se sabe"
        assert suyo.enviar(datos, FOTO, encabezados).estado == 201
    assert len(solo.dejados()) == 4


def _se_puede_aislar() -> bool:
    try:
        return subprocess.run([*AISLADO, "true"], capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        return False


@pytest.mark.skipif(not _se_puede_aislar(), reason="este sistema no deja montar un disco pequeño sin ser root")
def test_con_el_disco_lleno_se_dice_507_y_nada_queda_a_medias(solo: ReceptorSolo) -> None:
    grande = FOTO + bytes(300_000)
    montar = f'mount -t tmpfs -o size=256k tmpfs {solo.envios} && exec "$@"'
    with servir(solo.envios, solo.avisos, (*AISLADO, "sh", "-c", montar, "sh")) as (solo.puerto, proceso):
        suyo = solo.telefono("cae-1")
        dado = suyo.enviar(suyo.datos(ACTA, grande), grande)
        assert (dado.estado, dado.dicho["codigo"]) == (507, "SIN_ESPACIO")
        dentro = Path(f"/proc/{proceso.pid}/root{solo.envios}")
        assert sorted(r.name for r in dentro.iterdir()) == ["recados"]
        assert suyo.enviar(suyo.datos(ACTA, FOTO), FOTO).estado == 201, "lo que cabe sigue entrando"


def _gotear(conexion: socket.socket) -> bytes:
    """A sending of many thousands of bytes a second, also on a busy machine, that never ends: what it is answered."""
    conexion.settimeout(0.1)
    for _ in range(100):
        with contextlib.suppress(TimeoutError):
            return conexion.recv(4096)
        conexion.sendall(bytes(3_000))
    return b""


def test_al_que_no_acaba_sus_encabezados_o_gotea_su_foto_se_le_despide(solo: ReceptorSolo) -> None:
    orden = [sys.executable, "-c", CON_PRISA, str(solo.envios), str(solo.avisos)]
    with subprocess.Popen(orden, stdout=subprocess.PIPE, text=True) as proceso:
        try:
            assert proceso.stdout is not None
            solo.puerto = int(proceso.stdout.readline().removeprefix(LISTO).partition("/")[0])
            suyo = solo.telefono("cae-1")
            datos = suyo.datos(ACTA, FOTO)
            mudo = socket.create_connection(("127.0.0.1", solo.puerto), timeout=5)
            mudo.sendall(b"GET /v1/hora HTTP/1.1\r\nHost:")
            with mudo, empezar(suyo, datos, suyo.encabezados(datos), FOTO[:10]) as lento:
                assert suyo.enviar(suyo.datos(ACTA, FOTO), FOTO).estado == 201, "los demás pasan"
                assert mudo.recv(100) == b"", "sin encabezados no hay respuesta"
                assert lento.recv(4096).startswith(b"HTTP/1.1 408 ")
            datos, desde = suyo.datos(ACTA, FOTO), time.monotonic()
            with empezar(
                suyo, datos, suyo.encabezados(datos), largo=1_000_000
            ) as eterno:  # quick enough, and without an end
                assert _gotear(eterno).startswith(b"HTTP/1.1 408 ")
                assert 1.2 < time.monotonic() - desde < 10, "ni quien no es lento pasa del plazo de todo el envío"
            assert solo.escondidos() == []
        finally:
            proceso.kill()

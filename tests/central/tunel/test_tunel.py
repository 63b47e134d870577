"""The tunnel of a node, by real OpenSSH at both ends: it carries two things and nothing else, and closes when told."""

import os
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from functools import partial
from pathlib import Path
from threading import Timer

import psutil
import pytest
from cryptography.hazmat.primitives.serialization import SSHCertificate, load_ssh_public_identity

from central.autoridad.autoridad import Autoridad, crear
from central.nodo.binarios import ErrorNodo
from central.nodo.laboratorio import puerto_libre
from central.nodo.nombres import NombreNodo
from central.tunel.lugares import en_el_centro, en_el_nodo
from central.tunel.servidor import MUDAS_DE_UNA_MAX, TunelAbierto
from prep.net.identificacion import ARCHIVO, guardar, leer
from tests.central.autoridad.ejemplo import AHORA, FRASE, HASTA, autoridad
from tests.central.tunel.puertas import BASE, DEL_NODO, Puertas, con_sshd, oir, puertas, que_dice
from tests.espera import hasta, ocupada

pytestmark = con_sshd
OTRA = "127.0.0.10"
UNO, DOS, OTRO = NombreNodo("01"), NombreNodo("02"), NombreNodo("01", 2)


@pytest.fixture(scope="module")
def puerta() -> Iterator[Puertas]:
    with tempfile.TemporaryDirectory(prefix="prep-puertas-") as carpeta:
        Path(carpeta).chmod(0o755)
        with puertas(Path(carpeta), autoridad(Path(carpeta) / "autoridad")) as una:
            una.planear(UNO, DOS)
            yield una


@pytest.fixture
def abierto(puerta: Puertas) -> Iterator[None]:
    """The tunnel of CATD 01, until the end of the test."""
    puerta.planear(UNO, DOS)
    uno = puerta.abrir(puerta.tunel(UNO, puerta.identificar(UNO)))
    hasta(lambda: puerta.pasa(UNO), "el túnel abre")
    yield
    uno.parar.set()
    hasta(lambda: not oir(en_el_centro(UNO), puerta.base), "el túnel se cierra")


def autoridad_de(proceso: str, carpeta: Path) -> Autoridad:
    return crear(carpeta, proceso, ["01", "02"], HASTA, FRASE, AHORA)


def de_nodo(puerta: Puertas) -> list[psutil.Process]:
    """The ssh of CATD 01."""
    suya, hallados = f"{en_el_centro(UNO)}:{puerta.base}", []
    for proceso in psutil.process_iter():
        with suppress(psutil.Error):
            if suya in " ".join(proceso.cmdline()):
                hallados.append(proceso)
    return hallados


def test_por_el_tunel_se_llega_a_las_dos_bases_y_si_se_cae_vuelve(puerta: Puertas, abierto: None) -> None:
    for proceso in de_nodo(puerta):
        proceso.send_signal(signal.SIGKILL)
    hasta(lambda: puerta.pasa(UNO), "el túnel vuelve")


def test_el_que_abre_otra_vez_queda_y_el_de_antes_se_cierra(puerta: Puertas, abierto: None) -> None:
    """One whose link changed does not know that it is dead, and keeps the address."""
    (antes,) = de_nodo(puerta)
    antes.send_signal(signal.SIGSTOP)
    nueva = puerto_libre((DEL_NODO,))
    with que_dice(DEL_NODO, nueva, b"el nuevo"):
        for _ in range(3):  # the first may come before the other is gone
            corriendo = a_mano(puerta, UNO, "-R", f"{en_el_centro(UNO)}:{puerta.base}:{DEL_NODO}:{nueva}")
            hasta(partial(asomo_o_acabo, corriendo, puerta), "asoma")
            if corriendo.poll() is None:
                break
            corriendo.communicate()
        assert oir(en_el_centro(UNO), puerta.base) == b"el nuevo"
        corriendo.kill()
        corriendo.communicate()
    antes.send_signal(signal.SIGKILL)


def asomo_o_acabo(corriendo: "subprocess.Popen[str]", puerta: Puertas) -> bool:
    return corriendo.poll() is not None or oir(en_el_centro(UNO), puerta.base) == b"el nuevo"


def test_un_nodo_no_asoma_en_la_direccion_de_otro(puerta: Puertas) -> None:
    ajeno = puerta.tunel(DOS, puerta.identificar(DOS))
    ajeno.nombre = UNO  # what it asks for; who it is, its certificate says
    Timer(ocupada(20), ajeno.parar.set).start()  # one that it was let open would last
    assert "remote port forwarding failed" in ajeno._una_vez("127.0.0.7")
    assert oir(en_el_centro(UNO), puerta.base) == b""


def a_mano(puerta: Puertas, nombre: NombreNodo, *hacia: str) -> "subprocess.Popen[str]":
    """OpenSSH's client as the node would start it, but towards something else; without `-N` if nothing is said."""
    orden = puerta.tunel(nombre, puerta.identificar(nombre))._orden("127.0.0.7")
    del orden[orden.index("-R") : orden.index("-L") + 2]
    if not hacia:
        orden.remove("-N")
    return subprocess.Popen(
        [*orden[:-1], *hacia, orden[-1], *(() if hacia else ("id",))],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8",
    )  # fmt: skip


def test_por_el_tunel_no_se_llega_a_nada_mas(puerta: Puertas) -> None:
    """Neither other doors of the centre nor other machines: what is behind answers to anybody else."""
    aqui, base = en_el_nodo(DOS), puerta.base
    otro = puerto_libre((BASE,))
    with que_dice(BASE, otro, b"otro"), que_dice(OTRA, base, b"otra"):
        assert (oir(BASE, otro), oir(OTRA, base)) == (b"otro", b"otra")
        for hacia, dicho in ((f"{BASE}:{base}", b"centro"), (f"{BASE}:{otro}", b""), (f"{OTRA}:{base}", b"")):
            corriendo = a_mano(puerta, DOS, "-L", f"{aqui}:{base}:{hacia}")
            try:
                hasta(partial(abierta, aqui, base), "el túnel abre")
                assert oir(aqui, base) == dicho, hacia
            finally:
                corriendo.kill()
                corriendo.communicate()


def abierta(direccion: str, puerto: int) -> bool:
    with suppress(OSError), socket.create_connection((direccion, puerto), timeout=5):
        return True
    return False


def test_por_el_tunel_no_hay_consola_ni_enchufes_ni_redes(puerta: Puertas) -> None:
    pidio = a_mano(puerta, DOS)
    dicho, _ = pidio.communicate(timeout=60)
    assert (pidio.returncode, dicho) == (255, "")
    for mas, por_que in (
        (("-R", f"127.0.0.1:{puerto_libre(('127.0.0.1',))}:127.0.0.9:1"), "forwarding failed"),
        (("-R", f"0.0.0.0:{puerta.base}:127.0.0.9:1"), "forwarding failed"),
        (("-R", f"/tmp/prep-tunel-{os.getpid()}:127.0.0.9:1"), "forwarding failed"),
    ):
        dicho, _ = a_mano(puerta, DOS, *mas).communicate(timeout=60)
        assert por_que in dicho, (mas, dicho)


def test_quien_no_trae_certificado_de_esta_autoridad_no_entra(puerta: Puertas, tmp_path: Path) -> None:
    """Nor with one for TLS alone, nor a site's that the centre does not know; and the node gives itself to no other."""
    otra = Puertas(tmp_path, autoridad_de("OTRO-9", tmp_path / "autoridad"), puerta.puerto, puerta.base)
    ajena, propia = leer(otra.identificar(UNO) / ARCHIVO), leer(puerta.identificar(UNO) / ARCHIVO)
    assert ajena.tunel and propia.tunel
    casos = {
        "Permission denied": propia.model_copy(update={"tunel": ajena.tunel}),
        "no es de las que llevan túnel": propia.model_copy(update={"tunel": None}),
        "Host key verification failed": ajena,
    }
    for por_que, suya in casos.items():
        guardar(suya, tmp_path / UNO.nodo / ARCHIVO)
        uno = puerta.tunel(UNO, tmp_path / UNO.nodo)
        try:
            dicho = uno._una_vez("127.0.0.7")
        except ErrorNodo as error:
            dicho = str(error)
        assert por_que in dicho, dicho
    assert "Permission denied" in puerta.tunel(OTRO, puerta.identificar(OTRO))._una_vez("127.0.0.7")


@pytest.mark.parametrize("como", ["cercado", "revocado"])
def test_a_quien_se_cerca_o_revoca_se_le_cierra_y_no_vuelve(puerta: Puertas, abierto: None, como: str) -> None:
    suyo = leer(puerta.carpeta / UNO.nodo / ARCHIVO).tunel
    assert suyo
    certificado = load_ssh_public_identity(suyo.certificado.encode())
    assert isinstance(certificado, SSHCertificate)
    puerta.planear(*((DOS,) if como == "cercado" else (UNO, DOS)), revocados=(certificado.serial,))
    hasta(lambda: not oir(en_el_centro(UNO), puerta.base) and not oir(en_el_nodo(UNO), puerta.base), "se cierra")
    assert "Permission denied" in puerta.tunel(UNO, puerta.carpeta / UNO.nodo)._una_vez("127.0.0.7")


def test_un_plan_que_no_se_entiende_deja_el_de_antes(puerta: Puertas, abierto: None) -> None:
    (puerta.carpeta / "plan" / "plan.json").write_text('{"version": 1, "nodos": [', encoding="utf-8")
    for proceso in de_nodo(puerta):
        proceso.kill()
    hasta(lambda: puerta.pasa(UNO), "el túnel vuelve")


def test_una_direccion_que_no_dice_quien_es_no_quita_el_lugar_a_otras(puerta: Puertas, abierto: None) -> None:
    """Of those that say nothing, few from one address; they are put out in ten seconds."""
    with ExitStack() as mudas:
        for _ in range(30):
            mudas.enter_context(socket.create_connection(("127.0.0.7", puerta.puerto), timeout=10))
        assert puerta.pasa(UNO)
        assert len(vivas(puerta)) <= MUDAS_DE_UNA_MAX + 1


def vivas(puerta: Puertas) -> list[TunelAbierto]:
    with puerta.servidor._turno:
        return [uno for uno in puerta.servidor._abiertos if uno.proceso.poll() is None]

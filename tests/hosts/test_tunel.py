"""A CATD that only goes out, to one port of the centre and behind NAT: it joins, replicates both ways, is in a cut."""

import re
import signal
import socket
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import psutil
import pytest

from central.__main__ import principal
from central.nodo.centro import CENTRO
from prep.domain.hechos.hechos import Fase, Fuente, NombreFase
from tests.espera import hasta
from tests.hosts.lugar import AFUERA, EN_LAN, ENLACE, OTRO_ENLACE, PUERTO, RUTEADOR, Lugar, un_lugar
from tests.hosts.red import Host, con_redes, correr

pytestmark = con_redes


@pytest.fixture(scope="module")
def lugar() -> Iterator[Lugar]:
    with un_lugar() as uno:
        yield uno


def alcanza(host: Host, direccion: str, puerto: int) -> bool:
    with host.dentro():
        try:
            socket.create_connection((direccion, puerto), timeout=3).close()
        except OSError:
            return False
    return True


def test_el_nodo_se_une_y_todo_va_y_viene_hasta_un_corte(
    lugar: Lugar, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for fase in (Fase(NombreFase.CEROS, ()), Fase(NombreFase.ABRIR)):
        with lugar.centro.dentro():
            lugar.sitios.centro.escena.hacer(CENTRO, "", fase, Fuente.CENTRO)
    with lugar.catd.dentro():
        bajo = "SELECT count(*) FROM prep.hecho WHERE tipo = 'FASE'"
        hasta(lambda: lugar.escena.base.dueno(bajo) == [(2,)], "las fases bajan al nodo")
    lugar.llega(1)
    with lugar.centro.dentro():
        lugar.sitios.centro.escena.hacer(CENTRO, "", Fase(NombreFase.PUBLICAR), Fuente.CENTRO)
    datos = str(lugar.sitios.centro.cluster.datos)
    with lugar.centro.dentro():
        assert principal(["conciliar", "--datos", datos]) == 0
        publicar = ["corte", "publicar", "--datos", datos, "--salida", str(tmp_path / "publicacion")]
        assert principal(publicar) == 0
    dicho = capsys.readouterr().out
    assert re.search(r"^CATD01: entero", dicho, re.MULTILINE) and re.search(r"^CORTE 1 .* 1 actas", dicho, re.MULTILINE)


def test_desde_fuera_no_se_llega_al_nodo_ni_desde_el_nodo_a_otra_puerta(lugar: Lugar) -> None:
    """What the tunnel carries could not go any other way."""
    puerto = lugar.sitios.centro.cluster.direccion[1]
    assert alcanza(lugar.centro, AFUERA, puerto) and alcanza(lugar.catd, AFUERA, PUERTO)
    assert not alcanza(lugar.catd, AFUERA, puerto)
    assert not alcanza(lugar.centro, "203.0.113.20", PUERTO) and not alcanza(lugar.centro, EN_LAN, PUERTO)
    with lugar.catd.dentro():
        assert lugar.escena.base.cluster.direccion[0] == EN_LAN


def test_si_el_enlace_cambia_de_direccion_sigue(lugar: Lugar) -> None:
    lugar.catd.direccion("enlace", f"{OTRO_ENLACE}/24", RUTEADOR)
    try:
        lugar.llega(2)
    finally:
        lugar.catd.direccion("enlace", f"{ENLACE}/24", RUTEADOR)
    lugar.llega(3)


def test_si_muere_lo_que_recibe_los_tuneles_y_se_enciende_sigue(lugar: Lugar) -> None:
    """kill -9 of it and, with it, of the tunnels that were open; the stations go on meanwhile."""
    viejo = lugar.corriendo["tunel"]
    viejo.send_signal(signal.SIGKILL)
    viejo.wait()
    hasta(lambda: not alcanza(lugar.centro, "127.77.1.1", lugar.sitios.centro.cluster.direccion[1]), "se cierra")
    clave = lugar.trabajar(4)
    carpeta = str(lugar.sitios.centro.cluster.datos / "tunel")
    lugar.encender("tunel", lugar.centro, "Se reciben", "tunel", "servir", carpeta)
    hasta(lambda: lugar.etapa(clave) == [("VERIFICADA",)], "lo de mientras llega")


def test_si_muere_el_programa_del_nodo_no_deja_un_tunel_y_otro_lo_abre(lugar: Lugar) -> None:
    lugar.corriendo["nodo"].send_signal(signal.SIGKILL)
    lugar.corriendo["nodo"].wait()
    hasta(partial(sin_ssh, lugar), "no queda un ssh suyo")
    lugar.encender("nodo", lugar.catd, "en marcha", "nodo", "--datos", str(lugar.datos), "--escucha", EN_LAN)
    lugar.llega(5)


def sin_ssh(lugar: Lugar) -> bool:
    suyos = correr("ip", "netns", "pids", lugar.catd.nombre).split()
    return "ssh" not in [nombre_de(int(pid)) for pid in suyos]


def nombre_de(pid: int) -> str:
    try:
        return psutil.Process(pid).name()
    except psutil.Error:
        return ""

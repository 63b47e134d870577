"""The árbitro's loop: it folds what comes, watches what waits, is alone at its node, and finds its base again."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from central.arbitro import proceso
from central.arbitro.proceso import OtroArbitro, correr
from central.arbitro.puntos import Puntos
from central.arbitro.vigilancia import Firmante
from central.nodo.centro import CENTRO
from prep.domain.hechos.hechos import Acopio
from prep.store import candados
from tests.central.arbitro.escena import Escena
from tests.conftest import Nodo
from tests.espera import hasta
from tests.store.ejemplos import acta

ACTA = acta(1).clave
SUYOS = "FROM pg_stat_activity WHERE application_name = 'prep arbitro' AND datname = current_database()"


@pytest.fixture
def escena(base: Nodo) -> Escena:
    return Escena(base)


@contextmanager
def trabajando(escena: Escena, *argumentos: Any, **mas: Any) -> Iterator[None]:
    parar = threading.Event()
    hilo = threading.Thread(target=correr, args=(escena.base.dsn("prep_arbitro"), parar, *argumentos), kwargs=mas)
    hilo.start()
    try:
        hasta(lambda: escena.base.dueno(f"SELECT count(*) {SUYOS}") == [(1,)])
        yield
    finally:
        parar.set()
        hilo.join(20)
        assert not hilo.is_alive()


def plegada(escena: Escena, clave: str) -> bool:
    return escena.base.dueno("SELECT count(*) FROM prep.acta_estado WHERE acta = %s", clave) == [(1,)]


def test_pliega_lo_que_llega_tambien_dormido(escena: Escena) -> None:
    escena.hacer(1, ACTA, Acopio("01", "D"))
    with trabajando(escena):
        hasta(lambda: plegada(escena, ACTA))
        dormido = f"SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid IN (SELECT pid {SUYOS})"
        hasta(lambda: escena.base.dueno(dormido) == [(2,)])  # its own, and that of who sleeps
        escena.hacer(1, acta(3).clave, Acopio("01", "D"))
        hasta(lambda: plegada(escena, acta(3).clave))


def test_de_dos_arbitros_el_segundo_dice_que_ya_hay_uno(escena: Escena) -> None:
    with trabajando(escena), pytest.raises(OtroArbitro, match="Ya hay un árbitro en este nodo"):
        correr(escena.base.dsn("prep_arbitro"), threading.Event())


def test_cada_tanto_mira_lo_que_nadie_puede_tomar_y_relee_quien_esta(
    escena: Escena, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(proceso, "VIGILANCIA_S", 0.2)
    huella = escena.digitalizada(ACTA)
    escena.captura(2, ACTA, huella)
    escena.correr()
    escena.base.dueno("UPDATE prep.trabajo SET creado = creado - interval '10 minutes'")
    with trabajando(escena, Firmante(CENTRO, escena.llaves[CENTRO])):
        hasta(lambda: escena.etapa(ACTA) == "EN_MESA")


def test_si_pierde_la_base_pide_reponerla_y_sigue(escena: Escena, caplog: pytest.LogCaptureFixture) -> None:
    repuesta = threading.Event()
    with caplog.at_level(logging.WARNING), trabajando(escena, reponer=repuesta.set):
        with escena.base.conectar("prep_admin") as admin:
            admin.execute(f"SELECT pg_terminate_backend(pid) {SUYOS}")
        assert repuesta.wait(20)
        escena.hacer(1, ACTA, Acopio("01", "D"))
        hasta(lambda: plegada(escena, ACTA))
    assert "El árbitro perdió la base y la vuelve a buscar" in caplog.text


def test_no_se_duerme_mientras_un_hecho_que_no_avisara_viene_en_camino(escena: Escena) -> None:
    """Who delivers holds the lock shared until it commits, and saw an árbitro awake: it sends no notice."""
    vueltas: list[int] = []

    def lote() -> int:
        vueltas.append(1)
        return 1

    with escena.base.conectar("prep_arbitro") as conexion, escena.base.conectar("prep_dueno") as entrega:
        with entrega.transaction():
            entrega.execute("SELECT pg_advisory_xact_lock_shared(%s)", (candados.DORMIDO,))
            assert proceso._dormir(conexion, lote) is False
            assert vueltas == []
        assert proceso._dormir(conexion, lote) is True
        assert vueltas == [1]
        assert entrega.execute("SELECT pg_try_advisory_lock(%s)", (candados.DORMIDO,)).fetchone() == (True,)


def test_cada_tanto_deja_un_punto_de_la_cadena(escena: Escena, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proceso, "VIGILANCIA_S", 0.2)
    carpeta = tmp_path / "puntos"
    escena.hacer(1, ACTA, Acopio("01", "D"))
    with trabajando(escena, puntos=Puntos(carpeta, Firmante(CENTRO, escena.llaves[CENTRO]))):
        hasta(lambda: list(carpeta.glob("*.txt")))

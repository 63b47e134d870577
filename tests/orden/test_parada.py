"""A command that is told to stop ends once, in order, with one line and 130, whatever breaks on the way out."""

import logging
import os
import signal
from collections.abc import Iterator

import pytest

from prep.orden.parada import AVISOS, DETENIDA, a_su_tiempo, al_detener, con_parada, dormir


@pytest.fixture(autouse=True)
def _como_estaba() -> Iterator[None]:
    antes = [(aviso, signal.getsignal(aviso)) for aviso in (signal.SIGINT, signal.SIGTERM)]
    yield
    for aviso, quien in antes:
        signal.signal(aviso, quien)
    logging.disable(logging.NOTSET)


def pedir(aviso: signal.Signals) -> None:
    os.kill(os.getpid(), aviso)


@pytest.mark.parametrize("aviso", [signal.SIGINT, signal.SIGTERM])
def test_lo_que_se_rompe_por_la_parada_es_la_parada(aviso: signal.Signals, capsys: pytest.CaptureFixture[str]) -> None:
    def orden() -> int:
        try:
            pedir(aviso)
        finally:
            raise RuntimeError("another command is already in progress")

    assert con_parada(orden) == DETENIDA
    assert "Se detuvo, como se pidió" in capsys.readouterr().err


def test_otro_aviso_no_estorba_a_quien_recoge() -> None:
    recogido: list[str] = []

    def orden() -> int:
        try:
            pedir(signal.SIGINT)
        finally:
            pedir(signal.SIGINT)
            pedir(signal.SIGTERM)
            recogido.append("todo")
        return 0

    assert con_parada(orden) == DETENIDA and recogido == ["todo"]


def test_un_lazo_que_sigue_tras_cualquier_falla_termina_al_dormir() -> None:
    vueltas: list[int] = []

    def orden() -> int:
        while len(vueltas) < 3:
            try:
                pedir(signal.SIGINT)
            except BaseException:
                vueltas.append(1)  # as a driver that says that its query failed
            dormir(0)
        return 0

    def otra() -> int:
        dormir(0)
        return 0

    assert con_parada(orden) == DETENIDA and len(vueltas) == 1
    assert con_parada(otra) == 0, "la siguiente orden no está detenida"


def test_a_su_tiempo_lo_que_se_hace_termina_entero_y_se_detiene_al_dormir() -> None:
    hechas: list[int] = []

    def orden() -> int:
        with a_su_tiempo():
            for n in range(3):
                pedir(signal.SIGTERM)
                hechas.append(n)  # all of it, whenever the notice came
                dormir(60)
        return 0

    assert con_parada(orden) == DETENIDA and hechas == [0]


def test_sin_aviso_todo_sale_como_es() -> None:
    def falla() -> int:
        raise RuntimeError("de verdad")

    assert con_parada(lambda: 3) == 3
    with pytest.raises(RuntimeError, match="de verdad"):
        con_parada(falla)
    with pytest.raises(SystemExit):
        con_parada(lambda: exit(2))


def test_quien_atiende_el_aviso_deja_las_manos_como_estaban() -> None:
    antes, dichos = [signal.getsignal(aviso) for aviso in AVISOS], list[str]()
    with al_detener(lambda: dichos.append("basta")):
        for aviso in AVISOS:
            pedir(aviso)
    assert dichos == ["basta"] * 2 and [signal.getsignal(aviso) for aviso in AVISOS] == antes

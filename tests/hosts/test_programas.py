"""Schedules of what happens to a CATD and its link, from a seed: afterwards nothing is lost, doubled or unlike."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import partial
from uuid import uuid4

from central.nodo.centro import CENTRO
from prep.domain.hechos.hechos import Fase, Fuente, NombreFase
from tests.espera import hasta
from tests.hosts.lugar import un_lugar
from tests.hosts.programa import Campo, EscenaQueInsiste, juzgar, programa
from tests.hosts.red import Host, con_redes
from tests.hosts.relevador import Relevador, enlace

pytestmark = con_redes
SEMILLA, CUANTOS = int(os.environ.get("SEED") or 1), int(os.environ.get("N") or 1)
SUCESOS_DE_UNO = 3
DE_UN_LUGAR = 3  # schedules that one place has actas for


@contextmanager
def _campo(semilla: int) -> Iterator[Campo]:
    with ExitStack() as cierre:
        relevadores: list[Relevador] = []

        def con(ruteador: Host, centro: Host) -> None:
            relevadores.append(cierre.enter_context(enlace(ruteador, "fuera", centro, "red", semilla)))

        lugar = cierre.enter_context(un_lugar(con))
        escena = EscenaQueInsiste(lugar.escena.base, lugar.escena.llaves)
        with lugar.centro.dentro():
            for fase in (Fase(NombreFase.CEROS, ()), Fase(NombreFase.ABRIR)):
                lugar.sitios.centro.escena.hacer(CENTRO, "", fase, Fuente.CENTRO)
        yield Campo(lugar, relevadores[0], escena)


def test_lo_confirmado_llega_una_vez_pase_lo_que_pase() -> None:
    for primera in range(0, CUANTOS, DE_UN_LUGAR):
        with _campo(SEMILLA + primera) as campo:
            for semilla in range(SEMILLA + primera, SEMILLA + min(primera + DE_UN_LUGAR, CUANTOS)):
                sucesos = programa(semilla, SUCESOS_DE_UNO)
                print(f"Programa {semilla}: {', '.join(f'{s.nombre} {s.dura_s:.1f} s' for s in sucesos)}", flush=True)
                campo.jugar(sucesos)
                hasta(partial(_esta_bien, campo), f"programa {semilla}: {sucesos}", 90)
            que_se_nota_lo_plantado(campo)


def _esta_bien(campo: Campo) -> bool:
    return not juzgar(campo.ver())


def que_se_nota_lo_plantado(campo: Campo) -> None:
    """A loss, a double, one too many and a disagreement in what was just right."""
    bien = campo.ver()
    uno, acta = bien.en_centro[0], next(iter(bien.del_centro))
    for mal, dicho in (
        (replace(bien, en_centro=bien.en_centro[1:]), f"no llegó {uno}"),
        (replace(bien, en_centro=[*bien.en_centro, uno]), "hay hechos dos veces"),
        (replace(bien, en_centro=[*bien.en_centro, uuid4()]), "sobra"),
        (replace(bien, del_centro={**bien.del_centro, acta: ("VERIFICADA", "otro")}), f"{acta} no se pliega igual"),
        (replace(bien, cadena=False), "la cadena del nodo"),
    ):
        assert any(dicho in falla for falla in juzgar(mal)), dicho

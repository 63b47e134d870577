"""Cotejos by people at real windows: each outcome, from the opening to the cut that shows how it ended (R-06, R-07)."""

import csv
from typing import NamedTuple

from tests.e2e.manos import Manos
from tests.e2e.maquina import maquina
from tests.e2e.ventanas import Noche, fila_publicada, noche
from tests.gui.pantalla_x import pantalla_x

__all__ = ["maquina", "noche", "pantalla_x"]

PUBLICAR = ["corte", "publicar", "--datos", "centro", "--salida", "publicacion"]
ABIERTOS = "SELECT count(*) FROM prep.acta_estado WHERE (estado ->> 'cotejo_abierto')::boolean"
CIFRAS = "SELECT estado #>> '{fuentes,0,valores,-1}' FROM prep.acta_estado WHERE etapa = 'VERIFICADA'"
TOTAL = "TOTAL_VOTOS_ASENTADO"
MALO, OTRO = "1", "2"  # the total as both wrote it, and as one person would have it


class Gente(NamedTuple):
    """The window of each."""

    ana: str
    beto: str
    caro: str
    dani: str
    gabi: str


def test_un_cotejo_con_cada_resultado_hasta_su_corte_por_ventanas_de_verdad(noche: Noche) -> None:
    acta, papel = noche.acta, noche.papel[noche.acta.clave]
    noche.maquina.correr(["fase", "ceros", "--datos", "centro"])
    noche.maquina.de_dos("fase", "abrir")
    gente = Gente(*(noche.sentar(f"e01-{n}", quien)[1] for n, quien in enumerate(Gente._fields, start=1)))
    manos = Manos(noche)

    manos.recibir(gente.ana, acta)
    manos.ir_a(gente.ana, "Digitalización")
    manos.digitalizar(acta)
    _capturan(noche, manos, gente, MALO, 1)
    noche.de_dos("fase", "publicar")
    assert _publicada(noche)[TOTAL] == MALO

    # accepted: one person says that what was published is what the paper says, and nothing changes
    manos.ir_a(gente.dani, "Cotejos")
    _coteja(noche, manos, gente.dani)
    manos.pedir(gente.dani, "F2")
    _abiertos(noche, 0)

    # accepted with other figures: the second person's signature changes the row, and the list says so
    _coteja(noche, manos, gente.dani)
    noche.pantalla.enfocar(gente.dani)
    noche.pantalla.tecla(*["Down"] * (len(papel) - 1))
    noche.pantalla.teclear(OTRO)
    noche.pantalla.tecla("Return", "ctrl+F2")
    manos.contestar("Aceptada con modificación", "Return")
    noche.ver(lambda: noche.hay("PROPUESTA", 1), "la propuesta en el nodo")
    assert noche.base(CIFRAS) == [(MALO,)], "una persona sola no cambia nada"
    _acepta(noche, manos, gente.gabi)
    fila = _publicada(noche)
    assert fila[TOTAL] == OTRO
    cambios = [(c["CAMPO"], c["ANTES"], c["DESPUES"]) for c in _cambios(noche, fila)]
    assert cambios == [(TOTAL, MALO, OTRO)], "nada más: lo que se aceptó como estaba no cambió"

    # not accepted: it leaves the count until two people have captured it again
    _coteja(noche, manos, gente.dani)
    manos.destino(gente.dani, "a")
    manos.contestar("No aceptada: recapturar", "Return")
    noche.ver(lambda: noche.hay("PROPUESTA", 2), "la propuesta en el nodo")
    _acepta(noche, manos, gente.gabi)
    assert _publicada(noche)[TOTAL] == "-"
    _capturan(noche, manos, gente, MALO, 3)
    noche.ver(lambda: noche.base(CIFRAS) == [(MALO,)], "lo capturado otra vez")

    # its image does not serve: another is scanned, two people capture that one, and the paper is what is published
    _coteja(noche, manos, gente.dani)
    manos.destino(gente.dani, "b")
    manos.contestar("No aceptada: redigitalizar", "Return")
    noche.ver(lambda: noche.hay("PROPUESTA", 3), "la propuesta en el nodo")
    _acepta(noche, manos, gente.gabi)
    manos.digitalizar(acta, toma=2, ventana=gente.ana)
    _capturan(noche, manos, gente, str(papel[-1]), 5)
    fila = _publicada(noche)
    assert fila[TOTAL] == str(papel[-1]) and fila["OBSERVACIONES"] in {"", "-"}, fila
    assert noche.base("SELECT count(*) FROM prep.cuarentena") == [(0,)]


def _capturan(noche: Noche, manos: Manos, gente: Gente, total: str, desde: int) -> None:
    """Two people write the figures of the paper, with that total."""
    for n, ventana in enumerate((gente.beto, gente.caro), start=desde):
        manos.capturar(ventana, noche.acta, (*noche.papel[noche.acta.clave][:-1], total), n)


def _coteja(noche: Noche, manos: Manos, dani: str) -> None:
    """She asks with a reason that the acta be compared, and opens it from the tray beside its image."""
    manos.pedir(dani, "F7")
    manos.contestar("Pedir un cotejo", "Return", texto=noche.acta.clave)
    manos.contestar("Pedir un cotejo", "Return")
    _abiertos(noche, 1)

    def abierto() -> bool:
        if "JEFATURA" not in noche.pantalla.titulos()[dani]:
            manos.pedir(dani, "F3")
        return "JEFATURA" in noche.pantalla.titulos()[dani]

    noche.ver(abierto, "el cotejo en la ventana")


def _acepta(noche: Noche, manos: Manos, gabi: str) -> None:
    """Who coordinates agrees: F2 goes from what was answered to what waits; the question's focus does nothing."""
    manos.ir_a(gabi, "Propuestas")

    def preguntada() -> bool:
        if "Aceptar lo propuesto" not in str(noche.pantalla.titulos()):
            manos.pedir(gabi, "F2", "F2")  # as a hand that insists: it is asked once
        return "Aceptar lo propuesto" in str(noche.pantalla.titulos())

    noche.ver(preguntada, "la pregunta de la conformidad")
    manos.contestar("Aceptar lo propuesto", "Tab", "Return")
    _abiertos(noche, 0)


def _abiertos(noche: Noche, cuantos: int) -> None:
    noche.ver(lambda: noche.base(ABIERTOS) == [(cuantos,)], f"{cuantos} cotejos abiertos")


def _publicada(noche: Noche) -> dict[str, str]:
    """The row of the acta in the next cut: there is one a minute, so it is asked for no more often than it must."""
    noche.maquina.correr(PUBLICAR)
    return fila_publicada(noche.maquina.aqui / "publicacion" / "actual", noche.acta)


def _cambios(noche: Noche, fila: dict[str, str]) -> list[dict[str, str]]:
    """The lines of the list of corrected rows that speak of that row."""
    (lista,) = (noche.maquina.aqui / "publicacion" / "actual").glob("*CORRECCIONES*.csv")
    dichos = csv.DictReader(lista.read_text("utf-8-sig").splitlines())
    return [dicho for dicho in dichos if dicho["CLAVE_ACTA"] == fila["CLAVE_ACTA"]]

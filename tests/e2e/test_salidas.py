"""Ways out, by people at real windows: an incident to its closing, a published acta corrected by two, a CATD closed."""

import csv
import json
import time
from collections.abc import Callable
from typing import NamedTuple

from tests.e2e.manos import Manos
from tests.e2e.maquina import maquina
from tests.e2e.ventanas import Noche, esperar, fila_publicada, noche
from tests.gui.pantalla_x import pantalla_x

__all__ = ["maquina", "noche", "pantalla_x"]

PUBLICAR = ["corte", "publicar", "--datos", "centro", "--salida", "publicacion"]
RAZON = "Las cifras no son las del acta."  # the first of those that are offered
MALO = "1"  # the total that both wrote


def test_un_incidente_una_correccion_y_un_cierre_por_ventanas_de_verdad(noche: Noche) -> None:
    noche.maquina.correr(["fase", "ceros", "--datos", "centro"])
    noche.maquina.de_dos("fase", "abrir")
    gente = Gente(*(noche.sentar(f"e01-{n}", quien)[1] for n, quien in enumerate(Gente._fields, start=1)))
    manos = Manos(noche)

    _un_incidente_en_tres_teclas_se_atiende_y_se_cierra(noche, manos, gente)
    _dos_se_equivocan_igual_y_asi_se_publica(noche, manos, gente)
    _una_propone_otra_acepta_y_el_corte_dice_que_cambio(noche, manos, gente)
    _el_catd_se_cierra_entre_dos(noche, manos, gente)
    _lo_que_llega_despues_se_publica_y_el_cierre_lo_dice(noche, manos, gente)

    assert noche.base("SELECT count(*) FROM prep.cuarentena") == [(0,)]


class Gente(NamedTuple):
    """The window of each."""

    ana: str
    beto: str
    caro: str
    dani: str
    gabi: str


def _un_incidente_en_tres_teclas_se_atiende_y_se_cierra(noche: Noche, manos: Manos, gente: Gente) -> None:
    maquina = noche.maquina
    noche.titulo(gente.ana, "Acopio")
    manos.pedir(gente.ana, "ctrl+i")
    manos.contestar("Incidente", "6", "Return")
    manos.ir_a(gente.gabi, "Coordinación")
    esperar(lambda: "EQUIPO" in maquina.correr(["incidentes", "--json", "--datos", "centro"]).upper(), "el incidente")
    noche.pantalla.enfocar(gente.gabi)
    _hasta_que(noche, gente.gabi, "F2", lambda: _pasos(noche)[:1] == ["TOMA"])
    manos.pedir(gente.gabi, "ctrl+F2")
    manos.contestar("Cerrar el incidente", "Return")
    esperar(lambda: _pasos(noche)[-1] == "CIERRA", "el incidente cerrado")
    esperar(lambda: "No hay" in maquina.correr(["incidentes", "--datos", "centro"]), "que nada quede abierto")


def _dos_se_equivocan_igual_y_asi_se_publica(noche: Noche, manos: Manos, gente: Gente) -> None:
    acta = noche.acta
    manos.recibir(gente.ana, acta)
    manos.ir_a(gente.ana, "Digitalización")
    manos.digitalizar(acta)
    for n, ventana in enumerate((gente.beto, gente.caro), start=1):
        manos.capturar(ventana, acta, (*noche.papel[acta.clave][:-1], MALO), n)
    noche.de_dos("fase", "publicar")
    assert _publicada(noche, 1)["TOTAL_VOTOS_ASENTADO"] == MALO


def _una_propone_otra_acepta_y_el_corte_dice_que_cambio(noche: Noche, manos: Manos, gente: Gente) -> None:
    bueno = str(noche.papel[noche.acta.clave][-1])
    manos.pedir(gente.dani, "ctrl+o")
    noche.titulo(gente.dani, "Propuestas")
    manos.destino(gente.dani, "b")
    manos.contestar("Proponer un cambio", "Return", texto=noche.acta.clave)
    manos.contestar("Proponer un cambio", "Down", "Return")  # other figures
    manos.contestar("Proponer un cambio", "End", "Return")  # of the last field
    manos.contestar("Proponer un cambio", "Return", texto=bueno)
    manos.contestar("Proponer un cambio", "Return")  # that is all
    manos.contestar("Proponer un cambio", "Return")  # its reason: the first
    manos.hay("PROPUESTA")
    manos.pedir(gente.gabi, "ctrl+o")
    noche.titulo(gente.gabi, "Propuestas")
    _hasta_que(noche, gente.gabi, "F2", lambda: "Aceptar lo propuesto" in str(noche.pantalla.titulos()))
    manos.contestar("Aceptar lo propuesto", "Tab", "Return")
    manos.hay("CONFORME")
    assert _publicada(noche, 2)["TOTAL_VOTOS_ASENTADO"] == bueno
    correcciones = next((noche.maquina.aqui / "publicacion" / "actual").glob("*CORRECCIONES*.csv"))
    suyas = [fila for fila in csv.reader(correcciones.read_text("utf-8-sig").splitlines()) if RAZON in fila]
    assert suyas and all({MALO, bueno} <= set(fila) for fila in suyas)


def _el_catd_se_cierra_entre_dos(noche: Noche, manos: Manos, gente: Gente) -> None:
    """Each difference with its reason."""
    manos.ir_a(gente.gabi, "Cierre")
    _hasta_que(noche, gente.gabi, "F2", lambda: "Firmar el cierre" in str(noche.pantalla.titulos()))
    while "¿Firmar el cierre?" not in str(noche.pantalla.titulos()):
        manos.contestar("Firmar el cierre", "Return")  # how many to a box; of each kind why, the first, and no more
        noche.otra_ventana("irmar el cierre", set())
    manos.contestar("¿Firmar el cierre?", "Tab", "Return")
    noche.ver(lambda: _actos(noche) == [("CATD_EMPACADO", "gabi")], "la primera firma")
    manos.ir_a(gente.dani, "Cierre")
    _hasta_que(noche, gente.dani, "ctrl+F2", lambda: "Segunda firma" in str(noche.pantalla.titulos()))
    manos.contestar("Segunda firma del cierre", "Tab", "Return")
    noche.ver(lambda: _actos(noche)[1:] == [("CATD_EMPAQUE_CONFORME", "dani")], "la segunda firma")


def _lo_que_llega_despues_se_publica_y_el_cierre_lo_dice(noche: Noche, manos: Manos, gente: Gente) -> None:
    otra, maquina = noche.otra, noche.maquina
    manos.ir_a(gente.ana, "Acopio")
    manos.recibir(gente.ana, otra)
    manos.digitalizar(otra)
    for n, ventana in enumerate((gente.beto, gente.caro), start=1):
        manos.capturar(ventana, otra, noche.papel[otra.clave], n)
    maquina.correr(PUBLICAR)
    fila = fila_publicada(maquina.aqui / "publicacion" / "actual", otra)
    assert fila["TOTAL_VOTOS_ASENTADO"] == str(noche.papel[otra.clave][-1])
    estado = json.loads(maquina.correr(["estado", "--json", "--datos", "centro"], (0, 3)))
    assert "cambió después" in json.dumps(estado, ensure_ascii=False)


def _publicada(noche: Noche, corte: int) -> dict[str, str]:
    """The row of the acta in the next cut."""
    assert f"CORTE {corte}" in noche.maquina.correr(PUBLICAR).upper()
    return fila_publicada(noche.maquina.aqui / "publicacion" / "actual", noche.acta)


def _hasta_que(noche: Noche, ventana: str, tecla: str, paso: Callable[[], bool]) -> None:
    """That key, again while what it is for is not in the window yet."""

    def pasa() -> bool:
        if not paso():
            noche.pantalla.enfocar(ventana)
            noche.pantalla.tecla(tecla)
            time.sleep(0.5)
        return paso()

    noche.ver(pasa, f"lo que hace {tecla}")


def _pasos(noche: Noche) -> list[object]:
    dichos = noche.base("SELECT cuerpo::json ->> 'paso' FROM prep.hecho WHERE tipo = 'SEGUIMIENTO' ORDER BY sec")
    return [paso for (paso,) in dichos]


def _actos(noche: Noche) -> list[tuple[object, ...]]:
    return noche.base(
        "SELECT cuerpo::json ->> 'codigo', operador FROM prep.hecho WHERE tipo = 'INCIDENCIA'"
        " AND cuerpo::json ->> 'codigo' IN ('CATD_EMPACADO', 'CATD_EMPAQUE_CONFORME') ORDER BY sec"
    )

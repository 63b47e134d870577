"""Ways out, by people at real windows: an incident to its closing, a published acta corrected by two, a CATD closed."""

import csv
import json
import time
from collections.abc import Callable

from tests.e2e.manos import Manos
from tests.e2e.maquina import maquina
from tests.e2e.ventanas import Noche, esperar, fila_publicada, noche
from tests.gui.pantalla_x import pantalla_x

__all__ = ["maquina", "noche", "pantalla_x"]

PUBLICAR = ["corte", "publicar", "--datos", "centro", "--salida", "publicacion"]
RAZON = "Las cifras no son las del acta."  # the first of those that are offered


def test_un_incidente_una_correccion_y_un_cierre_por_ventanas_de_verdad(noche: Noche) -> None:
    maquina, manos, acta = noche.maquina, Manos(noche), noche.acta
    maquina.correr(["fase", "ceros", "--datos", "centro"])
    maquina.de_dos("fase", "abrir")
    _, ana = noche.sentar("e01-1", "ana")
    _, beto = noche.sentar("e01-2", "beto")
    _, caro = noche.sentar("e01-3", "caro")
    _, dani = noche.sentar("e01-4", "dani")
    _, gabi = noche.sentar("e01-5", "gabi")

    # en acopio se registra un incidente en tres teclas, y quien coordina lo atiende y lo cierra
    noche.titulo(ana, "Acopio")
    manos.pedir(ana, "ctrl+i")
    manos.contestar("Incidente", "6", "Return")
    manos.ir_a(gabi, "Coordinación")
    esperar(lambda: "EQUIPO" in maquina.correr(["incidentes", "--json", "--datos", "centro"]).upper(), "el incidente")
    noche.pantalla.enfocar(gabi)
    _hasta_que(noche, gabi, "F2", lambda: _pasos(noche)[:1] == ["TOMA"])
    manos.pedir(gabi, "F7")
    manos.contestar("Cerrar el incidente", "Return")
    esperar(lambda: _pasos(noche)[-1] == "CIERRA", "el incidente cerrado")
    esperar(lambda: "No hay" in maquina.correr(["incidentes", "--datos", "centro"]), "que nada quede abierto")

    # dos personas se equivocan igual en el total: así se publica
    valores = noche.papel[acta.clave]
    bueno, malo = valores[-1], "1"
    manos.recibir(ana, acta)
    manos.ir_a(ana, "Digitalización")
    manos.digitalizar(acta)
    for n, ventana in enumerate((beto, caro), start=1):
        manos.capturar(ventana, acta, (*valores[:-1], malo), n)
    maquina.de_dos("fase", "publicar")
    assert _publicada(noche, 1)["TOTAL_VOTOS_ASENTADO"] == malo

    # una propone la cifra del papel, otra la acepta, y el siguiente corte dice cuál era, cuál es y por qué
    manos.pedir(dani, "ctrl+o")
    noche.titulo(dani, "Propuestas")
    manos.pedir(dani, "F5")
    manos.contestar("Proponer un cambio", "Return", texto=acta.clave)
    manos.contestar("Proponer un cambio", "Down", "Return")  # other figures
    manos.contestar("Proponer un cambio", "End", "Return")  # of the last field
    manos.contestar("Proponer un cambio", "Return", texto=str(bueno))
    manos.contestar("Proponer un cambio", "Return")  # that is all
    manos.contestar("Proponer un cambio", "Return")  # its reason: the first
    manos.hay("PROPUESTA")
    manos.pedir(gabi, "ctrl+o")
    noche.titulo(gabi, "Propuestas")
    _hasta_que(noche, gabi, "F2", lambda: "Aceptar lo propuesto" in str(noche.pantalla.titulos()))
    manos.contestar("Aceptar lo propuesto", "Tab", "Return")
    manos.hay("CONFORME")
    assert _publicada(noche, 2)["TOTAL_VOTOS_ASENTADO"] == str(bueno)
    correcciones = next((maquina.aqui / "publicacion" / "actual").glob("*CORRECCIONES*.csv"))
    suyas = [fila for fila in csv.reader(correcciones.read_text("utf-8-sig").splitlines()) if RAZON in fila]
    assert suyas and all({malo, str(bueno)} <= set(fila) for fila in suyas)

    # el CATD se cierra entre dos, con la razón de cada diferencia; lo que llega después se publica y el cierre lo dice
    manos.ir_a(gabi, "Cierre")
    _hasta_que(noche, gabi, "F2", lambda: "Firmar el cierre" in str(noche.pantalla.titulos()))
    while "¿Firmar el cierre?" not in str(noche.pantalla.titulos()):
        manos.contestar("Firmar el cierre", "Return")  # how many to a box; of each kind why, the first, and no more
        noche.otra_ventana("irmar el cierre", set())
    manos.contestar("¿Firmar el cierre?", "Tab", "Return")
    noche.ver(lambda: _actos(noche) == [("CATD_EMPACADO", "gabi")], "la primera firma")
    manos.ir_a(dani, "Cierre")
    _hasta_que(noche, dani, "F3", lambda: "Segunda firma" in str(noche.pantalla.titulos()))
    manos.contestar("Segunda firma del cierre", "Tab", "Return")
    noche.ver(lambda: _actos(noche)[1:] == [("CATD_EMPAQUE_CONFORME", "dani")], "la segunda firma")

    otra = noche.otra
    manos.ir_a(ana, "Acopio")
    manos.recibir(ana, otra)
    manos.digitalizar(otra)
    for n, ventana in enumerate((beto, caro), start=1):
        manos.capturar(ventana, otra, noche.papel[otra.clave], n)
    maquina.correr(PUBLICAR)
    fila = fila_publicada(maquina.aqui / "publicacion" / "actual", otra)
    assert fila["TOTAL_VOTOS_ASENTADO"] == str(noche.papel[otra.clave][-1])
    assert "cambió después" in json.dumps(json.loads(maquina.correr(["estado", "--json", "--datos", "centro"], (0, 3))),
                                          ensure_ascii=False)  # fmt: skip
    assert noche.base("SELECT count(*) FROM prep.cuarentena") == [(0,)]


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

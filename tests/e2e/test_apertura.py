"""Before the opening, by people at real windows: asked twice, held for its hour, let out by two, and published."""

import json
from functools import partial

from prep.domain.catalogo.catalogo import Acta
from prep.domain.catalogo.etiqueta import texto_etiqueta
from prep.domain.reglas.apertura import LIBERADA
from tests.e2e.manos import ACOPIO, Manos
from tests.e2e.maquina import maquina
from tests.e2e.ventanas import PROCESO, Noche, SalaDeVerdad, esperar, fila_publicada, noche
from tests.gui.pantalla_x import pantalla_x

__all__ = ["maquina", "noche", "pantalla_x"]

LIBERADAS = "SELECT 1 FROM prep.hecho WHERE tipo = 'INCIDENCIA' AND cuerpo::json ->> 'codigo' = %s"
ANOTADAS = "SELECT 1 FROM prep.minuto WHERE verificada > 0"
PUBLICAR = ["corte", "publicar", "--datos", "centro", "--salida", "publicacion"]


def test_lo_recibido_antes_de_abrir_se_retiene_y_dos_personas_lo_liberan(noche: Noche) -> None:
    maquina, manos, temprana = noche.maquina, Manos(noche), noche.acta
    maquina.correr(["fase", "ceros", "--datos", "centro"])
    _, ana = noche.sentar("e01-1", "ana")
    _, beto = noche.sentar("e01-2", "beto")
    _, caro = noche.sentar("e01-3", "caro")

    # antes de abrir el mostrador pregunta dos veces; con Enter y con una lectura no recibe
    noche.titulo(ana, "Acopio")
    manos.pedir(ana, "alt+d")
    etiqueta = texto_etiqueta(PROCESO, temprana.clave)
    noche.pantalla.teclear(etiqueta, ana)
    noche.pantalla.tecla("Return")
    una = noche.otra_ventana("TODAVÍA NO ABRE", set())
    noche.pantalla.enfocar(una)
    noche.pantalla.leer(etiqueta, una)
    assert una in noche.pantalla.titulos() and not noche.base(ACOPIO, temprana.clave)
    noche.pantalla.mantener("r", una)
    noche.pantalla.mantener("s", noche.otra_ventana("¿Recibir antes de abrir?", set()))
    esperar(lambda: bool(noche.base(ACOPIO, temprana.clave)), "el acopio en el nodo")

    # se abre, y se trabaja como todas: el corte la retiene sólo por su hora, y la sala lo dice
    maquina.de_dos("fase", "abrir")
    manos.ir_a(ana, "Digitalización")
    _trabajar(noche, manos, temprana, (beto, caro))
    noche.de_dos("fase", "publicar")
    assert _publicada(noche, 1, temprana)["TOTAL_VOTOS_ASENTADO"] == "-"
    dicho = json.loads(maquina.correr(["estado", "--json", "--datos", "centro"], (0, 3)))
    assert dicho["retenidas"] == {"todas": 1, "por_su_hora": 1} and dicho["apertura"]
    assert any("prep retenidas" in tarea["orden"] for tarea in dicho["por_hacer"])

    # una persona la propone desde la sala y otra la acepta: sale en el siguiente corte con sus cifras
    sala = SalaDeVerdad.abrir(noche)
    sala.dice("fase publicar")
    sala.entrar("elena")
    sala.ordenar("f")
    sala.contestar("Retenidas", "Return")  # all of them
    sala.contestar("Retenidas", "Return")  # why: the first
    sala.contestar("Retenidas", "Return")  # that it is proposed
    noche.ver(partial(_propuestas, noche, 1), "la propuesta")
    sala.contestar("Retenidas", "Return")  # until when it waits
    assert not noche.base(LIBERADAS, LIBERADA), "una sola persona no la libera"
    sala.pedir("F10")
    sala.entrar("jorge")
    sala.pedir("ctrl+o")
    sala.contestar("Propuestas", "Return")
    sala.contestar("Propuesta ", "Tab", "Return")
    noche.ver(lambda: bool(noche.base(LIBERADAS, LIBERADA)), "lo liberado")

    # la siguiente ya no se pregunta, y el siguiente corte lleva las dos con sus cifras
    otra = noche.otra
    manos.ir_a(ana, "Acopio")
    manos.recibir(ana, otra)
    _trabajar(noche, manos, otra, (beto, caro))
    assert _publicada(noche, 2, temprana)["TOTAL_VOTOS_ASENTADO"] == str(noche.papel[temprana.clave][-1])
    suya = fila_publicada(maquina.aqui / "publicacion" / "actual", otra)
    assert suya["TOTAL_VOTOS_ASENTADO"] == str(noche.papel[otra.clave][-1])
    assert json.loads(maquina.correr(["estado", "--json", "--datos", "centro"], (0, 3)))["retenidas"]["todas"] == 0

    # cómo va se ve en la sala y en cada ventana, y sale de lo que el centro en marcha fue anotando
    sala.contestar("Propuesta ", "Return")  # that it was done
    sala.pedir("alt+n")
    sala.contestar("La noche", "Escape")
    noche.pantalla.enfocar(beto)
    noche.pantalla.tecla("F4")
    noche.pantalla.enfocar(noche.otra_ventana("Mi noche", set()))
    noche.pantalla.tecla("Escape")
    noche.ver(lambda: bool(noche.base(ANOTADAS)), "lo verificado en la memoria del centro")
    va = json.loads(maquina.correr(["pronostico", "--json", "--datos", "centro"]))
    assert va["registradas"] == 2 and va["apertura"] == dicho["apertura"]


def _trabajar(noche: Noche, manos: Manos, acta: Acta, ventanas: tuple[str, str]) -> None:
    manos.digitalizar(acta)
    for n, ventana in enumerate(ventanas, start=1):
        manos.capturar(ventana, acta, noche.papel[acta.clave], n)


def _publicada(noche: Noche, corte: int, acta: Acta) -> dict[str, str]:
    """Its row in the next cut."""
    assert f"CORTE {corte}" in noche.maquina.correr(PUBLICAR).upper()
    return fila_publicada(noche.maquina.aqui / "publicacion" / "actual", acta)


def _propuestas(noche: Noche, cuantas: int) -> bool:
    dichas = json.loads(noche.maquina.correr(["estado", "--json", "--datos", "centro"], (0, 3)))["propuestas"]
    return bool(dichas == cuantas)

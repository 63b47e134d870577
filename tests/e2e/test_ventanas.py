"""An acta from its sobre to the next cut, by people at real windows: no mouse, no robot, the figures of the paper."""

import json
from collections.abc import Sequence
from functools import partial

from prep.domain.catalogo.etiqueta import texto_etiqueta
from prep.services.acopio.casillas import de_una
from simulacro.papel.dibujo.dibujo import dibujar
from simulacro.papel.papel import Papel
from tests.e2e.maquina import maquina
from tests.e2e.ventanas import PROCESO, Noche, SalaDeVerdad, esperar, fila_publicada, noche
from tests.gui.pantalla_x import pantalla_x

__all__ = ["maquina", "noche", "pantalla_x"]

YA_NO = "ya no es suya"


def test_del_sobre_al_corte_por_ventanas_de_verdad(noche: Noche) -> None:
    acta, valores = noche.acta, noche.papel[noche.acta.clave]
    captura = f"Captura: JEFATURA DE GOBIERNO · Sección {acta.seccion}"

    # la coordinación entra a la sala y abre la operación
    sala = SalaDeVerdad.abrir(noche)
    sala.dice("sin fase")
    sala.entrar("elena")
    sala.declarar("ceros")
    sala.declarar("abrir", conforme="jorge")
    sala.dice("recibidas 0, digitalizadas 0, capturadas 0, verificadas 0")

    _acopiar_y_digitalizar(noche)
    sala.dice("digitalizadas 1, capturadas 0, verificadas 0")

    # a quien tiene el acta a medias se la liberan desde la sala: se le dice, la deja y le llega otra vez
    _, beto = noche.sentar("e01-2", "beto")
    noche.titulo(beto, captura)
    _teclear(noche, beto, valores[:3])
    sala.dice("en manos 1")
    sala.pedir("F4")
    sala.contestar("Liberar un trabajo", "Return")
    sala.contestar("Liberar un trabajo", "Return")  # why: the first of the reasons
    esperar(lambda: _tiene(noche) == [], "el acta libre en el nodo")
    noche.titulo(beto, YA_NO)
    noche.pantalla.enfocar(beto)
    noche.pantalla.tecla("F7")
    noche.pantalla.enfocar(noche.otra_ventana("Devolver el acta", set()))
    noche.pantalla.tecla("Tab", "Return")
    esperar(lambda: YA_NO not in noche.pantalla.titulos()[beto], "que la deje")
    noche.titulo(beto, captura)
    esperar(lambda: _tiene(noche) == ["beto"], "el acta en sus manos otra vez")

    # dos personas la capturan, y la segunda se equivoca en el último campo
    _, caro = noche.sentar("e01-3", "caro")
    noche.titulo(caro, captura)
    _capturar(noche, beto, valores, 1)
    _capturar(noche, caro, (*valores[:-1], 1), 2)
    sala.dice("capturadas 1, verificadas 0")

    _decidir(noche)
    sala.dice("verificadas 1")

    # se publica desde la sala, y el siguiente corte la lleva
    sala.declarar("publicar", "PUBLICAR", conforme="elena")
    noche.maquina.correr(["corte", "publicar", "--datos", "centro", "--salida", "publicacion"])
    fila = fila_publicada(noche.maquina.aqui / "publicacion" / "actual", acta)
    forma = noche.catalogo.forma_de(acta)
    assert [fila[c] for c in forma.votos] == [str(v) for v in valores[len(forma.totales) : -1]]
    assert fila["TOTAL_VOTOS_ASENTADO"] == str(valores[-1])
    estado = json.loads(noche.maquina.correr(["estado", "--json", "--datos", "centro"], (0, 3)))
    assert estado["alarmas"] == [] or all("FIRMA" not in str(a) for a in estado["alarmas"])
    ordenes = noche.base("SELECT operador FROM prep.hecho WHERE cuerpo::jsonb ->> 'codigo' = 'ORDEN_DE_SALA'")
    assert ordenes == [("elena",), ("jorge",)], "los ceros y una liberación, con su firma"
    mitades = noche.base("SELECT tipo, operador FROM prep.hecho WHERE tipo IN ('PROPUESTA', 'CONFORME') ORDER BY sec")
    assert mitades == [("PROPUESTA", "elena"), ("CONFORME", "jorge"), ("PROPUESTA", "jorge"), ("CONFORME", "elena")]
    assert noche.base("SELECT count(*) FROM prep.cuarentena") == [(0,)]
    assert sala.programa.proceso.poll() is None


def _acopiar_y_digitalizar(noche: Noche) -> None:
    """The sobre comes, its acta is received, and its page falls in the watched folder."""
    acta, pantalla = noche.acta, noche.pantalla
    _, ana = noche.sentar("e01-1", "ana")
    noche.titulo(ana, "Acopio")
    pantalla.enfocar(ana)
    pantalla.tecla("alt+d")  # it came straight from the DAT
    pantalla.teclear(texto_etiqueta(PROCESO, acta.clave), ana)
    pantalla.tecla("Return")
    esperar(lambda: noche.cuantos("ACOPIO") == 1, "el acopio en el nodo")
    pantalla.tecla("F9")
    noche.titulo(ana, "Digitalización")
    entrada = noche.maquina.aqui / "fichas" / "e01-1" / "escaneos"
    esperar(entrada.is_dir, "la carpeta vigilada")
    papel = Papel(acta.clave, noche.papel[acta.clave], "ACTA PREP")
    (entrada / "hoja.tmp").write_bytes(dibujar(papel, noche.catalogo, 1, etiqueta=True))
    (entrada / "hoja.tmp").rename(entrada / "hoja.jpg")
    esperar(lambda: noche.cuantos("IMAGEN") == 1, "la imagen en el nodo")


def _capturar(noche: Noche, ventana: str, valores: Sequence[object], van: int) -> None:
    _teclear(noche, ventana, valores)
    noche.pantalla.tecla("Return")
    esperar(partial(noche.hay, "CAPTURA", van), f"la captura {van} en el nodo")


def _teclear(noche: Noche, ventana: str, valores: Sequence[object]) -> None:
    for valor in valores:
        noche.pantalla.teclear(str(valor), ventana)
        noche.pantalla.tecla("Return")


def _tiene(noche: Noche) -> list[object]:
    """Who holds the acta."""
    filas = noche.base("SELECT operador FROM prep.trabajo WHERE acta = %s AND toma IS NOT NULL", noche.acta.clave)
    return [quien for (quien,) in filas]


def _decidir(noche: Noche) -> None:
    """Nobody else may capture it: the desk decides, with the figure of the first."""
    _, dani = noche.sentar("e01-4", "dani")
    noche.titulo(dani, "Validación")
    esperar(lambda: bool(noche.base("SELECT 1 FROM prep.trabajo WHERE clase = 'MESA'")), "el caso en la mesa")
    noche.pantalla.enfocar(dani)
    noche.pantalla.tecla("F3")
    noche.titulo(dani, de_una(noche.acta).nombre_largo)
    noche.pantalla.teclear("a", dani)
    antes = set(noche.pantalla.titulos())
    noche.pantalla.tecla("F2")
    # its reason is asked in a dialog of its own; its default is taken with Enter
    esperar(lambda: bool(set(noche.pantalla.titulos()) - antes), "la pregunta del motivo")
    (pregunta,) = set(noche.pantalla.titulos()) - antes
    noche.pantalla.enfocar(pregunta)
    noche.pantalla.tecla("Return")
    esperar(lambda: noche.hay("DICTAMEN", 1), "el dictamen en el nodo")

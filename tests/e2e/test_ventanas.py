"""An acta from its sobre to the next cut, by people at real windows: no mouse, no robot, the figures of the paper."""

import json
from collections.abc import Sequence
from functools import partial

from prep.domain.catalogo.catalogo import Acta
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
    captura = f"JEFATURA DE GOBIERNO · Sección {acta.seccion}"

    # who coordinates comes into the control room and opens
    sala = SalaDeVerdad.abrir(noche)
    sala.dice("sin fase")
    sala.entrar("elena")
    sala.declarar("ceros")
    sala.declarar("abrir", conforme="jorge")
    sala.dice("recibidas 0, digitalizadas 0, capturadas 0, verificadas 0")

    # an acta with the label of another: who captures it sees it, the desk says which it is, and it is scanned as that
    _, ana = noche.sentar("e01-1", "ana")
    _, beto = noche.sentar("e01-2", "beto")
    _, dani = noche.sentar("e01-4", "dani")
    _recibir(noche, ana, noche.otra)
    _digitalizar(noche, noche.otra.clave)
    _devolver(noche, beto)
    _es_otra(noche, dani)
    noche.pantalla.enfocar(ana)
    noche.pantalla.tecla("F9")
    _recibir(noche, ana, acta)
    _digitalizar(noche, acta.clave, ana)
    sala.dice("digitalizadas 1, capturadas 0, verificadas 0")

    # the acta that somebody has half done is freed from the control room: they are told, leave it, and get it again
    noche.reconocer(beto, captura)
    _teclear(noche, beto, valores[:3])
    sala.dice("en manos 1")
    sala.ordenar("b")
    sala.contestar("Liberar un trabajo", "Return")
    sala.contestar("Liberar un trabajo", "Return")  # why: the first of the reasons
    esperar(lambda: _tiene(noche) == [], "el acta libre en el nodo")
    noche.titulo(beto, YA_NO)
    noche.pantalla.enfocar(beto)
    noche.pantalla.tecla("F11")
    noche.pantalla.enfocar(noche.otra_ventana("Dejar el acta", set()))
    noche.pantalla.tecla("Tab", "Return")
    esperar(lambda: YA_NO not in noche.pantalla.titulos()[beto], "que la deje")
    noche.reconocer(beto, captura)
    esperar(lambda: _tiene(noche) == ["beto"], "el acta en sus manos otra vez")

    # two people capture it, and the second is wrong in the last field
    _, caro = noche.sentar("e01-3", "caro")
    noche.reconocer(caro, captura)
    _capturar(noche, beto, valores, 1)
    _capturar(noche, caro, (*valores[:-1], 1), 2)
    sala.dice("capturadas 1, verificadas 0")

    _decidir(noche, dani)
    sala.dice("verificadas 1")

    # publication is declared there, and the next cut has it
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


def _recibir(noche: Noche, ana: str, acta: Acta) -> None:
    """The sobre comes, and its acta is received by its label; then on to the scanning."""
    pantalla = noche.pantalla
    noche.titulo(ana, "Acopio")
    pantalla.enfocar(ana)
    pantalla.tecla("alt+d")  # it came straight from the DAT
    pantalla.teclear(texto_etiqueta(PROCESO, acta.clave), ana)
    pantalla.tecla("Return")
    recibida = "SELECT 1 FROM prep.hecho WHERE tipo = 'ACOPIO' AND acta = %s"
    esperar(lambda: noche.base(recibida, acta.clave) == [(1,)], "el acopio en el nodo")
    pantalla.tecla("F9")
    noche.titulo(ana, "Digitalización")


def _digitalizar(noche: Noche, etiqueta: str, ana: str = "") -> None:
    """The paper of the acta, with that label on it, falls in the watched folder; `ana`: she says that it is right."""
    entrada = noche.maquina.aqui / "fichas" / "e01-1" / "escaneos"
    esperar(entrada.is_dir, "la carpeta vigilada")
    papel, toma = Papel(noche.acta.clave, noche.papel[noche.acta.clave], "ACTA PREP"), 2 if ana else 1
    hoja = dibujar(papel, noche.catalogo, 1, etiqueta=True, ajena=etiqueta, toma=toma)
    (entrada / "hoja.tmp").write_bytes(hoja)
    (entrada / "hoja.tmp").rename(entrada / f"hoja-{toma}.jpg")
    llego = "SELECT 1 FROM prep.hecho WHERE tipo = 'IMAGEN' AND acta = %s"
    if ana:  # the same sheet as before: it is asked about
        aceptadas = noche.maquina.aqui / "fichas" / "e01-1" / "digitalizacion"
        esperar(lambda: any(aceptadas.rglob("*.jpg")) or bool(noche.base(llego, etiqueta)), "la hoja en la bandeja")

        def aceptada() -> bool:
            noche.pantalla.enfocar(ana)
            noche.pantalla.tecla("F2")
            return noche.base(llego, etiqueta) == [(1,)]

        esperar(aceptada, "la imagen en el nodo")
    esperar(lambda: noche.base(llego, etiqueta) == [(1,)], "la imagen en el nodo")


def _devolver(noche: Noche, beto: str) -> None:
    """He sees that the paper is of another casilla: nothing of it is captured."""
    noche.titulo(beto, f"¿Es esta? JEFATURA DE GOBIERNO · Sección {noche.otra.seccion}")
    noche.pantalla.teclear("n", beto)
    noche.pantalla.mantener("a", noche.otra_ventana("¿Por qué no la captura?", set()))
    devuelta = "SELECT operador, cuerpo::json ->> 'razon' FROM prep.hecho WHERE tipo = 'DEVOLUCION' AND acta = %s"
    esperar(lambda: noche.base(devuelta, noche.otra.clave) == [("beto", "NO_ES")], "la devolución en el nodo")


def _es_otra(noche: Noche, dani: str) -> None:
    """The desk sees why, and says which acta the paper is."""
    acta, pantalla = noche.acta, noche.pantalla
    esperar(lambda: bool(noche.base("SELECT 1 FROM prep.trabajo WHERE clase = 'MESA'")), "el caso en la mesa")
    pantalla.enfocar(dani)
    pantalla.tecla("F3")
    noche.titulo(dani, de_una(noche.otra).nombre_largo)
    pantalla.tecla("F11")
    lista = noche.otra_ventana("¿Qué se hace?", set())
    pantalla.mantener("c", lista)
    noche.ver(lambda: lista not in pantalla.titulos(), "que se elija: lo que se teclee antes es de la lista")
    for parte in (acta.seccion, "b", "1", "0"):
        pantalla.teclear(parte, dani)
        pantalla.tecla("Return")
    pantalla.enfocar(noche.otra_ventana("Es otra acta", set()))
    pantalla.tecla("Return")
    etapa = "SELECT etapa FROM prep.acta_estado WHERE acta = %s"
    esperar(lambda: noche.base(etapa, noche.otra.clave) == [("TRASLADADA",)], "la etiqueta corregida")


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


def _decidir(noche: Noche, dani: str) -> None:
    """Nobody else may capture it: the desk decides, with the figure of the first."""
    esperar(
        lambda: bool(noche.base("SELECT 1 FROM prep.trabajo WHERE clase = 'MESA' AND terminado IS NULL")),
        "el caso en la mesa",
    )
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

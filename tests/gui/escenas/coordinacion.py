"""Who coordinates a CATD: how it goes and what people ask for; and the sheet on which anybody writes it down."""

from PySide6.QtWidgets import QWidget

from prep.domain.reglas.incidentes import AYUDA, EQUIPO, FEDERAL
from prep.services.estacion.incidentes import Incidentes
from prep.ui.coordinacion.pantalla import PUERTA, PantallaCoordinacion
from prep.ui.incidente import HojaDeIncidente
from prep.ui.marco import Marco
from tests.gui.escenas.registro import Estudio, escena
from tests.gui.test_captura import OTRA, UNA
from tests.gui.test_marco import PUERTAS
from tests.services.conftest import perder, sesion
from tests.store.entregas import verificar

ETAPA = (
    "INSERT INTO prep.acta_estado (acta, etapa, fuente, registrada, custodia, hechos, estado, huella, cambiado)"
    " VALUES (%s, %s, 'CATD', false, '01', 1, '{}', '', clock_timestamp() - make_interval(mins => %s))"
)


def abierta(e: Estudio, *, con: bool = True) -> tuple[Marco, PantallaCoordinacion]:
    if con:
        poblar(e)
    marco = e.abrir(e.en_linea("est-01-2"), PUERTA)
    pantalla = e.entrar(marco, "eva")
    assert isinstance(pantalla, PantallaCoordinacion)
    e.hasta(lambda: "Preguntando" not in pantalla.piezas.aviso)
    return marco, pantalla


def poblar(e: Estudio) -> None:
    """Two actas that wait and three incidents, by the node's hour: scenes sign at a fixed one."""
    for clave, etapa, minutos in ((UNA, "EN_MESA", 41), (OTRA, "ACOPIADA", 8)):
        e.nodo.dueno(ETAPA, clave, etapa, minutos)
    puesto = e.en_linea("est-01-1")
    suyos = Incidentes(puesto, sesion("ana", puesto))
    largo = "La impresora de etiquetas no jala el papel; ya se cambió el rollo y sigue igual desde hace rato."
    suyos.registrar(EQUIPO, largo)
    suyos.registrar(FEDERAL, "Se apartó y está en la mesa de la entrada.", lugar="4812 B1")
    suyos.registrar(AYUDA, "Se atora la charola del escáner.", acta=UNA)
    hace = "clock_timestamp() - make_interval(mins => 3 * (4 - o.n)::int)"
    orden = "(SELECT id, row_number() OVER (ORDER BY id) AS n FROM prep.hecho)"
    perder(e.nodo, f"UPDATE prep.hecho h SET momento = {hace}, desfase_ms = 0 FROM {orden} o WHERE o.id = h.id")
    verificar(e.nodo)


@escena("coordinacion")
def normal(e: Estudio) -> QWidget:
    marco, pantalla = abierta(e)
    e.hasta(lambda: pantalla.piezas.incidentes.rowCount() == 3 and pantalla.piezas.esperan.rowCount() == 2)
    return marco


@escena("coordinacion", "vacia")
def vacia(e: Estudio) -> QWidget:
    return abierta(e, con=False)[0]


@escena("coordinacion", "sin-nodo")
def sin_nodo(e: Estudio) -> QWidget:
    marco, pantalla = abierta(e)
    e.quitar_nodo(marco)
    e.hasta(lambda: "Sin nodo" in pantalla.piezas.aviso)
    return marco


@escena("incidente")
def hoja(e: Estudio) -> QWidget:
    marco = e.abrir(e.en_linea("est-01-1"), *PUERTAS)
    e.entrar(marco)
    propia = HojaDeIncidente(marco, FEDERAL, "4812 B1")
    propia.open()
    e.hasta(propia.isActiveWindow)
    return propia

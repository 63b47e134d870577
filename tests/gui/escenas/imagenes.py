"""The CCV's viewer of phone images."""

from PySide6.QtWidgets import QWidget

from ccv.imagenes import pantalla as modulo
from ccv.imagenes.pantalla import PUERTA, PantallaImagenes
from prep.ui.marco import Marco
from tests.conftest import Nodo
from tests.gui.escenas.registro import Estudio, escena
from tests.gui.test_captura import OTRA, UNA, imagen
from tests.services.captura.test_imagenes_casilla import de_telefono, estado, leer
from tests.services.conftest import perder
from tests.store import ejemplos

MAS = ejemplos.acta(5).clave


def tres(nodo: Nodo, buena: bytes) -> None:
    """One of each kind; they came 4, 25 and 130 minutes and a half before the hour of the scenes."""
    for clave, contenido, etapa, registrada, quienes, minutos in (
        (UNA, buena, "DIGITALIZADA", False, (), 4),
        (OTRA, b"\xff\xd8 cortada", "EN_DISPUTA", False, (("ana", OTRA), ("beto", OTRA)), 25),
        (MAS, b"otra", "VERIFICADA", True, (("ana", MAS), ("beto", MAS)), 130),
    ):
        huella = de_telefono(nodo, clave, contenido)
        leer(nodo, clave, *quienes)
        estado(nodo, clave, etapa, registrada)
        hora = f"'2024-06-03 02:15:07+00'::timestamptz - interval '{minutos} minutes 30 seconds'"
        perder(nodo, f"UPDATE prep.imagen SET recibido = {hora} WHERE huella = '{huella}'")


def abierta(e: Estudio, *, con: bool = True) -> tuple[Marco, PantallaImagenes]:
    ccv = e.en_linea("est-ccv-1")
    if con:
        tres(e.nodo, imagen(UNA))
    ccv.desfase_ms = 0
    e.fijar(modulo)
    marco = e.abrir(ccv, PUERTA)
    pantalla = e.entrar(marco, "fer")
    assert isinstance(pantalla, PantallaImagenes)
    e.hasta(lambda: "Preguntando" not in pantalla.aviso)
    ccv.desfase_ms = 0
    return marco, pantalla


@escena("imagenes")
def normal(e: Estudio) -> QWidget:
    marco, pantalla = abierta(e)
    e.hasta(lambda: pantalla.visor.con_hoja)
    return marco


@escena("imagenes", "error")
def danada(e: Estudio) -> QWidget:
    marco, pantalla = abierta(e)
    pantalla.lista.setCurrentCell(1, 0)
    e.hasta(lambda: "no se puede ver" in pantalla.visor.accessibleName())
    return marco


@escena("imagenes", "sin-nodo")
def sin_nodo(e: Estudio) -> QWidget:
    marco, pantalla = abierta(e)
    e.hasta(lambda: pantalla.visor.con_hoja)
    e.quitar_nodo(marco)
    e.hasta(lambda: "Sin nodo" in pantalla.aviso)
    return marco


@escena("imagenes", "vacia")
def vacia(e: Estudio) -> QWidget:
    marco, _ = abierta(e, con=False)
    return marco

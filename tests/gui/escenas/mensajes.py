"""Messages at a post: told over the work, and the sheet where they are answered, with long names and no few words."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QWidget

from prep.domain.reglas.mensajes import COORDINACION, ME_ENTERO, SALA, TODOS, Mensaje, RespuestaDeMensaje
from prep.services.estacion.mensajes import Mensajes
from prep.ui.marco import Marco
from prep.ui.mensajes import HojaDeMensajes, que_se_avisa
from tests.gui.escenas.registro import Estudio, Quieto, escena
from tests.gui.test_marco import PUERTAS
from tests.services.conftest import sesion

LARGO = "María de los Ángeles Hernández y Rodríguez"
ZONA = ZoneInfo("America/Mexico_City")


def escritos() -> tuple[Mensaje, ...]:
    ahora = Quieto.now()
    dicho = "El corte de las 21:00 sale a las 21:10: se cambió un cable del centro. Sigan igual, que nada se pierde."
    corte = Mensaje(UUID(int=1), "carmen", LARGO, "sala", "CCV", TODOS, dicho, ahora - timedelta(minutes=2), ahora)
    tinta = Mensaje(
        UUID(int=2), "ana", "Ana", "est-01-1", "01", COORDINACION, "Ya no hay tinta en la impresora de etiquetas.",
        ahora - timedelta(minutes=9), ahora,
    )  # fmt: skip
    va = RespuestaDeMensaje(
        "eva", "Eva", "est-01-3", "01", False, ahora - timedelta(minutes=1), "Va Luis con un cartucho."
    )
    cena = replace(tinta, id=UUID(int=3), operador="eva", nombre="Eva", para="01", texto="Ya hay cena.")
    sobre = replace(tinta, id=UUID(int=4), para=SALA, texto="El paquete de la 4812 no ha llegado.")
    enterada = replace(va, operador="ana", nombre="Ana", texto=ME_ENTERO)
    return corte, replace(tinta, respuestas=(va,)), replace(cena, respuestas=(enterada,)), sobre


def puesto(e: Estudio) -> Marco:
    marco = e.abrir(e.en_linea("est-01-1"), *PUERTAS)
    e.entrar(marco)
    return marco


@escena("mensajes")
def hoja(e: Estudio) -> QWidget:
    marco = puesto(e)
    propia = HojaDeMensajes(marco, Mensajes(marco.estacion, sesion("ana", marco.estacion)), ZONA)
    propia.llenar(escritos())
    propia.open()
    e.hasta(propia.enviar.isEnabled)
    e.hasta(propia.isActiveWindow)
    return propia


@escena("mensajes", "aviso")
def sobre_el_trabajo(e: Estudio) -> QWidget:
    marco = puesto(e)
    marco._avisador.vigilar(None, [])
    marco._orilla.pendiente(que_se_avisa(escritos(), "ana", False, ZONA, Quieto.now()))
    return marco

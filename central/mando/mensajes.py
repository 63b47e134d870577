"""Messages of the room: written with one's own key, answered, and read with who said that they know them (0093)."""

import re

from central.mando.dos_personas import exigir_coordinacion
from central.mando.incidentes import anotar
from central.marco.conexion import MalUso, NodoAbierto
from central.tablero import mensajes
from prep.domain.catalogo.catalogo import CCV
from prep.domain.hechos.hechos import Fuente, Incidencia
from prep.domain.reglas.mensajes import MENSAJE, TODOS, Mensaje
from prep.services.estacion.mensajes import respuesta, texto_de_mensaje
from prep.services.estacion.sesion import Sesion

COMO_SE_DICE = "Escriba TODOS, un CATD («07»), CCV, o el nombre de una estación."


def mensajes_de(puesto: NodoAbierto) -> tuple[Mensaje, ...]:
    """The newest first."""
    with puesto.mirar() as conn:
        return mensajes.leer(conn)


def escribir(puesto: NodoAbierto, sesion: Sesion, para: str, texto: str) -> None:
    """Goes down to every node, which shows it to those that it is for. Raises MalUso, DatoInvalido."""
    exigir_coordinacion(puesto, sesion)
    anotar(puesto, sesion, Incidencia(MENSAJE, texto_de_mensaje(texto), destino_de(puesto, para)), Fuente.CENTRO)


def contestar(puesto: NodoAbierto, sesion: Sesion, mensaje: Mensaje, texto: str) -> None:
    """That the room knows it, with what it answers; who wrote it sees it at their station. Raises MalUso."""
    exigir_coordinacion(puesto, sesion)
    anotar(puesto, sesion, respuesta(mensaje, texto), Fuente.CENTRO)


def destino_de(puesto: NodoAbierto, dicho: str) -> str:
    """Of what a person wrote: `7`, `Catd 07`, `E07-2`. Raises MalUso for what is nobody's name."""
    llano = re.sub(r"^catd\s*", "", " ".join(dicho.split()), flags=re.IGNORECASE)
    if llano.upper() in (TODOS, CCV):
        return llano.upper()
    with puesto.mirar() as conn:
        for para in (llano.zfill(2), llano, llano.lower()):
            if mensajes.hay_destino(conn, para):
                return para
    raise MalUso(f"Nadie se llama «{dicho[:40]}». {COMO_SE_DICE}")

"""What is proposed of a person, and how it is: who is waited for, for how long, or what was answered, in words."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from PySide6.QtCore import QCoreApplication as Q

from prep.domain.hechos.hechos import Respuesta
from prep.domain.hechos.roles import DE_PERSONA
from prep.domain.reglas.personas import CambioDePersona
from prep.services.estacion.personas import CambioVisto, PersonaDelSitio
from prep.ui.tablas import espera

CONTEXTO = "Personas"
ROLES = sorted(map(str, DE_PERSONA))


def permiso(rol: str) -> str:
    dichos = {
        "coordinacion": Q.translate(CONTEXTO, "coordinación"),
        "digitalizacion": Q.translate(CONTEXTO, "digitalización"),
    }
    return dichos.get(rol, rol)


def de_permisos(roles: Iterable[str]) -> str:
    return ", ".join(map(permiso, sorted(roles)))


def fila_de_persona(persona: PersonaDelSitio) -> tuple[str, ...]:
    return persona.operador, persona.nombre, de_permisos(persona.roles), persona.sitio


def que(cambio: CambioDePersona) -> str:
    if cambio.publica:
        return Q.translate(CONTEXTO, "Contraseña nueva")
    return Q.translate(CONTEXTO, "{}, en {}").format(de_permisos(cambio.roles), cambio.sitio)


def como_va(visto: CambioVisto, yo: str, ahora: datetime) -> str:
    if visto.respuesta is Respuesta.ACEPTA:
        return Q.translate(CONTEXTO, "Lo aceptó {}").format(visto.responde)
    if visto.respuesta is Respuesta.RECHAZA:
        return Q.translate(CONTEXTO, "Lo rechazó {}").format(visto.responde)
    if ahora > visto.vence:
        return Q.translate(CONTEXTO, "Se venció")
    queda = espera(visto.vence - ahora)
    if por_contestar(visto, yo, ahora):
        return Q.translate(CONTEXTO, "Le toca contestar: {}").format(queda)
    return Q.translate(CONTEXTO, "Espera a otra persona: {}").format(queda)


def por_contestar(visto: CambioVisto, yo: str, ahora: datetime) -> bool:
    """Whether it waits for this person."""
    return visto.respuesta is None and yo not in (visto.propone, visto.cambio.operador) and ahora <= visto.vence


def fila_de_cambio(visto: CambioVisto, nombres: Mapping[str, str], yo: str, ahora: datetime) -> tuple[str, ...]:
    quien = nombres.get(visto.cambio.operador, visto.cambio.operador)
    return quien, que(visto.cambio), nombres.get(visto.propone, visto.propone), como_va(visto, yo, ahora)

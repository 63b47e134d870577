"""What is proposed, in a sentence; and how it is: who is waited for, for how long, or what was answered."""

from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication as Q

from prep.domain.hechos.hechos import AccionDeMesa, Anulacion, Cotejo, Dictamen, Respuesta, Tipo
from prep.domain.hechos.propuestas import lo_propuesto
from prep.domain.hechos.texto import HechoInvalido
from prep.domain.reglas.senalado import NOMBRE_DE
from prep.domain.vida.acuerdo import SE_ABRE
from prep.services.nodo.tipos import PropuestaVista
from prep.ui.tablas import espera

CONTEXTO = "Propuestas"


def es_cotejo(vista: PropuestaVista) -> bool:
    """Whether it changes or leaves out what was published: both sources are compared."""
    return vista.cuerpo.que == Tipo.COTEJO


def que(vista: PropuestaVista, zona: ZoneInfo) -> str:
    try:
        cuerpo = lo_propuesto(vista.cuerpo)
    except HechoInvalido:
        return Q.translate(CONTEXTO, "Algo que no se puede proponer")
    if isinstance(cuerpo, Cotejo):
        if cuerpo.resultado == SE_ABRE and cuerpo.imagen:
            return Q.translate(CONTEXTO, "Digitalizarla otra vez")
        if cuerpo.resultado == SE_ABRE:
            return Q.translate(CONTEXTO, "Capturarla otra vez")
        return Q.translate(CONTEXTO, "Cambiar cifras publicadas")
    if isinstance(cuerpo, Anulacion) and vista.quita is not None:
        tipo, autor, cuando = vista.quita
        texto = Q.translate(CONTEXTO, "Quitar: {} de {}, {}")
        return texto.format(NOMBRE_DE.get(tipo, tipo), autor, f"{cuando.astimezone(zona):%H:%M}")
    if isinstance(cuerpo, Dictamen) and cuerpo.accion is AccionDeMesa.ACEPTA:
        return Q.translate(CONTEXTO, "Dejar estas cifras")
    if isinstance(cuerpo, Dictamen) and cuerpo.accion is AccionDeMesa.SIN_ACTA:
        return Q.translate(CONTEXTO, "Declarar SIN ACTA")
    if isinstance(cuerpo, Dictamen):
        return Q.translate(CONTEXTO, "Es otra acta: {}").format(cuerpo.destino)
    return Q.translate(CONTEXTO, "Quitar algo que no ha llegado")


def como_va(vista: PropuestaVista, yo: str, ahora: datetime) -> str:
    if vista.respuesta is Respuesta.ACEPTA:
        return Q.translate(CONTEXTO, "La aceptó {}").format(vista.responde)
    if ahora > vista.vence:
        return Q.translate(CONTEXTO, "Se venció")
    queda = espera(vista.vence - ahora)
    if vista.respuesta is Respuesta.RECHAZA:
        return Q.translate(CONTEXTO, "La rechazó {}").format(vista.responde)
    if vista.propone == yo:
        return Q.translate(CONTEXTO, "Espera a otra persona: {}").format(queda)
    return Q.translate(CONTEXTO, "Le toca contestar: {}").format(queda)


def por_contestar(vista: PropuestaVista, yo: str, ahora: datetime) -> bool:
    """Whether it waits for this person."""
    return vista.respuesta is None and vista.propone != yo and ahora <= vista.vence


def por_que_no(vista: PropuestaVista, yo: str, ahora: datetime) -> str:
    """Why this person has nothing to answer in it."""
    if vista.respuesta is None and vista.propone == yo and ahora <= vista.vence:
        return Q.translate(CONTEXTO, "La propuso usted: la contesta otra persona.")
    return Q.translate(CONTEXTO, "Ya no se contesta. {}.").format(como_va(vista, yo, ahora))

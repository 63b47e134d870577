"""What an acta waits for, how an incident goes and how long ago, in the words of the coordinator's window."""

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication as Q

from prep.domain.reglas.incidentes import EstadoDeIncidente, Incidente
from prep.domain.vida.estado import Etapa
from prep.services.estacion.coordinacion import ActaQueEspera, PuestoDeCentro
from prep.ui.tablas import espera

CONTEXTO = "Coordinacion"


def que_espera(etapa: Etapa) -> str:
    dichos = {
        Etapa.RETENIDA: Q.translate(CONTEXTO, "Tiene imagen y no acopio: recíbanla"),
        Etapa.ACOPIADA: Q.translate(CONTEXTO, "Recibida: falta digitalizarla"),
        Etapa.DIGITALIZADA: Q.translate(CONTEXTO, "Digitalizada: falta capturarla"),
        Etapa.EN_CAPTURA: Q.translate(CONTEXTO, "En captura: falta otra persona"),
        Etapa.EN_MESA: Q.translate(CONTEXTO, "En la mesa: falta decidirla"),
        Etapa.POR_VALIDAR: Q.translate(CONTEXTO, "En la mesa: falta que la vean"),
        Etapa.POR_REDIGITALIZAR: Q.translate(CONTEXTO, "Hay que digitalizarla otra vez"),
        Etapa.TRASLADADA: Q.translate(CONTEXTO, "Era otra acta: ésta se espera"),
    }
    return dichos.get(etapa, str(etapa))


def fila_de_acta(acta: ActaQueEspera, nombre: str, nombres: Mapping[str, str], ahora: datetime) -> tuple[str, ...]:
    tiene = Q.translate(CONTEXTO, "{}, en {}").format(nombres.get(acta.tiene, acta.tiene), acta.estacion)
    return (
        nombre, que_espera(acta.etapa), espera(ahora - acta.desde) if acta.desde else "",
        tiene if acta.trabajo else Q.translate(CONTEXTO, "nadie"),
    )  # fmt: skip


def fila_de_puesto(
    puesto: PuestoDeCentro, nombres: Mapping[str, str], tiene: str, ahora: datetime, zona: ZoneInfo
) -> tuple[str, ...]:
    ultimo = Q.translate(CONTEXTO, "hace {}").format(espera(ahora - puesto.ultimo)) if puesto.ultimo else ""
    desde = f"{puesto.desde.astimezone(zona):%H:%M}" if puesto.desde else ""
    quien = nombres.get(puesto.operador, puesto.operador) or Q.translate(CONTEXTO, "sin nadie")
    return puesto.estacion, quien, desde, ultimo, tiene


def como_va(incidente: Incidente, nombres: Mapping[str, str]) -> str:
    if incidente.estado is EstadoDeIncidente.ABIERTO:
        return Q.translate(CONTEXTO, "NADIE LO ATIENDE")
    if incidente.estado is EstadoDeIncidente.EN_CURSO:
        return Q.translate(CONTEXTO, "Lo atiende {}").format(nombres.get(incidente.dueno, incidente.dueno))
    return Q.translate(CONTEXTO, "Cerrado")


def fila_de_incidente(incidente: Incidente, donde: str, nombres: Mapping[str, str], ahora: datetime) -> tuple[str, ...]:
    quien = nombres.get(incidente.operador, incidente.operador)
    return (
        incidente.clase.nombre, donde or incidente.estacion, f"{quien} · {incidente.estacion}",
        espera(ahora - incidente.cuando), como_va(incidente, nombres),
    )  # fmt: skip


def historia(incidente: Incidente, nombres: Mapping[str, str], zona: ZoneInfo) -> str:
    """What was said, and each thing that was done about it."""
    lineas = [f"{incidente.cuando.astimezone(zona):%H:%M} {nombres.get(incidente.operador, incidente.operador)}: "
              f"{incidente.texto}"]  # fmt: skip
    lineas += [
        f"{paso.cuando.astimezone(zona):%H:%M} {nombres.get(paso.quien, paso.quien)}: {paso.texto}"
        for paso in incidente.pasos
    ]
    return "\n".join(lineas)

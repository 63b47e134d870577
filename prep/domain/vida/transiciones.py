"""The life of an acta in one source as one full table, stage by event: every cell is a handler or a named refusal.

What is refused stays as evidence with its code (R-08). There is no default arm: a cell that is missing is a type error.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum

from prep.domain.hechos.hechos import AccionDeMesa, Dictamen, Fuente, Hecho, Tipo
from prep.domain.reglas.hallazgos import CodigoHallazgo
from prep.domain.vida.devolucion import cierra_sin_nadie, consta, devuelve
from prep.domain.vida.estado import Etapa
from prep.domain.vida.llegada import acopia, acopia_de_nuevo, adjunta, digitaliza, llega_acopio, llega_imagen
from prep.domain.vida.manejadores import captura, captura_de_papel, cierra, coteja, declara, declara_sin_bolsa
from prep.domain.vida.mesa import acepta, identifica, no_hay_acta, recaptura, redigitaliza
from prep.domain.vida.vida import Vida

Manejador = Callable[[Vida, Hecho], None]


class Suceso(StrEnum):
    """What can happen to an acta in one source; a dictamen is told apart by its action (R-05)."""

    ACOPIO = "acopio"
    IMAGEN = "imagen"
    CAPTURA = "captura"
    DEVOLUCION = "devolucion"
    CIERRE = "cierre"
    ACEPTA = "acepta"
    RECAPTURA = "recaptura"
    REDIGITALIZA = "redigitaliza"
    IDENTIFICA = "identifica"
    NO_HAY_ACTA = "no_hay_acta"
    SIN_ACTA = "sin_acta"
    COTEJO = "cotejo"
    INCIDENCIA = "incidencia"


# Not an event of one source: of the whole acta (admision.py) or of the proceso; and the dictamen, which is its action.
SIN_SUCESO = frozenset(
    {
        Tipo.ANULACION,
        Tipo.CUSTODIA,
        Tipo.PUBLICADO,
        Tipo.FASE,
        Tipo.DICTAMEN,
        Tipo.PROPUESTA,
        Tipo.CONFORME,
        Tipo.SEGUIMIENTO,
    }
)
# A kind that is neither there nor an event stops here, at import.
SUCESO_DE_TIPO: Mapping[Tipo, Suceso] = {tipo: Suceso[tipo.name] for tipo in Tipo if tipo not in SIN_SUCESO}
SUCESO_DE_ACCION: Mapping[AccionDeMesa, Suceso] = {
    AccionDeMesa.ACEPTA: Suceso.ACEPTA,
    AccionDeMesa.RECAPTURA: Suceso.RECAPTURA,
    AccionDeMesa.REDIGITALIZA: Suceso.REDIGITALIZA,
    AccionDeMesa.IDENTIFICA: Suceso.IDENTIFICA,
    AccionDeMesa.SIN_ACTA: Suceso.NO_HAY_ACTA,
}
# What the phone digitises needs no acopio: it is never only received, nor held.
ETAPAS_DE: Mapping[Fuente, frozenset[Etapa]] = {
    Fuente.CATD: frozenset(Etapa),
    Fuente.CASILLA: frozenset(Etapa) - {Etapa.RETENIDA, Etapa.ACOPIADA},
}


@dataclass(frozen=True, slots=True)
class Rechazo:
    """The named refusal of a cell."""

    codigo: CodigoHallazgo

    def __call__(self, vida: Vida, hecho: Hecho) -> None:
        vida.rechazar(self.codigo, hecho)


@dataclass(frozen=True, slots=True, kw_only=True)
class FilaDeEtapa:
    """What one stage answers to each event; its fields are the events."""

    acopio: Manejador
    imagen: Manejador
    captura: Manejador
    devolucion: Manejador
    cierre: Manejador
    acepta: Manejador
    recaptura: Manejador
    redigitaliza: Manejador
    identifica: Manejador
    no_hay_acta: Manejador
    sin_acta: Manejador
    cotejo: Manejador
    incidencia: Manejador


_sobrante = Rechazo(CodigoHallazgo.IMAGEN_SOBRANTE)
_sin_imagen = Rechazo(CodigoHallazgo.CAPTURA_SIN_IMAGEN)
_tardia = Rechazo(CodigoHallazgo.CAPTURA_TARDIA)
_no_devuelve = Rechazo(CodigoHallazgo.DEVOLUCION_TARDIA)
_no_cierra = Rechazo(CodigoHallazgo.CIERRE_FUERA_DE_LUGAR)
_no_mesa = Rechazo(CodigoHallazgo.DICTAMEN_FUERA_DE_LUGAR)
_con_acta = Rechazo(CodigoHallazgo.SIN_ACTA_CON_ACTA)
_repetida = Rechazo(CodigoHallazgo.SIN_ACTA_REPETIDA)
_no_coteja = Rechazo(CodigoHallazgo.COTEJO_FUERA_DE_LUGAR)
_anota = Rechazo(CodigoHallazgo.INCIDENCIA)

# fmt: off
FILAS: Mapping[Etapa, FilaDeEtapa] = {
    Etapa.ESPERADA: FilaDeEtapa(
        acopio=acopia, imagen=digitaliza, captura=_sin_imagen,
        devolucion=_no_devuelve, cierre=_no_cierra,
        acepta=_no_mesa, recaptura=_no_mesa, redigitaliza=_no_mesa, identifica=_no_mesa, no_hay_acta=_no_mesa,
        sin_acta=declara, cotejo=_no_coteja, incidencia=_anota,
    ),
    Etapa.RETENIDA: FilaDeEtapa(
        acopio=acopia, imagen=digitaliza, captura=_sin_imagen,
        devolucion=_no_devuelve, cierre=_no_cierra,
        acepta=_no_mesa, recaptura=_no_mesa, redigitaliza=_no_mesa, identifica=_no_mesa, no_hay_acta=_no_mesa,
        sin_acta=_con_acta, cotejo=_no_coteja, incidencia=_anota,
    ),
    Etapa.ACOPIADA: FilaDeEtapa(
        acopio=acopia_de_nuevo, imagen=digitaliza, captura=captura_de_papel,
        devolucion=devuelve, cierre=cierra_sin_nadie,
        acepta=_no_mesa, recaptura=_no_mesa, redigitaliza=_no_mesa, identifica=_no_mesa, no_hay_acta=_no_mesa,
        sin_acta=declara_sin_bolsa, cotejo=_no_coteja, incidencia=_anota,
    ),
    Etapa.DIGITALIZADA: FilaDeEtapa(
        acopio=acopia_de_nuevo, imagen=_sobrante, captura=captura,
        devolucion=devuelve, cierre=cierra_sin_nadie,
        acepta=_no_mesa, recaptura=_no_mesa, redigitaliza=_no_mesa, identifica=_no_mesa, no_hay_acta=_no_mesa,
        sin_acta=_con_acta, cotejo=_no_coteja, incidencia=_anota,
    ),
    Etapa.EN_CAPTURA: FilaDeEtapa(
        acopio=acopia_de_nuevo, imagen=adjunta, captura=captura,
        devolucion=devuelve, cierre=cierra,
        acepta=_no_mesa, recaptura=_no_mesa, redigitaliza=_no_mesa, identifica=_no_mesa, no_hay_acta=_no_mesa,
        sin_acta=_con_acta, cotejo=_no_coteja, incidencia=_anota,
    ),
    Etapa.EN_DISPUTA: FilaDeEtapa(
        acopio=acopia_de_nuevo, imagen=adjunta, captura=captura,
        devolucion=devuelve, cierre=cierra,
        acepta=_no_mesa, recaptura=_no_mesa, redigitaliza=_no_mesa, identifica=_no_mesa, no_hay_acta=_no_mesa,
        sin_acta=_con_acta, cotejo=_no_coteja, incidencia=_anota,
    ),
    Etapa.EN_MESA: FilaDeEtapa(
        acopio=acopia_de_nuevo, imagen=adjunta, captura=_tardia,
        devolucion=consta, cierre=_no_cierra,
        acepta=acepta, recaptura=recaptura, redigitaliza=redigitaliza, identifica=identifica, no_hay_acta=no_hay_acta,
        sin_acta=_con_acta, cotejo=_no_coteja, incidencia=_anota,
    ),
    Etapa.POR_VALIDAR: FilaDeEtapa(
        acopio=acopia_de_nuevo, imagen=adjunta, captura=_tardia,
        devolucion=consta, cierre=_no_cierra,
        acepta=acepta, recaptura=recaptura, redigitaliza=redigitaliza, identifica=identifica, no_hay_acta=no_hay_acta,
        sin_acta=_con_acta, cotejo=_no_coteja, incidencia=_anota,
    ),
    Etapa.POR_REDIGITALIZAR: FilaDeEtapa(
        acopio=acopia_de_nuevo, imagen=digitaliza, captura=_tardia,
        devolucion=_no_devuelve, cierre=_no_cierra,
        acepta=_no_mesa, recaptura=_no_mesa, redigitaliza=_no_mesa, identifica=_no_mesa, no_hay_acta=_no_mesa,
        sin_acta=_con_acta, cotejo=_no_coteja, incidencia=_anota,
    ),
    Etapa.VERIFICADA: FilaDeEtapa(
        acopio=acopia_de_nuevo, imagen=adjunta, captura=_tardia,
        devolucion=_no_devuelve, cierre=_no_cierra,
        acepta=_no_mesa, recaptura=_no_mesa, redigitaliza=_no_mesa, identifica=_no_mesa, no_hay_acta=_no_mesa,
        sin_acta=_con_acta, cotejo=coteja, incidencia=_anota,
    ),
    Etapa.SIN_ACTA: FilaDeEtapa(
        acopio=llega_acopio, imagen=llega_imagen, captura=_sin_imagen,
        devolucion=_no_devuelve, cierre=_no_cierra,
        acepta=_no_mesa, recaptura=_no_mesa, redigitaliza=_no_mesa, identifica=_no_mesa, no_hay_acta=_no_mesa,
        sin_acta=_repetida, cotejo=_no_coteja, incidencia=_anota,
    ),
    Etapa.TRASLADADA: FilaDeEtapa(
        acopio=llega_acopio, imagen=llega_imagen, captura=_sin_imagen,
        devolucion=_no_devuelve, cierre=_no_cierra,
        acepta=_no_mesa, recaptura=_no_mesa, redigitaliza=_no_mesa, identifica=_no_mesa, no_hay_acta=_no_mesa,
        sin_acta=declara, cotejo=_no_coteja, incidencia=_anota,
    ),
}
# fmt: on
TABLA: Mapping[Etapa, Mapping[Suceso, Manejador]] = {
    etapa: {Suceso(campo.name): getattr(fila, campo.name) for campo in fields(FilaDeEtapa)}
    for etapa, fila in FILAS.items()
}


def suceso_de(hecho: Hecho) -> Suceso:
    """The event that a fact of a source is; those of the whole acta never come here (admision.py)."""
    if isinstance(hecho.cuerpo, Dictamen):
        return SUCESO_DE_ACCION[hecho.cuerpo.accion]
    return SUCESO_DE_TIPO[hecho.tipo]

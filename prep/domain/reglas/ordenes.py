"""The orders that change or take away what was registered or published: what two people sign, and what it allows.

A coordinator proposes one and another agrees (P-10). Then the centre signs what the order says and nothing else: each
of its facts names the order as the place where it was made, so that no reader of facts needs another field.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from prep.domain.catalogo.catalogo import CCV
from prep.domain.hechos.hechos import (
    Anulacion,
    Cuerpo,
    Custodia,
    Fase,
    Hecho,
    Incidencia,
    MotivoSinActa,
    NombreFase,
    SinActa,
    Tipo,
)
from prep.domain.hechos.horas import hora_de
from prep.domain.hechos.json_ajeno import leer_json
from prep.domain.reglas.apertura import APERTURA, LIBERADA

ORDEN = "ORDEN"  # `que` of a Propuesta that is one
LUGAR = "orden."  # then the id of the Propuesta: the station of what the centre signs by it
SIN_PERSONAL = "SIN_PERSONAL"  # the custody that the árbitro itself gives to the CCV when nobody is on shift


class NombreDeOrden(StrEnum):
    """As people know them; a value is never used again for another."""

    FASE = "fase"
    SIN_ACTA = "sin-acta declarar"
    REVERTIR = "sin-acta revertir"
    CONTINGENCIA = "contingencia"
    REGRESO = "regreso"
    BAJA = "persona baja"
    REEMPLAZO = "sitio alta --reemplazar"
    CONTRASENA = "persona contrasena"
    CAMBIO = "persona cambiar"
    APERTURA = "apertura"
    LIBERAR_RETENIDAS = "retenidas"
    RELOJ = "corte reloj"


class OrdenInvalida(ValueError):
    """What was proposed is not an order of ours; the message says why, in Spanish."""


@dataclass(frozen=True, slots=True)
class OrdenDelCentro:
    """An order with all that it was given; what it names is looked up when it is carried out."""

    nombre: NombreDeOrden
    datos: Mapping[str, Any]

    @property
    def texto(self) -> str:
        """Canonical: what is signed."""
        suyo = {"orden": str(self.nombre), "datos": dict(self.datos)}
        return json.dumps(suyo, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def leer_orden(texto: str) -> OrdenDelCentro:
    """The order of a signed text; raises OrdenInvalida unless it has exactly what an order of its name has."""
    try:
        leido = leer_json(texto)
        nombre, datos = NombreDeOrden(leido["orden"]), leido["datos"]
        if leido.keys() != {"orden", "datos"} or datos.keys() != CAMPOS[nombre].keys():
            raise ValueError("lleva otros datos")
        if malos := [campo for campo, vale in CAMPOS[nombre].items() if not vale(datos[campo])]:
            raise ValueError(f"no vale {', '.join(malos)}")
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise OrdenInvalida(f"no es una orden que se pueda proponer: {error}") from error
    return OrdenDelCentro(nombre, datos)


def lugar_de(propuesta: UUID) -> str:
    """Where the centre signs what was agreed to."""
    return f"{LUGAR}{propuesta}"


def propuesta_de(estacion: str) -> UUID | None:
    """The proposal that a place names; None for any other place."""
    try:
        return UUID(estacion.removeprefix(LUGAR)) if estacion.startswith(LUGAR) else None
    except ValueError:
        return None


def necesita_dos(hecho: Hecho) -> bool:
    """Whether what the centre signs there is believed only by an order that two people agreed on.

    Not the counting of zeros, which comes before all facts and takes nothing away, nor what the árbitro does by itself:
    to give the CCV what nobody on shift may take (R-04), and to close that ronda.
    """
    cuerpo = hecho.cuerpo
    if isinstance(cuerpo, Fase):
        return cuerpo.fase is not NombreFase.CEROS
    if isinstance(cuerpo, Custodia):
        return (cuerpo.centro, cuerpo.motivo) != (CCV, SIN_PERSONAL)
    if isinstance(cuerpo, Incidencia):
        return cuerpo.codigo in (APERTURA, LIBERADA)
    return isinstance(cuerpo, SinActa | Anulacion)


def permite(orden: OrdenDelCentro, hecho: Hecho, centro: str, anulado: Tipo | None) -> bool:
    """Whether `hecho` is what the order says. `centro`: of its acta, by the catalogue; `anulado`: what it annuls."""
    cuerpo, datos = hecho.cuerpo, orden.datos
    match orden.nombre:
        case NombreDeOrden.FASE:
            return isinstance(cuerpo, Fase) and str(cuerpo.fase) == datos["fase"]
        case NombreDeOrden.SIN_ACTA:
            return isinstance(cuerpo, SinActa) and hecho.acta in datos["actas"].get(cuerpo.motivo.name, ())
        case NombreDeOrden.REVERTIR:
            return anulado is Tipo.SIN_ACTA and hecho.acta in datos["actas"]
        case NombreDeOrden.CONTINGENCIA:
            return isinstance(cuerpo, Custodia) and (centro, cuerpo.centro) == (datos["catd"], datos["a"])
        case NombreDeOrden.REGRESO:
            return anulado is Tipo.CUSTODIA and centro == datos["catd"]
        case NombreDeOrden.APERTURA:
            return not hecho.acta and _dice(cuerpo, APERTURA, datos["hora"])
        case NombreDeOrden.LIBERAR_RETENIDAS:
            return hecho.acta in datos["actas"] and _dice(cuerpo, LIBERADA, datos["actas"][hecho.acta])
    return False


def _dice(cuerpo: Cuerpo, codigo: str, lugar: str) -> bool:
    return isinstance(cuerpo, Incidencia) and (cuerpo.codigo, cuerpo.lugar) == (codigo, lugar)


def _texto(dato: object) -> bool:
    return isinstance(dato, str)


def _textos(dato: object) -> bool:
    return isinstance(dato, list) and all(map(_texto, dato))


def _por_causa(dato: object) -> bool:
    causas = {motivo.name for motivo in MotivoSinActa}
    return isinstance(dato, dict) and dato.keys() <= causas and all(map(_textos, dato.values()))


def _huella(dato: object) -> bool:
    return isinstance(dato, str) and len(dato) == 64 and set(dato) <= set("0123456789abcdef")


def _con_horas(dato: object) -> bool:
    return isinstance(dato, dict) and bool(dato) and all(map(_texto, dato.values()))


def _una_fase(dato: object) -> bool:
    return dato in set(map(str, NombreFase)) if isinstance(dato, str) else False


CAMPOS: Mapping[NombreDeOrden, Mapping[str, Callable[[object], bool]]] = {
    NombreDeOrden.FASE: {"fase": _una_fase, "forzar": _texto, "salida": _texto},
    NombreDeOrden.SIN_ACTA: {"actas": _por_causa},
    NombreDeOrden.REVERTIR: {"actas": _textos},
    NombreDeOrden.CONTINGENCIA: {"catd": _texto, "a": _texto},
    NombreDeOrden.REGRESO: {"catd": _texto},
    NombreDeOrden.BAJA: {"personas": _textos, "revertir": lambda dato: isinstance(dato, bool)},
    NombreDeOrden.REEMPLAZO: {"catd": _texto, "direccion": _texto, "paquete": _texto},
    NombreDeOrden.CONTRASENA: {"operador": _texto, "publica": _huella, "sello": _huella},
    NombreDeOrden.APERTURA: {"hora": lambda dato: isinstance(dato, str) and hora_de(dato) is not None},
    NombreDeOrden.LIBERAR_RETENIDAS: {"actas": _con_horas},
    NombreDeOrden.CAMBIO: {"operador": _texto, "roles": _textos, "sitio": _texto},
    NombreDeOrden.RELOJ: {"corte": lambda dato: type(dato) is int and 0 < dato < 1_000_000},
}

"""Which scanners can be chosen: those that the network announces (zeroconf) and those of this computer (SANE).

A network gives addresses, never trust: what it says of a scanner is cleaned, bounded, and only shown.
"""

import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass

from zeroconf import IPVersion, ServiceInfo

from prep.devices.aparatos import limpio
from prep.devices.eleccion import ClaseDeOrigen, OrigenElegido
from prep.net.descubrimiento import FALLAS, servicios

TIPO, TIPO_TLS = "_uscan._tcp.local.", "_uscans._tcp.local."
BUSCA_S = 4.0
HALLADOS_MAX = 32  # anybody on the network can announce
RUTA = re.compile(r"[A-Za-z0-9._~/-]{0,100}")
DEL_SISTEMA = ("airscan:", "escl:")  # SANE's own ways to the same scanners of the network
REGISTRO = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class EscanerHallado:
    """`detalle`: where it is and how it is reached, for people. `sin_alimentador`: one sheet at a time."""

    origen: OrigenElegido
    detalle: str
    sin_alimentador: bool = False


def de_la_red(plazo_s: float = BUSCA_S, interfaces: Sequence[str] | None = None) -> list[EscanerHallado]:
    """Those that answer within `plazo_s`, by name; by TLS where they offer both. None where there is no network."""
    hallados: dict[str, EscanerHallado] = {}
    try:
        for servicio in servicios((TIPO_TLS, TIPO), plazo_s, interfaces):
            leido = leer(servicio)
            if leido is None:
                continue
            cual, hallado = leido
            if cual not in hallados or hallado.origen.cifrado:
                hallados[cual] = hallado
            if len(hallados) >= HALLADOS_MAX:
                break
    except FALLAS as error:
        REGISTRO.warning("No se pudo buscar escáneres en la red: %s", error)
    return sorted(hallados.values(), key=lambda h: (h.origen.nombre.casefold(), h.origen.donde))


def leer(servicio: ServiceInfo | None) -> tuple[str, EscanerHallado] | None:
    """Which scanner an announcement is of, and how it is reached; None when it is of none, or damaged."""
    if servicio is None or not servicio.port:
        return None
    dicho = {k.decode("ascii", "replace").lower(): (v or b"").decode("utf-8", "replace")
             for k, v in servicio.properties.items()}  # fmt: skip
    direcciones = servicio.parsed_addresses(IPVersion.V4Only)
    ruta = dicho.get("rs", "eSCL").strip("/")
    if not direcciones or not RUTA.fullmatch(ruta):
        return None
    cifrada = servicio.type == TIPO_TLS
    donde = f"{'https' if cifrada else 'http'}://{direcciones[0]}:{servicio.port}/{ruta}".rstrip("/")
    nombre = limpio(dicho.get("ty")) or limpio(servicio.name.removesuffix(f".{servicio.type}")) or direcciones[0]
    partes = [limpio(dicho.get("note")), direcciones[0], "cifrado" if cifrada else "sin cifrar"]
    fuentes = dicho.get("is", "adf")
    hallado = EscanerHallado(
        OrigenElegido(ClaseDeOrigen.ESCANER, donde, nombre),
        " · ".join(filter(None, partes)),
        sin_alimentador="adf" not in fuentes.lower(),
    )
    return limpio(dicho.get("uuid")).lower() or direcciones[0], hallado


def del_equipo() -> list[EscanerHallado]:
    """Those that SANE reaches; none without SANE. Raises FallaDeEscaner when it does not end."""
    from prep.devices.sane import dispositivos

    return [
        EscanerHallado(OrigenElegido(ClaseDeOrigen.SANE, d.donde, d.nombre), f"De esta computadora · {limpio(d.donde)}")
        for d in dispositivos()
    ]


def juntos(red: Sequence[EscanerHallado], equipo: Sequence[EscanerHallado]) -> list[EscanerHallado]:
    """One row for each: what the network announces is reached directly, not once more by SANE."""
    de_red = [h.origen.nombre.casefold() for h in red]
    repetidos = [
        h for h in equipo
        if h.origen.donde.startswith(DEL_SISTEMA) and any(n in h.origen.nombre.casefold() for n in de_red)
    ]  # fmt: skip
    return [*red, *(h for h in equipo if h not in repetidos)]

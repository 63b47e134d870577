"""How an acta stands for the CAE whose casilla it is: a word that their phone knows, and what to do."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from central.telefono.apartada import ACUERDO
from prep.domain.catalogo.catalogo import TipoCasilla
from prep.domain.vida.estado import REGISTRADAS, Etapa
from prep.services.acopio.casillas import TIPOS

ACOPIADA = f"El paquete ya llegó: la imagen la toma el CATD ({ACUERDO}). Lo que tomó antes todavía se envía."
OTRA_ACTA = "Lo que se recibió es de otra acta. Tome la foto de ésta."
SIN_RAZON = "La imagen no sirvió."


@dataclass(frozen=True, slots=True)
class EstadoParaElCae:
    """`imagen`: which one counts, or is to be taken again; "" when there is none."""

    estado: str
    imagen: str = ""
    motivo: str = ""
    texto: str = ""


def de_acta(casilla: Mapping[str, Any] | None, catd: Mapping[str, Any] | None, devuelta: str) -> EstadoParaElCae:
    """`casilla`, `catd`: the acta in both sources, as the base has it; `devuelta`: why the desk sent it back (R-05)."""
    suyo, papel = casilla or {}, catd or {}
    etapa, imagen = suyo.get("etapa", Etapa.ESPERADA), suyo.get("imagen", "")
    espera_otra = etapa in (Etapa.POR_REDIGITALIZAR, Etapa.TRASLADADA)
    if imagen and not espera_otra:
        return EstadoParaElCae("verificada" if etapa in REGISTRADAS else "aceptada", imagen)
    if papel.get("acopio"):
        return EstadoParaElCae("acopiada", imagen, "PAQUETE_ACOPIADO", ACOPIADA)
    if etapa == Etapa.POR_REDIGITALIZAR:
        return EstadoParaElCae("piden_otra", imagen, "REDIGITALIZA", f"{devuelta or SIN_RAZON} Tome otra foto.")
    if etapa == Etapa.TRASLADADA:
        return EstadoParaElCae("piden_otra", imagen, "ES_OTRA", OTRA_ACTA)
    return EstadoParaElCae("falta")


def nombre_de(tipo: str, numero: str, extension: str) -> str:
    """`Básica 1`, `Extraordinaria 2, contigua 1`."""
    clase = TipoCasilla(tipo)
    cual = "" if numero == "N/A" else f" {int(numero)}"
    contigua = f", contigua {int(extension)}" if clase is TipoCasilla.E and extension.strip("0") else ""
    return f"{TIPOS[clase]}{cual}{contigua}".capitalize()

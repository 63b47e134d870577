"""What each order that needs two people says, would do, and does: from what was signed, and from nothing else."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from central.mando import apertura, baja, contingencia, fase, personas, reemplazo, reloj, retenidas, sin_acta
from central.mando.cumplir import Cumplir, DatosDeOrden
from central.marco.conexion import NodoAbierto
from prep.domain.reglas.ordenes import NombreDeOrden


@dataclass(frozen=True, slots=True)
class Obra:
    """`decir`: the order in one line. `revisar`: before → after, or why not. `cumplir`: what was done, in words."""

    decir: Callable[[DatosDeOrden], str]
    revisar: Callable[[NodoAbierto, DatosDeOrden], list[str]]
    cumplir: Callable[[Cumplir], list[str]]


OBRAS: Mapping[NombreDeOrden, Obra] = {
    NombreDeOrden.FASE: Obra(fase.decir_orden, fase.revisar_orden, fase.cumplir_orden),
    NombreDeOrden.SIN_ACTA: Obra(sin_acta.decir, sin_acta.revisar, sin_acta.cumplir),
    NombreDeOrden.REVERTIR: Obra(sin_acta.decir_reverso, sin_acta.revisar_reverso, sin_acta.cumplir_reverso),
    NombreDeOrden.CONTINGENCIA: Obra(contingencia.decir_ida, contingencia.revisar_ida, contingencia.cumplir_ida),
    NombreDeOrden.REGRESO: Obra(contingencia.decir_regreso, contingencia.revisar_regreso, contingencia.cumplir_regreso),
    NombreDeOrden.BAJA: Obra(baja.decir, baja.revisar, baja.cumplir),
    NombreDeOrden.REEMPLAZO: Obra(reemplazo.decir, reemplazo.revisar, reemplazo.cumplir),
    NombreDeOrden.CONTRASENA: Obra(personas.decir_contrasena, personas.revisar_contrasena, personas.cumplir),
    NombreDeOrden.APERTURA: Obra(apertura.decir, apertura.revisar, apertura.cumplir),
    NombreDeOrden.LIBERAR_RETENIDAS: Obra(retenidas.decir, retenidas.revisar, retenidas.cumplir),
    NombreDeOrden.CAMBIO: Obra(personas.decir_cambio, personas.revisar_cambio, personas.cumplir),
    NombreDeOrden.RELOJ: Obra(reloj.decir, reloj.revisar, reloj.cumplir),
}

"""Which facts of an acta are taken in, by which room: all of it set by set, so that order of arrival says nothing.

Left aside with a finding: what is of another proceso or acta, what a site without its custody signed, what needs two
people and came of one, what that source cannot send, what was annulled, and the phone images of an unlawful place
(R-09, INE/CCOE014/2018).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from prep.domain.hechos.hechos import (
    Acopio,
    Anulacion,
    Cotejo,
    Custodia,
    Fuente,
    Hecho,
    Imagen,
    Publicado,
    Tipo,
)
from prep.domain.hechos.tipos import FUENTES_DE
from prep.domain.reglas.hallazgos import CodigoHallazgo
from prep.domain.vida.acuerdo import SE_PIDE, Acordados, acordar
from prep.domain.vida.anulaciones import vigentes
from prep.domain.vida.derecho import NO_SABIDOS, Sitios, sin_derecho
from prep.domain.vida.estado import Hallazgo
from prep.domain.vida.relevos import Relevos, cuenta_en
from prep.domain.vida.tiempos import momento_corregido

MEDIO_DE: Mapping[Fuente, str] = {Fuente.CATD: "ESCANER", Fuente.CASILLA: "MOVIL"}
# Members of an enumeration are slow to look up in Python 3.11; the ones used for every fact have a name here.
_CATD = Fuente.CATD
_CASILLA = Fuente.CASILLA


@dataclass(slots=True)
class Expediente:
    """The facts that count, by room; those of the centre that speak of the acta's life are in both sources."""

    catd: list[Hecho] = field(default_factory=list)
    casilla: list[Hecho] = field(default_factory=list)
    custodia: str = ""  # the centre named by the latest Custodia
    publicado: tuple[int, Fuente, str] | None = None
    acordados: Acordados = field(default_factory=dict)
    pedidos: set[UUID] = field(default_factory=set)  # who asked for a cotejo, of whichever source
    hallazgos: list[Hallazgo] = field(default_factory=list)


def admitir(
    hechos: Iterable[Hecho],
    acta: str,
    cae: Relevos,
    proceso: str,
    plazo_s: int,
    centro: str = "",
    sitios: Sitios = NO_SABIDOS,
) -> Expediente:
    """Sorts the facts of `acta` into rooms. `cae` without accounts, `proceso` "": not known here, not checked.

    `plazo_s`: how long a Propuesta waits. `centro` is the acta's, `sitios` the people's: who is not there is not judged
    by their site.
    """
    exp = Expediente()
    propios = _propios(hechos, acta, proceso, exp)
    for ajeno in sin_derecho(propios.values(), centro, sitios):
        del propios[ajeno.id]
        exp.hallazgos.append(Hallazgo(CodigoHallazgo.SIN_DERECHO, ajeno.id))
    custodias: list[tuple[datetime, UUID, str]] = []
    publicados: list[tuple[int, Fuente, str]] = []
    exp.acordados = acordar(propios, acta, plazo_s, exp.hallazgos)
    for hecho in vigentes(propios, exp.hallazgos):
        codigo = _objecion(hecho, cae)
        cuerpo = hecho.cuerpo
        if codigo is not None:
            exp.hallazgos.append(Hallazgo(codigo, hecho.id))
        elif isinstance(cuerpo, Custodia):
            custodias.append((momento_corregido(hecho), hecho.id, cuerpo.centro))
        elif isinstance(cuerpo, Publicado):
            publicados += [(cuerpo.corte, fuente, huella) for clave, fuente, huella in cuerpo.actas if clave == acta]
        elif isinstance(cuerpo, Cotejo) and cuerpo.resultado == SE_PIDE:
            exp.pedidos.add(hecho.id)
        elif not isinstance(cuerpo, Anulacion):
            if hecho.fuente is not _CASILLA:
                exp.catd.append(hecho)
            if hecho.fuente is not _CATD:
                exp.casilla.append(hecho)
    exp.custodia = max(custodias)[2] if custodias else ""
    exp.publicado = min(publicados) if publicados else None
    if exp.casilla:
        _quitar_fotos_tardias(exp)
    return exp


def _propios(hechos: Iterable[Hecho], acta: str, proceso: str, exp: Expediente) -> dict[UUID, Hecho]:
    """Each fact once, by id: sending it twice changes nothing; with two contents one is chosen, the same always."""
    propios: dict[UUID, Hecho] = {}
    for hecho in hechos:
        if proceso and hecho.proceso != proceso:
            exp.hallazgos.append(Hallazgo(CodigoHallazgo.OTRO_PROCESO, hecho.id))
        elif hecho.acta != acta and (hecho.acta or hecho.tipo is not Tipo.PUBLICADO):
            exp.hallazgos.append(Hallazgo(CodigoHallazgo.OTRA_ACTA, hecho.id))
        elif hecho.id not in propios:
            propios[hecho.id] = hecho
        elif (previo := propios[hecho.id]) != hecho:
            propios[hecho.id] = min(previo, hecho, key=repr)
            if replace(previo, nodo="", sec=0) != replace(hecho, nodo="", sec=0):
                exp.hallazgos.append(Hallazgo(CodigoHallazgo.ID_EN_CONFLICTO, hecho.id))
    return propios


def _objecion(hecho: Hecho, cae: Relevos) -> CodigoHallazgo | None:
    """Why a fact cannot come from where it says: a scanner at the CATD, the CAE's phone at the casilla (R-09)."""
    if hecho.fuente not in FUENTES_DE[hecho.tipo]:
        return CodigoHallazgo.FUENTE_INDEBIDA
    cuerpo = hecho.cuerpo
    if not isinstance(cuerpo, Imagen):
        return None
    if cuerpo.medio != MEDIO_DE[hecho.fuente]:
        return CodigoHallazgo.MEDIO_INDEBIDO
    if cae and hecho.fuente is _CASILLA and cuerpo.cuenta != cuenta_en(cae, momento_corregido(hecho)):
        return CodigoHallazgo.IMAGEN_DE_OTRA_CUENTA
    return None


def _quitar_fotos_tardias(exp: Expediente) -> None:
    """R-09: no phone image made after the package's acopio, by the corrected clocks.

    What was published from the phone stays, even if an earlier acopio is known later: it is compared instead (R-06).
    """
    acopios = [momento_corregido(h) for h in exp.catd if isinstance(h.cuerpo, Acopio)]
    if not acopios or (exp.publicado is not None and exp.publicado[1] is _CASILLA):
        return
    limite = min(acopios)
    tardias = [h for h in exp.casilla if isinstance(h.cuerpo, Imagen) and momento_corregido(h) > limite]
    exp.hallazgos += [Hallazgo(CodigoHallazgo.IMAGEN_TRAS_ACOPIO, h.id) for h in tardias]
    exp.casilla = [h for h in exp.casilla if h not in tardias]

"""Which facts of an acta are taken in, by which room: all of it set by set, so that order of arrival says nothing.

Left aside with a finding: what is of another proceso or acta, what that source cannot send, what was annulled, and
the phone images of an unlawful place (R-09, INE/CCOE014/2018).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from prep.domain.anulaciones import vigentes
from prep.domain.estado import Hallazgo
from prep.domain.hallazgos import CodigoHallazgo
from prep.domain.hechos import Acopio, Custodia, Fuente, Hecho, Imagen, Publicado, Tipo
from prep.domain.tiempos import momento_corregido

TODAS = frozenset(Fuente)
ESTACIONES = frozenset({Fuente.CATD, Fuente.CASILLA})
CENTRO = frozenset({Fuente.CENTRO})

# Who can send each kind of fact of an acta; a phase is of the proceso, never of an acta.
FUENTES_DE: Mapping[Tipo, frozenset[Fuente]] = {
    Tipo.ACOPIO: frozenset({Fuente.CATD}),
    Tipo.IMAGEN: ESTACIONES,
    Tipo.CAPTURA: ESTACIONES,
    Tipo.CIERRE: TODAS,
    Tipo.DICTAMEN: ESTACIONES,
    Tipo.SIN_ACTA: TODAS,
    Tipo.ANULACION: TODAS,
    Tipo.CUSTODIA: CENTRO,
    Tipo.PUBLICADO: CENTRO,
    Tipo.COTEJO: ESTACIONES,
    Tipo.INCIDENCIA: TODAS,
    Tipo.FASE: frozenset(),
}
MEDIO_DE: Mapping[Fuente, str] = {Fuente.CATD: "ESCANER", Fuente.CASILLA: "MOVIL"}


@dataclass(slots=True)
class Expediente:
    """The facts that count, by room; those of the centre that speak of the acta's life are in both sources."""

    catd: list[Hecho] = field(default_factory=list)
    casilla: list[Hecho] = field(default_factory=list)
    custodia: str = ""  # the centre named by the latest Custodia
    publicado: tuple[int, Fuente, str] | None = None
    hallazgos: list[Hallazgo] = field(default_factory=list)


def admitir(hechos: Iterable[Hecho], acta: str, cae: str = "", proceso: str = "") -> Expediente:
    """Sorts the facts of `acta` into rooms. `cae`, `proceso`: "" = not known here, not checked."""
    exp = Expediente()
    propios = _propios(hechos, acta, proceso, exp)
    custodias: list[tuple[datetime, UUID, str]] = []
    publicados: list[tuple[int, Fuente, str]] = []
    for hecho in vigentes(propios, exp.hallazgos):
        tipo = hecho.tipo
        if hecho.fuente not in FUENTES_DE[tipo]:
            exp.hallazgos.append(Hallazgo(CodigoHallazgo.FUENTE_INDEBIDA, hecho.id))
        elif tipo is Tipo.ANULACION:
            continue
        elif isinstance(hecho.cuerpo, Custodia):
            custodias.append((momento_corregido(hecho), hecho.id, hecho.cuerpo.centro))
        elif isinstance(hecho.cuerpo, Publicado):
            publicados += [
                (hecho.cuerpo.corte, fuente, huella) for a, fuente, huella in hecho.cuerpo.actas if a == acta
            ]
        else:
            if hecho.fuente is not Fuente.CASILLA:
                exp.catd.append(hecho)
            if hecho.fuente is not Fuente.CATD:
                exp.casilla.append(hecho)
    exp.custodia = max(custodias)[2] if custodias else ""
    exp.publicado = min(publicados, default=None)
    _quitar_ilicitas(exp, cae)
    return exp


def _propios(hechos: Iterable[Hecho], acta: str, proceso: str, exp: Expediente) -> dict[UUID, Hecho]:
    """Each fact once, by id: sending it twice changes nothing; with two contents one is chosen, the same always."""
    propios: dict[UUID, Hecho] = {}
    for hecho in hechos:
        if proceso and hecho.proceso != proceso:
            exp.hallazgos.append(Hallazgo(CodigoHallazgo.OTRO_PROCESO, hecho.id))
        elif hecho.acta != acta and (hecho.acta or hecho.tipo is not Tipo.PUBLICADO):
            exp.hallazgos.append(Hallazgo(CodigoHallazgo.OTRA_ACTA, hecho.id))
        else:
            previo = propios.setdefault(hecho.id, hecho)
            if previo is not hecho and previo != hecho:
                propios[hecho.id] = min(previo, hecho, key=repr)
                if replace(previo, nodo="", sec=0) != replace(hecho, nodo="", sec=0):
                    exp.hallazgos.append(Hallazgo(CodigoHallazgo.ID_EN_CONFLICTO, hecho.id))
    return propios


def _quitar_ilicitas(exp: Expediente, cae: str) -> None:
    """R-09: scanner at the CATD, phone at the casilla; a phone only from its CAE and before the package's acopio.

    What was published from the phone stays, even if an earlier acopio is known later: it is compared instead (R-06).
    """
    acopios = [momento_corregido(h) for h in exp.catd if isinstance(h.cuerpo, Acopio)]
    if exp.publicado is not None and exp.publicado[1] is Fuente.CASILLA:
        acopios = []
    acopio = min(acopios, default=None)
    for fuente, sala in ((Fuente.CATD, exp.catd), (Fuente.CASILLA, exp.casilla)):
        for hecho, imagen in [(h, h.cuerpo) for h in sala if isinstance(h.cuerpo, Imagen)]:
            codigo = _objecion(hecho, imagen, fuente, cae, acopio)
            if codigo is not None:
                exp.hallazgos.append(Hallazgo(codigo, hecho.id))
                sala.remove(hecho)


def _objecion(hecho: Hecho, cuerpo: Imagen, fuente: Fuente, cae: str, acopio: datetime | None) -> CodigoHallazgo | None:
    if cuerpo.medio != MEDIO_DE[fuente]:
        return CodigoHallazgo.MEDIO_INDEBIDO
    if fuente is Fuente.CATD:
        return None
    if cae and cuerpo.cuenta != cae:
        return CodigoHallazgo.IMAGEN_DE_OTRA_CUENTA
    if acopio is not None and momento_corregido(hecho) > acopio:
        return CodigoHallazgo.IMAGEN_TRAS_ACOPIO
    return None

"""Who got the votes, as the public reads it: by candidacy, by party, and who goes first in each place."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from prep.domain.catalogo.catalogo import NO_REGISTRADAS, NULOS, Catalogo, Eleccion
from prep.domain.publicacion.agregacion import Clave, Suma
from prep.domain.publicacion.porcentajes import porcentaje
from prep.domain.publicacion.reparto import Competidora, SinConvenio, competidoras, por_candidatura, por_partido_entidad

NI_UNA_NI_OTRA = {NO_REGISTRADAS: "Candidaturas no registradas", NULOS: "Votos nulos"}


@dataclass(frozen=True, slots=True)
class BarraDeVotos:
    """One line of votes; `porcentaje` of all the votes, truncated (R-17)."""

    codigo: str
    nombre: str
    votos: int
    porcentaje: str


def contendientes(
    catalogo: Catalogo, eleccion: Eleccion, territorios: Iterable[str]
) -> dict[str, tuple[Competidora, ...]]:
    """Who stands in each of `territorios`."""
    codigos = {c.codigo for c in eleccion.codigos}
    formas = [f for f in catalogo.formas.values() if f.eleccion == eleccion.codigo and f.codigo in codigos]
    return {t: competidoras(eleccion, [f for f in formas if f.territorio == t]) for t in territorios}


def de_candidaturas(
    catalogo: Catalogo,
    eleccion: Eleccion,
    quienes: Mapping[str, tuple[Competidora, ...]],
    sumas: Mapping[str, Suma],
) -> tuple[BarraDeVotos, ...]:
    """Only where the same candidacies stand in the whole entity (Jefatura, or an election of one territory)."""
    propias = [c for c in catalogo.candidaturas if c.eleccion == eleccion.codigo]
    if len(sumas) > 1 and (not propias or any(c.territorio for c in propias)):
        return ()
    votos: dict[str, int] = {}
    for territorio, suma in sumas.items():
        for codigo, suyos in por_candidatura(quienes[territorio], suma).items():
            votos[codigo] = votos.get(codigo, 0) + suyos
    return _barras(votos)


def de_partidos(catalogo: Catalogo, eleccion: Eleccion, sumas: Mapping[Clave, Suma]) -> tuple[BarraDeVotos, ...]:
    """Empty when a candidatura común has votes and no agreement to share them: figures are not made up."""
    try:
        return _barras(por_partido_entidad(catalogo, eleccion, {(c[0],): s for c, s in sumas.items()}))
    except SinConvenio:
        return ()


def primeras(votos: Mapping[str, int]) -> tuple[str, ...]:
    """The codes with most votes, more than one when they are tied (R-30); none without votes."""
    candidaturas = {c: v for c, v in votos.items() if c not in NI_UNA_NI_OTRA}
    mayor = max(candidaturas.values(), default=0)
    return tuple(c for c, v in candidaturas.items() if v == mayor) if mayor else ()


def nombrar(codigo: str) -> str:
    """A column's code as people read it: `PAN_PRI` is `PAN-PRI`."""
    return NI_UNA_NI_OTRA.get(codigo, codigo.replace("_", "-"))


def _barras(votos: Mapping[str, int]) -> tuple[BarraDeVotos, ...]:
    """Most votes first; no registradas and nulos last."""
    total = sum(votos.values())
    orden = sorted(votos, key=lambda c: (c in NI_UNA_NI_OTRA, -votos[c] if c not in NI_UNA_NI_OTRA else 0))
    return tuple(BarraDeVotos(c, nombrar(c), votos[c], porcentaje(votos[c], total)) for c in orden)

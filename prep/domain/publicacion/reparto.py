"""Who gets the votes of a territory: each candidacy, and each party after sharing out coalitions and común (R-20).

A combination's votes go whole to the coalition's candidate; for the parties they are split evenly, on the sums of the
district or alcaldía and never acta by acta. A candidatura común is shared by its agreement.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from prep.domain.catalogo.ajustes import Residuo
from prep.domain.catalogo.catalogo import (
    NO_REGISTRADAS,
    NULOS,
    Catalogo,
    ClaseColumna,
    Columna,
    Convenio,
    Eleccion,
    Forma,
)
from prep.domain.publicacion.agregacion import Suma, juntar

ENTERO = 10_000  # hundredths of a per cent in the whole


class SinConvenio(ValueError):
    """A candidatura común has votes where no agreement says how to share them."""


@dataclass(frozen=True, slots=True)
class Competidora:
    """Who stands in one territory: a party, a coalition, a candidatura común or a candidatura sin partido.

    `codigo` is its column, for a coalition the one with most parties; `columnas` are all that add to it.
    """

    codigo: str
    partidos: tuple[str, ...]
    columnas: tuple[str, ...]


def competidoras(eleccion: Eleccion, formas: Iterable[Forma]) -> tuple[Competidora, ...]:
    """Who stands where the actas are `formas` (those of one territory), in the order of the columns.

    A coalition stands where its columns are printed; where they are not, its parties stand alone. RP actas say
    nothing of MR candidates (R-20).
    """
    propias = list(formas)
    llevadas = {c for f in propias if not eleccion.codigo_impreso(f.codigo).rp for c in f.votos}
    columnas = [c for c in eleccion.columnas if c.codigo in llevadas]
    coaliciones = [*_coaliciones(columnas), *_comunes(eleccion, {f.territorio for f in propias}, llevadas)]
    aliados = {p for coalicion in coaliciones for p in coalicion.partidos}
    solas = (
        Competidora(c.codigo, c.partidos, (c.codigo,))
        for c in columnas
        if c.clase is not ClaseColumna.COMBINACION and not (c.clase is ClaseColumna.PARTIDO and c.codigo in aliados)
    )
    orden = {c.codigo: i for i, c in enumerate(columnas)}
    return tuple(sorted((*coaliciones, *solas), key=lambda c: min(orden[columna] for columna in c.columnas)))


def por_candidatura(contendientes: Iterable[Competidora], suma: Suma) -> dict[str, int]:
    """The votes of each candidacy by its column code, then no registradas and nulos; no vote of an RP acta (R-20)."""
    votos = {c.codigo: sum(suma.votos.get(columna, 0) for columna in c.columnas) for c in contendientes}
    return votos | {c: suma.votos.get(c, 0) for c in (NO_REGISTRADAS, NULOS)}


def por_partido(
    eleccion: Eleccion,
    territorio: str,
    suma: Suma,
    convenios: Sequence[Convenio],
    residuo: Residuo = Residuo.AL_MAYOR,
) -> dict[str, int]:
    """The votes of each party in `territorio` (MR and RP actas), then sin partido, no registradas and nulos (R-20).

    It adds up to the votes of `suma`. Raises SinConvenio when a candidatura común has votes and no agreement.
    """
    votos = juntar(suma.votos, suma.votos_rp)
    propios = {c.codigo: votos.get(c.codigo, 0) for c in eleccion.columnas if c.clase is ClaseColumna.PARTIDO}
    resultado = dict(propios)
    for columna in eleccion.columnas:
        suyos = votos.get(columna.codigo, 0)
        match columna.clase:
            case ClaseColumna.PARTIDO:
                continue
            case ClaseColumna.COMBINACION:
                parte = partir_combinacion(suyos, columna.partidos, propios, residuo)
            case ClaseColumna.COMUN:
                parte = _partir_comun(suyos, eleccion, columna, territorio, convenios)
            case ClaseColumna.SIN_PARTIDO:
                parte = {columna.codigo: suyos}
        resultado = juntar(resultado, parte)
    return resultado | {c: votos.get(c, 0) for c in (NO_REGISTRADAS, NULOS)}


def por_partido_entidad(
    catalogo: Catalogo, eleccion: Eleccion, sumas: Mapping[tuple[str, ...], Suma]
) -> dict[str, int]:
    """The parties' votes of the whole entity: each territory shared out by itself, then added up (R-20).

    `sumas` are those of `Nivel.TERRITORIO`.
    """
    total: dict[str, int] = {}
    for (territorio,), suma in sumas.items():
        suyos = por_partido(eleccion, territorio, suma, catalogo.convenios, catalogo.ajustes.residuo)
        total = juntar(total, suyos)
    return total


def partir_combinacion(
    votos: int, partidos: tuple[str, ...], propios: Mapping[str, int], residuo: Residuo = Residuo.AL_MAYOR
) -> dict[str, int]:
    """An even split; the remainder by most votes of one's own, tie: order of registration (R-20).

    All of it to one party, or one vote each to as many as there are votes left: a setting.
    """
    parte, resto = divmod(votos, len(partidos))
    mayores = sorted(partidos, key=lambda p: -propios.get(p, 0))  # stable: the first of equals
    de_mas = {mayores[0]: resto} if residuo is Residuo.AL_MAYOR else dict.fromkeys(mayores[:resto], 1)
    return {p: parte + de_mas.get(p, 0) for p in partidos}


def partir_comun(votos: int, convenio: Convenio) -> dict[str, int]:
    """Each party's hundredths of a per cent, rounded down, and what is left to the party that the agreement names."""
    partes = {partido: votos * centesimos // ENTERO for partido, centesimos in convenio.reparto}
    return juntar(partes, {convenio.resto: votos - sum(partes.values())})


def _partir_comun(
    votos: int, eleccion: Eleccion, columna: Columna, territorio: str, convenios: Sequence[Convenio]
) -> dict[str, int]:
    if votos == 0:
        return {}
    for convenio in convenios:
        if (convenio.eleccion, convenio.columna) == (eleccion.codigo, columna.codigo) and (
            territorio in convenio.territorios
        ):
            return partir_comun(votos, convenio)
    raise SinConvenio(
        f"{eleccion.codigo} {territorio}: la candidatura común {columna.codigo} tiene {votos} votos y no hay convenio "
        "para repartirlos; agregue el convenio al catálogo"
    )


def _coaliciones(columnas: list[Columna]) -> list[Competidora]:
    """The coalitions that the printed combinations show: those that share a party are one."""
    grupos: list[set[str]] = []
    for columna in columnas:
        if columna.clase is ClaseColumna.COMBINACION:
            juntos = set(columna.partidos).union(*(g for g in grupos if g & set(columna.partidos)))
            grupos = [g for g in grupos if not g & juntos] + [juntos]
    return [_coalicion(grupo, columnas) for grupo in grupos]


def _comunes(eleccion: Eleccion, territorios: set[str], llevadas: set[str]) -> list[Competidora]:
    """Parties that share a candidate and no column: each one's votes add to it whole."""
    return [
        Competidora("_".join(suyos), suyos, suyos)
        for comun in eleccion.comunes
        if territorios & set(comun.territorios) and len(suyos := tuple(p for p in comun.partidos if p in llevadas)) > 1
    ]


def _coalicion(grupo: set[str], columnas: list[Columna]) -> Competidora:
    combinadas = [c for c in columnas if c.clase is ClaseColumna.COMBINACION and grupo.issuperset(c.partidos)]
    mayor = max(combinadas, key=lambda c: len(c.partidos))
    propias = [c.codigo for c in columnas if c.clase is ClaseColumna.PARTIDO and c.codigo in grupo]
    partidos = (*mayor.partidos, *sorted(grupo.difference(mayor.partidos)))
    return Competidora(mayor.codigo, partidos, (*propias, *(c.codigo for c in combinadas)))

"""Which acta a text names, in every field, at every window and command; and how an acta is named: `123 C2 ALC`."""

from collections.abc import Callable, Iterable, Sequence

from prep.domain.catalogo.catalogo import Acta, Catalogo, Eleccion, TipoCasilla
from prep.domain.catalogo.fuera_de_catalogo import PARTES, ClaveInvalida, acta_fc
from prep.domain.catalogo.fuera_de_catalogo import PREFIJO as FUERA
from prep.domain.catalogo.lectura import (
    N_A,
    LeidaCasilla,
    LeidaClave,
    LeidaDeOtroProceso,
    LeidaEtiqueta,
    LeidaPublicada,
    LeidoDelINE,
    leer,
    nombre_de_casilla,
)

EJEMPLO = "«123 C2 ALC»"
ESCRIBALA = f"Escriba sección, casilla y elección, como {EJEMPLO}, o lea su etiqueta."
OPCIONES_MAX = 8


class ActaNoDicha(ValueError):
    """A text that names no acta, or several; the message says what is wrong and gives an example, in Spanish."""


def nombre_de_acta(acta: Acta, elecciones: Sequence[Eleccion], *, ordinal: bool = False) -> str:
    """As people say it and type it: `123 C2 ALC`, `3990 E1C3 JEF`; of a special one its code too (R-19).

    `ordinal`: of the first of those that read the same, say so too.
    """
    eleccion = next((e for e in elecciones if e.codigo == acta.eleccion), None)
    partes = [nombre_de_casilla(acta.seccion, acta.territorio, acta.tipo, acta.numero, acta.extension)]
    if ordinal or acta.ordinal > 1:
        partes.append(f"n.º {acta.ordinal}")
    partes.append(eleccion.siglas if eleccion is not None else acta.eleccion)
    if eleccion is not None and acta.especial and sum(c.especial for c in eleccion.codigos) > 1:
        partes.append(acta.codigo)
    return " ".join(partes)


def nombre_de_clave(clave: str, catalogo: Catalogo) -> str:
    """The same of a key, also of another site's acta; what is no key is said as it came."""
    partes = clave.removeprefix(FUERA).split("-")
    if len(partes) != PARTES or partes[3][:1] not in TipoCasilla.__members__ or not partes[6].isdigit():
        return clave
    eleccion, territorio, seccion, casilla, extension, codigo, ordinal = partes
    suya = (eleccion, territorio, seccion, TipoCasilla(casilla[0]), casilla[1:], extension, codigo, int(ordinal))
    return nombre_de_acta(Acta(clave, *suya, 0, "", "", ""), catalogo.elecciones)


def acta_dicha(texto: str, catalogo: Catalogo) -> Acta:
    """The one acta of `catalogo`, or fuera de catálogo, that `texto` names; raises ActaNoDicha."""

    def de_clave(clave: str) -> Acta | None:
        return catalogo.actas.get(clave)

    def de_seccion(seccion: str) -> Iterable[Acta]:
        return (a for a in catalogo.actas.values() if a.seccion == seccion)

    return acta_en(texto, catalogo, de_clave, de_seccion)


def acta_en(
    texto: str, catalogo: Catalogo, de_clave: Callable[[str], Acta | None], de_seccion: Callable[[str], Iterable[Acta]]
) -> Acta:
    """As `acta_dicha`, among those that are asked for by key and by section: of `catalogo` only what is not an acta."""
    leida = leer(texto, catalogo.proceso, catalogo.elecciones)
    dicho = " ".join(texto.split())[:60]
    if isinstance(leida, LeidaEtiqueta | LeidaClave):
        return _de_clave(leida.clave, catalogo, de_clave)
    if isinstance(leida, LeidaPublicada):
        if leida.entidad != catalogo.entidad.id:
            raise ActaNoDicha(f"La clave «{dicho}» es de la entidad {leida.entidad} y ésta es {catalogo.entidad.id}.")
        de_ahi = (*de_seccion(leida.casilla.seccion), *de_seccion(N_A))  # one without a section has one published
        publicadas = [a for a in de_ahi if a.clave_casilla == leida.clave and leida.codigo in ("", a.codigo)]
        return _sola(dicho, publicadas, de_ahi, f"la sección {leida.casilla.seccion}", catalogo.elecciones)
    if isinstance(leida, LeidaCasilla):
        return _una(dicho, leida, tuple(de_seccion(leida.seccion)), catalogo.elecciones)
    if isinstance(leida, LeidaDeOtroProceso):
        raise ActaNoDicha(f"Esa etiqueta es del proceso «{leida.proceso}» y éste es «{catalogo.proceso}».")
    if isinstance(leida, LeidoDelINE):
        raise ActaNoDicha("Ese código es del INE: su acta es federal.")
    if not dicho:
        raise ActaNoDicha(f"Diga qué acta. {ESCRIBALA}")
    raise ActaNoDicha(
        f"«{dicho}» no dice qué acta es: {getattr(leida, 'razon', 'no dice de qué casilla')}. {ESCRIBALA}"
    )


def coincide(texto: str, acta: Acta, catalogo: Catalogo) -> bool:
    """Whether `texto`, a casilla with its election or without, names `acta` among others: what a list looks for."""
    leida = leer(texto, catalogo.proceso, catalogo.elecciones)
    if isinstance(leida, LeidaEtiqueta | LeidaClave):
        return leida.clave == acta.clave
    return isinstance(leida, LeidaCasilla) and es_la_dicha(acta, leida)


def es_la_dicha(acta: Acta, leida: LeidaCasilla) -> bool:
    """Whether `acta` fits all that was said."""
    return (
        acta.seccion == leida.seccion
        and leida.territorio in ("", acta.territorio)
        and leida.tipo in ("", acta.tipo)
        and leida.numero.lstrip("0") in ("", acta.numero.lstrip("0"))
        and leida.extension.lstrip("0") in ("", acta.extension.lstrip("0"))
        and leida.ordinal in (0, acta.ordinal)
        and de_la_eleccion(acta, leida)
    )


def de_la_eleccion(acta: Acta, leida: LeidaCasilla) -> bool:
    """Whether it is of the election, and of a printed code, that were said; with none said, it is."""
    return leida.eleccion in ("", acta.eleccion) and (not leida.codigos or acta.codigo in leida.codigos)


def _de_clave(clave: str, catalogo: Catalogo, de_clave: Callable[[str], Acta | None]) -> Acta:
    acta = de_clave(clave)
    if acta is not None:
        return acta
    if clave.startswith(FUERA):
        try:
            return acta_fc(clave, catalogo)
        except ClaveInvalida as error:
            raise ActaNoDicha(f"La clave «{clave}» no sirve: {error}.") from error
    raise ActaNoDicha(f"El acta «{clave}» no está en el catálogo de este sitio. {ESCRIBALA}")


def _una(dicho: str, leida: LeidaCasilla, de_ahi: Sequence[Acta], elecciones: Sequence[Eleccion]) -> Acta:
    halladas = [a for a in de_ahi if es_la_dicha(a, leida)]
    if leida.numero and not leida.extension:  # `3990 E1` is itself, also where there is a `3990 E1C3`
        halladas = [a for a in halladas if not a.extension.strip("0")] or halladas
    lugar = f"el territorio {leida.territorio}" if leida.territorio else f"la sección {leida.seccion}"
    de_ahi = [a for a in de_ahi if leida.territorio in ("", a.territorio)]
    return _sola(dicho, halladas, de_ahi, lugar, elecciones)


def _sola(
    dicho: str, halladas: Sequence[Acta], de_ahi: Sequence[Acta], lugar: str, elecciones: Sequence[Eleccion]
) -> Acta:
    """The only one of `halladas`; else what is wrong, with those that it may be."""
    if len(halladas) == 1:
        return halladas[0]
    if halladas:
        raise ActaNoDicha(f"«{dicho}» es más de un acta. Diga cuál: {_lista(halladas, elecciones)}.")
    if not de_ahi:
        raise ActaNoDicha(f"Aquí no hay actas de {lugar}. Revise «{dicho}»: se escribe como {EJEMPLO}.")
    raise ActaNoDicha(f"No hay un acta «{dicho}» aquí. De {lugar} hay: {_lista(de_ahi, elecciones)}.")


def _lista(actas: Sequence[Acta], elecciones: Sequence[Eleccion]) -> str:
    """Their names, each told from the others."""
    varias = {(a.eleccion, a.seccion, a.tipo, a.numero, a.territorio) for a in actas if a.ordinal > 1}
    nombres = [
        nombre_de_acta(a, elecciones, ordinal=(a.eleccion, a.seccion, a.tipo, a.numero, a.territorio) in varias)
        for a in actas[:OPCIONES_MAX]
    ]
    return ", ".join(nombres) + (f" y {len(actas) - OPCIONES_MAX} más" if len(actas) > OPCIONES_MAX else "")

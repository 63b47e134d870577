"""The catalogue as JSON and back: what the node keeps in `proceso.cabecera` and a station gets from `catalogo()`."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, asdict, fields, is_dataclass
from enum import Enum
from functools import cache
from operator import attrgetter, contains, itemgetter
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from prep.domain.catalogo.ajustes import Ajustes
from prep.domain.catalogo.catalogo import (
    Acta,
    Candidatura,
    Catalogo,
    Centro,
    Convenio,
    Eleccion,
    Entidad,
    Forma,
    Territorio,
    TipoCasilla,
)
from prep.domain.catalogo.convenciones import CONVENCIONES, Convencion
from prep.domain.catalogo.curvas import CURVAS, Curva
from prep.domain.catalogo.razones import RAZONES, RazonDeDiferencia

COLUMNAS_ACTA = tuple(c.name for c in fields(Acta))
# as stored
_TIPOS_ACTA = [frozenset({str} if t is TipoCasilla else get_args(t) or {t}) for t in get_type_hints(Acta).values()]
_LUGAR_TIPO = COLUMNAS_ACTA.index("tipo")
_datos_de = itemgetter(*COLUMNAS_ACTA)
_de_acta = attrgetter(*COLUMNAS_ACTA)
_OMISION_ACTA = tuple(c.default for c in fields(Acta))
LISTAS: Mapping[str, type[Any]] = {
    "elecciones": Eleccion,
    "territorios": Territorio,
    "centros": Centro,
    "formas": Forma,
    "convenios": Convenio,
    "candidaturas": Candidatura,
    "convenciones": Convencion,
    "razones": RazonDeDiferencia,
    "curvas": Curva,
}
RECIENTES: Mapping[str, tuple[Any, ...]] = {
    "razones": RAZONES,
    "curvas": CURVAS,
}  # what is the same for a program that did not know of it


class CatalogoIlegible(ValueError):
    """The JSON is not a catalogue as this program writes it."""


def huella_de(catalogo: Catalogo) -> str:
    """SHA-256 of all that the catalogue says: forms, agreements, settings, each acta with its limits.

    What has its default is left out, so that a later program, which knows more of a catalogue, says the same of it.
    """
    suma = hashlib.sha256()
    for dato in (catalogo.proceso, catalogo.entidad, catalogo.ajustes, *_listas(catalogo)):
        suma.update(_canonico(_dicho(dato)))
    for acta in catalogo.actas.values():
        datos = [None if v == d else v for v, d in zip(_de_acta(acta), _OMISION_ACTA, strict=True)]
        while datos[-1] is None:
            datos.pop()
        suma.update(_canonico(datos))
    return suma.hexdigest()


def _listas(catalogo: Catalogo) -> list[Any]:
    hay = [(nombre, getattr(catalogo, nombre)) for nombre in LISTAS]
    return [lista for nombre, lista in hay if lista != RECIENTES.get(nombre)]


def _dicho(dato: Any) -> Any:
    if is_dataclass(dato):
        return {c.name: _dicho(v) for c in fields(dato) if (v := getattr(dato, c.name)) != c.default}
    if isinstance(dato, Mapping):
        return [_dicho(v) for v in dato.values()]
    return [_dicho(d) for d in dato] if isinstance(dato, tuple | list) else dato


def _canonico(dato: Any) -> bytes:
    return json.dumps(dato, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() + b"\n"


def cabecera(catalogo: Catalogo) -> dict[str, Any]:
    """All of `catalogo` but its actas, in lists, so that the order is kept."""
    listas = {
        nombre: [
            asdict(pieza) for pieza in (catalogo.formas.values() if nombre == "formas" else getattr(catalogo, nombre))
        ]
        for nombre in LISTAS
    }
    return {
        "proceso": catalogo.proceso,
        "entidad": asdict(catalogo.entidad),
        "ajustes": asdict(catalogo.ajustes),
        **listas,
    }


def catalogo_de(cabeza: Mapping[str, Any], actas: Iterable[Mapping[str, Any]]) -> Catalogo:
    """The catalogue that `cabecera` and the rows of `actas` (in order) were made from; raises CatalogoIlegible."""
    try:
        # one made before has those of nobody
        suyas: dict[str, tuple[Any, ...]] = {"convenciones": CONVENCIONES, **RECIENTES}
        cabeza = {**{nombre: [asdict(c) for c in todas] for nombre, todas in suyas.items()}, **cabeza}
        listas = {nombre: tuple(_leer(clase, d) for d in cabeza[nombre]) for nombre, clase in LISTAS.items()}
        formas = listas.pop("formas")
        return Catalogo(
            proceso=_leer(str, cabeza["proceso"]),
            entidad=_leer(Entidad, cabeza["entidad"]),
            ajustes=_leer(Ajustes, {**asdict(Ajustes()), **cabeza["ajustes"]}),  # one made later has its default
            formas={forma.clave: forma for forma in formas},
            actas={acta.clave: acta for acta in (acta_de(fila) for fila in actas)},
            **listas,
        )
    except (KeyError, TypeError, ValueError) as error:
        raise CatalogoIlegible(f"El catálogo del nodo no se entiende: {error}") from error


def catalogo_de_texto(texto: str) -> Catalogo:
    """The catalogue in the answer of `estacion_v1.catalogo()`; raises CatalogoIlegible."""
    try:
        datos = json.loads(texto)
        return catalogo_de(datos["cabecera"], datos["actas"])
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        raise CatalogoIlegible(f"El catálogo del nodo no se entiende: {error}") from error


def acta_de(fila: Mapping[str, Any]) -> Acta:
    """An acta from a row, its place `n` left aside; raises ValueError for a field of another type.

    Not by `_leer`: there are 40,000.
    """
    valores = list(_datos_de(fila))
    if not all(map(contains, _TIPOS_ACTA, map(type, valores))):
        ajenos = [x for x in zip(COLUMNAS_ACTA, valores, _TIPOS_ACTA, strict=True) if type(x[1]) not in x[2]]
        raise ValueError("; ".join(f"{n}: {dato!r} no es {_nombres(tipos)}" for n, dato, tipos in ajenos))
    valores[_LUGAR_TIPO] = TipoCasilla(valores[_LUGAR_TIPO])
    return Acta(*valores)


def _nombres(tipos: frozenset[type]) -> str:
    return " ni ".join(sorted(t.__name__ for t in tipos if t is not NoneType))


def _leer(tipo: Any, dato: Any) -> Any:
    """`dato` as `tipo`: a dataclass, a tuple, an enumeration, an optional or a plain value."""
    return _lector(tipo)(dato)


@cache
def _lector(tipo: Any) -> Callable[[Any], Any]:
    """What reads a `tipo`, looked at once: a catalogue's heading has thousands of pieces of a few types."""
    origen = get_origin(tipo)
    if origen is tuple:
        return _lector_de_tupla(get_args(tipo))
    if origen is UnionType:
        propio = _lector(next(t for t in get_args(tipo) if t is not NoneType))
        return lambda dato: None if dato is None else propio(dato)
    if isinstance(tipo, type) and is_dataclass(tipo):
        pistas = get_type_hints(tipo)
        campos = [(c.name, _lector(pistas[c.name]), c.default is MISSING) for c in fields(tipo)]
        return lambda dato: tipo(**{n: leer(dato[n]) for n, leer, debido in campos if debido or n in dato})
    if isinstance(tipo, type) and issubclass(tipo, Enum):
        return tipo

    def de_ese_tipo(dato: Any) -> Any:
        if type(dato) is not tipo:
            raise ValueError(f"{dato!r} no es {tipo.__name__}")
        return dato

    return de_ese_tipo


def _lector_de_tupla(partes: tuple[Any, ...]) -> Callable[[Any], Any]:
    if len(partes) == 2 and partes[1] is Ellipsis:
        leer = _lector(partes[0])
        return lambda dato: tuple(map(leer, dato))
    lectores = [_lector(parte) for parte in partes]
    return lambda dato: tuple(leer(d) for leer, d in zip(lectores, dato, strict=True))

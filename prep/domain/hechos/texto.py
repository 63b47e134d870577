"""The canonical text of a fact: what is signed, stored and read back, byte for byte (P-4)."""

import json
from collections.abc import Callable, Mapping
from dataclasses import Field, fields
from datetime import datetime
from enum import StrEnum
from types import GenericAlias
from typing import Any, get_args
from uuid import UUID

from prep.domain.hechos.campos import Marca, Valor
from prep.domain.hechos.cotas import DATOS_MAX, NO_ES_TEXTO, NUMERO_MAX, TEXTO_MAX, VALORES_MAX, VOTOS_MAX, cuerpo_max
from prep.domain.hechos.hechos import Cuerpo, Datos, Hecho, Tipo
from prep.domain.hechos.json_ajeno import leer_json
from prep.domain.hechos.tipos import TIPOS

MARCAS = frozenset(str(m) for m in Marca)
Lector = Callable[[Any], Any]

_codificar = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


class HechoInvalido(ValueError):
    """A body that is not what its type says; the message says which field and why, in Spanish."""


def cuerpo_a_texto(cuerpo: Cuerpo) -> str:
    """`cuerpo` as JSON with sorted keys and no spaces."""
    datos = {c.name: _plano(getattr(cuerpo, c.name)) for c in fields(cuerpo)}
    return _codificar(datos)


def cuerpo_de_texto(tipo: Tipo, texto: str) -> Cuerpo:
    """The body that `texto` holds; raises HechoInvalido unless it has exactly the fields of its type.

    Those that an earlier program did not write may be missing: what it signed is read as it was.
    """
    if len(texto) > (maximo := cuerpo_max(tipo)):
        raise HechoInvalido(f"el cuerpo tiene {len(texto)} caracteres; el máximo es {maximo}")
    try:
        datos = leer_json(texto)
    except ValueError as error:
        raise HechoInvalido(f"el cuerpo no es JSON de un hecho: {error}") from error
    lectores = LECTORES[tipo]
    if not isinstance(datos, dict) or (
        datos.keys() != lectores.keys() and datos.keys() != lectores.keys() - POSTERIORES[tipo]
    ):
        raise HechoInvalido(f"{tipo} lleva los campos {sorted(lectores)}")
    for nombre in datos:
        try:
            datos[nombre] = lectores[nombre](datos[nombre])
        except (ValueError, TypeError) as error:
            raise HechoInvalido(f"{nombre}: {error}") from error
    return TIPOS[tipo].clase(**datos)


def mensaje(hecho: Hecho, cuerpo: str) -> bytes:
    """What the operator signs: the head of the fact, a line each, and the body's text as stored."""
    cabeza = (
        "prep-1",
        str(hecho.id),
        hecho.proceso,
        hecho.tipo,
        hecho.acta,
        hecho.fuente,
        hecho.operador,
        hecho.estacion,
        momento_a_texto(hecho.momento),
        str(hecho.desfase_ms),
    )
    return "\n".join((*cabeza, cuerpo)).encode()


def momento_a_texto(momento: datetime) -> str:
    """UTC with microseconds, `2024-06-02T18:00:00.000000+00:00`."""
    return momento.isoformat(timespec="microseconds")


def _plano(valor: Any) -> Any:
    if isinstance(valor, tuple):
        return [_plano(v) for v in valor]
    return str(valor) if isinstance(valor, UUID | StrEnum) else valor


def _texto(dato: Any) -> str:
    if not isinstance(dato, str) or len(dato) > TEXTO_MAX:
        raise ValueError(f"no es un texto de hasta {TEXTO_MAX} caracteres")
    if NO_ES_TEXTO.search(dato):
        raise ValueError("lleva caracteres de control")
    return dato


def _datos(dato: Any) -> Datos:
    """JSON of one object, as we write it; what it says is for who reads that kind or that command."""
    if not isinstance(dato, str) or len(dato) > DATOS_MAX:
        raise ValueError(f"no es un texto de hasta {DATOS_MAX} caracteres")
    leido = leer_json(dato)
    if not isinstance(leido, dict) or _codificar(leido) != dato:
        raise ValueError("no es JSON de un objeto, en su orden y sin espacios")
    return Datos(dato)


def _numero(dato: Any) -> int:
    if not isinstance(dato, int) or isinstance(dato, bool) or not 0 <= dato <= NUMERO_MAX:
        raise ValueError("no es un número entero")
    return dato


def _lista(dato: Any) -> list[Any]:
    if not isinstance(dato, list):
        raise ValueError("no es una lista")
    return dato


def _valores(dato: Any) -> tuple[Valor, ...]:
    lista = _lista(dato)
    if len(lista) > VALORES_MAX:
        raise ValueError(f"son más de {VALORES_MAX} campos")
    # plain numbers, nearly all of them, go straight through: this is read for every captura of the night
    return tuple([v if type(v) is int and 0 <= v <= VOTOS_MAX else _marca(v) for v in lista])


def _marca(dato: Any) -> Marca:
    """What is no whole number in bounds can only be one of the two marks (R-12)."""
    if type(dato) is int and dato > VOTOS_MAX:
        raise ValueError(f"un número pasa de {VOTOS_MAX}")
    if not isinstance(dato, str):
        raise ValueError(f"{dato!r:.60} es negativo o no es un número entero")
    if dato not in MARCAS:
        raise ValueError("los números van sin comillas")
    return Marca(dato)


def _una_de(clase: type[StrEnum]) -> Lector:
    miembros = {str(miembro): miembro for miembro in clase}

    def leer(dato: Any) -> StrEnum:
        if not isinstance(dato, str) or dato not in miembros:
            raise ValueError(f"{dato!r:.60} no es una de: {', '.join(miembros)}")
        return miembros[dato]

    return leer


def _tupla(tipo: GenericAlias) -> Lector:
    """Of any length (`tuple[X, ...]`), or of exactly these (`tuple[X, Y]`)."""
    partes = get_args(tipo)
    lectores = [_lector_de(parte) for parte in partes if parte is not ...]
    if ... in partes:
        (uno,) = lectores
        return lambda dato: tuple([uno(d) for d in _lista(dato)])

    def leer(dato: Any) -> tuple[Any, ...]:
        if len(_lista(dato)) != len(lectores):
            raise ValueError(f"no son {len(lectores)} datos")
        return tuple([lector(d) for lector, d in zip(lectores, dato, strict=True)])

    return leer


def _lector_de(tipo: Any) -> Lector:
    """How a field of a body is read: its annotation says it, so that each kind reads its own fields by itself."""
    if tipo == tuple[Valor, ...]:
        return _valores
    if isinstance(tipo, GenericAlias):
        return _tupla(tipo)
    if isinstance(tipo, type) and issubclass(tipo, StrEnum):
        return _una_de(tipo)
    return {str: _texto, Datos: _datos, int: _numero, UUID: lambda dato: UUID(_texto(dato))}[tipo]


def _lector(campo: Field[Any]) -> Lector:
    """By its annotation, or by the few words that it may be."""
    permitidos = campo.metadata.get("uno_de")
    if permitidos is None:
        return _lector_de(campo.type)

    def leer(dato: Any) -> str:
        if dato not in permitidos:
            raise ValueError(f"{dato!r:.60} no es una de: {', '.join(map(repr, permitidos))}")
        return str(dato)

    return leer


LECTORES: Mapping[Tipo, Mapping[str, Lector]] = {
    tipo: {campo.name: _lector(campo) for campo in fields(fila.clase)} for tipo, fila in TIPOS.items()
}
POSTERIORES: Mapping[Tipo, frozenset[str]] = {
    tipo: frozenset(campo.name for campo in fields(fila.clase) if campo.metadata.get("posterior"))
    for tipo, fila in TIPOS.items()
}

"""The canonical text of a fact: what is signed, stored and read back, byte for byte (P-4)."""

import json
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from prep.domain.hechos.campos import Marca, Valor
from prep.domain.hechos.hechos import (
    TIPO_DE,
    AccionDeMesa,
    Cuerpo,
    Fuente,
    Hecho,
    MotivoSinActa,
    NombreFase,
    SinActa,
    Tipo,
)
from prep.domain.hechos.json_ajeno import leer_json

CUERPO_MAX = 4_000_000  # characters; a Publicado lists every acta of a cut
TEXTO_MAX = 2_000
MARCAS = frozenset(str(m) for m in Marca)
CLASE_DE: dict[Tipo, type[Cuerpo]] = {tipo: clase for clase, tipo in TIPO_DE.items()}
CAMPOS_DE = {tipo: frozenset(c.name for c in fields(clase)) for tipo, clase in CLASE_DE.items()}

_codificar = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


class HechoInvalido(ValueError):
    """A body that is not what its type says; the message says which field and why, in Spanish."""


def cuerpo_a_texto(cuerpo: Cuerpo) -> str:
    """`cuerpo` as JSON with sorted keys and no spaces."""
    datos = {c.name: _plano(getattr(cuerpo, c.name)) for c in fields(cuerpo)}
    return _codificar(datos)


def cuerpo_de_texto(tipo: Tipo, texto: str) -> Cuerpo:
    """The body that `texto` holds; raises HechoInvalido unless it has exactly the fields of its type."""
    if len(texto) > CUERPO_MAX:
        raise HechoInvalido(f"el cuerpo tiene {len(texto)} caracteres; el máximo es {CUERPO_MAX}")
    try:
        datos = leer_json(texto)
    except ValueError as error:
        raise HechoInvalido(f"el cuerpo no es JSON de un hecho: {error}") from error
    clase = CLASE_DE[tipo]
    nombres = CAMPOS_DE[tipo]
    if not isinstance(datos, dict) or datos.keys() != nombres:
        raise HechoInvalido(f"{tipo} lleva los campos {sorted(nombres)}")
    leidos = {nombre: _leer(nombre, datos[nombre]) for nombre in nombres}
    if clase is SinActa:
        return SinActa(motivo_sin_acta(leidos["motivo"]))
    return clase(**leidos)


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
    return dato


def _numero(dato: Any) -> int:
    if not isinstance(dato, int) or isinstance(dato, bool) or not 0 <= dato < 2**31:
        raise ValueError("no es un número entero")
    return dato


def _lista(dato: Any) -> list[Any]:
    if not isinstance(dato, list):
        raise ValueError("no es una lista")
    return dato


def _valores(dato: Any) -> tuple[Valor, ...]:
    lista = _lista(dato)
    if len(lista) > 200:
        raise ValueError("son más de 200 campos")
    # plain numbers, nearly all of them, go straight through: this is read for every captura of the night
    return tuple([v if type(v) is int and v >= 0 else _marca(v) for v in lista])


def _marca(dato: Any) -> Marca:
    """What is no whole number >= 0 can only be one of the two marks (R-12)."""
    if not isinstance(dato, str):
        raise ValueError(f"{dato!r} es negativo o no es un número entero")
    if dato not in MARCAS:
        raise ValueError("los números van sin comillas")
    return Marca(dato)


LECTORES: Mapping[str, Callable[[Any], Any]] = {
    "ronda": _numero,
    "corte": _numero,
    "resultado": _numero,
    "valores": _valores,
    "capturas": lambda d: tuple(UUID(_texto(u)) for u in _lista(d)),
    "accion": AccionDeMesa,
    "fase": NombreFase,
    "hecho": lambda d: UUID(_texto(d)),
    "actas": lambda d: tuple((_texto(a), Fuente(f), _texto(h)) for a, f, h in _lista(d)),
    "cuentas": lambda d: tuple((_texto(n), _numero(c)) for n, c in _lista(d)),
}


def _leer(nombre: str, dato: Any) -> Any:
    """`motivo` stays text, so that the desk's own words and the three lawful reasons travel alike."""
    lector: Callable[[Any], Any] = LECTORES.get(nombre, _texto)
    try:
        return lector(dato)
    except (ValueError, TypeError) as error:
        raise HechoInvalido(f"{nombre}: {error}") from error


def motivo_sin_acta(texto: str) -> MotivoSinActa:
    """The lawful reason that `texto` names; raises HechoInvalido for any other (R-16)."""
    try:
        return MotivoSinActa(texto)
    except ValueError as error:
        raise HechoInvalido(f"motivo: {texto!r} no es una de las tres causas de SIN ACTA") from error

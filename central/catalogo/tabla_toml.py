"""Strict reading of a TOML table: each key with its type, nothing unknown.

Every function raises PerfilInvalido, in Spanish, when the table does not say what it must.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, TypeVar

Tabla = Mapping[str, Any]
T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)


class PerfilInvalido(ValueError):
    """The profile is not there or says something it cannot; the message says where and what."""


def solo(tabla: Tabla, donde: str, claves: str, opcionales: str = "", parcial: bool = False) -> None:
    """`claves`, all of them unless `parcial`, and of the rest only `opcionales`; names apart by spaces."""
    sobran = tabla.keys() - set(claves.split()) - set(opcionales.split())
    faltan = set() if parcial else set(claves.split()) - tabla.keys()
    if sobran or faltan:
        raise PerfilInvalido(f"{donde}: faltan las claves {sorted(faltan)} y sobran {sorted(sobran)}")


def leer(tabla: Tabla, clave: str, tipo: type[T], defecto: T | None = None) -> T:
    """Its value, of exactly that type: a bool is no int."""
    valor = tabla.get(clave, defecto)
    if type(valor) is not tipo:
        raise PerfilInvalido(f"{clave}: {valor!r} no es del tipo que se espera")
    return valor


def texto(tabla: Tabla, clave: str) -> str:
    leido = leer(tabla, clave, str)
    if not leido or len(leido) > 200:
        raise PerfilInvalido(f"{clave}: está vacío o es muy largo")
    return leido


def lista(tabla: Tabla, clave: str, defecto: list[str] | None = None) -> list[str]:
    leida = leer(tabla, clave, list, defecto)
    if not all(isinstance(v, str) for v in leida) or len(set(leida)) != len(leida):
        raise PerfilInvalido(f"{clave}: lleva textos que no se repiten")
    return leida


def subtabla(tabla: Tabla, clave: str) -> Tabla:
    return leer(tabla, clave, dict)


def subtablas(tabla: Tabla, clave: str, vacia: bool = False) -> list[Tabla]:
    tablas = leer(tabla, clave, list)
    if not all(isinstance(t, dict) for t in tablas) or not (tablas or vacia):
        raise PerfilInvalido(f"{clave}: lleva una lista de tablas")
    return tablas


def opcion(valor: str, tipo: type[E], donde: str) -> E:
    try:
        return tipo(valor)
    except ValueError as error:
        raise PerfilInvalido(f"{donde}: {valor!r} no es ninguno de {', '.join(tipo)}") from error


def conocido(de: Mapping[str, T], nombre: str, donde: str) -> T:
    if nombre not in de:
        raise PerfilInvalido(f"{donde}: no existe {nombre!r}")
    return de[nombre]

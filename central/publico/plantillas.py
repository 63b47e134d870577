"""The texts that a cut writes from: the field dictionary and its pages, filled from the catalogue."""

from datetime import datetime
from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from prep.recursos import RECURSOS

CARPETAS = (RECURSOS / "corte", RECURSOS / "publico" / "sitio")


@cache
def entorno() -> Environment:
    """Everything is escaped in the page, nothing in the plain text; a name that is not given is an error."""
    entorno = Environment(
        loader=FileSystemLoader(CARPETAS),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    entorno.filters["miles"] = miles
    entorno.filters["hora"] = hora
    return entorno


def llenar(nombre: str, **datos: Any) -> str:
    return entorno().get_template(nombre).render(**datos)


def miles(numero: int | str) -> str:
    """`1234567` as `1,234,567`; anything that is not a whole number as it is."""
    texto = str(numero)
    return f"{int(texto):,}" if texto.isascii() and texto.isdigit() else texto


def hora(momento: datetime) -> str:
    return f"{momento:%d/%m/%Y %H:%M}"

"""The words of each kind of error that a schema finds, in Spanish of Mexico."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from pydantic_core import ErrorDetails

from prep.ajeno.reparos import mostrar

Contexto = Mapping[str, Any]
CALLADO = "lo que dice"  # in the place of a value, where the file carries secrets
NO_SE_ESPERABA = "no es lo que se espera aquí"


def _largo(dato: str, ctx: Contexto) -> str:
    return "está vacío" if ctx["min_length"] == 1 else f"tiene menos de {ctx['min_length']} caracteres"


def _opciones(dato: str, ctx: Contexto) -> str:
    opciones = re.findall(r"'([^']*)'", str(ctx["expected"])) or [str(ctx["expected"])]
    return f"{dato} no es ninguno de {', '.join(opciones)}"


# Each with the value as it can be shown and what the schema asked for; `tabla` is what the format calls one.
PALABRAS: Mapping[str, Callable[[str, Contexto], str]] = {
    "missing": lambda dato, ctx: "falta",
    "extra_forbidden": lambda dato, ctx: "sobra",
    "string_type": lambda dato, ctx: f"{dato} no es un texto",
    "string_unicode": lambda dato, ctx: "lleva medios caracteres",
    "string_too_short": _largo,
    "string_too_long": lambda dato, ctx: f"tiene más de {ctx['max_length']} caracteres",
    "int_type": lambda dato, ctx: f"{dato} no es un número entero",
    "float_type": lambda dato, ctx: f"{dato} no es un número",
    "finite_number": lambda dato, ctx: f"{dato} no es un número finito",
    "bool_type": lambda dato, ctx: f"{dato} no es true ni false",
    "greater_than_equal": lambda dato, ctx: f"{dato} es menor que {ctx['ge']}",
    "tuple_type": lambda dato, ctx: f"{dato} no es una lista",
    "too_short": lambda dato, ctx: f"lleva {ctx['min_length']} o más",
    "too_long": lambda dato, ctx: f"lleva {ctx['max_length']} o menos",
    "dict_type": lambda dato, ctx: f"no es {ctx['tabla']}",
    "model_type": lambda dato, ctx: f"no es {ctx['tabla']}",
    "enum": _opciones,
    "literal_error": _opciones,
    "forma": lambda dato, ctx: f"{dato} no es {ctx['que']}",
    "fuera": lambda dato, ctx: f"{dato} no está entre {ctx['menor']} y {ctx['mayor']}",
    "value_error": lambda dato, ctx: str(ctx["error"]),
}


def decir(error: ErrorDetails, tabla: str, callar: bool) -> str:
    """The sentence of one error; with `callar`, without what the file says there."""
    entrada = error["input"]
    dato = CALLADO if callar else tabla if isinstance(entrada, dict) else mostrar(entrada)
    hacer = PALABRAS.get(error["type"])
    return hacer(dato, {**error.get("ctx", {}), "tabla": tabla}) if hacer else NO_SE_ESPERABA

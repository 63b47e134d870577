"""Reads JSON and TOML of somebody else's by a model: bounded in size and depth, all that is wrong at once."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from prep.ajeno.modelo import MARCA
from prep.ajeno.palabras import decir
from prep.ajeno.renglones import linea_de, renglones_json, renglones_toml
from prep.ajeno.reparos import AjenoInvalido, Camino, Contradiccion, Reparo, TextoIlegible, escrito
from prep.domain.hechos.json_ajeno import NIVELES_MAX, DemasiadosNiveles, es_hondo, leer_json

M = TypeVar("M", bound=BaseModel)
PARECIDO = 0.7  # how alike an unknown key and a missing one are to be taken for each other
HONDO = f"tiene demasiados niveles (más de {NIVELES_MAX})"


def leer_archivo(ruta: Path, maximo: int) -> bytes:
    """Its bytes; raises AjenoInvalido when there are more than `maximo`, OSError when it cannot be read."""
    with ruta.open("rb") as archivo:
        crudo = archivo.read(maximo + 1)
    if len(crudo) > maximo:
        raise TextoIlegible([Reparo("", f"es demasiado grande: el máximo es {maximo} bytes")])
    return crudo


def de_json(crudo: bytes | str, modelo: type[M]) -> M:
    """What `crudo` says, by `modelo`; raises TextoIlegible or AjenoInvalido, and nothing else."""
    texto = _texto(crudo)
    try:
        datos = leer_json(texto, object_pairs_hook=_una_vez, parse_constant=_sin_constantes)
    except DemasiadosNiveles as error:
        raise AjenoInvalido([Reparo("", HONDO)]) from error
    except _Repetida as error:
        raise AjenoInvalido([Reparo(escrito((str(error),)), "está dos veces")]) from error
    except ValueError as error:
        linea, columna = getattr(error, "lineno", 0), getattr(error, "colno", 0)
        donde = f" (línea {linea}, columna {columna})" if linea else ""
        raise TextoIlegible([Reparo("", f"está cortado o no es JSON{donde}", linea)]) from error
    return _por(modelo, datos, "un objeto", lambda: renglones_json(texto))


def de_toml(crudo: bytes | str, modelo: type[M]) -> M:
    """What `crudo` says, by `modelo`; raises TextoIlegible or AjenoInvalido, and nothing else."""
    import tomllib  # here: a station, which reads no TOML, opens its window sooner

    texto = _texto(crudo).replace("\r\n", "\n")
    try:
        datos = tomllib.loads(texto)
    except RecursionError as error:
        raise AjenoInvalido([Reparo("", HONDO)]) from error
    except ValueError as error:  # of tomllib, and of its numbers and dates
        lugar = re.search(r"line (\d+), column (\d+)", str(error))
        donde = f"línea {lugar[1]}, columna {lugar[2]}" if lugar else "al final, si no es por un número o una fecha"
        raise TextoIlegible([Reparo("", f"no es TOML correcto ({donde})", int(lugar[1]) if lugar else 0)]) from error
    if es_hondo(datos):
        raise AjenoInvalido([Reparo("", HONDO)])
    return _por(modelo, datos, "una tabla", lambda: renglones_toml(texto))


def _texto(crudo: bytes | str) -> str:
    try:
        return crudo if isinstance(crudo, str) else crudo.decode("utf-8")
    except UnicodeDecodeError as error:
        raise TextoIlegible([Reparo("", "no es un texto en UTF-8")]) from error


def _una_vez(pares: list[tuple[str, Any]]) -> dict[str, Any]:
    datos: dict[str, Any] = {}
    for clave, valor in pares:
        if clave in datos:
            raise _Repetida(clave)
        datos[clave] = valor
    return datos


def _sin_constantes(constante: str) -> None:
    raise ValueError(f"{constante} is no JSON number")


class _Repetida(ValueError):
    """A key stands twice in one object."""


def _por(modelo: type[M], datos: Any, tabla: str, renglones: Callable[[], dict[Camino, int]]) -> M:
    try:
        return modelo.model_validate(datos)
    except ValidationError as error:
        hallados = _hallados(error, tabla, bool(modelo.model_config.get("hide_input_in_errors")))
    lineas = renglones()
    raise AjenoInvalido([Reparo(escrito(donde), mensaje, linea_de(lineas, donde)) for donde, mensaje in hallados])


def _hallados(error: ValidationError, tabla: str, callar: bool) -> list[tuple[Camino, str]]:
    """Every objection with its place; those between the fields of a table are told one by one."""
    detalles = error.errors(include_url=False)
    faltan = {(d["loc"][:-1], str(d["loc"][-1])) for d in detalles if d["type"] == "missing"}
    hallados: list[tuple[Camino, str]] = []
    for detalle in detalles:
        donde = tuple(paso for paso in detalle["loc"] if not str(paso).startswith(MARCA))
        motivo = detalle.get("ctx", {}).get("error")
        if isinstance(motivo, Contradiccion):
            hallados += [((*donde, *debajo), mensaje) for debajo, mensaje in motivo.hallados]
        elif detalle["type"] == "extra_forbidden":
            hallados.append((donde, decir(detalle, tabla, callar) + _parecida(detalle["loc"], faltan)))
        else:
            hallados.append((donde, decir(detalle, tabla, callar)))
    return hallados


def _parecida(sobra: Camino, faltan: set[tuple[Camino, str]]) -> str:
    """The key that is missing from the same table, when the unknown one looks like it."""
    from difflib import get_close_matches  # here, as above

    cercanas = [clave for tabla, clave in faltan if tabla == sobra[:-1]]
    parecidas = get_close_matches(str(sobra[-1]), cercanas, 1, PARECIDO)
    return f"; ¿es «{parecidas[0]}»?" if parecidas else ""

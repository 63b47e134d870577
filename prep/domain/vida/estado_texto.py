"""The state of an acta as canonical JSON, and back: what `acta_estado.estado` holds and what its digest is taken of.

Keys are sorted, there are no spaces and a field at its default is left out, so equal states have equal text. The
base keeps it as jsonb, which orders keys its own way: a digest is always taken of `estado_a_json`, never of the
base's text.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from datetime import UTC, datetime
from functools import partial
from typing import Any
from uuid import UUID

from prep.domain.hechos.campos import Marca, Valor
from prep.domain.hechos.hechos import Fuente, MotivoSinActa
from prep.domain.vida.estado import CapturaVista, ClaseTrabajo, EstadoActa, EstadoFuente, Etapa, Hallazgo, Pendiente


class EstadoInvalido(ValueError):
    """A text that is not the state of an acta; the message says why, in Spanish."""


Conversor = Callable[[Any], Any]
# No sort_keys: the fields are written in the order of their names already (_CAMPOS), and a third faster.
_codificar = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode
_MARCAS = {str(m): m for m in Marca}
_ETAPAS = {str(e): e for e in Etapa}
_FUENTES = {str(f): f for f in Fuente}
_SIN_VALOR = object()


def estado_a_json(estado: EstadoActa) -> str:
    """The canonical text of `estado`. `vigente` is written as its place in `fuentes` when it is one of them."""
    datos = _a_dict(estado)
    try:
        datos["vigente"] = estado.fuentes.index(estado.vigente)
    except ValueError:
        datos["vigente"] = _a_dict(estado.vigente)
    return _codificar(datos)


def estado_de_json(texto: str) -> EstadoActa:
    """The state that `texto` holds, whatever the order of its keys; raises EstadoInvalido when it is none."""
    try:
        datos = json.loads(texto)
        fuentes = tuple(_de_dict(EstadoFuente, f) for f in datos.pop("fuentes"))
        vigente = datos.pop("vigente")
        vigente = fuentes[vigente] if isinstance(vigente, int) else _de_dict(EstadoFuente, vigente)
        estado: EstadoActa = _de_dict(EstadoActa, {**datos, "fuentes": fuentes, "vigente": vigente})
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        raise EstadoInvalido(f"no es el estado de un acta: {type(error).__name__} {error}") from error
    return estado


def _a_dict(objeto: Any) -> dict[str, Any]:
    datos = {}
    for nombre, omision, convertir in _CAMPOS[type(objeto)]:
        valor = getattr(objeto, nombre)
        if valor != omision:
            datos[nombre] = convertir(valor) if convertir else valor
    return datos


def _de_dict(clase: type, datos: dict[str, Any]) -> Any:
    for nombre in _CONVERTIDOS[clase]:
        if nombre in datos:
            datos[nombre] = _LEER[nombre](datos[nombre])
    return clase(**datos)


def _momento(momento: datetime) -> str:
    """UTC with microseconds: the same instant always has the same text."""
    if momento.tzinfo is not UTC:
        momento = momento.astimezone(UTC)
    return momento.isoformat(timespec="microseconds")


def _leer_momento(texto: str) -> datetime:
    return datetime.fromisoformat(texto)


def _varios(objetos: tuple[Any, ...]) -> list[dict[str, Any]]:
    return [_a_dict(o) for o in objetos]


def _ids(ids: tuple[UUID, ...]) -> list[str]:
    return [str(i) for i in ids]


def _leer_ids(lista: list[str]) -> tuple[UUID, ...]:
    return tuple([UUID(i) for i in lista])


def _leer_varios(clase: type, lista: list[dict[str, Any]]) -> tuple[Any, ...]:
    return tuple([_de_dict(clase, dato) for dato in lista])


def _leer_valores(lista: list[Any]) -> tuple[Valor, ...]:
    return tuple([v if type(v) is int else _MARCAS[v] for v in lista])


def _leer_publicado(dato: list[Any]) -> tuple[int, Fuente, str]:
    corte, fuente, huella = dato
    return corte, _FUENTES[fuente], huella


# Only what JSON does not write by itself; enumerations are texts and tuples are lists to it.
_ESCRIBIR: Mapping[str, Conversor] = {
    "acopio": _momento,
    "captura": _momento,
    "verificacion": _momento,
    "momento": _momento,
    "hecho": str,
    "capturas": _varios,
    "hallazgos": _varios,
    "pendientes": _varios,
    "pedidos": _ids,
    "fuentes": _varios,
}
_LEER: Mapping[str, Conversor] = {
    "acopio": _leer_momento,
    "captura": _leer_momento,
    "verificacion": _leer_momento,
    "momento": _leer_momento,
    "hecho": UUID,
    "capturas": partial(_leer_varios, CapturaVista),
    "hallazgos": partial(_leer_varios, Hallazgo),
    "pendientes": partial(_leer_varios, Pendiente),
    "pedidos": _leer_ids,
    "valores": _leer_valores,
    "etapa": _ETAPAS.__getitem__,
    "fuente": _FUENTES.__getitem__,
    "clase": ClaseTrabajo,
    "sin_acta": MotivoSinActa,
    "publicado": _leer_publicado,
}
# Of each class: the fields in the order of their names, with their default and how they are written.
_CAMPOS: Mapping[type, tuple[tuple[str, Any, Conversor | None], ...]] = {
    clase: tuple(
        (campo.name, _SIN_VALOR if campo.default is MISSING else campo.default, _ESCRIBIR.get(campo.name))
        for campo in sorted(fields(clase), key=lambda c: c.name)
        if (clase, campo.name) != (EstadoActa, "vigente")
    )
    for clase in (EstadoActa, EstadoFuente, CapturaVista, Hallazgo, Pendiente)
}
_CONVERTIDOS: Mapping[type, tuple[str, ...]] = {
    clase: tuple(c.name for c in fields(clase) if c.name in _LEER) for clase in _CAMPOS
}

"""What may stand where a figure goes, as types of the grammars."""

from dataclasses import dataclass
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema


@dataclass(frozen=True, slots=True)
class EnteroODicho:
    """A whole number, or one of `palabras` where there is none (R-12)."""

    palabras: tuple[str, ...]

    def __get_pydantic_core_schema__(self, origen: Any, seguir: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self._exigir)

    def __get_pydantic_json_schema__(self, esquema: CoreSchema, seguir: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"anyOf": [{"type": "integer", "minimum": 0}, {"enum": list(self.palabras)}]}

    def _exigir(self, dato: object) -> object:
        if (type(dato) is int and dato >= 0) or dato in self.palabras:
            return dato
        que = f"un entero de 0 o más, ni {' ni '.join(self.palabras)}"
        raise PydanticCustomError("forma", "no es {que}", {"que": que})


@dataclass(frozen=True, slots=True)
class Celda:
    """What stands in one column of one acta: a number or a text."""

    def __get_pydantic_core_schema__(self, origen: Any, seguir: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self._exigir)

    def __get_pydantic_json_schema__(self, esquema: CoreSchema, seguir: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"anyOf": [{"type": "integer", "minimum": 0}, {"type": "string"}]}

    def _exigir(self, dato: object) -> object:
        if (type(dato) is int and dato >= 0) or isinstance(dato, str):
            return dato
        raise PydanticCustomError("forma", "no es {que}", {"que": "un entero de 0 o más ni un texto"})

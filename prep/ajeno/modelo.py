"""The base of every grammar: strict, frozen, nothing unknown; and the kinds of value that several share."""

import re
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Self, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    Strict,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from prep.ajeno.reparos import Camino, Contradiccion, mostrar

MARCA = "\0"  # begins the name of a choice among models, which is no part of a place
T = TypeVar("T")
H = TypeVar("H", bound=Hashable)
N = TypeVar("N", int, float)


class Ajeno(BaseModel):
    """A table of somebody else's. `QUE`: what it is, in Spanish, for the page that documents it."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid", allow_inf_nan=False)
    QUE: ClassVar[str] = ""

    def revisar(self) -> Iterable[tuple[Camino, str]]:
        """What is wrong between its fields, once each is right by itself: the place below this table, and why."""
        return ()

    @model_validator(mode="after")
    def _sin_contradicciones(self) -> Self:
        if hallados := list(self.revisar()):
            raise Contradiccion(hallados)
        return self

    @classmethod
    def __get_pydantic_json_schema__(cls, esquema: CoreSchema, seguir: GetJsonSchemaHandler, /) -> JsonSchemaValue:
        hecho = seguir(esquema)
        propio = seguir.resolve_ref_schema(hecho)
        propio.pop("description", None)  # the docstring is for readers of the code
        if cls.QUE:
            propio["description"] = cls.QUE
        return hecho


class ConVersion(Ajeno):
    """A table that says its version first: of another one, nothing else is looked at."""

    VERSION: ClassVar[int]

    @model_validator(mode="before")
    @classmethod
    def _de_esta_version(cls, datos: Any) -> Any:
        if isinstance(datos, dict) and "version" in datos:
            dicha = datos["version"]
            if type(dicha) is not int or dicha != cls.VERSION:
                raise Contradiccion([(("version",), f"se esperaba {cls.VERSION} y dice {mostrar(dicha)}")])
        return datos


@dataclass(frozen=True, slots=True)
class Patron:
    """A text of one shape; `que` is what it is, in Spanish, after «no es»."""

    patron: str
    que: str

    def __get_pydantic_core_schema__(self, origen: Any, seguir: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self._exigir, seguir(origen))

    def __get_pydantic_json_schema__(self, esquema: CoreSchema, seguir: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {**seguir(esquema), "pattern": f"^({self.patron})$"}

    def _exigir(self, dato: str) -> str:
        if not re.fullmatch(self.patron, dato):
            raise PydanticCustomError("forma", "no es {que}", {"que": self.que})
        return dato


@dataclass(frozen=True, slots=True)
class Entre:
    """A number between two, both included."""

    menor: int
    mayor: int

    def __get_pydantic_core_schema__(self, origen: Any, seguir: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self._exigir, seguir(origen))

    def __get_pydantic_json_schema__(self, esquema: CoreSchema, seguir: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {**seguir(esquema), "minimum": self.menor, "maximum": self.mayor}

    def _exigir(self, dato: N) -> N:
        if not self.menor <= dato <= self.mayor:
            raise PydanticCustomError("fuera", "no está entre", {"menor": self.menor, "mayor": self.mayor})
        return dato


def imprimible(dato: str) -> str:
    if not dato.strip() or not dato.isprintable():
        raise ValueError("está en blanco o lleva caracteres que no se imprimen")
    return dato


@dataclass(frozen=True, slots=True)
class SinRepetir:
    """A list where nothing stands twice."""

    def __get_pydantic_core_schema__(self, origen: Any, seguir: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self._exigir, seguir(origen))

    def __get_pydantic_json_schema__(self, esquema: CoreSchema, seguir: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {**seguir(esquema), "uniqueItems": True}

    def _exigir(self, datos: tuple[H, ...]) -> tuple[H, ...]:
        if repetidos := sorted({mostrar(d) for d in datos if datos.count(d) > 1}):
            raise ValueError(f"se repite {', '.join(repetidos)}")
        return datos


Texto = Annotated[str, Field(min_length=1, max_length=200), AfterValidator(imprimible)]
Natural = Annotated[int, Field(ge=0)]
Lista = Annotated[tuple[T, ...], Strict(False)]  # strict, a tuple takes no list
Distintos = Annotated[tuple[H, ...], Strict(False), SinRepetir()]
Opcion = Annotated[T, Strict(False)]  # of an enumeration, by its value

"""The grammar of where things are in an entity's profile: kinds of territory, and the centres of work."""

from collections.abc import Iterable, Iterator
from typing import Annotated, ClassVar

from pydantic import AfterValidator, Field, Strict

from prep.ajeno.modelo import Ajeno, Distintos, Lista, Patron, SinRepetir, Texto
from prep.ajeno.reparos import Camino, mostrar
from prep.domain.catalogo.catalogo import CCV
from prep.domain.catalogo.nombres import defecto_de_nombre

Hallados = Iterator[tuple[Camino, str]]


def _publicable(nombre: str) -> str:
    if defecto := defecto_de_nombre(nombre):
        raise ValueError(defecto)
    return nombre


Nombre = Annotated[Texto, AfterValidator(_publicable)]
Territorio3 = Annotated[str, Patron("[0-9]{3}", "un id de tres dígitos")]


class TerritorioToml(Ajeno):
    """One of an ámbito's."""

    QUE: ClassVar[str] = "Un distrito, una alcaldía, un municipio."

    id: Territorio3 = Field(description="tres dígitos")
    nombre: Nombre = Field(description="como está en los archivos")


class AmbitoToml(Ajeno):
    """`[[ambitos]]`."""

    QUE: ClassVar[str] = "Una clase de territorio: sus columnas en los archivos y su lista."

    nombre: Nombre = Field(description="como lo nombran las elecciones y los centros: `distrito`")
    columnas: Annotated[tuple[Nombre, ...], Strict(False), Field(min_length=1, max_length=2), SinRepetir()] = Field(
        description="la del id y, si los archivos la tienen, la del nombre"
    )
    extranjero: str = Field(description='el id que hace de extranjero (R-11b); `""` si no hay')
    territorios: Annotated[Lista[TerritorioToml], Field(min_length=1)] = Field(description="todos, en orden")

    @property
    def ids(self) -> list[str]:
        return [t.id for t in self.territorios]

    def revisar(self) -> Hallados:
        yield from repetidos("territorios", "id", self.ids)
        if self.extranjero and self.extranjero not in self.ids:
            yield ("extranjero",), "el extranjero es uno de sus territorios"


class CatdToml(Ajeno):
    """One of `centros.catd`."""

    QUE: ClassVar[str] = "Un CATD y los territorios que atiende."

    id: Nombre = Field(description="con que se le nombra: `01`")
    nombre: Nombre = Field(description="como se muestra")
    territorios: Distintos[Territorio3] = Field(description="ids de su ámbito")
    ambito: Annotated[str, Field(max_length=200)] = Field(
        default="", description="de qué clase son sus territorios; si falta, la de `centros`"
    )


class CentrosToml(Ajeno):
    """`[centros]`."""

    QUE: ClassVar[str] = (
        "Los centros de trabajo. Cada territorio, menos el extranjero, es de un solo CATD (R-11b). Si una elección va "
        "a otros consejos, sus CATD dicen su `ambito` y la elección, en `centros`, cuál es."
    )

    ambito: Nombre = Field(description="por qué clase de territorio se reparten las actas, si la elección no dice otra")
    ccv: Nombre = Field(description="nombre del Centro de Captura y Verificación")
    catd: Annotated[Lista[CatdToml], Field(min_length=1)] = Field(description="uno por CATD")

    def revisar(self) -> Hallados:
        yield from repetidos("catd", "id", [CCV, *(c.id for c in self.catd)], desde=-1)
        de: dict[tuple[str, str], str] = {}
        for n, catd in enumerate(self.catd):
            for territorio in catd.territorios:
                if de.setdefault((self.ambito_de(catd), territorio), catd.id) != catd.id:
                    yield ("catd", n, "territorios"), f"el territorio {territorio} está en dos CATD"

    def ambito_de(self, catd: CatdToml) -> str:
        return catd.ambito or self.ambito


def repetidos(lista: str, clave: str, valores: Iterable[str], desde: int = 0) -> Hallados:
    """The place of each value that came before; `desde`: the position of the first."""
    vistos: set[str] = set()
    for n, valor in enumerate(valores, desde):
        if valor in vistos:
            yield (lista, n, clave), f"{mostrar(valor)} se repite"
        vistos.add(valor)

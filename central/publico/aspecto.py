"""How the site of an entity looks: names as people spell them, colours, tiles of its map. No figure depends on it."""

from collections.abc import Iterable
from typing import Annotated, ClassVar

from pydantic import Field, Strict

from prep.ajeno.lectura import de_toml, leer_archivo
from prep.ajeno.modelo import Ajeno, Lista, Patron, Texto
from prep.ajeno.reparos import Camino
from prep.domain.catalogo.catalogo import Entidad
from prep.recursos import RECURSOS

CARPETA = RECURSOS / "publico" / "entidades"
TAMANO_MAX = 100_000  # bytes
HUECO = "."  # in the rows of the map
CHICAS = frozenset({"DE", "DEL", "LA", "LAS", "EL", "LOS", "Y"})  # words of a name without a capital, but the first
VOCALES = "aeiouáéíóú"
Color = Annotated[str, Patron(r"#[0-9a-f]{6}", "un color #rrggbb")]


class AmbitoDelSitio(Ajeno):
    QUE: ClassVar[str] = "Cómo se llaman los territorios de una elección, y dónde va cada uno en el mapa de losetas."
    territorio: Texto = Field(description="como lo llama el resumen del corte: `Distrito local`")
    uno: Texto = Field(description="uno de ellos: «distrito»")
    varios: Texto = Field(description="varios: «distritos»")
    losetas: Lista[Texto] = Field(
        default=(), description="renglones del mapa, de claves separadas por espacios; `.` es un hueco"
    )

    def revisar(self) -> Iterable[tuple[Camino, str]]:
        puestas = [c for renglon in self.losetas for c in renglon.split() if c != HUECO]
        for clave in {c for c in puestas if puestas.count(c) > 1}:
            yield ("losetas",), f"«{clave}» está dos veces"


class DifusorToml(Ajeno):
    QUE: ClassVar[str] = "Un difusor oficial (R-28)."
    nombre: Texto = Field(description="como se lee")
    direccion: Annotated[str, Patron(r"https://\S+", "una dirección https://")] = Field(description="dónde publica")


class AspectoToml(Ajeno):
    QUE: ClassVar[str] = "Cómo se ve el sitio de una entidad. Ninguna cifra depende de esto."
    nombres: Annotated[dict[str, Texto], Strict(False)] = Field(
        default={}, description="lo que dice el catálogo, y cómo lo escribe la gente"
    )
    colores: Annotated[dict[str, Color], Strict(False)] = Field(
        default={}, description="el color de cada columna de votos; nada se dice sólo con él"
    )
    ambitos: Lista[AmbitoDelSitio] = Field(default=(), description="los territorios")
    difusores: Lista[DifusorToml] = Field(default=(), description="los difusores oficiales")

    def nombre(self, dicho: str) -> str:
        """As people spell it; what nobody spelt, as a sentence."""
        return self.nombres.get(dicho) or (dicho.capitalize() if dicho.isupper() else dicho)

    def lugar(self, dicho: str) -> str:
        """The same of a place, which has a capital in each of its words: `San Luis Rio Colorado`."""
        palabras = (p.lower() if p in CHICAS and n else p.capitalize() for n, p in enumerate(dicho.split()))
        return self.nombres.get(dicho) or (" ".join(palabras) if dicho.isupper() else dicho)

    def ambito(self, territorio: str) -> AmbitoDelSitio:
        """Of the territories that the summary calls so; by that very name where the entity says nothing."""
        uno = territorio.lower()
        dichos = (a for a in self.ambitos if a.territorio == territorio)
        varios = " ".join(f"{p}s" if p[-1] in VOCALES else f"{p}es" for p in uno.split())
        return next(dichos, AmbitoDelSitio(territorio=territorio, uno=uno, varios=varios))


def leer_aspecto(entidad: Entidad) -> AspectoToml:
    """That of the entity and its year; without its file, one that says nothing. Raises AjenoInvalido, OSError."""
    ruta = CARPETA / f"{entidad.siglas.lower()}-{entidad.anio}.toml"
    return de_toml(leer_archivo(ruta, TAMANO_MAX), AspectoToml) if ruta.is_file() else AspectoToml()

"""The mutants that may survive, each with its reason: `conocidos.toml`, by their function and the line they change.

Not by mutmut's number, which another line in the same function moves.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.architecture.arbol import RAIZ

SQL = re.compile(r"\b(select|insert|update|delete|from|where|values|create|grant|alter|lock|notify|order by|pragma)\b")
LISTA = Path(__file__).with_name("conocidos.toml")


@dataclass(frozen=True, slots=True)
class Cambio:
    """What a mutant does: in which function, which text goes, which comes."""

    funcion: str  # module, class if any, function
    quita: str
    pone: str

    @property
    def archivo(self) -> str:
        """Where that module lies."""
        partes = self.funcion.split(".")
        while partes and not (RAIZ / f"{'/'.join(partes)}.py").is_file():
            partes.pop()
        return f"{'/'.join(partes)}.py"


def cambio(nombre: str, diferencia: str) -> Cambio:
    """By mutmut's name of a mutant and the diff that it shows."""
    modulo, _, resto = nombre.partition("__mutmut_")[0].rpartition(".")
    funcion = resto.removeprefix("x").removeprefix("_") if "ǁ" not in resto else resto.removeprefix("xǁ")
    lineas = [linea for linea in diferencia.splitlines() if not linea.startswith(("---", "+++"))]
    quita, pone = (" ".join(x[1:].strip() for x in lineas if x.startswith(signo)) for signo in "-+")
    return Cambio(f"{modulo}.{funcion.replace('ǁ', '.')}", quita, pone)


def es_solo_sql(uno: Cambio) -> bool:
    """Whether it only writes SQL in other letters, which PostgreSQL reads the same: nobody could kill it."""
    en_minusculas = uno.quita.lower()
    return en_minusculas == uno.pone.lower() and bool(SQL.search(en_minusculas)) and "'" not in uno.quita


def leer(texto: str) -> dict[Cambio, str]:
    """Each known survivor of the list, with why it stays."""
    filas = tomllib.loads(texto)["sobrevive"]
    return {Cambio(f["funcion"], f["quita"], pone): f["razon"] for f in filas for pone in f["pone"]}


def sobrantes(lista: dict[Cambio, str]) -> Iterator[str]:
    """Those that speak of a line that is no longer there."""
    for uno in lista:
        archivo = RAIZ / uno.archivo
        hay = " ".join(archivo.read_text(encoding="utf-8").split()) if archivo.is_file() else ""
        if " ".join(uno.quita.split()) not in hay:
            yield f"{uno.funcion}: ya no está «{uno.quita}»; quítelo de {LISTA.relative_to(RAIZ)}"

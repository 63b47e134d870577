"""`make salas`: writes into docs/desarrollo.md what each room is for and what it may import, from the house itself."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.salas import ANEXOS, TABLA

RAIZ = Path(__file__).resolve().parents[2]
DESTINO = RAIZ / "docs" / "desarrollo.md"
PRINCIPIO, FIN = "<!-- salas: make salas -->\n", "<!-- fin de salas -->\n"
SIN_PAQUETE = {
    "bench": "Measures of all of it, each with its baseline in the same run.",
    "installer": "What `make setup` runs, what builds the packages, and what writes the documents that are generated.",
}


def dichas() -> dict[str, str]:
    """Each room with what the table says that it may import, as it is written there."""
    salas: dict[str, str] = {}
    sala = ""
    for linea in filter(str.strip, TABLA.splitlines()):
        nueva, dos_puntos, suyas = linea.rpartition(":")
        sala = nueva.strip() if dos_puntos else sala
        salas[sala] = f"{salas.get(sala, '')} {suyas.strip()}".strip()
    return salas


def para_que(sala: str) -> str:
    """The first sentence of the room's package."""
    if sala in SIN_PAQUETE:
        return SIN_PAQUETE[sala]
    dicho = ast.get_docstring(ast.parse((RAIZ / sala / "__init__.py").read_text(encoding="utf-8"))) or ""
    return dicho.partition("\n")[0]


def renglones() -> Iterator[str]:
    yield "| Room | What it is for | May import |"
    yield "|---|---|---|"
    for sala, suyas in dichas().items():
        importa = ", ".join(f"`{una}`" for una in suyas.split()) or "nothing of the suite"
        yield f"| `{sala}` | {para_que(sala)} | {importa} |"
    yield ""
    yield from (f"- `{anexo}` is part of `{sala}`." for anexo, sala in ANEXOS.items())


def documento(actual: str) -> str:
    """The document with the table of today between its two marks."""
    antes, _, resto = actual.partition(PRINCIPIO)
    _, _, despues = resto.partition(FIN)
    return f"{antes}{PRINCIPIO}\n" + "\n".join(renglones()) + f"\n\n{FIN}{despues}"


if __name__ == "__main__":
    DESTINO.write_text(documento(DESTINO.read_text(encoding="utf-8")), encoding="utf-8")
    print(f"{DESTINO.name}: salas escritas desde la tabla.")

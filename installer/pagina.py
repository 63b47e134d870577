"""Writes which files the phone's page is made of and the SHA-256 of each, which its worker checks: `make pagina`."""

import hashlib
import sys
from pathlib import Path

PAGINA = Path(__file__).resolve().parents[1] / "resources" / "casilla"
VERSION, LARGO = PAGINA / "version.js", 16  # hexadecimal figures of a hash that are kept
FUERA = ("ajeno/", "sw.js", "version.js")  # brought only when needed, or what does the checking


def version(pagina: Path = PAGINA) -> str:
    """The text of `version.js` for the files of `pagina` as they are now."""
    nombres = sorted(r.relative_to(pagina).as_posix() for r in pagina.rglob("*") if r.is_file())
    suyos = {n: _huella((pagina / n).read_bytes()) for n in nombres if not n.startswith(FUERA)}
    todos = _huella("".join(f"{n} {h}\n" for n, h in suyos.items()).encode() + (pagina / "sw.js").read_bytes())
    renglones = "".join(f'  "{n}": "{h}",\n' for n, h in suyos.items())
    return (
        "// Made by `make pagina`: what this version of the page is, file by file.\n"
        f'export const VERSION = "{todos[:12]}";\nexport const ARCHIVOS = {{\n{renglones}}};\n'
    )


def _huella(crudo: bytes) -> str:
    return hashlib.sha256(crudo).hexdigest()[:LARGO]


if __name__ == "__main__":
    VERSION.write_text(version(), encoding="utf-8")
    sys.exit(0)

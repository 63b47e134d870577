"""SANE on a computer without a scanner: its `test` backend, and a `scanimage` that fails where hardware does."""

import os
import shutil
import stat
import sys
from pathlib import Path

import pytest

SIN_SANE = pytest.mark.skipif(shutil.which("scanimage") is None, reason="no hay scanimage (sane-utils)")
DISPOSITIVO = "test:0"


def con_pruebas(carpeta: Path, parche: pytest.MonkeyPatch) -> None:
    """SANE has its `test` backend alone."""
    (carpeta / "dll.d").mkdir(parents=True)
    (carpeta / "dll.conf").write_text("test\n", encoding="ascii")
    parche.setenv("SANE_CONFIG_DIR", str(carpeta))


GUION = """#!{python}
import os, signal, sys, time
hojas, percance, opciones, carpeta = {hojas!r}, {percance!r}, {opciones!r}, None
argumentos = sys.argv[1:]
if any(a.startswith("--formatted-device-list") for a in argumentos):
    print({lista!r}, end=""); raise SystemExit(0)
if "--all-options" in argumentos:
    print(opciones); raise SystemExit(0)
open({pedido!r}, "w").write("\\n".join(argumentos))
formato = next(a for a in argumentos if a.startswith("--batch="))[8:]
def decir(que, fin="\\n"):
    sys.stderr.write(que + fin); sys.stderr.flush()
for n, hoja in enumerate([*hojas, None], 1):
    decir(f"Place document no. {{n}} on the scanner.\\nPress <RETURN> to continue.\\nPress Ctrl + D to terminate.")
    if not sys.stdin.readline():
        decir(f"Batch terminated, {{n - 1}} pages scanned"); raise SystemExit(0)
    if hoja is None:
        break
    decir(f"Scanning page {{n}}"); decir("Progress: 42.0%", "\\r")
    parte = formato.replace("%d", str(n)) + ".part"
    with open(parte, "wb") as archivo:
        archivo.write(open(hoja, "rb").read())
    os.rename(parte, parte[:-5]); decir(f"Scanned page {{n}}. (scanner status = 5)")
    print(parte[:-5], flush=True)
if percance == "cuelga":
    decir("Scanning page"); open({colgado!r}, "w").close(); time.sleep(60)
if percance == "crece":
    with open(formato.replace("%d", "9") + ".part", "wb") as archivo:
        archivo.truncate(1 << 30); time.sleep(60)
if percance == "muere":
    os.kill(os.getpid(), signal.SIGKILL)
decir("scanimage: sane_start: " + percance[1])
if {se_queda!r}:
    time.sleep(60)
raise SystemExit(percance[0])
"""


def con_escaner(
    carpeta: Path,
    parche: pytest.MonkeyPatch,
    hojas: list[Path],
    percance: tuple[int, str] | str = (0, "Document feeder out of documents"),
    opciones: str = "    --source ADF Duplex|ADF Front [ADF Front]\n    --mode Lineart|Gray|Color [Gray]",
    lista: str = "",
    *,
    se_queda: bool = False,
) -> Path:
    """A `scanimage` before any other on the PATH: gives these sheets, and then ends so. Returns what it was asked.

    `se_queda`: it says why it ends, and does not.
    """
    carpeta.mkdir()
    pedido = carpeta / "pedido.txt"
    programa = carpeta / "scanimage"
    programa.write_text(
        GUION.format(
            python=sys.executable,
            hojas=[str(h) for h in hojas],
            percance=percance,
            opciones=opciones,
            lista=lista,
            se_queda=se_queda,
            pedido=str(pedido),
            colgado=str(carpeta / "colgado"),
        ),
        encoding="utf-8",
    )
    programa.chmod(programa.stat().st_mode | stat.S_IXUSR)
    parche.setenv("PATH", f"{carpeta}{os.pathsep}{os.environ['PATH']}")
    return pedido

"""A CUPS of the tests' own: a scheduler on a socket, and a printer that runs out of paper when it is told to."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

PROGRAMAS = ("lpadmin", "lpstat", "lpoptions", "cupsdisable", "cupsenable", "cupsreject")
CUPSD = shutil.which("cupsd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
HAY = CUPSD is not None and all(shutil.which(p) for p in PROGRAMAS) and hasattr(os, "geteuid") and os.geteuid() == 0
SIN_CUPS = pytest.mark.skipif(not HAY, reason="no hay CUPS (cups-daemon y cups-client), o no se es root")
LASER = "laser"

AJUSTES = """Listen {raiz}/cups.sock
Browsing Off
DefaultAuthType None
<Location />
Order allow,deny
Allow all
</Location>
<Location /admin>
Order allow,deny
Allow all
</Location>
<Policy default>
<Limit All>
Order allow,deny
Allow all
</Limit>
</Policy>
"""
ARCHIVOS = """ServerRoot {raiz}
ServerBin {raiz}/bin
RequestRoot {raiz}/trabajos
TempDir {raiz}/trabajos/tmp
CacheDir {raiz}/cache
StateDir {raiz}/estado
AccessLog {raiz}/acceso.log
ErrorLog {raiz}/error.log
PageLog {raiz}/pagina.log
User lp
Group lp
SystemGroup root
"""
# What stands between CUPS and the printer: as that of a cable, it waits for paper and says why.
IMPRESORA = """#!{python}
import os, sys, time
if len(sys.argv) < 6:
    raise SystemExit(0)
sin_papel = "{raiz}/papel/falta"
if os.path.exists(sin_papel):
    sys.stderr.write("STATE: +media-empty-error\\n"); sys.stderr.flush()
    while os.path.exists(sin_papel):
        time.sleep(0.05)
    sys.stderr.write("STATE: -media-empty-error\\n"); sys.stderr.flush()
datos = open(sys.argv[6], "rb").read() if len(sys.argv) > 6 else sys.stdin.buffer.read()
with open("{raiz}/salida/" + sys.argv[1] + ".pdf", "wb") as archivo:
    archivo.write(datos)
"""


class Cups:
    """`impresas`: what came out of the printer, in order."""

    def __init__(self, raiz: Path) -> None:
        self._raiz = raiz

    @property
    def enchufe(self) -> str:
        return str(self._raiz / "cups.sock")

    @property
    def impresas(self) -> list[bytes]:
        return [r.read_bytes() for r in sorted((self._raiz / "salida").iterdir(), key=lambda r: int(r.stem))]

    def orden(self, *que: str) -> None:
        subprocess.run(que, check=True, capture_output=True, env={**os.environ, "CUPS_SERVER": self.enchufe})

    def sin_papel(self, si: bool) -> None:
        falta = self._raiz / "papel" / "falta"
        falta.touch() if si else falta.unlink()


@contextmanager
def de_pruebas(parche: pytest.MonkeyPatch) -> Iterator[Cups]:
    """With its printer LASER, seen by this process and by what it starts."""
    assert CUPSD is not None
    with TemporaryDirectory(prefix="prep-cups-", dir="/tmp") as donde:  # a socket's path is short
        raiz = Path(donde)
        raiz.chmod(0o755)
        for nombre in ("trabajos/tmp", "cache", "estado", "papel", "salida", "bin/backend", "ppd"):
            (raiz / nombre).mkdir(parents=True)
        for nombre in ("trabajos", "trabajos/tmp", "cache", "estado", "salida"):
            shutil.chown(raiz / nombre, "lp", "lp")
        (raiz / "cupsd.conf").write_text(AJUSTES.format(raiz=raiz), encoding="ascii")
        (raiz / "cups-files.conf").write_text(ARCHIVOS.format(raiz=raiz), encoding="ascii")
        (raiz / "bin" / "backend" / "prueba").write_text(
            IMPRESORA.format(raiz=raiz, python=Path(sys.executable).resolve()), encoding="ascii"
        )
        (raiz / "bin" / "backend" / "prueba").chmod(0o755)
        (raiz / "bin" / "daemon").symlink_to(Path("/usr/lib/cups/daemon"))  # what it starts others with
        orden = [CUPSD, "-f", "-c", str(raiz / "cupsd.conf"), "-s", str(raiz / "cups-files.conf")]
        proceso = subprocess.Popen(orden, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            cups = Cups(raiz)
            _esperar(raiz / "cups.sock", proceso)
            cups.orden("lpadmin", "-p", LASER, "-E", "-v", "prueba:/uno", "-m", "raw", "-D", "Láser del CATD")
            parche.setenv("CUPS_SERVER", cups.enchufe)
            yield cups
        finally:
            proceso.terminate()
            try:
                proceso.wait(20)
            except subprocess.TimeoutExpired:
                proceso.kill()
                proceso.wait()


def _esperar(enchufe: Path, proceso: "subprocess.Popen[bytes]") -> None:
    limite = time.monotonic() + 60
    while not enchufe.is_socket():
        assert proceso.poll() is None and time.monotonic() < limite, "CUPS no arrancó"
        time.sleep(0.02)

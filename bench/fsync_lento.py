"""The environment that slows a server's fsync, as on a field PC: `Cluster(datos, entorno=fsync_lento(10, carpeta))`."""

import shutil
import subprocess
from pathlib import Path

FUENTE = Path(__file__).with_suffix(".c")


class SinCompilador(Exception):
    """There is no C compiler here, so the slow disk cannot be played."""


def fsync_lento(ms: int, carpeta: Path) -> dict[str, str]:
    """Builds the shim in `carpeta`, which the server's OS user must be able to reach; raises SinCompilador."""
    compilador = shutil.which("cc") or shutil.which("gcc")
    if compilador is None:
        raise SinCompilador(
            "No hay compilador de C (cc): el disco lento no se puede simular. Instálelo con:  apt-get install gcc"
        )
    carpeta.mkdir(parents=True, exist_ok=True)
    biblioteca = (carpeta / "fsync_lento.so").absolute()
    subprocess.run([compilador, "-shared", "-fPIC", "-O2", "-o", biblioteca, FUENTE, "-ldl"], check=True)
    biblioteca.chmod(0o755)
    return {"LD_PRELOAD": str(biblioteca), "FSYNC_LENTO_MS": str(ms)}

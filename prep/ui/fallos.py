"""What happens when the program itself is wrong: nothing is lost, a code for support, a report without personal data.

An exception in a slot does not stop PySide6 (T-3): these hooks are the only place that hears it.
The report says where in the code and of what kind, never the words of the exception, which may carry what was typed.
"""

import hashlib
import logging
import os
import platform
import sys
import threading
import traceback
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Signal

REGISTRO = logging.getLogger(__name__)
INFORMES_MAX = 200
RAIZ = Path(__file__).resolve().parents[2]


class Fallos(QObject):
    """Hears what nobody caught, from any thread, and tells the frame once it is written down: `fallo(code)`."""

    fallo = Signal(str)

    def __init__(self, carpeta: Path, version: str, parent: QObject | None = None) -> None:
        """`carpeta`: where the reports go; made when the first is written."""
        super().__init__(parent)
        self.carpeta, self._version = carpeta, version
        self.codigos: list[str] = []

    def instalar(self) -> None:
        sys.excepthook = self.atender
        threading.excepthook = self._de_hilo

    def retirar(self) -> None:
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__

    def atender(self, tipo: type[BaseException], error: BaseException, traza: TracebackType | None) -> None:
        """Write the report and tell. Ctrl-C goes its way."""
        if issubclass(tipo, KeyboardInterrupt):
            sys.__excepthook__(tipo, error, traza)
            return
        texto, codigo = informe(tipo, traza, self._version)
        REGISTRO.error("Falla %s: %s", codigo, tipo.__name__)
        self.codigos.append(codigo)
        try:
            self._guardar(codigo, texto)
        except OSError as disco:
            REGISTRO.error("El informe de la falla %s no se pudo escribir: %s", codigo, disco)
        self.fallo.emit(codigo)

    def _de_hilo(self, dicho: threading.ExceptHookArgs) -> None:
        if dicho.exc_value is not None:
            self.atender(dicho.exc_type, dicho.exc_value, dicho.exc_traceback)

    def _guardar(self, codigo: str, texto: str) -> None:
        self.carpeta.mkdir(parents=True, exist_ok=True)
        if len(list(self.carpeta.glob("falla-*.txt"))) >= INFORMES_MAX:
            return  # one that repeats without end must not fill the disk
        ahora = datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%f")
        ruta = self.carpeta / f"falla-{ahora}-{codigo}.txt"
        descriptor = os.open(ruta, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as archivo:
            archivo.write(texto)


def informe(tipo: type[BaseException], traza: TracebackType | None, version: str) -> tuple[str, str]:
    """The report and its code: the same fault in the same place has the same code."""
    lugares = [_lugar(marco) for marco in traceback.extract_tb(traza)]
    codigo = hashlib.sha256("\n".join([tipo.__name__, *lugares]).encode()).hexdigest()[:6].upper()
    cabeza = [
        f"Falla {codigo}",
        f"Cuándo: {datetime.now(UTC).isoformat(timespec='seconds')}",
        f"Versión: {version}; Python {platform.python_version()}; {platform.system()} {platform.release()}",
        f"Clase: {tipo.__module__}.{tipo.__name__}",
        "Dónde (lo último, al final):",
    ]
    return "\n".join([*cabeza, *(f"  {lugar}" for lugar in lugares)]) + "\n", codigo


def _lugar(marco: traceback.FrameSummary) -> str:
    ruta = Path(marco.filename)
    propia = ruta.relative_to(RAIZ) if ruta.is_relative_to(RAIZ) and ".venv" not in ruta.parts else Path(ruta.name)
    return f"{propia.as_posix()}:{marco.lineno} {marco.name}"

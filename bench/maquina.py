"""The line that every benchmark prints first: machine and date."""

import os
import platform
import signal
from datetime import UTC, datetime


def encabezado() -> str:
    """Date, cores, load and versions; figures mean something only beside these."""
    carga = os.getloadavg()[0]
    return (
        f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC · {os.cpu_count()} núcleos · carga {carga:.1f} · "
        f"{platform.platform()} · Python {platform.python_version()}"
    )


def terminar_en_orden() -> None:
    """SIGTERM ends a benchmark as Ctrl-C does, so that its cluster goes away too."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)

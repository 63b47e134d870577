"""The line that every benchmark prints first: machine and date."""

import os
import platform
from datetime import UTC, datetime


def encabezado() -> str:
    """Date, cores, load and versions; figures mean something only beside these."""
    carga = os.getloadavg()[0]
    return (
        f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC · {os.cpu_count()} núcleos · carga {carga:.1f} · "
        f"{platform.platform()} · Python {platform.python_version()}"
    )

"""A real Chromium for the phone's page, with a camera that shows what a test says; skipped where there is none."""

import contextlib
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Playwright, ViewportSize

CHROMIUM = shutil.which("chromium")
TELEFONO: "ViewportSize" = {"width": 360, "height": 640}
BASE = ["--no-sandbox"]


def con_camara(mjpeg: Path | None) -> list[str]:
    """What Chromium is started with: the camera shows the JPEGs of `mjpeg`, one after another; None: there is none."""
    if mjpeg is None:
        return BASE
    return [
        *BASE,
        "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream",
        f"--use-file-for-fake-video-capture={mjpeg}",
    ]


@contextlib.contextmanager
def telefono(juego: "Playwright", perfil: Path, mjpeg: Path | None = None, **como: Any) -> Iterator["BrowserContext"]:
    """A phone with its own storage in `perfil`, which outlives it."""
    from playwright.sync_api import Error

    contexto = juego.chromium.launch_persistent_context(
        str(perfil),
        executable_path=CHROMIUM,
        args=con_camara(mjpeg),
        viewport=TELEFONO,
        has_touch=True,
        is_mobile=True,
        **como,
    )
    try:
        yield contexto
    finally:
        with contextlib.suppress(Error):  # a test may have killed it
            contexto.close()

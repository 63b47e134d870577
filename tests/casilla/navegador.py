"""A real Chromium for the phone's page, with a camera that shows what a test says; skipped where there is none."""

import contextlib
import os
import shutil
import signal
from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Playwright, ViewportSize

CHROMIUM = shutil.which("chromium")
TELEFONO: "ViewportSize" = {"width": 360, "height": 640}
BASE = ["--no-sandbox"]


@dataclass
class EnMarcha:
    """Where the page of a receiver that is running is; with TLS when it has a certificate, which the browser trusts."""

    puerto: int
    certificado: Path | None = None

    @property
    def base(self) -> str:
        return f"{'https://localhost' if self.certificado else 'http://127.0.0.1'}:{self.puerto}/casilla/"

    @property
    def argumentos(self) -> list[str]:
        if self.certificado is None:
            return []
        suya = x509.load_pem_x509_certificate(self.certificado.read_bytes()).public_key()
        cruda = suya.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        return [f"--ignore-certificate-errors-spki-list={b64encode(sha256(cruda).digest()).decode()}"]


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
def telefono(
    juego: "Playwright", perfil: Path, mjpeg: Path | None = None, argumentos: Sequence[str] = (), **como: Any
) -> Iterator["BrowserContext"]:
    """A phone with its own storage in `perfil`, which outlives it."""
    from playwright.sync_api import Error

    contexto = juego.chromium.launch_persistent_context(
        str(perfil),
        executable_path=CHROMIUM,
        args=[*con_camara(mjpeg), *argumentos],
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


def matar(perfil: Path) -> None:
    """Every process of the browser of that profile, at once."""
    suyos = [p for p in psutil.process_iter(["cmdline"]) if f"--user-data-dir={perfil}" in (p.info["cmdline"] or [])]
    assert suyos
    todos = {hijo for p in suyos for hijo in (p, *p.children(recursive=True))}
    for proceso in todos:
        with contextlib.suppress(ProcessLookupError):  # one that ended by itself since it was seen
            os.kill(proceso.pid, signal.SIGKILL)
    psutil.wait_procs(todos, timeout=10)

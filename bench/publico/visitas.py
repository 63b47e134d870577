"""What a visitor's browser downloads and waits: a real Chromium over a local server that gives what is compressed."""

import functools
import http.server
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

LENTA = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}  # slow 3G, bytes/s
MAS_LENTO = 4  # times the processor
OBSERVAR = """
window.corrido = 0; window.enPantalla = 0;
new PerformanceObserver((l) => { for (const e of l.getEntries()) if (!e.hadRecentInput) window.corrido += e.value; })
  .observe({ type: "layout-shift", buffered: true });
const mirar = () => {
  const busca = location.search ? "article" : ".avance strong";
  if (document.querySelector(busca)) requestAnimationFrame(() => { window.enPantalla ||= performance.now(); });
  else requestAnimationFrame(mirar);
};
mirar();
"""


class Negociado(http.server.SimpleHTTPRequestHandler):
    """Files as a web server with what is compressed beside them gives them."""

    def log_message(self, *_: object) -> None:
        """Says nothing."""

    def send_head(self) -> Any:
        ruta = Path(self.translate_path(self.path))
        comprimida = ruta.with_name(f"{ruta.name}.br")
        if "br" not in self.headers.get("Accept-Encoding", "") or not comprimida.is_file():
            return super().send_head()
        archivo = comprimida.open("rb")
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", self.guess_type(str(ruta)))
        self.send_header("Content-Encoding", "br")
        self.send_header("Content-Length", str(comprimida.stat().st_size))
        fijo = "/d/" in self.path or "/a/" in self.path
        self.send_header("Cache-Control", "public, max-age=31536000, immutable" if fijo else "public, max-age=5")
        self.end_headers()
        return archivo


@contextmanager
def servido(raiz: Path) -> Iterator[str]:
    """The address of `raiz` on loopback."""
    manejador = functools.partial(Negociado, directory=str(raiz))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), manejador) as servidor:
        hilo = threading.Thread(target=servidor.serve_forever)
        hilo.start()
        try:
            yield f"http://127.0.0.1:{servidor.server_port}/"
        finally:
            servidor.shutdown()
            hilo.join()


@dataclass(slots=True)
class Descargado:
    """Requests that went out and the bytes that came, headers included."""

    pedidos: int = 0
    bytes: int = 0


class Visitante:
    """One visitor with an empty cache."""

    def __init__(self, contexto: "BrowserContext", lento: bool = False) -> None:
        self.hoja: "Page" = contexto.new_page()  # noqa: UP037 -- only there for types
        self.cuenta = Descargado()
        self._cdp = contexto.new_cdp_session(self.hoja)
        self._cdp.send("Network.enable")
        self._cdp.on("Network.loadingFinished", self._llego)
        self._cdp.on("Network.requestServedFromCache", lambda _: self._guardado())
        self.hoja.add_init_script(OBSERVAR)
        if lento:
            self._cdp.send("Network.emulateNetworkConditions", LENTA)
            self._cdp.send("Emulation.setCPUThrottlingRate", {"rate": MAS_LENTO})

    def _llego(self, dicho: dict[str, Any]) -> None:
        if dicho["encodedDataLength"]:
            self.cuenta.pedidos += 1
            self.cuenta.bytes += int(dicho["encodedDataLength"])

    def _guardado(self) -> None:
        """What its cache gives is no request: its end says no bytes."""

    def abrir(self, direccion: str) -> tuple[float, float]:
        """Seconds until its figures are painted, and how much the page moved."""
        self.hoja.goto(direccion, wait_until="load")
        while not self.hoja.evaluate("window.enPantalla"):  # its policy lets no text be made into a condition
            self.hoja.wait_for_timeout(20)
        self.hoja.wait_for_timeout(700)  # what comes late and moves it
        return self.hoja.evaluate("window.enPantalla") / 1000, self.hoja.evaluate("window.corrido")


@contextmanager
def navegador() -> Iterator[Any]:
    """A Chromium without a window; SystemExit where there is none."""
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium")
    if chromium is None:
        raise SystemExit("falta chromium: instálelo con apt-get y repita")
    with sync_playwright() as juego:
        uno = juego.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield uno
        uno.close()

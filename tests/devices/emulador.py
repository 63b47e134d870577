"""An eSCL scanner that is not here: HTTP, capabilities, jobs, and a feeder whose sheets and faults are a script."""

import ssl
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from enum import Enum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from typing import Any

NS = 'xmlns:scan="http://schemas.hp.com/imaging/escl/2011/05/03" xmlns:pwg="http://www.pwg.org/schemas/2010/12/sm"'
CAPACIDADES = f"""<?xml version="1.0" encoding="UTF-8"?><scan:ScannerCapabilities {NS}>
<pwg:Version>2.63</pwg:Version><pwg:MakeAndModel>Emulador de pruebas</pwg:MakeAndModel>
<scan:Platen><scan:PlatenInputCaps><scan:MaxWidth>2550</scan:MaxWidth><scan:MaxHeight>3508</scan:MaxHeight>
<scan:SettingProfiles><scan:SettingProfile><scan:SupportedResolutions><scan:DiscreteResolutions>
<scan:DiscreteResolution><scan:XResolution>1200</scan:XResolution><scan:YResolution>1200</scan:YResolution>
</scan:DiscreteResolution></scan:DiscreteResolutions></scan:SupportedResolutions></scan:SettingProfile>
</scan:SettingProfiles></scan:PlatenInputCaps></scan:Platen>%s</scan:ScannerCapabilities>"""
ADF = """<scan:Adf><scan:AdfSimplexInputCaps><scan:MinWidth>600</scan:MinWidth><scan:MaxWidth>3300</scan:MaxWidth>
<scan:MaxHeight>9000</scan:MaxHeight><scan:SettingProfiles><scan:SettingProfile><scan:SupportedResolutions>
<scan:DiscreteResolutions>
<scan:DiscreteResolution><scan:XResolution>150</scan:XResolution><scan:YResolution>150</scan:YResolution>
</scan:DiscreteResolution>
<scan:DiscreteResolution><scan:XResolution>300</scan:XResolution><scan:YResolution>300</scan:YResolution>
</scan:DiscreteResolution></scan:DiscreteResolutions></scan:SupportedResolutions></scan:SettingProfile>
</scan:SettingProfiles></scan:AdfSimplexInputCaps></scan:Adf>"""
ESTADO = f"""<?xml version="1.0" encoding="UTF-8"?><scan:ScannerStatus {NS}><pwg:Version>2.63</pwg:Version>
<pwg:State>%s</pwg:State><scan:AdfState>%s</scan:AdfState></scan:ScannerStatus>"""


class Percance(Enum):
    """What happens instead of a sheet."""

    ATASCO = "ScannerAdfJam"
    DOBLE = "ScannerAdfMultipickDetected"
    TAPA = "ScannerAdfHatchOpen"
    OCUPADO = "ocupado"  # and so it stays
    AUN_NO = "aún no"  # the sheet after it is not ready: ask again
    SE_VA = "se va"  # the device is switched off: nothing answers any more
    CORTA = "corta"  # the sheet stops in the middle of its bytes
    BASURA = "basura"  # 200 and bytes that are no image
    NO_ES_HTTP = "no es http"
    SE_CUELGA = "se cuelga"  # takes the question and never answers
    ENORME = "enorme"  # says that the sheet is larger than any sheet


def _sin_tls(_: Path) -> None:
    raise AssertionError("este escáner habla en claro")


class Emulador:
    """The scanner: `guion` is what its feeder gives, sheet by sheet; what is left of it stays in the feeder."""

    def __init__(self, guion: Sequence[bytes | Percance]) -> None:
        self.guion = list(guion)
        self.adf = "ScannerAdfLoaded" if guion else "ScannerAdfEmpty"
        self.estado = "Idle"
        self.capacidades = CAPACIDADES % ADF
        self.trabajos: list[bytes] = []
        self.cancelados = 0
        self.pedidas = 0
        self.respuesta_estado: bytes | None = None
        self.lugar: str | None = None
        self.ido = False
        self.direccion = ""
        self.certificar: Callable[[Path], None] = _sin_tls
        self.colgado, self.suelta = Event(), Event()  # somebody waits for nothing; and no longer

    def poner(self, *hojas: bytes | Percance) -> None:
        """The operator puts sheets in the feeder, and what was wrong is mended."""
        self.guion += hojas
        self.adf, self.estado = "ScannerAdfLoaded", "Idle"

    def siguiente(self) -> bytes | Percance | None:
        """What the feeder gives now; None when it is empty."""
        self.pedidas += 1
        if not self.guion:
            self.adf = "ScannerAdfEmpty"
            return None
        return self.guion.pop(0)

    def esperar(self, que: Percance) -> None:
        """Nothing for now, and what the next question of its state is told."""
        if que is Percance.AUN_NO:
            if len(self.guion) == 1:
                self.adf = "ScannerAdfEmpty"  # the last sheet is on its way through
        elif que is Percance.OCUPADO:
            self.guion.insert(0, que)
            self.estado = "Processing"
        else:
            self.adf, self.estado = que.value, "Stopped"


class Manejador(BaseHTTPRequestHandler):
    """What the scanner answers to one client."""

    protocol_version = "HTTP/1.1"
    server: "Servidor"

    def log_message(self, format: str, *args: Any) -> None:
        """The tests say what went wrong."""

    def do_GET(self) -> None:
        emulador = self.server.emulador
        if emulador.ido:
            self._cortar()
        elif self.path == "/eSCL/ScannerCapabilities":
            self._responder(200, emulador.capacidades.encode(), "text/xml")
        elif self.path == "/eSCL/ScannerStatus":
            propia = (ESTADO % (emulador.estado, emulador.adf)).encode()
            self._responder(200, emulador.respuesta_estado or propia, "text/xml")
        elif self.path.endswith("/NextDocument"):
            self._dar(emulador.siguiente())
        else:
            self._responder(404, b"")

    def do_POST(self) -> None:
        emulador = self.server.emulador
        cuerpo = self.rfile.read(int(self.headers["Content-Length"]))
        if emulador.estado != "Idle":
            self._responder(503, b"")
            return
        emulador.trabajos.append(cuerpo)
        self.send_response(201)
        lugar = f"http://nombre-que-aqui-no-existe/eSCL/ScanJobs/{len(emulador.trabajos)}"
        self.send_header("Location", lugar if emulador.lugar is None else emulador.lugar)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def do_DELETE(self) -> None:
        self.server.emulador.cancelados += 1
        self._responder(200, b"")

    def _dar(self, que: bytes | Percance | None) -> None:
        if que is None:
            self._responder(404, b"")
        elif isinstance(que, bytes):
            self._responder(200, que, "image/jpeg")
        elif que is Percance.CORTA:
            self._responder(200, b"\xff\xd8" + b"x" * 1000, "image/jpeg", dice=5000)
            self._cortar()
        elif que is Percance.BASURA:
            self._responder(200, b"esto no es una imagen", "image/jpeg")
        elif que is Percance.SE_CUELGA:
            self.server.emulador.colgado.set()
            self.server.emulador.suelta.wait(30)
            self._cortar()
        elif que is Percance.ENORME:
            self._responder(200, b"\xff\xd8", "image/jpeg", dice=1 << 40)
            with suppress(OSError):
                for _ in range(2000):
                    self.wfile.write(b"x" * 100_000)
            self._cortar()
        elif que is Percance.NO_ES_HTTP:
            self.wfile.write(b"hola\r\n\r\n")
            self._cortar()
        elif que is Percance.SE_VA:
            self.server.emulador.ido = True
            self._cortar()
        else:
            self.server.emulador.esperar(que)
            self._responder(503, b"")

    def _responder(self, codigo: int, cuerpo: bytes, tipo: str = "text/plain", dice: int | None = None) -> None:
        self.send_response(codigo)
        self.send_header("Content-Type", tipo)
        self.send_header("Content-Length", str(len(cuerpo) if dice is None else dice))
        self.end_headers()
        self.wfile.write(cuerpo)

    def _cortar(self) -> None:
        self.close_connection = True


class Servidor(ThreadingHTTPServer):
    """On loopback, at a port of its own."""

    daemon_threads = False

    def __init__(self, emulador: Emulador, certificado: Path | None) -> None:
        self.emulador, self.contexto = emulador, ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        super().__init__(("127.0.0.1", 0), Manejador)
        if certificado is not None:
            self.certificar(certificado)

    def certificar(self, certificado: Path) -> None:
        """From now on who connects is shown this one."""
        self.contexto.load_cert_chain(certificado)
        if not isinstance(self.socket, ssl.SSLSocket):
            self.socket = self.contexto.wrap_socket(self.socket, server_side=True)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Who leaves in the middle is what the tests are about."""


@contextmanager
def emulado(*guion: bytes | Percance, certificado: Path | None = None) -> Iterator[Emulador]:
    """A scanner that listens on loopback, by TLS with a `certificado`; its `direccion` says where."""
    emulador = Emulador(guion)
    with Servidor(emulador, certificado) as servidor:
        emulador.certificar = servidor.certificar
        puerto = servidor.server_port
        emulador.direccion = f"https://127.0.0.1:{puerto}" if certificado is not None else f"127.0.0.1:{puerto}"
        hilo = Thread(target=servidor.serve_forever, args=(0.01,))
        hilo.start()
        try:
            yield emulador
        finally:
            emulador.suelta.set()
            servidor.shutdown()
            hilo.join()

"""A small receiver over real HTTP that keeps docs/contrato-casilla.md, and can be told to answer otherwise."""

import base64
import hashlib
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.serialization import load_der_public_key

from prep.recursos import RECURSOS

CUENTA, PROCESO = "cae-0123", "SIM-1"
CODIGO = bytes(range(16))
ALFABETO = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
TIPOS = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".png": "image/png",
         ".webmanifest": "application/manifest+json", ".html": "text/html"}  # fmt: skip
POLITICA = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; media-src 'self' blob:; "
    "font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
Respuesta = tuple[int, dict[str, Any]]


def codigo_escrito(crudo: bytes = CODIGO) -> str:
    """The code as the sheet has it, in groups of four."""
    numero = int.from_bytes(crudo, "big") << 2
    simbolos = [ALFABETO[numero >> 5 * n & 31] for n in range(25, -1, -1)]
    suma = int.from_bytes(hashlib.sha256(crudo).digest()[:2], "big") >> 6
    todos = "".join([*simbolos, ALFABETO[suma >> 5], ALFABETO[suma & 31]])
    return "-".join(todos[i : i + 4] for i in range(0, 28, 4))


def valida(spki: bytes, firma: bytes, datos: bytes) -> bool:
    """Whether `firma`, two numbers of 32 bytes, is of `datos`; raises InvalidSignature."""
    publica = load_der_public_key(spki)
    assert isinstance(publica, EllipticCurvePublicKey) and len(firma) == 64
    par = encode_dss_signature(int.from_bytes(firma[:32], "big"), int.from_bytes(firma[32:], "big"))
    publica.verify(par, datos, ECDSA(hashes.SHA256()))
    return True


@dataclass
class Receptor:
    """What the receiver knows and got. `otra`: what is answered to a picture instead, while it gives something."""

    pagina: Path = RECURSOS / "casilla"
    mias: dict[str, Any] = field(default_factory=dict)
    registrar: bool = True
    negada: Respuesta | None = None  # what is answered to who asks to be registered
    juzgada: Respuesta | None = None  # what the centre says of it afterwards, when it is no
    adelanto_ms: int = 0
    altas: dict[str, dict[str, Any]] = field(default_factory=dict)
    recibidas: dict[str, tuple[dict[str, Any], bytes]] = field(default_factory=dict)
    intentos: list[str] = field(default_factory=list)
    cuerpos: list[bytes] = field(default_factory=list)
    otra: Callable[[str], Respuesta | None] = lambda _: None
    puerto: int = 0

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.puerto}/casilla/"

    def spki(self, llave: str) -> bytes:
        return base64.b64decode(self.altas[llave]["spki"])

    def recibir(self, envio: str, datos: bytes, firma: bytes, imagen: bytes) -> Respuesta:
        """As the contract says of PUT /v1/envios/{envio}."""
        self.intentos.append(envio)
        self.cuerpos.append(datos + firma)
        if dicha := self.otra(envio):
            return dicha
        dicho = json.loads(datos)
        assert valida(self.spki(dicho["llave"]), firma, datos) and dicho["envio"] == envio
        if hashlib.sha256(imagen).hexdigest() != dicho["sha256"]:
            return 422, {"codigo": "IMAGEN_DANADA", "texto": "La imagen no llegó completa."}
        repetida = envio in self.recibidas
        if repetida and self.recibidas[envio] != (dicho, imagen):
            return 409, {"codigo": "CONTENIDO_DISTINTO", "texto": "Ya se recibió otra."}
        self.recibidas[envio] = (dicho, imagen)
        return (200 if repetida else 201), {"estado": "recibida", "envio": envio, "ms": ahora(self)}


def ahora(receptor: Receptor) -> int:
    return int(time.time() * 1000) + receptor.adelanto_ms


class Mesa(BaseHTTPRequestHandler):
    """One request of a phone, each in a connection of its own: a closed receiver answers nobody."""

    receptor: Receptor

    def log_message(self, *_: object) -> None:
        """Says nothing."""

    def do_GET(self) -> None:
        suyo, ruta = self.receptor, self.path.partition("?")[0]
        if ruta == "/v1/hora":
            self._decir(200, {"ms": ahora(suyo), "proceso": PROCESO})
        elif ruta.startswith("/v1/altas/"):
            llave = ruta.rpartition("/")[2]
            if llave not in suyo.altas:
                self._decir(404, {"codigo": "DESCONOCIDA", "texto": "Esa alta no está. Envíela otra vez."})
                return
            if suyo.juzgada is not None:
                self._decir(*suyo.juzgada)
                return
            lista = suyo.registrar
            self._decir(200 if lista else 202, {"estado": "registrada" if lista else "en_espera", "cuenta": CUENTA})
        elif ruta == "/v1/mias":
            llave, momento = self.headers["X-Prep-Llave"], self.headers["X-Prep-Momento"]
            firma = base64.b64decode(self.headers["X-Prep-Firma"])
            assert valida(suyo.spki(llave), firma, f"mias|{PROCESO}|{llave}|{momento}".encode())
            if abs(int(momento) - ahora(suyo)) > 300_000:
                self._decir(401, {"codigo": "RELOJ", "texto": "El reloj.", "ms": ahora(suyo)})
                return
            etag = f'"{hashlib.sha256(json.dumps(suyo.mias).encode()).hexdigest()[:8]}"'
            igual = self.headers["If-None-Match"] == etag
            self._decir(304 if igual else 200, suyo.mias, ETag=etag)
        else:
            self._archivo(ruta.removeprefix("/casilla/") or "index.html")

    def do_POST(self) -> None:
        pedido = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.receptor.negada is not None:
            self._decir(*self.receptor.negada)
            return
        llave = hashlib.sha256(base64.b64decode(pedido["spki"])).hexdigest()[:16]
        self.receptor.altas[llave] = pedido
        self._decir(202, {"estado": "en_espera", "llave": llave})

    def do_PUT(self) -> None:
        imagen = self.rfile.read(int(self.headers["Content-Length"]))
        datos, firma = (base64.b64decode(self.headers[f"X-Prep-{n}"]) for n in ("Datos", "Firma"))
        self._decir(*self.receptor.recibir(self.path.rpartition("/")[2], datos, firma, imagen))

    def _archivo(self, nombre: str) -> None:
        ruta = self.receptor.pagina / nombre
        crudo = ruta.read_bytes() if ruta.is_file() else b""
        self._mandar(200 if crudo else 404, crudo, TIPOS.get(ruta.suffix, "text/plain"), {"Cache-Control": "no-cache"})

    def _decir(self, estado: int, dicho: dict[str, Any], **mas: str) -> None:
        crudo = b"" if estado == 304 else json.dumps(dicho).encode()
        self._mandar(estado, crudo, "application/json", {"Cache-Control": "no-store", **mas})

    def _mandar(self, estado: int, crudo: bytes, tipo: str, mas: dict[str, str]) -> None:
        self.send_response(estado)
        for nombre, valor in {"Content-Type": tipo, "Content-Length": str(len(crudo)), **mas,
                              "Content-Security-Policy": POLITICA}.items():  # fmt: skip
            self.send_header(nombre, valor)
        self.end_headers()
        self.wfile.write(crudo)


@contextmanager
def abierto(receptor: Receptor) -> Iterator[Receptor]:
    """On loopback, at the port that it had if it was open before."""
    mesa = type("MesaDeUno", (Mesa,), {"receptor": receptor})
    servidor = ThreadingHTTPServer(("127.0.0.1", receptor.puerto), mesa)
    receptor.puerto = servidor.server_port
    hilo = threading.Thread(target=servidor.serve_forever, kwargs={"poll_interval": 0.05})
    hilo.start()
    try:
        yield receptor
    finally:
        servidor.shutdown()
        hilo.join()
        servidor.server_close()


def mias(cuantas: int = 3, largo: bool = False) -> dict[str, Any]:
    """What /v1/mias says of a CAE with so many casillas, three actas each, nothing sent yet."""
    titulos = {
        "GUB": ("A01", "Jefatura de Gobierno", "#6b2c91", "morado"),
        "DIP_LOC": ("A02", "Diputaciones locales", "#12544f", "verde azulado muy oscuro" if largo else "verde"),
        "ALC": ("A03", "Alcaldías y concejalías", "", ""),  # as where the profile does not say it
    }
    fin = (
        " de la elección extraordinaria de representantes ante el concejo de la demarcación territorial"
        if largo
        else ""
    )
    casillas = []
    for n in range(cuantas):
        actas = [
            {"clave": f"{e}-001-{n:04d}-B01-00-{c}-1", "eleccion": e, "titulo": t + fin, "codigo": c,
             "color": rgb, "color_nombre": color, "estado": "falta", "envio": None, "motivo": "", "texto": ""}
            for e, (c, t, rgb, color) in titulos.items()
        ]  # fmt: skip
        nombre = "Extraordinaria 1 contigua 2" if largo else "Básica 1"
        casillas.append({"clave": f"{n:04d}-B01-00", "seccion": f"{n:04d}", "tipo": "B", "numero": "01",
                         "extension": "00", "nombre": nombre, "actas": actas})  # fmt: skip
    return {"version": 1, "proceso": PROCESO, "cuenta": CUENTA, "simulacro": True, "fase": "abierto",
            "casillas": casillas, "envios": []}  # fmt: skip

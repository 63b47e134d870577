"""A phone of a CAE as the application makes it, for drills and tests: its key, its alta, its signed sendings."""

import http.client
import json
import time
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, NamedTuple

from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, EllipticCurvePrivateKey, generate_private_key
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from uuid_utils.compat import uuid7

from central.telefono import codigo
from central.telefono.firma import llave_de


class Contestado(NamedTuple):
    """An answer of the receiver."""

    estado: int
    dicho: dict[str, Any]
    encabezados: dict[str, str]


@dataclass
class TelefonoDeCae:
    """One phone; `puerto`: where the receiver listens on this machine."""

    cuenta: str
    proceso: str
    puerto: int = 0
    privada: EllipticCurvePrivateKey = field(default_factory=lambda: generate_private_key(SECP256R1()))

    @property
    def spki(self) -> bytes:
        return self.privada.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)

    @property
    def llave(self) -> str:
        return llave_de(self.spki)

    def firmar(self, dicho: bytes) -> bytes:
        r, s = decode_dss_signature(self.privada.sign(dicho, ECDSA(SHA256())))
        return r.to_bytes(32, "big") + s.to_bytes(32, "big")

    def alta(self, escrito: str, **cambios: Any) -> bytes:
        """What it asks with, having read or been typed the code of its sheet."""
        suyo = codigo.leer(escrito)
        dicho = {
            "version": 1,
            "cuenta": self.cuenta,
            "codigo_id": codigo.nombre_de(suyo),
            "spki": b64encode(self.spki).decode(),
            "sello": codigo.sello(suyo, self.proceso, self.cuenta, self.spki),
            **cambios,
        }
        return json.dumps(dicho).encode()

    def datos(self, acta: str, foto: bytes, **cambios: Any) -> dict[str, Any]:
        """What it signs of a picture taken now, but for `cambios`."""
        return {
            "version": 2,
            "envio": str(uuid7()),
            "proceso": self.proceso,
            "cuenta": self.cuenta,
            "acta": {"clave": acta},
            "digitalizada": f"{datetime.now(UTC).isoformat(timespec='milliseconds').removesuffix('+00:00')}Z",
            "desfase_ms": 0,
            "posicion": None,
            "sha256": sha256(foto).hexdigest(),
            "llave": self.llave,
            "desfase_toma_ms": None,
            "reemplaza": None,
            "toma": "foto",
            "aplicacion": "simulacro 1",
            "asi": None,
            **cambios,
        }

    def sobre(self, datos: dict[str, Any]) -> dict[str, Any]:
        """As the receiver leaves it in the folder."""
        crudo = json.dumps(datos).encode()
        return {"version": 2, "datos": b64encode(crudo).decode(), "firma": b64encode(self.firmar(crudo)).decode()}

    def encabezados(self, datos: dict[str, Any]) -> dict[str, str]:
        sobre = self.sobre(datos)
        return {"Content-Type": "image/jpeg", "X-Prep-Datos": sobre["datos"], "X-Prep-Firma": sobre["firma"]}

    def enviar(self, datos: dict[str, Any], foto: bytes, encabezados: dict[str, str] | None = None) -> Contestado:
        ruta = f"/v1/envios/{datos['envio']}"
        return self.pedir("PUT", ruta, foto, encabezados or self.encabezados(datos))

    def mias(self, mas: Mapping[str, str] | None = None, *, momento: int | None = None) -> Contestado:
        hora = str(time.time_ns() // 1_000_000 if momento is None else momento)
        firma = self.firmar(f"mias|{self.proceso}|{self.llave}|{hora}".encode())
        suyos = {"X-Prep-Llave": self.llave, "X-Prep-Momento": hora, "X-Prep-Firma": b64encode(firma).decode()}
        return self.pedir("GET", "/v1/mias", None, {**suyos, **(mas or {})})

    def pedir(
        self, metodo: str, ruta: str, cuerpo: bytes | None = None, encabezados: dict[str, str] | None = None
    ) -> Contestado:
        conexion = http.client.HTTPConnection("127.0.0.1", self.puerto, timeout=20)
        try:
            conexion.request(metodo, ruta, cuerpo, encabezados or {})
            respuesta = conexion.getresponse()
            crudo = respuesta.read()
            es_json = respuesta.headers.get("Content-Type", "").startswith("application/json")
            return Contestado(respuesta.status, json.loads(crudo) if es_json else {}, dict(respuesta.headers))
        finally:
            conexion.close()

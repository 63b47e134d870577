"""Phones that a benchmark of the receiver sends as: their keys in a list that is signed here, their signed requests."""

import json
import time
from base64 import b64encode
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, EllipticCurvePrivateKey, generate_private_key
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from uuid_utils.compat import uuid7

from central.telefono.firma import llave_de
from central.telefono.padron import ARCHIVO, firmar_padron
from central.telefono.recado import ruta_de_cuenta
from prep.net.identidad import Llave

PROCESO = "MEDIDA-1"


@dataclass
class CuentaDeMedida:
    """One account with its phone."""

    cuenta: str
    privada: EllipticCurvePrivateKey = field(default_factory=lambda: generate_private_key(SECP256R1()))

    def __post_init__(self) -> None:
        self.spki = self.privada.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        self.llave = llave_de(self.spki)

    def envio(self, foto: bytes, huella: str) -> bytes:
        """The whole request of a sending, of now."""
        envio = str(uuid7())
        datos = {
            "version": 2, "envio": envio, "proceso": PROCESO, "cuenta": self.cuenta,
            "acta": {"clave": "GUB-001-0001-B01-00-A02-1"},
            "digitalizada": f"{datetime.now(UTC).isoformat(timespec='milliseconds').removesuffix('+00:00')}Z",
            "desfase_ms": 0, "posicion": None, "sha256": huella, "llave": self.llave, "desfase_toma_ms": None,
            "reemplaza": None, "toma": "foto", "aplicacion": "medida 1", "asi": None,
        }  # fmt: skip
        crudo = json.dumps(datos).encode()
        cabezas = {
            "Content-Type": "image/jpeg", "Content-Length": str(len(foto)),
            "X-Prep-Datos": b64encode(crudo).decode(), "X-Prep-Firma": self._firma(crudo),
        }  # fmt: skip
        return _pedido("PUT", f"/v1/envios/{envio}", cabezas) + foto

    def pregunta(self) -> bytes:
        momento = str(time.time_ns() // 1_000_000)
        firma = self._firma(f"mias|{PROCESO}|{self.llave}|{momento}".encode())
        return _pedido(
            "GET", "/v1/mias", {"X-Prep-Llave": self.llave, "X-Prep-Momento": momento, "X-Prep-Firma": firma}
        )

    def _firma(self, dicho: bytes) -> str:
        r, s = decode_dss_signature(self.privada.sign(dicho, ECDSA(SHA256())))
        return b64encode(r.to_bytes(32, "big") + s.to_bytes(32, "big")).decode()


def _pedido(metodo: str, ruta: str, cabezas: dict[str, str]) -> bytes:
    lineas = [f"{metodo} {ruta} HTTP/1.1", "Host: localhost", "Connection: close"]
    return "\r\n".join([*lineas, *(f"{k}: {v}" for k, v in cabezas.items()), "", ""]).encode()


def preparar(carpeta: Path, cuantas: int) -> list[CuentaDeMedida]:
    """The two folders of a receiver, and so many accounts in its list."""
    centro, avisos = Llave(b"b" * 32), carpeta / "avisos"
    (carpeta / "envios").mkdir()
    avisos.mkdir()
    (avisos / "centro.pub").write_text(centro.publica.hex())
    cuentas = [CuentaDeMedida(f"cae-{n}") for n in range(cuantas)]
    llaves = [
        {"llave": c.llave, "spki": b64encode(c.spki).decode(), "cuenta": c.cuenta, "estado": "EN_USO"} for c in cuentas
    ]
    datos: dict[str, object] = {"version": 1, "proceso": PROCESO, "fase": "abierto", "llaves": llaves, "hojas": []}
    (avisos / ARCHIVO).write_bytes(firmar_padron(datos, centro))
    for c in cuentas:
        ruta_de_cuenta(avisos, c.cuenta).write_text(json.dumps(_avisos(c.cuenta)), encoding="utf-8")
    return cuentas


def _avisos(cuenta: str) -> dict[str, object]:
    """What the centre tells an account of four casillas, three actas each."""
    suya = {"eleccion": "GUB", "titulo": "JEFATURA DE GOBIERNO", "codigo": "A01", "color": "", "color_nombre": "",
            "estado": "falta", "envio": None, "motivo": "", "texto": ""}  # fmt: skip
    casillas = [
        {"clave": f"{n:04}-B1-0", "seccion": f"{n:04}", "tipo": "B", "numero": 1, "extension": 0, "nombre": "Básica",
         "actas": [{"clave": f"GUB-001-{n:04}-B01-00-A0{m}-1", **suya} for m in range(1, 4)]}
        for n in range(1, 5)
    ]  # fmt: skip
    cabeza = {"version": 1, "proceso": PROCESO, "simulacro": True, "fase": "abierto", "cuenta": cuenta}
    return {**cabeza, "casillas": casillas, "envios": []}

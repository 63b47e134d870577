"""A file of *age* under a passphrase (C2SP age-encryption.org/v1), at a cost that we say: pyrage measures the machine.

Only written here: pyrage reads it, and so does Debian's `age -d`.
"""

import hashlib
import hmac
import secrets
from base64 import b64encode

from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

TRABAJO = 15  # of scrypt, as a power of two: 32 MB and a tenth of a second
CACHO = 64 * 1024


def sellado(contenido: bytes, frase: str, trabajo: int = TRABAJO) -> bytes:
    """Lets other threads run meanwhile."""
    archivo, sal, nonce = secrets.token_bytes(16), secrets.token_bytes(16), secrets.token_bytes(16)
    de_frase = hashlib.scrypt(
        frase.encode(), salt=b"age-encryption.org/v1/scrypt" + sal, n=2**trabajo, r=8, p=1, dklen=32,
        maxmem=2 ** (trabajo + 11),
    )  # fmt: skip
    envuelta = ChaCha20Poly1305(de_frase).encrypt(bytes(12), archivo, None)
    cabeza = f"age-encryption.org/v1\n-> scrypt {_b64(sal)} {trabajo}\n{_b64(envuelta)}\n---".encode()
    prueba = hmac.new(_derivada(archivo, b"", b"header"), cabeza, "sha256").digest()
    cifra = ChaCha20Poly1305(_derivada(archivo, nonce, b"payload"))
    cachos = [contenido[i : i + CACHO] for i in range(0, len(contenido), CACHO)] or [b""]
    cuerpo = b"".join(
        cifra.encrypt(n.to_bytes(11, "big") + bytes([n == len(cachos) - 1]), cacho, None)
        for n, cacho in enumerate(cachos)
    )
    return cabeza + f" {_b64(prueba)}\n".encode() + nonce + cuerpo


def _derivada(clave: bytes, sal: bytes, para: bytes) -> bytes:
    return HKDF(SHA256(), 32, sal, para).derive(clave)


def _b64(crudo: bytes) -> str:
    return b64encode(crudo).decode().rstrip("=")

"""The key of a phone, ECDSA P-256 as a browser makes it: its name, and whether it signed something."""

from hashlib import sha256

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_der_public_key

SPKI_LARGO = 91  # bytes, of an uncompressed point of this curve
FIRMA_LARGO = 64
LLAVE_LARGO = 16


def llave_de(spki: bytes) -> str:
    """How the key is called: short, and nobody's secret."""
    return sha256(spki).hexdigest()[:LLAVE_LARGO]


def es_llave(spki: bytes) -> bool:
    """Whether it is a point of this curve, written as browsers do."""
    return _cargar(spki) is not None


def firmo(spki: bytes, mensaje: bytes, firma: bytes) -> bool:
    """Whether `firma` (the two numbers one after the other) is of `mensaje` by that key."""
    publica = _cargar(spki)
    if publica is None or len(firma) != FIRMA_LARGO:
        return False
    r, s = int.from_bytes(firma[:32], "big"), int.from_bytes(firma[32:], "big")
    try:
        publica.verify(encode_dss_signature(r, s), mensaje, ECDSA(SHA256()))
    except InvalidSignature:
        return False
    return True


def _cargar(spki: bytes) -> EllipticCurvePublicKey | None:
    if len(spki) != SPKI_LARGO:
        return None
    try:
        publica = load_der_public_key(spki)
    except (ValueError, UnsupportedAlgorithm):
        return None
    suya = isinstance(publica, EllipticCurvePublicKey) and isinstance(publica.curve, SECP256R1)
    return publica if suya else None  # type: ignore[return-value]

"""The tree of RFC 6962 over the cuts: the leaf of a cut is its manifest, and the root is one SHA-256 for all."""

import hashlib
from collections.abc import Sequence


def hoja(dato: bytes) -> bytes:
    """The hash of a leaf."""
    return hashlib.sha256(b"\0" + dato).digest()


def raiz(hojas: Sequence[bytes]) -> bytes:
    """The root of the tree of those leaves, in their order."""
    if len(hojas) < 2:
        return hojas[0] if hojas else hashlib.sha256(b"").digest()
    izquierda = 1 << ((len(hojas) - 1).bit_length() - 1)  # the largest power of two below how many there are
    return hashlib.sha256(b"\1" + raiz(hojas[:izquierda]) + raiz(hojas[izquierda:])).digest()

"""Kits whose passphrase costs next to nothing to try."""

from prep.net.age import sellado

TRABAJO = 8


def barato(contenido: bytes, frase: str) -> bytes:
    return sellado(contenido, frase, TRABAJO)

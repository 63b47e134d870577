"""The list of revoked certificates of one site: signed by its authority, in force, and never an older one again."""

import re
from dataclasses import dataclass
from datetime import datetime

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec

LISTA = re.compile(r"-----BEGIN X509 CRL-----.*?-----END X509 CRL-----\n?", re.DOTALL)
TAMANO_MAX = 8_000_000


class RevocadosInvalidos(ValueError):
    """It is no list of this authority that is in force; the message says why, in Spanish."""


@dataclass(frozen=True, slots=True)
class Revocados:
    """`numero`: it grows with each; `series`: the serial numbers of who comes in no more."""

    texto: str
    numero: int
    series: tuple[int, ...]
    vence: datetime


def listas(texto: str) -> list[str]:
    """Each of those that stand one after another. Raises RevocadosInvalidos when there is something else."""
    halladas = LISTA.findall(texto)
    if not halladas or LISTA.sub("", texto).strip():
        raise RevocadosInvalidos("no es un archivo de listas de revocados, o está cortado")
    return halladas


def leer(texto: str, autoridad: str, ahora: datetime) -> Revocados:
    """Raises RevocadosInvalidos unless that authority signed it and it is in force."""
    try:
        lista = x509.load_pem_x509_crl(texto.encode())
        numero = lista.extensions.get_extension_for_class(x509.CRLNumber).value.crl_number
        publica = x509.load_pem_x509_certificate(autoridad.encode()).public_key()
        series = tuple(uno.serial_number for uno in lista)
    except (ValueError, x509.ExtensionNotFound) as error:
        raise RevocadosInvalidos("la lista de revocados está dañada") from error
    if not isinstance(publica, ec.EllipticCurvePublicKey) or not lista.is_signature_valid(publica):
        raise RevocadosInvalidos("la lista de revocados no es de la autoridad de este sitio")
    vence = lista.next_update_utc
    if vence is None or vence <= ahora:
        raise RevocadosInvalidos("la lista de revocados ya venció: con ella nadie entraría")
    return Revocados(texto, numero, series, vence)

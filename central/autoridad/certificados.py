"""Certificates and lists of revoked ones, on P-256: pure, from keys and dates that are given.

P-256 and not Ed25519: with an Ed25519 certificate of the server, SCRAM has no digest for its channel binding.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import SSHCertificateBuilder, SSHCertificateType
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

LlaveP256 = ec.EllipticCurvePrivateKey
SERIE = (1 << 64) - 1  # OpenSSH's serial numbers are shorter: the last bits of the certificate's
ATRASO = timedelta(days=1)  # of a clock that is behind; what is valid from now would be refused there


class Uso(StrEnum):
    """What a certificate is for; each refuses to be used for the other."""

    SERVIDOR = "servidor"
    CLIENTE = "cliente"


OID = {Uso.SERVIDOR: ExtendedKeyUsageOID.SERVER_AUTH, Uso.CLIENTE: ExtendedKeyUsageOID.CLIENT_AUTH}


@dataclass(frozen=True, slots=True)
class AutoridadMenor:
    """The small self-signed authority of one site: a server trusts one and no more."""

    certificado: x509.Certificate
    llave: LlaveP256


def nueva_llave() -> LlaveP256:
    return ec.generate_private_key(ec.SECP256R1())


def nueva_autoridad(nombre: str, proceso: str, desde: datetime, hasta: datetime) -> AutoridadMenor:
    llave = nueva_llave()
    sujeto = _nombre(nombre, proceso)
    hecho = (
        _certificado(sujeto, sujeto, llave.public_key(), desde, hasta)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_para(firmar=True), critical=True)
        .sign(llave, hashes.SHA256())
    )
    return AutoridadMenor(hecho, llave)


def expedir(
    autoridad: AutoridadMenor, nombre: str, uso: Uso, desde: datetime, hasta: datetime
) -> tuple[x509.Certificate, LlaveP256]:
    """A certificate of that authority, for one use, and its key. A server is known by its name and by no address."""
    llave = nueva_llave()
    sujeto = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, nombre)])
    hecho = (
        _certificado(sujeto, autoridad.certificado.subject, llave.public_key(), desde, hasta)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_para(firmar=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([OID[uso]]), critical=True)
    )
    if uso is Uso.SERVIDOR:
        hecho = hecho.add_extension(x509.SubjectAlternativeName([x509.DNSName(nombre)]), critical=False)
    return hecho.sign(autoridad.llave, hashes.SHA256()), llave


def expedir_tunel(
    autoridad: AutoridadMenor, suyo: x509.Certificate, nombre: str, uso: Uso, desde: datetime, hasta: datetime
) -> tuple[str, LlaveP256]:
    """A certificate of OpenSSH, of that authority, and its key: for who has the certificate `suyo`, with which it is
    revoked. A client may carry connections, and nothing else."""
    llave = nueva_llave()
    de_servidor = uso is Uso.SERVIDOR
    hecho = (
        SSHCertificateBuilder()
        .public_key(llave.public_key())
        .serial(suyo.serial_number & SERIE)
        .type(SSHCertificateType.HOST if de_servidor else SSHCertificateType.USER)
        .key_id(nombre.encode())
        .valid_principals([nombre.encode()])
        .valid_after(int((desde - ATRASO).timestamp()))
        .valid_before(int(hasta.timestamp()))
    )
    if not de_servidor:
        hecho = hecho.add_extension(b"permit-port-forwarding", b"")
    return hecho.sign(autoridad.llave).public_bytes().decode("ascii"), llave


def revocados(
    autoridad: AutoridadMenor, series: Iterable[int], numero: int, ahora: datetime, hasta: datetime
) -> x509.CertificateRevocationList:
    """The list of that authority; from `hasta` on a server that has no other refuses everybody."""
    lista = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(autoridad.certificado.subject)
        .last_update(ahora - ATRASO)
        .next_update(hasta)
        .add_extension(x509.CRLNumber(numero), critical=False)
    )
    for serie in sorted(series):
        uno = x509.RevokedCertificateBuilder().serial_number(serie).revocation_date(ahora - ATRASO).build()
        lista = lista.add_revoked_certificate(uno)
    return lista.sign(autoridad.llave, hashes.SHA256())


def pem(objeto: x509.Certificate | x509.CertificateRevocationList | LlaveP256) -> str:
    """As PostgreSQL and libpq read it."""
    if isinstance(objeto, LlaveP256):
        crudo = objeto.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    else:
        crudo = objeto.public_bytes(serialization.Encoding.PEM)
    return crudo.decode("ascii")


def _nombre(nombre: str, proceso: str) -> x509.Name:
    return x509.Name(
        [x509.NameAttribute(NameOID.ORGANIZATION_NAME, proceso), x509.NameAttribute(NameOID.COMMON_NAME, nombre)]
    )


def _certificado(
    sujeto: x509.Name, emisor: x509.Name, publica: ec.EllipticCurvePublicKey, desde: datetime, hasta: datetime
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(sujeto)
        .issuer_name(emisor)
        .public_key(publica)
        .serial_number(x509.random_serial_number())
        .not_valid_before(desde - ATRASO)
        .not_valid_after(hasta)
    )


def _para(*, firmar: bool) -> x509.KeyUsage:
    """An authority signs certificates and lists, and nothing else; the others only prove who they are."""
    return x509.KeyUsage(
        digital_signature=not firmar, key_cert_sign=firmar, crl_sign=firmar, content_commitment=False,
        key_encipherment=False, data_encipherment=False, key_agreement=False, encipher_only=False, decipher_only=False,
    )  # fmt: skip

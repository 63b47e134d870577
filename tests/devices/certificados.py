"""Certificates as scanners make them: their own, vouched for by nobody."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


def propio(en: Path) -> Path:
    """A key and its certificate, in one file."""
    llave = ec.generate_private_key(ec.SECP256R1())
    nombre = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "escaner")])
    hoy = datetime.now(UTC)
    certificado = (
        x509.CertificateBuilder()
        .subject_name(nombre)
        .issuer_name(nombre)
        .public_key(llave.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(hoy - timedelta(days=4000))
        .not_valid_after(hoy - timedelta(days=400))  # as those of many scanners: nobody renews them
        .sign(llave, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    en.write_bytes(
        llave.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + certificado.public_bytes(pem)
    )
    return en

"""A real nginx before the receiver of the phones, on the configuration that is shipped."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bench.nginx import BROTLI, HAY, nginx, puerto_libre
from prep.recursos import RECURSOS

__all__ = ["BROTLI", "HAY", "con_nginx", "de_telefonos", "nginx", "puerto_libre"]

con_nginx = pytest.mark.skipif(not HAY, reason="falta nginx")


@contextmanager
def de_telefonos(carpeta: Path, receptor: int) -> Iterator[tuple[int, Path]]:
    """With TLS before the receiver at that port: its own port, and the certificate of «localhost» to be trusted."""
    certificado, llave, puerto = carpeta / "casilla.pem", carpeta / "casilla.key", puerto_libre()
    propio = f"openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout {llave} -out {certificado}"
    subprocess.run(
        [*propio.split(), "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"],
        check=True, capture_output=True,
    )  # fmt: skip
    texto = (RECURSOS / "receptor" / "nginx.conf").read_text(encoding="utf-8")
    for suyo, nuestro in (
        ("listen 443 ssl;", f"listen 127.0.0.1:{puerto} ssl;"),
        ("/etc/ssl/casilla.pem", str(certificado)),
        ("/etc/ssl/private/casilla.key", str(llave)),
        ("127.0.0.1:8600", f"127.0.0.1:{receptor}"),
        ("client_header_timeout 10s", "client_header_timeout 1s"),  # no test waits for ten
    ):
        assert suyo in texto
        texto = texto.replace(suyo, nuestro)
    with nginx(carpeta, texto, puerto):
        yield puerto, certificado

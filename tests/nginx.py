"""A real nginx on a configuration that is shipped, until the block ends."""

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from prep.recursos import RECURSOS

NGINX = shutil.which("nginx", path="/usr/sbin:/usr/bin") or shutil.which("nginx")
TIPOS = Path("/etc/nginx/mime.types")
BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")
HAY = NGINX is not None and TIPOS.exists()
con_nginx = pytest.mark.skipif(not HAY, reason="falta nginx")
ENTORNO = """
{modulo}
pid {carpeta}/pid;
error_log {carpeta}/error.log;
daemon off;
worker_processes 1;
user root;
events {{ worker_connections 512; }}
http {{
    include {tipos};
    access_log off;
    client_body_temp_path {carpeta}/a; proxy_temp_path {carpeta}/b; fastcgi_temp_path {carpeta}/c;
    uwsgi_temp_path {carpeta}/d; scgi_temp_path {carpeta}/e;
    include {sitio};
}}
"""


def puerto_libre() -> int:
    with socket.create_server(("127.0.0.1", 0)) as libre:
        return int(libre.getsockname()[1])


@contextmanager
def nginx(carpeta: Path, sitio: str, puerto: int) -> Iterator[None]:
    """`sitio`: the text of its server, which listens on that port of this machine."""
    archivo, todo = carpeta / "sitio.conf", carpeta / "nginx.conf"
    archivo.write_text(sitio if BROTLI.exists() else sitio.replace("brotli_static on;", ""), encoding="utf-8")
    modulo = f"load_module {BROTLI};" if BROTLI.exists() else ""
    todo.write_text(ENTORNO.format(carpeta=carpeta, tipos=TIPOS, sitio=archivo, modulo=modulo), encoding="utf-8")
    revisado = subprocess.run([str(NGINX), "-t", "-q", "-c", str(todo)], capture_output=True, text=True)
    assert revisado.returncode == 0, revisado.stderr
    proceso = subprocess.Popen([str(NGINX), "-c", str(todo)])
    try:
        for _ in range(200):
            with socket.socket() as enchufe:
                if enchufe.connect_ex(("127.0.0.1", puerto)) == 0:
                    break
            time.sleep(0.05)
        else:
            raise AssertionError("nginx no escucha")
        yield
    finally:
        proceso.terminate()
        proceso.wait(20)


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

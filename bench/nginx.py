"""A real nginx on a configuration of a site, until the block ends: what tests and benchmarks of the sites stand on."""

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NGINX = shutil.which("nginx", path="/usr/sbin:/usr/bin") or shutil.which("nginx")
TIPOS = Path("/etc/nginx/mime.types")
BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")
HAY = NGINX is not None and TIPOS.exists()
ENTORNO = """
{modulo}
pid {carpeta}/pid;
error_log {carpeta}/error.log;
daemon off;
worker_processes 1;
user root;
events {{ worker_connections 2048; }}
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
    if revisado.returncode != 0:
        raise RuntimeError(revisado.stderr)
    proceso = subprocess.Popen([str(NGINX), "-c", str(todo)])
    try:
        for _ in range(200):
            with socket.socket() as enchufe:
                if enchufe.connect_ex(("127.0.0.1", puerto)) == 0:
                    break
            time.sleep(0.05)
        else:
            raise RuntimeError("nginx no escucha")
        yield
    finally:
        proceso.terminate()
        proceso.wait(20)

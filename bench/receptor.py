"""The receiver of phones behind its nginx with TLS: `python -m bench.receptor [--envios 2000] [--lentas 1000]`.

Uploads of 250 KB, each on a connection of its own; good ones among connections that never end; phones that ask for
their state while others send. Client, nginx and receiver share the machine.
"""

import argparse
import asyncio
import secrets
import ssl
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import psutil

from bench.carpeta import carpeta_propia
from bench.maquina import encabezado, terminar_en_orden
from bench.medida import Figura, InformeDeMedida
from bench.telefonos import PROCESO, CuentaDeMedida, preparar
from prep.recursos import RECURSOS

NGINX = "/usr/sbin/nginx"
TAMANO = 250_000
A_LA_VEZ = 64
MUCHO_S = 60.0  # when no connection that never ends may be left
FOTO = b"\xff\xd8" + secrets.token_bytes(TAMANO - 4) + b"\xff\xd9"
HUELLA = sha256(FOTO).hexdigest()


@contextmanager
def receptor(carpeta: Path) -> Iterator[tuple[int, psutil.Process]]:
    """The command; the port that nginx opens before it, and its process."""
    orden = [sys.executable, "-m", "prep", "casilla", "servir", str(carpeta / "envios"), "--avisos"]
    orden += [str(carpeta / "avisos"), "--escucha", "127.0.0.1:0"]
    with subprocess.Popen(orden, stdout=subprocess.PIPE, text=True) as proceso:
        assert proceso.stdout is not None
        atras = proceso.stdout.readline().partition("http://127.0.0.1:")[2].partition("/")[0]
        delante = int(atras) + 1 if int(atras) < 65_000 else int(atras) - 1
        frente = subprocess.Popen([NGINX, "-c", str(_configurar(carpeta, int(atras), delante))])
        try:
            time.sleep(1)
            yield delante, psutil.Process(proceso.pid)
        finally:
            frente.terminate()
            frente.wait()
            proceso.terminate()


def _configurar(carpeta: Path, atras: int, delante: int) -> Path:
    pem, llave = carpeta / "casilla.pem", carpeta / "casilla.key"
    pedido = f"openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout {llave} -out {pem} -days 2"
    subprocess.run([*pedido.split(), "-subj", "/CN=localhost"], check=True, capture_output=True)
    sitio = (RECURSOS / "receptor" / "nginx.conf").read_text(encoding="utf-8")
    for suyo, nuestro in (("443 ssl", f"127.0.0.1:{delante} ssl"), ("/etc/ssl/casilla.pem", str(pem)),
                          ("/etc/ssl/private/casilla.key", str(llave)), (":8600", f":{atras}")):  # fmt: skip
        sitio = sitio.replace(suyo, nuestro)
    (carpeta / "sitio.conf").write_text(sitio)
    temporales = " ".join(f"{que}_temp_path {carpeta}/{que};" for que in ("client_body", "proxy", "fastcgi", "uwsgi",
                                                                           "scgi"))  # fmt: skip
    todo = carpeta / "nginx.conf"
    todo.write_text(
        f"pid {carpeta}/pid; error_log {carpeta}/error.log; daemon off; worker_processes 2; user root;"
        f"events {{ worker_connections 4096; }} http {{ {temporales} include {carpeta}/sitio.conf; }}"
    )
    return todo


class ClienteDeMedida:
    """Connections to that port, and how long each answer took by its code."""

    def __init__(self, puerto: int) -> None:
        self._puerto, self._tls = puerto, ssl.create_default_context()
        self._tls.check_hostname, self._tls.verify_mode = False, ssl.CERT_NONE
        self.milisegundos: list[float] = []
        self.codigos: Counter[str] = Counter()

    async def abrir(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        return await asyncio.open_connection("127.0.0.1", self._puerto, ssl=self._tls)

    async def pedir(self, crudo: bytes) -> None:
        inicio = time.perf_counter()
        try:
            lee, escribe = await self.abrir()
            escribe.write(crudo)
            linea = await lee.readline()
            await lee.read()
            escribe.close()
            self.codigos[linea.split(b" ")[1].decode() if linea else "cortada"] += 1
        except (OSError, asyncio.IncompleteReadError):
            self.codigos["cortada"] += 1
        self.milisegundos.append((time.perf_counter() - inicio) * 1000)

    def p99(self) -> float:
        return statistics.quantiles(self.milisegundos, n=100)[-1]

    def dichos(self) -> str:
        return ", ".join(f"{n} × {codigo}" for codigo, n in sorted(self.codigos.items()))


async def subidas(puerto: int, cuentas: list[CuentaDeMedida], cuantas: int) -> tuple[float, ClienteDeMedida]:
    """So many uploads, 64 at once, each account in its turn; uploads a second."""
    cliente, turno = ClienteDeMedida(puerto), asyncio.Semaphore(A_LA_VEZ)
    pedidos = [cuentas[n % len(cuentas)].envio(FOTO, HUELLA) for n in range(cuantas)]

    async def una(crudo: bytes) -> None:
        async with turno:
            await cliente.pedir(crudo)

    inicio = time.perf_counter()
    await asyncio.gather(*(una(p) for p in pedidos))
    return cuantas / (time.perf_counter() - inicio), cliente


async def entre_lentas(puerto: int, cuentas: list[CuentaDeMedida], lentas: int) -> tuple[int, float, ClienteDeMedida]:
    """300 good ones among connections that never end; how many of these are left at 60 s, and when the last went."""
    cliente, quedan = ClienteDeMedida(puerto), set(range(lentas))
    inicio = time.perf_counter()
    ultima = [0.0]

    async def lenta(n: int) -> None:
        try:
            lee, escribe = await cliente.abrir()
            crudo = cuentas[n % len(cuentas)].envio(FOTO, HUELLA)
            cabeza = crudo.index(b"\r\n\r\n") + 4
            escribe.write(crudo[: cabeza if n % 2 else 40])
            while not lee.at_eof() and not await _dicho(lee):
                escribe.write(crudo[cabeza : cabeza + 1] if n % 2 else b"a")
                cabeza += 1
        except OSError:
            pass
        quedan.discard(n)
        ultima[0] = time.perf_counter() - inicio

    tareas = [asyncio.create_task(lenta(n)) for n in range(lentas)]
    await asyncio.sleep(3 if tareas else 0)
    turno = asyncio.Semaphore(8)

    async def buena(n: int) -> None:
        async with turno:
            await cliente.pedir(cuentas[n % len(cuentas)].envio(FOTO, HUELLA))

    await asyncio.gather(*(buena(n) for n in range(300)))
    if tareas:
        await asyncio.wait(tareas, timeout=max(0.1, MUCHO_S - (time.perf_counter() - inicio)))
    sobran = len(quedan)
    for tarea in tareas:
        tarea.cancel()
    return sobran, ultima[0], cliente


async def _dicho(lee: asyncio.StreamReader) -> bool:
    """Whether it was answered within a second."""
    try:
        return bool(await asyncio.wait_for(lee.read(64), 1))
    except TimeoutError:
        return False


async def preguntas(
    puerto: int, cuentas: list[CuentaDeMedida], segundos: int
) -> tuple[ClienteDeMedida, ClienteDeMedida]:
    """33 questions and 8 uploads in each second, whatever the answers take."""
    pregunta, sube, tareas = ClienteDeMedida(puerto), ClienteDeMedida(puerto), []
    inicio = time.perf_counter()
    for n in range(segundos * 33):
        await asyncio.sleep(max(0.0, inicio + n / 33 - time.perf_counter()))
        suya = cuentas[n % len(cuentas)]
        tareas.append(asyncio.create_task(pregunta.pedir(suya.pregunta())))
        if n % 4 == 0:
            tareas.append(asyncio.create_task(sube.pedir(suya.envio(FOTO, HUELLA))))
    await asyncio.gather(*tareas)
    return pregunta, sube


def medir(carpeta: Path, o: argparse.Namespace) -> InformeDeMedida:
    cuentas = preparar(carpeta, o.cuentas)
    with receptor(carpeta) as (puerto, proceso):
        ritmo, subio = asyncio.run(subidas(puerto, cuentas, o.envios))
        memoria = proceso.memory_info().rss / 2**20
        pregunta, sube = asyncio.run(preguntas(puerto, cuentas, o.segundos))
        sobran, ultima, buenas = asyncio.run(entre_lentas(puerto, cuentas, o.lentas))
    solo_201 = set(subio.codigos) == {"201"}
    return InformeDeMedida(
        "El receptor de los teléfonos, tras su nginx con TLS",
        [
            Figura(f"{o.envios} envíos de 250 KB, {A_LA_VEZ} a la vez, una conexión cada uno",
                   f"{ritmo:.0f} por segundo", "≥ 150", ritmo >= 150),
            Figura("sus respuestas", subio.dichos(), "sin error", solo_201),
            Figura("p99 de un envío", f"{subio.p99():.0f} ms"),
            Figura("memoria del receptor después", f"{memoria:.0f} MiB", "≤ 150", memoria <= 150),
            Figura(f"preguntar por lo suyo, 33 por segundo, mientras llegan 8 ({pregunta.dichos()})",
                   f"p99 {pregunta.p99():.0f} ms", "≤ 100 ms", pregunta.p99() <= 100),
            Figura(f"los envíos de entonces ({sube.dichos()})", f"p99 {sube.p99():.0f} ms"),
            Figura(f"los buenos entre {o.lentas} conexiones que no acaban ({buenas.dichos()})",
                   f"p99 {buenas.p99():.0f} ms", "≤ 1,000 ms", buenas.p99() <= 1000),
            Figura("de las que no acaban, siguen a los 60 s", str(sobran), "0", sobran == 0,
                   f"la última, {ultima:.0f} s"),
        ],
        [f"{o.cuentas} cuentas del proceso {PROCESO}; el cliente corre en la misma máquina."],
    )  # fmt: skip


def principal() -> None:
    analizador = argparse.ArgumentParser(description=__doc__)
    analizador.add_argument("--envios", type=int, default=2000)
    analizador.add_argument("--cuentas", type=int, default=990)
    analizador.add_argument("--lentas", type=int, default=1000)
    analizador.add_argument("--segundos", type=int, default=20)
    o = analizador.parse_args()
    cabeza = encabezado()
    terminar_en_orden()
    if not Path(NGINX).exists():
        print("falta nginx: no se mide", file=sys.stderr)
        return
    with carpeta_propia() as carpeta:
        medir(carpeta, o).imprimir(cabeza)


if __name__ == "__main__":
    principal()

"""The shipped nginx against a bare one that gives the same bytes, headers too, under the mix of a visit (wrk)."""

import http.client
import re
import shutil
import statistics
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from bench.medida import Figura
from bench.nginx import HAY, nginx, puerto_libre
from prep.recursos import RECURSOS

PARES, SEGUNDOS, CONEXIONES, RAZON = 5, 4, (50, 500), 0.90
# It gives files as they are, and says of each what ours says: the same bytes go out.
PELON = (
    "server {{ listen 127.0.0.1:{puerto}; root {raiz}; server_tokens off; charset utf-8; max_ranges 0; {lugares} }}\n"
)
LUGAR = re.compile(r"\n    location (\S.*?) \{(.*?)\n    \}", re.DOTALL)
COMPRIMIDO = "add_header Content-Encoding br; add_header Vary Accept-Encoding;"
# Its limits by address are lifted, not taken away: here all comes from one address.
SUYOS = (
    ("rate=100r/s", "rate=1000000r/s"),
    ("burst=400", "burst=1000000"),
    ("limit_conn prep_conexiones 200", "limit_conn prep_conexiones 60000"),
)
MEZCLA = """
local rutas, n = {{ {rutas} }}, 0
request = function()
  n = n + 1
  return wrk.format("GET", rutas[n % #rutas + 1], {{ ["Accept-Encoding"] = "br, gzip" }})
end
"""


def figuras_de_nginx(carpeta: Path, raiz: Path, rutas: Sequence[str]) -> list[Figura]:
    """`raiz`: a site with what is compressed beside; `rutas`: what a visit asks for. Empty where a program lacks."""
    wrk = shutil.which("wrk")
    if not HAY or wrk is None:
        return [Figura("nginx, la mezcla de una visita", "falta nginx o wrk", "≥ 0.90")]
    igual, guion = carpeta / "igual", carpeta / "mezcla.lua"
    for ruta in rutas:  # the same bytes under the name that is asked for
        (igual / ruta).parent.mkdir(parents=True, exist_ok=True)
        comprimida = raiz / f"{ruta}.br"
        shutil.copy2(comprimida if comprimida.exists() else raiz / ruta, igual / ruta)
    guion.write_text(MEZCLA.format(rutas=", ".join(f'"/{ruta}"' for ruta in rutas)), encoding="utf-8")
    with _pelon(carpeta / "pelon", igual) as base, _nuestro(carpeta / "nuestro", raiz) as con_todo:
        for ruta in rutas:
            if _respuesta(base, ruta) != _respuesta(con_todo, ruta):
                raise RuntimeError(f"{ruta}: nginx pelón no da los mismos bytes")
        return [_figura(wrk, guion, n, con_todo, base) for n in CONEXIONES]


def _figura(wrk: str, guion: Path, conexiones: int, nuestro: int, pelon: int) -> Figura:
    razones, dichos = [], []
    for n in range(PARES):
        orden = (nuestro, pelon) if n % 2 == 0 else (pelon, nuestro)
        medido = {puerto: _por_segundo(wrk, guion, conexiones, puerto) for puerto in orden}
        razones.append(medido[nuestro] / medido[pelon])
        dichos.append((medido[nuestro], medido[pelon]))
    razon = statistics.median(razones)
    suyo, base = (statistics.median(lado) for lado in zip(*dichos, strict=True))
    return Figura(f"nginx, la mezcla de una visita, {conexiones} conexiones (mediana de {PARES} pares)",
                  f"{suyo:,.0f} por segundo", f"≥ {RAZON:g} de nginx pelón", razon >= RAZON,
                  f"pelón: {base:,.0f} por segundo", razon)  # fmt: skip


def _por_segundo(wrk: str, guion: Path, conexiones: int, puerto: int) -> float:
    """Answered requests a second; raises RuntimeError when one was refused or lost."""
    orden = [wrk, "-t1", f"-c{conexiones}", f"-d{SEGUNDOS}s", "-s", str(guion), f"http://127.0.0.1:{puerto}"]
    dicho = subprocess.run(orden, capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in dicho or "Socket errors" in dicho:
        raise RuntimeError(f"nginx no dio todo lo que se le pidió:\n{dicho}")
    return float(next(r.split()[1] for r in dicho.splitlines() if r.startswith("Requests/sec")))


def _respuesta(puerto: int, ruta: str) -> tuple[set[tuple[str, str]], bytes]:
    """All of it but its date."""
    conexion = http.client.HTTPConnection("127.0.0.1", puerto, timeout=20)
    try:
        conexion.request("GET", f"/{ruta}", headers={"Accept-Encoding": "br, gzip"})
        respuesta = conexion.getresponse()
        return {c for c in respuesta.getheaders() if c[0] != "Date"}, respuesta.read()
    finally:
        conexion.close()


@contextmanager
def _pelon(carpeta: Path, raiz: Path) -> Iterator[int]:
    carpeta.mkdir()
    puerto = puerto_libre()
    propio = (RECURSOS / "publico" / "nginx.conf").read_text(encoding="utf-8")
    lugares = []
    for nombre, dentro in LUGAR.findall(propio):
        cabezas = [linea.strip() for linea in dentro.splitlines() if linea.strip().startswith("add_header")]
        lugares.append(f"location {nombre} {{ {COMPRIMIDO} {' '.join(cabezas)} }}")
    with nginx(carpeta, PELON.format(puerto=puerto, raiz=raiz, lugares=" ".join(lugares)), puerto):
        yield puerto


@contextmanager
def _nuestro(carpeta: Path, raiz: Path) -> Iterator[int]:
    carpeta.mkdir()
    puerto = puerto_libre()
    texto = (RECURSOS / "publico" / "nginx.conf").read_text(encoding="utf-8")
    for suyo, nuestro in (("listen 80;", f"listen 127.0.0.1:{puerto};"), ("/srv/prep/actual", str(raiz)), *SUYOS):
        if suyo not in texto:
            raise RuntimeError(f"nginx.conf cambió y ya no dice «{suyo}»")
        texto = texto.replace(suyo, nuestro)
    with nginx(carpeta, texto, puerto):
        yield puerto

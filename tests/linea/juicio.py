"""What is asked of a night once it was published: equal places, whole views, turns, and what outsiders' tools say."""

import html
import json
import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import text

from central.difusion.puntualidad import puntualidad_de
from central.difusion.reparto import ATRASO_S
from central.firmado.envolturas import CRUDA, MANIFIESTO, MINISIG, PUBLICA, ordenes
from central.marco.conexion import abrir
from central.verificar.suelto.hacer import SUELTO
from tests.linea.destinos import Sitio
from tests.linea.visitante import NOMBRE, Visitante

AL_ATENDER = timedelta(minutes=2)  # an alarm may be written a moment before or after what it is about
ALARMAS = (
    "SELECT cuando, codigo, texto FROM prep.alarma WHERE codigo LIKE 'PUBLICACION-%' OR codigo = 'CORTE-RETENIDO'"
    " ORDER BY n"
)
IMAGENES = "200"  # how many the verifier looks at by address; of the folder, all
PLAZO_S = 1_800


class Juicio:
    """What was found well, and what was not."""

    def __init__(self, decir: Callable[[str], object]) -> None:
        self.bien: list[str] = []
        self.mal: list[str] = []
        self._decir = decir

    def pide(self, cierto: object, dicho: str) -> None:
        (self.bien if cierto else self.mal).append(dicho)
        self._decir(f"  {'bien' if cierto else 'MAL '}  {dicho}")


def juzgar_turnos(datos: Path, minutos: int, caido_s: float, j: Juicio) -> None:
    """Every turn had its cut in time, or an alarm says why not."""
    with abrir(datos) as puesto, puesto.mirar() as conn:
        alarmas = [(cuando, f"{codigo}: {dicho}") for cuando, codigo, dicho in conn.execute(text(ALARMAS))]
        hallada = puntualidad_de(conn, "", datetime.now(UTC))
    assert hallada is not None
    tarde = [desde for desde, _ in hallada.tarde]
    dicho = f"turnos: {hallada.a_tiempo} a tiempo, {len(tarde)} tarde, {len(hallada.faltan)} sin corte"
    j.pide(hallada.a_tiempo, dicho)
    for desde in (*tarde, *hallada.faltan):
        fin = desde + timedelta(minutes=minutos) + AL_ATENDER
        suyas = [dicho for cuando, dicho in alarmas if desde <= cuando <= fin]
        j.pide(suyas, f"el turno de las {desde:%H:%M} UTC se alarmó: {suyas[:1]}")
    if caido_s > ATRASO_S:
        j.pide(any("PUBLICACION-DESTINO" in dicho for _, dicho in alarmas), "el destino caído se alarmó")


def juzgar_vistas(visitantes: Iterable[Visitante], sitio: Sitio, cortes: int, j: Juicio) -> None:
    """Each page that anybody read is the signed one of the cut that it says."""
    firmadas: dict[tuple[str, int], str] = {}
    for numero in range(1, cortes + 1):
        manifiesto = json.loads(sitio.leer(f"cortes/{numero:04d}/{MANIFIESTO}"))
        indice = json.loads(sitio.leer(f"d/{manifiesto['indice'][:NOMBRE]}.json"))
        paginas = json.loads(sitio.leer(f"d/{indice['paginas']}.json"))["paginas"]
        firmadas |= {(pagina, numero): sha256 for pagina, sha256 in paginas.items()}
    for uno in visitantes:
        malas = [v for v in uno.vistas if firmadas.get((v.pagina, v.corte)) != v.sha256]
        nombre, vistos = uno.sitio.nombre, {v.corte for v in uno.vistas}
        j.pide(not malas, f"{nombre}: {uno.visitas} visitas, de {len(vistos)} cortes; vistas mezcladas: {malas[:3]}")
        j.pide(not uno.fallas, f"{nombre}: errores de quien mira: {len(uno.fallas)} {uno.fallas[:3]}")


def juzgar_iguales(sitios: Iterable[Sitio], cortes: int, j: Juicio) -> None:
    """The places have the same files with the same bytes, and show the last cut."""
    listas = {s.nombre: s.lista() for s in sitios}
    todas = set[str]().union(*listas.values())
    for s in sitios:
        faltan = sorted(todas - listas[s.nombre])
        j.pide(not faltan, f"{s.nombre}: {len(listas[s.nombre])} archivos; le faltan {len(faltan)} {faltan[:3]}")
        puesto = json.loads(s.leer("actual.json"))["corte"]
        j.pide(puesto == cortes, f"{s.nombre} muestra el corte {puesto} de {cortes}")
    primero, *otros = sitios
    suyas = primero.huellas(todas)
    for otro in otros:
        distintas = [ruta for ruta, huella in otro.huellas(todas).items() if huella != suyas[ruta]]
        dicho = f"{otro.nombre}: {len(todas)} archivos como en {primero.nombre}; distintos {len(distintas)}"
        j.pide(not distintas, f"{dicho} {distintas[:3]}")


def juzgar_firmas(sitio: Sitio, corte: int, publica: bytes, carpeta: Path, j: Juicio) -> None:
    """The commands that the page prints say yes to what is published, and no once a byte is changed."""
    aqui = carpeta / "bajado"
    aqui.mkdir()
    for nombre in (MANIFIESTO, CRUDA, MINISIG, PUBLICA):
        (aqui / nombre).write_bytes(sitio.leer(f"cortes/{corte:04d}/{nombre}"))
    pagina = html.unescape(sitio.leer(f"cortes/{corte:04d}/index.html").decode())
    for programa, orden in ordenes(publica).items():
        if programa == "signify" and shutil.which("signify-openbsd") is None:
            continue
        j.pide(orden in pagina, f"la página del corte dice cómo comprobarlo con {programa}")
        j.pide(_sale(orden, aqui) == 0, f"{programa} dice que sí")
        with cambiado(aqui / MANIFIESTO):
            j.pide(_sale(orden, aqui) != 0, f"{programa} dice que no con un byte cambiado del manifiesto")


def juzgar_suelto(sitios: Iterable[Sitio], publica: bytes, carpeta: Path, j: Juicio) -> None:
    """The one-file verifier, taken from the site, over each place and over the folder once a byte is changed."""
    sitios = list(sitios)
    corte = json.loads(sitios[0].leer("actual.json"))["corte"]
    suelto = carpeta / SUELTO
    suelto.write_bytes(sitios[-1].leer(f"cortes/{corte:04d}/{SUELTO}"))
    for sitio in sitios:
        dice = _suelto(suelto, sitio.base, publica, "--todos", "--imagenes", IMAGENES)
        j.pide(dice[0] == 0, f"prep-verificar.py {sitio.nombre} por su dirección: {dice[1]}")
    raiz = sitios[0].destino.carpeta / "actual"
    dice = _suelto(suelto, str(raiz), publica, "--todos")
    j.pide(dice[0] == 0, f"prep-verificar.py de la carpeta, con todas las imágenes: {dice[1]}")
    for que, ruta in _por_cambiar(raiz, corte).items():
        with cambiado(ruta):
            dice = _suelto(suelto, str(raiz), publica, *(() if que == "imagen" else ("--imagenes", "0")))
        j.pide(dice[0] == 3, f"un byte cambiado de {que}: sale con {dice[0]}: {dice[1]}")


def _por_cambiar(raiz: Path, corte: int) -> dict[str, Path]:
    suyo = raiz / "cortes" / f"{corte:04d}"
    actual = json.loads((raiz / "actual.json").read_bytes())
    indice = json.loads((raiz / "d" / f"{actual['indice']}.json").read_bytes())
    imagenes = sorted((raiz / "i").glob("??/*.jpg"))
    return {
        "manifiesto": suyo / MANIFIESTO,
        "firma": suyo / CRUDA,
        "minisig": suyo / MINISIG,
        "paquete": next(iter(sorted(suyo.glob("*.zip")))),
        "página": raiz / "index.html",
        "resumen": raiz / "d" / f"{actual['resumen']}.json",
        "territorio": raiz / "d" / f"{min(indice['territorios'].values())}.json",
        "tramo": raiz / "d" / f"{min(indice['tramos'].values())}.json",
        "bitácora": raiz / "bitacora" / "checkpoint",
        **({"imagen": random.Random(corte).choice(imagenes)} if imagenes else {}),
    }


@contextmanager
def cambiado(ruta: Path) -> Iterator[None]:
    """Inside the block the file has one byte changed, in the middle."""
    antes = ruta.read_bytes()
    otro = bytearray(antes)
    otro[len(otro) // 2] ^= 1
    ruta.write_bytes(otro)
    try:
        yield
    finally:
        ruta.write_bytes(antes)


def _sale(orden: str, carpeta: Path) -> int:
    return subprocess.run(["sh", "-c", orden], cwd=carpeta, capture_output=True, timeout=60, check=False).returncode


def _suelto(suelto: Path, donde: str, publica: bytes, *mas: str) -> tuple[int, str]:
    """Its exit code and its last words, with nothing of ours within its reach."""
    orden = [sys.executable, "-I", "-S", str(suelto), donde, "--publica", publica.hex(), *mas]
    hecho = subprocess.run(orden, cwd="/", capture_output=True, text=True, timeout=PLAZO_S, check=False)
    lineas = [*hecho.stderr.splitlines(), *hecho.stdout.splitlines()]
    fallas = [x for x in lineas if not x.startswith(("RESULTADO", "Llave", "Último")) and ": " in x and x[:4].isupper()]
    return hecho.returncode, (fallas[0] if fallas and hecho.returncode else lineas[-1] if lineas else "")[:160]

"""A finished cut as the targets get it: its files, checked again against its signed manifest before they leave."""

import gzip
import hashlib
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path

from central.corte import carpeta
from central.corte.firmas import SUELTOS
from central.corte.manifiesto import leer
from central.firmado.cabeza import CABEZA
from central.firmado.envolturas import MANIFIESTO
from central.publico.formatos import NOMBRE, VERSION
from central.publico.sitio import SITIO, escrito

SE_COMPRIME = (".json", ".html", ".css", ".js", ".svg", ".txt", ".py")
TIPOS = {
    ".json": "application/json",
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".zip": "application/zip",
    ".jpg": "image/jpeg",
}
BITACORA = "bitacora"
BROTLI, GZIP = 5, 6  # the whole city in half a second; brotli 11 takes 12 s for 10 % less


class CorteAlterado(ValueError):
    """A file of a cut is not the one that its manifest says; the message names it, in Spanish. It is not published."""


@dataclass(frozen=True, slots=True)
class Pieza:
    """One file by its path at the target."""

    ruta: str
    crudo: bytes

    @property
    def tipo(self) -> str:
        return TIPOS.get(Path(self.ruta).suffix, "text/plain; charset=utf-8")

    @property
    def se_comprime(self) -> bool:
        return self.ruta.endswith(SE_COMPRIME)

    def gz(self) -> bytes:
        return gzip.compress(self.crudo, GZIP, mtime=0)

    def br(self) -> bytes:
        import brotli  # here: only who publishes needs it

        return bytes(brotli.compress(self.crudo, quality=BROTLI))


@dataclass(frozen=True, slots=True)
class CorteGuardado:
    """`inmutables`: what has its name for ever; `paginas`: what the next cut replaces. `manifiesto`: its SHA-256."""

    numero: int
    momento: str
    simulacro: bool
    manifiesto: str
    indice: str
    resumen: str
    fragmentos: tuple[Pieza, ...]
    archivos: tuple[Pieza, ...]
    paginas: tuple[Pieza, ...]

    @property
    def cabeza(self) -> bytes:
        """The head of the log as the centre signed it with this cut."""
        (una,) = (p.crudo for p in self.archivos if p.ruta.endswith(f"/{CABEZA}"))
        return una

    def con_bitacora(self, cabeza: bytes, testigos: Sequence[Mapping[str, str]]) -> "CorteGuardado":
        """The same cut, shown with that head and those witnesses."""
        otras = (p for p in self.paginas if not p.ruta.startswith(f"{BITACORA}/"))
        return replace(self, paginas=(*otras, *de_bitacora(cabeza, testigos)))

    @property
    def paquetes(self) -> tuple[Pieza, ...]:
        """What a difusor gets (R-28)."""
        return tuple(p for p in self.archivos if p.ruta.endswith((".zip", ".csv", ".py", *SUELTOS)))


def leer_corte(salida: Path, numero: int) -> CorteGuardado:
    """Cut `numero` of `salida`; raises CorteAlterado, OSError."""
    ruta = carpeta.carpeta_de(salida, numero)
    crudo = (ruta / MANIFIESTO).read_bytes()
    datos = leer(crudo)
    archivos = {a["nombre"]: _leer(ruta / a["nombre"], a["sha256"]) for a in datos["archivos"]}
    entradas = _abrir(archivos[SITIO], numero)
    indice = str(datos["indice"])
    indice_dicho = json.loads(_de(entradas, indice[:NOMBRE], numero))
    huellas = json.loads(_de(entradas, str(indice_dicho["paginas"]), numero))["paginas"]
    for nombre, contenido in entradas.items():
        dicho_de = str(huellas.get(nombre) or Path(nombre).name[:NOMBRE])
        if not hashlib.sha256(contenido).hexdigest().startswith(dicho_de):
            raise CorteAlterado(f"Corte {numero:04d}: {nombre} no es el que dice el índice.")
    firmados = {**archivos, **{n: (ruta / n).read_bytes() for n in SUELTOS}}
    prefijo = f"{carpeta.CORTES}/{numero:04d}"
    paginas = {n: entradas[n] for n in huellas}
    return CorteGuardado(
        numero,
        str(datos["momento_entidad"]),
        bool(datos["simulacro"]),
        hashlib.sha256(crudo).hexdigest(),
        indice[:NOMBRE],
        str(indice_dicho["resumen"]),
        tuple(Pieza(n, c) for n, c in entradas.items() if n not in paginas),
        tuple(Pieza(f"{prefijo}/{n}", c) for n, c in firmados.items() if n != SITIO),
        (*(Pieza(n, c) for n, c in paginas.items()), *de_bitacora(firmados[CABEZA], ())),
    )


def de_bitacora(cabeza: bytes, testigos: Sequence[Mapping[str, str]]) -> tuple[Pieza, Pieza]:
    """What changes of the log: its head, with who signed it, and what each witness signed last."""
    dicho = {"version": VERSION, "testigos": testigos}
    return Pieza(f"{BITACORA}/{CABEZA}", cabeza), Pieza(f"{BITACORA}/testigos.json", escrito(dicho))


def _leer(ruta: Path, sha256: str) -> bytes:
    contenido = ruta.read_bytes()
    if hashlib.sha256(contenido).hexdigest() != sha256:
        raise CorteAlterado(f"Corte {ruta.parent.name}: {ruta.name} no es el que se firmó: su SHA-256 es otro.")
    return contenido


def _abrir(crudo: bytes, numero: int) -> Mapping[str, bytes]:
    try:
        with zipfile.ZipFile(BytesIO(crudo)) as archivo:
            return {n: archivo.read(n) for n in archivo.namelist()}
    except zipfile.BadZipFile as error:
        raise CorteAlterado(f"Corte {numero:04d}: {SITIO} no se puede abrir.") from error


def _de(entradas: Mapping[str, bytes], nombre: str, numero: int) -> bytes:
    if (ruta := f"d/{nombre}.json") not in entradas:
        raise CorteAlterado(f"Corte {numero:04d}: falta {ruta}.")
    return entradas[ruta]

"""The manifest of a cut: canonical JSON that names every file with its SHA-256, chained to the one before."""

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from prep.domain.catalogo.catalogo import Catalogo

SIN_ANTERIOR = "0" * 64  # what the first cut says of the one before
VERSION = 1
MANIFIESTO_MAX = 1_000_000  # bytes
TROZO = 1 << 20


class ManifiestoInvalido(ValueError):
    """A manifest that cannot be read or does not say what it must; the message says why, in Spanish."""


@dataclass(frozen=True, slots=True)
class Cabeza:
    """The last link of a node's chain of facts at the cut (P-9)."""

    nodo: str
    n: int
    eslabon: str


@dataclass(frozen=True, slots=True)
class SinComprobar:
    """A node that says links (`dice`, the last one) which the centre has not made again past `comprobado`.

    `atrasada`: for longer than what is on its way explains.
    """

    nodo: str
    dice: int
    comprobado: int
    atrasada: bool


@dataclass(frozen=True, slots=True)
class Contenido:
    """What only the cut knows; the rest of a manifest comes from the catalogue and the files."""

    numero: int
    momento: datetime
    ultimo: bool
    anterior: str
    cabezas: tuple[Cabeza, ...]
    sin_comprobar: tuple[SinComprobar, ...]
    semilla: int
    resumenes: Mapping[str, Mapping[str, str]]  # election -> the 13 figures by name
    publicadas: int  # registered rows shown
    en_revision: int
    indice: str  # SHA-256 of the index of the site's files, so that each of them is under the signature
    catalogo: str  # SHA-256 of the catalogue by which the rows were made: no base makes them by another unseen


def construir(catalogo: Catalogo, contenido: Contenido, carpeta: Path, nombres: Iterable[str]) -> bytes:
    """The canonical bytes of the manifest of the files `nombres` of `carpeta`."""
    ajustes = catalogo.ajustes
    datos = {
        "version": VERSION,
        "proceso": catalogo.proceso,
        "simulacro": not ajustes.real,
        "entidad": catalogo.entidad.siglas,
        "numero": contenido.numero,
        "momento": contenido.momento.astimezone(UTC).isoformat(timespec="seconds"),
        "momento_entidad": contenido.momento.astimezone(ZoneInfo(ajustes.zona)).isoformat(timespec="seconds"),
        "ultimo": contenido.ultimo,
        "ajustes": {
            "especiales_en_participacion": ajustes.especiales,
            "representantes_max": ajustes.representantes_max,
            "boletas_max": ajustes.boletas_max,
            "separador": ajustes.separador,
            "zona": ajustes.zona,
        },
        "elecciones": {codigo: dict(figuras) for codigo, figuras in contenido.resumenes.items()},
        "publicadas": contenido.publicadas,
        "en_revision": contenido.en_revision,
        "semilla_muestra": contenido.semilla,
        "cadenas": [{"nodo": c.nodo, "n": c.n, "eslabon": c.eslabon} for c in contenido.cabezas],
        "sin_comprobar": [
            {"nodo": s.nodo, "dice": s.dice, "comprobado": s.comprobado} for s in contenido.sin_comprobar
        ],
        "anterior": contenido.anterior,
        "indice": contenido.indice,
        "catalogo": contenido.catalogo,
        "archivos": [_archivo(carpeta, nombre) for nombre in sorted(nombres)],
    }
    return json.dumps(datos, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() + b"\n"


def leer(crudo: bytes) -> dict[str, Any]:
    """The manifest that `crudo` holds; raises ManifiestoInvalido unless it is one of ours."""
    if len(crudo) > MANIFIESTO_MAX:
        raise ManifiestoInvalido("el manifiesto es demasiado grande")
    try:
        datos = json.loads(crudo)
    except (ValueError, RecursionError) as error:
        raise ManifiestoInvalido("el manifiesto no es JSON") from error
    if not isinstance(datos, dict) or datos.get("version") != VERSION:
        raise ManifiestoInvalido("el manifiesto es de otra versión")
    bien = (
        isinstance(datos.get("numero"), int)
        and isinstance(datos.get("proceso"), str)
        and isinstance(datos.get("anterior"), str)
        and isinstance(datos.get("archivos"), list)
        and all(_es_archivo(a) for a in datos["archivos"])
    )
    if not bien:
        raise ManifiestoInvalido("al manifiesto le faltan campos")
    return datos


def resumen_sha256(ruta: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    suma = hashlib.sha256()
    with ruta.open("rb") as archivo:
        while trozo := archivo.read(TROZO):
            suma.update(trozo)
    return suma.hexdigest()


def _archivo(carpeta: Path, nombre: str) -> dict[str, Any]:
    ruta = carpeta / nombre
    return {"nombre": nombre, "bytes": ruta.stat().st_size, "sha256": resumen_sha256(ruta)}


def _es_archivo(dato: Any) -> bool:
    """A plain name, so that a manifest cannot send its reader out of the folder."""
    if not isinstance(dato, dict) or set(dato) != {"nombre", "bytes", "sha256"}:
        return False
    nombre = dato["nombre"]
    return isinstance(nombre, str) and nombre not in ("", ".", "..") and os.sep not in nombre and "\0" not in nombre

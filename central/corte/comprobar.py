"""Checks a folder of cuts from the first to the last: signatures, chain of manifests, and every byte of every file."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from central.corte import carpeta
from central.corte.manifiesto import (
    FIRMA,
    MANIFIESTO,
    MANIFIESTO_MAX,
    PUBLICA,
    SIN_ANTERIOR,
    ManifiestoInvalido,
    firma_valida,
    leer,
    resumen_sha256,
)


@dataclass(frozen=True, slots=True)
class Comprobacion:
    """`cortes` is how many there are; `fallas` one sentence each, empty when everything agrees."""

    cortes: int
    publica: str
    ultimo: str  # SHA-256 of the last manifest
    fallas: tuple[str, ...]


def comprobar(salida: Path, publica: bytes | None = None) -> Comprobacion:
    """Every cut of `salida`. With `publica` (got by another way) the key of the folder itself is not believed."""
    fallas: list[str] = []
    anterior, esperado = SIN_ANTERIOR, 1
    proceso = None
    rutas = sorted(_numeradas(salida), key=lambda r: int(r.name))
    for ruta in rutas:
        if publica is None:
            publica = _publica(ruta)
        crudo = _contenido(ruta / MANIFIESTO)
        fallas += [f"Corte {ruta.name}: {falla}" for falla in _corte(ruta, crudo, publica)]
        try:
            datos = leer(crudo)
        except ManifiestoInvalido as error:
            fallas.append(f"Corte {ruta.name}: {error}.")
        else:
            proceso = proceso or datos["proceso"]
            fallas += [f"Corte {ruta.name}: {f}" for f in _cadena(ruta, datos, anterior, esperado, proceso)]
        anterior, esperado = hashlib.sha256(crudo).hexdigest(), int(ruta.name) + 1
    fallas += _actual(salida, rutas)
    return Comprobacion(len(rutas), (publica or b"").hex(), anterior, tuple(fallas))


def _numeradas(salida: Path) -> list[Path]:
    cortes = salida / carpeta.CORTES
    return [ruta for ruta in cortes.iterdir() if ruta.name.isdigit()] if cortes.is_dir() else []


def _contenido(ruta: Path) -> bytes:
    """What the file holds, a little over the limit at most; empty when it is not there."""
    if not ruta.is_file():
        return b""
    with ruta.open("rb") as archivo:
        return archivo.read(MANIFIESTO_MAX + 1)


def _publica(ruta: Path) -> bytes:
    try:
        return bytes.fromhex(_contenido(ruta / PUBLICA).decode("ascii").strip())
    except ValueError:
        return b""


def _corte(ruta: Path, crudo: bytes, publica: bytes) -> list[str]:
    """What is wrong inside one cut."""
    if not firma_valida(publica, crudo, _contenido(ruta / FIRMA)):
        return ["la firma del manifiesto no corresponde a la llave del centro."]
    if _contenido(ruta / PUBLICA) != publica.hex().encode() + b"\n":
        return [f"{PUBLICA} no es la llave que firmó los cortes."]
    try:
        archivos = leer(crudo)["archivos"]
    except ManifiestoInvalido:
        return []  # said by the caller
    fallas = []
    for archivo in archivos:
        destino = ruta / archivo["nombre"]
        if not destino.is_file():
            fallas.append(f"falta {archivo['nombre']}.")
        elif destino.stat().st_size != archivo["bytes"] or resumen_sha256(destino) != archivo["sha256"]:
            fallas.append(f"{archivo['nombre']} no es el que se publicó: su SHA-256 es otro.")
    propios = {MANIFIESTO, FIRMA, PUBLICA, *(a["nombre"] for a in archivos)}
    sobrantes = sorted(r.name for r in ruta.iterdir() if r.name not in propios)
    return fallas + [f"{nombre} no está en el manifiesto." for nombre in sobrantes]


def _cadena(ruta: Path, datos: dict[str, object], anterior: str, esperado: int, proceso: object) -> list[str]:
    fallas = []
    if datos["numero"] != int(ruta.name):
        fallas.append(f"el manifiesto dice ser del corte {datos['numero']}.")
    if int(ruta.name) != esperado:
        fallas.append(f"falta el corte {esperado:04d}.")
    elif datos["anterior"] != anterior:
        fallas.append("su manifiesto no enlaza con el del corte anterior.")
    if datos["proceso"] != proceso:
        fallas.append(f"es del proceso {datos['proceso']}, y los anteriores de {proceso}.")
    return fallas


def _actual(salida: Path, rutas: list[Path]) -> list[str]:
    if not rutas:
        return [f"No hay cortes en {salida}."]
    if carpeta.apuntado(salida) != int(rutas[-1].name):
        return [f"«{carpeta.ACTUAL}» no muestra el último corte ({rutas[-1].name})."]
    return []

"""Checks a folder of cuts from the first to the last: signatures, chain of manifests, every byte of every file, and
that the list of corrected rows says what the results show."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from central.corte import carpeta
from central.corte.comprobar_lista import ListaComprobada
from central.corte.firmas import SUELTOS
from central.corte.manifiesto import MANIFIESTO_MAX, SIN_ANTERIOR, ManifiestoInvalido, leer, resumen_sha256
from central.firmado.arbol import hoja
from central.firmado.cabeza import CABEZA, reparos_de_cabeza
from central.firmado.envolturas import MANIFIESTO, PUBLICA, reparos
from prep.net.identidad import verificar

# What belongs at the root besides the cuts: the lock of who makes them, and the link being made to the next one.
DE_LA_RAIZ = frozenset({carpeta.CORTES, carpeta.IMAGENES, carpeta.ACTUAL, carpeta.CANDADO, f".{carpeta.ACTUAL}"})


@dataclass(frozen=True, slots=True)
class Comprobacion:
    """`cortes` is how many there are; `fallas` one sentence each, empty when everything agrees.

    `publica_dada`: the key came from elsewhere. Otherwise it is the folder's own, and who signed is not proved.
    """

    cortes: int
    publica: str
    publica_dada: bool
    ultimo: str  # SHA-256 of the last manifest
    fallas: tuple[str, ...]


def comprobar(salida: Path, publica: bytes | None = None, guardados: Iterable[str] = ()) -> Comprobacion:
    """Every cut of `salida`. With `publica` (got by another way) the key of the folder itself is not believed.

    `guardados`: SHA-256 of manifests that somebody kept, in hexadecimal: each must be that of one of these cuts.
    """
    dada = publica is not None
    fallas: list[str] = []
    anterior, esperado = SIN_ANTERIOR, 1
    proceso, catalogo, lista = None, None, ListaComprobada()
    rutas = numeradas(salida)
    hay: set[str] = set()
    hojas: list[bytes] = []
    for ruta in rutas:
        if publica is None:
            publica = _publica(ruta)
        crudo = contenido(ruta / MANIFIESTO)
        suyas = _corte(ruta, crudo, publica)
        hojas.append(hoja(crudo))
        try:
            datos = leer(crudo)
        except ManifiestoInvalido as error:
            suyas.append(f"{error}.")
        else:
            proceso = proceso or datos["proceso"]
            suyas += lista.cortar(ruta, datos) if not suyas else []
            suyas += _cadena(int(ruta.name), datos, anterior, esperado, proceso)
            if catalogo not in (None, datos.get("catalogo")):
                suyas.append("se hizo con otro catálogo que el corte anterior.")
            catalogo = datos.get("catalogo")
            suyas += reparos_de_cabeza(contenido(ruta / CABEZA), str(proceso), hojas, publica, verificar)
        fallas += [f"Corte {ruta.name}: {falla}" for falla in suyas]
        anterior, esperado = hashlib.sha256(crudo).hexdigest(), int(ruta.name) + 1
        hay.add(anterior)
    fallas += _actual(salida, rutas)
    if rutas:
        fallas += _ajenos(salida, rutas)
        fallas += [f"Falta el corte cuyo manifiesto se guardó: {g}." for g in guardados if g not in hay]
    return Comprobacion(len(rutas), (publica or b"").hex(), dada, anterior, tuple(fallas))


def comprobar_nuevo(ruta: Path, hojas: Sequence[bytes], publica: bytes, anterior: str, proceso: str) -> list[str]:
    """What is wrong with a cut that nobody was shown yet, by the same questions.

    `hojas` of the cuts before, `anterior` of the last of them.
    """
    crudo = contenido(ruta / MANIFIESTO)
    numero = len(hojas) + 1
    fallas = _corte(ruta, crudo, publica)
    fallas += reparos_de_cabeza(contenido(ruta / CABEZA), proceso, (*hojas, hoja(crudo)), publica, verificar)
    try:
        return fallas + _cadena(numero, leer(crudo), anterior, numero, proceso)
    except ManifiestoInvalido as error:
        return [*fallas, f"{error}."]


def es_de(ruta: Path, numero: int, publica: bytes) -> bool:
    """Whether that folder is the cut `numero` of who has that key."""
    crudo = contenido(ruta / MANIFIESTO)
    try:
        suyo = leer(crudo)["numero"] == numero
    except ManifiestoInvalido:
        return False
    return suyo and not reparos(publica, crudo, {n: contenido(ruta / n) for n in SUELTOS}, verificar)


def numeradas(salida: Path) -> list[Path]:
    """The folders of the cuts, by number; a name that no cut is given, or a link, is none."""
    cortes = salida / carpeta.CORTES
    hay = [r for r in cortes.iterdir() if carpeta.NUMERO.fullmatch(r.name)] if cortes.is_dir() else []
    numeros = {int(ruta.name) for ruta in hay}
    return [ruta for n in sorted(numeros) if _es_carpeta(ruta := carpeta.carpeta_de(salida, n))]


def _es_carpeta(ruta: Path) -> bool:
    return ruta.is_dir() and not ruta.is_symlink()


def _ajenos(salida: Path, rutas: list[Path]) -> list[str]:
    """What is beside the cuts and none of them vouches for, which the public would be served all the same."""
    siguiente = f"{carpeta.PARCIAL}{int(rutas[-1].name) + 1:04d}"  # while it is made
    propias = {*(ruta.name for ruta in rutas), siguiente}
    sueltos = [r for r in salida.iterdir() if r.name not in DE_LA_RAIZ]
    sueltos += [r for r in (salida / carpeta.CORTES).iterdir() if r.name not in propias]
    return [f"{r.relative_to(salida)} no es de ningún corte." for r in sorted(sueltos)]


def contenido(ruta: Path) -> bytes:
    """What the file holds, a little over the limit at most; empty when it is not there."""
    if not ruta.is_file():
        return b""
    with ruta.open("rb") as archivo:
        return archivo.read(MANIFIESTO_MAX + 1)


def _publica(ruta: Path) -> bytes:
    try:
        return bytes.fromhex(contenido(ruta / PUBLICA).decode("ascii").strip())
    except ValueError:
        return b""


def _corte(ruta: Path, crudo: bytes, publica: bytes) -> list[str]:
    """What is wrong inside one cut."""
    sueltos = {n: contenido(ruta / n) for n in SUELTOS}
    if fallas := reparos(publica, crudo, sueltos, verificar):
        return fallas
    try:
        archivos = leer(crudo)["archivos"]
    except ManifiestoInvalido:
        return []  # said by the caller
    for archivo in archivos:
        destino = ruta / archivo["nombre"]
        if destino.is_symlink() or not destino.is_file():
            fallas.append(f"falta {archivo['nombre']}.")
        elif destino.stat().st_size != archivo["bytes"] or resumen_sha256(destino) != archivo["sha256"]:
            fallas.append(f"{archivo['nombre']} no es el que se publicó: su SHA-256 es otro.")
    propios = {*SUELTOS, *(a["nombre"] for a in archivos)}
    sobrantes = sorted(r.name for r in ruta.iterdir() if r.name not in propios)
    return fallas + [f"{nombre} no está en el manifiesto." for nombre in sobrantes]


def _cadena(numero: int, datos: dict[str, object], anterior: str, esperado: int, proceso: object) -> list[str]:
    fallas = []
    if datos["numero"] != numero:
        fallas.append(f"el manifiesto dice ser del corte {datos['numero']}.")
    if numero != esperado:
        fallas.append(f"falta el corte {esperado:04d}.")
    elif datos["anterior"] != anterior:
        fallas.append("su manifiesto no enlaza con el del corte anterior.")
    if datos["proceso"] != proceso:
        fallas.append(f"es del proceso {datos['proceso']}, y los anteriores de {proceso}.")
    return fallas


def _actual(salida: Path, rutas: list[Path]) -> list[str]:
    if not rutas:
        return [f"No hay cortes en {salida}."]
    actual = salida / carpeta.ACTUAL
    if actual.is_symlink() and actual.resolve() == rutas[-1].resolve():  # not by its name: that may be of any folder
        return []
    return [f"«{carpeta.ACTUAL}» no muestra el último corte ({rutas[-1].name})."]

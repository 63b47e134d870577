"""Looks at what is published, compares it with what was seen before, and only then signs the log's head.

<carpeta>/llave.key     the witness's own key; datos.json, its name and the centre's key
<carpeta>/visto.txt     the last head that it signed: no later one may contradict it
<carpeta>/prueba-…      what the site showed when it contradicted itself, signed by the centre
"""

import hashlib
import json
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from central.firmado.arbol import raiz
from central.firmado.cabeza import CabezaDeCortes, leer_cabeza, llave_del_centro
from central.firmado.nota import NOMBRE, TESTIGO, LlaveDeNota, NotaFirmada, NotaInvalida, atestiguar
from central.verificar.modelo import NoEsPrep
from central.verificar.publicado.cadena import BITACORA, CadenaLeida, leer_cadena
from central.verificar.publicado.falla import Revisado
from central.verificar.publicado.lugar import LugarPublicado
from prep.net.identidad import Llave, LlaveInvalida, cargar, guardar, nueva, verificar

LLAVE, DATOS, VISTO = "llave.key", "datos.json", "visto.txt"
LARGO = 32


class FirmarImposible(ValueError):
    """The witness's folder cannot be used, or there is nothing to look at; the message says why, in Spanish."""


class SeNiegaAFirmar(RuntimeError):
    """What is published contradicts itself or what was seen: it is not signed. The message says what, in Spanish."""


@dataclass(frozen=True, slots=True)
class QuienAtestigua:
    """Who signs, with which key, and whose cuts."""

    carpeta: Path
    llave: Llave
    nombre: str
    centro: bytes

    @property
    def de_nota(self) -> LlaveDeNota:
        return LlaveDeNota(self.nombre, TESTIGO, self.llave.publica)


def nuevo(carpeta: Path, nombre: str, centro: bytes) -> QuienAtestigua:
    """A witness with a fresh key in a new folder. Raises FirmarImposible, OSError."""
    if not NOMBRE.fullmatch(nombre) or not nombre.isprintable():
        raise FirmarImposible("El nombre va sin espacios ni «+», hasta 80 letras: por ejemplo, partido.example.")
    if (carpeta / LLAVE).exists():
        raise FirmarImposible(f"En {carpeta} ya hay un testigo.")
    carpeta.mkdir(parents=True, exist_ok=True)
    llave = nueva()
    _escribir(carpeta / DATOS, json.dumps({"nombre": nombre, "centro": centro.hex()}).encode() + b"\n")
    guardar(llave, carpeta / LLAVE)
    return QuienAtestigua(carpeta, llave, nombre, centro)


def abrir(carpeta: Path) -> QuienAtestigua:
    """The witness of `carpeta`; raises FirmarImposible."""
    try:
        datos = json.loads((carpeta / DATOS).read_bytes())
        nombre, centro = str(datos["nombre"]), bytes.fromhex(datos["centro"])
        return QuienAtestigua(carpeta, cargar(carpeta / LLAVE), nombre, centro)
    except (OSError, ValueError, KeyError, TypeError) as error:
        porque = str(error) if isinstance(error, LlaveInvalida) else "hágalo con «prep testigo nuevo»."
        raise FirmarImposible(f"En {carpeta} no hay un testigo: {porque}") from error


def firmar(testigo: QuienAtestigua, lugar: LugarPublicado, momento: datetime) -> NotaFirmada:
    """The head that `lugar` shows, signed, once all of its cuts are checked and none of those seen before is another.

    Raises FirmarImposible, SeNiegaAFirmar.
    """
    hallado = Revisado()
    try:
        cadena = leer_cadena(lugar, testigo.centro, verificar, hallado)
        crudo = lugar.leer(BITACORA) or b""
        cabeza, nota = leer_cabeza(crudo)
    except (NoEsPrep, NotaInvalida) as error:
        raise FirmarImposible(f"No se puede leer lo publicado: {error}.") from error
    if not nota.firmada_por(llave_del_centro(cadena.proceso, testigo.centro), verificar):
        raise SeNiegaAFirmar("La cabeza de la bitácora no está firmada con la llave del centro.")
    _contra_lo_visto(testigo, cadena, cabeza, crudo)
    if hallado.fallas:
        raise SeNiegaAFirmar("\n".join(f"{clase}: {texto}" for clase, texto in hallado.fallas))
    if cabeza.cuantos != len(cadena.hojas) or cabeza.raiz != raiz(cadena.hojas):
        _guardar_prueba(testigo, crudo)
        raise SeNiegaAFirmar(f"La cabeza de {cabeza.cuantos} cortes no es la de los {len(cadena.hojas)} publicados.")
    suya = atestiguar(nota.texto, testigo.de_nota, int(momento.timestamp()), testigo.llave.firmar)
    firmada = NotaFirmada(nota.texto, nota.de(llave_del_centro(cadena.proceso, testigo.centro))).con([suya])
    _escribir(testigo.carpeta / VISTO, firmada.crudo())
    return firmada


def _contra_lo_visto(testigo: QuienAtestigua, cadena: CadenaLeida, cabeza: CabezaDeCortes, crudo: bytes) -> None:
    ruta = testigo.carpeta / VISTO
    if not ruta.exists():
        return
    try:
        vista, _ = leer_cabeza(ruta.read_bytes())
    except (NotaInvalida, OSError) as error:
        raise FirmarImposible(f"{ruta} no se puede leer: {error}. Repóngalo de un respaldo.") from error
    if vista.origen != cabeza.origen:
        raise FirmarImposible(f"Este testigo es de {vista.origen} y ahí se publica {cabeza.origen}: haga otro.")
    if cabeza.cuantos < vista.cuantos or len(cadena.hojas) < vista.cuantos:
        _guardar_prueba(testigo, crudo)
        raise SeNiegaAFirmar(f"Ya había visto {vista.cuantos} cortes y ahí hay {cabeza.cuantos}: quitaron cortes.")
    if cabeza.cuantos == vista.cuantos and cabeza.raiz != vista.raiz:
        _guardar_prueba(testigo, crudo)
        raise SeNiegaAFirmar(
            f"DOS CABEZAS de {vista.cuantos} cortes, las dos firmadas por el centro: {ruta} y la que se guardó junto."
        )
    if raiz(cadena.hojas[: vista.cuantos]) != vista.raiz:
        _guardar_prueba(testigo, crudo)
        raise SeNiegaAFirmar(f"REESCRITO: los primeros {vista.cuantos} cortes ya no son los que había visto.")


def _guardar_prueba(testigo: QuienAtestigua, crudo: bytes) -> None:
    """What the centre signed and must not have: nobody can say later that it was not so."""
    nombre = f"prueba-{datetime.now(UTC):%Y%m%dT%H%M%S}-{hashlib.sha256(crudo).hexdigest()[:8]}.txt"
    _escribir(testigo.carpeta / nombre, crudo)


def _escribir(ruta: Path, contenido: bytes) -> None:
    """Whole and on the disk, or not at all."""
    parcial = ruta.with_name(f".{ruta.name}")
    with parcial.open("wb") as archivo:
        archivo.write(contenido)
        archivo.flush()
        os.fsync(archivo.fileno())
    parcial.replace(ruta)

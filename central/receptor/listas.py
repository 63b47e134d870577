"""What the centre leaves for the receiver, read again when it changes: the signed list, and a file for each account."""

import logging
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from central.receptor.respuestas import Negada, Negativa
from central.telefono.padron import (
    ARCHIVO,
    PADRON_MAX,
    HojaDePadron,
    LlaveDePadron,
    Padron,
    PadronInvalido,
    abrir_padron,
)
from central.telefono.recado import ruta_de_cuenta, ruta_de_negativa

REGISTRO = logging.getLogger(__name__)
AVISO_MAX = 1024 * 1024


class Sello(NamedTuple):
    """By what a file is known to be another."""

    modificado: int
    tamano: int
    nodo: int


@dataclass(frozen=True, slots=True)
class PadronAbierto:
    """The list, to be asked by key and by code."""

    padron: Padron
    llaves: dict[str, LlaveDePadron]
    hojas: dict[str, HojaDePadron]


@dataclass(slots=True)
class AvisosDelCentro:
    """The folder that the centre writes; `centro`, its public key, without which nothing there is believed."""

    carpeta: Path
    centro: bytes
    _visto: Sello | None = None
    _directorio: PadronAbierto | None = None
    _cuentas: dict[str, tuple[Sello, bytes, str]] = field(default_factory=dict)

    def directorio(self) -> PadronAbierto:
        """As the centre last signed it; one that it did not sign changes nothing. Raises Negada while there is none."""
        sello = _sello(self.carpeta / ARCHIVO)
        if sello is not None and sello != self._visto:
            self._visto = sello
            try:
                crudo = (self.carpeta / ARCHIVO).read_bytes()[: PADRON_MAX + 1]
                padron = abrir_padron(crudo, self.centro)
                self._directorio = PadronAbierto(
                    padron, {x.llave: x for x in padron.llaves}, {h.codigo_id: h for h in padron.hojas}
                )
            except (OSError, PadronInvalido) as error:
                REGISTRO.error("No se toma %s: %s. Sigue la lista de antes.", ARCHIVO, error)
        if self._directorio is None:
            raise Negada(Negativa.SIN_LISTA)
        return self._directorio

    def de_cuenta(self, cuenta: str) -> tuple[bytes, str]:
        """What is told to that account, and its ETag; raises Negada while there is nothing."""
        ruta = ruta_de_cuenta(self.carpeta, cuenta)
        sello = _sello(ruta)
        if sello is None:
            raise Negada(Negativa.SIN_CASILLAS)
        guardado = self._cuentas.get(cuenta)
        if guardado is None or guardado[0] != sello:
            contenido = ruta.read_bytes()[:AVISO_MAX]
            guardado = self._cuentas[cuenta] = (sello, contenido, f'"{sha256(contenido).hexdigest()[:32]}"')
        return guardado[1], guardado[2]

    def negativa(self, llave: str) -> bytes | None:
        """Why the centre did not register that phone."""
        ruta = ruta_de_negativa(self.carpeta, llave)
        return ruta.read_bytes()[:AVISO_MAX] if ruta.is_file() else None


def _sello(ruta: Path) -> Sello | None:
    try:
        dicho = ruta.stat()
    except FileNotFoundError:
        return None
    return Sello(dicho.st_mtime_ns, dicho.st_size, dicho.st_ino)

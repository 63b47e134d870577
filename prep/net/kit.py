"""The kit of a node or of a station: what it needs on its first day, in one *age* file that a passphrase opens.

Read by pyrage; Debian's `age -d` opens it too. What is read is bounded before pyrage sees it: the size of
the file, and what the file itself asks to be spent on its passphrase.
"""

import json
import re
import secrets
import unicodedata
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, ClassVar, Literal

import pyrage
from pydantic import ConfigDict, Field

from prep.ajeno.lectura import de_json, leer_archivo
from prep.ajeno.modelo import ConVersion, Entre, Patron
from prep.ajeno.reparos import AjenoInvalido, Camino
from prep.net.age import sellado
from prep.net.identidad import POR_GRUPO, al_azar
from prep.net.identificacion import IdentificacionDeLugar, vence

TAMANO_MAX = 200_000  # a node's has 19 KB
# Of the scrypt that age asks for, as a power of two: each costs as many KB of memory. Who writes chooses it; 21, which
# kits of before may ask for, is 2 GB and some seconds.
TRABAJO_MAX = 21
CABEZA = re.compile(rb"age-encryption\.org/v1\n-> scrypt [A-Za-z0-9+/]{22} ([1-9][0-9]?)\n")
NODO = "nodo"
GRUPOS = 4  # 79 bits
FRASE_MAX, PUERTO_MAX = 200, 65_535
NO_ABRE = "Decryption failed"  # pyrage's words for a passphrase that is another


class KitInvalido(ValueError):
    """It cannot be opened, or is none; the message says why and what to do, in Spanish."""


class KitDeLugar(ConVersion):
    model_config = ConfigDict(hide_input_in_errors=True)
    QUE: ClassVar[str] = "Lo que un nodo o una estación necesita su primer día. Lleva llaves privadas."
    VERSION: ClassVar[int] = 1

    version: Literal[1] = Field(description="cualquier cambio de este formato lleva otra")
    kit: Annotated[str, Patron("[0-9a-f]{32}", "el número de un kit")] = Field(description="cuál es, al azar")
    identificacion: IdentificacionDeLugar = Field(description="la de ese lugar, [como se guarda](identificacion.md)")
    alta: Annotated[str, Field(max_length=20_000, repr=False)] = Field(
        default="", description="si es de un nodo, su [paquete de alta](paquete.md), en JSON"
    )

    puerto: Annotated[int, Entre(0, PUERTO_MAX)] = Field(
        default=0, description="si es de un nodo, el que toma para sí; `0`, uno libre"
    )
    escaner: Annotated[str, Field(max_length=200)] = Field(
        default="", description="si es de una estación, la dirección de su escáner de red"
    )

    @property
    def es_de_nodo(self) -> bool:
        return self.identificacion.para == NODO

    def revisar(self) -> Iterable[tuple[Camino, str]]:
        if self.es_de_nodo != bool(self.alta):
            yield ("alta",), "la lleva el kit de un nodo, y ninguno más"
        if self.puerto and not self.es_de_nodo:
            yield ("puerto",), "lo lleva el kit de un nodo, y ninguno más"
        if self.escaner and self.es_de_nodo:
            yield ("escaner",), "lo lleva el kit de una estación, y ninguno más"

    def exigir_vigente(self, ahora: datetime) -> None:
        """Raises KitInvalido for one whose certificates are no longer good, or are none."""
        try:
            fin = min(vence(cliente.certificado) for cliente in self.identificacion.clientes.values())
        except ValueError as error:
            raise KitInvalido("Los certificados del kit faltan o están alterados: pida otro al centro.") from error
        if fin <= ahora:
            raise KitInvalido(f"El kit venció el {fin:%d/%m/%Y}. Pida otro al centro.")


def nuevo(identificacion: IdentificacionDeLugar, alta: str = "", *, puerto: int = 0, escaner: str = "") -> KitDeLugar:
    return KitDeLugar(
        version=1, kit=secrets.token_hex(16), identificacion=identificacion, alta=alta, puerto=puerto, escaner=escaner
    )


def frase_nueva() -> str:
    return al_azar(GRUPOS)


def como_se_escribio(frase: str) -> str:
    """What was typed, as it was printed: capitals, blanks and other hyphens are no difference."""
    llana = unicodedata.normalize("NFKC", frase[:FRASE_MAX]).casefold()
    letras = "".join(letra for letra in llana if letra.isalnum())
    return "-".join(letras[i : i + POR_GRUPO] for i in range(0, len(letras), POR_GRUPO))


def sellar(kit: KitDeLugar, frase: str) -> bytes:
    return sellado(json.dumps(kit.model_dump(exclude_none=True)).encode(), frase)


def abrir(ruta: Path, frase: str, ahora: datetime | None = None) -> KitDeLugar:
    """The kit of `ruta`, in force. Raises KitInvalido, OSError."""
    crudo = leer(ruta)
    try:
        abierto = pyrage.passphrase.decrypt(crudo, como_se_escribio(frase))
    except pyrage.DecryptError as error:
        if str(error) == NO_ABRE:
            raise KitInvalido(
                f"La frase no abre {ruta}: escríbala como en su papel, y vea que el papel sea el de ese kit."
            ) from None
        raise KitInvalido(f"{ruta} está cortado o alterado: cópielo otra vez, o pida otro al centro.") from None
    try:
        kit = de_json(abierto, KitDeLugar)
    except AjenoInvalido as error:
        raise KitInvalido(
            f"{ruta} no lleva un kit de este programa ({error.frase(2)}): pida otro al centro."
        ) from error
    kit.exigir_vigente(ahora or datetime.now(UTC))
    return kit


def leer(ruta: Path) -> bytes:
    """Its bytes, once it is seen that to try a passphrase on it costs no more than on ours. Raises KitInvalido."""
    try:
        crudo = leer_archivo(ruta, TAMANO_MAX)
    except AjenoInvalido:
        raise KitInvalido(f"{ruta} no es un kit: es demasiado grande. Dé el archivo .kit de este lugar.") from None
    trabajo = _trabajo(crudo)
    if trabajo == 0:
        raise KitInvalido(f"{ruta} no es un kit, o está cortado. Dé el archivo .kit de este lugar, copiado entero.")
    if trabajo > TRABAJO_MAX:
        raise KitInvalido(f"{ruta} no se hizo con este programa: abrirlo pediría demasiada memoria. Pida otro.")
    return crudo


def _trabajo(crudo: bytes) -> int:
    """Of its one passphrase; 0 where that is not how it begins."""
    cabeza = CABEZA.match(crudo)
    return int(cabeza[1]) if cabeza else 0

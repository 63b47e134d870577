"""The list that the centre signs for the receiver: keys, sheets and phase; so it can look without a base."""

import json
from base64 import b64encode
from typing import Annotated, ClassVar, Literal

from central.telefono.envio import Corto, EnBase64
from central.telefono.telefono import EstadoDeTelefono
from prep.ajeno.lectura import de_json
from prep.ajeno.modelo import Ajeno, ConVersion, Lista, Natural, Opcion, Patron
from prep.ajeno.reparos import AjenoInvalido
from prep.net.identidad import Llave, verificar

ARCHIVO = "padron.json"
PADRON_MAX = 16 * 1024 * 1024  # bytes
MARCA = b"prep-padron-1\n"  # of what is signed here: no other signature of the centre serves
Hex16 = Annotated[str, Patron("[0-9a-f]{16}", "16 cifras hexadecimales")]


class PadronInvalido(ValueError):
    """It is no list, or not one that this centre signed."""


class LlaveDePadron(Ajeno):
    """A phone's key, whose it is and how it stands."""

    llave: Hex16
    spki: EnBase64
    cuenta: Corto
    estado: Opcion[EstadoDeTelefono]


class HojaDePadron(Ajeno):
    """A sheet by the name of its code; `vence`, in milliseconds since 1970."""

    codigo_id: Hex16
    cuenta: Corto
    vence: Natural
    estado: Opcion[EstadoDeTelefono]


class Padron(ConVersion):
    """All that the receiver knows of the proceso."""

    VERSION: ClassVar[int] = 1

    version: Literal[1]
    proceso: Corto
    fase: Literal["por_abrir", "abierto", "cerrado"]
    llaves: Lista[LlaveDePadron]
    hojas: Lista[HojaDePadron]


class PadronFirmado(ConVersion):
    """The bytes that the centre signed."""

    VERSION: ClassVar[int] = 1

    version: Literal[1]
    datos: EnBase64
    firma: EnBase64


def firmar_padron(datos: dict[str, object], llave: Llave) -> bytes:
    """The file of the list."""
    crudo = json.dumps(datos, ensure_ascii=False, sort_keys=True).encode()
    firma = llave.firmar(MARCA + crudo)
    return json.dumps({"version": 1, "datos": _texto(crudo), "firma": _texto(firma)}).encode()


def abrir_padron(crudo: bytes, centro: bytes) -> Padron:
    """The list that `crudo` says, signed by the key `centro`; raises PadronInvalido."""
    try:
        firmado = de_json(crudo, PadronFirmado)
        if not verificar(centro, MARCA + firmado.datos, firmado.firma):
            raise PadronInvalido("no lo firmó este centro")
        return de_json(firmado.datos, Padron)
    except AjenoInvalido as error:
        raise PadronInvalido(error.frase()) from error


def _texto(crudo: bytes) -> str:
    return b64encode(crudo).decode("ascii")

"""A phone that asks to be registered with the code of its sheet, and why it may not be."""

from enum import StrEnum
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from central.telefono.envio import Corto, EnBase64
from prep.ajeno.modelo import ConVersion, Patron

ALTA_MAX = 4 * 1024  # bytes


class CodigoDeAlta(StrEnum):
    """Why a sheet does not register a phone: stable, in the contract."""

    CODIGO_DESCONOCIDO = "CODIGO_DESCONOCIDO"
    CODIGO_VENCIDO = "CODIGO_VENCIDO"
    CODIGO_USADO = "CODIGO_USADO"
    CODIGO_DE_OTRA_CUENTA = "CODIGO_DE_OTRA_CUENTA"
    SELLO = "SELLO"


PARA_EL_CAE = {
    CodigoDeAlta.CODIGO_DESCONOCIDO: "Ese código no es de ninguna hoja de este proceso. Revise que sea la de hoy.",
    CodigoDeAlta.CODIGO_VENCIDO: "Esa hoja ya no sirve: venció o le hicieron otra. Pida la nueva.",
    CodigoDeAlta.CODIGO_USADO: "Con esa hoja ya se dio de alta otro teléfono. Pida otra hoja y diga lo que pasó.",
    CodigoDeAlta.CODIGO_DE_OTRA_CUENTA: "Esa hoja es de otra cuenta. Use la suya.",
    CodigoDeAlta.SELLO: "El código no corresponde a esa cuenta. Escríbalo otra vez; si sigue, pida otra hoja.",
}


class AltaNegada(Exception):
    """That phone is not registered; its code says why."""

    def __init__(self, codigo: CodigoDeAlta) -> None:
        super().__init__(PARA_EL_CAE[codigo])
        self.codigo = codigo


class AltaDeTelefono(ConVersion):
    """What a phone says of itself: its public key, and the seal that only the code of its sheet can make."""

    QUE: ClassVar[str] = "Lo que manda un teléfono para darse de alta con el código de su hoja."
    VERSION: ClassVar[int] = 1

    version: Literal[1] = Field(description="1")
    cuenta: Corto = Field(description="la cuenta del CAE")
    codigo_id: Annotated[str, Patron("[0-9a-f]{16}", "el nombre de un código")] = Field(
        description="las 16 primeras cifras hexadecimales del SHA-256 del código"
    )
    spki: EnBase64 = Field(description="base64 de su llave pública, ECDSA P-256")
    sello: Annotated[str, Patron("[0-9a-f]{64}", "un HMAC-SHA256")] = Field(
        description="HMAC-SHA256 del texto del contrato, con el código por llave"
    )

"""What is looked at before a fact is signed: figures, document, identification, reasons, images."""

from collections.abc import Sequence
from hashlib import sha256

from prep.domain.catalogo.catalogo import Acta, Catalogo, Forma
from prep.domain.hechos.campos import Valor, ValorInvalido, leer_valor
from prep.domain.hechos.cotas import VOTOS_MAX
from prep.domain.reglas.auxilio import PIDA
from prep.services.estacion.errores import DatoInvalido

IMAGEN_MAX = 4 * 1024 * 1024  # bytes, as the node's
MOTIVO_MAX, CLAVE_MAX = 500, 80  # characters
COPIAS = ("RPP", "CC", "PPC")  # when the acta PREP is missing, any copy of it


def valores_de(brutos: Sequence[object], forma: Forma) -> tuple[Valor, ...]:
    """The figures in the order of the form; raises DatoInvalido naming the field."""
    if len(brutos) != len(forma.campos):
        raise DatoInvalido(f"Esta acta lleva {len(forma.campos)} campos y se capturaron {len(brutos)}. Complételos.")
    return tuple(_valor(campo, bruto) for campo, bruto in zip(forma.campos, brutos, strict=True))


def parciales_de(brutos: Sequence[object], forma: Forma) -> tuple[Valor | None, ...]:
    """As `valores_de` for a captura that is not finished: None where nothing is keyed yet. Raises DatoInvalido."""
    if len(brutos) != len(forma.campos):
        raise DatoInvalido(f"Esta acta lleva {len(forma.campos)} campos y el borrador, {len(brutos)}. {PIDA}")
    return tuple(None if b is None else _valor(campo, b) for campo, b in zip(forma.campos, brutos, strict=True))


def _valor(campo: str, bruto: object) -> Valor:
    try:
        valor = leer_valor(bruto)
    except ValorInvalido as error:
        raise DatoInvalido(f"{campo}: {error}. Corríjalo.") from error
    if isinstance(valor, int) and valor > VOTOS_MAX:
        raise DatoInvalido(f"{campo}: {valor} es más de lo que cabe en un acta. Revise la cifra.")
    return valor


def documentos_de(acta: Acta, catalogo: Catalogo) -> tuple[str, ...]:
    """The types of document that this acta can be, the expected one first (R-11)."""
    return (catalogo.eleccion(acta.eleccion).codigo_impreso(acta.codigo).documento, *COPIAS)


def documento_de(documento: str, acta: Acta, catalogo: Catalogo) -> str:
    """`documento`, one of those that the acta can be (R-11); raises DatoInvalido naming them."""
    permitidos = documentos_de(acta, catalogo)
    if documento not in permitidos:
        raise DatoInvalido(f"El tipo de documento «{documento}» no es de esta acta. Elija: {', '.join(permitidos)}.")
    return documento


def identificacion_de(identificacion: str) -> str:
    """The acta's key as read: any key, since reading another one is a finding and not an error (R-04).

    Raises DatoInvalido when there is none, or it could be no key.
    """
    if not identificacion.strip() or len(identificacion) > CLAVE_MAX or not identificacion.isprintable():
        raise DatoInvalido("Falta la identificación del acta: sección, tipo y número de casilla. Captúrela.")
    return identificacion


def motivo_escrito(motivo: str) -> str:
    """The reason in one line, without spaces to spare; raises DatoInvalido when it is empty, too long or no text."""
    texto = " ".join(motivo.split())
    if not texto or not texto.isprintable() or len(texto) > MOTIVO_MAX:
        raise DatoInvalido(f"Escriba el motivo, de hasta {MOTIVO_MAX} caracteres.")
    return texto


def huella_de_imagen(contenido: bytes) -> str:
    """The SHA-256 of the image; raises DatoInvalido when it is empty or too large."""
    if not contenido:
        raise DatoInvalido("La imagen está vacía. Digitalice de nuevo.")
    if len(contenido) > IMAGEN_MAX:
        mega = len(contenido) / 1024 / 1024
        raise DatoInvalido(f"La imagen mide {mega:.1f} MB y el máximo es 4 MB. Digitalice en gris a 200 ppp.")
    return sha256(contenido).hexdigest()

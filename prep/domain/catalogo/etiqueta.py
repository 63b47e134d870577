"""What the label of an acta says (R-11): proceso, key, and a check character so that no misread code is believed."""

from prep.domain.catalogo.fuera_de_catalogo import PARTES
from prep.domain.catalogo.fuera_de_catalogo import PREFIJO as FUERA

PREFIJO, SEPARADOR = "PREP", ":"
ALFABETO = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class EtiquetaInvalida(ValueError):
    """A text that is not the label of an acta of this proceso; the message says why, in Spanish."""


class EtiquetaDeOtroProceso(EtiquetaInvalida):
    """A label well read, of another proceso (R-10b), whose name is `suyo`."""

    def __init__(self, suyo: str, este: str) -> None:
        super().__init__(f"la etiqueta es del proceso {suyo} y éste es {este}")
        self.suyo = suyo


def verificador(texto: str) -> str:
    """The check character of the letters and digits of `texto`: ISO 7064 MOD 37,36.

    It finds every single wrong one and nearly every exchange of two neighbours. Hyphens are not in it, but a key has
    a fixed number of them; a letter read where the election has its `_` may pass, and names no election there is.
    """
    resto = 36
    for letra in texto.upper():
        if letra in ALFABETO:
            resto = ((resto + ALFABETO.index(letra)) % 36 or 36) * 2 % 37
    return ALFABETO[(37 - resto) % 36]


def texto_etiqueta(proceso: str, clave: str) -> str:
    """What the label's QR code says: `PREP:{proceso}:{clave}:{check}`."""
    return SEPARADOR.join((PREFIJO, proceso, clave, verificador(proceso + clave)))


def leer_etiqueta(texto: str, proceso: str) -> str:
    """The key of the acta that a label of `proceso` names; raises EtiquetaInvalida. Whether it exists is not asked."""
    partes = texto.split(SEPARADOR)
    if len(partes) != 4 or partes[0] != PREFIJO:
        raise EtiquetaInvalida("no es una etiqueta del PREP")
    _, suyo, clave, letra = partes
    if verificador(suyo + clave) != letra or len(clave.removeprefix(FUERA).split("-")) != PARTES:
        raise EtiquetaInvalida("la etiqueta se leyó mal: su carácter verificador no corresponde")
    if suyo != proceso:
        raise EtiquetaDeOtroProceso(suyo, proceso)
    return clave

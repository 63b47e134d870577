"""What a text at the counter is: a label, a casilla, a published key, a printed code, or nothing known (R-11, R-11b).

It comes from a keyboard-wedge reader or from fingers; whether what it names exists is not asked here.
"""

import re
from dataclasses import dataclass

from prep.domain.catalogo.catalogo import TipoCasilla
from prep.domain.catalogo.etiqueta import PREFIJO, EtiquetaDeOtroProceso, EtiquetaInvalida, leer_etiqueta
from prep.domain.catalogo.fuera_de_catalogo import PREFIJO as FUERA

LECTURA_MAX = 200  # characters; a label has some 60
# A reader set to a US keyboard on a machine with a Spanish one types these for `:`, `-` and `_`.
DE_TECLADO = str.maketrans({"Ñ": ":", "'": "-", "?": "_"})
_CASILLA = re.compile(
    r"(?P<seccion>[0-9]{1,4})(?:[\s/-]*(?P<tipo>[BCESMAP])(?:ASICA|ÁSICA|ONTIGUA|XTRAORDINARIA|SPECIAL)?"
    r"\s*(?P<numero>[0-9]{1,2})?(?:[\s/-]*C\s*(?P<suya>[0-9]{1,2})"
    r"|[\s/-]+(?:EXT\.?\s*)?(?P<extension>[0-9]{1,2}))?)?"
)
_PUBLICADA = re.compile(
    r"(?P<entidad>[0-9]{2})(?P<seccion>[0-9]{4})(?P<tipo>[A-Z])(?P<numero>[0-9]{2})(?P<extension>[0-9]{2})"
    r"(?P<codigo>[0-9A-Z]{0,8})"
)
_CODIGO = re.compile(r"[ADF-LNOQRT-Z][0-9]{2}[A-Z]{0,4}")  # no letter of a type of casilla but A: `B01` is a slip
_DEL_INE = re.compile(r"\bINE\b")


@dataclass(frozen=True, slots=True)
class LeidaEtiqueta:
    """The label of an acta of this proceso."""

    clave: str


@dataclass(frozen=True, slots=True)
class LeidaDeOtroProceso:
    proceso: str


@dataclass(frozen=True, slots=True)
class LeidaCasilla:
    """Section of four digits and what was said of the rest: "" is anything. `numero` and `extension` two digits."""

    seccion: str
    tipo: str = ""
    numero: str = ""
    extension: str = ""

    @property
    def nombre(self) -> str:
        return f"{self.seccion} {self.tipo}{self.numero}".strip() + contigua(self.tipo, self.extension)


@dataclass(frozen=True, slots=True)
class LeidaPublicada:
    """A CLAVE_CASILLA, or a CLAVE_ACTA when `codigo` is not empty."""

    entidad: str
    casilla: LeidaCasilla
    codigo: str


@dataclass(frozen=True, slots=True)
class LeidoCodigo:
    """A printed acta code alone (`A02`): it tells which election it is of, and no casilla."""

    codigo: str


@dataclass(frozen=True, slots=True)
class LeidoDelINE:
    """A text that names INE, whose actas are of the federal elections."""


@dataclass(frozen=True, slots=True)
class NoLeida:
    """Nothing that can be used; `razon` in Spanish."""

    razon: str


Leida = LeidaEtiqueta | LeidaDeOtroProceso | LeidaCasilla | LeidaPublicada | LeidoCodigo | LeidoDelINE | NoLeida


def contigua(tipo: str, extension: str) -> str:
    """How the extension is said after a casilla's number: the third contigua of an extraordinaria is `E01C03`."""
    if not extension.strip("0"):
        return ""
    return f"C{extension}" if tipo == TipoCasilla.E else f" ext. {extension}"


def leer(texto: str, proceso: str) -> Leida:
    """What `texto` is; never raises."""
    limpio = " ".join(texto.upper().split())
    if not limpio:
        return NoLeida("no se leyó nada")
    if len(limpio) > LECTURA_MAX:
        return NoLeida("el código es demasiado largo para ser una etiqueta del PREP")
    if limpio.startswith(PREFIJO):
        return _etiqueta(limpio, proceso)
    casilla = _CASILLA.fullmatch(limpio)
    if casilla is not None and (casilla["suya"] is None or casilla["tipo"] == TipoCasilla.E):
        return _casilla(casilla)
    publicada = _PUBLICADA.fullmatch(limpio)
    if publicada is not None:
        return LeidaPublicada(publicada["entidad"], _casilla(publicada), publicada["codigo"])
    if _DEL_INE.search(limpio):
        return LeidoDelINE()
    if _CODIGO.fullmatch(limpio):
        return LeidoCodigo(limpio)
    return NoLeida("no es una etiqueta del PREP ni una casilla")


def _etiqueta(limpio: str, proceso: str) -> Leida:
    partes = limpio.translate(DE_TECLADO).split(":")  # no label of ours holds what that keyboard types
    if len(partes) == 4 and partes[1] == proceso.upper():
        partes[1] = proceso  # the reader's capitals lock says nothing: the check letter is of capitals
    try:
        return LeidaEtiqueta(leer_etiqueta(":".join(partes), proceso))
    except EtiquetaDeOtroProceso as otra:
        return LeidaDeOtroProceso(otra.suyo)
    except EtiquetaInvalida as error:
        return NoLeida(str(error))


def _casilla(hallada: re.Match[str]) -> LeidaCasilla:
    partes = hallada.groupdict()
    numero, extension = partes["numero"] or "", partes.get("suya") or partes["extension"] or ""
    return LeidaCasilla(
        hallada["seccion"].zfill(4),
        hallada["tipo"] or "",
        numero and numero.zfill(2),
        extension and extension.zfill(2),
    )


def partes_de_clave(clave: str) -> tuple[str, str, str]:
    """Election, section and printed code of an acta's key, as it spells them."""
    eleccion, _, seccion, _, _, codigo, _ = clave.removeprefix(FUERA).split("-")
    return eleccion, seccion, codigo

"""What a text is: a label, a key, a casilla with its election or without, a printed code, or nothing (R-11, R-11b).

The one reading of every field in which an acta is written, by a keyboard-wedge reader or by fingers. Whether what it
names exists is not asked here: `acta_dicha` does.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from prep.domain.catalogo.catalogo import Eleccion, TipoCasilla
from prep.domain.catalogo.eleccion_dicha import sin_eleccion
from prep.domain.catalogo.etiqueta import PREFIJO, EtiquetaDeOtroProceso, EtiquetaInvalida, leer_etiqueta
from prep.domain.catalogo.fuera_de_catalogo import PREFIJO as FUERA

N_A = "N/A"
LECTURA_MAX = 200  # characters; a label has some 60
# A reader set to a US keyboard on a machine with a Spanish one types these for `:`, `-` and `_`.
DE_TECLADO = str.maketrans({"Ñ": ":", "'": "-", "?": "_"})
_CASILLA = re.compile(
    r"(?P<seccion>[0-9]{1,4})(?:[\s/-]*(?P<tipo>[BCESMAP])(?:ASICA|ÁSICA|ONTIGUA|XTRAORDINARIA|SPECIAL)?"
    r"\s*(?P<numero>[0-9]{1,2})?(?:[\s/-]*C\s*(?P<suya>[0-9]{1,2})"
    r"|[\s/-]+(?:EXT\.?\s*)?(?P<extension>[0-9]{1,2}))?)?"
)
_SIN_SECCION = re.compile(
    r"(?:TERRITORIO|TERR?\.?|T)\s*(?P<territorio>[0-9]{1,3})\s*(?P<tipo>[MAP])\s*(?P<numero>[0-9]{1,2})?"
)
_ORDINAL = re.compile(r"\s*(?:N\.?\s?º|NO\.|#)\s?(?P<ordinal>[0-9]{1,3})\b")
_CLAVE = re.compile(r"(?:FC-)?[A-Z][A-Z0-9_]{0,19}(?:-[A-Z0-9]{1,12}){5}-[0-9]{1,6}")
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
class LeidaClave:
    """A key as the programme spells it; unlike a label's, nothing in it says that it was copied well."""

    clave: str


@dataclass(frozen=True, slots=True)
class LeidaDeOtroProceso:
    proceso: str


@dataclass(frozen=True, slots=True)
class LeidaCasilla:
    """Section of four digits and what was said of the rest: "" is anything. `numero` and `extension` two digits.

    Without a section (`N/A`) it is told by its territory; `codigos`: the printed ones that it may have, () is any;
    `ordinal`: which of those that read the same, 0 is any.
    """

    seccion: str
    tipo: str = ""
    numero: str = ""
    extension: str = ""
    eleccion: str = ""
    codigos: tuple[str, ...] = ()
    ordinal: int = 0
    territorio: str = ""

    @property
    def nombre(self) -> str:
        """As far as it was said, as `nombre_de_casilla`."""
        return nombre_de_casilla(self.seccion, self.territorio, self.tipo, self.numero, self.extension)


@dataclass(frozen=True, slots=True)
class LeidaPublicada:
    """A CLAVE_CASILLA, or a CLAVE_ACTA when `codigo` is not empty."""

    entidad: str
    casilla: LeidaCasilla
    codigo: str

    @property
    def clave(self) -> str:
        """Of its casilla, as it is published."""
        c = self.casilla
        return f"{self.entidad}{c.seccion}{c.tipo}{c.numero}{c.extension}"


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


Leida = (
    LeidaEtiqueta
    | LeidaClave
    | LeidaDeOtroProceso
    | LeidaCasilla
    | LeidaPublicada
    | LeidoCodigo
    | LeidoDelINE
    | NoLeida
)


def nombre_de_casilla(seccion: str, territorio: str, tipo: str, numero: str = "", extension: str = "") -> str:
    """As people say it and type it, the one way it is written: `123 C2`, `3990 E1C3`, `territorio 15 M`."""
    lugar = f"territorio {territorio}" if seccion in ("", N_A) else _sin_ceros(seccion)
    suyo = _sin_ceros(numero) if numero not in ("", N_A) else ""
    contigua = extension.lstrip("0")
    if contigua:
        contigua = f"C{contigua}" if tipo == TipoCasilla.E else f" ext. {contigua}"
    return f"{lugar} {tipo}{suyo}".strip() + contigua


def _sin_ceros(digitos: str) -> str:
    return digitos.lstrip("0") or "0"


def leer(texto: str, proceso: str, elecciones: Sequence[Eleccion] = ()) -> Leida:
    """What `texto` is; never raises. `elecciones`: those that may be said with the casilla, by any of their names."""
    limpio = " ".join(texto.upper().split())
    if not limpio:
        return NoLeida("no se leyó nada")
    if len(limpio) > LECTURA_MAX:
        return NoLeida("el código es demasiado largo para ser una etiqueta del PREP")
    if limpio.startswith(PREFIJO):
        return _etiqueta(limpio, proceso)
    if _CLAVE.fullmatch(limpio):
        return LeidaClave(limpio)
    if (dicha := _dicha(limpio)) is not None:
        return dicha
    resto, eleccion, codigos = sin_eleccion(limpio, elecciones)
    if (eleccion or codigos) and (dicha := _dicha(resto)) is not None:
        return replace(dicha, eleccion=eleccion, codigos=codigos)
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


def _dicha(limpio: str) -> LeidaCasilla | None:
    """The casilla that all of it names, with which of those that read the same."""
    ordinal = _ORDINAL.search(limpio)
    if ordinal is not None:
        limpio = " ".join((limpio[: ordinal.start()] + " " + limpio[ordinal.end() :]).split())
    cual = int(ordinal["ordinal"]) if ordinal is not None else 0
    casilla = _CASILLA.fullmatch(limpio)
    if casilla is not None and (casilla["suya"] is None or casilla["tipo"] == TipoCasilla.E):
        return replace(_casilla(casilla), ordinal=cual)
    suelta = _SIN_SECCION.fullmatch(limpio)
    if suelta is None:
        return None
    numero = suelta["numero"] or ""
    territorio = suelta["territorio"].zfill(3)
    return LeidaCasilla(N_A, suelta["tipo"], numero and numero.zfill(2), ordinal=cual, territorio=territorio)


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

"""The answers of the acopio counter: what each is called, its words, its sound and its colour, in one table.

Which is which (R-01, R-10b, R-11, R-11b): an acta is *federal* when its label or key names an election or a printed
code that no local election has, or when the text read names INE; of another CATD when its section, or its acta, is
received there; not in the catalogue when nobody receives it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from prep.domain.reglas.incidentes import FEDERAL, OTRO_CATD, SIN_CATALOGO, ClaseDeIncidente


class ClaseDeRespuesta(StrEnum):
    """What came of a scan, or of one acta of it."""

    RECIBIDA = "recibida"
    ANTES = "antes de abrir"  # nothing was done: it is asked twice
    YA_RECIBIDA = "ya recibida"
    ELEGIR = "elegir"  # a casilla, or which of its actas, is still to be said
    OTRO_CENTRO = "otro centro"
    FUERA = "fuera de catálogo"
    FEDERAL = "federal"
    OTRO_PROCESO = "otro proceso"
    NO_LEIDA = "no leída"
    NO_PROCEDE = "no procede"  # not allowed, or not saved: nothing changed
    SIN_ACTA = "sin acta"
    ANULADA = "anulada"


@dataclass(frozen=True, slots=True)
class Aviso:
    """`color`: its role in the windows' palette; `sonido`: its name among the sounds. `que_hacer` ends the words."""

    titulo: str
    que_hacer: str
    sonido: str
    color: str


AVISOS: Mapping[ClaseDeRespuesta, Aviso] = {
    ClaseDeRespuesta.RECIBIDA: Aviso("RECIBIDA", "Pase el sobre a digitalización.", "recibida", "bien"),
    ClaseDeRespuesta.ANTES: Aviso(
        "TODAVÍA NO ABRE", "Si se puede, aparte el sobre y recíbalo después de abrir.", "error", "aviso"
    ),
    ClaseDeRespuesta.YA_RECIBIDA: Aviso("YA ESTABA RECIBIDA", "No la registre otra vez.", "repetida", "nota"),
    ClaseDeRespuesta.ELEGIR: Aviso("FALTA ELEGIR", "Complete lo que falta.", "listo", "papel"),
    ClaseDeRespuesta.OTRO_CENTRO: Aviso(
        "ES DE OTRO LUGAR", "No la reciba: apártela y regístrelo con Ctrl+I, para que la lleven.", "otro_sitio", "aviso"
    ),
    ClaseDeRespuesta.FUERA: Aviso(
        "NO ESTÁ EN EL CATÁLOGO",
        "Revise sección, tipo y número. Si así dice el sobre, apártelo y regístrelo con Ctrl+I.",
        "desconocida",
        "mal",
    ),
    ClaseDeRespuesta.FEDERAL: Aviso(
        "ACTA FEDERAL",
        "Es del INE: no la reciba. Apártela y regístrelo con Ctrl+I.",
        "federal",
        "alerta",
    ),
    ClaseDeRespuesta.OTRO_PROCESO: Aviso(
        "ES DE OTRO PROCESO", "Esta etiqueta no sirve hoy. Apártela y regístrelo con Ctrl+I.", "desconocida", "mal"
    ),
    ClaseDeRespuesta.NO_LEIDA: Aviso(
        "NO SE LEYÓ", "Léala otra vez, o escriba sección, tipo y número: 123 C2.", "error", "mal"
    ),
    ClaseDeRespuesta.NO_PROCEDE: Aviso("NO SE REGISTRÓ", "", "error", "mal"),
    ClaseDeRespuesta.SIN_ACTA: Aviso(
        "DECLARADA SIN ACTA", "Si llega después, recíbala como cualquier otra.", "listo", "nota"
    ),
    ClaseDeRespuesta.ANULADA: Aviso("ANULADA", "El acta vuelve a esperarse.", "listo", "nota"),
}
# What is set aside is written down as that kind of incident.
APARTADOS: Mapping[ClaseDeRespuesta, ClaseDeIncidente] = {
    ClaseDeRespuesta.OTRO_CENTRO: OTRO_CATD,
    ClaseDeRespuesta.FUERA: SIN_CATALOGO,
    ClaseDeRespuesta.FEDERAL: FEDERAL,
    ClaseDeRespuesta.OTRO_PROCESO: SIN_CATALOGO,
}

"""A page at the scanning desk: where it is, what is said of it, and what one reading of a source brought."""

from dataclasses import dataclass
from enum import StrEnum

from prep.devices.escaner import Apartado

SIN_ETIQUETA = "No tiene etiqueta, o no se lee. Diga de qué acta es."
A_MANO = "En este proceso el acta se identifica a mano. Diga de qué acta es."
DOS_ACTAS = "Hay dos etiquetas distintas en la página. Vea si pasaron dos actas juntas; si no, diga de qué acta es."
YA_TIENE = (
    "Esta acta ya tiene una imagen de esta estación. Si hay que sustituirla, acéptela; si se repitió, F4 la descarta."
)

MISMA_HOJA = "Parece la misma hoja que {} ({}), que ya pasó. Si se repitió, F4 la descarta; si no, acéptela."
VISTAS_MAX = 150  # sheets remembered, to know one that passes again


class EstadoHoja(StrEnum):
    """Where a page is. All but ACEPTADA and DESCARTADA wait in the tray."""

    POR_LEER = "por leer"
    ACEPTADA = "aceptada"
    PREGUNTA = "por decidir"
    REPETIR = "escanear de nuevo"
    SIN_IDENTIFICAR = "sin identificar"
    EN_ESPERA = "en espera"
    DESCARTADA = "descartada"

    @property
    def pide(self) -> bool:
        """Whether the operator has something to decide."""
        return self in (EstadoHoja.PREGUNTA, EstadoHoja.REPETIR, EstadoHoja.SIN_IDENTIFICAR)


@dataclass(frozen=True, slots=True)
class Hoja:
    """A page as the operator sees it. `huella`: of the file as it came; `clave`: of its acta, "" while not known.

    `defecto`: why it cannot be used as it is, "" when it can. `falta_acopio`: nothing else stands against it (R-09);
    it goes on by itself when its reception is known.
    """

    huella: str
    origen: str
    estado: EstadoHoja = EstadoHoja.POR_LEER
    motivo: str = ""
    clave: str = ""
    miniatura: bytes = b""
    defecto: str = ""
    falta_acopio: bool = False


@dataclass(frozen=True, slots=True)
class Recogida:
    """What one reading of a source brought: pages kept, pages that had been kept before, files set aside."""

    paginas: int = 0
    repetidas: tuple[str, ...] = ()
    apartados: tuple[Apartado, ...] = ()

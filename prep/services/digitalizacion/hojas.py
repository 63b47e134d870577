"""A page at the scanning desk: where it is, what is said of it, and what one reading of a source brought."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from prep.devices.escaner import Apartado
from prep.store.spool.tipos import PaginaAnotada

SIN_ETIQUETA = "No tiene etiqueta, o no se lee. Diga de qué acta es."
A_MANO = "En este proceso el acta se identifica a mano. Diga de qué acta es."
DOS_ACTAS = "Hay dos etiquetas distintas en la página. Vea si pasaron dos actas juntas; si no, diga de qué acta es."
YA_TIENE = (
    "Esta acta ya tiene una imagen de esta estación. Si la mesa pidió otra, acéptela; si nadie la pidió, aceptarla no"
    " cambia nada: F11 la descarta."
)

MISMA_HOJA = "Parece la misma hoja que {} ({}), que ya pasó. Si se repitió, F11 la descarta; si no, acéptela."
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

    @property
    def acabada(self) -> bool:
        """Whether it was decided: it waits in the tray no more."""
        return self in (EstadoHoja.ACEPTADA, EstadoHoja.DESCARTADA)


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

    @classmethod
    def de(cls, p: PaginaAnotada) -> Self:
        """As it was kept; raises ValueError for a state that this program does not know."""
        estado = EstadoHoja(p.estado)
        return cls(p.huella, p.origen, estado, p.motivo, p.acta, p.miniatura, p.defecto, p.falta_acopio)

    @property
    def anotada(self) -> PaginaAnotada:
        """As it is kept."""
        return PaginaAnotada(
            self.huella, self.origen, self.estado, self.motivo, self.clave, self.defecto, self.falta_acopio,
            self.miniatura,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Recogida:
    """What one reading of a source brought: pages kept, pages that had been kept before, files set aside."""

    paginas: int = 0
    repetidas: tuple[str, ...] = ()
    apartados: tuple[Apartado, ...] = ()

"""The running record of an acta in one source, while its facts are taken in one by one; frozen at the end."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from prep.domain.catalogo.ajustes import Ajustes
from prep.domain.hechos.campos import Valor
from prep.domain.hechos.hechos import Fuente, Hecho, MotivoSinActa
from prep.domain.reglas.hallazgos import CodigoHallazgo
from prep.domain.vida.acuerdo import Acordados
from prep.domain.vida.estado import CapturaVista, EstadoFuente, Etapa, Hallazgo


@dataclass(slots=True)
class Vida:
    """What the state machine of one source knows. The first six do not change; the rest starts as expected (R-01)."""

    fuente: Fuente
    clave: str
    campos: int  # how many values a captura of this acta has
    ajustes: Ajustes
    publicada: bool = False  # some cut showed the acta
    acordados: Acordados = field(default_factory=dict)  # what two people stand behind (P-10)

    etapa: Etapa = Etapa.ESPERADA
    sitio: str = ""
    sitios: set[str] = field(default_factory=set)  # the CATDs that received it
    acopio: datetime | None = None
    mecanismo: str = ""
    imagen: str = ""
    medio: str = ""
    retenidas: list[Hecho] = field(default_factory=list)  # images that no acopio makes lawful yet
    ronda: int = 0
    tomadas: list[Hecho] = field(default_factory=list)  # every captura, counting or not
    capturas: list[CapturaVista] = field(default_factory=list)  # those of the current ronda that count
    devolvieron: set[str] = field(default_factory=set)  # who told the desk of this ronda without capturing it
    devuelta: bool = False  # somebody handed back what is captured now: they do not get it again
    primera_captura: datetime | None = None  # of any ronda: work has begun here
    valores: tuple[Valor, ...] = ()
    documento: str = ""
    captura: datetime | None = None
    verificacion: datetime | None = None
    sin_acta: MotivoSinActa | None = None
    destino: str = ""
    ronda_cotejada: int = 0  # the one whose figures were compared with the paper
    vistos: set[UUID] = field(default_factory=set)  # what its cotejos answered
    reabierta: bool = False  # two people opened again what was published: who decides on it is two as well (P-10)
    hallazgos: list[Hallazgo] = field(default_factory=list)
    ajenos: list[Hallazgo] = field(default_factory=list)  # facts of the centre that did nothing here

    def anotar(self, codigo: CodigoHallazgo, hecho: Hecho | None = None) -> None:
        self.hallazgos.append(Hallazgo(codigo, hecho.id if hecho else None))

    def rechazar(self, codigo: CodigoHallazgo, hecho: Hecho) -> None:
        """The fact stays as evidence and changes nothing (R-08).

        One of the centre is given to both sources, so it is told only if it did nothing in either (fuentes.py).
        """
        if hecho.fuente is Fuente.CENTRO:
            self.ajenos.append(Hallazgo(codigo, hecho.id))
        else:
            self.anotar(codigo, hecho)

    def abrir_ronda(self) -> None:
        self.ronda += 1
        self.capturas, self.devolvieron = [], set()
        self.borrar_cifras()

    def borrar_cifras(self) -> None:
        self.valores, self.documento = (), ""
        self.captura = self.verificacion = None

    def estado(self) -> EstadoFuente:
        return EstadoFuente(
            self.fuente,
            self.etapa,
            self.sitio,
            self.acopio,
            self.mecanismo,
            self.imagen,
            self.medio,
            self.ronda,
            tuple(self.capturas),
            self.valores,
            self.documento,
            self.captura,
            self.verificacion,
            self.sin_acta,
            self.destino,
            tuple(self.hallazgos),
        )

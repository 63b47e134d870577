"""All that is known of a night once it was played: its cuts, its figures against the paper, its times and its costs."""

from dataclasses import dataclass, field

from simulacro.juicio.atraso import Serie
from simulacro.juicio.comparar import Comparacion
from simulacro.juicio.cuadre import Cuadre
from simulacro.juicio.explicar import Explicacion
from simulacro.juicio.medidas import Costo
from simulacro.juicio.segunda import JuicioDeMiradas
from simulacro.juicio.sucesos import TiemposDePaso
from simulacro.red.cortes import CorteDeNoche


@dataclass(slots=True)
class ResultadoDeNoche:
    """All that the report tells."""

    cortes: list[CorteDeNoche] = field(default_factory=list)
    comparacion: Comparacion | None = None
    explicacion: Explicacion = field(default_factory=Explicacion)
    personas: int = 0  # actas that differ and that people had at the windows
    segundos: float = 0.0
    preparacion_s: float = 0.0  # from the catalogue being read to everybody seated
    union_s: float = 0.0  # of it, the nodes: from the first order to the centre receiving from all
    tiempos: dict[str, TiemposDePaso] = field(default_factory=dict)
    hechos: dict[str, int] = field(default_factory=dict)
    etapas: dict[str, int] = field(default_factory=dict)
    fuentes: dict[str, int] = field(default_factory=dict)
    viajes: dict[str, TiemposDePaso] = field(default_factory=dict)
    atrasos: dict[str, Serie] = field(default_factory=dict)
    cuadre: Cuadre = field(default_factory=Cuadre)
    costos: dict[str, Costo] = field(default_factory=dict)
    segunda: JuicioDeMiradas | None = None  # of the errors on which both captures agreed, when some were planted
    sitio: list[str] = field(default_factory=list)  # how to open it, when it was published

    @property
    def bien(self) -> bool:
        """Nothing unexplained, nothing lost, nothing twice."""
        return not (self.sin_explicar or self.cuadre.perdidos or self.cuadre.duplicados)

    @property
    def sin_explicar(self) -> list[str]:
        """The actas with a figure that differs from its paper and of which the ledger says nothing."""
        return list(dict.fromkeys(d.clave for d in self.explicacion.sin_explicar))

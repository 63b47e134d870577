"""How a practice goes: each decision counts as it was taken the first time; what was wrong says its rule at once."""

from dataclasses import dataclass, field

from prep.domain.hechos.campos import Valor
from prep.domain.hechos.razones import RazonDeDevolucion
from prep.domain.reglas.devoluciones import RAZONES
from prep.practica.ejercicios import EJERCICIOS, Ejercicio

APROBADA = 0.95
DE_CUAL, DEVOLVER = "¿Es esta acta?", "Devolver"


@dataclass(slots=True)
class CuentaDePractica:
    """`primeras`: each decision, by its sheet and what it was about, and whether it was right the first time."""

    primeras: dict[tuple[str, str], bool] = field(default_factory=dict)

    @property
    def bien(self) -> int:
        return sum(self.primeras.values())

    @property
    def aprobada(self) -> bool:
        return len({archivo for archivo, _ in self.primeras}) == len(EJERCICIOS) and self.parte >= APROBADA

    @property
    def parte(self) -> float:
        return self.bien / len(self.primeras) if self.primeras else 0.0

    @property
    def dicha(self) -> str:
        """`97.2 %`, never rounded up."""
        return f"{int(self.parte * 1000) / 10:.1f} %"

    def campo(self, ejercicio: Ejercicio, campo: str, valor: Valor) -> str:
        """What to say of a figure, "" when it is right."""
        escrito = ejercicio.escrito(campo)
        if self._anotar(ejercicio, campo, valor == escrito.valor):
            return ""
        if (regla := escrito.como.regla) is None:
            return "Revise: el acta dice otro número. Se captura lo que está escrito, sin sumar ni corregir."
        return f"En el acta, {regla.escrito}: {regla.captura[0].lower()}{regla.captura[1:]} Corríjalo aquí."

    def es_esta(self, ejercicio: Ejercicio) -> str:
        """Somebody said that it is the acta of its label."""
        bien = ejercicio.devuelve is None
        if self._anotar(ejercicio, DE_CUAL, bien):
            return ""
        return f"Esta no se captura: {_por_que(ejercicio)} Conteste N y diga por qué."

    def devuelta(self, ejercicio: Ejercicio, razon: RazonDeDevolucion) -> str:
        """Somebody handed it back for `razon`."""
        if ejercicio.devuelve is None:
            que = DEVOLVER if (ejercicio.archivo, DE_CUAL) in self.primeras else DE_CUAL
            self._anotar(ejercicio, que, False)
            return "Esta sí se captura: es el acta de su etiqueta, está completa y se lee."
        self._anotar(ejercicio, DE_CUAL, True)
        if self._anotar(ejercicio, DEVOLVER, razon is ejercicio.devuelve):
            return ""
        return f"Se devuelve, pero por otra causa: {_por_que(ejercicio)}"

    def _anotar(self, ejercicio: Ejercicio, que: str, bien: bool) -> bool:
        self.primeras.setdefault((ejercicio.archivo, que), bien)
        return bien


def _por_que(ejercicio: Ejercicio) -> str:
    assert ejercicio.devuelve is not None, "de lo que se devuelve"
    razon = RAZONES[ejercicio.devuelve]
    return f"{razon.letra}, «{razon.nombre}»."

"""What is asked of who hands an acta back, and what is told of it then."""

from PySide6.QtCore import QCoreApplication as Q

from prep.domain.hechos.razones import RazonDeDevolucion
from prep.domain.reglas.devoluciones import RAZONES
from prep.ui.dialogos import Pregunta
from prep.ui.letras import PreguntaPorLetra, Salida

CONTEXTO = "Devolver"


def por_que() -> PreguntaPorLetra:
    """One gesture: the reasons, each by its letter."""
    return PreguntaPorLetra(
        Q.translate(CONTEXTO, "¿Por qué no la captura?"),
        Q.translate(CONTEXTO, "Queda con su firma. Se borra lo que llevaba, y a usted no le vuelve a llegar."),
        tuple(Salida(dicha.letra, dicha.nombre, dicha.sigue) for dicha in RAZONES.values()),
        Q.translate(CONTEXTO, "Seguir con ella"),
    )


def ya_no_es_suya() -> Pregunta:
    """Of what somebody took away: there is nothing to say of it."""
    return Pregunta(
        Q.translate(CONTEXTO, "Dejar el acta"),
        Q.translate(CONTEXTO, "Ya no es suya. Se borra lo que usted llevaba de ella."),
        Q.translate(CONTEXTO, "Dejarla"),
        Q.translate(CONTEXTO, "Seguir con ella"),
        peligro=True,
    )


def devuelta(razon: RazonDeDevolucion | None) -> str:
    """What becomes of it, while the next one comes."""
    if razon is None:
        return Q.translate(CONTEXTO, "La dejó. Buscando la siguiente…")
    if razon is RazonDeDevolucion.OTRA_PERSONA:
        return Q.translate(CONTEXTO, "Devuelta: será de otra persona. Buscando la siguiente…")
    return Q.translate(CONTEXTO, "Devuelta a la mesa: «{}». Buscando la siguiente…").format(RAZONES[razon].nombre)

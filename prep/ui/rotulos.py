"""What each field of an acta is called on a screen, in the words of the acta."""

from PySide6.QtCore import QCoreApplication

from prep.domain.campos import Marca, Valor
from prep.domain.catalogo import ASENTADO, NO_REGISTRADAS, NULOS, TOTALES, Eleccion

CONTEXTO = "Rotulos"


def rotulo(campo: str, eleccion: Eleccion) -> str:
    """Parties by their initials, joined as on the acta; totals in words."""
    dichos = {
        TOTALES[0]: QCoreApplication.translate(CONTEXTO, "Boletas sobrantes"),
        TOTALES[1]: QCoreApplication.translate(CONTEXTO, "Personas que votaron"),
        TOTALES[2]: QCoreApplication.translate(CONTEXTO, "Representantes que votaron"),
        TOTALES[3]: QCoreApplication.translate(CONTEXTO, "Votos sacados de la urna"),
        NO_REGISTRADAS: QCoreApplication.translate(CONTEXTO, "Candidaturas no registradas"),
        NULOS: QCoreApplication.translate(CONTEXTO, "Votos nulos"),
        ASENTADO: QCoreApplication.translate(CONTEXTO, "Total, como está escrito"),
    }
    if campo in dichos:
        return dichos[campo]
    columna = next((c for c in eleccion.columnas if c.codigo == campo), None)
    return " · ".join(columna.partidos) if columna is not None and len(columna.partidos) > 1 else campo


def escrito(valor: Valor | None) -> str:
    """A value as a field shows it; "" when there is none."""
    if valor is None:
        return ""
    return valor.value if isinstance(valor, Marca) else str(valor)

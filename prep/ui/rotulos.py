"""What an acta and each of its fields are called on a screen, in the words of the acta."""

from PySide6.QtCore import QCoreApplication

from prep.domain.catalogo.catalogo import ASENTADO, NO_REGISTRADAS, NULOS, TOTALES, Acta, Eleccion
from prep.domain.hechos.campos import Marca, Valor
from prep.domain.hechos.hechos import Fuente
from prep.services.acopio.casillas import de_una

CONTEXTO = "Rotulos"


def rotulo(campo: str, eleccion: Eleccion) -> str:
    """Parties by their initials, joined as on the acta; totals in words."""
    dichos = {
        TOTALES[0]: QCoreApplication.translate(CONTEXTO, "Boletas sobrantes"),
        TOTALES[1]: QCoreApplication.translate(CONTEXTO, "Personas que votaron"),
        TOTALES[2]: QCoreApplication.translate(CONTEXTO, "Representaciones que votaron"),
        TOTALES[3]: QCoreApplication.translate(CONTEXTO, "Votos sacados de la urna"),
        NO_REGISTRADAS: QCoreApplication.translate(CONTEXTO, "Candidaturas no registradas"),
        NULOS: QCoreApplication.translate(CONTEXTO, "Votos nulos"),
        ASENTADO: QCoreApplication.translate(CONTEXTO, "Total, como está escrito"),
    }
    if campo in dichos:
        return dichos[campo]
    columna = next((c for c in eleccion.columnas if c.codigo == campo), None)
    return " · ".join(columna.partidos) if columna is not None and len(columna.partidos) > 1 else campo


def documentos() -> dict[str, str]:
    """What each type of document is, but the acta PREP (R-11): the words of the field dictionary, TIPO_DOCUMENTO."""
    return {
        "RPP": QCoreApplication.translate(CONTEXTO, "copia de las representaciones de los partidos"),
        "CC": QCoreApplication.translate(CONTEXTO, "copia obtenida del consejo"),
        "PPC": QCoreApplication.translate(CONTEXTO, "copia de las representaciones, obtenida del consejo"),
        "ACTA VMRE": QCoreApplication.translate(CONTEXTO, "del voto en el extranjero"),
        "ACTA VA": QCoreApplication.translate(CONTEXTO, "del voto anticipado"),
        "ACTA VPPP": QCoreApplication.translate(CONTEXTO, "del voto en prisión preventiva"),
        "ACTA UE": QCoreApplication.translate(CONTEXTO, "de urna electrónica"),
    }


def documento(codigo: str) -> str:
    """A type of document with what it is: «RPP, copia de las representaciones de los partidos»."""
    que_es = documentos().get(codigo)
    return f"{codigo}, {que_es}" if que_es else codigo


def titulo(acta: Acta, eleccion: Eleccion) -> str:
    """Which acta it is, at length: of a casilla especial also its code, for it has two of diputaciones (R-19)."""
    return " · ".join((eleccion.nombre, de_una(acta).nombre_largo, *_codigo(acta)))


def breve(acta: Acta) -> str:
    """Its casilla as it is typed and listed, `1 B1`; its code as in `titulo`."""
    return " · ".join((de_una(acta).nombre, *_codigo(acta)))


def _codigo(acta: Acta) -> tuple[str, ...]:
    return (acta.codigo,) if acta.especial else ()


def via(fuente: Fuente, sitio: str = "", *, llego: bool = True, con_cifras: bool = True) -> str:
    """By which of its two sources an acta came, and how far that one is."""
    papel = QCoreApplication.translate(CONTEXTO, "papel {}").format(sitio).strip()
    dicha = QCoreApplication.translate(CONTEXTO, "teléfono") if fuente is Fuente.CASILLA else papel
    if not llego:
        return QCoreApplication.translate(CONTEXTO, "{}: no ha llegado").format(dicha)
    sin_cifras = QCoreApplication.translate(CONTEXTO, "{}: sin cifras verificadas").format(dicha)
    return dicha if con_cifras else sin_cifras


def escrito(valor: Valor | None) -> str:
    """A value as a field shows it; "" when there is none."""
    if valor is None:
        return ""
    return valor.value if isinstance(valor, Marca) else str(valor)

"""The words of the board: what is the matter with a centre of work, how long, and all of it said at length."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from html import escape
from typing import Final

from PySide6.QtCore import QCoreApplication

from central.marco.tabla import hace
from central.tablero.juicio import Asunto, Atraso, Juicio
from central.tablero.tablero import Avance, Sitio, Tablero
from prep.domain.catalogo.catalogo import CCV
from prep.ui.senales import Senal

CONTEXTO = "Sala"  # of the translation
SENALES: Final[Mapping[Asunto, Senal]] = {
    Asunto.SIN_PRESENTARSE: Senal.AVISO,
    Asunto.SIN_LATIDO: Senal.MAL,
    Asunto.REPLICA_PARADA: Senal.MAL,
    Asunto.PIDEN_AYUDA: Senal.ALERTA,
    Asunto.ALARMAS: Senal.ALERTA,
    Asunto.ATRASO: Senal.AVISO,
    Asunto.ESPERA: Senal.AVISO,
    Asunto.SIN_EMPEZAR: Senal.NOTA,
    Asunto.CAMBIO: Senal.AVISO,
    Asunto.CERRADO: Senal.BIEN,
    Asunto.COMPLETO: Senal.BIEN,
    Asunto.EN_MARCHA: Senal.BIEN,
}
# The ground of a tile: only what must be looked at has one of its own.
PAPELES: Final[Mapping[Senal, str]] = {Senal.MAL: "mal", Senal.ALERTA: "mal", Senal.AVISO: "aviso"}
MINUTOS = timedelta(minutes=59)


def del_asunto(juicio: Juicio) -> str:
    """In a word or two, for a tile."""
    dice = {
        Asunto.SIN_PRESENTARSE: QCoreApplication.translate(CONTEXTO, "Su nodo no llega"),
        Asunto.SIN_LATIDO: QCoreApplication.translate(CONTEXTO, "SIN LATIDO {tiempo}"),
        Asunto.REPLICA_PARADA: QCoreApplication.translate(CONTEXTO, "RÉPLICA PARADA"),
        Asunto.PIDEN_AYUDA: QCoreApplication.translate(CONTEXTO, "Piden ayuda: {cuantas}"),
        Asunto.ALARMAS: QCoreApplication.translate(CONTEXTO, "ALARMAS: {cuantas}"),
        Asunto.ATRASO: QCoreApplication.translate(CONTEXTO, "Atraso {tiempo}"),
        Asunto.ESPERA: QCoreApplication.translate(CONTEXTO, "Espera {tiempo}"),
        Asunto.SIN_EMPEZAR: QCoreApplication.translate(CONTEXTO, "Sin empezar"),
        Asunto.CAMBIO: QCoreApplication.translate(CONTEXTO, "Cerró y cambió"),
        Asunto.CERRADO: QCoreApplication.translate(CONTEXTO, "Cerrado por dos"),
        Asunto.COMPLETO: QCoreApplication.translate(CONTEXTO, "Completo"),
        Asunto.EN_MARCHA: QCoreApplication.translate(CONTEXTO, "En marcha"),
    }[juicio.asunto]
    return dice.format(tiempo=breve(juicio.tiempo), cuantas=juicio.cuantas)


def anchas() -> tuple[list[str], list[str], list[str]]:
    """The widest that comes to be said in a tile's head, of those that wait, and in its foot but for a sign."""
    cabezas = [del_asunto(Juicio(asunto, MINUTOS, 99)) for asunto in Asunto]
    return cabezas, [_esperan(9_999, MINUTOS)], [f"{estaciones(99)} · {_faltan(9_999)} 99 "]


def breve(tiempo: timedelta) -> str:
    """`45 s`, `12 min`, `3 h`."""
    return hace(tiempo).partition(" h ")[0] + (" h" if tiempo >= timedelta(hours=1) else "")


def titulo(tablero: Tablero | None, *, fresca: bool) -> str:
    """Of the window: how the night goes, for a person who has another window over it or hears it read aloud."""
    if tablero is None:
        return QCoreApplication.translate(CONTEXTO, "Sala de control — PREP")
    if not fresca:
        return QCoreApplication.translate(CONTEXTO, "Sala de control: SIN CENTRO — PREP")
    partes = [QCoreApplication.translate(CONTEXTO, "ALARMAS: {}").format(tablero.alarmas)] if tablero.alarmas else []
    fase = QCoreApplication.translate(CONTEXTO, "fase {}").format(tablero.fase)
    partes += [fase if tablero.fase else QCoreApplication.translate(CONTEXTO, "sin fase")]
    partes += [QCoreApplication.translate(CONTEXTO, "en manos {}").format(len(tablero.tomados))]
    cuentan = QCoreApplication.translate(CONTEXTO, "Sala de control: {} · {} — PREP")
    return cuentan.format(" · ".join(partes), del_avance(tablero.ciudad).rstrip("."))


def nombre(centro: str) -> str:
    return centro if centro == CCV else f"CATD {centro}"


def estaciones(cuantas: int) -> str:
    return QCoreApplication.translate(CONTEXTO, "{} est.").format(cuantas)


def del_atraso(sitio: Sitio, atraso: Atraso | None) -> str:
    """How far behind its facts are, for a tile; "" where there is no node of its own."""
    if sitio.nodo is None:
        return ""
    if atraso is None or atraso.hechos is None:
        return QCoreApplication.translate(CONTEXTO, "atraso ?")
    if not atraso.hechos and not atraso.imagenes:
        return QCoreApplication.translate(CONTEXTO, "al día")
    return _faltan(atraso.hechos + (atraso.imagenes or 0))


def _faltan(cuantos: int) -> str:
    return QCoreApplication.translate(CONTEXTO, "faltan {}").format(f"{cuantos:,}")


def de_la_espera(sitio: Sitio, momento: datetime) -> str:
    if not sitio.esperan:
        return QCoreApplication.translate(CONTEXTO, "ninguna espera")
    return _esperan(sitio.esperan, momento - (sitio.desde or momento))


def _esperan(cuantas: int, tiempo: timedelta) -> str:
    return QCoreApplication.translate(CONTEXTO, "{} esperan · {}").format(f"{cuantas:,}", breve(tiempo))


def del_avance(avance: Avance) -> str:
    texto = QCoreApplication.translate(
        CONTEXTO, "Esperadas {}, recibidas {}, digitalizadas {}, capturadas {}, verificadas {}, sin acta {}."
    )
    a = avance
    partes = (a.esperadas, a.recibidas, a.digitalizadas, a.capturadas, a.verificadas, a.sin_acta)
    return texto.format(*(f"{n:,}" for n in partes))


def detalle(sitio: Sitio, juicio: Juicio, atraso: Atraso | None, avisos: Sequence[str], momento: datetime) -> str:
    """Everything that is known of it, a sentence a line: what a screen reader says, and what Enter shows."""
    lineas = [del_asunto(juicio) + ".", del_avance(sitio.avance), _frase(de_la_espera(sitio, momento))]
    encendidas = QCoreApplication.translate(CONTEXTO, "Estaciones con trabajo en los últimos cinco minutos: {}.")
    lineas.append(encendidas.format(sitio.estaciones))
    lineas.append(QCoreApplication.translate(CONTEXTO, "Alarmas sin atender: {}.").format(sitio.alarmas))
    if sitio.piden:
        lineas.append(QCoreApplication.translate(CONTEXTO, "Piden ayuda y nadie los atiende: {}.").format(sitio.piden))
    if sitio.en_ccv:
        suyas = QCoreApplication.translate(CONTEXTO, "Actas suyas que tiene el CCV: {}.")
        lineas.append(suyas.format(f"{sitio.en_ccv:,}"))
    if sitio.nodo is None:
        lineas.append(QCoreApplication.translate(CONTEXTO, "Trabaja en el nodo del centro."))
    else:
        lineas.append(_del_nodo(atraso))
    return "\n".join([*lineas, *avisos])


def _del_nodo(atraso: Atraso | None) -> str:
    if atraso is None:
        return QCoreApplication.translate(CONTEXTO, "Todavía no se le pregunta a su nodo cuánto falta.")
    if atraso.hechos is None:
        texto = QCoreApplication.translate(CONTEXTO, "Su nodo no dice cuánto falta por llegar: {}.")
        return texto.format(atraso.razon or "—")
    texto = QCoreApplication.translate(
        CONTEXTO, "Por llegar de su nodo: {} hechos y {} imágenes; el más viejo espera hace {}."
    )
    imagenes = "?" if atraso.imagenes is None else f"{atraso.imagenes:,}"
    return texto.format(f"{atraso.hechos:,}", imagenes, hace(timedelta(seconds=atraso.segundos)))


def leyenda() -> str:
    """What a tile means, for F1, as rich text."""
    frases = (
        QCoreApplication.translate(
            CONTEXTO, "Cada recuadro es un centro de trabajo: su número y, con palabras, lo más grave que le pasa."
        ),
        QCoreApplication.translate(
            CONTEXTO, "Sus barras: recibidas (de las esperadas), digitalizadas, capturadas dos veces y verificadas."
        ),
        QCoreApplication.translate(
            CONTEXTO, "Lo rayado al final de la última barra son actas declaradas SIN ACTA, también registradas."
        ),
        QCoreApplication.translate(
            CONTEXTO, "Debajo: cuántas actas esperan a alguien y hace cuánto la más vieja; y sus estaciones encendidas."
        ),
        QCoreApplication.translate(
            CONTEXTO, "El alto con un número, abajo a la derecha: alarmas suyas, donde algo más grave ocupa el letrero."
        ),
        QCoreApplication.translate(
            CONTEXTO, "«Faltan»: hechos e imágenes que su nodo tiene y no llegan al centro. «Al día»: ninguno."
        ),
        QCoreApplication.translate(
            CONTEXTO, "Rayado sobre todo: las cifras son de hace rato, porque el centro no contesta."
        ),
    )
    return "".join(f"<p>{escape(frase)}</p>" for frase in frases)


def _frase(texto: str) -> str:
    return texto[:1].upper() + texto[1:] + "."

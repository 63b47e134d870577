"""The words of the board: what is the matter with a centre of work, how long, and all of it said at length."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from html import escape
from typing import Final

from PySide6.QtCore import QCoreApplication

from central.mando.juicio import Asunto, Atraso, Juicio
from central.mando.tabla import hace
from central.mando.tablero import Avance, Sitio
from prep.domain.catalogo import CCV
from prep.ui.senales import Senal

CONTEXTO: Final = "Sala"
ASUNTOS: Final[Mapping[Asunto, tuple[Senal, str]]] = {
    Asunto.SIN_PRESENTARSE: (Senal.AVISO, "Su nodo no llega"),
    Asunto.SIN_LATIDO: (Senal.MAL, "SIN LATIDO {tiempo}"),
    Asunto.REPLICA_PARADA: (Senal.MAL, "RÉPLICA PARADA"),
    Asunto.ALARMAS: (Senal.ALERTA, "ALARMAS: {cuantas}"),
    Asunto.ATRASO: (Senal.AVISO, "Atraso {tiempo}"),
    Asunto.ESPERA: (Senal.AVISO, "Espera {tiempo}"),
    Asunto.SIN_EMPEZAR: (Senal.NOTA, "Sin empezar"),
    Asunto.COMPLETO: (Senal.BIEN, "Completo"),
    Asunto.EN_MARCHA: (Senal.BIEN, "En marcha"),
}
# The ground of a tile: only what must be looked at has one of its own.
PAPELES: Final[Mapping[Senal, str]] = {Senal.MAL: "mal", Senal.ALERTA: "mal", Senal.AVISO: "aviso"}


def traducido(texto: str) -> str:
    return QCoreApplication.translate(CONTEXTO, texto)


def del_asunto(juicio: Juicio) -> str:
    """In a word or two, for a tile."""
    _, texto = ASUNTOS[juicio.asunto]
    return traducido(texto).format(tiempo=breve(juicio.tiempo), cuantas=juicio.cuantas)


def breve(tiempo: timedelta) -> str:
    """`45 s`, `12 min`, `3 h`."""
    return hace(tiempo).partition(" h ")[0] + (" h" if tiempo >= timedelta(hours=1) else "")


def nombre(centro: str) -> str:
    return centro if centro == CCV else f"CATD {centro}"


def del_atraso(sitio: Sitio, atraso: Atraso | None) -> str:
    """How far behind its facts are, for a tile; "" where there is no node of its own."""
    if sitio.nodo is None:
        return ""
    if atraso is None or atraso.hechos is None:
        return traducido("atraso ?")
    if not atraso.hechos and not atraso.imagenes:
        return traducido("al día")
    return traducido("faltan {}").format(f"{atraso.hechos + (atraso.imagenes or 0):,}")


def de_la_espera(sitio: Sitio, momento: datetime) -> str:
    if not sitio.esperan:
        return traducido("ninguna espera")
    texto = traducido("{} esperan · {}")
    return texto.format(f"{sitio.esperan:,}", breve(momento - sitio.desde) if sitio.desde else "—")


def del_avance(avance: Avance) -> str:
    texto = traducido("Esperadas {}, recibidas {}, digitalizadas {}, capturadas {}, verificadas {}, sin acta {}.")
    a = avance
    partes = (a.esperadas, a.recibidas, a.digitalizadas, a.capturadas, a.verificadas, a.sin_acta)
    return texto.format(*(f"{n:,}" for n in partes))


def detalle(sitio: Sitio, juicio: Juicio, atraso: Atraso | None, avisos: Sequence[str], momento: datetime) -> str:
    """Everything that is known of it, a sentence a line: what a screen reader says, and what Enter shows."""
    lineas = [del_asunto(juicio) + ".", del_avance(sitio.avance)]
    lineas.append(_frase(de_la_espera(sitio, momento)))
    lineas.append(traducido("Estaciones con trabajo en los últimos cinco minutos: {}.")
                  .format(sitio.estaciones))  # fmt: skip
    lineas.append(traducido("Alarmas sin atender: {}.").format(sitio.alarmas))
    if sitio.en_ccv:
        lineas.append(traducido("Actas suyas que tiene el CCV: {}.").format(
            f"{sitio.en_ccv:,}"))  # fmt: skip
    if sitio.nodo is None:
        lineas.append(traducido("Trabaja en el nodo del centro."))
    else:
        lineas.append(_del_nodo(atraso))
    return "\n".join([*lineas, *avisos])


def _del_nodo(atraso: Atraso | None) -> str:
    if atraso is None:
        return traducido("Todavía no se le pregunta a su nodo cuánto falta.")
    if atraso.hechos is None:
        texto = traducido("Su nodo no dice cuánto falta por llegar: {}.")
        return texto.format(atraso.razon or "—")
    texto = traducido("Por llegar de su nodo: {} hechos y {} imágenes; el más viejo, {}.")
    return texto.format(
        f"{atraso.hechos:,}", "?" if atraso.imagenes is None else f"{atraso.imagenes:,}",
        hace(timedelta(seconds=atraso.segundos)),
    )  # fmt: skip


def _frase(texto: str) -> str:
    return texto[:1].upper() + texto[1:] + "."


def leyenda() -> str:
    """What a tile means, for F1, as rich text."""
    frases = (
        traducido("Cada recuadro es un centro de trabajo: su número y, con palabras, lo más grave que le pasa."),
        traducido("Sus barras: recibidas (de las esperadas), digitalizadas, capturadas dos veces y verificadas."),
        traducido("Lo rayado al final de la última barra son actas declaradas SIN ACTA, también registradas."),
        traducido("Debajo: cuántas actas esperan a alguien y hace cuánto la más vieja; estaciones encendidas; y lo que"
                  " falta por llegar de su nodo."),
        traducido("Rayado sobre todo: las cifras son de hace rato, porque el centro no contesta."),
    )  # fmt: skip
    return "".join(f"<p>{escape(frase)}</p>" for frase in frases)

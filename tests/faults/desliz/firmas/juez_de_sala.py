"""Why nobody confirmed an order of the control room, knowing what it says; "" when somebody did."""

from collections.abc import Callable, Mapping
from typing import Any

from tests.faults.desliz.firmas.delante import Delante
from tests.faults.desliz.firmas.puesto import Hilo, en_pregunta
from tests.faults.desliz.gestos import Gesto

Cuerpo = dict[str, Any]


def _leido(antes: Delante, *partes: str) -> str:
    faltan = [parte for parte in partes if " ".join(parte.split()) not in " ".join(antes.texto.split())]
    return f"no se leía {faltan}" if faltan else ""


def _por(antes: Delante, motivo: str) -> str:
    return "" if " ".join(motivo.split()) == antes.escrito else f"por «{motivo}», y se leía «{antes.escrito}»"


def _fase(c: Cuerpo, antes: Delante, gesto: Gesto, _: Hilo) -> str:
    escrita = "" if antes.escrito.upper() == c["fase"].upper() else f"y se escribió «{antes.escrito}»"
    return escrita or en_pregunta(antes, gesto, f"Pasar a la fase «{c['fase']}»")


def _liberar(c: Cuerpo, antes: Delante, gesto: Gesto, _: Hilo) -> str:
    t = c["tomado"]
    mal = _leido(antes, f"{t.acta} la tiene {t.operador} en la estación {t.estacion}") or _por(antes, c["motivo"])
    return mal or en_pregunta(antes, gesto, "Liberar un trabajo")


def _contingencia(c: Cuerpo, antes: Delante, gesto: Gesto, hilo: Hilo) -> str:
    dicho = hilo.dijo(f"¿Por qué no puede seguir el CATD {c['centro']}?")
    mal = "" if dicho[-1:] == [" ".join(c["motivo"].split())] else f"por {c['motivo']}, y se dijo {dicho}"
    mal = mal or _leido(antes, f"las actas del CATD {c['centro']} que no están registradas")
    return mal or en_pregunta(antes, gesto, "Contingencia de un CATD", "Sí, proponer")


def _regreso(c: Cuerpo, antes: Delante, gesto: Gesto, _: Hilo) -> str:
    mal = _leido(antes, f"Las actas del CATD {c['centro']} que faltan")
    return mal or en_pregunta(antes, gesto, "Regreso de un CATD", "Sí, proponer")


def _apertura(c: Cuerpo, antes: Delante, gesto: Gesto, _: Hilo) -> str:
    mal = _leido(antes, f"Apertura: {c['hora']}.") or _por(antes, c["motivo"])
    return mal or en_pregunta(antes, gesto, "Hora de apertura")


def _retenidas(c: Cuerpo, antes: Delante, gesto: Gesto, hilo: Hilo) -> str:
    (elegida,), (motivo,) = hilo.dijo("¿Cuál se publica")[-1:], hilo.dijo("¿Por qué son correctas?")[-1:]
    suya = "Todas" in elegida if len(c["claves"]) > 1 else c["claves"][0] in elegida
    if not suya or motivo != " ".join(c["motivo"].split()):
        return f"de {c}, y se dijo {elegida} por {motivo}"
    mal = _leido(antes, f"en el siguiente corte: {len(c['claves'])}.")
    return mal or en_pregunta(antes, gesto, "Retenidas", "Sí, proponer")


def _conforme(c: Cuerpo, antes: Delante, gesto: Gesto, _: Hilo) -> str:
    v = c["vista"]
    mal = _leido(antes, f"La propone {v.quien}: {v.dice}", f"Por qué: {v.acuerdo.motivo}", f"la propuesta {v.n}.")
    return mal or en_pregunta(antes, gesto, f"Propuesta {v.n}", "Conforme")


def _rechazo(c: Cuerpo, antes: Delante, gesto: Gesto, _: Hilo) -> str:
    return _por(antes, c["motivo"]) or en_pregunta(antes, gesto, f"Propuesta {c['vista'].n}")


def _atender(c: Cuerpo, antes: Delante, gesto: Gesto, _: Hilo) -> str:
    mal = _leido(antes, f"Pasó la alarma {c['alarma']}.") or _por(antes, c["nota"])
    return mal or en_pregunta(antes, gesto, "Atender una alarma")


def _tomar(c: Cuerpo, antes: Delante, gesto: Gesto, _: Hilo) -> str:
    mal = _leido(antes, c["cual"].texto) or _por(antes, "Lo atiendo yo.")
    return mal or en_pregunta(antes, gesto, "Incidentes")


def _cerrar(c: Cuerpo, antes: Delante, gesto: Gesto, _: Hilo) -> str:
    mal = _leido(antes, c["cual"].texto) or _por(antes, c["hecho"])
    return mal or en_pregunta(antes, gesto, "Incidentes")


def _anotar(c: Cuerpo, antes: Delante, gesto: Gesto, _: Hilo) -> str:
    mal = _leido(antes, f"{c['clase'].nombre}. ¿Dónde y qué pasó?") or _por(antes, c["dicho"])
    return mal or en_pregunta(antes, gesto, "Registrar un incidente")


JUECES: Mapping[str, Callable[[Cuerpo, Delante, Gesto, Hilo], str]] = {
    "fase": _fase, "liberar": _liberar, "contingencia": _contingencia, "regreso": _regreso, "apertura": _apertura,
    "retenidas": _retenidas, "conforme": _conforme, "rechazo": _rechazo, "atender": _atender, "tomar": _tomar,
    "cerrar": _cerrar, "anotar": _anotar,
}  # fmt: skip

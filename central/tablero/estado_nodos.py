"""The part of `prep estado` that says how each node is: alive or not, how far behind, and what to do about it."""

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from central.marco.tabla import hace, rojo, tabla
from central.nodo.laboratorio import LOCAL
from central.sitios.salud import CAMINOS, GUARDA, Camino, SaludDeNodo

DERIVA_MS = 2_000  # a clock that is so far off is told apart
ANCHO = 100
NOMBRES = {"hechos": "Hechos", "imagenes": "Imágenes"}


@dataclass(frozen=True, slots=True)
class Nodos:
    """What `estado` knows of the nodes. `esquema`: this program's."""

    vistos: Sequence[SaludDeNodo] = ()
    esquema: str = ""


def a_json(nodos: Nodos, momento: datetime) -> list[dict[str, object]]:
    """One object per node, fenced ones too; None where nobody knows."""
    return [_nodo(n, nodos, momento) for n in nodos.vistos]


def _nodo(n: SaludDeNodo, nodos: Nodos, momento: datetime) -> dict[str, object]:
    return {
        "nodo": n.nombre.nodo,
        "catd": n.nombre.catd,
        "generacion": n.nombre.generacion,
        "estado": n.estado,
        "direccion": f"{n.servidor}:{n.puerto}" if n.servidor else None,
        "laboratorio": _en_laboratorio(n),
        "latido": n.latido.isoformat() if n.latido else None,
        "segundos_sin_latido": _segundos(n.callado(momento)),
        "cola": n.cola,
        "por_bajar": n.por_bajar,
        "deriva_ms": n.deriva_ms,
        "esquema": n.esquema or None,
        "esquema_igual": n.esquema == nodos.esquema,
        "gente": n.gente or None,
        "contesta": n.contesta,
        "razon": n.razon or None,
        "flujos": {cual: _camino(camino, momento) for cual, camino in n.caminos.items()},
    }


def _camino(camino: Camino, momento: datetime) -> dict[str, object]:
    return {
        **camino.detalle,
        "errores": camino.errores,
        "segundos_sin_noticia": _segundos(momento - camino.noticia if camino.noticia else None),
        "atraso_bytes": camino.octetos,
        "atraso_s": camino.segundos,
        "faltan": camino.faltan,
        "retenido_bytes": camino.retenido,
    }


def a_texto(nodos: Nodos, momento: datetime, terminal: bool = False) -> str:
    """Two tables of the nodes in place and, below, what is wrong with each; "" when there is none."""
    if not nodos.vistos:
        return ""
    vivos = [n for n in nodos.vistos if not n.cercado]
    partes = []
    if vivos:
        cabeza = ["Nodo", "Latido", "Reloj", "Versión", "En su cola", "Por bajarle"]
        filas = [
            [n.nombre.nodo, _latido(n, momento), _reloj(n.deriva_ms), n.esquema or "—", n.cola, n.por_bajar]
            for n in vivos
        ]
        partes.append("Nodos\n" + tabla(cabeza, filas, 2))
        cabeza = ["Réplica", *(f"{NOMBRES[c]} por llegar" for c in CAMINOS), GUARDA, "Retenido", "Errores"]
        partes.append(tabla(cabeza, [_llegada(n) for n in vivos], 2))
    abiertos = [rojo(_doblar(_abierto(n)), terminal) for n in vivos if _en_laboratorio(n)]
    avisos = [_doblar(aviso) for n in nodos.vistos for aviso in avisos_de(n, nodos, momento)]
    if abiertos or avisos:
        partes.append("\n".join([*abiertos, *avisos]))
    return "\n\n".join(partes)


def _llegada(n: SaludDeNodo) -> list[object]:
    caminos = n.caminos.values()
    peor = max(caminos, key=lambda camino: camino.gravedad)
    retenidos = [camino.retenido for camino in caminos if camino.retenido is not None]
    errores = [camino.errores for camino in caminos if camino.errores is not None]
    return [
        n.nombre.nodo,
        *(_atraso(camino) for camino in caminos),
        peor.guarda or "—",
        tamano(max(retenidos)) if retenidos else "—",
        sum(errores) if errores else "—",
    ]


def _atraso(camino: Camino) -> str:
    """`al día`, or `120 (1.2 MB), 34 s`: rows, their bytes, and how long the oldest has waited."""
    if camino.octetos is None or camino.segundos is None:
        return "no se sabe"
    if not camino.faltan:
        return "al día"
    return f"{camino.faltan} ({tamano(camino.octetos)}), {hace(timedelta(seconds=camino.segundos))}"


def avisos_de(n: SaludDeNodo, nodos: Nodos, momento: datetime) -> Iterator[str]:
    """What an administrator should know of a node, a sentence each."""
    nodo = n.nombre.nodo
    if n.cercado:
        otro = next((v.nombre.nodo for v in nodos.vistos if v.nombre.catd == n.nombre.catd and not v.cercado), "otro")
        yield f"{nodo}: CERCADO. {otro} tomó su lugar; nada de él entra ya."
        return
    if not n.servidor:
        yield f"{nodo}: dado de alta, y todavía no se presenta. Arránquelo con su paquete (prep nodo --alta)."
        return
    if not n.vivo(momento):
        yield f"{nodo}: SIN LATIDO hace {_cuanto(n.callado(momento))}. Revise su enlace y que esté en marcha."
    if n.esquema != nodos.esquema:
        yield f"{nodo}: su base es de la versión {n.esquema or '—'} y este programa de la {nodos.esquema}. Actualícelo."
    if abs(n.deriva_ms) >= DERIVA_MS:
        yield f"{nodo}: su reloj va {_reloj(n.deriva_ms)}. Póngalo en hora."
    if n.gente:
        yield f"{nodo}: no pudo registrar a {n.gente}. A los demás, sí."
    if n.razon:
        yield f"{nodo}: no dice cómo va: {n.razon}"
    for cual, camino in n.caminos.items():
        for aviso in camino.avisos(momento):
            yield f"{nodo}, {NOMBRES[cual].lower()}: {aviso}"


def _abierto(n: SaludDeNodo) -> str:
    return f"LABORATORIO: {n.nombre.nodo} escucha SIN CIFRAR en {n.servidor}. No es para la noche real."


def _en_laboratorio(n: SaludDeNodo) -> bool:
    return n.servidor not in ("", LOCAL)


def _latido(n: SaludDeNodo, momento: datetime) -> str:
    callado = n.callado(momento)
    if callado is None:
        return "nunca"
    return f"{'hace' if n.vivo(momento) else 'SIN LATIDO'} {_cuanto(callado)}"


def _cuanto(tiempo: timedelta | None) -> str:
    segundos = _segundos(tiempo)
    return "no se sabe cuánto" if segundos is None else hace(timedelta(seconds=segundos))


def _reloj(deriva_ms: int) -> str:
    """The drift is what must be added to the node's clock: `12 ms atrás` when it is late."""
    if not deriva_ms:
        return "en hora"
    cuanto = abs(deriva_ms)
    dicho = f"{cuanto} ms" if cuanto < 1_000 else hace(timedelta(milliseconds=cuanto))
    return f"{dicho} {'atrás' if deriva_ms > 0 else 'adelante'}"


def tamano(cuanto: int) -> str:
    """`512 B`, `16 KB`, `1.2 MB`, `3.4 GB`."""
    if cuanto < 1_000:
        return f"{cuanto} B"
    for unidad, divisor in (("KB", 1_000), ("MB", 1_000_000)):
        if cuanto < divisor * 1_000:
            valor = cuanto / divisor
            return f"{valor:.1f} {unidad}" if valor < 10 else f"{valor:.0f} {unidad}"
    return f"{cuanto / 1_000_000_000:.1f} GB"


def _doblar(texto: str) -> str:
    """In lines of the page's width; those that follow, to the right."""
    return textwrap.fill(texto, ANCHO, subsequent_indent="   ", break_on_hyphens=False)


def _segundos(tiempo: timedelta | None) -> int | None:
    return None if tiempo is None else max(0, int(tiempo.total_seconds()))

"""The part of `central estado` that says how each node is: alive or not, how far behind, and what to do about it."""

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from central.marco.tabla import hace, rojo, tabla
from central.nodo.laboratorio import LOCAL
from central.sitios.suscripciones import FLUJOS, Suscripcion
from central.sitios.vista import NodoVisto, Ranura, RespuestaDeNodo

SIN_LATIDO_S = 10  # a node beats every two seconds
DERIVA_MS = 2_000  # a clock that is so far off is told apart
ANCHO = 100
RANURAS = {"reserved": "bien", "extended": "crece", "unreserved": "en riesgo", "lost": "PERDIDA"}
NOMBRES = {"hechos": "Hechos", "imagenes": "Imágenes"}


@dataclass(frozen=True, slots=True)
class Nodos:
    """What `estado` knows of the nodes. `esquema`: this program's."""

    vistos: Sequence[NodoVisto] = ()
    respuestas: Mapping[str, RespuestaDeNodo] = field(default_factory=dict)
    esquema: str = ""


def a_json(nodos: Nodos, momento: datetime) -> list[dict[str, object]]:
    """One object per node, fenced ones too; None where nobody knows."""
    return [_nodo(n, nodos, momento) for n in nodos.vistos]


def _nodo(n: NodoVisto, nodos: Nodos, momento: datetime) -> dict[str, object]:
    respuesta = nodos.respuestas.get(n.nombre.nodo)
    return {
        "nodo": n.nombre.nodo,
        "catd": n.nombre.catd,
        "generacion": n.nombre.generacion,
        "estado": n.estado,
        "direccion": f"{n.servidor}:{n.puerto}" if n.servidor else None,
        "laboratorio": _en_laboratorio(n),
        "latido": _iso(n.latido),
        "segundos_sin_latido": _segundos(momento, n.latido),
        "cola": n.cola,
        "por_bajar": n.por_bajar,
        "deriva_ms": n.deriva_ms,
        "esquema": n.esquema or None,
        "esquema_igual": n.esquema == nodos.esquema,
        "contesta": respuesta is not None and not respuesta.razon,
        "razon": respuesta.razon or None if respuesta else None,
        "flujos": {f: _flujo(n.flujos[f], _ranura(respuesta, f), momento) for f in FLUJOS},
    }


def _flujo(flujo: Suscripcion | None, ranura: Ranura | None, momento: datetime) -> dict[str, object]:
    return {
        "suscrito": flujo is not None,
        "habilitado": flujo.habilitada if flujo else None,
        "aplicando": flujo.aplicando if flujo else None,
        "copiando": flujo.copiando if flujo else None,
        "errores": flujo.errores if flujo else None,
        "segundos_sin_noticia": _segundos(momento, flujo.noticia) if flujo else None,
        "confirmado": flujo.confirmado or None if flujo else None,
        "confirmado_en": _iso(flujo.confirmado_en) if flujo else None,
        "atraso_bytes": ranura.atraso if ranura else None,
        "atraso_s": ranura.segundos if ranura else None,
        "faltan": ranura.faltan if ranura else None,
        "retenido_bytes": ranura.retenido if ranura else None,
        "wal_status": ranura.wal_status if ranura else None,
        "ranura_activa": ranura.activa if ranura else None,
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
        cabeza = ["Réplica", "Hechos por llegar", "Imágenes por llegar", "Ranuras", "Retenido", "Errores"]
        partes.append(tabla(cabeza, [_replica(n, nodos.respuestas.get(n.nombre.nodo)) for n in vivos], 2))
    abiertos = [rojo(_doblar(_abierto(n)), terminal) for n in vivos if _en_laboratorio(n)]
    avisos = [_doblar(aviso) for n in nodos.vistos for aviso in avisos_de(n, nodos, momento)]
    if abiertos or avisos:
        partes.append("\n".join([*abiertos, *avisos]))
    return "\n\n".join(partes)


def _replica(n: NodoVisto, respuesta: RespuestaDeNodo | None) -> list[object]:
    ranuras = [_ranura(respuesta, f) for f in FLUJOS]
    hay = [r for r in ranuras if r]
    peor = max((r.wal_status for r in hay), key=_gravedad, default="")
    retenidos = [r.retenido for r in hay if r.retenido is not None]
    errores = [f.errores for f in n.flujos.values() if f]
    return [
        n.nombre.nodo,
        *(_atraso(r) for r in ranuras),
        RANURAS.get(peor, peor or "—"),
        tamano(max(retenidos)) if retenidos else "—",
        sum(errores) if errores else "—",
    ]


def _gravedad(wal_status: str) -> int:
    return list(RANURAS).index(wal_status) if wal_status in RANURAS else len(RANURAS)


def _atraso(ranura: Ranura | None) -> str:
    """`al día`, or `120 (1.2 MB), 34 s`: rows, bytes of log, and how long the oldest has waited."""
    if ranura is None or ranura.atraso is None:
        return "no se sabe"
    if not ranura.faltan:
        return "al día"
    return f"{ranura.faltan} ({tamano(ranura.atraso)}), {hace(timedelta(seconds=ranura.segundos))}"


def avisos_de(n: NodoVisto, nodos: Nodos, momento: datetime) -> Iterator[str]:
    """What an administrator should know of a node, a sentence each."""
    nodo = n.nombre.nodo
    if n.cercado:
        otro = next((v.nombre.nodo for v in nodos.vistos if v.nombre.catd == n.nombre.catd and not v.cercado), "otro")
        yield f"{nodo}: CERCADO. {otro} tomó su lugar; nada de él entra ya."
        return
    if not n.servidor:
        yield f"{nodo}: dado de alta, y todavía no se presenta. Arránquelo con su paquete (nodo --alta)."
        return
    sin_latido = _segundos(momento, n.latido)
    if sin_latido is None or sin_latido > SIN_LATIDO_S:
        yield f"{nodo}: SIN LATIDO hace {_cuanto(sin_latido)}. Revise su enlace y que esté en marcha."
    if n.esquema != nodos.esquema:
        yield f"{nodo}: su base es de la versión {n.esquema or '—'} y este programa de la {nodos.esquema}. Actualícelo."
    if abs(n.deriva_ms) >= DERIVA_MS:
        yield f"{nodo}: su reloj va {_reloj(n.deriva_ms)}. Póngalo en hora."
    respuesta = nodos.respuestas.get(nodo)
    if respuesta and respuesta.razon:
        yield f"{nodo}: no dice cómo va: {respuesta.razon}"
    for flujo in FLUJOS:
        yield from _avisos_de_flujo(nodo, flujo, n.flujos[flujo], _ranura(respuesta, flujo), momento)


def _avisos_de_flujo(
    nodo: str, nombre: str, flujo: Suscripcion | None, ranura: Ranura | None, momento: datetime
) -> Iterator[str]:
    cual = f"{nodo}, {NOMBRES[nombre].lower()}"
    if flujo is None:
        yield f"{cual}: el centro aún no se suscribe. Se hace solo con el centro en marcha (nodo --central)."
    elif not flujo.habilitada:
        yield f"{cual}: la réplica está DETENIDA por un error. Se reintenta sola; si sigue, avise a soporte."
    elif not flujo.aplicando:
        yield f"{cual}: la réplica no está corriendo. Si sigue así, revise el enlace con el nodo."
    elif flujo.copiando:
        yield f"{cual}: se copia por primera vez lo que el nodo tiene."
    elif flujo.noticia and (momento - flujo.noticia).total_seconds() > 90:
        yield f"{cual}: sin noticia hace {hace(momento - flujo.noticia)}."
    if ranura and ranura.wal_status in ("unreserved", "lost"):
        yield f"{cual}: su ranura está {RANURAS[ranura.wal_status]}: puede faltar algo. Use «conciliar»."


def _abierto(n: NodoVisto) -> str:
    return f"LABORATORIO: {n.nombre.nodo} escucha SIN CIFRAR en {n.servidor}. No es para la noche real."


def _en_laboratorio(n: NodoVisto) -> bool:
    return n.servidor not in ("", LOCAL)


def _ranura(respuesta: RespuestaDeNodo | None, flujo: str) -> Ranura | None:
    return respuesta.ranuras.get(flujo) if respuesta else None


def _latido(n: NodoVisto, momento: datetime) -> str:
    segundos = _segundos(momento, n.latido)
    if segundos is None:
        return "nunca"
    return f"{'SIN LATIDO' if segundos > SIN_LATIDO_S else 'hace'} {_cuanto(segundos)}"


def _cuanto(segundos: int | None) -> str:
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


def _iso(momento: datetime | None) -> str | None:
    return momento.isoformat() if momento else None


def _segundos(momento: datetime, desde: datetime | None) -> int | None:
    return None if desde is None else max(0, int((momento - desde).total_seconds()))

"""How each node is, in the words of the night: alive or not, how far behind, in danger or not, and what to do about it.

Every other room asks here after a node. How its facts travel is known only below (suscripciones, ranuras).
"""

import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import Enum
from pathlib import Path
from typing import Any

import psycopg
from psycopg import Connection

from central.marco.tabla import hace
from central.nodo.binarios import ErrorNodo
from central.nodo.nombres import NombreNodo
from central.sitios import ranuras, suscripciones
from central.sitios.ranuras import Ranura
from central.sitios.suscripciones import FLUJOS, TABLAS, Suscripcion, nombre_flujo
from prep.domain.catalogo.imprimible import imprimible

CAMINOS = FLUJOS  # what comes up from a node, each by its own way: its facts never wait behind its images
CERCADO = "CERCADO"
SIN_LATIDO_S = 10  # a node beats every two seconds
SIN_NOTICIA = timedelta(seconds=90)
PLAZO_S = 1.0  # for all the nodes together: `prep estado` answers within two seconds, however many are dead
GUARDA = "Ranuras"  # how a page heads `Camino.guarda`
GUARDAS = {
    "reserved": "bien",
    "extended": "crece",
    "unreserved": "en riesgo",
    "lost": "PERDIDA",
}  # the worse, the later
EN_PELIGRO = ("unreserved", "lost")
DETALLE = (
    *("suscrito", "habilitado", "aplicando", "copiando", "confirmado", "confirmado_en"),  # as the centre sees it
    *("wal_status", "ranura_activa"),  # as the node does
)
# Scans of the centre's own tables: 70 ms with 190,000 facts and 40,000 images. No index: each would cost every fact.
ULTIMOS = {f: f"SELECT nodo, max(recibido) FROM prep.{t} GROUP BY nodo" for f, t in TABLAS.items()}  # noqa: S608


class Marcha(Enum):
    """Whether what a node has comes to the centre; in words, what an administrator should know and do."""

    SIN_EMPEZAR = "el centro aún no se suscribe. Se hace solo con el centro en marcha (prep nodo)."
    DETENIDA = "la réplica está DETENIDA por un error. Se reintenta sola; si sigue, para soporte: «prep diagnostico»."
    SIN_CORRER = "la réplica no está corriendo. Si sigue así, revise el enlace con el nodo."
    COPIANDO = "se copia por primera vez lo que el nodo tiene."
    EN_MARCHA = ""


@dataclass(frozen=True, slots=True)
class Camino:
    """What comes from a node by one way, its facts or its images; None where nobody knows.

    `faltan`: rows that it has and the centre has not, so many `octetos`; `segundos`: how long the oldest has waited.
    `guarda`: in a word, how sure the node keeps them until they come, worse with more `gravedad`, and the bytes
    `retenido` for it; `en_peligro`: some may never come. `noticia`: when the node was last heard by this way; `ultimo`:
    when it got the last row that is here. `detalle`: for other programs, what only a technician understands.
    """

    marcha: Marcha
    errores: int | None = None
    noticia: datetime | None = None
    ultimo: datetime | None = None
    faltan: int | None = None
    octetos: int | None = None
    segundos: int | None = None
    retenido: int | None = None
    guarda: str = ""
    gravedad: int = -1
    en_peligro: bool = False
    detalle: Mapping[str, object] = field(default_factory=dict)

    @property
    def parado(self) -> bool:
        """Nothing comes by it."""
        return self.marcha in (Marcha.SIN_EMPEZAR, Marcha.DETENIDA, Marcha.SIN_CORRER)

    def avisos(self, momento: datetime) -> Iterator[str]:
        """What an administrator should know and do, a sentence each."""
        if self.marcha is not Marcha.EN_MARCHA:
            yield self.marcha.value
        elif self.noticia and momento - self.noticia > SIN_NOTICIA:
            yield f"sin noticia hace {hace(momento - self.noticia)}."
        if self.en_peligro:
            yield f"su ranura está {self.guarda}: puede faltar algo. Use «prep conciliar»."


@dataclass(frozen=True, slots=True)
class SaludDeNodo:
    """What the centre has of a node, in one snapshot, and what the node said when it was asked.

    `cola`: facts that wait for its árbitro; `por_bajar`: facts of the centre that it has still to take. `razon`: why it
    did not answer, "" while nobody asked; `gente`: who of its people it could not register, in its words.
    """

    nombre: NombreNodo
    estado: str
    servidor: str
    puerto: int
    alta: datetime
    latido: datetime | None
    esquema: str
    deriva_ms: int
    cola: int
    por_bajar: int
    caminos: Mapping[str, Camino]
    contesta: bool = False
    razon: str = ""
    gente: str = ""

    @property
    def cercado(self) -> bool:
        return self.estado == CERCADO

    @property
    def parado(self) -> bool:
        """Whether nothing comes from it by some way."""
        return any(camino.parado for camino in self.caminos.values())

    def callado(self, momento: datetime) -> timedelta | None:
        """How long it has not beaten; None when it never did."""
        return momento - self.latido if self.latido else None

    def vivo(self, momento: datetime) -> bool:
        """Whether it beat a moment ago."""
        callado = self.callado(momento)
        return callado is not None and callado <= timedelta(seconds=SIN_LATIDO_S)


def leer(conexion: Connection[Any], *, con_ultimos: bool = True) -> list[SaludDeNodo]:
    """The nodes that joined, by CATD, each before the one that it took the place of; as `prep_centro`.

    Without `con_ultimos` nothing is said of the rows that are here, the costly part, without which none can be asked.
    """
    filas = conexion.execute(
        "SELECT catd, generacion, estado, servidor, puerto, alta, latido, esquema, deriva_ms, cola,"
        " (SELECT count(*) FROM prep.bajada b WHERE b.nodo = n.nodo),"
        " CASE WHEN n.gente_faltan > 0 THEN n.gente_dicho ELSE '' END FROM prep.nodo n ORDER BY catd, generacion DESC"
    ).fetchall()
    if not filas:
        return []
    hay = suscripciones.leer(conexion)
    consultas = ULTIMOS if con_ultimos else {}
    ultimos = {f: dict(conexion.execute(consulta).fetchall()) for f, consulta in consultas.items()}
    nodos = []
    for catd, generacion, *suyo in filas:
        nombre = NombreNodo(catd, generacion)
        caminos = {f: al_centro(hay.get(nombre_flujo(f, nombre)), ultimos.get(f, {}).get(nombre.nodo)) for f in CAMINOS}
        dichos: list[Any] = [imprimible(dato) if isinstance(dato, str) else dato for dato in suyo]
        nodos.append(replace(SaludDeNodo(*(nombre, *dichos[:-1], caminos)), gente=dichos[-1]))
    return nodos


def al_centro(suya: Suscripcion | None, ultimo: datetime | None) -> Camino:
    """A way as the centre sees it; `suya` is None where it is not subscribed yet."""
    if suya is None:
        return Camino(Marcha.SIN_EMPEZAR, ultimo=ultimo, detalle={**dict.fromkeys(DETALLE), "suscrito": False})
    marcha = Marcha.EN_MARCHA
    if not suya.habilitada:
        marcha = Marcha.DETENIDA
    elif not suya.aplicando:
        marcha = Marcha.SIN_CORRER
    elif suya.copiando:
        marcha = Marcha.COPIANDO
    detalle = dict.fromkeys(DETALLE) | {
        "suscrito": True,
        "habilitado": suya.habilitada,
        "aplicando": suya.aplicando,
        "copiando": suya.copiando,
        "confirmado": suya.confirmado or None,
        "confirmado_en": suya.confirmado_en.isoformat() if suya.confirmado_en else None,
    }
    return Camino(marcha, suya.errores, suya.noticia, ultimo, detalle=detalle)


def en_el_nodo(camino: Camino, ranura: Ranura | None) -> Camino:
    """The same way, with what its node said of it."""
    if ranura is None:
        return camino
    dichas = list(GUARDAS)
    estado = ranura.wal_status
    return replace(
        camino,
        faltan=ranura.faltan,
        octetos=ranura.atraso,
        segundos=ranura.segundos,
        retenido=ranura.retenido,
        guarda=GUARDAS.get(estado, estado),
        gravedad=dichas.index(estado) if estado in dichas else len(dichas),
        en_peligro=estado in EN_PELIGRO,
        detalle={**camino.detalle, "wal_status": estado, "ranura_activa": ranura.activa},
    )


def preguntar(datos: Path, nodos: Iterable[SaludDeNodo], plazo_s: float = PLAZO_S) -> list[SaludDeNodo]:
    """The same nodes with what each says, all asked at once from the centre of the folder `datos`.

    One that has not answered in time is left alone.
    """
    todos = list(nodos)
    dichos: dict[str, SaludDeNodo] = {}
    hilos = {
        n.nombre.nodo: threading.Thread(target=_preguntar, args=(datos, n, dichos), daemon=True)
        for n in todos
        if not n.cercado and n.servidor
    }
    limite = time.monotonic() + plazo_s
    for hilo in hilos.values():
        hilo.start()
    for hilo in hilos.values():
        hilo.join(max(0.0, limite - time.monotonic()))
    tarde = "no contestó a tiempo"
    return [
        dichos.get(n.nombre.nodo) or _con(n, {}, contesta=False, razon=tarde if n.nombre.nodo in hilos else "")
        for n in todos
    ]


def _preguntar(datos: Path, nodo: SaludDeNodo, dichos: dict[str, SaludDeNodo]) -> None:
    ultimos = {f: camino.ultimo for f, camino in nodo.caminos.items()}
    try:
        vistas = ranuras.mirar(datos, nodo.nombre, nodo.servidor, nodo.puerto, ultimos)
    except (psycopg.Error, ErrorNodo, OSError) as error:
        razon = _dicha(error, nodo)
        dichos[nodo.nombre.nodo] = _con(nodo, {}, contesta=False, razon=razon)
    else:
        dichos[nodo.nombre.nodo] = _con(nodo, vistas, contesta=True, razon="")


def _dicha(error: Exception, nodo: SaludDeNodo) -> str:
    """In Spanish what libpq says most: nobody listens there. The rest as it came, on one line."""
    texto = imprimible(str(error).strip().partition("\n")[0][:200])
    if "Connection refused" in texto:
        return f"en {nodo.servidor}:{nodo.puerto} nadie escucha"
    return f"a {nodo.servidor}:{nodo.puerto} no se llega" if "o route to host" in texto else texto


def _con(nodo: SaludDeNodo, vistas: Mapping[str, Ranura], *, contesta: bool, razon: str) -> SaludDeNodo:
    caminos = {f: en_el_nodo(camino, vistas.get(f)) for f, camino in nodo.caminos.items()}
    return replace(nodo, caminos=caminos, contesta=contesta, razon=razon)


def por_unir(conexion: Connection[Any]) -> int:
    """At the centre: how many nodes, or parts of them, have joined and do not come here whole yet."""
    ((nuevos,),) = conexion.execute("SELECT count(*) FROM prep.nodo WHERE estado = 'ALTA'").fetchall()
    return int(nuevos) + suscripciones.por_copiar(conexion)


def por_entregar(suyo: Connection[Any]) -> int:
    """At a node, as its owner: bytes that the centre has not taken yet."""
    return ranuras.sin_confirmar(suyo)

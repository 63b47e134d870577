"""What comes down to a node: it takes from the centre, by plain SQL, the facts and people that it must know, and beats.

The centre keeps a list per node, written in each fact's own transaction; a fact leaves it only after the node has it on
disk. Nothing is asked by "greater than the last one": that misses what commits out of order (P-7).
"""

import logging
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import psycopg
from psycopg import Connection

from central.arbitro.tropiezos import anotar, avisar, por_mitades
from central.nodo import roles
from central.nodo.binarios import ErrorNodo
from central.nodo.cluster import Cluster
from central.nodo.relevo import Relevo
from central.sitios.centro_remoto import CentroRemoto, NodoReemplazado, conectar
from central.sitios.gente import BajadaDeGente, subir_sellos
from central.sitios.paquete import PaqueteDeAlta
from central.sitios.turno import TurnoCCV
from prep.store.hechos import COLUMNAS, huecos
from prep.store.migrar import cabeza

LOTE = 500
PAUSA_S = (0.25, 1.0)  # between looks: ever longer while nothing comes, or 33 idle nodes take a fifth of two cores
LATIDO_S = 2.0
REINTENTO_S = (0.5, 10.0)
ARBITRO_S = 10.0
COLA = "SELECT count(*) FROM prep.cola WHERE NOT despues"
POR_TUNEL_S = 2.0  # while there is none, to try is to ask this very machine
REVOCADOS = (
    "INSERT INTO prep.revocados AS r (sitio, lista) VALUES (%s, %s) ON CONFLICT (sitio) DO UPDATE"
    " SET lista = excluded.lista WHERE r.lista <> excluded.lista"
)
MIRADAS = (
    "INSERT INTO prep.miradas AS m (sitio, corte, lista) VALUES (%s, %s, %s) ON CONFLICT (sitio) DO UPDATE"
    " SET corte = excluded.corte, lista = excluded.lista"
)
RECIBIR = f"SELECT prep.recibir({huecos(COLUMNAS)})"
FALTAN = (  # some of them at random: those that the centre lacks too must not hide the others; of a cotejo, both
    "SELECT imagen FROM (SELECT DISTINCT t.imagen FROM (SELECT imagen FROM prep.trabajo WHERE terminado IS NULL"
    "  UNION ALL SELECT s.suyo ->> 'imagen' FROM prep.trabajo w JOIN prep.acta_estado e ON e.acta = w.acta,"
    "  LATERAL jsonb_array_elements(e.estado -> 'fuentes') s(suyo) WHERE w.terminado IS NULL AND w.clase = 'COTEJO') t"
    " WHERE t.imagen <> ''"
    " AND (SELECT true FROM prep.imagen i WHERE i.huella = t.imagen) IS NULL) f ORDER BY random() LIMIT 20"
)
PULSO = (
    "SELECT (SELECT count(*) FROM prep.cola WHERE NOT despues), coalesce(c.n, 0), coalesce(c.eslabon, '')"
    " FROM (SELECT 1) uno LEFT JOIN (SELECT n, eslabon FROM prep.cadena ORDER BY n DESC LIMIT 1) c ON true"
)
REGISTRO = logging.getLogger(__name__)


@dataclass(slots=True)
class Bajada:
    """Runs in a thread of the node's program until `parar`; `reemplazado` or `relevo` say why it ended by itself."""

    cluster: Cluster
    paquete: PaqueteDeAlta
    parar: threading.Event
    anuncia: tuple[str, int] | None = None  # where the centre finds this node, when it is not its own address
    reemplazado: str = ""
    relevo: Relevo | None = None  # the proceso that follows, when that is why
    conectado: threading.Event = field(default_factory=threading.Event)
    turno: TurnoCCV = field(init=False)

    def __post_init__(self) -> None:
        self.turno = TurnoCCV(self.conectado)

    def correr(self) -> None:
        """A centre that does not answer is looked for again, ever more slowly; this node goes on with its work."""
        espera = REINTENTO_S[0]
        while not self.parar.is_set():
            try:
                with conectar(self.paquete, self.cluster.datos) as centro, self._local() as local:
                    if self._hay_relevo(centro):
                        _esperar_al_arbitro(local)
                        self.parar.set()
                        return
                    centro.presentar(*(self.anuncia or donde(self.cluster, self.paquete)), cabeza())
                    self.conectado.set()
                    espera = REINTENTO_S[0]
                    self._atender(centro, local)
            except NodoReemplazado as error:
                self.reemplazado = str(error)
                self.parar.set()
            except (psycopg.Error, ErrorNodo) as error:
                REGISTRO.warning("Sin el centro (se vuelve a intentar): %s", str(error).partition("\n")[0])
                espera = self._esperar(espera)
            except Exception as error:  # noqa: BLE001 -- nothing that comes down ends the link
                anotar("El enlace con el centro falló y se vuelve a intentar", error)
                espera = self._esperar(espera)

    def _hay_relevo(self, centro: CentroRemoto) -> bool:
        """Whether the centre has gone on to another proceso, which it signs: then this node's work ends here.

        Raises ErrorNodo for a centre of another proceso that does not follow this one.
        """
        este, sucesiones = centro.sucesion()
        if este == self.paquete.proceso:
            return False
        publica = bytes.fromhex(self.paquete.centro)
        antes = [una.de for una in sucesiones if una.vale(publica)]
        if self.paquete.proceso not in antes or len(antes) < len(sucesiones):
            raise ErrorNodo(f"El centro es de «{este}», que no sigue a «{self.paquete.proceso}»: no se le manda nada.")
        self.relevo = Relevo(self.paquete.proceso, este)
        return True

    def _esperar(self, espera: float) -> float:
        """Without link for `espera` seconds; how long the next time."""
        self.conectado.clear()
        self.parar.wait(espera)
        return min(espera * 2, POR_TUNEL_S if self.paquete.tunel else REINTENTO_S[1])

    def _subir_sellos(self, centro: CentroRemoto, local: Connection[Any]) -> None:
        """One that the centre does not take keeps nothing else waiting."""
        try:
            subir_sellos(self.cluster, centro, local)
            local.commit()
        except psycopg.Error as error:
            if centro.conexion.broken:
                raise
            local.rollback()
            REGISTRO.warning("El centro no tomó una llave sellada (se repite): %s", str(error).partition("\n")[0])

    def _local(self) -> Connection[Any]:
        return psycopg.connect(self.cluster.dsn(roles.ARBITRO), application_name="prep bajada")

    def _atender(self, centro: CentroRemoto, local: Connection[Any]) -> None:
        gente = BajadaDeGente(self.cluster, centro, self.paquete)
        gente.escuchar()
        latido, pausa = 0.0, PAUSA_S[0]
        while not self.parar.is_set():
            if time.monotonic() >= latido:
                latir(centro, local)
                gente.revisar()
                self._subir_sellos(centro, local)
                self.turno.contestar(centro)
                bajar_revocados(centro, local, self.paquete.catd)
                bajar_miradas(centro, local, self.paquete.catd)
                latido = time.monotonic() + LATIDO_S
            tomados = bajar(centro, local, gente.revisar)
            if tomados < LOTE:
                tomados += traer_imagenes(centro, local)
                pausa = PAUSA_S[0] if tomados else min(2 * pausa, PAUSA_S[1])
                self.parar.wait(pausa)


def _esperar_al_arbitro(local: Connection[Any]) -> None:
    """What is put away is folded and in its chain; of what it cannot take in so long, it never will."""
    limite = time.monotonic() + ARBITRO_S
    while local.execute(COLA).fetchone() != (0,) and time.monotonic() < limite:
        local.commit()
        time.sleep(PAUSA_S[0])


def donde(cluster: Cluster, paquete: PaqueteDeAlta) -> tuple[str, int]:
    """Of all that it listens on, what the centre may look for it at: the link, and not the stations' network."""
    propia, puerto = cluster.direccion
    return next((d for d in cluster.direcciones[1:] if d in paquete.direcciones), propia), puerto


def bajar(centro: CentroRemoto, local: Connection[Any], antes: Callable[[], None] | None = None) -> int:
    """Takes one batch; how many it took. Kept here and on disk before the centre forgets that it owed them.

    `antes` is called between the two: the notice that their people were registered has come by then, because it was
    sent before they signed; kept first, those facts would be of nobody, and set aside.
    """
    filas = centro.bajar(LOTE)
    if not filas:
        return 0
    if antes is not None:
        antes()

    def recibir(unas: Sequence[Sequence[Any]]) -> None:
        with local.transaction(), local.cursor() as cursor:
            cursor.executemany(RECIBIR, unas)

    por_mitades(filas, recibir, lambda fila, error: _apartar(local, f"El hecho {fila[0]}", error))
    centro.bajado(fila[0] for fila in filas)
    return len(filas)


def _apartar(local: Connection[Any], que: str, error: Exception) -> None:
    """What came down and cannot be kept stays at the centre, is alarmed here, and keeps nothing else waiting."""
    anotar(f"{que} bajó del centro y no se pudo guardar", error)
    with local.transaction():
        avisar(local, "BAJADA", "", f"{que} bajó del centro y no se pudo guardar ({type(error).__name__}).")


def bajar_revocados(centro: CentroRemoto, local: Connection[Any], sitio: str) -> None:
    """The centre's list of revoked certificates, kept here; who puts it looks at its signature."""
    if (lista := centro.revocados()) is not None:
        local.execute(REVOCADOS, (sitio, lista))
    local.commit()


def bajar_miradas(centro: CentroRemoto, local: Connection[Any], sitio: str) -> None:
    """What the centre offers to look at again, when it made it after another cut than the one known here."""
    fila = local.execute("SELECT corte FROM prep.miradas WHERE sitio = %s", (sitio,)).fetchone()
    if (nueva := centro.miradas(fila[0] if fila else 0)) is not None:
        local.execute(MIRADAS, (sitio, *nueva))
    local.commit()


def traer_imagenes(centro: CentroRemoto, local: Connection[Any]) -> int:
    """The images of open work that are not here: work that another centre had, or that of a node that died."""
    faltan = [huella for (huella,) in local.execute(FALTAN).fetchall()]
    local.commit()
    traidas = 0
    for huella in faltan:
        imagen = centro.imagen(huella)
        if imagen is not None:
            por_mitades(
                [(huella, *imagen)],
                lambda unas: _recibir_imagen(local, *unas),
                lambda una, error: _apartar(local, f"La imagen {una[0]}", error),
            )
            traidas += 1
    return traidas


def _recibir_imagen(local: Connection[Any], imagen: Sequence[Any]) -> None:
    with local.transaction():
        local.execute("SELECT prep.recibir_imagen(%s, %s, %s, %s, %s)", imagen)


def latir(centro: CentroRemoto, local: Connection[Any]) -> None:
    """Beats, with what waits here, where the chain is, and how far this clock is from the centre's (round trip out)."""
    ((cola, n, eslabon),) = local.execute(PULSO).fetchall()
    local.commit()
    antes = datetime.now(UTC)
    suyo = centro.latir(cola, n, bytes(eslabon), 0)
    despues = datetime.now(UTC)
    deriva = suyo - (antes + (despues - antes) / 2)
    if abs(milisegundos := round(deriva.total_seconds() * 1000)) >= 1:
        centro.latir(cola, n, bytes(eslabon), milisegundos)

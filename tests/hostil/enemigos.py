"""Three who are hostile in a night: a station, a person of a desk and a node, each with what each really has.

The station, its password. The person, their key and their station. The node, its base and the package of its joining.
"""

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg

from central.nodo.cluster import ADMIN, Cluster
from central.nodo.roles import DUENO
from central.sitios import paquete
from central.sitios.centro_remoto import CentroRemoto, conectar
from prep.domain.hechos.hechos import Cuerpo, Fuente
from prep.net.identidad import Llave, abrir
from prep.services.estacion.firma import FirmaDeSesion
from prep.store.hechos import HechoFirmado
from simulacro.personas.personal import leer_contrasena
from tests.ataques.ciudad import ENTREGAR, Crudo, entregar_por, meter_por

PLAZO_S = 10.0
APARTADO = "en cuarentena"
ENSANCHAR = "ALTER PUBLICATION hechos SET TABLE prep.hecho"


class NoSeDetuvo(AssertionError):
    """A hostile act did what it meant to."""


@dataclass
class Enemigos:
    """`sitio`: where the hostile station is; `mesa`, the hostile person's; `nodo`, the hostile node's."""

    salida: Path
    proceso: str
    sitio: str
    mesa: str
    nodo: str
    llave: Llave = field(repr=False)
    hechos: list[UUID] = field(default_factory=list)  # that a node took from them: the night must count them too
    _candado: threading.Lock = field(default_factory=threading.Lock)

    @property
    def estacion(self) -> str:
        return f"e{self.sitio}-2-captura"

    @property
    def persona(self) -> tuple[str, str]:
        """The operator and their station."""
        return f"mesa-{self.mesa}-6", f"e{self.mesa}-6-mesa"

    def cluster(self, sitio: str) -> Cluster:
        return Cluster(self.salida / "nodos" / f"nodo{sitio}")

    @property
    def centro(self) -> Cluster:
        return Cluster(self.salida / "nodo")

    @contextmanager
    def conexion(self, *antes: str) -> Iterator[psycopg.Connection[Any]]:
        """Of the hostile station, as a client of its own."""
        with closing(psycopg.connect(self.cluster(self.sitio).dsn(self.estacion), autocommit=True)) as conexion:
            for orden in antes:
                conexion.execute(orden.encode())
            yield conexion

    @contextmanager
    def al_centro(self) -> Iterator[CentroRemoto]:
        with conectar(paquete.leer(self.cluster(self.nodo).datos.with_suffix(".json"))) as centro:
            yield centro

    def consultar(self, donde: Cluster, consulta: str, *valores: Any) -> list[tuple[Any, ...]]:
        """What only who plays the night sees: to know what became of an act."""
        with psycopg.connect(donde.dsn(DUENO), autocommit=True) as conn:
            return conn.execute(consulta.encode(), valores).fetchall()

    def crudo(self, tipo: str, acta: str, cuerpo: str, **otros: Any) -> Crudo:
        """What the station delivers, signed by nobody."""
        quien = f"captura-{self.sitio}-2"
        return Crudo(tipo, acta, cuerpo, operador=quien, estacion=self.estacion, proceso=self.proceso,
                     nodo=f"CATD{self.nodo}", **otros)  # fmt: skip

    def entregar(self, crudo: Crudo) -> str:
        with self.conexion() as conexion:
            return self._tomado(entregar_por(conexion, crudo), crudo.id)

    def que_lo_aparten(self, id_: UUID, sitio: str) -> str:
        """What a node took is set aside by its árbitro."""
        consulta, limite = "SELECT 1 FROM prep.cuarentena WHERE hecho = %s", time.monotonic() + PLAZO_S
        while not self.consultar(self.cluster(sitio), consulta, id_):
            if time.monotonic() > limite:
                raise NoSeDetuvo(f"el hecho {id_} no se apartó")
            time.sleep(0.1)
        return APARTADO

    def firmar(self, acta: str, cuerpo: Cuerpo) -> HechoFirmado:
        return FirmaDeSesion(*self.persona, self.proceso, self.llave).hecho(acta, Fuente.CATD, cuerpo)

    def firmado(self, crudo: Crudo) -> Crudo:
        """The same, of the hostile person, with their true signature over whatever it says."""
        quien, donde = self.persona
        ahora = crudo.momento or datetime.now(UTC).isoformat(timespec="microseconds")
        cabeza = ("prep-1", str(crudo.id), self.proceso, crudo.tipo, crudo.acta, crudo.fuente, quien, donde, ahora)
        firma = self.llave.firmar("\n".join((*cabeza, str(crudo.desfase_ms), crudo.cuerpo)).encode())
        return replace(crudo, operador=quien, estacion=donde, momento=ahora, firma=firma)

    def entregar_firmado(self, que: HechoFirmado | Crudo) -> str:
        """From the person's station."""
        with closing(psycopg.connect(self.cluster(self.mesa).dsn(self.persona[1]), autocommit=True)) as conexion:
            if isinstance(que, Crudo):
                return self._tomado(entregar_por(conexion, self.firmado(que)), que.id)
            h = que.hecho
            valores = (h.id, h.proceso, h.tipo, h.acta, h.fuente, h.operador, h.momento, h.desfase_ms)
            ((dicho,),) = conexion.execute(ENTREGAR, (*valores, que.cuerpo, que.firma)).fetchall()
            return self._tomado(str(dicho), h.id)

    def meter_y_quitar(self, crudo: Crudo) -> str:
        """The node puts it in its own table, sends all, until the centre has set it aside; and takes it out."""
        with closing(psycopg.connect(self.cluster(self.nodo).dsn(ADMIN), autocommit=True)) as admin:
            admin.execute(ENSANCHAR)
            meter_por(admin, crudo)
            try:
                return self._que_lo_aparte_el_centro(crudo.id)
            finally:
                admin.execute(
                    f"ALTER PUBLICATION hechos SET TABLE prep.hecho WHERE (nodo = 'CATD{self.nodo}')".encode()
                )
                admin.execute("SET session_replication_role = replica")
                for tabla, columna in (("cola", "hecho"), ("cuarentena", "hecho"), ("hecho", "id")):
                    admin.execute(f"DELETE FROM prep.{tabla} WHERE {columna} = %s".encode(), (crudo.id,))

    def _que_lo_aparte_el_centro(self, id_: UUID) -> str:
        consulta, limite = "SELECT 1 FROM prep.entrega_rara WHERE hecho = %s", time.monotonic() + PLAZO_S
        while not self.consultar(self.centro, consulta, id_):
            if time.monotonic() > limite:
                raise NoSeDetuvo(f"el centro no apartó el hecho {id_}")
            time.sleep(0.1)
        return "apartado en el centro"

    def _tomado(self, dicho: str, id_: UUID) -> str:
        if dicho == "nuevo":
            with self._candado:
                self.hechos.append(id_)
        return dicho

    def actas(self, sitio: str, *etapas: str, otra: bool = False) -> list[str]:
        """At the centre: of that site, or of any other, in one of those stages."""
        consulta = (
            "SELECT a.clave FROM prep.acta a JOIN prep.acta_estado e ON e.acta = a.clave"
            f" WHERE a.centro {'<>' if otra else '='} %s AND a.centro <> 'CCV' AND e.etapa = ANY(%s) ORDER BY 1"
        )
        return [clave for (clave,) in self.consultar(self.centro, consulta, sitio, list(etapas))]

    def guardar(self, salida: Path) -> None:
        """What nodes took from them, as a station keeps what it delivered: none of it may be lost nor doubled."""
        with closing(sqlite3.connect(salida / "estaciones" / "enemigos.spool")) as spool:
            spool.execute("CREATE TABLE IF NOT EXISTS salida (id TEXT PRIMARY KEY, estado TEXT)")
            spool.executemany("INSERT OR IGNORE INTO salida VALUES (%s, 'entregado')".replace("%s", "?"),
                              [(str(id_),) for id_ in self.hechos])  # fmt: skip
            spool.commit()


def llave_de(salida: Path, sitio: str) -> Llave:
    """Of the person of the desk of `sitio`, opened with their password."""
    with psycopg.connect(Cluster(salida / "nodo").dsn(DUENO)) as conn:
        ((sellada,),) = conn.execute(
            "SELECT sellada FROM prep.operador WHERE operador = %s", (f"mesa-{sitio}-6",)
        ).fetchall()
    return abrir(sellada, leer_contrasena(salida / "nodo"))

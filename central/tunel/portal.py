"""Keeps the plan of the tunnels as the centre's base and its list of revoked ones say: who was fenced is out of it."""

import logging
import threading
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import psycopg
from psycopg import Connection

from central.nodo import revocados
from central.nodo.binarios import ErrorNodo
from central.nodo.cluster import ADMIN, Cluster
from central.nodo.confianza import Confianza
from central.nodo.nombres import NombreNodo
from central.nodo.revocados import RevocadosInvalidos
from central.tunel import ajustes, plan
from central.tunel.ajustes import EntradaDeTuneles
from central.tunel.lugares import en_el_centro
from central.tunel.plan import SERIE, PlanDeTuneles, TunelDeNodo

RONDA_S = 1.0
NODOS = "SELECT catd, generacion, direcciones FROM prep.nodo WHERE estado <> 'CERCADO' ORDER BY catd"
REGISTRO = logging.getLogger(__name__)


@dataclass(slots=True)
class Portal:
    """Runs in a thread of the centre's program until `parar`; without settings of the tunnel it does nothing."""

    cluster: Cluster
    parar: threading.Event
    _dicho: str = ""

    def correr(self) -> None:
        while not self.parar.is_set():
            try:
                with psycopg.connect(self.cluster.dsn(ADMIN), autocommit=True, application_name="prep portal") as admin:
                    while not self.parar.wait(RONDA_S):
                        if entrada := ajustes.leer_si_hay(self.cluster.datos):
                            self.revisar(admin, entrada)
            except (psycopg.OperationalError, ErrorNodo, OSError) as error:
                self._decir(f"No se pudo decir de quién se reciben túneles: {str(error).splitlines()[0]}")
                self.parar.wait(RONDA_S)

    def revisar(self, admin: Connection[Any], entrada: EntradaDeTuneles) -> None:
        """Raises ErrorNodo, OSError."""
        confianza = self.cluster.confianza
        if confianza is None or confianza.suya.tunel is None:
            raise ErrorNodo("la identificación del centro no es de las que llevan túnel: expida otra y póngala")
        base, puerto = self.cluster.direccion
        nuevo = PlanDeTuneles(
            version=1,
            escucha=entrada.escucha,
            puerto=entrada.salida.puerto,
            base=base,
            puerto_base=puerto,
            tunel=confianza.suya.tunel,
            autoridad=confianza.servidor.autoridad,
            nodos=tuple(_nodos(admin)),
            revocados=_revocados(confianza),
        )
        if plan.guardar(nuevo, entrada.carpeta_de(self.cluster.datos)):
            self._decir(f"Se reciben los túneles de {len(nuevo.nodos)} nodos.")

    def _decir(self, texto: str) -> None:
        if texto != self._dicho:
            self._dicho = texto
            REGISTRO.warning("%s", texto)


def _nodos(admin: Connection[Any]) -> list[TunelDeNodo]:
    """Those that come by the tunnel, by what the centre was told of each."""
    vigentes = ((NombreNodo(catd, n), direcciones) for catd, n, direcciones in admin.execute(NODOS))
    suyas = ((nombre, en_el_centro(nombre), direcciones) for nombre, direcciones in vigentes)
    return [TunelDeNodo(nodo=n.apodo, direccion=suya) for n, suya, direcciones in suyas if suya in direcciones]


def _revocados(confianza: Confianza) -> tuple[int, ...]:
    """Raises ErrorNodo: without its list, nobody is told whom to take in."""
    try:
        lista = revocados.leer(confianza.servidor.revocados, confianza.servidor.autoridad, datetime.now(UTC))
    except RevocadosInvalidos as error:
        raise ErrorNodo(str(error)) from error
    return tuple(sorted({serie & SERIE for serie in lista.series}))

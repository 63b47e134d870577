"""Keeps a node's people equal to the centre's: all are copied when it joins, and again when anybody changes there.

The centre says that something changed by a notice without content; what changed is found by comparing, so that no
notice can be missed: a link that comes back takes everybody again. One that cannot be registered holds up no other, and
the centre is told which.
"""

import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg import Connection

from central.arbitro.tropiezos import por_mitades
from central.nodo import roles
from central.nodo.binarios import ErrorNodo
from central.nodo.cluster import Cluster
from central.nodo.lista import publica_del_centro, vale
from central.nodo.personas import CuentaCae, EstacionNueva, Gente, OperadorNuevo
from central.nodo.registro import registrar
from central.sitios.centro_remoto import CentroRemoto, NodoReemplazado
from central.sitios.paquete import PaqueteDeAlta

GUARDAR = (
    "INSERT INTO prep.sello (huella, trajo, sellada, subido)"
    " SELECT encode(sha256(convert_to(s, 'UTF8')), 'hex'), t, s, true FROM (VALUES (%s::text, %s::text)) v(t, s)"
    " ON CONFLICT DO NOTHING"
)
FALTAN = "SELECT EXISTS (SELECT FROM prep.sello WHERE NOT subido)"
REINTENTO_S = 30.0  # until who could not be registered is tried again, if nothing changes at the centre meanwhile
DICHOS_MAX = 5  # that are told to the centre one by one
ALTERADO = "no es el registro que firmó el centro"
REGISTRO = logging.getLogger(__name__)
Alguien = OperadorNuevo | EstacionNueva | CuentaCae


@dataclass(frozen=True, slots=True)
class GenteBajada:
    """How many rows changed here, and a sentence of each that could not be registered."""

    cambiadas: int
    faltan: tuple[str, ...] = ()

    @property
    def dicho(self) -> str:
        """Those that could not be, in words for the centre."""
        resto = len(self.faltan) - DICHOS_MAX
        return "; ".join(self.faltan[:DICHOS_MAX]) + (f"; y {resto} más" if resto > 0 else "")


def bajar_gente(cluster: Cluster, centro: CentroRemoto, paquete: PaqueteDeAlta) -> GenteBajada:
    """Registers here what the centre has, each by itself if all at once cannot be: who is inactive, first.

    Who left the centre's service is inactive here too; nobody is deleted. Raises what is of the place and not of them:
    ErrorNodo (the centre's public key is not here), psycopg.OperationalError, OSError.
    """
    publica = publica_del_centro(cluster.datos)
    gente = centro.gente(paquete.catd)
    firmados: list[OperadorNuevo | EstacionNueva] = [*gente.operadores, *gente.estaciones]
    faltan = [f"{_quien(uno)}: {ALTERADO}" for uno in firmados if not vale(uno, paquete.proceso, publica)]
    cambiadas = 0

    def tomar(unos: Sequence[Alguien]) -> None:
        nonlocal cambiadas
        cambiadas += registrar(cluster, _gente(unos))

    todos: list[Alguien] = [*sorted(firmados, key=lambda uno: uno.activo), *gente.cae]
    por_mitades(todos, tomar, lambda uno, error: faltan.append(f"{_quien(uno)}: {_linea(error)}"))
    if sellos := centro.sellos():
        with psycopg.connect(cluster.dsn(roles.DUENO)) as conn, conn.cursor() as cursor:
            cursor.executemany(GUARDAR, [(f"centro {operador}", sellada) for operador, sellada in sellos])
    return GenteBajada(cambiadas, tuple(faltan))


def _gente(unos: Sequence[Alguien]) -> Gente:
    return Gente(
        [uno for uno in unos if isinstance(uno, OperadorNuevo)],
        [uno for uno in unos if isinstance(uno, EstacionNueva)],
        [uno for uno in unos if isinstance(uno, CuentaCae)],
    )


def _quien(uno: Alguien) -> str:
    if isinstance(uno, OperadorNuevo):
        return uno.operador[:60]
    return f"estación {uno.estacion}"[:60] if isinstance(uno, EstacionNueva) else f"cuenta de CAE {uno.cuenta}"[:60]


def _linea(error: Exception) -> str:
    return str(error).strip().partition("\n")[0][:120]


def subir_sellos(cluster: Cluster, centro: CentroRemoto, local: Connection[Any]) -> int:
    """Takes to the centre the keys that people sealed here; how many. `local` may not read them: the owner does.

    Raises psycopg.Error: what the centre did not take now is tried again later.
    """
    if local.execute(FALTAN).fetchone() == (False,):
        return 0
    with psycopg.connect(cluster.dsn(roles.DUENO)) as conn:
        faltan = conn.execute("SELECT huella, trajo, sellada FROM prep.sello WHERE NOT subido LIMIT 50").fetchall()
        for huella, trajo, sellada in faltan:
            centro.sellar(trajo, sellada)
            conn.execute("UPDATE prep.sello SET subido = true WHERE huella = %s", (huella,))
    return len(faltan)


@dataclass(slots=True)
class BajadaDeGente:
    """For as long as one connection with the centre lasts."""

    cluster: Cluster
    centro: CentroRemoto
    paquete: PaqueteDeAlta
    _cambio: bool = True  # what changed while there was no link is not known
    _otra_vez: float = float("inf")  # when those who could not be are tried again
    _dicho: GenteBajada | None = None  # what the centre was told last, by this connection

    def escuchar(self) -> None:
        self.centro.escuchar_gente(self._anotar)

    def _anotar(self) -> None:
        self._cambio = True

    def revisar(self) -> None:
        """Takes everybody if something changed, and tells the centre who could not be registered.

        Raises NodoReemplazado, psycopg.Error.
        """
        if not self._cambio and time.monotonic() < self._otra_vez:
            return
        self._cambio = False  # before reading: what changes meanwhile is read the next time
        try:
            bajada = bajar_gente(self.cluster, self.centro, self.paquete)
        except NodoReemplazado:
            raise
        except (ErrorNodo, OSError) as error:  # of this place, whoever they are: its disk, the centre's public key
            bajada = GenteBajada(0, (f"nadie: {_linea(error)}",))
        if bajada.cambiadas:
            REGISTRO.info("Del centro bajaron %d altas o cambios de personas, estaciones y CAE.", bajada.cambiadas)
        if self._dicho is None or self._dicho.faltan != bajada.faltan:
            if bajada.faltan:
                REGISTRO.warning("No se pudo registrar a %d (se reintenta): %s", len(bajada.faltan), bajada.dicho)
            self.centro.decir_gente(len(bajada.faltan), bajada.dicho)
        self._dicho = bajada
        self._otra_vez = time.monotonic() + REINTENTO_S if bajada.faltan else float("inf")

"""A node's view of the centre: the functions of `nodo_v1`, by the role of its package."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any
from uuid import UUID

import psycopg

from central.nodo.binarios import ErrorNodo
from central.nodo.personas import CuentaCae, EstacionNueva, Gente, OperadorNuevo
from central.nodo.relevo import Sucesion
from central.sitios.acceso import al_centro
from central.sitios.paquete import PaqueteDeAlta
from prep.domain.catalogo.catalogo import Catalogo
from prep.store.catalogo_json import catalogo_de_texto
from prep.store.hechos import EN_CAMINO

ESPERA_S = 5
REEMPLAZADO = "PR010"
CERCADO = "is not permitted to log in"  # what `sitio alta --reemplazar` leaves its role as
CANAL_GENTE = "prep_gente"  # what 10_disparadores.sql notifies


class NodoReemplazado(ErrorNodo):
    """The centre has put another node in the place of this one; the message says what to do."""


class NodoFuera(ErrorNodo):
    """The centre does not look for this node where it says that it is; the message says what to do."""


@dataclass(slots=True)
class CentroRemoto:
    """An open connection to the centre, in autocommit, to be used in a `with`."""

    conexion: psycopg.Connection[Any]

    def __enter__(self) -> "CentroRemoto":
        return self

    def __exit__(
        self, tipo: type[BaseException] | None, error: BaseException | None, traza: TracebackType | None
    ) -> None:
        self.conexion.close()

    def presentar(self, servidor: str, puerto: int, esquema: str) -> None:
        """Raises NodoFuera when the node may not be there."""
        ((dicho,),) = self._llamar("SELECT nodo_v1.presentar(%s, %s, %s)", servidor, puerto, esquema)
        if fuera := json.loads(dicho).get("fuera"):
            raise NodoFuera(f"{fuera}. En el centro: «prep sitio alta --direccion», con la suya.")

    def sucesion(self) -> tuple[str, list[Sucesion]]:
        """The centre's proceso, and those before it, from the first on."""
        ((dicho,),) = self._llamar("SELECT nodo_v1.sucesion()")
        leido = json.loads(dicho)
        filas = ((s["de"], s["a"], datetime.fromisoformat(s["momento"]), s["firma"]) for s in leido["sucesion"])
        return str(leido["proceso"]), [Sucesion(de, a, cuando, bytes.fromhex(firma)) for de, a, cuando, firma in filas]

    def decir_archivo(self, proceso: str, hechos: int) -> None:
        """How many facts of its own this node keeps of a proceso of before."""
        self._llamar("SELECT nodo_v1.decir_archivo(%s, %s)", proceso, hechos)

    def esquema(self) -> str:
        """The revision of the centre's base."""
        ((revision,),) = self._llamar("SELECT nodo_v1.esquema()")
        return str(revision)

    def latir(self, cola: int, cabeza_n: int, cabeza: bytes, deriva_ms: int) -> datetime:
        """The centre's time."""
        ((ahora,),) = self._llamar("SELECT nodo_v1.latir(%s, %s, %s, %s)", cola, cabeza_n, cabeza, deriva_ms)
        return ahora  # type: ignore[no-any-return]

    def ccv_de_turno(self, espera_s: int) -> bool:
        """Whether somebody of the CCV captured, or holds work, within `espera_s` seconds."""
        ((hay,),) = self._llamar("SELECT nodo_v1.ccv_de_turno(%s)", espera_s)
        return bool(hay)

    def catalogo(self) -> Catalogo:
        ((texto,),) = self._llamar("SELECT nodo_v1.catalogo()")
        return catalogo_de_texto(texto)

    def gente(self, catd: str) -> Gente:
        """Everybody who signs facts, and the stations and accounts of CAE of this node's CATD."""
        return Gente(self.operadores(), self.estaciones(catd), self.cae())

    def escuchar_gente(self, avisar: Callable[[], None]) -> None:
        """From here on `avisar` is called, with the answer of whatever is asked, once somebody was registered."""
        self.conexion.add_notify_handler(lambda _: avisar())
        self.conexion.execute(f"LISTEN {CANAL_GENTE}")

    def decir_gente(self, faltan: int, dicho: str) -> None:
        """How many of those people and stations this node could not register, and which."""
        self._llamar("SELECT nodo_v1.decir_gente(%s, %s)", faltan, dicho)

    def operadores(self) -> list[OperadorNuevo]:
        filas = self._llamar(
            "SELECT operador, nombre, publica, sellada, roles, sitio, activo, version, firma FROM nodo_v1.personas()"
        )
        return [OperadorNuevo(o, n, bytes(p), s, tuple(r), t, a, v, bytes(f)) for o, n, p, s, r, t, a, v, f in filas]

    def sellos(self) -> list[tuple[str, str]]:
        """The seals in force of the people of this node's CATD that are not in the list: (person, sealed key)."""
        return [(o, s) for o, s in self._llamar("SELECT operador, sellada FROM nodo_v1.sellos()")]

    def sellar(self, trajo: str, sellada: str) -> None:
        """What somebody sealed at this node; one of nobody here any more is left."""
        self._llamar("SELECT nodo_v1.sellar(%s, %s)", trajo, sellada)

    def revocados(self) -> str | None:
        """The list of revoked certificates of this node's site; None while nobody brought one to the centre."""
        ((lista,),) = self._llamar("SELECT nodo_v1.revocados()")
        return None if lista is None else str(lista)

    def miradas(self, corte: int) -> tuple[int, str] | None:
        """The cut and the list of what is offered for a second look; None when it is that of `corte`."""
        filas = self._llamar("SELECT de_corte, lista FROM nodo_v1.miradas(%s)", corte)
        return (int(filas[0][0]), str(filas[0][1])) if filas else None

    def estaciones(self, sitio: str) -> list[EstacionNueva]:
        filas = self._llamar("SELECT estacion, activo, version, firma, papeles FROM nodo_v1.estaciones()")
        return [EstacionNueva(e, sitio, a, version, bytes(firma), tuple(p)) for e, a, version, firma, p in filas]

    def cae(self) -> list[CuentaCae]:
        return [CuentaCae(*fila) for fila in self._llamar("SELECT acta, cuenta, desde FROM nodo_v1.cae()")]

    def bajar(self, limite: int) -> list[tuple[Any, ...]]:
        """The rows (EN_CAMINO) of facts still to be taken; they stay listed until `bajado`."""
        return self._llamar(f"SELECT {EN_CAMINO} FROM nodo_v1.bajar(%s)", limite)  # noqa: S608 -- constant columns

    def bajado(self, hechos: Iterable[UUID]) -> None:
        self._llamar("SELECT nodo_v1.bajado(%s)", list(hechos))

    def imagen(self, huella: str) -> tuple[str, bytes, str, str] | None:
        """acta, content, station and node of an image; None while the centre does not have it."""
        filas = self._llamar("SELECT acta, bytes, estacion, nodo FROM nodo_v1.imagen(%s)", huella)
        return filas[0] if filas else None

    def _llamar(self, orden: str, *valores: object) -> list[tuple[Any, ...]]:
        try:
            return self.conexion.execute(orden, valores).fetchall()
        except psycopg.Error as error:
            if error.sqlstate == REEMPLAZADO:
                raise NodoReemplazado(str(error).partition("\n")[0]) from error
            raise


def conectar(paquete: PaqueteDeAlta, datos: Path | None = None) -> CentroRemoto:
    """`datos`: the node's folder, where its identification would be.

    Raises NodoReemplazado when this node was fenced, ErrorNodo, psycopg.OperationalError when the centre does not
    answer, or who answers is not the centre.
    """
    dsn = al_centro(
        paquete, datos, connect_timeout=ESPERA_S, keepalives_idle=5, keepalives_interval=2, keepalives_count=3,
        application_name=f"prep {paquete.nombre.nodo}",
    )  # fmt: skip
    try:
        return CentroRemoto(psycopg.connect(dsn, autocommit=True))
    except psycopg.OperationalError as error:
        if CERCADO in str(error):  # a refused connection carries no code; our clusters speak English
            raise NodoReemplazado(
                f"El nodo {paquete.nombre.nodo} fue reemplazado: lo que tenga ya no entra. "
                "Guarde su carpeta y avise al centro."
            ) from error
        raise

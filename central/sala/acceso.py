"""Who may give orders in the control room: the centre's people, whose keys are unsealed here and travel nowhere."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import psycopg

from central.marco.base import al_centro
from central.nodo.binarios import ErrorNodo
from central.nodo.cluster import Cluster
from central.nodo.registro import leer_personas
from prep.documents.guardado import guardar
from prep.services.estacion.errores import NoProcede
from prep.services.estacion.sesion import Sesion, abrir_sesion
from prep.services.nodo.tipos import OperadorConocido

ESTACION = "sala"  # what the facts signed here say of where; no station may be named so by accident: it has no role
ARCHIVO = "sala.json"
Conocidos = Callable[[], Sequence[OperadorConocido]]


@dataclass(frozen=True, slots=True)
class MemoriaEnArchivo:
    """What the room remembers by name (failed tries), in one small file of the centre's folder."""

    ruta: Path

    def copia(self, clave: str) -> str | None:
        dicho = self._leer().get(clave)
        return None if dicho is None else str(dicho)

    def copiar(self, clave: str, texto: str) -> None:
        guardar(self.ruta, json.dumps(self._leer() | {clave: texto}).encode())

    def _leer(self) -> dict[str, object]:
        """What cannot be read was not written by us: it begins again."""
        try:
            leido = json.loads(self.ruta.read_text(encoding="utf-8"))
        except (FileNotFoundError, ValueError):
            return {}
        return leido if isinstance(leido, dict) else {}


@dataclass(frozen=True, slots=True)
class LugarSala:
    """The control room as a place to log in."""

    spool: MemoriaEnArchivo
    conocidos: Conocidos
    proceso: str

    def entrar(self, operador: str, contrasena: str) -> Sesion:
        """The session of `operador`; raises NoProcede."""
        return abrir_sesion(self.conocidos(), operador, contrasena, ESTACION, self.proceso)


def conocidos_de(datos: Path) -> Sequence[OperadorConocido]:
    """The active people whose sealed key the centre of the folder `datos` keeps. Raises NoProcede without its base."""
    try:
        with al_centro(Cluster(datos)) as conn:
            quienes = leer_personas(conn, "WHERE activo AND sellada NOT IN ('', '{}') ORDER BY operador")
            return [OperadorConocido(o.operador, o.nombre, o.publica, o.sellada, o.roles) for o in quienes]
    except (psycopg.OperationalError, ErrorNodo) as error:
        raise NoProcede("La base del centro no contesta: no se puede entrar ahora. Espere y repita.") from error

"""The people and the stations of a drill: per centre an acopio clerk, capture operators and a desk, each with a key."""

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from central.nodo.personas import EstacionNueva, OperadorNuevo
from prep.domain.catalogo.catalogo import Centro
from prep.domain.hechos.roles import Rol
from prep.net.identidad import nueva, sellar

CAPTURISTAS = 4  # a fourth captura needs four people and four stations
ARCHIVO = "simulacro.json"


@dataclass(frozen=True, slots=True)
class Puesto:
    """A seat at a centre: the station and who sits there."""

    sitio: str
    rol: Rol  # ACOPIO, who also scans, CAPTURA or MESA
    estacion: str
    operador: str


ROLES: Mapping[Rol, tuple[Rol, ...]] = {
    Rol.ACOPIO: (Rol.ACOPIO, Rol.DIGITALIZACION),
    Rol.CAPTURA: (Rol.CAPTURA,),
    Rol.MESA: (Rol.MESA,),
}


def puestos(sitio: str, capturistas: int = CAPTURISTAS) -> list[Puesto]:
    """The seats of one centre."""
    roles = [Rol.ACOPIO, *([Rol.CAPTURA] * capturistas), Rol.MESA]
    return [
        Puesto(sitio, rol, f"e{sitio.lower()}-{n}-{rol}", f"{rol}-{sitio.lower()}-{n}")
        for n, rol in enumerate(roles, 1)
    ]


def plantilla(
    centros: Iterable[Centro], centro: OperadorNuevo, contrasena: str
) -> tuple[list[OperadorNuevo], list[EstacionNueva]]:
    """Everybody's registration; the drill's keys are sealed with one password at the cost meant for drills."""
    operadores = [centro]
    estaciones: list[EstacionNueva] = []
    for lugar in centros:
        for puesto in puestos(lugar.id):
            llave = nueva()
            sellada = sellar(llave, contrasena, costo="prueba")
            nombre = f"{puesto.rol.capitalize()} {lugar.nombre}"
            roles = ROLES[puesto.rol]
            operadores.append(OperadorNuevo(puesto.operador, nombre, llave.publica, sellada, roles, lugar.id))
            estaciones.append(EstacionNueva(puesto.estacion, lugar.id))
    return operadores, estaciones


def guardar_contrasena(datos: Path, contrasena: str) -> Path:
    """The drill's password, readable by its owner only, for the robots."""
    ruta = datos / ARCHIVO
    with os.fdopen(os.open(ruta, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as archivo:
        json.dump({"contrasena": contrasena}, archivo)
    return ruta


def leer_contrasena(datos: Path) -> str:
    return str(json.loads((datos / ARCHIVO).read_text(encoding="utf-8"))["contrasena"])

"""The people and stations of a drill: per centre an acopio clerk, capture operators, a desk; and who coordinate."""

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from central.nodo.personas import EstacionNueva, OperadorNuevo
from prep.domain.catalogo.catalogo import CCV, Centro
from prep.domain.hechos.roles import Rol
from prep.net.identidad import nueva, sellar
from simulacro.red.ordenes import CONTRASENA, COORDINAN

CAPTURISTAS = 4  # a fourth captura needs four people and four stations
ARCHIVO = "simulacro.json"


@dataclass(frozen=True, slots=True)
class Puesto:
    """A seat at a centre: the station and who sits there."""

    sitio: str
    rol: Rol  # ACOPIO, who also scans, CAPTURA, MESA, or COORDINACION at the CCV
    estacion: str
    operador: str


ROLES: Mapping[Rol, tuple[Rol, ...]] = {
    Rol.ACOPIO: (Rol.ACOPIO, Rol.DIGITALIZACION),
    Rol.CAPTURA: (Rol.CAPTURA,),
    Rol.MESA: (Rol.MESA,),
    Rol.COORDINACION: (Rol.COORDINACION,),
}


def puestos(sitio: str, capturistas: int = CAPTURISTAS) -> list[Puesto]:
    """The seats of one centre."""
    roles = [Rol.ACOPIO, *([Rol.CAPTURA] * capturistas), Rol.MESA, *([Rol.COORDINACION] if sitio == CCV else [])]
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
    for nombre in COORDINAN:
        llave = nueva()
        sellada = sellar(llave, contrasena, costo="prueba")
        operadores.append(OperadorNuevo(nombre, nombre.title(), llave.publica, sellada, (Rol.COORDINACION,), CCV))
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
    """The drill's password, readable by its owner only, for the robots and for who coordinates."""
    for nombre, texto in ((CONTRASENA, contrasena), (ARCHIVO, json.dumps({"contrasena": contrasena}))):
        descriptor = os.open(datos / nombre, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as archivo:
            archivo.write(texto)
    return datos / ARCHIVO


def leer_contrasena(datos: Path) -> str:
    return str(json.loads((datos / ARCHIVO).read_text(encoding="utf-8"))["contrasena"])

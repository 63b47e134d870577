"""The people of a drill with their keys open, who sign the facts of an acta as their stations would."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import psycopg

from bench.expediente import cuerpos
from prep.domain.hechos.hechos import Acopio, Captura, Fuente, Imagen
from prep.domain.hechos.roles import Rol
from prep.net.identidad import abrir
from prep.services.estacion.firma import FirmaDeSesion
from prep.store.hechos import COLUMNAS, FIRMADAS, HechoFirmado, valores_firmados
from simulacro.guion.guion import Llegada
from simulacro.guion.material import Material
from simulacro.personas.personal import leer_contrasena, puestos


class Firmantes:
    """By centre of work: who receives and scans, then those who capture."""

    def __init__(self, conexion: psycopg.Connection[Any], material: Material, datos: Path) -> None:
        """`conexion` to the base that has the operators; `datos`: the folder where the drill keeps its password."""
        contrasena, catalogo = leer_contrasena(datos), material.catalogo
        selladas = dict(conexion.execute("SELECT operador, sellada FROM prep.operador").fetchall())
        self._actas: Mapping[str, Any] = catalogo.actas
        self._firmas = {
            centro.id: [
                FirmaDeSesion(p.operador, p.estacion, catalogo.proceso, abrir(selladas[p.operador], contrasena))
                for p in puestos(centro.id)
                if p.rol in (Rol.ACOPIO, Rol.CAPTURA)
            ]
            for centro in catalogo.centros
        }

    def firmados(self, n: int, x: Llegada, huella: str) -> Iterator[HechoFirmado]:
        """The facts of arrival number `n`, whose image has that hash, all of them on paper."""
        acta = self._actas[x.clave]
        recibe, *capturistas = self._firmas[acta.centro]
        quien = iter(capturistas)
        for cuerpo in cuerpos(n, acta, x.valores, x.documento, huella):
            firma = recibe if isinstance(cuerpo, Acopio | Imagen) else next(quien)
            yield firma.hecho(x.clave, Fuente.CATD, cuerpo)


def fila(firmado: HechoFirmado, sec: int, nodo: str = "CENTRO") -> Sequence[object]:
    """The row of COLUMNAS that the node `nodo` would keep."""
    ronda = firmado.hecho.cuerpo.ronda if isinstance(firmado.hecho.cuerpo, Captura) else None
    datos = dict(zip(FIRMADAS, valores_firmados(firmado), strict=True), nodo=nodo, sec=sec, ronda=ronda, toma="dada")
    return [datos[c] for c in COLUMNAS]

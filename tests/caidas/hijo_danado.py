"""The station whose spool turns out to be damaged: it saves an acopio, then meets an image that it cannot read."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from prep.services.acopio.acopio import Acopiar
from prep.services.estacion.errores import NoProcede
from prep.services.estacion.estacion import Estacion
from prep.services.nodo.cliente import NodoCliente
from prep.store.spool.spool import Spool
from prep.store.spool.tipos import Entregado, SpoolDanado
from tests.caidas.hijo import CONTRASENA, ESTACION, OPERADOR, decir
from tests.store import ejemplos

TARDIA = ejemplos.acta(11).clave
SIN_NODO = "host=127.0.0.1 port=1 user=nadie dbname=prep"


def trabajar(orden: Mapping[str, Any]) -> None:
    with Spool.abrir(Path(orden["spool"]), ejemplos.PROCESO, ESTACION) as spool, NodoCliente(SIN_NODO) as nodo:
        estacion = Estacion(spool, nodo, "01")
        try:
            sesion = estacion.entrar(OPERADOR, CONTRASENA)
        except NoProcede as nuevo:  # the damaged file was set aside before: this spool is empty
            decir("ya", str(nuevo))
            return
        try:
            decir("hecho", str(Acopiar(estacion, sesion).registrar(TARDIA, "D").hecho))
        except NoProcede as ya:
            decir("ya", str(ya))
        try:
            spool.reabrir(Entregado.ENTREGADO)
            spool.imagen_pendiente(orden["huella"])
        except SpoolDanado as danado:
            decir("dañado", str(danado))

"""A kit opened where it belongs: what it carries becomes the folder of that node or station."""

from pathlib import Path

from central.nodo.binarios import ErrorNodo
from central.nodo.cluster import Cluster
from central.sitios import acceso, paquete, unirse
from prep.ajeno.reparos import AjenoInvalido
from prep.net.identificacion import ARCHIVO, CENTRO, guardar
from prep.net.kit import KitDeLugar, KitInvalido
from prep.services.estacion import kit as estacion
from prep.services.estacion.kit import exigir_de


def poner(kit: KitDeLugar, datos: Path) -> list[str]:
    """What to do next, in Spanish. Again, it changes nothing. Raises ErrorNodo, OSError."""
    try:
        exigir_de(kit.identificacion, datos)
    except KitInvalido as error:
        raise ErrorNodo(str(error)) from error
    return _poner_nodo(kit, datos) if kit.es_de_nodo else _poner_estacion(kit, datos)


def _poner_nodo(kit: KitDeLugar, datos: Path) -> list[str]:
    try:
        alta = paquete.de_texto(kit.alta)
    except AjenoInvalido as error:
        raise ErrorNodo(f"El paquete de alta del kit está incompleto ({error.frase()}): pida otro kit.") from error
    acceso.exigir_de(kit.identificacion, alta)
    unirse.exigir_suyo(alta, datos)
    datos.mkdir(mode=0o700, parents=True, exist_ok=True)
    guardar(kit.identificacion, datos / ARCHIVO)
    unirse.tomar(alta, datos)
    if kit.puerto:
        Cluster(datos).fijar(kit.puerto)
    return [
        f"{datos} es ya la carpeta del nodo {alta.nombre.nodo}, de {alta.proceso}. Póngalo en marcha con la dirección "
        "de esta máquina:",
        f"  prep nodo --datos {datos} --escucha IP",
    ]


def _poner_estacion(kit: KitDeLugar, datos: Path) -> list[str]:
    suya = kit.identificacion
    estacion.poner(kit, datos)
    return [
        f"{datos} es ya la carpeta de la estación «{suya.para}», de {suya.proceso}. Ábrala; ella halla su nodo:",
        f"  prep {'ccv' if suya.sitio == CENTRO else 'catd'} --datos {datos}",
    ]

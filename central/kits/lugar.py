"""A kit opened where it belongs: what it carries becomes the folder of that node or station."""

from pathlib import Path

from central.nodo.binarios import ErrorNodo
from central.sitios import acceso, paquete, unirse
from prep.ajeno.reparos import AjenoInvalido
from prep.net.identificacion import ARCHIVO, CENTRO, IdentificacionDeLugar, IdentificacionInvalida, guardar, leer_si_hay
from prep.net.kit import KitDeLugar


def poner(kit: KitDeLugar, datos: Path) -> list[str]:
    """What to do next, in Spanish. Again, it changes nothing. Raises ErrorNodo, OSError."""
    suya = kit.identificacion
    _exigir_de(suya, datos)
    return _poner_nodo(kit, datos) if kit.es_de_nodo else _poner_estacion(suya, datos)


def _exigir_de(suya: IdentificacionDeLugar, datos: Path) -> None:
    """Raises ErrorNodo when the folder is of another place than what is put in it."""
    try:
        antes = leer_si_hay(datos)
    except IdentificacionInvalida as error:
        raise ErrorNodo(str(error)) from error
    if antes and (antes.raiz, antes.para, antes.sitio) != (suya.raiz, suya.para, suya.sitio):
        raise ErrorNodo(
            f"{datos} es la carpeta de {_en_palabras(antes)}, y el kit es de {_en_palabras(suya)}. Use otra carpeta."
        )
    if not antes and (datos / "claves.json").exists():
        raise ErrorNodo(f"{datos} es la carpeta de un centro o de un nodo sin certificados. Use otra carpeta.")


def _en_palabras(suya: IdentificacionDeLugar) -> str:
    de_quien = suya.para if suya.servidor else f"la estación {suya.para}"
    return f"{de_quien} (sitio {suya.sitio}, {suya.proceso})"


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
    return [
        f"{datos} es ya la carpeta del nodo {alta.nombre.nodo}, de {alta.proceso}. Póngalo en marcha con la dirección "
        "de esta máquina:",
        f"  prep nodo --datos {datos} --escucha IP",
    ]


def _poner_estacion(suya: IdentificacionDeLugar, datos: Path) -> list[str]:
    datos.mkdir(mode=0o700, parents=True, exist_ok=True)
    guardar(suya, datos / ARCHIVO)
    return [
        f"{datos} es ya la carpeta de la estación «{suya.para}», de {suya.proceso}. Ábrala; ella halla su nodo:",
        f"  prep {'ccv' if suya.sitio == CENTRO else 'catd'} --datos {datos}",
    ]

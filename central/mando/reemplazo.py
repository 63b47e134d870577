"""The node of a CATD that died: it is fenced, nothing of it goes in any more, and another takes its place."""

from pathlib import Path

from sqlalchemy import text

from central.mando.cumplir import Cumplir, DatosDeOrden
from central.marco.conexion import NodoAbierto, OrdenRechazada
from central.nodo.cluster import Cluster
from central.nodo.nombres import NombreNodo
from central.sitios import paquete
from central.sitios.alta import Alta, dar_de_alta

VIGENTE = "SELECT generacion FROM prep.nodo WHERE catd = :catd AND estado <> 'CERCADO'"


def decir(datos: DatosDeOrden) -> str:
    return f"Reemplazar el nodo del CATD {datos['catd']}."


def revisar(puesto: NodoAbierto, datos: DatosDeOrden) -> list[str]:
    with puesto.mirar() as conn:
        generacion = conn.execute(text(VIGENTE), {"catd": datos["catd"]}).scalar()
    if generacion is None:
        raise OrdenRechazada(f"El CATD {datos['catd']} no tiene un nodo que reemplazar. Dé de alta el primero.")
    viejo, nuevo = NombreNodo(datos["catd"], generacion), NombreNodo(datos["catd"], generacion + 1)
    return [
        f"El nodo {viejo.nodo} queda cercado: nada de él entra ya, aunque vuelva.",
        f"El nodo {nuevo.nodo} toma su lugar. No hay regreso.",
    ]


def cumplir(pedido: Cumplir) -> list[str]:
    """Raises ErrorNodo, OSError."""
    datos = pedido.datos
    with pedido.puesto.ordenar(), Cluster(pedido.puesto.datos) as cluster:
        alta = dar_de_alta(cluster, datos["catd"], True, datos["direccion"], pedido.constar)
    return en_palabras(alta, Path(datos["paquete"]) if datos["paquete"] else None)


def en_palabras(alta: Alta, ruta: Path | None) -> list[str]:
    """What is told of a joined node; where there are no certificates, its package is left at `ruta` too, if it is
    asked for. Raises OSError."""
    nombre = alta.paquete.nombre
    estado = "quedó dado de alta" if alta.nueva else "ya estaba dado de alta"
    return [
        *(f"El nodo {viejo} quedó cercado: nada de él entra ya." for viejo in alta.cercados),
        f"El nodo {nombre.nodo} {estado}. Hechos por bajarle: {alta.pendientes}.",
        f"El centro lo buscará sólo en {' o '.join(alta.paquete.direcciones)}.",
        *(_con_paquete(alta, ruta) if alta.paquete.clave else _con_kit(nombre)),
    ]


def _con_kit(nombre: NombreNodo) -> list[str]:
    return ["Haga su kit:", f"  prep kits --sitio {nombre.catd} --salida CARPETA --papeles PDF"]


def _con_paquete(alta: Alta, ruta: Path | None) -> list[str]:
    if ruta is not None:
        paquete.escribir(alta.paquete, ruta)
    donde = ruta or alta.ruta
    return [
        f"Su paquete lleva contraseñas; entréguelo por un medio seguro: {donde}",
        "En la máquina del CATD:",
        f"  prep nodo --datos CARPETA --sitio {alta.paquete.nombre.catd} --alta {donde.name}",
    ]

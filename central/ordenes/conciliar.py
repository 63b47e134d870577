"""`prep conciliar`: what is missing between the nodes and the centre is brought, and told."""

import argparse
from dataclasses import asdict

from central.marco.conexion import BIEN, RECHAZADO
from central.nodo.cluster import Cluster
from central.nodo.nombres import leer_sitio
from central.ordenes.sitio import con_centro
from central.sitios.conciliar import Conciliacion, conciliar
from prep.orden.opciones import con_datos, con_json, con_sitio, decir_json


def registrar(analizador: argparse.ArgumentParser) -> None:
    con_datos(analizador)
    con_sitio(analizador, "sólo el nodo de ese CATD", "--catd")
    con_json(analizador)
    analizador.set_defaults(ejecutar=con_centro(_conciliar))


def _conciliar(argumentos: argparse.Namespace, cluster: Cluster) -> int:
    """0 when every node was whole, 3 when something was missing."""
    halladas = conciliar(cluster, leer_sitio(argumentos.sitio) if argumentos.sitio else None)
    if argumentos.json:
        decir_json({"nodos": [{"entero": h.entera, **asdict(h)} for h in halladas]})
        return BIEN if all(h.entera for h in halladas) else RECHAZADO
    if not halladas:
        print(f"No hay nodo del CATD {argumentos.sitio}." if argumentos.sitio else "No hay nodos dados de alta.")
    for hallada in halladas:
        print(decir(hallada))
    return BIEN if all(h.entera for h in halladas) else RECHAZADO


def decir(c: Conciliacion) -> str:
    """One line, or two when the node lost facts of its own."""
    if c.falla:
        return f"{c.nodo}: {c.falla}."
    if c.entera:
        return f"{c.nodo}: entero, {c.hechos} hechos."
    dicho = (
        f"{c.nodo}: se trajeron {c.subidos} hechos y {c.imagenes} imágenes que faltaban; "
        f"{c.bajados} hechos quedan por bajarle."
    )
    if c.perdidos:
        dicho += f"\n{c.nodo}: perdió {c.perdidos} hechos suyos que el centro tiene. Use: prep sitio alta --reemplazar."
    return dicho

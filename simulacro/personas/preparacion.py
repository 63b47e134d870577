"""The centre of a night made ready: base, catalogue, people, stations, its key; and its phones with their receiver."""

import secrets
from collections.abc import Mapping
from pathlib import Path

import psycopg

from central.marco.conexion import NodoAbierto
from central.nodo.centro import asegurar_centro
from central.nodo.cluster import Cluster
from central.nodo.preparar import preparar
from central.nodo.roles import DUENO
from simulacro.guion.guion import cuentas_de
from simulacro.guion.material import Material
from simulacro.guion.opciones import OpcionesDeNoche
from simulacro.personas.personal import guardar_contrasena, plantilla
from simulacro.personas.planes import plan_de_telefonos, por_telefono
from simulacro.red.compania import Compania, Programa
from simulacro.red.recepcion import RecepcionDeNoche


def preparar_nodo(cluster: Cluster, material: Material) -> None:
    """The node of this night, in a running cluster: base, catalogue, people, stations, phones, the centre's key."""
    contrasena = secrets.token_urlsafe(18)
    guardar_contrasena(cluster.datos, contrasena)
    operadores, estaciones = plantilla(material.catalogo.centros, asegurar_centro(cluster.datos)[1], contrasena)
    preparar(cluster, material.catalogo, operadores, estaciones)
    telefonos = list(cuentas_de(x.clave for x in por_telefono(material)).items())
    if telefonos:
        with psycopg.connect(cluster.dsn(DUENO)) as conexion:
            conexion.cursor().executemany("INSERT INTO prep.cae (acta, cuenta) VALUES (%s, %s)", telefonos)


def iniciar_telefonos(
    opciones: OpcionesDeNoche,
    material: Material,
    puesto: NodoAbierto,
    compania: Compania,
    nodos: Mapping[str, Path],
    duracion_s: float,
) -> list[Programa]:
    """The process of the phones, each with its sheet, and what they send to; none when no acta comes by phone."""
    fotos = por_telefono(material)
    if not fotos:
        return []
    recepcion = RecepcionDeNoche(puesto, opciones.salida / "estaciones", compania)
    puerto = recepcion.empezar()
    hojas = recepcion.invitar(sorted(set(cuentas_de(x.clave for x in fotos).values())))
    plan = plan_de_telefonos(opciones, material, nodos, duracion_s, puerto, hojas)
    return [compania.iniciar("telefonos", "simulacro.personas.telefonos", str(plan))]

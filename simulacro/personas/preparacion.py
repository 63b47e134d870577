"""The centre of a night made ready: base, catalogue, people, stations, phones, the centre's key."""

import secrets

from sqlalchemy import insert

from central.nodo.centro import asegurar_centro
from central.nodo.cluster import Cluster
from central.nodo.preparar import preparar
from central.nodo.roles import DUENO
from prep.store.conexion import motor
from prep.store.modelos import TablaDeCae
from simulacro.guion.guion import cuenta_de
from simulacro.guion.material import Material
from simulacro.personas.personal import guardar_contrasena, plantilla


def preparar_nodo(cluster: Cluster, material: Material) -> None:
    """The node of this night, in a running cluster: base, catalogue, people, stations, phones, the centre's key."""
    contrasena = secrets.token_urlsafe(18)
    guardar_contrasena(cluster.datos, contrasena)
    operadores, estaciones = plantilla(material.catalogo.centros, asegurar_centro(cluster.datos)[1], contrasena)
    preparar(cluster, material.catalogo, operadores, estaciones)
    telefonos = [{"acta": x.clave, "cuenta": cuenta_de(x.clave)} for x in material.llegadas if x.foto is not None]
    if telefonos:
        maquina = motor(cluster.dsn(DUENO))
        try:
            with maquina.begin() as conn:
                conn.execute(insert(TablaDeCae), telefonos)
        finally:
            maquina.dispose()

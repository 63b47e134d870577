"""People who leave: from then on nothing that they sign comes in; or come back, with the key that they had."""

from dataclasses import replace

import psycopg

from central.arbitro.acuerdos import coordina
from central.mando.cumplir import Cumplir, DatosDeOrden
from central.marco.base import exigir_conocidos
from central.marco.conexion import NodoAbierto, OrdenRechazada
from central.nodo.personas import Gente, OperadorNuevo
from central.nodo.registro import guardar, leer_operadores
from prep.domain.hechos.roles import Rol
from prep.store.conexion import cruda

PERSONAS = f"WHERE operador <> 'centro' AND NOT '{Rol.NODO}' = ANY(roles) ORDER BY sitio, operador"
DOS = 2


def decir(datos: DatosDeOrden) -> str:
    como = "De alta otra vez" if datos["revertir"] else "De baja"
    return f"{como}: {', '.join(datos['personas'])}."


def revisar(puesto: NodoAbierto, datos: DatosDeOrden) -> list[str]:
    """Raises ErrorNodo for who is not registered, OrdenRechazada when nobody would be left to agree with whom."""
    with puesto.mirar() as conn:
        personas = leer_operadores(cruda(conn), PERSONAS, sellada=False)
    return _exigir(personas, datos)


def cumplir(pedido: Cumplir) -> list[str]:
    """Their rows, signed by the centre again, in one transaction with who stands behind it."""
    with pedido.puesto.ordenar(), psycopg.connect(pedido.puesto.dueno) as conn:
        personas = leer_operadores(conn, PERSONAS)
        _exigir(personas, pedido.datos)
        nombres, activo = set(pedido.datos["personas"]), bool(pedido.datos["revertir"])
        suyas = [replace(p, activo=activo, version=0, firma=b"") for p in personas if p.operador in nombres]
        cambiadas = guardar(conn, Gente(suyas), pedido.puesto.datos)
        pedido.constar(conn)
    estado = "de alta otra vez" if activo else "dadas de baja"
    return [
        f"Personas {estado}: {cambiadas}. Ya lo estaban: {len(nombres) - cambiadas}.",
        "Cada nodo con enlace lo sabe en segundos; el que no lo tiene, cuando vuelva.",
    ]


def _exigir(personas: list[OperadorNuevo], datos: DatosDeOrden) -> list[str]:
    hay = {p.operador: p for p in personas}
    exigir_conocidos(datos["personas"], hay, "persona")
    activo, nombres = bool(datos["revertir"]), set(datos["personas"])
    quedan = [p for p in personas if p.activo and coordina(p.roles, p.sitio) and p.operador not in nombres]
    se_van = [p for p in personas if p.activo and coordina(p.roles, p.sitio) and p.operador in nombres]
    if not activo and se_van and len(quedan) < DOS:
        raise OrdenRechazada(
            f"En la coordinación del centro quedaría sólo {len(quedan)} y hacen falta {DOS} para ordenar: "
            "dé de alta antes a quien falte. No se cambió nada."
        )
    como = {True: "de alta", False: "de baja"}
    lineas = [
        f"{p.operador} ({p.nombre}, sitio {p.sitio}, {' '.join(p.roles)}): {como[p.activo]} → {como[activo]}"
        for p in personas
        if p.operador in nombres
    ]
    return [*lineas, "Lo que ya firmaron cuenta."]

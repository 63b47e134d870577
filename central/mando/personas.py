"""A new key, other roles or another site for somebody, ordered at the centre: what two sign is all that there is to do.

Every node believes the two signatures (central/arbitro/cambios.py); the same is done at the CATD where the person is.
"""

import psycopg

from central.mando.cumplir import Cumplir, DatosDeOrden
from central.marco.base import exigir_conocidos
from central.marco.conexion import NodoAbierto, OrdenRechazada
from central.tablero.consulta import fases
from prep.domain.catalogo.catalogo import CCV
from prep.domain.hechos.roles import DE_PERSONA
from prep.domain.reglas.personas import SITIO

PERSONAS = (
    "SELECT operador, nombre, roles, sitio, activo FROM prep.persona"
    " WHERE operador <> 'centro' AND NOT 'nodo' = ANY(roles)"
)
SITIOS = "SELECT DISTINCT centro FROM prep.acta"
DOS = 2


def decir_contrasena(datos: DatosDeOrden) -> str:
    return f"Otra llave, con otra contraseña, para {datos['operador']}."


def decir_cambio(datos: DatosDeOrden) -> str:
    return f"{datos['operador']}: {' '.join(datos['roles'])}, en {datos['sitio']}."


def revisar_contrasena(puesto: NodoAbierto, datos: DatosDeOrden) -> list[str]:
    """Raises ErrorNodo for who is not registered, OrdenRechazada for who was taken off."""
    _exigir_empezado(puesto)
    with psycopg.connect(puesto.dueno) as conn:
        dicha = _suya(conn, datos["operador"])
    return [f"{dicha}: su contraseña de antes deja de servir. Lo que ya firmó cuenta."]


def revisar_cambio(puesto: NodoAbierto, datos: DatosDeOrden) -> list[str]:
    """Raises ErrorNodo for who is not registered, OrdenRechazada for roles or a site that are none."""
    _exigir_empezado(puesto)
    with psycopg.connect(puesto.dueno) as conn:
        dicha = _suya(conn, datos["operador"])
        sitios = {CCV, *(sitio for (sitio,) in conn.execute(SITIOS))}
        _exigir_coordinacion(conn, datos)
    roles = set(datos["roles"])
    if not roles or roles - DE_PERSONA:
        raise OrdenRechazada(f"Los roles son uno o más de: {', '.join(sorted(DE_PERSONA))}.")
    if datos["sitio"] not in sitios or not SITIO.fullmatch(datos["sitio"]):
        raise OrdenRechazada(
            f"«{datos['sitio']:.20}» no es un centro de este proceso; hay: {', '.join(sorted(sitios))}."
        )
    return [f"{dicha} → sitio {datos['sitio']}, {' '.join(datos['roles'])}. Lo que ya firmó cuenta."]


def cumplir(pedido: Cumplir) -> list[str]:
    """The two signatures are what counts."""
    with pedido.puesto.ordenar(), psycopg.connect(pedido.puesto.dueno) as conn:
        dicha = _suya(conn, pedido.datos["operador"])
        if "roles" in pedido.datos:
            _exigir_coordinacion(conn, pedido.datos)
        pedido.constar(conn)
    return [f"Queda hecho: {dicha}.", "Cada nodo con enlace lo sabe en segundos; el que no lo tiene, cuando vuelva."]


def _exigir_empezado(puesto: NodoAbierto) -> None:
    """What two sign is a fact, and the counting of zeros must find none."""
    with puesto.mirar() as conn:
        if not fases(conn):
            raise OrdenRechazada(
                "Las personas se cambian después de la puesta en ceros. Antes, dé de baja a la persona y dela de alta "
                "con otro nombre de usuario."
            )


def _suya(conn: psycopg.Connection, operador: str) -> str:
    hay = {fila[0]: fila[1:] for fila in conn.execute(PERSONAS)}
    exigir_conocidos([operador], hay, "persona")
    nombre, roles, sitio, activo = hay[operador]
    if not activo:
        raise OrdenRechazada(f"{operador} está dado de baja: si vuelve, use «prep persona baja {operador} --revertir».")
    return f"{operador} ({nombre}, sitio {sitio}, {' '.join(roles)})"


def _exigir_coordinacion(conn: psycopg.Connection, datos: DatosDeOrden) -> None:
    """Two must be left at the centre to agree with each other."""
    queda = "coordinacion" in datos["roles"] and datos["sitio"] == CCV
    suyos = [
        o
        for o, _, roles, sitio, activo in conn.execute(PERSONAS)
        if activo and sitio == CCV and "coordinacion" in roles
    ]
    if datos["operador"] in suyos and not queda and len(suyos) <= DOS:
        raise OrdenRechazada(
            f"En la coordinación del centro quedaría sólo {len(suyos) - 1} y hacen falta {DOS} para ordenar: "
            "dé de alta antes a quien falte. No se cambió nada."
        )

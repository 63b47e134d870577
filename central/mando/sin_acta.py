"""SIN ACTA in bulk and its reversal, as orders that two people give: the actas stand in what they sign (R-35)."""

from collections import Counter
from collections.abc import Sequence

from sqlalchemy import Connection

from central.mando import declaracion
from central.mando.cumplir import Cumplir, DatosDeOrden
from central.mando.revision import RenglonDeSinActa
from central.marco.conexion import NodoAbierto, OrdenRechazada
from central.marco.proceso import leer_cabecera
from central.marco.tabla import tabla
from prep.domain.hechos.hechos import MotivoSinActa
from prep.domain.reglas.ordenes import NombreDeOrden, OrdenDelCentro
from prep.store.conexion import cruda

SE_LISTAN = 40  # more than these are counted, and `prep propuestas --json` has them all


def orden_de(renglones: Sequence[RenglonDeSinActa]) -> OrdenDelCentro:
    """The order to declare the rows of a list."""
    actas = {m.name: sorted(r.clave for r in renglones if r.motivo is m) for m in MotivoSinActa}
    return OrdenDelCentro(NombreDeOrden.SIN_ACTA, {"actas": {m: claves for m, claves in actas.items() if claves}})


def decir(datos: DatosDeOrden) -> str:
    return f"Declarar SIN ACTA {len(_renglones(datos, ''))} actas."


def revisar(puesto: NodoAbierto, datos: DatosDeOrden) -> list[str]:
    with puesto.mirar() as conn:
        renglones = _exigir(conn, datos)
        return [f"{len(renglones)} actas que se esperan pasan a SIN ACTA:", *_cuadros(conn, renglones)]


def cumplir(pedido: Cumplir) -> list[str]:
    with pedido.puesto.ordenar() as conn:
        renglones = _exigir(conn, pedido.datos)
        firma = pedido.puesto.firma(conn, renglones[0].proceso, pedido.lugar)
        declaracion.declarar(conn, firma, renglones)
        pedido.constar(cruda(conn))
        cuadros = _cuadros(conn, renglones)
    return [f"Se declararon {len(renglones)} actas SIN ACTA.", *cuadros]


def decir_reverso(datos: DatosDeOrden) -> str:
    return f"Revertir la declaración SIN ACTA de {len(datos['actas'])} actas."


def revisar_reverso(puesto: NodoAbierto, datos: DatosDeOrden) -> list[str]:
    with puesto.mirar() as conn:
        declaracion.exigir_declaradas(conn, datos["actas"])
    return [f"{len(datos['actas'])} actas SIN ACTA vuelven a esperarse:", *_lista(datos["actas"])]


def cumplir_reverso(pedido: Cumplir) -> list[str]:
    claves = pedido.datos["actas"]
    with pedido.puesto.ordenar() as conn:
        hechos = declaracion.exigir_declaradas(conn, claves)
        firma = pedido.puesto.firma(conn, leer_cabecera(conn).proceso, pedido.lugar)
        declaracion.revertir(conn, firma, hechos, pedido.motivo)
        pedido.constar(cruda(conn))
    return [f"Se revirtió la declaración de {len(claves)} actas; vuelven a esperarse."]


def _renglones(datos: DatosDeOrden, proceso: str) -> list[RenglonDeSinActa]:
    pares = [(clave, MotivoSinActa[motivo]) for motivo, claves in datos["actas"].items() for clave in claves]
    return [RenglonDeSinActa(n, proceso, *par) for n, par in enumerate(pares, start=1)]


def _exigir(conn: Connection, datos: DatosDeOrden) -> list[RenglonDeSinActa]:
    """What is declared; raises OrdenRechazada with every reason why something cannot be any more."""
    proceso = leer_cabecera(conn).proceso
    renglones = _renglones(datos, proceso)
    if problemas := declaracion.revisar(conn, proceso, renglones):
        raise OrdenRechazada("\n".join([*(p.texto for p in problemas), "No se declaró ninguna."]))
    return renglones


def _cuadros(conn: Connection, renglones: Sequence[RenglonDeSinActa]) -> list[str]:
    claves = [r.clave for r in renglones]
    causas = Counter(r.motivo.value for r in renglones)
    centros = Counter(c.centro for c in declaracion.por_clave(conn, claves).values())
    cuadros = [
        tabla(["Causa", "Actas"], list(causas.items()), 1),
        tabla(["Centro", "Actas"], sorted(centros.items()), 1),
    ]
    return [*(linea for cuadro in cuadros for linea in cuadro.split("\n")), *_lista(claves)]


def _lista(claves: Sequence[str]) -> list[str]:
    faltan = len(claves) - SE_LISTAN
    mas = [f"  … y {faltan} más: prep propuestas --json"] if faltan > 0 else []
    return [*(f"  {clave}" for clave in claves[:SE_LISTAN]), *mas]

"""Two people say that the centre's clock is right: the cut to come is not believed, or one before it was of later."""

from sqlalchemy import text

from central.mando.cumplir import Cumplir, DatosDeOrden
from central.marco.conexion import NodoAbierto, OrdenRechazada
from central.marco.proceso import leer_encabezado
from central.marco.tabla import hora
from central.tablero.consulta import ahora
from prep.store.conexion import cruda

ULTIMO = "SELECT numero, momento FROM prep.corte ORDER BY numero DESC LIMIT 1"


def siguiente(puesto: NodoAbierto) -> int:
    """The number of the cut to come."""
    with puesto.mirar() as conn:
        fila = conn.execute(text(ULTIMO)).first()
    return fila.numero + 1 if fila else 1


def decir(datos: DatosDeOrden) -> str:
    return f"El corte {datos['corte']} sale con la hora de este centro, que está bien."


def revisar(puesto: NodoAbierto, datos: DatosDeOrden) -> list[str]:
    """Raises OrdenRechazada unless it is of the cut to come."""
    if datos["corte"] != (toca := siguiente(puesto)):
        raise OrdenRechazada(f"El corte que sigue es el {toca}. No se cambió nada.")
    with puesto.mirar() as conn:
        zona, fila, momento = leer_encabezado(conn).ajustes.zona, conn.execute(text(ULTIMO)).first(), ahora(conn)
    antes = f"El corte {fila.numero} dice ser del {hora(fila.momento, zona)}." if fila else "Es el primer corte."
    return [antes, f"Este centro dice que es el {hora(momento, zona)}. Compárelo con otro reloj."]


def cumplir(pedido: Cumplir) -> list[str]:
    """Nothing is done but to keep who says so: the cut looks for it."""
    revisar(pedido.puesto, pedido.datos)
    with pedido.puesto.ordenar() as conn:
        pedido.constar(cruda(conn))
    return [f"El corte {pedido.datos['corte']} sale con la hora de este centro. Los que sigan, también."]

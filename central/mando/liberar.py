"""Takes an acta's work away from its holder, so that somebody else can take it at once.

What the first person delivers later is kept as a fact and judged by the fold: nothing is lost by releasing.
"""

from sqlalchemy import Connection, text

from central.marco.conexion import MalUso, NodoAbierto, Testigo, nadie
from central.marco.proceso import leer_cabecera
from central.marco.tabla import hace
from central.tablero.claves import exigir_acta
from central.tablero.consulta import Tomado, ahora, tomados
from prep.domain.hechos.cotas import legible
from prep.domain.hechos.hechos import Fuente, Incidencia
from prep.store.del_centro import insertar_centro

CODIGO = "TRABAJO_LIBERADO"
MOTIVO_MAX = 500


def liberar(
    puesto: NodoAbierto, clave: str, motivo: str, testigo: Testigo = nadie, *, solo: Tomado | None = None
) -> list[str]:
    """Who had each work that was taken away, in words; an empty list when nobody had any. Raises MalUso.

    `solo`: only that one, and only if the same person still has it; the acta's others go on with theirs.
    """
    if len(motivo) > MOTIVO_MAX or not motivo.isprintable():
        raise MalUso(f"El motivo tiene {len(motivo)} caracteres; el máximo es {MOTIVO_MAX}, en una línea.")
    with puesto.ordenar() as conn:
        exigir_acta(conn, clave)
        quitables = [t for t in tomados(conn, clave) if solo is None or _de(t) == _de(solo)]
        soltados = [t for t in quitables if _soltar(conn, t)]
        if not soltados:
            return []
        lineas = [_quien(conn, t) for t in soltados]
        texto = "; ".join([*lineas, f"motivo: {motivo or 'no se dijo'}"])
        firmado = puesto.firma(conn, leer_cabecera(conn).proceso).hecho(
            clave, Fuente.CENTRO, Incidencia(CODIGO, legible(texto))
        )
        insertar_centro(conn, firmado)
        testigo(conn)
    return lineas


def _de(t: Tomado) -> tuple[int, str, str]:
    """Whose lease it is, however often it was renewed."""
    return t.id, t.operador, t.estacion


def _soltar(conn: Connection, tomado: Tomado) -> bool:
    """Whether the lease was still there to be taken away; the row is the lease (postgres.md, "Work queue")."""
    filas = conn.execute(
        text(
            "UPDATE prep.trabajo SET operador = NULL, estacion = NULL, toma = NULL, expira = NULL"
            " WHERE id = :id AND operador = :operador AND estacion = :estacion AND terminado IS NULL"
        ),
        {"id": tomado.id, "operador": tomado.operador, "estacion": tomado.estacion},
    )
    return filas.rowcount == 1


def _quien(conn: Connection, t: Tomado) -> str:
    return (
        f"{t.clase.lower()}, ronda {t.ronda}, puesto {t.puesto}: lo tenía {t.operador} en la estación {t.estacion},"
        f" con señal hace {hace(ahora(conn) - t.desde)}"
    )

"""The counts that the act of each phase carries: operating tables at zero, actas by stage, last cut, chain (R-31)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, text

from central.tablero.consulta import Conteos, CuentaDeCotejos, contar_cotejos, uno
from prep.store.conexion import ESQUEMA

# What is there before the night begins; everything else is operation, whatever table a later version adds.
# An alarm may be of the days before: mando/antes.py says which of them forbid the counting of zeros.
PREPARACION = frozenset(
    {
        "proceso",
        "acta",
        "operador",
        "estacion",
        "cae",
        "telefono",
        "nodo",
        "cupo",
        "sesion",
        "revocados",
        "alarma",
        "sucesion",
    }
)
GUARDA: Mapping[str, str] = {
    "hecho": "Hechos firmados: acopio, imagen, captura, dictamen y demás",
    "imagen": "Imágenes de actas",
    "cola": "Hechos por procesar",
    "acta_estado": "Estado de cada acta",
    "trabajo": "Trabajos de captura, de mesa y de cotejo",
    "cadena": "Cadena de integridad de los hechos",
    "cuarentena": "Hechos apartados por firma o contenido inválido",
    "detenida": "Actas que no se pudieron plegar",
    "entrega_rara": "Entregas repetidas o en conflicto",
    "corte": "Cortes publicados",
    "corte_fila": "Última fila publicada de cada acta",
    "retenida": "Renglones que retuvo el último corte",
    "publicado": "Primera publicación de cada acta",
    "bajada": "Hechos por bajar a los nodos",
    "toma": "Actas dadas a capturar, y a quién",
    "interes": "Actas bajo custodia de otro CATD",
    "cambio": "Cambios de personas, de dos firmas o de su contraseña",
    "sello": "Llaves selladas con otra contraseña",
}


@dataclass(frozen=True, slots=True)
class Balance:
    """What the base holds at the end: facts, cotejos, last cut (number, when, SHA-256 of its manifest), the chain."""

    hechos: int
    cuarentena: int
    alarmas: int
    cotejos: CuentaDeCotejos
    corte: tuple[int, datetime, str] | None
    cadena: tuple[int, str] | None


def tablas_de_operacion() -> list[str]:
    """Every table of the models that must be empty before the night, by name."""
    from prep.store.modelos import Base  # here: who counts nothing begins without the models

    return sorted(tabla.name for tabla in Base.metadata.tables.values() if tabla.name not in PREPARACION)


def contar_operacion(conn: Connection) -> dict[str, int]:
    """Rows of each operating table, all counted in one statement: one look at the base."""
    partes = [f"SELECT '{t}', count(*) FROM {ESQUEMA}.{t}" for t in tablas_de_operacion()]  # noqa: S608 -- our names
    return {tabla: int(filas) for tabla, filas in conn.execute(text(" UNION ALL ".join(partes)))}


def cuentas_de(conteos: Conteos) -> tuple[tuple[str, int], ...]:
    """The counts as the FASE fact carries them: `GUB VERIFICADA`, without those at zero, sorted by name."""
    cuentas = {f"{e} {etapa}": n for e, c in conteos.elecciones.items() for etapa, n in c.items() if n}
    cuentas |= {f"FUERA DE CATÁLOGO {etapa}": n for etapa, n in conteos.fuera.items() if n}
    return tuple(sorted(cuentas.items()))


def balance(conn: Connection) -> Balance:
    """The figures of the closing act, besides the actas by stage."""
    corte = conn.execute(text("SELECT numero, momento, sha256 FROM prep.corte ORDER BY numero DESC LIMIT 1")).first()
    cabeza = conn.execute(text("SELECT n, encode(eslabon, 'hex') FROM prep.cadena ORDER BY n DESC LIMIT 1")).first()
    return Balance(
        hechos=uno(conn, "SELECT count(*) FROM prep.hecho"),
        cuarentena=uno(conn, "SELECT count(*) FROM prep.cuarentena"),
        alarmas=uno(conn, "SELECT count(*) FROM prep.alarma WHERE atendida IS NULL"),
        cotejos=contar_cotejos(conn),
        corte=(corte[0], corte[1], corte[2]) if corte else None,
        cadena=(cabeza[0], cabeza[1]) if cabeza else None,
    )

"""A fact as a row of `prep.hecho`: its columns, once for all of Python, and the one reader that gives it back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC
from operator import attrgetter
from typing import Any
from uuid import UUID

from psycopg import Connection

from prep.domain.hechos.cotas import fuera_de_cotas
from prep.domain.hechos.hechos import Fuente, Hecho, Tipo
from prep.domain.hechos.texto import HechoInvalido, cuerpo_de_texto, mensaje

# As a fact goes from base to base, in the order of `prep.recibir`; `recibido` is each base's own.
COLUMNAS = (
    *("id", "proceso", "tipo", "acta", "fuente", "operador", "estacion", "nodo", "sec", "ronda"),
    *("toma", "momento", "desfase_ms", "cuerpo", "firma"),
)
_TIPOS = {str(tipo): tipo for tipo in Tipo}  # looking a member up in its enumeration is slow on Python 3.11
_FUENTES = {str(fuente): fuente for fuente in Fuente}


def sin(columnas: Sequence[str], *fuera: str) -> tuple[str, ...]:
    return tuple(c for c in columnas if c not in fuera)


LEIDAS = sin(COLUMNAS, "ronda")  # it stands in the body too: the column is for the base's indexes
RECIBIDAS = (*LEIDAS, "ronda", "recibido")  # with all that the node says of a fact, which nobody signed
FIRMADAS = sin(LEIDAS, "nodo", "sec", "toma")  # the parameters of `prep.entregar_centro`: the base stamps the rest
DE_ESTACION = sin(FIRMADAS, "estacion")  # those of `estacion_v1.entregar`: the station is who is connected


def lista(columnas: Sequence[str], tabla: str = "") -> str:
    """`id, proceso…`; with `tabla`, `h.id, h.proceso…`."""
    return ", ".join(f"{tabla}.{c}" if tabla else c for c in columnas)


def huecos(columnas: Sequence[str], hueco: str = "%s") -> str:
    """As many placeholders as columns."""
    return ", ".join(hueco for _ in columnas)


# From base to base a time goes as the base writes it: one that Python cannot hold is judged where it arrives.
EN_CAMINO = ", ".join(f"{c}::text" if c == "momento" else c for c in COLUMNAS)


@dataclass(frozen=True, slots=True)
class HechoFirmado:
    """A fact, its body's text exactly as signed, and the operator's signature (64 bytes)."""

    hecho: Hecho
    cuerpo: str
    firma: bytes


@dataclass(frozen=True, slots=True)
class HechoLeido:
    """A stored fact: `hecho` None and `defecto` said when its body is not what its type says.

    `recibo`: what the node says of it and who signed it did not, for the chain; empty when it was not asked for.
    """

    id: UUID
    acta: str
    hecho: Hecho | None
    mensaje: bytes
    firma: bytes
    defecto: str = ""
    recibo: bytes = b""


def valores_de(columnas: Sequence[str]) -> Callable[[HechoFirmado], tuple[Any, ...]]:
    """What gives the values of these columns of a signed fact."""
    return attrgetter(*(c if c in ("cuerpo", "firma") else f"hecho.{c}" for c in columnas))


ENTREGAR_CENTRO = f"SELECT prep.entregar_centro({huecos(FIRMADAS)})"
valores_firmados = valores_de(FIRMADAS)


def a_hecho(fila: Sequence[Any]) -> Hecho:
    """The fact of a row of LEIDAS; raises HechoInvalido."""
    id_, proceso, tipo, acta, fuente, operador, estacion, nodo, sec, toma, momento, desfase, cuerpo, firma = fila
    nombres = (proceso, operador, estacion, nodo) if nodo else (proceso, operador, estacion)
    fuera = fuera_de_cotas(tipo, fuente, acta, nombres, momento, desfase, len(cuerpo.encode()), len(firma))
    if fuera:
        raise HechoInvalido(fuera)
    clase, origen = _TIPOS[tipo], _FUENTES[fuente]
    return Hecho(
        id=id_,
        proceso=proceso,
        acta=acta,
        fuente=origen,
        operador=operador,
        estacion=estacion,
        momento=momento.astimezone(UTC),
        cuerpo=cuerpo_de_texto(clase, cuerpo),
        desfase_ms=desfase,
        nodo=nodo,
        sec=sec,
        toma=toma,
    )


def a_leido(fila: Sequence[Any], recibo: bytes = b"") -> HechoLeido:
    """The fact of a row of LEIDAS with what was signed, or why it is none."""
    firma = bytes(fila[-1])
    try:
        hecho = a_hecho(fila)
    except HechoInvalido as error:
        return HechoLeido(fila[0], fila[3], None, b"", firma, str(error), recibo)
    return HechoLeido(hecho.id, hecho.acta, hecho, mensaje(hecho, fila[-2]), firma, recibo=recibo)


def a_recibido(fila: Sequence[Any]) -> HechoLeido:
    """The same of a row of RECIBIDAS, with its `recibo`: node, sec, ronda and time of reception, a line each.

    Of a captura also the lease under which it came.
    """
    *leida, ronda, recibido = fila
    nodo, sec, toma = leida[7], leida[8], leida[9]
    cuando = recibido.astimezone(UTC).isoformat(timespec="microseconds")
    partes = (nodo, sec, "" if ronda is None else ronda, cuando, *((toma,) if toma else ()))
    return a_leido(leida, "\n".join(map(str, partes)).encode())


def leer_hechos(conexion: Connection[Any], acta: str, tipo: Tipo) -> list[Hecho]:
    """The facts of `acta` of that kind that count (prep.vale), in the order of `sec`; raises HechoInvalido."""
    filas = conexion.execute(
        f"SELECT {lista(LEIDAS, 'h')} FROM prep.hecho h WHERE h.acta = %s AND h.tipo = %s"  # noqa: S608 -- our columns
        " AND prep.vale(h) ORDER BY h.sec, h.nodo",
        (acta, str(tipo)),
    )
    return [a_hecho(fila) for fila in filas]

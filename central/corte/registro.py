"""What a cut leaves in the base, in one transaction: itself, its rows, the centre's facts about it, its alarms."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, text

from central.corte.foto import incidencias
from central.corte.manifiesto import SinComprobar
from central.corte.renglones import FilasDelCorte, Sellos, guardar_texto
from central.corte.revision import FilaEnRevision
from prep.domain.hechos.cotas import legible
from prep.domain.hechos.hechos import Cuerpo, Fuente, Incidencia, Publicado
from prep.domain.hechos.texto import cuerpo_a_texto
from prep.domain.publicacion.filas import Fila
from prep.services.estacion.firma import FirmaDeSesion
from prep.store.conexion import cruda
from prep.store.del_centro import insertar_centro

POR_HECHO = 20_000  # actas in one Publicado: its text stays under the limit of a body
ALARMA_RETENIDO = "CORTE-RETENIDO"
ALARMA_REVISION = "CORTE-REVISION"
ALARMA_AJENA = "CORTE-FILA"
ALARMA_CARPETA = "CORTE-AJENO"
SIN_COMPROBAR = text(
    "INSERT INTO prep.alarma (codigo, acta, texto, causa) SELECT 'CADENA_SIN_COMPROBAR', '', :texto, :nodo"
    " ON CONFLICT (codigo, causa) WHERE atendida IS NULL AND causa <> '' DO NOTHING"
)


@dataclass(frozen=True, slots=True)
class Acabado:
    """A cut whose folder is finished."""

    numero: int
    momento: datetime
    ultimo: bool
    carpeta: str
    manifiesto: str
    sha256: str


def registrar(
    conn: Connection,
    acabado: Acabado,
    renglones: FilasDelCorte,
    mostradas: Mapping[str, Fila],
    fallas: Sequence[FilaEnRevision],
    sellos: Sellos,
    firma: FirmaDeSesion,
) -> None:
    """`mostradas` are the rows as shown; those held back keep the row that they had in `corte_fila`."""
    conn.execute(
        text(
            "INSERT INTO prep.corte (numero, momento, ultimo, carpeta, manifiesto, sha256)"
            " VALUES (:numero, :momento, :ultimo, :carpeta, :manifiesto, :sha256)"
        ),
        {campo: getattr(acabado, campo) for campo in Acabado.__slots__},
    )
    retenidas = {f.acta for f in fallas}
    buenas = {c: f for c, f in mostradas.items() if f.registrada and c not in retenidas}
    _guardar_filas(conn, acabado.numero, renglones, buenas, sellos)
    salieron = [c for c in (*renglones.ultimas, *renglones.ajenas) if c not in buenas and c not in retenidas]
    conn.execute(text("DELETE FROM prep.corte_fila WHERE acta = ANY(:actas)"), {"actas": salieron})
    nuevas = [(c, f) for c, f in buenas.items() if c not in renglones.ultimas]
    for i in range(0, len(nuevas), POR_HECHO):
        cuerpo = Publicado(acabado.numero, tuple(_publicada(renglones, c, f) for c, f in nuevas[i : i + POR_HECHO]))
        _entregar(conn, firma, "", cuerpo)
    _guardar_retenidas(conn, fallas)
    _abrir_incidencias(conn, firma, fallas)
    alarmar(
        conn, ALARMA_AJENA, ((c, f"El último renglón publicado de {c} se alteró en la base.") for c in renglones.ajenas)
    )


def avisar_sin_comprobar(conn: Connection, nodos: Iterable[SinComprobar]) -> None:
    """Once for each node until somebody attends it: its manifest says so, and no more may be a link that was cut."""
    for suyo in nodos:
        texto = (
            f"De la cadena de {suyo.nodo} se comprobó hasta el eslabón {suyo.comprobado}, y dice llegar al {suyo.dice}."
        )
        conn.execute(SIN_COMPROBAR, {"texto": texto, "nodo": suyo.nodo})


def alarmar(conn: Connection, codigo: str, avisos: Iterable[tuple[str, str]]) -> None:
    """One alarm per (acta, text) for the control room."""
    filas = [{"codigo": codigo, "acta": acta, "texto": texto} for acta, texto in avisos]
    if filas:
        conn.execute(text("INSERT INTO prep.alarma (codigo, acta, texto) VALUES (:codigo, :acta, :texto)"), filas)


def _guardar_filas(
    conn: Connection, numero: int, renglones: FilasDelCorte, buenas: Mapping[str, Fila], sellos: Sellos
) -> None:
    """Only the rows that are new or whose state changed, by COPY into a table of this transaction."""
    cambiadas = [(clave, fila) for clave, fila in buenas.items() if renglones.ultimas.get(clave) is not fila]
    with cruda(conn).cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE nuevas (acta text, corte int, huella text, fila text) ON COMMIT DROP")
        with cursor.copy("COPY nuevas (acta, corte, huella, fila) FROM STDIN") as copia:
            for clave, fila in cambiadas:
                texto = guardar_texto(fila)
                copia.write_row((clave, numero, sellos.sellar(clave, renglones.sellos[clave], texto), texto))
        cursor.execute(
            "INSERT INTO prep.corte_fila AS c (acta, corte, huella, fila) SELECT acta, corte, huella, fila FROM nuevas"
            " ON CONFLICT (acta) DO UPDATE SET corte = excluded.corte, huella = excluded.huella, fila = excluded.fila"
        )


def _guardar_retenidas(conn: Connection, fallas: Sequence[FilaEnRevision]) -> None:
    """Those of this cut and no other, for who may let them out."""
    conn.execute(text("DELETE FROM prep.retenida"))
    filas = [{"acta": f.acta, "motivo": f.motivo, "texto": f.texto, "horas": f.horas} for f in fallas]
    if filas:
        conn.execute(
            text("INSERT INTO prep.retenida (acta, motivo, texto, horas) VALUES (:acta, :motivo, :texto, :horas)"),
            filas,
        )


def _publicada(renglones: FilasDelCorte, clave: str, fila: Fila) -> tuple[str, Fuente, str]:
    """What the fact says of an acta never shown before: its source and its row's digest."""
    return clave, renglones.fuentes[clave], hashlib.sha256(guardar_texto(fila).encode()).hexdigest()


def _abrir_incidencias(conn: Connection, firma: FirmaDeSesion, fallas: Sequence[FilaEnRevision]) -> None:
    """Each falla opens its incident and its alarm once, however many cuts it lasts."""
    abiertas = incidencias(cruda(conn), {f.acta for f in fallas})
    cuerpos = [(f, Incidencia(f.motivo, legible(f.texto))) for f in fallas]
    nuevas = [(f, cuerpo) for f, cuerpo in cuerpos if (f.acta, cuerpo_a_texto(cuerpo)) not in abiertas]
    for falla, cuerpo in nuevas:
        _entregar(conn, firma, falla.acta, cuerpo)
    alarmar(conn, ALARMA_REVISION, ((f.acta, cuerpo.texto) for f, cuerpo in nuevas))


def _entregar(conn: Connection, firma: FirmaDeSesion, acta: str, cuerpo: Cuerpo) -> None:
    firmado = firma.hecho(acta, Fuente.CENTRO, cuerpo)
    respuesta = insertar_centro(conn, firmado)
    if respuesta != "nuevo":
        raise RuntimeError(f"el hecho {firmado.hecho.id} del corte no entró: {respuesta}")

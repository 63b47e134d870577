"""One batch of the queue, in one transaction: verify, chain, fold, write the derived state, make the work."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from psycopg import Connection

from central.arbitro import avisos, cadena, lectura, trabajo
from central.arbitro.contexto import Contexto
from central.arbitro.cuarentena import apartar, poner, sin_examinar
from central.arbitro.detenidas import Caidas, marcar, soltar
from central.arbitro.publicados import publicar
from central.arbitro.sabido import Sabido, preguntar
from central.arbitro.trabajo import TrabajoExistente
from central.arbitro.tropiezos import anotar, es_del_lugar, por_mitades
from prep.domain.hechos.hechos import Hecho
from prep.domain.vida.estado import EstadoActa
from prep.domain.vida.estado_texto import estado_a_json
from prep.store.hechos import HechoLeido

FilaDeCola = tuple[int, UUID, str]  # its number, the fact, its acta
LOTE = 500  # queue rows per transaction
LOTE_DESPUES = 100  # of those that wait: a fact that comes meanwhile waits for no more than these
MIRAR = "SELECT n, hecho, acta FROM prep.cola WHERE despues = %s ORDER BY n LIMIT %s"  # one árbitro only takes them
# When more wait than a batch takes: of each that has some, the same number of its first ones. Each origin is a step or
# two down the index, which a flood of one does not make longer.
TURNOS = """
WITH RECURSIVE o (origen) AS (
    (SELECT c.origen FROM prep.cola c WHERE NOT c.despues ORDER BY c.origen LIMIT 1)
    UNION ALL
    SELECT (SELECT c.origen FROM prep.cola c WHERE NOT c.despues AND c.origen > o.origen ORDER BY c.origen LIMIT 1)
    FROM o WHERE o.origen IS NOT NULL
)
SELECT x.n, x.hecho, x.acta FROM o, LATERAL (
    SELECT c.n, c.hecho, c.acta FROM prep.cola c WHERE NOT c.despues AND c.origen = o.origen
    ORDER BY c.n LIMIT greatest(1, %s / (SELECT count(origen) FROM o))) x
WHERE o.origen IS NOT NULL ORDER BY x.n LIMIT %s
"""
APLAZAR = """
INSERT INTO prep.cola (hecho, acta, origen)
VALUES (%s, %s, coalesce((SELECT prep.origen(h) FROM prep.hecho h WHERE h.id = %s), ''))
"""
DIRIMIR = "SELECT prep.dirimir(%s)"  # who keeps the id that several said
QUITAR = "DELETE FROM prep.cola WHERE n = ANY(%s)"
# %b: the states go in binary, because psycopg escapes each quote of an array of texts by a regular expression.
DERIVAR = """
INSERT INTO prep.acta_estado AS a (acta, etapa, fuente, registrada, custodia, hechos, estado, huella, cambiado)
SELECT t.*, clock_timestamp() FROM unnest(%s::text[], %s::text[], %s::text[], %s::bool[], %s::text[], %s::int[],
                                          %b::text[]::jsonb[], %s::text[]) AS t
ON CONFLICT (acta) DO UPDATE SET
    etapa = excluded.etapa, fuente = excluded.fuente, registrada = excluded.registrada, custodia = excluded.custodia,
    hechos = excluded.hechos, estado = excluded.estado, huella = excluded.huella,
    cambiado = CASE WHEN a.huella = excluded.huella THEN a.cambiado ELSE excluded.cambiado END
"""


def procesar(conexion: Connection, contexto: Contexto, limite: int = LOTE, despues: bool = False) -> int:
    """Takes up to `limite` rows of the queue and folds the actas that they name; returns how many it took.

    Facts go first; with `despues`, what waits behind them does, so that it does not wait for ever.
    The rows go away in the same transaction that writes what they caused, so a killed árbitro takes them up again.

    Nothing that a fact says stops the others: a batch that fails is undone and done again by halves, until the fact
    that makes it fail is alone and set aside. What is of the base and not of a fact is raised.
    """
    filas = _mirar(conexion, limite, despues) or _mirar(conexion, limite, not despues)
    if filas:
        por_mitades(
            filas,
            lambda unas: _hacer(conexion, contexto, unas),
            lambda fila, error: _aislar(conexion, contexto, fila, error),
        )
    return len(filas)


def _mirar(conexion: Connection, limite: int, despues: bool) -> list[FilaDeCola]:
    """The first ones; of facts, when not all that wait fit, by turns of whoever said them."""
    if despues:
        return conexion.execute(MIRAR, (True, min(limite, LOTE_DESPUES))).fetchall()
    filas = conexion.execute(MIRAR, (False, limite)).fetchall()
    return filas if len(filas) < limite else conexion.execute(TURNOS, (limite, limite)).fetchall()


def _hacer(conexion: Connection, contexto: Contexto, filas: Sequence[FilaDeCola]) -> None:
    """One transaction. All that a batch asks goes in one round trip, and all that it writes in another.

    Most of the cost of a small batch was each statement's own, and a night has very many small ones.
    """
    with conexion.pipeline(), conexion.transaction():
        conexion.execute(QUITAR, ([n for n, _, _ in filas],))
        sabido = preguntar(conexion, list({hecho: None for _, hecho, _ in filas}), {a for _, _, a in filas if a})
        buenos = _verificar(conexion, contexto, sabido)
        conexion.execute(DIRIMIR, ([hecho for _, hecho, _ in filas],))
        caidas = dict(sabido.caidas)
        estados = _plegar(contexto, sabido.con([hecho for _, hecho in buenos]), caidas)
        avisos.sin_efecto(conexion, estados, [hecho for _, hecho in buenos])
        escribir(conexion, sabido.mesa, estados, caidas)
        soltar(conexion, estados)
        marcar(conexion, caidas)
        _aplazar(conexion, [(hecho, acta) for _, hecho, acta in filas if acta in sabido.mesa.ocupadas])


def _aplazar(conexion: Connection, filas: Sequence[tuple[UUID, str]]) -> None:
    """To the end of the queue: what was verified stays so, and the acta is folded once its work is let go."""
    if filas:
        conexion.cursor().executemany(APLAZAR, [(hecho, acta, hecho) for hecho, acta in filas])


def _verificar(conexion: Connection, contexto: Contexto, sabido: Sabido) -> list[tuple[HechoLeido, Hecho]]:
    """The new facts that verify, which are chained; the others go to quarantine."""
    buenos = apartar(conexion, contexto, sabido.nuevos)
    cadena.anexar(conexion, sabido.cabeza, (leido for leido, _ in buenos))
    publicar(conexion, contexto, [hecho for _, hecho in buenos])
    return buenos


def _aislar(conexion: Connection, contexto: Contexto, fila: FilaDeCola, error: Exception) -> None:
    """One queue row that fails by itself: if its fact can be taken in, it is its acta that is marked."""
    n, hecho, acta = fila
    try:
        with conexion.transaction():
            conexion.execute(QUITAR, ([n],))
            _verificar(conexion, contexto, preguntar(conexion, [hecho], frozenset()))
            marcar(conexion, {acta: error} if acta else {})
    except Exception as otro:
        if es_del_lugar(otro):
            raise
        anotar(f"No se pudo examinar el hecho {hecho}", otro)
        with conexion.transaction():
            conexion.execute(QUITAR, ([n],))
            poner(conexion, hecho, sin_examinar(otro), acta)


def refoldear(
    conexion: Connection, contexto: Contexto, actas: Iterable[str], caidas: Caidas
) -> dict[str, tuple[EstadoActa, int]]:
    """The state of each acta from all its verified facts, and how many they are; which could not be, in `caidas`."""
    return _plegar(contexto, lectura.de_actas(conexion, actas, caidas), caidas)


def _plegar(
    contexto: Contexto, por_acta: Mapping[str, Sequence[Hecho]], caidas: Caidas
) -> dict[str, tuple[EstadoActa, int]]:
    estados: dict[str, tuple[EstadoActa, int]] = {}
    for clave, hechos in por_acta.items():
        try:
            par = contexto.acta(clave)
            if par is not None and clave not in caidas:
                acta, forma = par
                estados[clave] = (contexto.plegar(hechos, acta, forma), len(hechos))
        except Exception as error:  # noqa: BLE001 -- an acta that cannot be folded never stops the others
            caidas[clave] = error
    return estados


def fila_derivada(estado: EstadoActa, hechos: int) -> tuple[str, str, str, bool, str, int, str, str]:
    """The row of acta_estado: acta, stage, source, registered, custody, facts, state as JSON, its SHA-256."""
    texto = estado_a_json(estado)
    huella = hashlib.sha256(texto.encode()).hexdigest()
    vigente = estado.vigente.fuente
    return estado.acta, estado.etapa, vigente, estado.registrada, estado.custodia, hechos, texto, huella


def escribir(
    conexion: Connection, mesa: TrabajoExistente, estados: dict[str, tuple[EstadoActa, int]], caidas: Caidas
) -> None:
    """Upserts the derived rows and brings the work in line; a state that cannot be written falls, and is taken out."""
    filas: list[Sequence[object]] = []
    for clave, par in list(estados.items()):
        try:
            filas.append(fila_derivada(*par))
        except Exception as error:  # noqa: BLE001 -- as when it is folded
            caidas[clave] = error
            del estados[clave]
    if filas:
        conexion.execute(DERIVAR, [list(columna) for columna in zip(*filas, strict=True)])
        trabajo.sincronizar(conexion, mesa, {clave: estado for clave, (estado, _) in estados.items()})

"""One batch of the queue, in one transaction: verify, chain, fold, write the derived state, make the work."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from psycopg import Connection

from central.arbitro import cadena, derecho, lectura, trabajo
from central.arbitro.contexto import Contexto
from central.arbitro.sabido import preguntar
from central.arbitro.trabajo import TrabajoExistente
from prep.domain.hechos.hechos import Fuente, Hecho, Publicado
from prep.domain.vida.estado import EstadoActa
from prep.domain.vida.estado_texto import estado_a_json
from prep.domain.vida.fold import fold
from prep.store.hechos import HechoLeido

Publicada = tuple[str, Fuente, str]  # acta, source, digest of its row
LOTE = 500  # queue rows per transaction
LOTE_DESPUES = 100  # of those that wait: a fact that comes meanwhile waits for no more than these
TOMAR = """
DELETE FROM prep.cola WHERE n IN (
    SELECT n FROM prep.cola WHERE despues = %s ORDER BY n LIMIT %s FOR UPDATE SKIP LOCKED)
RETURNING n, hecho, acta
"""
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

    All that a batch asks goes in one round trip, and all that it writes in another: most of the cost of a small batch
    was each statement's own, and a night has very many small ones.
    """
    with conexion.pipeline(), conexion.transaction():
        filas = _tomar(conexion, limite, despues) or _tomar(conexion, limite, not despues)
        if not filas:
            return 0
        sabido = preguntar(conexion, list({hecho: None for _, hecho, _ in filas}), {a for _, _, a in filas if a})
        buenos = _apartar(conexion, contexto, sabido.nuevos)
        cadena.anexar(conexion, sabido.cabeza, (leido for leido, _ in buenos))
        _publicar(conexion, contexto, [hecho for _, hecho in buenos])
        escribir(conexion, sabido.mesa, _plegar(contexto, sabido.con([hecho for _, hecho in buenos])))
    return len(filas)


def _tomar(conexion: Connection, limite: int, despues: bool) -> list[tuple[int, UUID, str]]:
    return sorted(conexion.execute(TOMAR, (despues, min(limite, LOTE_DESPUES) if despues else limite)).fetchall())


def _apartar(conexion: Connection, contexto: Contexto, leidos: Iterable[HechoLeido]) -> list[tuple[HechoLeido, Hecho]]:
    """The facts that verify; the others go to quarantine with an alarm and are never folded."""
    buenos: list[tuple[HechoLeido, Hecho]] = []
    malos: list[tuple[UUID, str, str]] = []
    for leido in leidos:
        razon = leido.defecto
        if leido.hecho is not None:
            razon = derecho.defecto(contexto, leido.hecho, leido.mensaje, leido.firma)
        if leido.hecho is None or razon:
            malos.append((leido.id, razon, leido.acta))
        else:
            buenos.append((leido, leido.hecho))
            if contexto.catd is None and derecho.de_baja(contexto, leido.hecho):
                _avisar_de_baja(conexion, leido.hecho)
    for id_, razon, acta in malos:
        conexion.execute("INSERT INTO prep.cuarentena (hecho, razon) VALUES (%s, %s)", (id_, razon))
        conexion.execute(
            "INSERT INTO prep.alarma (codigo, acta, texto) VALUES ('CUARENTENA', %s, %s)",
            (acta, f"El hecho {id_} se apartó: {razon}."),
        )
    return buenos


def _avisar_de_baja(conexion: Connection, hecho: Hecho) -> None:
    """At the centre, once for each person and node: somebody looks whether it was done before they left."""
    texto = f"{hecho.operador}, que está dado de baja, firmó hechos que llegaron después por {hecho.nodo}: cuentan."
    conexion.execute(
        "INSERT INTO prep.alarma (codigo, acta, texto) SELECT 'FIRMA_DE_BAJA', '', %(texto)s WHERE NOT EXISTS"
        " (SELECT FROM prep.alarma WHERE codigo = 'FIRMA_DE_BAJA' AND texto = %(texto)s)",
        {"texto": texto},
    )


def _publicar(conexion: Connection, contexto: Contexto, hechos: Sequence[Hecho]) -> None:
    """Hands each acta of a cut's list its own Publicado and queues it to be folded; the first one stays (R-06)."""
    for hecho in hechos:
        if not isinstance(hecho.cuerpo, Publicado):
            continue
        corte, actas = hecho.cuerpo.corte, _conocidas(conexion, contexto, hecho.cuerpo.actas)
        conexion.execute(
            "WITH lista AS (SELECT * FROM unnest(%s::text[], %s::text[], %s::text[]) AS t(acta, fuente, huella)),"
            " puestos AS (INSERT INTO prep.publicado (acta, hecho, corte, fuente, huella)"
            "  SELECT acta, %s, %s, fuente, huella FROM lista ON CONFLICT (acta) DO NOTHING RETURNING acta)"
            " INSERT INTO prep.cola (hecho, acta, despues) SELECT %s, acta, true FROM puestos",
            (
                [acta for acta, _, _ in actas],
                [str(fuente) for _, fuente, _ in actas],
                [huella for _, _, huella in actas],
                hecho.id,
                corte,
                hecho.id,
            ),
        )


def _conocidas(conexion: Connection, contexto: Contexto, actas: Sequence[Publicada]) -> Sequence[Publicada]:
    """At a CATD's node, those of its own actas and of the others that it knows something of; at the centre, all."""
    if contexto.catd is None:
        return actas
    otras = [acta for acta, _, _ in actas if not contexto.es_suya(acta)]
    sabidas = {a for (a,) in conexion.execute("SELECT acta FROM prep.acta_estado WHERE acta = ANY(%s)", (otras,))}
    return [publicada for publicada in actas if publicada[0] in sabidas or contexto.es_suya(publicada[0])]


def refoldear(conexion: Connection, contexto: Contexto, actas: Iterable[str]) -> dict[str, tuple[EstadoActa, int]]:
    """The state of each acta from all its verified facts, and how many they are."""
    return _plegar(contexto, lectura.de_actas(conexion, actas))


def _plegar(contexto: Contexto, por_acta: Mapping[str, Sequence[Hecho]]) -> dict[str, tuple[EstadoActa, int]]:
    estados: dict[str, tuple[EstadoActa, int]] = {}
    for clave, hechos in por_acta.items():
        par = contexto.acta(clave)
        if par is not None:
            acta, forma = par
            estado = fold(hechos, acta, forma, contexto.catalogo.ajustes, contexto.cae.get(clave, ""))
            estados[clave] = (estado, len(hechos))
    return estados


def fila_derivada(estado: EstadoActa, hechos: int) -> tuple[str, str, str, bool, str, int, str, str]:
    """The row of acta_estado: acta, stage, source, registered, custody, facts, state as JSON, its SHA-256."""
    texto = estado_a_json(estado)
    huella = hashlib.sha256(texto.encode()).hexdigest()
    vigente = estado.vigente.fuente
    return estado.acta, estado.etapa, vigente, estado.registrada, estado.custodia, hechos, texto, huella


def escribir(conexion: Connection, mesa: TrabajoExistente, estados: Mapping[str, tuple[EstadoActa, int]]) -> None:
    """Upserts the derived rows and brings the work in line."""
    if not estados:
        return
    columnas = zip(*(fila_derivada(estado, hechos) for estado, hechos in estados.values()), strict=True)
    conexion.execute(DERIVAR, [list(columna) for columna in columnas])
    trabajo.sincronizar(conexion, mesa, {clave: estado for clave, (estado, _) in estados.items()})

"""What a cut said that it showed for the first time, handed to each of its actas (R-06)."""

from collections.abc import Iterable, Sequence

from psycopg import Connection

from central.arbitro.contexto import Contexto
from prep.domain.hechos.hechos import Fuente, Hecho, Publicado

Publicada = tuple[str, Fuente, str]  # acta, source, digest of its row
REPARTIR = (
    "WITH lista AS (SELECT * FROM unnest(%s::text[], %s::text[], %s::text[]) AS t(acta, fuente, huella)),"
    " puestos AS (INSERT INTO prep.publicado (acta, hecho, corte, fuente, huella)"
    "  SELECT acta, %s, %s, fuente, huella FROM lista ON CONFLICT (acta) DO NOTHING RETURNING acta)"
    " INSERT INTO prep.cola (hecho, acta, despues) SELECT %s, acta, true FROM puestos"
)


def publicar(conexion: Connection, contexto: Contexto, hechos: Iterable[Hecho]) -> None:
    """Hands each acta of a cut's list its own Publicado and queues it to be folded; the first one stays (R-06)."""
    for hecho in hechos:
        if not isinstance(hecho.cuerpo, Publicado):
            continue
        actas = _conocidas(conexion, contexto, hecho.cuerpo.actas)
        columnas = [[str(dato) for dato in columna] for columna in zip(*actas, strict=True)] or [[], [], []]
        conexion.execute(REPARTIR, (*columnas, hecho.id, hecho.cuerpo.corte, hecho.id))


def _conocidas(conexion: Connection, contexto: Contexto, actas: Sequence[Publicada]) -> Sequence[Publicada]:
    """At a CATD's node, those of its own actas and of the others that it knows something of; at the centre, all."""
    if contexto.catd is None:
        return actas
    otras = [acta for acta, _, _ in actas if not contexto.es_suya(acta)]
    sabidas = {a for (a,) in conexion.execute("SELECT acta FROM prep.acta_estado WHERE acta = ANY(%s)", (otras,))}
    return [publicada for publicada in actas if publicada[0] in sabidas or contexto.es_suya(publicada[0])]

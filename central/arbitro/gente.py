"""The árbitro's watch over the list of people: what was altered in the base alarms; once mended, its facts go on."""

from psycopg import Connection

from central.arbitro import personas
from central.arbitro.contexto import Contexto
from central.arbitro.registrados import NO_FIRMADO

ALARMAR = (
    "INSERT INTO prep.alarma (codigo, acta, texto) SELECT 'LISTA_ALTERADA', '', t.texto"
    " FROM unnest(%s::text[]) AS t(texto)"
    " WHERE NOT EXISTS (SELECT FROM prep.alarma a WHERE a.codigo = 'LISTA_ALTERADA' AND a.texto = t.texto"
    " AND a.atendida IS NULL)"
)
# Verified again, as any that comes: what was signed with the key that was put in is set aside for good.
RETOMAR = (
    "WITH sueltos AS (DELETE FROM prep.cuarentena WHERE razon LIKE %s AND razon <> ALL(%s::text[]) RETURNING hecho)"
    " INSERT INTO prep.cola (hecho, acta, origen)"
    " SELECT h.id, h.acta, prep.origen(h) FROM sueltos s JOIN prep.hecho h ON h.id = s.hecho"
)


def vigilar(conexion: Connection, contexto: Contexto) -> None:
    """Alarms of each row that is not believed now, once, and queues what waited for one that is believed again."""
    razones = [*contexto.alterados.values(), *contexto.estaciones_alteradas.values()]
    conexion.execute(ALARMAR, (razones,))
    conexion.execute(RETOMAR, (f"%{NO_FIRMADO}", razones))
    personas.anotar_acordados(conexion, contexto)

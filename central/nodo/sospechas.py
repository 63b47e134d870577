"""What one person may do alone, and should not do much of: counted each minute, and told."""

from typing import Any

from psycopg import Connection

SIN_ACTA_MAX = 20  # a person declares so many in an hour one by one; more of them at once, two people together
# By the derived state, where an acta without one is seldom: what it costs does not grow with the facts.
SIN_ACTA = """
WITH muchas AS MATERIALIZED (
  SELECT h.operador, count(DISTINCT h.acta) cuantas FROM prep.acta_estado e
  JOIN prep.hecho h ON h.acta = e.acta AND h.tipo = 'SIN_ACTA'
  WHERE e.etapa = 'SIN_ACTA' AND h.recibido > clock_timestamp() - interval '1 hour'
    AND EXISTS (SELECT FROM prep.estacion s WHERE s.estacion = h.estacion)
  GROUP BY h.operador HAVING count(DISTINCT h.acta) > %(tope)s
), nuevas AS MATERIALIZED (
  SELECT operador, cuantas, format('%%s %%s', operador, cuantas / %(tope)s) causa FROM muchas
)
SELECT prep.alarmar('SIN_ACTA_MUCHAS', n.causa, '', format(
  'En una hora %%s declaró SIN ACTA %%s actas, de una en una.', n.operador, n.cuantas))
FROM nuevas n WHERE NOT EXISTS (SELECT FROM prep.alarma a WHERE a.codigo = 'SIN_ACTA_MUCHAS' AND a.causa = n.causa)
"""


def revisar(admin: Connection[Any]) -> None:
    """One alarm for each so many of a person, also after somebody attended the one before it."""
    admin.execute(SIN_ACTA, {"tope": SIN_ACTA_MAX})

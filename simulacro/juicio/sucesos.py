"""What the base says of a night: how far it is, and how long each step took."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, text

from central.tablero.consulta import contar_cotejos

AVANCE = """
SELECT e.empezadas, e.registradas, (SELECT coalesce(max(n), 0) FROM prep.cadena), (SELECT count(*) FROM prep.cola),
       (SELECT count(*) FROM prep.trabajo WHERE terminado IS NULL AND acta <> ALL (:aparte)), e.en_proceso
FROM (SELECT count(*) FILTER (WHERE etapa <> 'ESPERADA') AS empezadas,
             count(*) FILTER (WHERE registrada) AS registradas,
             count(*) FILTER (WHERE etapa IN ('RETENIDA', 'ACOPIADA', 'DIGITALIZADA', 'EN_CAPTURA', 'EN_DISPUTA',
                                              'EN_MESA', 'POR_VALIDAR') AND acta <> ALL (:aparte)) AS en_proceso
      FROM prep.acta_estado) e
"""
TIEMPOS = """
WITH t AS (
  SELECT acta, min(recibido) FILTER (WHERE tipo = 'ACOPIO') AS acopio,
         min(recibido) FILTER (WHERE tipo = 'IMAGEN') AS imagen,
         min(recibido) FILTER (WHERE tipo = 'CAPTURA') AS primera,
         max(recibido) FILTER (WHERE tipo IN ('CAPTURA', 'DICTAMEN')) AS ultima
  FROM prep.hecho WHERE acta <> '' GROUP BY acta
), w AS (SELECT acta, min(creado) AS trabajo FROM prep.trabajo WHERE ronda = 1 AND puesto = 1 GROUP BY acta),
pasos AS (
  SELECT 'acopio → imagen' AS paso, extract(epoch FROM imagen - acopio) AS s FROM t WHERE acopio < imagen
  UNION ALL SELECT 'imagen → trabajo (árbitro)', extract(epoch FROM trabajo - imagen) FROM t JOIN w USING (acta)
  UNION ALL SELECT 'imagen → primera captura', extract(epoch FROM primera - imagen) FROM t
  UNION ALL SELECT 'primera → última captura', extract(epoch FROM ultima - primera) FROM t
)
SELECT paso, count(s), percentile_cont(ARRAY[0.5, 0.95, 0.99, 1.0]) WITHIN GROUP (ORDER BY s)
FROM pasos WHERE s IS NOT NULL GROUP BY paso ORDER BY paso
"""
FUENTES = """
SELECT 'imágenes de ' || fuente, count(*) FROM prep.hecho WHERE tipo = 'IMAGEN' GROUP BY fuente
UNION ALL SELECT 'actas con custodia de ' || CASE custodia WHEN 'CCV' THEN 'CCV' ELSE 'su CATD' END, count(*)
  FROM prep.acta_estado WHERE custodia <> '' GROUP BY 1
UNION ALL SELECT 'actas con ' || capturas || ' capturas', count(*)
  FROM (SELECT count(*) AS capturas FROM prep.hecho WHERE tipo = 'CAPTURA' GROUP BY acta) c GROUP BY capturas
UNION ALL SELECT 'cotejos abiertos', count(*) FROM prep.acta_estado WHERE (estado ->> 'cotejo_abierto')::boolean
ORDER BY 1
"""
# A fact's whole way: from the station's clock when it was signed to the commit that folded it at the centre.
VIAJE = """
SELECT h.nodo, count(*), percentile_cont(ARRAY[0.5, 0.95, 0.99, 1.0]) WITHIN GROUP (ORDER BY extract(epoch FROM
    pg_xact_commit_timestamp(c.xmin) - h.momento - h.desfase_ms * interval '1 millisecond'))
FROM prep.hecho h JOIN prep.cadena c ON c.hecho = h.id WHERE h.fuente <> 'CENTRO' GROUP BY h.nodo ORDER BY h.nodo
"""
TIPOS = "SELECT tipo, count(*) FROM prep.hecho GROUP BY tipo ORDER BY tipo"
ETAPAS = "SELECT etapa, count(*) FROM prep.acta_estado GROUP BY etapa ORDER BY etapa"


@dataclass(frozen=True, slots=True)
class AvanceDeNoche:
    """Counts at one moment: actas begun, registered, verified facts, queue rows, open work, actas in the middle."""

    empezadas: int
    registradas: int
    hechos: int
    cola: int
    trabajos: int
    en_proceso: int

    @property
    def en_calma(self) -> bool:
        """Nothing is on its way."""
        return not (self.cola or self.trabajos or self.en_proceso)


@dataclass(frozen=True, slots=True)
class TiemposDePaso:
    """Seconds of one step: how many, median, p95, p99, longest."""

    cuantos: int
    p50: float
    p95: float
    p99: float
    maximo: float


def avance(motor: Engine, aparte: Collection[str] = ()) -> AvanceDeNoche:
    """`aparte`: actas that nobody waits for, in people's hands."""
    with motor.connect() as conn:
        return AvanceDeNoche(*conn.execute(text(AVANCE), {"aparte": list(aparte)}).one())


def tiempos(motor: Engine) -> Mapping[str, TiemposDePaso]:
    with motor.connect() as conn:
        return {paso: TiemposDePaso(n, *map(float, ps)) for paso, n, ps in conn.execute(text(TIEMPOS))}


def viajes(motor: Engine) -> Mapping[str, TiemposDePaso]:
    """Seconds from a station to the centre's state, by the node where the fact entered."""
    with motor.connect() as conn:
        return {nodo: TiemposDePaso(n, *map(float, ps)) for nodo, n, ps in conn.execute(text(VIAJE))}


def cuentas(motor: Engine) -> tuple[dict[str, int], dict[str, int]]:
    """Facts by type, and actas by stage."""
    with motor.connect() as conn:
        return _pares(conn, TIPOS), _pares(conn, ETAPAS)


def fuentes(motor: Engine) -> dict[str, int]:
    """The two sources together: images of each, custody, capturas by acta, cotejos and how they ended (R-06, R-07)."""
    with motor.connect() as conn:
        son = contar_cotejos(conn)
        dichos = {"cotejos, 1 aceptada": son.aceptados, "cotejos, 2 con modificación": son.modificados,
                  "cotejos, 3 no aceptada": son.rechazados}  # fmt: skip
        return _pares(conn, FUENTES) | dichos


def cotejados(motor: Engine) -> int:
    """How many cotejos ended, whatever their outcome."""
    with motor.connect() as conn:
        son = contar_cotejos(conn)
    return son.aceptados + son.modificados + son.rechazados


def _pares(conn: Connection, consulta: str) -> dict[str, int]:
    return {str(nombre): int(cuantos) for nombre, cuantos in conn.execute(text(consulta))}

"""Work that nobody on shift may take: after a while it goes to the CCV, else its ronda is closed (R-04)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from psycopg import Connection, errors

from central.arbitro.contexto import Contexto
from central.arbitro.tropiezos import anotar, avisar, es_del_lugar
from prep.domain.catalogo.catalogo import CCV
from prep.domain.hechos.hechos import Cierre, Cuerpo, Custodia, Fuente
from prep.net.identidad import Llave
from prep.services.estacion.firma import FirmaDeSesion
from prep.store.hechos import ENTREGAR_CENTRO, valores_firmados

PreguntaCCV = Callable[[int], bool | None]  # see central/sitios/turno.py
LUGAR = "arbitro"  # where the centre's facts of the árbitro are made
# On shift at a centre: who captured there within the wait, or holds a capture (the desk captures nothing). Eligible:
# none of the ronda's own people, nor who handed that image back. Work whose image has not come waits for it, not for
# people.
ATORADO = """
WITH turno AS (
    SELECT DISTINCT h.operador, o.sitio FROM prep.hecho h JOIN prep.cadena v ON v.hecho = h.id
    JOIN prep.persona o USING (operador)
    WHERE h.tipo = 'CAPTURA' AND h.recibido > clock_timestamp() - %(espera)s * interval '1 second'
    UNION
    SELECT t.operador, o.sitio FROM prep.trabajo t JOIN prep.persona o USING (operador)
    WHERE t.clase = 'CAPTURA' AND t.terminado IS NULL AND t.expira > clock_timestamp()
), libre AS (
    SELECT DISTINCT t.acta, t.fuente, t.ronda, t.sitio, t.imagen FROM prep.trabajo t
    WHERE t.clase = 'CAPTURA' AND t.terminado IS NULL AND (t.toma IS NULL OR t.expira < clock_timestamp())
      AND t.creado < clock_timestamp() - %(espera)s * interval '1 second'
      AND EXISTS (SELECT FROM prep.hecho h JOIN prep.cadena v ON v.hecho = h.id
                  WHERE h.acta = t.acta AND h.fuente = t.fuente
                  AND (h.tipo = 'CAPTURA' AND h.ronda = t.ronda
                       OR h.tipo = 'DEVOLUCION' AND prep.campo_de(h.cuerpo, 'imagen') = t.imagen))
      AND NOT EXISTS (SELECT FROM prep.cola c WHERE c.acta = t.acta)
      AND (t.imagen = '' OR EXISTS (SELECT FROM prep.imagen i WHERE i.huella = t.imagen))
)
SELECT l.acta, l.fuente, l.ronda, l.sitio,
  coalesce(array_agg(DISTINCT u.sitio) FILTER (WHERE u.sitio IS NOT NULL), '{}')
FROM libre l LEFT JOIN turno u ON u.sitio IN (l.sitio, %(ccv)s)
  AND NOT EXISTS (SELECT FROM prep.hecho h JOIN prep.cadena v ON v.hecho = h.id
                  WHERE h.acta = l.acta AND h.fuente = l.fuente AND h.tipo = 'CAPTURA'
                  AND h.ronda = l.ronda AND h.operador = u.operador)
  AND NOT EXISTS (SELECT FROM prep.hecho h JOIN prep.cadena v ON v.hecho = h.id
                  WHERE h.acta = l.acta AND h.fuente = l.fuente AND h.tipo = 'DEVOLUCION'
                  AND h.operador = u.operador AND prep.campo_de(h.cuerpo, 'imagen') = l.imagen)
GROUP BY l.acta, l.fuente, l.ronda, l.sitio LIMIT 1000
"""


class Firmante(NamedTuple):
    """Who signs what an árbitro does by itself: the centre, or a CATD's node (R-04)."""

    operador: str
    llave: Llave


@dataclass(frozen=True, slots=True)
class Atorado:
    """Capture work that waits too long, and the centres where someone on shift could take it."""

    acta: str
    fuente: Fuente
    ronda: int
    sitio: str
    con_gente: frozenset[str]

    @property
    def sin_gente(self) -> bool:
        """Nobody at its own centre can take it."""
        return self.sitio not in self.con_gente

    def remedio(self, hay_ccv: bool) -> tuple[Fuente, Cuerpo]:
        """The fact that mends it when nobody there can take it: to the CCV if it has people, else the desk (R-04)."""
        if hay_ccv:
            return Fuente.CENTRO, Custodia(CCV, "SIN_PERSONAL")
        return self.fuente, Cierre(self.ronda, "SIN_PERSONAL")


def atorados(conexion: Connection, espera_s: int) -> list[Atorado]:
    """The capture work free for more than `espera_s` seconds that someone began or handed back."""
    filas = conexion.execute(ATORADO, {"espera": espera_s, "ccv": CCV}).fetchall()
    return [Atorado(acta, Fuente(f), ronda, sitio, frozenset(gente)) for acta, f, ronda, sitio, gente in filas]


def revisar(
    conexion: Connection, contexto: Contexto, firmante: Firmante, pregunta_ccv: PreguntaCCV | None = None
) -> int:
    """Signs and inserts the remedy of each stuck work; returns how many.

    `pregunta_ccv`: at a CATD's node, which does not see the CCV's people; work waits for its answer.
    """
    espera_s = contexto.catalogo.ajustes.espera_sin_personal_s
    casos = [atorado for atorado in atorados(conexion, espera_s) if atorado.sin_gente]
    en_ccv = pregunta_ccv(espera_s) if pregunta_ccv and casos else None
    firma = FirmaDeSesion(firmante.operador, LUGAR, contexto.catalogo.proceso, firmante.llave)
    hechos = 0
    for atorado in casos:
        hay_ccv = en_ccv if pregunta_ccv else CCV in atorado.con_gente
        if hay_ccv is None:
            continue
        try:
            firmado = firma.hecho(atorado.acta, *atorado.remedio(hay_ccv))
            conexion.execute(ENTREGAR_CENTRO, valores_firmados(firmado))
            hechos += 1
        except errors.LockNotAvailable:
            continue  # somebody holds that acta: it is looked at again in a while
        except Exception as error:  # one that cannot be mended keeps no other waiting
            if es_del_lugar(error):
                raise
            anotar(f"No se pudo remediar el trabajo atorado de {atorado.acta}", error)
            texto = (
                f"El trabajo de {atorado.acta} espera sin nadie y no se pudo mover ni cerrar."
                " Para soporte: «prep diagnostico»."
            )
            avisar(conexion, "ATORADO", atorado.acta, texto)
    return hechos

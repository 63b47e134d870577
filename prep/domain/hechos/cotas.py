"""The bounds of whatever says that it is a fact, the same at every entry and for every reader.

The base has them too, in 18_cotas.sql; tests/store/test_cotas.py compares what each of the two refuses.
"""

import re
from datetime import UTC, datetime
from functools import lru_cache

from prep.domain.hechos.hechos import Fuente, Tipo
from prep.domain.hechos.tipos import TIPOS

# A fact is never refused because its clock was wrong: a PC without battery says 1970 or 1980, and its row waits
# "en revisión". What no clock says breaks who computes with it.
DESDE, HASTA = datetime(1970, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
NUMERO_MAX = 2**31 - 1  # rondas, results, cuts
VOTOS_MAX = 999_999  # of one field: an acta from abroad can hold 38,707; who verifies a cut reads nine digits
DESFASE_MAX_MS = 2**31 - 1  # 24 days: what the base's column holds
FIRMA = 64  # bytes
CUERPO_MAX, PUBLICADO_MAX = 65_536, 4_000_000  # bytes; a Publicado lists up to 20,000 actas of a cut
TEXTO_MAX = 2_000
DATOS_MAX = 30_000  # of what is proposed, a text inside a body
VALORES_MAX = 200
DICHOS_MAX = 40  # facts of one acta, of a station at a node: an honest one says a dozen
CLAVE = re.compile(r"[A-Z0-9_-]{0,80}")  # of an acta; "" for facts of the proceso
NOMBRE = re.compile(r"[A-Za-z0-9_.-]{1,60}")  # of a proceso, an operator, a station, a node
# Controls and lone halves of a pair: they break a terminal, a line of a file, or the text's own encoding.
NO_ES_TEXTO = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_TIPOS = frozenset(map(str, Tipo))
_FUENTES = frozenset(map(str, Fuente))
_DEL_PROCESO = frozenset(str(tipo) for tipo, fila in TIPOS.items() if fila.del_proceso)


def cuerpo_max(tipo: str) -> int:
    """How many bytes the body of that kind may have."""
    return PUBLICADO_MAX if tipo == Tipo.PUBLICADO else CUERPO_MAX


def fuera_de_cotas(
    tipo: str, fuente: str, acta: str, nombres: tuple[str, ...], momento: datetime, desfase_ms: int, tamano: int,
    firma: int,
) -> str:  # fmt: skip
    """Why the head of a fact is none, in Spanish; "" when it is. `tamano`, `firma`: bytes of its body and signature.

    `nombres`: proceso, operator, station and, when it was stamped, node.
    """
    if tipo not in _TIPOS or fuente not in _FUENTES:
        return "no hay hechos de ese tipo o de esa fuente"
    if not CLAVE.fullmatch(acta) or (not acta and tipo not in _DEL_PROCESO):
        return "no nombra un acta"
    if not all(map(_es_nombre, nombres)):
        return "su proceso, su operador, su estación o su nodo no es un nombre"
    if not DESDE <= momento < HASTA:
        return "su momento no es una hora"
    if abs(desfase_ms) > DESFASE_MAX_MS:
        return "su desfase no es de un reloj"
    if tamano > cuerpo_max(tipo):
        return "su cuerpo es demasiado grande"
    return "" if firma == FIRMA else f"su firma no mide {FIRMA} bytes"


def legible(texto: str) -> str:
    """`texto`, made of what others wrote, as the text of a fact of ours."""
    return NO_ES_TEXTO.sub("·", texto)[:TEXTO_MAX]


@lru_cache(maxsize=4096)
def _es_nombre(texto: str) -> bool:
    """A night has few, and each in very many facts."""
    return NOMBRE.fullmatch(texto) is not None

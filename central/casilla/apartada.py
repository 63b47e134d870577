"""The one way in which a sending is not taken in: set aside with its reason in Spanish, and the centre told."""

from sqlalchemy import Connection, text

from prep.services.estacion.errores import ACUERDO

__all__ = ["ACUERDO", "Apartada", "alarmar"]
CODIGO = "CASILLA_APARTADA"
TEXTO_MAX = 1_000  # characters of an alarm
ALARMA = (  # once: a pass that was killed, or a later one, comes to the same sentence again
    "INSERT INTO prep.alarma (codigo, acta, texto) SELECT :codigo, :acta, :texto"
    " WHERE NOT EXISTS (SELECT FROM prep.alarma WHERE codigo = :codigo AND texto = :texto)"
)


class Apartada(Exception):
    """This sending is kept aside and the rest goes on; the message says what is wrong and what to do."""


def alarmar(conn: Connection, acta: str, texto: str) -> None:
    """Tells the centre of `texto`, once however often it is said."""
    conn.execute(text(ALARMA), {"codigo": CODIGO, "acta": acta, "texto": texto[:TEXTO_MAX]})

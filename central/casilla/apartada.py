"""What the centre is told of a phone: a sending that was set aside, a key that is no longer good, a clock."""

from sqlalchemy import Connection, text

APARTADA = "CASILLA_APARTADA"
PERDIDO = "TELEFONO_PERDIDO"
CAMBIADO = "TELEFONO_CAMBIADO"
RELOJ = "CASILLA_RELOJ"
CODIGOS = (APARTADA, PERDIDO, CAMBIADO, RELOJ)
TEXTO_MAX = 1_000  # characters of an alarm
ALARMA = (  # once: a pass that was killed, or a later one, comes to the same sentence again
    "INSERT INTO prep.alarma (codigo, acta, texto) SELECT :codigo, :acta, :texto"
    " WHERE NOT EXISTS (SELECT FROM prep.alarma WHERE codigo = :codigo AND texto = :texto)"
)


def alarmar(conn: Connection, acta: str, texto: str, codigo: str = APARTADA) -> None:
    """Tells the centre of `texto`, once however often it is said."""
    conn.execute(text(ALARMA), {"codigo": codigo, "acta": acta, "texto": texto[:TEXTO_MAX]})

"""How an hour is written where it is signed: in one way, so that nobody reads it as another."""

from datetime import UTC, datetime


def hora_de(texto: str) -> datetime | None:
    """The hour of a signed text, in UTC; None unless it is exactly how an hour is written there."""
    try:
        hora = datetime.fromisoformat(texto)
        return hora if hora.utcoffset() is not None and texto_de(hora) == texto else None
    except (ValueError, OverflowError):  # no hour, or beyond the years that there are
        return None


def texto_de(hora: datetime) -> str:
    """How an hour is signed: in UTC, to the minute."""
    return f"{hora.astimezone(UTC):%Y-%m-%dT%H:%M+00:00}"

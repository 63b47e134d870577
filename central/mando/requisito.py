"""One thing that a city needs before its night."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Requisito:
    """`que` kind of thing, whose (`donde`), how it is; `hacer`: what to do and its command, "" when it is as it must.

    `dicho` and `hacer` are in Spanish, without a full stop.
    """

    que: str
    donde: str
    dicho: str
    hacer: str = ""

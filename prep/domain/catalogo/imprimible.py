"""Text of others as it may be shown: nothing in it drives a terminal or hides what follows."""


def imprimible(texto: str) -> str:
    """`texto` with a `·` for whatever cannot be printed or encoded."""
    return texto if texto.isprintable() else "".join(c if c.isprintable() else "·" for c in texto)

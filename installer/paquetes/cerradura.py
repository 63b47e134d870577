"""Of requirements.txt, what the suite runs on: what pyproject.toml asks for, and what that asks for in turn."""

import re

ENTRADA = re.compile(r"^(?=[A-Za-z0-9])", re.MULTILINE)
NOMBRE = re.compile(r"[A-Za-z0-9._-]+")
POR = re.compile(r"^    # via(.*)\Z", re.MULTILINE | re.DOTALL)
DEL_PROYECTO = "(pyproject.toml)"


def de_uso(cerradura: str) -> dict[str, str]:
    """The locked text of each library that the suite runs on, by name: with its hashes, and nothing of the tests.

    Raises ValueError where the lock does not say because of what each one is there.
    """
    textos: dict[str, str] = {}
    pedidos: dict[str, set[str]] = {}
    for entrada in ENTRADA.split(cerradura)[1:]:
        nombre, por = NOMBRE.match(entrada), POR.search(entrada)
        if nombre is None or por is None:
            raise ValueError(f"La cerradura no dice por quién está: {entrada.splitlines()[0]}")
        textos[nombre[0]] = textos.get(nombre[0], "") + entrada
        quienes = (linea.strip(" #") for linea in por[1].splitlines())
        pedidos.setdefault(nombre[0], set()).update(quien for quien in quienes if quien)
    uso = {nombre for nombre, por in pedidos.items() if any(DEL_PROYECTO in quien for quien in por)}
    if not uso:
        raise ValueError("La cerradura no tiene nada que pida pyproject.toml.")
    while mas := {nombre for nombre, por in pedidos.items() if por & uso} - uso:
        uso |= mas
    return {nombre: textos[nombre] for nombre in sorted(uso)}

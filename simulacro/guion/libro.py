"""The ledger: every planned exception and every mistyped field, so that each difference at the end has its reason."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TextIO
from uuid import UUID

from prep.domain.hechos.campos import Valor
from simulacro.guion.guion import Llegada


class Libro:
    """A file of one JSON object a line; each robot writes its own."""

    def __init__(self, ruta: Path) -> None:
        self._archivo: TextIO = ruta.open("a", encoding="utf-8")

    def cerrar(self) -> None:
        self._archivo.close()

    def excepcion(self, llegada: Llegada) -> None:
        self._escribir(que="excepcion", acta=llegada.clave, excepcion=llegada.excepcion, sitio=llegada.sitio)

    def yerro(self, acta: str, hecho: UUID, operador: str, campo: str, dice: Valor, tecleo: Valor) -> None:
        self._escribir(
            que="error", acta=acta, hecho=str(hecho), operador=operador, campo=campo, dice=dice, tecleo=tecleo
        )

    def _escribir(self, **datos: Any) -> None:
        self._archivo.write(json.dumps(datos, ensure_ascii=False) + "\n")
        self._archivo.flush()


def leer(rutas: Iterable[Path]) -> list[dict[str, Any]]:
    """All the entries of several ledgers."""
    return [json.loads(linea) for ruta in sorted(rutas) for linea in ruta.read_text(encoding="utf-8").splitlines()]

"""The node's passwords: one per database role, made at random, in `claves.json` readable by its owner only."""

import json
import os
import secrets
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, ClassVar

from pydantic import ConfigDict, Field, RootModel

from central.nodo.binarios import ErrorNodo
from central.nodo.candado import candado
from prep.ajeno.lectura import de_json, leer_archivo
from prep.ajeno.reparos import AjenoInvalido
from prep.store.punto import punto

TAMANO_MAX = 1_000_000  # of some hundreds of stations each takes 60 bytes


class ClavesDeRoles(RootModel[dict[str, Annotated[str, Field(min_length=1)]]]):
    """The file: role of the database -> its password."""

    model_config = ConfigDict(strict=True, frozen=True, hide_input_in_errors=True)
    QUE: ClassVar[str] = "De cada rol de la base de este nodo, su contraseña. Lo escribe el programa."


class Claves:
    """`<datos>/claves.json`: role -> password. Never printed, never in a log."""

    def __init__(self, datos: Path) -> None:
        self._ruta = datos / "claves.json"

    def __getitem__(self, rol: str) -> str:
        try:
            return self._leer()[rol]
        except KeyError:
            raise ErrorNodo(f"El rol «{rol}» no tiene contraseña en {self._ruta}: prepare el nodo primero.") from None

    def asegurar(self, roles: Iterable[str]) -> dict[str, str]:
        """The passwords of `roles`, made for those that had none; written once, atomically, for all of them."""
        with candado(self._ruta.with_name("claves.candado")):
            todas = self._leer()
            faltan = [rol for rol in roles if rol not in todas]
            if faltan:
                todas.update({rol: secrets.token_urlsafe(24) for rol in faltan})
                self._escribir(todas)
        return todas

    def todas(self) -> dict[str, str]:
        """Raises ErrorNodo."""
        return self._leer()

    def _leer(self) -> dict[str, str]:
        try:
            return de_json(leer_archivo(self._ruta, TAMANO_MAX), ClavesDeRoles).root
        except FileNotFoundError:
            return {}
        except AjenoInvalido as error:
            raise ErrorNodo(f"{self._ruta} está dañado ({error.frase()}); recupérelo de su respaldo.") from error

    def _escribir(self, todas: dict[str, str]) -> None:
        nueva = self._ruta.with_name("claves.json.nuevo")
        nueva.unlink(missing_ok=True)
        descriptor = os.open(nueva, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as archivo:
            json.dump(todas, archivo, indent=1, sort_keys=True)
            archivo.flush()
            os.fsync(archivo.fileno())
        punto("claves.guardar.antes")
        nueva.replace(self._ruta)
        punto("claves.guardar.despues")

"""A station's card, `ficha.json` in its data folder: its name, where its node is, and its password there."""

import ipaddress
import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from psycopg.conninfo import make_conninfo

from prep.domain.hechos.json_ajeno import leer_json
from prep.services.estacion.errores import DatoInvalido
from prep.store.punto import punto

ARCHIVO = "ficha.json"
BASE = "prep"
TAMANO_MAX = 64 * 1024


@dataclass(frozen=True, slots=True)
class Ficha:
    """`sitio`: 01 … 33 or CCV. `contrasena`: the station's in its node, until there are certificates."""

    proceso: str
    estacion: str
    sitio: str
    servidor: str
    puerto: int
    contrasena: str
    base: str = BASE

    @property
    def dsn(self) -> str:
        return make_conninfo(
            host=self.servidor,
            port=str(self.puerto),
            dbname=self.base,
            user=self.estacion,
            password=self.contrasena,
            application_name="estacion",
        )

    @property
    def laboratorio(self) -> bool:
        """Whether its node is beyond this machine, without encryption (architecture: only to practise)."""
        try:
            return not ipaddress.ip_address(self.servidor).is_loopback
        except ValueError:
            return self.servidor != "localhost"


def leer(ruta: Path) -> Ficha:
    """The card at `ruta`. Raises DatoInvalido (which says what is wrong with it) or FileNotFoundError."""
    try:
        if ruta.stat().st_size > TAMANO_MAX:
            raise DatoInvalido(f"{ruta.name} es demasiado grande para ser la ficha de una estación.")
        dicho = leer_json(ruta.read_text(encoding="utf-8"))
        puerto = dicho["puerto"]
        textos = {c: dicho[c] for c in ("proceso", "estacion", "sitio", "servidor", "contrasena")}
        base = dicho.get("base", BASE)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise DatoInvalido(f"{ruta.name} no es la ficha de una estación: pida otra a la coordinación.") from error
    if not all(isinstance(t, str) and 0 < len(t) <= 200 for t in (*textos.values(), base)):
        raise DatoInvalido(f"A {ruta.name} le falta un dato o no sirve: pida otra a la coordinación.")
    if not isinstance(puerto, int) or not 0 < puerto < 65_536:
        raise DatoInvalido(f"El puerto de {ruta.name} no sirve: pida otra ficha a la coordinación.")
    return Ficha(**textos, puerto=puerto, base=base)


def guardar(ficha: Ficha, ruta: Path) -> None:
    """Writes it whole or not at all, readable by its owner only. Raises OSError."""
    nueva = ruta.with_name(f"{ruta.name}.nueva")
    nueva.unlink(missing_ok=True)
    with os.fdopen(os.open(nueva, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as archivo:
        json.dump(asdict(ficha), archivo, indent=1)
        archivo.flush()
        os.fsync(archivo.fileno())
    punto("ficha.guardar.antes")
    nueva.replace(ruta)
    punto("ficha.guardar.despues")

"""The small files between receiver and centre: what each is called and holds."""

import json
import re
from hashlib import sha256
from pathlib import Path

RECADOS = "recados"  # below the folder of sendings: the receiver writes, the centre takes away
NOMBRE = re.compile(r"(?P<que>alta|perdido)-(?P<llave>[0-9a-f]{16})\.json")
NEGADAS = "altas"  # below the folder of notices: the centre writes, the receiver reads


def nombre_de_recado(que: str, llave: str) -> str:
    return f"{que}-{llave}.json"


def ruta_de_negativa(avisos: Path, llave: str) -> Path:
    """Where it is said why a phone was not registered."""
    return avisos / NEGADAS / f"{llave}.json"


def ruta_de_cuenta(avisos: Path, cuenta: str) -> Path:
    """Where an account's states and messages are: an account may have any name, a file may not."""
    return avisos / f"{sha256(cuenta.encode()).hexdigest()[:32]}.json"


def negativa(codigo: str, texto: str) -> bytes:
    """As the phone reads it."""
    return json.dumps({"codigo": codigo, "texto": texto}, ensure_ascii=False).encode()

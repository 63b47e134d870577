"""Sendings as a phone makes them, good ones by default, for the tests to spoil."""

import json
import os
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image
from uuid_utils.compat import uuid7

from tests.store import ejemplos

CUENTA = "cae-7"
DUENO = b"Maria Perez, 55 1234 5678"
DIGITALIZADA = "2024-06-03T00:12:31.250Z"
CASA = (19.4326, -99.1332)


def jpeg(tono: int = 200, lado: int = 256, *, modo: str = "L", personal: bool = True, **como: Any) -> bytes:
    """A picture of one tone; `personal`, with an EXIF that names its owner and a comment that does too."""
    color = tono if modo == "L" else (tono,) * (4 if modo == "CMYK" else 3)
    if personal:
        exif = Image.Exif()
        exif[0x013B] = DUENO.decode()  # artist
        exif.get_ifd(0x8825)[1] = "N"  # GPS
        como |= {"exif": exif, "comment": DUENO}
    salida = BytesIO()
    Image.new(modo, (lado, lado * 3 // 4 + lado % 2 + 64), color).save(salida, "JPEG", **como)
    return salida.getvalue()


def datos(clave: str, crudo: bytes, **cambios: Any) -> dict[str, Any]:
    """The JSON of a good sending of the acta `clave`, but for `cambios`."""
    return {
        "version": 1,
        "envio": str(uuid7()),
        "proceso": ejemplos.PROCESO,
        "cuenta": CUENTA,
        "acta": {"clave": clave},
        "digitalizada": DIGITALIZADA,
        "desfase_ms": 1500,
        "posicion": {"latitud": CASA[0], "longitud": CASA[1], "precision_m": 8},
        "sha256": sha256(crudo).hexdigest(),
        **cambios,
    }


def poner(carpeta: Path, nombre: str, crudo: bytes | None, escrito: dict[str, Any] | bytes | None) -> None:
    """The pair `nombre` in the folder, long enough ago that no half of it is waited for."""
    carpeta.mkdir(exist_ok=True)
    if crudo is not None:
        (carpeta / f"{nombre}.jpg").write_bytes(crudo)
    if escrito is not None:
        texto = escrito if isinstance(escrito, bytes) else json.dumps(escrito).encode()
        (carpeta / f"{nombre}.json").write_bytes(texto)
    for ruta in carpeta.glob(f"{nombre}.*"):
        envejecer(ruta)


def envejecer(ruta: Path) -> None:
    os.utime(ruta, (1_700_000_000, 1_700_000_000), follow_symlinks=False)

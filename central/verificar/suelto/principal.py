"""Where the one file starts: the same verifier, with the system's OpenSSL for the signatures."""

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from central.firmado.envolturas import SPKI, Verificar
from central.verificar.modelo import NoEsPrep
from central.verificar.orden import con_argumentos, verificar_lugar

PACIENCIA_S = 30
# RFC 8032, 7.1, test 2: an OpenSSL that does not say yes to it cannot tell a good signature from a bad one.
RFC_PUBLICA = bytes.fromhex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c")
RFC_FIRMA = bytes.fromhex(
    "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb0"
    "0d291612bb0c00"
)


def con_openssl(publica: bytes, mensaje: bytes, firma: bytes) -> bool:
    """Whether OpenSSL takes the signature for good; raises NoEsPrep where there is none."""
    with tempfile.TemporaryDirectory() as carpeta:
        rutas = [Path(carpeta, nombre) for nombre in ("llave", "mensaje", "firma")]
        for ruta, contenido in zip(rutas, (SPKI + publica, mensaje, firma), strict=True):
            ruta.write_bytes(contenido)
        llave, texto, suya = map(str, rutas)
        orden = ["openssl", "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey", llave]
        try:
            hecho = subprocess.run(  # noqa: S603 -- the system's own openssl, over files of ours
                [*orden, "-rawin", "-in", texto, "-sigfile", suya],
                capture_output=True,
                timeout=PACIENCIA_S,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise NoEsPrep("para comprobar firmas hace falta openssl en esta máquina") from error
    return hecho.returncode == 0


def firmas_del_sistema() -> Verificar:
    """Raises NoEsPrep where OpenSSL is missing, or too old to know Ed25519."""
    if not con_openssl(RFC_PUBLICA, b"\x72", RFC_FIRMA):
        raise NoEsPrep("el openssl de esta máquina no sabe verificar Ed25519: hace falta OpenSSL 1.1.1 o posterior")
    return con_openssl


def principal(argumentos: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="prep-verificar.py",
        description="Revisa lo publicado por el PREP con Python 3.11 y openssl. Sale con 0 si todo concuerda, 3 si "
        "algo difiere, 2 si no se puede leer, 4 si concuerda pero no se dio --publica.",
    )
    con_argumentos(parser)
    return verificar_lugar(parser.parse_args(argumentos), firmas_del_sistema)


if __name__ == "__main__":
    sys.exit(principal())

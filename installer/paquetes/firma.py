"""What was built is signed by the key of who builds: the list of the packages, and each package's list of files."""

from pathlib import Path

from central.firmado.envolturas import llave_minisign, minisig
from prep.net.identidad import Llave, cargar, guardar, nueva


def llave_de(ruta: Path) -> Llave:
    """The key of that file, made the first time. Raises LlaveInvalida, OSError."""
    if not ruta.exists():
        guardar(nueva(), ruta)
    return cargar(ruta)


def firmar(en: Path, llave: Llave) -> list[str]:
    """Leaves the signature of each list beside it, and returns how to tell the key. Raises OSError.

    They go beside the packages and not inside: whoever has no key builds the same packages all the same.
    """
    for lista in sorted(en.glob("*.sha256")):
        firma = minisig(llave.publica, lista.name, lista.read_bytes(), llave.firmar)
        lista.with_name(f"{lista.name}.minisig").write_bytes(firma)
    return [f"Llave pública: {llave.publica.hex()}", f"La misma, para minisign: {llave_minisign(llave.publica)}"]

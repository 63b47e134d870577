"""One Ed25519 signature in the forms that OpenSSL, minisign and signify read: nobody needs a program of ours.

All carry the same 64 bytes. minisign asks besides for a signature of its trusted comment; its first two lines are all
that signify reads.
"""

import hashlib
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping

MANIFIESTO = "manifiesto.json"
FIRMA = "manifiesto.firma"  # in hexadecimal
CRUDA = "manifiesto.ed25519"  # the 64 bytes, for OpenSSL
MINISIG = f"{MANIFIESTO}.minisig"
PUBLICA = "centro.pub"
ALGORITMO = b"Ed"  # Ed25519 of the file itself, not of its digest
SPKI = bytes.fromhex("302a300506032b6570032100")  # what comes before the 32 bytes in a public key's DER
LARGO_FIRMA = 64
CONFIANZA = "trusted comment: "

Firmar = Callable[[bytes], bytes]
Verificar = Callable[[bytes, bytes, bytes], bool]  # public key, message, signature


def llave_minisign(publica: bytes) -> str:
    """The key as `minisign -P` takes it, and signify after a line of comment."""
    return b64encode(ALGORITMO + _id(publica) + publica).decode()


def llave_der(publica: bytes) -> str:
    """The key as OpenSSL reads it once decoded: what stands between the two marks of a PEM."""
    return b64encode(SPKI + publica).decode()


def ordenes(publica: bytes) -> dict[str, str]:
    """What anyone types in the folder of a cut, by tool: the key is in the order, and not taken from the folder."""
    return {
        "minisign": f"minisign -V -P {llave_minisign(publica)} -m {MANIFIESTO}",
        "OpenSSL": f"echo {llave_der(publica)} | base64 -d > centro.der\n"
        f"openssl pkeyutl -verify -pubin -keyform DER -inkey centro.der -rawin -in {MANIFIESTO} -sigfile {CRUDA}",
        "signify": f"printf 'untrusted comment: PREP\\n%s\\n' {llave_minisign(publica)} > centro.signify\n"
        f"signify-openbsd -V -p centro.signify -x {MINISIG} -m {MANIFIESTO}",
    }


def envolver(publica: bytes, manifiesto: bytes, firmar: Firmar) -> dict[str, bytes]:
    """Every file of signature and key of a manifest, by name."""
    firma = firmar(manifiesto)
    return {
        PUBLICA: publica.hex().encode() + b"\n",
        FIRMA: firma.hex().encode() + b"\n",
        CRUDA: firma,
        MINISIG: minisig(publica, MANIFIESTO, manifiesto, firmar),
    }


def minisig(publica: bytes, nombre: str, contenido: bytes, firmar: Firmar) -> bytes:
    """The signature of a file in the form of minisign, always the same bytes; its comment says which file it is."""
    firma, comentario = firmar(contenido), _comentario(nombre, contenido)
    return _minisig(publica, firma, comentario, firmar(firma + comentario.encode()))


def minisig_valida(publica: bytes, contenido: bytes, archivo: bytes, verificar: Verificar) -> bool:
    """Whether `archivo` is a signature of minisign, of those bytes by that key, with its trusted comment."""
    try:
        _, de_ambos, comentario, global_ = archivo.decode("utf-8").splitlines()
        cruda, de_comentario = b64decode(de_ambos, validate=True), b64decode(global_, validate=True)
    except ValueError:
        return False
    cabeza, firma = cruda[:-LARGO_FIRMA], cruda[-LARGO_FIRMA:]
    dicho = comentario.removeprefix(CONFIANZA)
    return (
        cabeza[: len(ALGORITMO)] == ALGORITMO
        and verificar(publica, contenido, firma)
        and verificar(publica, firma + dicho.encode(), de_comentario)
    )


def reparos(publica: bytes, manifiesto: bytes, archivos: Mapping[str, bytes], verificar: Verificar) -> list[str]:
    """What is wrong with the files of signature of a manifest; each must be the very bytes that `envolver` gives."""
    if not firma_valida(publica, manifiesto, archivos.get(FIRMA, b""), verificar):
        return ["la firma del manifiesto no corresponde a la llave del centro."]
    firma = bytes.fromhex(archivos[FIRMA].decode("ascii").strip())
    fallas = []
    if archivos.get(PUBLICA) != publica.hex().encode() + b"\n":
        fallas.append(f"{PUBLICA} no es la llave que firmó los cortes.")
    if archivos.get(CRUDA) != firma:
        fallas.append(f"{CRUDA} no es la firma del manifiesto.")
    comentario = _comentario(MANIFIESTO, manifiesto)
    global_ = _ultima_linea(archivos.get(MINISIG, b""))
    if archivos.get(MINISIG) != _minisig(publica, firma, comentario, global_) or not verificar(
        publica, firma + comentario.encode(), global_
    ):
        fallas.append(f"{MINISIG} no es la firma del manifiesto.")
    return fallas


def firma_valida(publica: bytes, manifiesto: bytes, firma: bytes, verificar: Verificar) -> bool:
    """Whether `firma`, as in its file, is `publica`'s of `manifiesto`; only the very bytes that `envolver` writes."""
    try:
        cruda = bytes.fromhex(firma.decode("ascii").strip())
    except ValueError:
        return False
    return firma == cruda.hex().encode() + b"\n" and verificar(publica, manifiesto, cruda)


def _id(publica: bytes) -> bytes:
    """The 8 bytes by which minisign and signify tell keys apart; ours come from the key itself."""
    return hashlib.sha256(publica).digest()[:8]


def _comentario(nombre: str, contenido: bytes) -> str:
    return f"PREP, {nombre} con SHA-256 {hashlib.sha256(contenido).hexdigest()}"


def _minisig(publica: bytes, firma: bytes, comentario: str, global_: bytes) -> bytes:
    de_ambos = b64encode(ALGORITMO + _id(publica) + firma).decode()
    lineas = ("untrusted comment: firma del PREP", de_ambos, f"{CONFIANZA}{comentario}", b64encode(global_).decode())
    return ("\n".join(lineas) + "\n").encode()


def _ultima_linea(minisig: bytes) -> bytes:
    try:
        return b64decode(minisig.splitlines()[-1], validate=True)
    except (ValueError, IndexError):
        return b""

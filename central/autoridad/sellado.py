"""Seals the authority's private keys with a passphrase: Argon2id and ChaCha20-Poly1305, in one JSON text."""

import json
import secrets
import unicodedata
from typing import Annotated, ClassVar, Literal

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from pydantic import ConfigDict, Field

from prep.ajeno.modelo import Ajeno, Patron
from prep.net.identidad import COSTOS

LARGO_MIN = 12  # characters: who takes the file may try passphrases for as long as they like


class FraseIncorrecta(ValueError):
    """The passphrase does not open it, or is too short to be given one; the message says so."""


class LlavesSelladas(Ajeno):
    """`sal`, `nonce`, `cifrado` in hex."""

    model_config = ConfigDict(hide_input_in_errors=True)
    QUE: ClassVar[str] = "Las llaves privadas, selladas con una frase."

    algoritmo: Literal["argon2id-chacha20poly1305"] = Field(description="con qué se sellaron")
    sal: Annotated[str, Patron("[0-9a-f]{32}", "16 bytes en hexadecimal")] = Field(description="de la frase")
    nonce: Annotated[str, Patron("[0-9a-f]{24}", "12 bytes en hexadecimal")] = Field(description="del sellado")
    cifrado: Annotated[str, Patron("([0-9a-f]{2})+", "bytes en hexadecimal")] = Field(description="las llaves")


def sellar(llaves: dict[str, str], frase: str) -> LlavesSelladas:
    """Raises FraseIncorrecta for one that is too short."""
    if len(frase) < LARGO_MIN:
        raise FraseIncorrecta(f"La frase de la autoridad debe tener {LARGO_MIN} caracteres o más.")
    sal, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    crudo = json.dumps(llaves, sort_keys=True).encode()
    return LlavesSelladas(
        algoritmo="argon2id-chacha20poly1305",
        sal=sal.hex(),
        nonce=nonce.hex(),
        cifrado=_cifra(frase, sal).encrypt(nonce, crudo, sal).hex(),
    )


def abrir(selladas: LlavesSelladas, frase: str) -> dict[str, str]:
    """Raises FraseIncorrecta; also when the file was changed, which looks the same."""
    sal = bytes.fromhex(selladas.sal)
    try:
        crudo = _cifra(frase, sal).decrypt(bytes.fromhex(selladas.nonce), bytes.fromhex(selladas.cifrado), sal)
    except InvalidTag:
        raise FraseIncorrecta(
            "La frase de la autoridad no es esa, o el archivo de sus llaves se alteró. No se hizo nada."
        ) from None
    return dict(json.loads(crudo))


def _cifra(frase: str, sal: bytes) -> ChaCha20Poly1305:
    memoria, pasadas, carriles = COSTOS["normal"]
    argon = Argon2id(salt=sal, length=32, iterations=pasadas, lanes=carriles, memory_cost=memoria)
    return ChaCha20Poly1305(argon.derive(unicodedata.normalize("NFKC", frase).encode("utf-8", "surrogatepass")))

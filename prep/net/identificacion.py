"""How one place of a proceso proves who it is and knows the others: certificates, by name and never by address.

The list of the authorities is data that the root signed; the certificates of servers and clients are each signed by the
one small authority of its site. A server believes that one and no other.
"""

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated, ClassVar, Literal

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from pydantic import ConfigDict, Field

from prep.ajeno.lectura import de_json, leer_archivo
from prep.ajeno.modelo import Ajeno, ConVersion, Patron, Texto
from prep.ajeno.reparos import AjenoInvalido, Camino

ARCHIVO = "identificacion.json"
CARPETA = "tls"
TAMANO_MAX = 400_000  # the centre's: a client of each of 33 sites
CENTRO = "CENTRO"
SITIO = "[0-9]{2}|CENTRO"
CERTIFICADO_SSH = "ecdsa-sha2-nistp256-cert-v01@openssh[.]com [A-Za-z0-9+/=]{100,2000}"
Pem = Annotated[str, Field(min_length=1, max_length=8_000)]
Secreto = Annotated[str, Field(min_length=1, max_length=2_000, repr=False)]


class IdentificacionInvalida(ValueError):
    """It is none, or none of this place; the message says why and what to do, in Spanish."""


class SerCliente(Ajeno):
    model_config = ConfigDict(hide_input_in_errors=True)
    QUE: ClassVar[str] = "Con qué se entra a un servidor, y cómo se sabe que es él."
    nombre: Texto = Field(description="el del servidor, como lo dice su certificado; no es una dirección")
    autoridad: Pem = Field(description="certificado de la autoridad de ese servidor")
    certificado: Pem = Field(description="el propio, con que se entra")
    llave: Secreto = Field(description="su llave privada")


class ParDePrueba(Ajeno):
    model_config = ConfigDict(hide_input_in_errors=True)
    QUE: ClassVar[str] = "Un certificado que no es de nadie, con que un servidor se prueba a sí mismo."
    certificado: Pem = Field(description="el certificado")
    llave: Secreto = Field(description="su llave privada")


class SerServidor(Ajeno):
    model_config = ConfigDict(hide_input_in_errors=True)
    QUE: ClassVar[str] = "Con qué prueba un servidor quién es, y a quién admite."
    nombre: Texto = Field(description="el suyo; no es una dirección")
    autoridad: Pem = Field(description="certificado de la única autoridad en que cree")
    certificado: Pem = Field(description="el propio")
    llave: Secreto = Field(description="su llave privada")
    revocados: Annotated[str, Field(max_length=200_000)] = Field(description="lista de certificados revocados")
    bueno: ParDePrueba = Field(description="uno que el servidor debe dejar pasar")
    malo: ParDePrueba = Field(description="uno que nació revocado")


class SerTunel(Ajeno):
    model_config = ConfigDict(hide_input_in_errors=True)
    QUE: ClassVar[str] = "Con qué prueba quién es en el túnel, que es de OpenSSH y no de TLS."
    certificado: Annotated[str, Patron(CERTIFICADO_SSH, "un certificado de OpenSSH")] = Field(
        description="el propio, que dio la autoridad del centro"
    )
    llave: Secreto = Field(description="su llave privada")


class IdentificacionDeLugar(ConVersion):
    model_config = ConfigDict(hide_input_in_errors=True)
    QUE: ClassVar[str] = "Con qué prueba quién es el centro, un nodo o una estación. Lleva llaves privadas."
    VERSION: ClassVar[int] = 1

    version: Literal[1] = Field(description="cualquier cambio de este formato lleva otra")
    para: Texto = Field(description="de quién es: `centro`, `nodo`, o el nombre de la estación")
    sitio: Annotated[str, Patron(SITIO, "un sitio")] = Field(description="`01` … `33`, o `CENTRO`")
    lista: Annotated[str, Field(max_length=10_000)] = Field(description="las autoridades del proceso, en JSON")
    firma: Annotated[str, Patron("([0-9a-f]{2}){8,80}", "una firma")] = Field(description="de la raíz, sobre esa lista")
    raiz: Pem = Field(description="llave pública de la raíz")
    servidor: SerServidor | None = Field(default=None, description="si es un servidor")
    clientes: dict[str, SerCliente] = Field(description="de cada servidor al que entra, por su sitio")
    tunel: SerTunel | None = Field(default=None, description="del centro y de un nodo, si se hizo con túnel")

    @property
    def proceso(self) -> str:
        return str(json.loads(self.lista)["proceso"])

    def revisar(self) -> Iterable[tuple[Camino, str]]:
        try:
            autoridades = leer_lista(self.lista, self.firma, self.raiz)
        except ValueError as error:
            yield ("lista",), str(error)
            return
        suyas = {s: c.autoridad for s, c in self.clientes.items()}
        donde: dict[str, Camino] = {s: ("clientes", s, "autoridad") for s in suyas}
        if self.servidor:
            suyas["*"], donde["*"] = self.servidor.autoridad, ("servidor", "autoridad")
        for sitio, suya in suyas.items():
            if huella(suya) != autoridades.get(self.sitio if sitio == "*" else sitio):
                yield donde[sitio], "no es la autoridad que la lista dice de ese sitio"


def huella(texto: str) -> str:
    """SHA-256 of a certificate, in hex; of what is none, nothing that could be in a list."""
    try:
        return x509.load_pem_x509_certificate(texto.encode()).fingerprint(hashes.SHA256()).hex()
    except ValueError:
        return "-"


def leer_lista(texto: str, firma: str, raiz: str) -> Mapping[str, str]:
    """Each site with the fingerprint of its authority, as the root signed it. Raises ValueError with a sentence."""
    try:
        publica = serialization.load_pem_public_key(raiz.encode())
        if not isinstance(publica, ec.EllipticCurvePublicKey):
            raise ValueError
        publica.verify(bytes.fromhex(firma), texto.encode(), ec.ECDSA(hashes.SHA256()))
        dicha = json.loads(texto)
        if not isinstance(dicha["proceso"], str):
            raise ValueError
        return {str(sitio): str(suya) for sitio, suya in dicha["autoridades"].items()}
    except (InvalidSignature, ValueError, KeyError, TypeError, AttributeError):
        raise ValueError("no es la que firmó la raíz") from None


def nombre_del_servidor(sitio: str, proceso: str) -> str:
    """`nodo.catd07.sim-1.prep`, `centro.sim-1.prep`: the same for who takes the place of another."""
    return f"centro.{proceso.lower()}.prep" if sitio == CENTRO else f"nodo.catd{sitio}.{proceso.lower()}.prep"


def leer(ruta: Path) -> IdentificacionDeLugar:
    """Raises IdentificacionInvalida, OSError."""
    try:
        if os.name == "posix" and ruta.stat().st_mode & 0o077:
            raise IdentificacionInvalida(f"Otros usuarios pueden leer {ruta}. Corríjalo con: chmod 600 {ruta}")
        return de_json(leer_archivo(ruta, TAMANO_MAX), IdentificacionDeLugar)
    except AjenoInvalido as error:
        raise IdentificacionInvalida(
            f"{ruta} no es la identificación de un lugar, o está incompleta ({error.frase(2)}): pida otra a quien "
            "guarda la autoridad («prep autoridad expedir»)."
        ) from error


def leer_si_hay(datos: Path) -> IdentificacionDeLugar | None:
    """That of the folder `datos`; None where there is no authority. Raises IdentificacionInvalida, OSError."""
    return leer(datos / ARCHIVO) if (datos / ARCHIVO).exists() else None


def guardar(suya: IdentificacionDeLugar, ruta: Path) -> None:
    """Whole or not at all, for its owner only. Raises OSError."""
    escribir(ruta, json.dumps(suya.model_dump(exclude_none=True), indent=1))


def escribir(ruta: Path, texto: str) -> None:
    nueva = ruta.with_name(f"{ruta.name}.nueva")
    nueva.unlink(missing_ok=True)
    with os.fdopen(os.open(nueva, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as archivo:
        archivo.write(texto)
        archivo.flush()
        os.fsync(archivo.fileno())
    nueva.replace(ruta)


@dataclass(frozen=True, slots=True)
class Archivos:
    """Where libpq finds what one client has: it reads files."""

    nombre: str
    autoridad: Path
    certificado: Path
    llave: Path


def en_archivos(suyo: SerCliente, sitio: str, datos: Path) -> Archivos:
    """What `suyo` has as files of the folder `datos`; written again only when they are others. Raises OSError."""
    carpeta = datos / CARPETA
    carpeta.mkdir(mode=0o700, exist_ok=True)
    rutas = [carpeta / f"{sitio}.{parte}.pem" for parte in ("autoridad", "certificado", "llave")]
    for ruta, texto in zip(rutas, (suyo.autoridad, suyo.certificado, suyo.llave), strict=True):
        if not ruta.exists() or ruta.read_text(encoding="ascii") != texto:
            escribir(ruta, texto)
    return Archivos(suyo.nombre, *rutas)


def vence(texto: str) -> datetime:
    """Until when a certificate is good."""
    return x509.load_pem_x509_certificate(texto.encode()).not_valid_after_utc

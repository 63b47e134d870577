"""Every grammar with a good text of it and the reader that the program uses, for the tests to spoil."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pydantic import BaseModel

from central.autoridad import guardada
from central.autoridad.guardada import AutoridadGuardada, ErrorDeAutoridad
from central.catalogo.gramatica import PerfilToml
from central.catalogo.perfil_toml import CARPETA, PerfilInvalido, cargar
from central.ciudad.gramatica import CiudadToml
from central.difusion.ajustes import (
    ARCHIVO,
    Clase,
    CredencialToml,
    Destinado,
    DestinoToml,
    PublicacionToml,
    leer_ajustes,
    leer_credencial,
)
from central.marco.conexion import MalUso
from central.nodo.binarios import ErrorNodo
from central.nodo.claves import Claves, ClavesDeRoles
from central.publico import aspecto
from central.publico.aspecto import AspectoToml
from central.publico.formatos import (
    ActasPublicas,
    ActualPublico,
    EstadisticaPublica,
    IndicePublico,
    PaginasPublicas,
    ResumenPublico,
    TerritorioPublico,
    TestigosPublicos,
    ejemplo_de,
)
from central.sitios import paquete
from central.sitios.paquete import PaqueteDeAlta
from central.telefono import codigo
from central.telefono.alta import AltaDeTelefono
from central.telefono.apartada import Apartada
from central.telefono.envio import Envio, EnvioFirmado, Sobre, leer_datos, leer_envio
from prep.ajeno.lectura import de_json, de_toml
from prep.ajeno.reparos import AjenoInvalido
from prep.net import identificacion
from prep.net.identificacion import IdentificacionDeLugar, IdentificacionInvalida
from prep.net.kit import KitDeLugar, KitInvalido, abrir
from prep.recursos import RECURSOS
from prep.services.estacion import ficha
from prep.services.estacion.errores import DatoInvalido
from prep.services.estacion.ficha import Ficha
from simulacro.personas.telefono import TelefonoDeCae
from tests.central.autoridad.ejemplo import escrita, identificada
from tests.net.baratos import barato

PAPEL = "aaaa-bbbb-cccc-dddd"
SECRETA = "clave-que-nadie-ve"
PAQUETE = {
    "version": 2, "proceso": "SIM-1", "catd": "01", "generacion": 1, "servidor": "127.0.0.1", "puerto": 5433,
    "clave": SECRETA, "clave_replica": SECRETA, "llave": "0a" * 32, "centro": "0b" * 32,
    "direcciones": ["127.0.0.1"],
}  # fmt: skip
FICHA = {
    "proceso": "SIM-1", "estacion": "e01-1", "sitio": "01", "servidor": "127.0.0.1", "puerto": 5433,
    "contrasena": SECRETA,
}  # fmt: skip
ENVIO = {
    "version": 1, "envio": "018fdb5e-8f2a-7c41-9b3e-5a7d0c1e2f34", "proceso": "SIM-1", "cuenta": "cae-0123",
    "acta": {"eleccion": "GUB", "seccion": "0010", "tipo": "B", "numero": "01", "extension": "00", "codigo": ""},
    "digitalizada": "2024-06-03T00:12:31.250Z", "desfase_ms": 1500,
    "posicion": {"latitud": 19.4326, "longitud": -99.1332, "precision_m": 8.0}, "sha256": "0a" * 32,
}  # fmt: skip


@dataclass(frozen=True)
class Gramatica:
    """`leer` is the program's reader, from bytes; `error`, all that it may raise."""

    modelo: type[BaseModel]
    bueno: str
    leer: Callable[[bytes], Any]
    error: type[Exception]
    secreta: bool = False


def _de_archivo(nombre: str, leer: Callable[[Path], Any]) -> Callable[[bytes], Any]:
    def hacer(crudo: bytes) -> Any:
        with _archivo(nombre, crudo) as ruta:
            return leer(ruta)

    return hacer


@contextmanager
def _archivo(nombre: str, crudo: bytes) -> Iterator[Path]:
    with TemporaryDirectory() as carpeta:
        ruta = Path(carpeta) / nombre
        ruta.write_bytes(crudo)
        ruta.chmod(0o600)
        yield ruta


PUBLICACION = """abre = "20:00"
[[destinos]]
nombre = "sitio"
clase = "carpeta"
lugar = "sitio"
[[destinos]]
nombre = "almacen"
clase = "s3"
lugar = "prep"
region = "us-east-1"
credencial = "s3.toml"
"""


def _credencial(crudo: bytes) -> Any:
    with _archivo("s3.toml", crudo) as ruta:
        ruta.chmod(0o600)
        destino = DestinoToml(nombre="a", clase=Clase.S3, lugar="x", credencial=ruta.name)
        return leer_credencial(Destinado(destino, ruta.parent))


def _publicada(formato: str, modelo: type[BaseModel]) -> Gramatica:
    """One of the files that we publish and anyone reads."""
    return Gramatica(modelo, ejemplo_de(formato), lambda crudo: de_json(crudo, modelo), AjenoInvalido)


def _de_kit(crudo: bytes) -> Any:
    """Sealed as its file is, and opened."""
    return _de_archivo("uno.kit", lambda ruta: abrir(ruta, PAPEL))(barato(crudo, PAPEL))


PUBLICADAS: dict[str, type[BaseModel]] = {
    "resumen": ResumenPublico,
    "estadistica": EstadisticaPublica,
    "territorio": TerritorioPublico,
    "actas": ActasPublicas,
    "indice": IndicePublico,
    "paginas": PaginasPublicas,
    "actual": ActualPublico,
    "testigos": TestigosPublicos,
}
TELEFONO = TelefonoDeCae("cae-7", "SIM-1")
PEDIDA = TELEFONO.alta(codigo.escribir(b"x" * 16))
GRAMATICAS = [
    Gramatica(
        PerfilToml,
        (CARPETA / "son-slrc-2024.toml").read_text("utf-8"),
        _de_archivo("otro.toml", lambda ruta: cargar(str(ruta))),
        PerfilInvalido,
    ),
    Gramatica(
        AspectoToml,
        (aspecto.CARPETA / "cdmx-2024.toml").read_text("utf-8"),
        lambda crudo: de_toml(crudo, AspectoToml),
        AjenoInvalido,
    ),
    Gramatica(
        CiudadToml,
        (RECURSOS / "ciudad" / "ciudad.toml").read_text("utf-8"),
        lambda crudo: de_toml(crudo, CiudadToml),
        AjenoInvalido,
    ),
    Gramatica(Envio, json.dumps(ENVIO), leer_envio, Apartada),
    Gramatica(AltaDeTelefono, PEDIDA.decode(), lambda crudo: de_json(crudo, AltaDeTelefono), AjenoInvalido),
    Gramatica(Sobre, json.dumps(TELEFONO.sobre(TELEFONO.datos("GUB-1", b""))), leer_envio, Apartada),
    Gramatica(EnvioFirmado, json.dumps(TELEFONO.datos("GUB-1", b"")), leer_datos, Apartada),
    Gramatica(PaqueteDeAlta, json.dumps(PAQUETE), _de_archivo("alta.json", paquete.leer), ErrorNodo, secreta=True),
    Gramatica(Ficha, json.dumps(FICHA), _de_archivo("ficha.json", ficha.leer), DatoInvalido, secreta=True),
    Gramatica(
        AutoridadGuardada,
        escrita(),
        _de_archivo(guardada.ARCHIVO, lambda ruta: guardada.leer(ruta.parent)),
        ErrorDeAutoridad,
    ),
    Gramatica(
        IdentificacionDeLugar,
        identificada(),
        _de_archivo(identificacion.ARCHIVO, identificacion.leer),
        IdentificacionInvalida,
    ),
    Gramatica(
        KitDeLugar,
        json.dumps({"version": 1, "kit": "0c" * 16, "identificacion": json.loads(identificada()), "alta": "{}"}),
        _de_kit,
        KitInvalido,
    ),
    Gramatica(
        ClavesDeRoles,
        json.dumps({"prep_admin": SECRETA}),
        _de_archivo("claves.json", lambda ruta: Claves(ruta.parent)["prep_admin"]),
        ErrorNodo,
        secreta=True,
    ),
    Gramatica(PublicacionToml, PUBLICACION, _de_archivo(ARCHIVO, leer_ajustes), MalUso),
    Gramatica(CredencialToml, f'cuenta = "prep"\nclave = "{SECRETA}"\n', _credencial, MalUso, secreta=True),
    *(_publicada(formato, modelo) for formato, modelo in PUBLICADAS.items()),
]
NOMBRES = [g.modelo.__name__ for g in GRAMATICAS]


def de_modelo(modelo: type[BaseModel]) -> Gramatica:
    return next(gramatica for gramatica in GRAMATICAS if gramatica.modelo is modelo)

"""What a server of PostgreSQL is told of its certificates: its files, its settings, and who comes in as which role.

With an identification in its folder, stations, nodes and replication come in by certificate and by nothing else, from
wherever they come; the programs of this very machine go on by password, on loopback.
"""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from central.nodo.binarios import ErrorNodo
from central.nodo.laboratorio import LOCAL
from central.nodo.lugar import LugarDelServidor
from prep.net.identificacion import (
    ARCHIVO,
    CARPETA,
    IdentificacionDeLugar,
    IdentificacionInvalida,
    SerServidor,
    guardar,
    leer,
    leer_si_hay,
)

# Who a certificate is, each kind by its own map: a station's name is no other's. A comma inside an expression would
# split it, and then nobody would come in.
IDENT = """# Written by the node's program at each start.
estacion /^estacion[.]([a-z0-9][a-z0-9_.-]*)$ \\1
nodo /^nodo[.]([a-z0-9_]+)$ nodo_\\1
centro centro prep_replica
"""
HBA = f"""# Written by the node's program at each start. Certificates; on loopback, its own programs' passwords.
host all +prep_suscripcion all reject
hostssl prep +estacion all cert map=estacion
hostssl prep +nodo all cert map=nodo
hostssl prep prep_replica all cert map=centro
host all +estacion,+nodo,prep_replica all reject
host replication prep_admin {LOCAL}/32 scram-sha-256
host all all {LOCAL}/32 scram-sha-256
"""
PARTES = ("autoridad", "certificado", "llave", "revocados")


@dataclass(frozen=True, slots=True)
class Confianza:
    """Of one server: `suya` as its folder has it."""

    suya: IdentificacionDeLugar

    @property
    def servidor(self) -> SerServidor:
        assert self.suya.servidor is not None  # `de_carpeta` looks
        return self.suya.servidor

    def poner(self, lugar: LugarDelServidor) -> None:
        """Its files where the server reads them, and those with which it goes to others as a client. Raises OSError."""
        carpeta = lugar.carpeta / CARPETA
        carpeta.mkdir(mode=0o700, exist_ok=True)
        lugar.ceder(carpeta)
        for ruta, texto in self._archivos(lugar).items():
            lugar.escribir(ruta, texto)

    def puesta(self, lugar: LugarDelServidor) -> bool:
        """Whether those files say what they should."""
        try:
            return all(ruta.read_text("utf-8") == texto for ruta, texto in self._archivos(lugar).items())
        except (OSError, UnicodeDecodeError):
            return False

    def _archivos(self, lugar: LugarDelServidor) -> dict[Path, str]:
        textos = {f"servidor.{parte}": getattr(self.servidor, parte) for parte in PARTES}
        for sitio, cliente in self.suya.clientes.items():
            textos |= {f"{sitio}.{parte}": getattr(cliente, parte) for parte in PARTES[:3]}
        suyos = {lugar.carpeta / CARPETA / f"{nombre}.pem": texto for nombre, texto in textos.items()}
        return suyos | {lugar.base / "pg_ident.conf": IDENT}

    def ajustes(self, lugar: LugarDelServidor) -> str:
        """Of `postgresql.conf`."""
        rutas = (str(lugar.carpeta / CARPETA / f"servidor.{parte}.pem").replace("'", "''") for parte in PARTES)
        autoridad, certificado, llave, revocados = rutas
        return f"""
ssl = on
ssl_min_protocol_version = 'TLSv1.3'
ssl_ca_file = '{autoridad}'   # one: with the authority of another CATD its stations would come in
ssl_cert_file = '{certificado}'
ssl_key_file = '{llave}'
ssl_crl_file = '{revocados}'
"""


def poner(ruta: Path, datos: Path) -> None:
    """The identification of `ruta`, kept in the folder `datos` as its own. Raises ErrorNodo, OSError."""
    try:
        nueva, antes = leer(ruta), leer_si_hay(datos)
    except IdentificacionInvalida as error:
        raise ErrorNodo(str(error)) from error
    if antes and (antes.raiz, antes.sitio) != (nueva.raiz, nueva.sitio):
        raise ErrorNodo(
            f"La carpeta {datos} es de otro sitio, o de un proceso con otra autoridad, que {ruta}. Use otra carpeta."
        )
    datos.mkdir(parents=True, exist_ok=True)
    guardar(nueva, datos / ARCHIVO)


def de_carpeta(datos: Path) -> Confianza | None:
    """What the server of `datos` goes by; None without an authority. Raises ErrorNodo, OSError."""
    try:
        escrita = (datos / ARCHIVO).stat()
    except FileNotFoundError:
        return None
    return _leida(datos / ARCHIVO, escrita.st_ino, escrita.st_ctime_ns)


@lru_cache(maxsize=8)
def _leida(ruta: Path, _archivo: int, _escrita: int) -> Confianza:
    """Read again only when its file is another: the centre's is long, and asked for several times a second."""
    try:
        suya = leer(ruta)
    except IdentificacionInvalida as error:
        raise ErrorNodo(str(error)) from error
    if suya.servidor is None:
        raise ErrorNodo(f"{ruta} es la de una estación ({suya.para}), no la del centro ni la de un nodo: pida la suya.")
    return Confianza(suya)

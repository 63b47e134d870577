"""How a node reaches the centre and the centre a node: by certificate where there is an authority, else by password."""

from pathlib import Path

from central.nodo import roles
from central.nodo.binarios import ErrorNodo
from central.nodo.cluster import Cluster
from central.nodo.confianza import de_carpeta
from central.nodo.nombres import NombreNodo
from central.nodo.preparar import BASE
from central.sitios import paquete as archivo
from central.sitios.paquete import PaqueteDeAlta
from prep.net.identificacion import CARPETA, CENTRO, IdentificacionDeLugar, SerCliente, en_archivos
from prep.store.cadena import cadena, con_certificado

ALTAS = "altas"  # below the centre's data: the packages, so that joining twice gives the same
PARTES = {"rootcert": "autoridad", "cert": "certificado", "key": "llave"}


def al_centro(paquete: PaqueteDeAlta, datos: Path | None, **mas: str | int) -> str:
    """For the node's programs, of the folder `datos`. Raises ErrorNodo, OSError."""
    rol, confianza = paquete.nombre.rol, de_carpeta(datos) if datos else None
    if datos is None or confianza is None:
        exigir_clave(paquete.clave, "el centro")
        return cadena(paquete.centro_en, paquete.puerto, rol, paquete.clave, BASE, **mas)
    exigir_de(confianza.suya, paquete)
    return _cifrada(_cliente(confianza.suya, CENTRO), CENTRO, datos, paquete.centro_en, paquete.puerto, rol, **mas)


def al_nodo(datos: Path, nombre: NombreNodo, servidor: str, puerto: int, **mas: str | int) -> str:
    """For the centre's programs, of the folder `datos`. Raises ErrorNodo, OSError."""
    confianza = de_carpeta(datos)
    if confianza is None:
        clave = archivo.leer(datos / ALTAS / f"{nombre.nodo}.json").clave_replica
        exigir_clave(clave, f"el nodo {nombre.nodo}")
        return cadena(servidor, puerto, roles.REPLICA, clave, BASE, **mas)
    cliente = _cliente(confianza.suya, nombre.catd)
    return _cifrada(cliente, nombre.catd, datos, servidor, puerto, roles.REPLICA, **mas)


def del_servidor(cluster: Cluster, nombre: NombreNodo, servidor: str) -> dict[str, str] | None:
    """For the centre's own server, which reads files of its own: what a subscription says of certificates; None where
    it goes by password. Raises ErrorNodo, OSError."""
    confianza = cluster.confianza
    if confianza is None:
        return None
    carpeta = cluster.lugar.carpeta / CARPETA
    rutas = {f"ssl{clave}": str(carpeta / f"{nombre.catd}.{parte}.pem") for clave, parte in PARTES.items()}
    return {"host": _cliente(confianza.suya, nombre.catd).nombre, "hostaddr": servidor, **rutas}


def contrasenas(cluster: Cluster, paquete: PaqueteDeAlta | None) -> dict[str, str]:
    """Of each role that comes from elsewhere, its password; "" where it comes by certificate. Raises ErrorNodo."""
    todas = cluster.claves.todas()
    if paquete:
        return todas | {roles.REPLICA: paquete.clave_replica}
    for ruta in (cluster.datos / ALTAS).glob("*.json"):
        suyo = archivo.leer(ruta)
        todas[suyo.nombre.rol] = suyo.clave
    return todas


def exigir_clave(clave: str, quien: str) -> None:
    """Raises ErrorNodo for a package that was made for certificates where there are none."""
    if not clave:
        raise ErrorNodo(
            f"Con {quien} se entra con certificado, y aquí no está el propio: ponga su identificacion.json "
            "(«prep autoridad expedir») en la carpeta de datos."
        )


def exigir_de(suya: IdentificacionDeLugar, paquete: PaqueteDeAlta) -> None:
    """Raises ErrorNodo for the identification of another node, or of another proceso."""
    if suya.proceso != (de := paquete.autoridad or paquete.proceso):
        raise ErrorNodo(f"La identificación es del proceso «{suya.proceso}» y el paquete de «{de}»: pida la de éste.")
    if suya.sitio != paquete.catd:
        raise ErrorNodo(f"La identificación es del sitio {suya.sitio} y el nodo del {paquete.catd}: pida la suya.")


def _cliente(suya: IdentificacionDeLugar, sitio: str) -> SerCliente:
    if sitio not in suya.clientes:
        raise ErrorNodo(f"La identificación no sirve para entrar al sitio {sitio}: pida otra a la autoridad.")
    return suya.clientes[sitio]


def _cifrada(
    cliente: SerCliente, sitio: str, datos: Path, servidor: str, puerto: int, rol: str, **mas: str | int
) -> str:
    suyos = en_archivos(cliente, sitio, datos)
    return con_certificado(
        suyos.nombre, servidor, puerto, rol, BASE, suyos.autoridad, suyos.certificado, suyos.llave, **mas
    )

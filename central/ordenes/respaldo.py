"""`prep respaldo`: a sealed copy of a node that goes on working, and a node again from it.

Exit code 0 done; 2 bad use, or it cannot be done and nothing was left.
"""

import argparse
import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from central.marco.conexion import BIEN, MalUso, NodoAbierto, con_frases, en_palabras, mandar
from central.marco.proceso import leer_encabezado
from central.nodo.centro import ARCHIVO as LLAVE_DEL_CENTRO
from central.nodo.centro import CENTRO
from central.nodo.cluster import Cluster
from central.nodo.reponer import elegir, leer_indice, reponer
from central.nodo.respaldo import Respaldo, llave_nueva, respaldar
from central.sitios.unirse import paquete_de
from prep.orden.opciones import con_datos
from prep.orden.secretos import con_permiso, exigir_fuera
from prep.orden.verbos import con_acciones
from prep.orden.version import version

MB = 1_000_000


def registrar(analizador: argparse.ArgumentParser) -> None:
    accion = con_acciones(analizador)
    llave = accion("llave", "hace la llave que abre los respaldos, y dice su mitad pública")
    llave.add_argument("archivo", type=Path, metavar="ARCHIVO", help="la mitad secreta; guárdela lejos del nodo")
    con_permiso(llave)
    llave.set_defaults(ejecutar=con_frases(_llave))
    hacer = accion("hacer", "respalda el nodo mientras trabaja, cerrado con la llave pública")
    con_datos(hacer)
    hacer.add_argument("--en", type=Path, required=True, metavar="CARPETA", help="dónde; mejor en otra máquina o disco")
    hacer.add_argument("--para", required=True, metavar="PUBLICA", help="la mitad pública (age1…), o su archivo")
    hacer.add_argument("--guardar", type=int, default=0, metavar="N", help="borra los suyos anteriores a los N últimos")
    hacer.set_defaults(ejecutar=mandar(_hacer))
    ver = accion("comprobar", "lo abre aparte, revisa que esté entero, y lo borra de ahí")
    _con_respaldo(ver)
    ver.add_argument("--en", type=Path, metavar="CARPETA", help="dónde hay lugar para abrirlo (la de temporales)")
    ver.set_defaults(ejecutar=con_frases(_comprobar))
    poner = accion("reponer", "pone el nodo en una carpeta nueva, apagado")
    _con_respaldo(poner)
    con_datos(poner)
    poner.set_defaults(ejecutar=con_frases(_reponer))


def ahora() -> datetime:
    return datetime.now(UTC)


def _con_respaldo(analizador: argparse.ArgumentParser) -> None:
    analizador.add_argument("respaldo", type=Path, metavar="RESPALDO", help="su carpeta; o la de varios: el último")
    analizador.add_argument("--llave", type=Path, required=True, metavar="ARCHIVO", help="la que lo abre")


def _llave(argumentos: argparse.Namespace) -> None:
    archivo: Path = argumentos.archivo
    exigir_fuera(archivo.parent, argumentos.aunque)
    try:
        publica = llave_nueva(archivo)
    except FileExistsError as error:
        raise MalUso(
            f"{archivo} ya existe y no se sobrescribe: sin ella no se abren los respaldos que son suyos."
        ) from error
    print(f"La llave está en {archivo}. Guárdela lejos de los nodos, y una copia en otro lugar.")
    print(f"Lleve a los nodos sólo su mitad pública, que no es secreta: {publica}")


def _hacer(argumentos: argparse.Namespace, puesto: NodoAbierto) -> int:
    if argumentos.guardar < 0:
        raise MalUso("--guardar es un número de respaldos: 1 o más, o 0 para no borrar ninguno.")
    with puesto.mirar() as conn:
        proceso = leer_encabezado(conn).proceso
    datos: Path = argumentos.datos
    sitio = CENTRO if (datos / LLAVE_DEL_CENTRO).exists() else paquete_de(datos).catd
    quien = (proceso, sitio, version())
    try:
        final, dicho = respaldar(Cluster(datos), quien, argumentos.en, argumentos.para, ahora())
    except OSError as error:
        raise MalUso(f"No se pudo escribir en {argumentos.en}: {error.strerror}. No quedó nada a medias.") from error
    print(f"{final}: {dicho.bytes / MB:,.1f} MB. Compruébelo donde esté la llave: prep respaldo comprobar {final}")
    for viejo in _anteriores(argumentos.en, dicho, argumentos.guardar):
        shutil.rmtree(viejo)
        print(f"Se borró {viejo}.")
    return BIEN


def _anteriores(en: Path, dicho: Respaldo, guardar: int) -> list[Path]:
    """The backups of the same node in that folder but the newest ones, the oldest first."""
    if not guardar:
        return []
    suyos = sorted(r for r in en.glob(f"{dicho.proceso}-{dicho.sitio}-*") if _es(r, dicho))
    return suyos[:-guardar]


def _es(carpeta: Path, dicho: Respaldo) -> bool:
    try:
        suyo = leer_indice(carpeta)
    except Exception as error:
        if not en_palabras(error):
            raise
        return False
    return (suyo.proceso, suyo.sitio, suyo.nombre) == (dicho.proceso, dicho.sitio, carpeta.name)


def _comprobar(argumentos: argparse.Namespace) -> None:
    with tempfile.TemporaryDirectory(prefix="prep-respaldo-", dir=argumentos.en) as aparte:
        datos = Path(aparte) / "nodo"
        try:
            dicho = reponer(elegir(argumentos.respaldo), datos, argumentos.llave)
        finally:
            Cluster(datos).borrar()
    print(f"Está entero: {dicho.proceso}, {dicho.sitio}, de las {dicho.momento}, con el programa {dicho.version}.")


def _reponer(argumentos: argparse.Namespace) -> None:
    dicho = reponer(elegir(argumentos.respaldo), argumentos.datos.absolute(), argumentos.llave)
    print(f"Repuesto en {argumentos.datos}: {dicho.proceso}, {dicho.sitio}, como estaba a las {dicho.momento}.")
    print("Arránquelo, y en el centro pida «prep conciliar»: trae lo que los demás tienen de después.")

"""`prep kits`: what each node and each station needs on its first day, sealed; the passphrases apart, on paper.

Exit code 0 done; 2 something given cannot be used, and then there are no kits.
"""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from central.autoridad import guardada
from central.autoridad.autoridad import Autoridad, abrir
from central.ciudad.plan import CiudadInvalida, leer_ciudad
from central.gente.alta import leer_lugar
from central.kits.ciudad import AjustesDeKits, KitNuevo, exigir_suya, kits_de, lugares
from central.kits.sellado import escribir, exigir_libres
from central.marco.conexion import BIEN, MalUso
from central.marco.hoja import Problema, corta, decir_problemas, leer_hoja
from central.marco.proceso import Cabecera, leer_cabecera_de
from central.marco.quien import leer_contrasena
from central.nodo.binarios import ErrorNodo
from central.nodo.cluster import Cluster
from central.nodo.laboratorio import LOCAL
from central.ordenes.autoridad import PREGUNTA, con_carpeta
from central.ordenes.sitio import con_centro
from central.tunel.lugares import leer_direccion
from prep.domain.catalogo.catalogo import CCV
from prep.orden.opciones import con_datos, con_sitio
from prep.orden.secretos import con_permiso, exigir_fuera

CADA = 10  # kits, to say how far it is
COLUMNAS = ("sitio", "direccion")
USO = "Ábralo sólo en la máquina de ese lugar: prep unir"
CUIDADO = "Entréguelo cerrado, aparte del kit."


def registrar(analizador: argparse.ArgumentParser) -> None:
    con_datos(analizador)
    con_carpeta(analizador, "--autoridad")
    analizador.add_argument(
        "--salida", type=Path, required=True, metavar="CARPETA", help="una nueva, por ejemplo en la memoria USB"
    )
    analizador.add_argument(
        "--papeles", type=Path, required=True, metavar="PDF", help="donde dejar lo que abre cada uno; en otra parte"
    )
    con_sitio(analizador, "sólo los de un sitio, de 01 a 33 o CCV", default="")
    donde = analizador.add_mutually_exclusive_group()
    donde.add_argument(
        "--nodos", type=Path, metavar="CSV", help=f"dónde estará cada nodo: columnas {' y '.join(COLUMNAS)}"
    )
    donde.add_argument(
        "--ciudad", type=Path, metavar="CIUDAD", help="el archivo de la ciudad: direcciones, puertos y escáneres"
    )
    con_permiso(analizador)
    analizador.set_defaults(ejecutar=con_centro(_kits))


def _kits(argumentos: argparse.Namespace, cluster: Cluster) -> int:
    for ruta in (argumentos.salida, argumentos.papeles):
        exigir_fuera(ruta, argumentos.aunque)
    exigir_libres(argumentos.salida, argumentos.papeles)
    dichos = _dichos(argumentos)
    suyos = lugares(cluster, leer_lugar(argumentos.sitio) if argumentos.sitio else "")
    autoridad, ahora = _abierta(argumentos), datetime.now(UTC)
    exigir_suya(cluster, autoridad, suyos)
    kits = list(kits_de(cluster, autoridad, suyos, dichos, ahora))
    if not kits:
        raise ErrorNodo("Ahí no hay nodo ni estaciones dadas de alta: no hay kits que hacer.")
    pdf = _papeles(kits, leer_cabecera_de(cluster), ahora)
    escribir(kits, argumentos.salida, argumentos.papeles, pdf, _avance)
    print(f"Kits hechos: {len(kits)}, en {argumentos.salida}. Lo que abre cada uno: {argumentos.papeles}")
    print("Entréguelos por separado. En la máquina de cada lugar: prep unir ARCHIVO.kit")
    if cluster.direccion[0] == LOCAL and any(k.kit.es_de_nodo for k in kits):
        print("El centro sólo escucha en esta máquina: arránquelo con --escucha IP y hágalos otra vez.")
    return BIEN


def _abierta(argumentos: argparse.Namespace) -> Autoridad:
    guardada.leer(argumentos.autoridad)  # what is wrong with the file is said before anybody types
    try:
        return abrir(argumentos.autoridad, leer_contrasena(argumentos.contrasena, PREGUNTA))
    except MalUso as error:
        raise ErrorNodo(str(error)) from error


def _papeles(kits: list[KitNuevo], cabecera: Cabecera, ahora: datetime) -> bytes:
    from prep.documents.papeles_cerrados import PapelCerrado, papeles_cerrados  # ReportLab, only to draw a page

    papeles = [PapelCerrado(_de_quien(uno), f"{USO} {uno.nombre}.kit", uno.frase, CUIDADO) for uno in kits]
    return papeles_cerrados(cabecera.hoja("Papeles de los kits", ahora), papeles)


def _de_quien(uno: KitNuevo) -> str:
    donde = "CCV" if uno.sitio == CCV else f"CATD {uno.sitio}"
    return f"{donde} · nodo" if uno.kit.es_de_nodo else f"{donde} · estación {uno.kit.identificacion.para}"


def _avance(hechos: int, todos: int) -> None:
    if hechos % CADA == 0 or hechos == todos:
        print(f"Kits sellados: {hechos} de {todos}", file=sys.stderr, flush=True)


def _dichos(argumentos: argparse.Namespace) -> AjustesDeKits:
    """What the city's file, or the list of nodes, says of its places. Raises ErrorNodo, OSError."""
    if not argumentos.ciudad:
        return AjustesDeKits(_direcciones(argumentos.nodos) if argumentos.nodos else {})
    try:
        ciudad = leer_ciudad(argumentos.ciudad)
    except CiudadInvalida as error:
        raise ErrorNodo(f"{error}\nNo se hizo ningún kit.") from error
    return AjustesDeKits(
        {nodo.sitio: nodo.direccion for nodo in ciudad.nodos},
        {nodo.sitio: nodo.puerto for nodo in ciudad.nodos if nodo.puerto},
        {uno.estacion: uno.direccion for uno in ciudad.escaneres},
    )


def _direcciones(ruta: Path) -> dict[str, str]:
    hechas: dict[str, str] = {}
    problemas: list[Problema] = []
    for n, celdas in leer_hoja(ruta, COLUMNAS, f"lleva las columnas {', '.join(COLUMNAS)}"):
        sitio = leer_lugar(celdas["sitio"])
        if not sitio.isdecimal():
            problemas.append(Problema(n, "sitio", f"{corta(celdas['sitio'])} no es el número de un CATD"))
        elif sitio in hechas:
            problemas.append(Problema(n, "sitio", f"{sitio} se repite"))
        try:
            hechas[sitio] = leer_direccion(celdas["direccion"])
        except ValueError:
            dicha = corta(celdas["direccion"])
            problemas.append(Problema(n, "direccion", f"{dicha} no es una dirección: 10.0.0.7, o tunel"))
    if problemas:
        decir_problemas(ruta, problemas, "No se hizo ningún kit")
        raise ErrorNodo(f"Corrija {ruta}.")
    return hechas

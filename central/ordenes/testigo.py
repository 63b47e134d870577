"""`prep testigo`: a party or a difusor signs each cut that it saw; the centre takes in what they signed.

Exit codes: 0 done; 2 bad use, or there is nothing to look at; 3 what is published contradicts itself or what was seen.
"""

import argparse
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from central.difusion.ajustes import ARCHIVO, leer_ajustes
from central.difusion.pedidos import Pedidos
from central.difusion.testigos import recibir
from central.firmado.nota import NOTA_MAX
from central.marco.conexion import MalUso, Orden, con_frases
from central.ordenes.corte import leer_publica
from central.testigo.testigo import FirmarImposible, SeNiegaAFirmar, abrir, firmar, nuevo
from central.verificar.modelo import NoEsPrep
from central.verificar.publicado.lugar import abrir_lugar
from prep.orden.opciones import con_datos
from prep.orden.secretos import con_permiso, exigir_fuera
from prep.orden.verbos import con_acciones


def _de_testigo(orden: Callable[[argparse.Namespace], None]) -> Orden:
    return con_frases(orden, FirmarImposible, niegan=(SeNiegaAFirmar,))


def registrar(analizador: argparse.ArgumentParser) -> None:
    accion = con_acciones(analizador)
    alta = accion("nuevo", "hace la llave de un testigo, y dice la que se da al centro")
    _con_carpeta(alta)
    alta.add_argument("--nombre", required=True, metavar="NOMBRE", help="sin espacios, por ejemplo partido.example")
    alta.add_argument("--publica", required=True, metavar="HEX", help="llave pública del centro, del acta en papel")
    con_permiso(alta)
    alta.set_defaults(ejecutar=_de_testigo(_nuevo))
    ver = accion("firmar", "revisa los cortes publicados y firma la cabeza de su bitácora")
    ver.add_argument("lugar", metavar="LUGAR", help="dirección del sitio, o carpeta o zip con su copia")
    _con_carpeta(ver)
    ver.add_argument("--archivo", type=Path, metavar="ARCHIVO", help="dónde dejar lo firmado (firmado-NNNN.txt)")
    ver.set_defaults(ejecutar=_de_testigo(_firmar))
    toma = accion("recibir", "toma en el centro lo que firmó un testigo, y se publica")
    toma.add_argument("archivo", type=Path, metavar="ARCHIVO", help="lo que dejó «prep testigo firmar»")
    con_datos(toma)
    toma.add_argument(
        "--salida", type=Path, default=Path("salida"), metavar="CARPETA", help="carpeta de los cortes (./salida)"
    )
    toma.set_defaults(ejecutar=_de_testigo(_recibir))


def _con_carpeta(analizador: argparse.ArgumentParser) -> None:
    analizador.add_argument(
        "--carpeta", type=Path, default=Path("testigo"), metavar="CARPETA", help="la del testigo (./testigo)"
    )


def _nuevo(argumentos: argparse.Namespace) -> None:
    exigir_fuera(argumentos.carpeta, argumentos.aunque)
    testigo = nuevo(argumentos.carpeta, argumentos.nombre, leer_publica(argumentos.publica) or b"")
    print(f"Testigo en {argumentos.carpeta}: respalde esa carpeta. Dé al centro esta llave:")
    print(testigo.de_nota.texto())


def _firmar(argumentos: argparse.Namespace) -> None:
    testigo = abrir(argumentos.carpeta)
    try:
        lugar = abrir_lugar(argumentos.lugar)
    except NoEsPrep as error:
        raise MalUso(f"{argumentos.lugar}: {error}.") from error
    if lugar is None:
        raise MalUso(f"En {argumentos.lugar} no hay un sitio publicado.")
    nota = firmar(testigo, lugar, datetime.now(UTC))
    cuantos = int(nota.texto.split("\n")[1])
    ruta = argumentos.archivo or Path(f"firmado-{cuantos:04d}.txt")
    ruta.write_bytes(nota.crudo())
    print(f"{cuantos} cortes revisados, los de antes son los mismos. Dé al centro {ruta}.")


def _recibir(argumentos: argparse.Namespace) -> None:
    with argumentos.archivo.open("rb") as archivo:
        crudo = archivo.read(NOTA_MAX + 1)
    ajustes = leer_ajustes(argumentos.datos / ARCHIVO)
    nombre, cuantos = recibir(Pedidos(argumentos.datos), ajustes, argumentos.salida, crudo)
    print(f"«{nombre}» firmó la cabeza de {cuantos} cortes: el publicador la muestra en unos segundos.")

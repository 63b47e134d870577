"""`python -m simulacro imagenes`: draws a sample of the actas of a drill, as scanners and phones will see them.

Exit code 0 when all are drawn; 2 when the files or the folder cannot be used.
"""

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from central.catalogo.errores import CatalogoInvalido, causa
from central.catalogo.perfil_toml import PerfilInvalido
from simulacro.guion.guion import Excepcion, Llegada
from simulacro.guion.material import Material, reunir
from simulacro.guion.opciones import OpcionesDeNoche
from simulacro.papel.dibujo.cajon import Cajon
from simulacro.papel.dibujo.dibujo import acta_de, lleva_etiqueta
from simulacro.papel.papel import Papel
from simulacro.pueblo.azar import Azar

AVISO_S = 2.0
EXCEPCIONES = 0.1  # of the sample, so that it shows illegible and blank fields too
N_MAX = 200_000


def registrar(orden: argparse.ArgumentParser) -> None:
    orden.add_argument("--salida", type=Path, required=True, metavar="CARPETA", help="dónde quedan las imágenes")
    orden.add_argument("--n", type=_cuantas, default=20, metavar="N", help="cuántas actas")
    orden.add_argument("--semilla", type=int, default=1, metavar="N", help="otra semilla, otra muestra")
    orden.add_argument("--archivos", type=Path, metavar="CARPETA", help="archivos reales (sin ellos, un pueblo)")
    orden.add_argument("--perfil", default="cdmx-2024", help="perfil de la entidad")
    orden.set_defaults(ejecutar=ejecutar)


def ejecutar(argumentos: argparse.Namespace) -> int:
    salida: Path = argumentos.salida
    opciones = OpcionesDeNoche(
        salida=salida,
        datos=argumentos.archivos,
        perfil=argumentos.perfil,
        escala="pueblo",
        excepciones=EXCEPCIONES,
        semilla=argumentos.semilla,
    )
    try:
        material = reunir(opciones)
        llegadas = elegir(material, argumentos.n, argumentos.semilla)
        tamanos = dibujar_todas(llegadas, Cajon(salida, material.catalogo, argumentos.semilla))
    except CatalogoInvalido as error:
        print("\n".join(error.lineas()), file=sys.stderr)
        return 2
    except PerfilInvalido as error:
        print(error, file=sys.stderr)
        return 2
    except OSError as error:
        print(f"{salida}: no se puede escribir: {causa(error)}", file=sys.stderr)
        return 2
    print(resumir(llegadas, tamanos, argumentos.semilla, salida))
    return 0


def elegir(material: Material, cuantas: int, semilla: int) -> list[Llegada]:
    """`cuantas` arrivals that bring an acta, drawn by seed; those of one form together, as its blank is made once."""
    con_acta = [x for x in material.llegadas if x.excepcion is not Excepcion.SIN_ACTA]
    elegidas = Azar("muestra", semilla).barajar(con_acta)[:cuantas]
    return sorted(elegidas, key=lambda x: (acta_de(x.clave, material.catalogo).clave_forma, x.clave))


def dibujar_todas(llegadas: Sequence[Llegada], cajon: Cajon) -> list[int]:
    """Draws each arrival that is not in the drawer yet, telling how far it is; returns the bytes of each image."""
    tamanos: list[int] = []
    inicio = aviso = time.monotonic()
    for llegada in llegadas:
        papel = Papel(llegada.clave, llegada.valores, llegada.documento)
        tamanos.append(len(cajon.imagen(papel, foto=llegada.telefono)))
        ahora = time.monotonic()
        if ahora - aviso >= AVISO_S:
            aviso, ritmo = ahora, len(tamanos) / (ahora - inicio)
            falta = (len(llegadas) - len(tamanos)) / ritmo
            print(f"{len(tamanos)}/{len(llegadas)} imágenes, {ritmo:.1f} por segundo, faltan {falta:.0f} s", flush=True)
    return tamanos


def resumir(llegadas: Sequence[Llegada], tamanos: Sequence[int], semilla: int, salida: Path) -> str:
    etiquetas = sum(lleva_etiqueta(x.clave, semilla) for x in llegadas)
    fotos = sum(x.telefono for x in llegadas)
    media = sum(tamanos) / max(1, len(tamanos)) / 1000
    return (
        f"{len(tamanos)} imágenes en {salida}: {etiquetas} con etiqueta, {len(tamanos) - etiquetas} sin código; "
        f"{fotos} de teléfono; {media:.0f} KB en promedio, la mayor {max(tamanos, default=0) / 1000:.0f} KB."
    )


def _cuantas(texto: str) -> int:
    numero = int(texto)
    if not 1 <= numero <= N_MAX:
        raise argparse.ArgumentTypeError(f"debe ir de 1 a {N_MAX}")
    return numero

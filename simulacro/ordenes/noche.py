"""`python -m simulacro noche`: the main job, an election night in small or whole, with its report (`make night`).

Exit code 0 when the last cut is verified and every difference from the paper is explained; 1 when not; 2 for bad input.
"""

import argparse
import sys
from pathlib import Path

from central.catalogo.errores import CatalogoInvalido, causa
from central.catalogo.perfil_toml import PerfilInvalido
from central.corte.corte import CorteImposible, CorteRetenido
from central.corte.espera import ArbitroAtorado
from central.nodo.binarios import ErrorNodo
from simulacro.carpeta import CarpetaAjena, limpiar
from simulacro.guion.material import reunir
from simulacro.guion.opciones import OpcionesDeNoche
from simulacro.juicio.informe import escribir_informe, resumir
from simulacro.noche import jugar
from simulacro.personas.ventanas import hay_pantalla
from simulacro.red.compania import ProgramaCaido
from simulacro.red.ordenes import NocheFallida
from simulacro.red.percances import QUE

ERRORES_MOSTRADOS = 20


def registrar(orden: argparse.ArgumentParser) -> None:
    orden.add_argument("--archivos", type=Path, metavar="CARPETA", help="archivos reales (sin ellos, los generados)")
    orden.add_argument("--salida", type=Path, default=Path("salida/noche"), metavar="CARPETA", help="dónde queda todo")
    orden.add_argument("--perfil", default="cdmx-2024", help="perfil de la entidad")
    orden.add_argument("--escala", choices=["pueblo", "ciudad"], default="ciudad", help="de lo generado")
    orden.add_argument("--trozo", type=_positivo, default=1, metavar="N", help="un CATD de cada N")
    orden.add_argument("--errores", type=_fraccion, default=0.003, metavar="P", help="error de tecleo por campo")
    orden.add_argument("--excepciones", type=_fraccion, default=0.02, metavar="P", help="actas que van de otro modo")
    orden.add_argument(
        "--casilla", type=_fraccion, default=0.0, metavar="P", help="casillas cuyas actas llegan antes por teléfono"
    )
    orden.add_argument(
        "--imagenes", type=_fraccion, default=0.0, metavar="P", help="actas con imagen del tamaño de las de verdad"
    )
    orden.add_argument("--nodos", type=_positivo, default=0, metavar="N", help="nodos de CATD, además del centro")
    orden.add_argument(
        "--matar", type=_percances, default=(), metavar="QUE", help=f"qué muere y vuelve: {', '.join(QUE)}"
    )
    orden.add_argument("--enlace-cortado", type=float, default=0.0, metavar="S", help="se corta el enlace de un CATD")
    orden.add_argument("--kbps", type=float, default=0.0, metavar="N", help="ancho del enlace de un CATD")
    orden.add_argument("--doble", action="store_true", help="las estaciones entregan todo dos veces")
    orden.add_argument("--semilla", type=int, default=1, metavar="N", help="otra semilla, otra noche")
    orden.add_argument("--duracion", type=float, default=0.0, metavar="S", help="segundos en que llegan las actas")
    orden.add_argument("--cortes", type=_positivo, default=4, metavar="N", help="cortes, con el último")
    orden.add_argument(
        "--ventanas", action="store_true", help="si hay pantalla, abre un CATD para que personas trabajen en él"
    )
    orden.add_argument("--publicar", type=Path, metavar="CARPETA", help="dónde queda el sitio de sus cortes")
    orden.add_argument(
        "--publicador", type=Path, metavar="ARCHIVO",
        help="los cortes los hace un publicador de verdad, con los destinos de ese publicacion.toml",
    )  # fmt: skip
    orden.add_argument("--cada", type=_minutos, default=0, metavar="MIN", help="minutos entre sus cortes, de 1 a 20")
    orden.add_argument(
        "--acordados", type=_cuantos, default=0, metavar="N",
        help="N actas de cada clase de error en que coinciden las dos capturas; la mesa hace la segunda mirada",
    )  # fmt: skip
    orden.set_defaults(ejecutar=ejecutar)


def ejecutar(argumentos: argparse.Namespace) -> int:
    opciones = OpcionesDeNoche(
        salida=argumentos.salida.absolute(),
        datos=argumentos.archivos,
        perfil=argumentos.perfil,
        escala=argumentos.escala,
        trozo=argumentos.trozo,
        errores=argumentos.errores,
        excepciones=argumentos.excepciones,
        semilla=argumentos.semilla,
        duracion_s=argumentos.duracion,
        cortes=argumentos.cortes,
        casilla=argumentos.casilla,
        nodos=argumentos.nodos,
        matar=argumentos.matar,
        corte_enlace_s=argumentos.enlace_cortado,
        kbps=argumentos.kbps,
        doble=argumentos.doble,
        imagenes=argumentos.imagenes,
        acordados=argumentos.acordados,
        ventanas=argumentos.ventanas and hay_pantalla(),
        publicar=argumentos.publicar and argumentos.publicar.absolute(),
        publicador=argumentos.publicador and argumentos.publicador.absolute(),
        cada=argumentos.cada,
    )
    if falta := _falta(opciones):
        print(falta, file=sys.stderr)
        return 2
    try:
        limpiar(opciones.salida)
    except CarpetaAjena as error:
        print(error, file=sys.stderr)
        return 2
    except OSError as error:
        print(f"{opciones.salida}: no se puede usar: {causa(error)}", file=sys.stderr)
        return 2
    try:
        _decir("Leyendo el catálogo.")
        material = reunir(opciones)
        _decir(f"{len(material.catalogo.actas)} actas esperadas; llegan {len(material.llegadas)}.")
        resultado = jugar(opciones, material, _decir)
    except CatalogoInvalido as error:
        print("\n".join(map(str, error.errores[:ERRORES_MOSTRADOS])), file=sys.stderr)
        return 2
    except PerfilInvalido as error:
        print(error, file=sys.stderr)
        return 2
    except (ErrorNodo, NocheFallida, ProgramaCaido, CorteImposible, CorteRetenido, ArbitroAtorado) as error:
        print(f"La noche no terminó: {error}", file=sys.stderr)
        return 1
    escribir_informe(opciones, material, resultado)
    print("\n".join(resumir(opciones, material, resultado)))
    return 0 if resultado.bien else 1


def _falta(opciones: OpcionesDeNoche) -> str:
    """What those options do not go without; empty when they go together."""
    entre_sitios = opciones.corte_enlace_s or opciones.kbps or {*opciones.matar} - {"publicador"}
    if entre_sitios and not opciones.nodos:
        return "Para lo que pasa entre sitios indique también cuántos nodos hay: --nodos N."
    if opciones.publicador and opciones.publicar:
        return "Indique --publicar o --publicador, no los dos: la carpeta del segundo va entre sus destinos."
    if ("publicador" in opciones.matar or opciones.cada) and not opciones.publicador:
        return "Para eso hace falta un publicador: --publicador ARCHIVO."
    return ""


def _decir(linea: str) -> None:
    print(linea, flush=True)


def _percances(texto: str) -> tuple[str, ...]:
    pedidos = tuple(filter(None, texto.split(",")))
    if ajenos := [p for p in pedidos if p not in QUE]:
        raise argparse.ArgumentTypeError(f"«{ajenos[0]}» no se sabe matar; elija entre {', '.join(QUE)}")
    return pedidos


def _positivo(texto: str) -> int:
    numero = int(texto)
    if numero < 1:
        raise argparse.ArgumentTypeError("debe ser 1 o más")
    return numero


def _minutos(texto: str) -> int:
    numero = int(texto)
    if not 1 <= numero <= 20:
        raise argparse.ArgumentTypeError("debe estar entre 1 y 20")
    return numero


def _cuantos(texto: str) -> int:
    numero = int(texto)
    if not 0 <= numero <= 1_000:
        raise argparse.ArgumentTypeError("debe estar entre 0 y 1,000")
    return numero


def _fraccion(texto: str) -> float:
    numero = float(texto)
    if not 0 <= numero <= 1:
        raise argparse.ArgumentTypeError("debe estar entre 0 y 1")
    return numero

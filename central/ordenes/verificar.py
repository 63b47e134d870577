"""`prep verificar ARCHIVO [--json]`: exit 0 all agrees, 3 a figure differs or a cell is unreadable, 2 no PREP file."""

import argparse
import sys
from pathlib import Path

from central.verificar.modelo import ArchivoVerificado, NoEsPrep
from central.verificar.revision.limite import Limites
from central.verificar.tabla import tabla
from central.verificar.verificar import verificar_archivo
from prep.domain.catalogo.imprimible import imprimible
from prep.orden.opciones import con_json, decir_json

CONCUERDA, ILEGIBLE, DIFIERE = 0, 2, 3


def registrar(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments of `verificar`."""
    parser.add_argument("archivo", metavar="ARCHIVO", help="csv de resultados, o zip que lo trae")
    con_json(parser)
    parser.add_argument(
        "--representantes-max",
        type=_limite,
        metavar="N",
        help="máximo de representantes por casilla, si se conoce",
    )
    parser.add_argument(
        "--boletas-max", type=_limite, metavar="N", help="boletas de una casilla especial, si se conocen"
    )
    parser.set_defaults(ejecutar=ejecutar)


def ejecutar(args: argparse.Namespace) -> int:
    """Verifies, prints and returns the exit code."""
    try:
        resultados = verificar_archivo(Path(args.archivo), Limites(args.representantes_max, args.boletas_max))
    except NoEsPrep as error:
        archivo, motivo = imprimible(args.archivo), imprimible(str(error))
        if args.json:
            decir_json({"archivo": archivo, "error": motivo})
        else:
            print(f"{archivo}: {motivo}", file=sys.stderr)
        return ILEGIBLE
    if args.json:
        decir_json(_a_json(resultados))
    else:
        print("\n\n".join(map(tabla, resultados)))
    return CONCUERDA if all(resultado.concuerda for resultado in resultados) else DIFIERE


def _a_json(resultados: list[ArchivoVerificado]) -> dict[str, object]:
    objetos = [resultado.a_json() for resultado in resultados]
    return objetos[0] if len(objetos) == 1 else {"archivos": objetos}


def _limite(texto: str) -> int:
    if not (texto.isascii() and texto.isdigit() and len(texto) <= 6):
        raise argparse.ArgumentTypeError(f"{texto!r} no es un número entero")
    return int(texto)

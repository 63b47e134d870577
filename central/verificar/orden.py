"""The body of `prep verificar` and of the verifier in one file: its arguments, what it prints, its exit code."""

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path

from central.firmado.envolturas import Verificar
from central.firmado.nota import NOTA_MAX
from central.verificar.modelo import ArchivoVerificado, NoEsPrep
from central.verificar.publicado.lugar import LugarPublicado, abrir_lugar
from central.verificar.publicado.revisar import Preguntas, PublicadoVerificado, verificar_publicado
from central.verificar.revision.limite import Limites
from central.verificar.tabla import tabla
from central.verificar.verificar import verificar_archivo
from prep.domain.catalogo.imprimible import imprimible

CONCUERDA, ILEGIBLE, DIFIERE, SIN_LLAVE = 0, 2, 3, 4
LARGO_PUBLICA = 64
AVISO = (
    "Esa llave es la que está en el propio sitio: no prueba quién firmó. Repita con --publica y la que está impresa en "
    "el acta de puesta en ceros."
)


def con_argumentos(parser: argparse.ArgumentParser) -> None:
    """Those of both."""
    que = "csv o zip de resultados; o un sitio publicado: su dirección, o carpeta o zip con su copia"
    parser.add_argument("archivo", metavar="ARCHIVO|CARPETA|ZIP|URL", help=que)
    parser.add_argument("--json", action="store_true", help="un solo documento JSON, para otros programas")
    parser.add_argument(
        "--representantes-max", type=_limite, metavar="N", help="máximo de representantes por casilla, si se conoce"
    )
    parser.add_argument(
        "--boletas-max", type=_limite, metavar="N", help="boletas de una casilla especial, si se conocen"
    )
    parser.add_argument(
        "--publica", type=_llave, metavar="HEX", help="de un sitio: llave pública del centro, del acta en papel"
    )
    parser.add_argument(
        "--visto",
        type=Path,
        action="append",
        default=[],
        metavar="ARCHIVO",
        help="de un sitio: una cabeza de la bitácora (checkpoint) que usted guardó; se puede repetir",
    )
    parser.add_argument("--todos", action="store_true", help="de un sitio: cada byte de todos los cortes")
    parser.add_argument(
        "--imagenes", type=_limite, metavar="N", help="de un sitio: cuántas imágenes se revisan (todas)"
    )


def verificar_lugar(args: argparse.Namespace, firmas: Callable[[], Verificar]) -> int:
    """Verifies, prints and returns the exit code; `firmas` gives who verifies a signature, when one is needed."""
    try:
        lugar = abrir_lugar(args.archivo)
        if lugar is None:
            return _archivo(args)
        return _sitio(args, lugar, firmas())
    except NoEsPrep as error:
        archivo, motivo = imprimible(args.archivo), imprimible(str(error))
        if args.json:
            _decir({"archivo": archivo, "error": motivo})
        else:
            print(f"{archivo}: {motivo}", file=sys.stderr)
        return ILEGIBLE


def _archivo(args: argparse.Namespace) -> int:
    resultados = verificar_archivo(Path(args.archivo), Limites(args.representantes_max, args.boletas_max))
    if args.json:
        _decir(_a_json(resultados))
    else:
        print("\n\n".join(map(tabla, resultados)))
    return CONCUERDA if all(resultado.concuerda for resultado in resultados) else DIFIERE


def _sitio(args: argparse.Namespace, lugar: LugarPublicado, verificar: Verificar) -> int:
    preguntas = Preguntas(args.publica, [_leer(ruta) for ruta in args.visto], args.todos, args.imagenes)
    hallado = verificar_publicado(lugar, preguntas, verificar)
    if args.json:
        _decir(_de_sitio(hallado))
    else:
        print("\n".join(map(imprimible, hallado.lineas())))
        if not hallado.publica_dada:
            print(AVISO, file=sys.stderr)
    if not hallado.concuerda:
        return DIFIERE
    return CONCUERDA if hallado.publica_dada else SIN_LLAVE


def _de_sitio(hallado: PublicadoVerificado) -> dict[str, object]:
    return {
        "concuerda": hallado.concuerda,
        "cortes": hallado.cortes,
        "publica": hallado.publica,
        "publica_dada": hallado.publica_dada,
        "manifiesto": hallado.manifiesto,
        "revisado": hallado.hallado.dichos,
        "fallas": [{"clase": clase, "texto": texto} for clase, texto in hallado.hallado.fallas],
    }


def _leer(ruta: Path) -> bytes:
    try:
        with ruta.open("rb") as archivo:
            return archivo.read(NOTA_MAX + 1)
    except OSError as error:
        raise NoEsPrep(f"no se puede leer {ruta}: {error.strerror}") from error


def _a_json(resultados: list[ArchivoVerificado]) -> dict[str, object]:
    objetos = [resultado.a_json() for resultado in resultados]
    return objetos[0] if len(objetos) == 1 else {"archivos": objetos}


def _decir(documento: object) -> None:
    print(json.dumps(documento, ensure_ascii=False, indent=1))


def _limite(texto: str) -> int:
    if not (texto.isascii() and texto.isdigit() and len(texto) <= 6):
        raise argparse.ArgumentTypeError(f"{texto!r} no es un número entero")
    return int(texto)


def _llave(texto: str) -> bytes:
    try:
        publica = bytes.fromhex(texto) if len(texto) == LARGO_PUBLICA else b""
    except ValueError:
        publica = b""
    if not publica:
        raise argparse.ArgumentTypeError("la llave pública son 64 cifras hexadecimales")
    return publica

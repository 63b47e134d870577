"""The command line of the node and the centre: `python -m central ORDEN …`; each command lives in its own room."""

import os
import sys
from importlib import import_module

from central.marco.analizador import Analizador
from central.marco.parada import con_parada

# command -> (module that registers it, one line of help). A module is imported only when its command is asked for.
ORDENES: dict[str, tuple[str, str]] = {
    "catalogo": ("central.ordenes.catalogo", "importa el catálogo de un proceso"),
    "verificar": ("central.ordenes.verificar", "vuelve a sumar un archivo de resultados del PREP"),
    "nodo": ("central.ordenes.nodo", "prepara el nodo y lo tiene en marcha hasta Ctrl-C"),
    "sitio": ("central.ordenes.sitio", "da de alta el nodo de un CATD, o el que toma su lugar"),
    "persona": ("central.ordenes.persona", "da de alta o de baja a las personas, con su llave"),
    "estacion": ("central.ordenes.estacion", "da de alta o de baja a las estaciones"),
    "cae": ("central.ordenes.cae", "carga qué cuenta de CAE manda las imágenes de cada acta"),
    "conciliar": ("central.ordenes.conciliar", "compara cada nodo con el centro y trae lo que falte"),
    "estado": ("central.ordenes.estado", "cuántas actas hay en cada etapa y quién tiene qué"),
    "sala": ("central.ordenes.sala", "el tablero de la coordinación, en una ventana"),
    "liberar": ("central.mando.liberar", "quita un trabajo a quien lo tiene, para que otro lo tome"),
    "fase": ("central.mando.fase", "pasa el proceso a su siguiente fase y hace el acta en PDF"),
    "sin-acta": ("central.ordenes.sin_acta", "declara SIN ACTA en bloque, con lista de revisión"),
    "casilla": ("central.ordenes.casilla", "recibe las imágenes de los teléfonos (PREP Casilla)"),
    "reconstruir": ("central.arbitro.reconstruir", "rehace lo derivado desde los hechos y lo compara"),
    "corte": ("central.ordenes.corte", "hace, comprueba, firma y publica un corte"),
}


def principal(argumentos: list[str] | None = None) -> int:
    """Runs one command and returns its exit code (each command documents its own; 2 = bad use or bad input)."""
    analizador = Analizador(prog="python -m central", description="PREP: nodo, cortes y mando.")
    ordenes = analizador.add_subparsers(dest="orden", required=True, metavar="ORDEN")
    pedida = next((a for a in (sys.argv[1:] if argumentos is None else argumentos) if not a.startswith("-")), "")
    for nombre, (modulo, ayuda) in ORDENES.items():
        orden = ordenes.add_parser(nombre, help=ayuda, description=ayuda)
        if nombre == pedida:
            import_module(modulo).registrar(orden)
    leidos = analizador.parse_args(argumentos)
    try:
        codigo = int(leidos.ejecutar(leidos))
        sys.stdout.flush()
    except BrokenPipeError:  # whoever read our output has gone: say no more, also at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    return codigo


if __name__ == "__main__":
    sys.exit(con_parada(principal))

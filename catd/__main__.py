"""`python -m catd --datos CARPETA`: the arguments are read before Qt is imported."""

import sys

from prep.ui.escritorio import impedimento
from prep.ui.opciones import leer

if __name__ == "__main__":
    opciones = leer("catd", "PREP: estación de un CATD (acopio, digitalización, captura y validación).")
    if motivo := impedimento():
        print(motivo, file=sys.stderr)
        sys.exit(2)
    from catd.app import principal

    sys.exit(principal(opciones))

"""`python -m ccv --datos CARPETA`: the arguments are read before Qt is imported."""

import sys

from prep.ui.escritorio import impedimento
from prep.ui.opciones import leer

if __name__ == "__main__":
    opciones = leer("ccv", "PREP: estación del CCV (imágenes de teléfono, captura y validación).")
    if motivo := impedimento():
        print(motivo, file=sys.stderr)
        sys.exit(2)
    from ccv.app import principal

    sys.exit(principal(opciones))

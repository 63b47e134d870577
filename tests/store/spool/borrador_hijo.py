"""Keys a captura field by field into a spool for ever, saying each field once it is kept: to be killed."""

import sys
from itertools import count
from pathlib import Path

from prep.domain.hechos.hechos import Fuente
from prep.store.spool.spool import Spool
from prep.store.spool.tipos import Borrador
from tests.store.spool.util import ACTA, ESTACION, PROCESO


def main() -> None:
    with Spool.abrir(Path(sys.argv[1]), PROCESO, ESTACION) as spool:
        for hechos in count(1):
            valores = (*range(hechos), None)
            spool.guardar_borrador(Borrador("ope1", ACTA, Fuente.CATD, 1, valores, hechos))
            print(hechos, flush=True)


if __name__ == "__main__":
    main()

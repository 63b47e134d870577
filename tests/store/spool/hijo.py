"""A station that saves facts until it is killed, and says each id once the spool has it."""

import sys
from pathlib import Path

from prep.store.spool.spool import Spool
from tests.store.spool import util as spool_util


def main() -> None:
    with Spool.abrir(Path(sys.argv[1]), spool_util.PROCESO, spool_util.ESTACION) as spool:
        n = 0
        while True:
            n += 1
            firmado, imagen = spool_util.foto(f"papel {n}".encode() * 500)
            spool.guardar([spool_util.hecho(), firmado], [imagen])
            print(firmado.hecho.id, imagen.huella, flush=True)


if __name__ == "__main__":
    main()

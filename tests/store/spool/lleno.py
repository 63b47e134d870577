"""A station on a disk that really fills up: a small tmpfs in a namespace of its own; prints what it kept, as JSON."""

import json
import os
import subprocess
import sys
from pathlib import Path

from prep.store.spool.spool import Spool
from prep.store.spool.tipos import SpoolSinEspacio
from tests.store.spool.util import ESTACION, PROCESO, foto

CAPACIDAD, LASTRE, IMAGEN = 4_000_000, 800_000, 100_000  # bytes; the ballast is what somebody deletes to make room


def main() -> None:
    carpeta = Path(sys.argv[1])
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={CAPACIDAD}", "tmpfs", str(carpeta)], check=True)
    lastre, ruta = carpeta / "lastre", carpeta / "s.db"
    lastre.write_bytes(bytes(LASTRE))
    confirmados, mensajes = list[str](), list[str]()
    with Spool.abrir(ruta, PROCESO, ESTACION) as spool:
        while True:
            firmado, imagen = foto(os.urandom(IMAGEN))
            try:
                spool.guardar([firmado], [imagen])
            except SpoolSinEspacio as lleno:
                mensajes.append(str(lleno))
                break
            confirmados.append(str(firmado.hecho.id))
        quedan = _ids(spool)
    with Spool.abrir(ruta, PROCESO, ESTACION) as spool:  # started again with the disk still full
        vueltos = _ids(spool)
        lastre.unlink()
        spool.guardar([firmado], [imagen])
        al_final = _ids(spool)
    ultimo = str(firmado.hecho.id)
    print(json.dumps([confirmados, quedan, vueltos, al_final, ultimo, mensajes]))


def _ids(spool: Spool) -> list[str]:
    return [str(f.hecho.id) for f in spool.pendientes(10_000)]


if __name__ == "__main__":
    main()

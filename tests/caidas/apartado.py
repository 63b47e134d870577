"""A damaged spool is set aside and the station is killed meanwhile: file and log stay together, and nothing is lost."""

import sqlite3
from collections import Counter
from contextlib import closing
from hashlib import sha256
from pathlib import Path

from prep.services.nodo.cliente import NodoCliente
from prep.store.spool.filas import PENDIENTES, firmado_de
from tests.caidas import hijo, hijo_danado
from tests.caidas.caida import Cuenta, correr
from tests.caidas.estacion import DESTINO, contar, guardados
from tests.caidas.mundo import arbitro
from tests.conftest import Nodo, copia
from tests.store import ejemplos

PAGINA = 4096
TARDIA = Counter([("ACOPIO", hijo_danado.TARDIA)])


def caer(sembrado: Nodo, carpeta: Path, caida: str) -> Cuenta:
    """Kills the station at `caida` while it sets its damaged spool aside; support then delivers what was kept."""
    spool = carpeta / "estacion.db"
    for nodo in copia(sembrado):
        with arbitro(nodo):
            sana = correr(hijo.__name__, {"spool": str(spool), "dsn": nodo.dsn(hijo.ESTACION), "vistos": []})
            huella = _danar(spool)
            orden = {"spool": str(spool), "huella": huella}
            primera = correr(hijo_danado.__name__, orden, caida)
            segunda = correr(hijo_danado.__name__, orden)
            archivos = [a for a in sorted(carpeta.glob("estacion.db*")) if not a.name.endswith("-wal")]
            for archivo in archivos:
                _entregar(archivo, nodo)
        confirmados = {id_ for quien in (sana, primera, segunda) for id_ in quien.de("hecho")}
        return contar(nodo, confirmados, set().union(*map(guardados, archivos)), DESTINO + TARDIA)
    raise AssertionError("no hubo base")


def _danar(spool: Path) -> str:
    """Break the chain of pages of one image, which opening does not look at; returns its hash."""
    papel = hijo.papel(hijo.LLEGAN[0])
    contenido = bytearray(spool.read_bytes())
    paginas = [n for n in range(0, len(contenido), PAGINA) if hijo.LLEGAN[0].encode() * 50 in contenido[n : n + PAGINA]]
    contenido[paginas[2] : paginas[2] + 4] = b"\xff" * 4
    spool.write_bytes(contenido)
    return sha256(papel).hexdigest()


def _entregar(archivo: Path, nodo: Nodo) -> None:
    """What support does with a file that was set aside: its facts are read, log included, and delivered."""
    with closing(sqlite3.connect(archivo)) as con, NodoCliente(nodo.dsn(hijo.ESTACION)) as cliente:
        for fila in con.execute(PENDIENTES, (1_000,)).fetchall():
            cliente.entregar(firmado_de(fila, ejemplos.PROCESO, hijo.ESTACION))

"""Whoever makes the lists of the second look at the centre, after each cut: a thread that waits, a process that counts.

A city takes seconds of pure arithmetic: in the process of the árbitro it would hold up every fact of the night.
"""

import logging
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from typing import Any

import psycopg
from psycopg import Connection

from central.arbitro.tropiezos import avisar
from central.corte.verificacion import entorno
from prep.segunda.vista import MINIMO
from prep.store import catalogos
from prep.store.conexion import motor

RONDA_S = 5.0
PLAZO_S = 300
MAS = (
    "SELECT coalesce(max(n), 0) FROM (SELECT count(*) AS n FROM prep.corte_fila c JOIN prep.acta a ON a.clave = c.acta"
    " GROUP BY a.eleccion) por"
)
NINGUNA = (
    "INSERT INTO prep.miradas AS m (sitio, corte, lista) SELECT centro, %s, '[]' FROM prep.acta GROUP BY centro"
    " ON CONFLICT (sitio) DO UPDATE SET corte = excluded.corte, lista = excluded.lista"
)
ULTIMO = "SELECT coalesce(max(numero), 0) FROM prep.corte"
SIN_LISTA = "No se pudo decir qué actas conviene ver de nuevo: sigue la lista de antes. Los cortes no se detienen."
REGISTRO = logging.getLogger(__name__)


@dataclass(slots=True)
class Apartador:
    """Runs in a thread of the centre's program until `parar`; `dsn` is the árbitro's role."""

    dsn: str
    parar: threading.Event
    _visto: int = field(default=0, init=False)

    def correr(self) -> None:
        while not self.parar.wait(RONDA_S):
            try:
                with psycopg.connect(self.dsn, autocommit=True, application_name="prep segunda mirada") as conexion:
                    self.ronda(conexion)
            except (psycopg.Error, OSError) as error:
                REGISTRO.warning("No se pudo preparar la segunda mirada: %s", str(error).partition("\n")[0])

    def ronda(self, conexion: Connection[Any]) -> None:
        """The lists, when there is a cut that they do not know; what fails is told, and tried at the next cut."""
        ((ultimo,),) = conexion.execute(ULTIMO).fetchall()
        if ultimo == self._visto:
            return
        self._visto = ultimo
        ((mas,),) = conexion.execute(MAS).fetchall()
        if mas < MINIMO:
            conexion.execute(NINGUNA, (ultimo,))
        elif queja := self._contar(ultimo):
            REGISTRO.warning("La segunda mirada no se pudo preparar: %s", queja)
            avisar(conexion, "SEGUNDA_MIRADA", "", SIN_LISTA)

    def _contar(self, corte: int) -> str:
        """ "" or why not."""
        orden = [sys.executable, "-m", "central.segunda.apartador", str(corte)]
        try:
            hecho = subprocess.run(  # noqa: S603 -- our own program, no shell
                orden,
                env=entorno(),
                input=self.dsn,
                capture_output=True,
                encoding="utf-8",
                timeout=PLAZO_S,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return f"no terminó en {PLAZO_S} s"
        return "" if hecho.returncode == 0 else hecho.stderr.strip()[-300:]


def principal() -> None:
    """The connection string comes by the standard input, the number of the cut as the argument."""
    from central.segunda.lista import apartar  # here: the node's program, which only waits for it, begins without NumPy

    dsn, corte = sys.stdin.read(), int(sys.argv[1])
    base = motor(dsn)
    with base.connect() as c:
        catalogo = catalogos.leer(c)
    base.dispose()
    with psycopg.connect(dsn, autocommit=True, application_name="prep segunda mirada") as conexion:
        apartar(conexion, catalogo, corte)


if __name__ == "__main__":
    principal()

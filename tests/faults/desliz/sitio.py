"""A station of its own for a window of these streams: a real spool, its node away, its person logged in."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtWidgets import QApplication
from shiboken6 import delete

from prep.services.estacion.estacion import Estacion, _operadores_a_texto
from prep.services.nodo.cliente import NodoCliente
from prep.store.spool.spool import Spool
from prep.ui.captura.forma import Formulario
from prep.ui.fallos import Fallos
from prep.ui.marco import Marco
from prep.ui.pantalla import Puerta
from prep.ui.presencia import Presencia
from prep.ui.sonidos import Sonidos
from prep.ui.sostener import Sostenida
from prep.ui.tema import Tema
from tests.faults.desliz.gestos import SOSTENER_MS
from tests.faults.desliz.puestos import PUERTAS, PUESTOS, Puesto
from tests.faults.desliz.taller import TallerDeCorriente
from tests.services.conftest import ESTACIONES, PERSONAS, conocido, sesion
from tests.store import ejemplos


@contextmanager
def sentado(nombre: str, carpeta: Path, aplicacion: QApplication) -> Iterator[tuple[Puesto, Fallos]]:
    with estacion_sola(carpeta, aplicacion, PUERTAS[nombre], "ana", "est-01-1") as (marco, estacion, taller, fallos):
        yield PUESTOS[nombre](marco, estacion, taller), fallos


@contextmanager
def estacion_sola(
    carpeta: Path, aplicacion: QApplication, puerta: Puerta, quien: str, nombre: str
) -> Iterator[tuple[Marco, Estacion, TallerDeCorriente, Fallos]]:
    """Nothing is painted or laid out, and what waits for a key waits less. `quien`: who logged in; "" when nobody did.

    Where the rows of a form stand decides nothing, and was a fifth of a stream of captura: the same seeds end alike.
    """
    antes, Sostenida.ms = Sostenida.ms, SOSTENER_MS
    acomoda, Formulario._colocar = Formulario._colocar, _sin_acomodar  # type: ignore[method-assign,assignment]
    fallos, taller, tema = Fallos(carpeta / "informes", "0.0.0"), TallerDeCorriente(), Tema(aplicacion)
    fallos.instalar()
    with (
        socket.socket() as enchufe,
        Spool.abrir(carpeta / "spool.db", ejemplos.PROCESO, nombre) as spool,
    ):
        enchufe.bind(("127.0.0.1", 0))  # kept taken, so that nobody listens there
        dsn = f"host=127.0.0.1 port={enchufe.getsockname()[1]} user=nadie dbname=prep"
        with NodoCliente(dsn) as nodo:
            spool.copiar("operadores", _operadores_a_texto(tuple(map(conocido, PERSONAS))))
            estacion = Estacion(spool, nodo, ESTACIONES[nombre], ejemplos.catalogo())
            estacion.entregar_aparte()
            sonidos = Sonidos(mudo=True)
            marco = Marco(estacion, taller, tema, fallos, (puerta,), version="0.0.0", sonidos=sonidos)
            sin_esperas(marco.presencia)
            marco.setUpdatesEnabled(False)
            marco.resize(1366, 768)
            marco.show()
            marco.activateWindow()
            if quien:
                marco._entro(sesion(quien, estacion))
            try:
                yield marco, estacion, taller, fallos
            finally:
                marco.close()
                taller.cerrar()
                delete(marco)  # as the program does: none of its clocks goes on
                fallos.retirar()
                Sostenida.ms = antes
                Formulario._colocar = acomoda  # type: ignore[method-assign]


def _sin_acomodar(_: Formulario) -> None:
    """Its rows stay where they are."""


def sin_esperas(presencia: Presencia) -> None:
    """The pace of a reader is told by the times of its keys; these clocks are only for who looks at the screen."""
    lector = presencia._lector
    for reloj in (lector._espera, lector._fin):
        reloj.setInterval(0)

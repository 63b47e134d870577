"""The board is read again when something changes, once for all that came together, and says when it cannot."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from central.nodo.cluster import ADMIN
from central.tablero.oyente import Oyente
from central.tablero.tablero import Tablero
from prep.domain.hechos.hechos import Acopio
from prep.store import canales
from tests.central.conftest import Mando, clave, puesto_de
from tests.espera import ocupada

ESPERA_S = 20.0
UN_DIA = 86_400.0  # no reading without a notice


class Oido:
    """What the listener said, and a wait for what it will."""

    def __init__(self) -> None:
        self.leidos: list[Tablero] = []
        self.perdidas: list[str] = []
        self._cambio = threading.Condition()

    def leer(self, tablero: Tablero) -> None:
        with self._cambio:
            self.leidos.append(tablero)
            self._cambio.notify_all()

    def perder(self, motivo: str) -> None:
        with self._cambio:
            self.perdidas.append(motivo)
            self._cambio.notify_all()

    def hasta(self, cierto: Callable[[], bool]) -> None:
        with self._cambio:
            assert self._cambio.wait_for(cierto, ocupada(ESPERA_S)), "no llegó a tiempo"


@contextmanager
def oyendo(mando: Mando, sondeo_s: float = UN_DIA) -> Iterator[Oido]:
    with puesto_de(mando) as puesto:
        oido = Oido()
        oyente = Oyente(puesto, oido.leer, oido.perder, sondeo_s=sondeo_s)
        oyente.start()
        try:
            oido.hasta(lambda: bool(oido.leidos))
            yield oido
        finally:
            oyente.parar()


def test_un_hecho_procesado_se_ve_sin_que_nadie_pregunte(mando: Mando) -> None:
    with oyendo(mando) as oido:
        assert oido.leidos[-1].ciudad.recibidas == 0
        mando.entregar(clave(1), Acopio("01", "D"))
        mando.procesar()
        oido.hasta(lambda: oido.leidos[-1].ciudad.recibidas == 1)


@pytest.mark.parametrize(
    "orden",
    [
        "INSERT INTO prep.alarma (codigo, acta, texto) VALUES ('CUARENTENA', '', 'x')",
        "UPDATE prep.alarma SET atendida = clock_timestamp()",
        "INSERT INTO prep.corte (numero, momento, ultimo, carpeta, manifiesto, sha256)"
        " VALUES (1, clock_timestamp(), false, '', '', '')",
    ],
)
def test_tambien_las_alarmas_y_los_cortes_avisan(mando: Mando, orden: str) -> None:
    with oyendo(mando) as oido:
        mando.filas(orden)
        oido.hasta(lambda: len(oido.leidos) == 2)


def test_sin_avisos_se_mira_de_vez_en_cuando(mando: Mando) -> None:
    with oyendo(mando, sondeo_s=0.2) as oido:
        oido.hasta(lambda: len(oido.leidos) >= 3)


def test_si_la_base_se_va_lo_dice_y_cuando_vuelve_sigue(mando: Mando) -> None:
    base = mando.nodo.base
    with oyendo(mando) as oido:
        with mando.nodo.conectar(ADMIN) as admin:
            admin.execute(f"ALTER DATABASE {base} CONNECTION LIMIT 0")
            try:
                admin.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE datname = current_database() AND pid <> pg_backend_pid() AND usename = 'prep_centro'"
                )
                oido.hasta(lambda: len(oido.perdidas) >= 2)
                antes = len(oido.leidos)
            finally:
                admin.execute(f"ALTER DATABASE {base} CONNECTION LIMIT -1")
        oido.hasta(lambda: len(oido.leidos) > antes)


def test_sin_nadie_que_espere_no_se_avisa_a_nadie(mando: Mando) -> None:
    """The nodes' connections listen to something else, and would all wake."""
    alarma = "INSERT INTO prep.alarma (codigo, acta, texto) VALUES ('X', '', 'x')"
    with mando.nodo.conectar(ADMIN) as curioso:
        canales.escuchar(curioso, canales.TABLERO)
        mando.filas(alarma)
        assert list(curioso.notifies(timeout=0.2)) == []
        with oyendo(mando) as oido:
            mando.filas(alarma)
            oido.hasta(lambda: len(oido.leidos) == 2)
            assert len(list(curioso.notifies(timeout=5, stop_after=1))) == 1


def test_mientras_algo_tarda_en_cambiar_se_sigue_mirando(mando: Mando) -> None:
    """A cut writes the derived state in one long transaction."""
    with mando.nodo.conectar(ADMIN) as largo, largo.transaction():
        largo.execute("INSERT INTO prep.alarma (codigo, acta, texto) VALUES ('X', '', 'x')")
        with oyendo(mando) as oido:
            oido.hasta(lambda: len(oido.leidos) >= 2)

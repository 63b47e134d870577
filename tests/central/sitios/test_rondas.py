"""The centre's two rounds on bases alone: how long a failing node is left, and what reconciling brings, by parts."""

import hashlib
import logging
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

import pytest

from central.nodo.nombres import NombreNodo
from central.sitios import conciliar, supervisor
from central.sitios.conciliar import Conciliacion, _comparar
from central.sitios.supervisor import REINTENTO_S, Supervisor
from prep.domain.hechos.hechos import Acopio, Imagen, MotivoSinActa, SinActa
from tests.central.arbitro.escena import Escena
from tests.conftest import Nodo, copia
from tests.store.ejemplos import acta

NOMBRE = NombreNodo("01")
FALLA = "No se pudo suscribir al nodo CATD01: no contesta"
ALARMAS = "SELECT codigo, texto FROM prep.alarma ORDER BY n"


@pytest.fixture
def reloj(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    reloj = [1000.0]
    monkeypatch.setattr("central.sitios.supervisor.time.monotonic", lambda: reloj[0])
    return reloj


def test_al_que_falla_se_le_deja_cada_vez_mas_y_desde_la_tercera_se_avisa(
    base: Nodo, reloj: list[float], caplog: pytest.LogCaptureFixture
) -> None:
    vigia = Supervisor(base.cluster, threading.Event())
    esperas, avisos = [], []
    with base.conectar("prep_admin") as admin, caplog.at_level(logging.WARNING):
        for _ in range(8):
            assert not vigia._espera("CATD01")
            vigia._aplazar(admin, "CATD01", FALLA)
            inicio = reloj[0]
            while vigia._espera("CATD01"):
                reloj[0] += 0.5
            esperas.append(reloj[0] - inicio)
            avisos.append(len(base.dueno(ALARMAS)))
        assert not vigia._espera("CATD02")
    assert esperas == [1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 60.0, 60.0] and REINTENTO_S == (1.0, 60.0)
    assert avisos == [0, 0, *[1] * 6], "one alarm, while it is recent"
    assert base.dueno(ALARMAS) == [("REPLICA", FALLA)]
    assert caplog.messages == [FALLA] * 8


def test_una_alarma_de_hace_rato_se_repite(base: Nodo, reloj: list[float]) -> None:
    vigia = Supervisor(base.cluster, threading.Event())
    vigia._esperas["CATD01"] = (0.0, supervisor.ALARMA_S)
    with base.conectar("prep_admin") as admin:
        vigia._aplazar(admin, "CATD01", FALLA)
        base.dueno("UPDATE prep.alarma SET cuando = cuando - interval '6 minutes'")
        vigia._aplazar(admin, "CATD01", FALLA)
        vigia._aplazar(admin, "CATD01", FALLA)
    assert len(base.dueno(ALARMAS)) == 2


@dataclass
class Dos:
    """The centre and the node of CATD 01, as two bases of one server: the same people with the same keys."""

    centro: Escena
    nodo: Escena

    def conciliar(self) -> Conciliacion:
        centro, suyo = self.centro.base.conectar("prep_dueno"), self.nodo.base.conectar("prep_dueno")
        with centro, suyo, suyo.transaction():
            suyo.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            return _comparar(centro, suyo, NOMBRE)

    def cuantos(self, tabla: str) -> int:
        return int(self.centro.base.dueno(f"SELECT count(*) FROM prep.{tabla} WHERE nodo = 'CATD01'")[0][0])


@pytest.fixture
def dos(nodo: Nodo, monkeypatch: pytest.MonkeyPatch) -> Iterator[Dos]:
    monkeypatch.setattr(conciliar, "EN_CAMINO_S", 0.0)
    monkeypatch.setattr(conciliar, "TROZO", 2)
    with ExitStack() as pila:
        centro, suyo = (pila.enter_context(contextmanager(copia)(nodo)) for _ in range(2))
        del_centro = Escena(centro)
        suyo.dueno("UPDATE prep.proceso SET nodo = 'CATD01'")
        for operador, llave in del_centro.llaves.items():
            suyo.dueno("UPDATE prep.operador SET publica = %s WHERE operador = %s", llave.publica, operador)
        centro.dueno(
            "INSERT INTO prep.nodo (nodo, catd, generacion, estado, rol, apodo, servidor, puerto)"
            " VALUES ('CATD01', '01', 1, 'ACTIVO', %s, %s, '127.0.0.1', 1)",
            *(NOMBRE.suscriptor, NOMBRE.apodo),
        )
        yield Dos(del_centro, Escena(suyo, del_centro.llaves))


def test_lo_que_no_subio_se_trae_entero_por_partes(dos: Dos) -> None:
    for n in (1, 3, 5, 7):
        dos.nodo.hacer(1, acta(n).clave, Acopio("01", "D"))
    for n in (1, 3):
        contenido = f"imagen de {n}".encode()
        huella = hashlib.sha256(contenido).hexdigest()
        with dos.nodo.base.conectar("est-01-1") as estacion:
            estacion.execute("SELECT estacion_v1.entregar_imagen(%s, %s, %s)", (huella, acta(n).clave, contenido))
        dos.nodo.hacer(1, acta(n).clave, Imagen(huella, "ESCANER", "01"))
    traido = dos.conciliar()
    assert traido == Conciliacion("CATD01", 6, 6, 2, 0, 0) and not traido.entera
    assert (dos.cuantos("hecho"), dos.cuantos("imagen")) == (6, 2)
    consulta = "SELECT huella, acta, bytes, estacion FROM prep.imagen ORDER BY 1"
    assert dos.centro.base.dueno(consulta) == dos.nodo.base.dueno(consulta)
    otra_vez = dos.conciliar()
    assert otra_vez == Conciliacion("CATD01", 6, 0, 0, 0, 0) and otra_vez.entera


def test_lo_que_no_bajo_se_vuelve_a_mandar_y_lo_que_el_nodo_perdio_se_dice(dos: Dos) -> None:
    dos.nodo.hacer(1, acta(1).clave, Acopio("01", "D"))
    dos.nodo.hacer(1, acta(3).clave, Acopio("01", "D"))
    assert dos.conciliar().subidos == 2
    dado = dos.centro.hacer("centro", acta(5).clave, SinActa(MotivoSinActa.NO_INSTALADA))
    dos.centro.base.dueno("DELETE FROM prep.bajada")
    with dos.nodo.base.conectar("prep_admin") as admin:
        admin.execute("SET session_replication_role = replica")
        admin.execute("DELETE FROM prep.hecho WHERE acta = %s", (acta(3).clave,))
    hallado = dos.conciliar()
    assert hallado == Conciliacion("CATD01", 1, 0, 0, 3, 1) and not hallado.entera, "con sus dos mitades"
    assert ("CATD01", dado.hecho.id) in dos.centro.base.dueno("SELECT nodo, hecho FROM prep.bajada")
    assert dos.conciliar() == Conciliacion("CATD01", 1, 0, 0, 0, 1)

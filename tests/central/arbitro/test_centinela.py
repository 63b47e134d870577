"""Who is at a station is judged by the list as the centre signed it, and by nothing that the base alone says (P-4)."""

import threading
from collections.abc import Iterator
from uuid import UUID

import pytest

from central.arbitro.centinela import DOBLE, Centinela, Prenda, defecto
from central.arbitro.registrados import Registrados
from central.nodo.lista import publica_del_centro
from prep.net.identidad import nueva
from prep.net.prenda import mensaje
from prep.services.estacion.firma import FirmaDeSesion
from prep.services.estacion.prenda import abrir
from prep.services.nodo.cliente import NodoCliente
from prep.services.nodo.tipos import NodoRechaza
from tests.central.arbitro.escena import Escena
from tests.conftest import Nodo
from tests.store.ejemplos import PROCESO


@pytest.fixture
def escena(base: Nodo) -> Iterator[Escena]:
    """With a centinela that believes the centre's key alone."""
    abierta, parar = Escena(base), threading.Event()
    hilo = threading.Thread(
        target=Centinela(base.dsn("prep_arbitro"), parar, publica_del_centro(base.cluster.datos)).correr
    )
    hilo.start()
    yield abierta
    parar.set()
    hilo.join()


def probar(escena: Escena, firma: FirmaDeSesion) -> str:
    """ "" when it is believed, else why not."""
    with NodoCliente(escena.base.dsn(firma.estacion)) as nodo:
        try:
            abrir(nodo, firma)
        except NodoRechaza as negado:
            return negado.mensaje
        assert nodo.cerrar_sesion(firma.operador)
        return ""


def test_una_llave_puesta_en_la_base_no_abre_la_puerta(escena: Escena) -> None:
    ajena = FirmaDeSesion("op-01-1", "est-01-1", PROCESO, nueva())
    suya = FirmaDeSesion("op-01-1", "est-01-1", PROCESO, escena.llaves["op-01-1"])
    assert probar(escena, suya) == ""
    poner = "UPDATE prep.operador SET publica = %s WHERE operador = 'op-01-1'"
    escena.base.dueno(poner, ajena._llave.publica)
    assert "no es el que firmó el centro" in probar(escena, ajena)
    assert "no es el que firmó el centro" in probar(escena, suya)
    escena.base.dueno(poner, suya._llave.publica)
    assert probar(escena, suya) == ""


def test_en_una_estacion_a_la_que_le_pusieron_la_mesa_nadie_entra(escena: Escena) -> None:
    suya = FirmaDeSesion("op-01-1", "est-01-1", PROCESO, escena.llaves["op-01-1"])
    escena.base.dueno("UPDATE prep.estacion SET papeles = '{captura}' WHERE estacion = 'est-01-1'")
    assert "la estación est-01-1 no es el que firmó el centro" in probar(escena, suya)
    escena.base.firmar_lista()
    assert probar(escena, suya) == ""
    escena.base.dueno("UPDATE prep.estacion SET papeles = DEFAULT WHERE estacion = 'est-01-1'")
    assert "no es el que firmó el centro" in probar(escena, suya)


def test_sin_nada_que_juzgar_espera_sin_caerse(escena: Escena, caplog: pytest.LogCaptureFixture) -> None:
    suya = FirmaDeSesion("op-01-1", "est-01-1", PROCESO, escena.llaves["op-01-1"])
    assert [probar(escena, suya) for _ in range(3)] == [""] * 3
    assert "se detuvo" not in caplog.text


def test_sigue_tras_perder_la_base(escena: Escena) -> None:
    suya = FirmaDeSesion("op-01-1", "est-01-1", PROCESO, escena.llaves["op-01-1"])
    with escena.base.conectar("prep_admin") as admin:
        admin.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'prep centinela'"
        )
    assert probar(escena, suya) == ""


def test_quien_abre_en_dos_estaciones_entra_y_se_avisa(escena: Escena) -> None:
    una, otra = (FirmaDeSesion("op-01-1", e, PROCESO, escena.llaves["op-01-1"]) for e in ("est-01-3", "est-01-1"))
    with NodoCliente(escena.base.dsn(una.estacion)) as nodo:
        abrir(nodo, una)
        assert probar(escena, otra) == ""
    avisos = escena.base.dueno("SELECT codigo, texto FROM prep.alarma WHERE causa = 'op-01-1'")
    assert avisos == [(DOBLE, "op-01-1 abrió sesión en est-01-1 y sigue en est-01-3.")]


@pytest.mark.parametrize(
    ("operador", "dice"),
    [("op-02-1", "op-02-1 es del sitio 02 y la estación, de 01"), ("nadie", "la persona o la estación no está dada"),
     ("op-01-2", "la firma no es de esa persona"), ("op-01-1", "")],
)  # fmt: skip
def test_lo_que_llego_por_detras_de_la_puerta_se_juzga_igual(base: Nodo, operador: str, dice: str) -> None:
    """As a base altered by hand could hold it."""
    escena, reto = Escena(base), UUID(int=7)
    firma = escena.llaves["op-01-1" if operador == "op-01-1" else "op-02-1"].firmar(
        mensaje(PROCESO, "CENTRO", "est-01-1", operador, reto)
    )
    with base.conectar("prep_arbitro") as conexion:
        registrados = Registrados(conexion, PROCESO, publica_del_centro(base.cluster.datos))
        razon = defecto(registrados, Prenda("est-01-1", operador, reto, firma), PROCESO, "CENTRO")
    assert razon.startswith(dice) and bool(razon) == bool(dice)

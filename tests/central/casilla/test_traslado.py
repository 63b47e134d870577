"""A phone image that two people and the desk say is of another acta ends up captured under that one (R-04, R-05)."""

from collections.abc import Iterator

import pytest

from central.casilla.traslado import trasladar
from central.marco.conexion import NodoAbierto
from prep.domain.hechos.hechos import AccionDeMesa, Acopio, Captura, Dictamen, Fuente, Imagen
from prep.store.conexion import motor
from tests.central.arbitro.escena import CAMPOS, Escena
from tests.central.casilla.envios import CUENTA
from tests.conftest import Nodo
from tests.store.ejemplos import acta

UNA, OTRA = acta(1).clave, acta(3).clave
HUELLAS = {UNA: "ab" * 32, OTRA: "cd" * 32}
CASILLA = Fuente.CASILLA


@pytest.fixture
def escena(base: Nodo) -> Iterator[Escena]:
    base.dueno("INSERT INTO prep.cae (acta, cuenta) SELECT clave, %s FROM prep.acta", CUENTA)
    yield Escena(base)


def llega(escena: Escena, clave: str) -> None:
    escena.hacer("centro", clave, Imagen(HUELLAS[clave], "MOVIL", "CCV", CUENTA), CASILLA)
    escena.correr()


def identificar(escena: Escena, clave: str, destino: str) -> None:
    """Two people read `destino` on what came as `clave`, and the desk agrees."""
    leida = Captura(1, HUELLAS[clave], (1,) * CAMPOS, "ACTA PREP", destino)
    vistas = tuple(escena.hacer(n, clave, leida, CASILLA).hecho.id for n in ("ccv-2", "ccv-3"))
    escena.correr()
    assert escena.abiertos(clave) == [("MESA", 0, 1)]
    escena.hacer("ccv-1", clave, Dictamen(AccionDeMesa.IDENTIFICA, 1, vistas, "dice otra", destino=destino), CASILLA)
    escena.correr()


def pasar(escena: Escena) -> int:
    maquina = motor(escena.base.dsn("prep_centro"))
    try:
        hechas = trasladar(NodoAbierto(escena.base.cluster.datos, maquina), escena.llaves["centro"])
    finally:
        maquina.dispose()
    escena.correr()
    return hechas


def capturar(escena: Escena, clave: str, huella: str, ronda: int) -> None:
    for n in ("ccv-2", "ccv-3"):
        escena.hacer(n, clave, Captura(ronda, huella, (1,) * CAMPOS, "ACTA PREP", clave), CASILLA)
    escena.correr()


def test_pasa_una_vez_a_la_que_es_y_ahi_se_captura_en_el_ccv(escena: Escena) -> None:
    llega(escena, UNA)
    identificar(escena, UNA, OTRA)
    assert escena.etapa(UNA) == "TRASLADADA"
    assert [pasar(escena), pasar(escena)] == [1, 0]
    assert escena.base.dueno("SELECT etapa, fuente, custodia FROM prep.acta_estado WHERE acta = %s", OTRA) == [
        ("DIGITALIZADA", "CASILLA", "CCV")
    ]
    capturar(escena, OTRA, HUELLAS[UNA], 1)
    assert escena.etapa(OTRA) == "VERIFICADA"
    tiempos = escena.base.dueno("SELECT momento, desfase_ms FROM prep.hecho WHERE tipo = 'IMAGEN'")
    assert len(tiempos) == 2 and tiempos[0] == tiempos[1], "es la misma digitalización"
    assert escena.base.dueno("SELECT count(*) FROM prep.cuarentena") == [(0,)]


def test_dos_que_el_cae_cruzo_terminan_cada_una_en_la_suya(escena: Escena) -> None:
    for clave in (UNA, OTRA):
        llega(escena, clave)
    identificar(escena, UNA, OTRA)
    identificar(escena, OTRA, UNA)
    assert pasar(escena) == 2
    for clave, huella in ((UNA, HUELLAS[OTRA]), (OTRA, HUELLAS[UNA])):
        capturar(escena, clave, huella, 2)
        assert escena.etapa(clave) == "VERIFICADA"
    assert pasar(escena) == 0


@pytest.mark.parametrize("por_que", ["otro CAE", "acopio anterior"])
def test_la_que_no_procede_en_su_acta_se_queda_y_alarma_una_vez(escena: Escena, por_que: str) -> None:
    if por_que == "otro CAE":
        escena.base.dueno("UPDATE prep.cae SET cuenta = 'cae-8' WHERE acta = %s", OTRA)
    else:
        escena.hacer(1, OTRA, Acopio("01", "D"))
    llega(escena, UNA)
    identificar(escena, UNA, OTRA)
    assert [pasar(escena), pasar(escena)] == [0, 0]
    ((texto,),) = escena.base.dueno("SELECT texto FROM prep.alarma WHERE codigo = 'CASILLA_APARTADA'")
    assert OTRA in texto and "INE/CCOE014/2018" in texto
    assert escena.base.dueno("SELECT count(*) FROM prep.hecho WHERE tipo = 'IMAGEN'") == [(1,)]


def test_nada_que_trasladar_no_hace_nada(escena: Escena) -> None:
    llega(escena, UNA)
    assert pasar(escena) == 0

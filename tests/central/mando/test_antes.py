"""What forbids the counting of zeros besides the tables: an alarm that nobody saw to, a node that is off (R-31)."""

from collections.abc import Iterator

import pytest

from central.mando.ordenes import Ordenes
from tests.central.conftest import Mando, puesto_de
from tests.central.mando.test_fase import acta, vividas
from tests.dos_personas import CARMEN, sesion_de
from tests.store import ejemplos

ALARMAR = "INSERT INTO prep.alarma (codigo, acta, texto) VALUES (%s, '', %s)"
DEJADO = "SELECT texto FROM prep.alarma WHERE codigo = 'ALARMA_ATENDIDA' AND atendida IS NOT NULL"
EL_NODO = (
    "INSERT INTO prep.nodo (nodo, catd, generacion, estado, rol, apodo, servidor, puerto, latido)"
    " VALUES (%s, %s, 1, %s, 'sub_' || %s, %s, %s, 5480, clock_timestamp() - make_interval(secs => %s))"
)


@pytest.fixture
def nodos(mando: Mando) -> Iterator[Mando]:
    yield mando
    mando.filas("DELETE FROM prep.nodo")


def poner(mando: Mando, catd: str, callado: float, servidor: str = "10.0.0.7", estado: str = "ACTIVO") -> None:
    nodo, apodo = f"CATD{catd}", f"catd{catd}"
    mando.filas(EL_NODO, nodo, catd, estado, apodo, apodo, servidor, callado)


def test_una_alarma_sin_atender_lo_prohibe_y_atendida_no(mando: Mando, capsys: pytest.CaptureFixture[str]) -> None:
    mando.filas(ALARMAR, "NODO_CADENA", "El nodo CATD01 volvió atrás.")
    assert mando.de_dos("fase", "ceros") == 3
    dicho = capsys.readouterr().err
    assert "Atiéndalas en la sala" in dicho and "alarma NODO_CADENA: El nodo CATD01 volvió atrás." in dicho
    with puesto_de(mando) as puesto:
        ordenes = Ordenes(puesto, sesion_de(CARMEN, ejemplos.PROCESO))
        assert ordenes.atender(1, "era de la práctica de ayer") and not ordenes.atender(1, "otra vez")
    assert mando.filas("SELECT count(*) FROM prep.hecho") == [(0,)], "antes de ceros no hay ningún hecho"
    ((dejado,),) = mando.filas(
        "SELECT texto FROM prep.alarma WHERE codigo = 'ALARMA_ATENDIDA' AND atendida IS NOT NULL"
    )
    assert "era de la práctica de ayer" in str(dejado) and str(dejado).endswith(f" — {CARMEN}")
    assert mando.de_dos("fase", "ceros") == 0
    assert "ALARMA_ATENDIDA 1, NODO_CADENA 1." in acta(mando, "ceros").texto


def test_la_de_un_nodo_que_ya_esta_bien_no_espera_a_nadie(nodos: Mando) -> None:
    nodos.filas(ALARMAR, "NODO_AUSENTE", "El nodo CATD01 lleva un minuto sin dar señal.")
    nodos.filas(ALARMAR, "REPLICA", "No se pudo suscribir.")
    poner(nodos, "01", callado=1)
    assert nodos.de_dos("fase", "ceros") == 0
    assert "NODO_AUSENTE 1, REPLICA 1." in acta(nodos, "ceros").texto


def test_con_un_nodo_apagado_o_que_no_se_ha_unido_no_se_entra(nodos: Mando, capsys: pytest.CaptureFixture[str]) -> None:
    poner(nodos, "01", callado=1)
    poner(nodos, "02", callado=30)
    poner(nodos, "03", callado=0, servidor="")
    poner(nodos, "04", callado=3600, estado="CERCADO")
    assert nodos.de_dos("fase", "ceros") == 3
    dicho = capsys.readouterr().err
    assert "CATD02: está apagado o sin enlace." in dicho and "CATD03: todavía no se ha unido." in dicho
    assert "CATD01" not in dicho and "CATD04" not in dicho
    assert vividas(nodos) == []
    nodos.filas("UPDATE prep.nodo SET latido = clock_timestamp(), servidor = '10.0.0.8'")
    assert nodos.de_dos("fase", "ceros") == 0
    assert "no hubo alarmas" in acta(nodos, "ceros").texto

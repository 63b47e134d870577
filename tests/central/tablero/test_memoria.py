"""What the room remembers: a row a minute, once, for three days, read at once; and how fast the night goes by it."""

import json
import threading
import time
from datetime import timedelta

import pytest

from central.nodo.roles import ARBITRO
from central.tablero import memoria
from central.tablero.memoria import COLUMNAS, Minutero
from prep.domain.hechos.hechos import Acopio
from prep.domain.vida.estado import Etapa
from tests.central.conftest import Mando, clave, puesto_de
from tests.store import ejemplos

DIA = timedelta(days=1)
LLENAR = (
    f"INSERT INTO prep.minuto (momento, centro, {COLUMNAS}) SELECT now() - make_interval(mins => m), 'C' || c,"
    f" {', '.join('m' for _ in Etapa)} FROM generate_series(1, 1439) m, generate_series(1, 34) c"
)


ABRIR = (
    "INSERT INTO prep.hecho (id, proceso, tipo, acta, fuente, operador, estacion, momento, desfase_ms, cuerpo, firma,"
    " nodo, sec) SELECT gen_random_uuid(), proceso, 'FASE', '', 'CENTRO', 'centro', 'x',"
    ' now() - make_interval(mins => %s), 0, \'{"cuentas": [], "fase": "abrir"}\', \'\', nodo, 900'
    " FROM prep.proceso RETURNING id"
)


@pytest.fixture(autouse=True)
def abierta(request: pytest.FixtureRequest, mando: Mando) -> None:
    """The phase in which something can be counted, verified; but where a test declares it by itself."""
    if "antes_de_abrir" not in request.node.name:
        abrir(mando)


def abrir(mando: Mando, hace_min: int = 0) -> None:
    ((hecho,),) = mando.filas(ABRIR, hace_min)
    mando.filas("DELETE FROM prep.cola WHERE hecho = %s", hecho)
    mando.filas("INSERT INTO prep.cadena (n, hecho, version, eslabon) VALUES (9000, %s, 1, '')", hecho)


def test_antes_de_abrir_no_se_anota_nada(mando: Mando) -> None:
    """Ceros is entered with every table at zero: a centre that ran for a minute before it could never enter it."""
    anotar(mando)
    assert mando.filas("SELECT FROM prep.minuto") == []
    abrir(mando)
    anotar(mando)
    assert mando.filas("SELECT FROM prep.minuto") != []


def anotar(mando: Mando) -> None:
    with mando.nodo.conectar(ARBITRO) as conn:
        memoria.anotar(conn)


def atrasar(mando: Mando, minutos: int) -> None:
    mando.filas("UPDATE prep.minuto SET momento = momento - make_interval(mins => %s)", minutos)


def test_anota_una_vez_por_minuto_lo_que_hay_y_olvida_lo_viejo(mando: Mando) -> None:
    anotar(mando)
    atrasar(mando, 4_321)
    mando.entregar(clave(1), Acopio("01", "D"))
    mando.procesar()
    anotar(mando)
    anotar(mando)
    ((total,),) = mando.filas("SELECT count(*) FROM prep.acta WHERE catalogada")
    with puesto_de(mando) as puesto, puesto.mirar() as conn:
        leidos = memoria.leer(conn, 4 * DIA)
    momentos = sorted({m.momento for m in leidos})
    assert momentos[-1] - momentos[0] < DIA, "de lo de hace tres días no queda"
    assert len(momentos) <= 2, "uno por minuto"  # 2: a minute ended meanwhile
    ultimos = {m.centro: m.conteo for m in leidos}
    assert sum(sum(c.values()) for c in ultimos.values()) == total
    assert sum(c["ACOPIADA"] for c in ultimos.values()) == 1


def test_el_minutero_anota_al_empezar_y_se_detiene(mando: Mando) -> None:
    parar = threading.Event()
    hilo = threading.Thread(target=Minutero(mando.nodo.dsn(ARBITRO), parar).correr)
    hilo.start()
    limite = time.monotonic() + 20
    while not mando.filas("SELECT FROM prep.minuto") and time.monotonic() < limite:
        time.sleep(0.05)
    parar.set()
    hilo.join(20)
    assert mando.filas("SELECT FROM prep.minuto") and not hilo.is_alive()


def test_un_dia_de_34_centros_se_lee_pronto(mando: Mando) -> None:
    mando.filas(LLENAR)
    with puesto_de(mando) as puesto, puesto.mirar() as conn:
        inicio = time.process_time()
        assert len(memoria.leer(conn, DIA)) == 1_439 * 34
        assert time.process_time() - inicio < 0.5, "son 200 ms con la máquina libre"  # of this process, not of others


def test_dice_lo_que_cambio_y_calla_lo_que_no_recuerda(mando: Mando, capsys: pytest.CaptureFixture[str]) -> None:
    def dicho() -> dict[str, dict[str, object]]:
        capsys.readouterr()
        assert mando.correr("ritmo", "--json") == 0
        leido: dict[str, dict[str, object]] = json.loads(capsys.readouterr().out)
        return leido

    anotar(mando)
    assert dicho()["ciudad"]["recibidas_15"] is None
    atrasar(mando, 15)
    for seccion in (1, 3):
        mando.entregar(clave(seccion), Acopio(ejemplos.acta(seccion).centro, "D"))
    mando.procesar()
    ciudad = dicho()["ciudad"]
    assert (ciudad["recibidas"], ciudad["recibidas_15"], ciudad["verificadas_15"]) == (2, 2, 0)
    assert (ciudad["por_hora"], ciudad["por_hora_antes"]) == (0, None)
    assert mando.correr("ritmo") == 0
    assert "hace 1 h" in (pagina := capsys.readouterr().out) and "—" in pagina

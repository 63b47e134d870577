"""Whatever a fact is, the árbitro sets it aside and goes on with the others; what is of the base is no fact's fault."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest

from central.arbitro import proceso
from central.arbitro.proceso import correr
from central.arbitro.reconstruir import reconstruir
from central.arbitro.tropiezos import anotar, es_del_lugar, por_mitades
from central.nodo.cluster import ADMIN
from prep.domain.hechos.hechos import Acopio
from tests.central.arbitro.escena import Escena
from tests.conftest import Nodo
from tests.espera import hasta
from tests.store.ejemplos import PROCESO, acta

UNA, OTRA, TERCERA = (acta(n).clave for n in (1, 3, 5))
METER = """
INSERT INTO prep.hecho (id, proceso, tipo, acta, fuente, operador, estacion, nodo, sec, momento, desfase_ms, cuerpo,
                        firma)
SELECT gen_random_uuid(), %(proceso)s, m.tipo, %(acta)s, 'CATD', 'op-01-1', 'est-01-1', 'CENTRO',
       1000 + row_number() over (), m.momento::timestamptz, 0, m.cuerpo, decode(repeat('00', 64), 'hex') FROM (VALUES
    ('ACOPIO', 'infinity', '{}'), ('ACOPIO', '20000-01-01', '{}'), ('ACOPIO', '0044-03-15 BC', '{}'),
    ('IMAGEN', '2024-06-03', 'no es JSON'), ('ACOPIO', '2024-06-03', '{"mecanismo":"\\u0000","sitio":"\\ud800"}'),
    ('NADA', '2024-06-03', '{}'), ('ACOPIO', '2024-06-03', repeat('[', 70000))) m(tipo, momento, cuerpo)
"""


@pytest.fixture
def escena(base: Nodo) -> Iterator[Escena]:
    yield Escena(base)


def verificada(escena: Escena, clave: str) -> None:
    huella = escena.digitalizada(clave)
    escena.captura(2, clave, huella)
    escena.captura(3, clave, huella)


def como_superusuario(escena: Escena, consulta: str, *valores: object) -> None:
    """Round the triggers that keep facts as they were written."""
    with escena.base.conectar(ADMIN) as conn:
        conn.execute("SET session_replication_role = replica")
        conn.execute(consulta, valores)


def alarmas(escena: Escena, codigo: str) -> list[str]:
    return [a for (a,) in escena.base.dueno("SELECT acta FROM prep.alarma WHERE codigo = %s ORDER BY n", codigo)]


@pytest.mark.parametrize("clave", [UNA, "FC-GUB-001-0006-B01-00-A02-²", ""])
def test_lo_que_entro_por_detras_se_aparta_solo_y_lo_demas_sigue(escena: Escena, clave: str) -> None:
    """As an older version, or an administrator, could have left it: straight in the table."""
    verificada(escena, UNA)
    with escena.base.conectar(ADMIN) as conn:
        conn.execute(METER, {"proceso": PROCESO, "acta": clave})
    verificada(escena, OTRA)
    escena.correr()
    assert (escena.etapa(UNA), escena.etapa(OTRA)) == ("VERIFICADA", "VERIFICADA")
    assert escena.base.dueno("SELECT count(*) FROM prep.cuarentena") == [(7,)]
    assert escena.base.dueno("SELECT veces FROM prep.alarma WHERE codigo = 'CUARENTENA'") == [(7,)]
    assert escena.base.dueno("SELECT count(*) FROM prep.cola") == [(0,)]
    with escena.arbitro() as (conexion, contexto):
        assert reconstruir(conexion, contexto, firmas=True).diferencias == []


@pytest.mark.parametrize("dano", ["cuerpo = 'x'", "momento = 'infinity'"])
def test_un_acta_que_no_se_puede_plegar_se_marca_una_vez_y_su_siguiente_hecho_la_intenta(
    escena: Escena, dano: str
) -> None:
    """A fact taken in before can no longer be read: what there was of its acta stays, the others go on."""
    acopio = escena.hacer(1, UNA, Acopio("01", "D"))
    escena.correr()
    ((cuerpo,),) = escena.base.dueno("SELECT cuerpo FROM prep.hecho WHERE id = %s", acopio.hecho.id)
    como_superusuario(escena, f"UPDATE prep.hecho SET {dano} WHERE id = %s", acopio.hecho.id)
    for _ in range(2):
        escena.hacer(1, UNA, Acopio("01", "F"))
        verificada(escena, OTRA if _ else TERCERA)
        escena.correr()
    assert [escena.etapa(a) for a in (UNA, OTRA, TERCERA)] == ["ACOPIADA", "VERIFICADA", "VERIFICADA"]
    assert escena.base.dueno("SELECT acta FROM prep.detenida") == [(UNA,)]
    assert alarmas(escena, "ACTA_DETENIDA") == [UNA]
    assert escena.base.dueno("SELECT count(*) FROM prep.cuarentena") == [(0,)]
    with escena.arbitro() as (conexion, contexto):
        hallado = reconstruir(conexion, contexto)
    assert hallado.actas == 2 and hallado.diferencias == [f"{UNA}: sus hechos no se pueden plegar (HechoInvalido)"]
    como_superusuario(
        escena, "UPDATE prep.hecho SET cuerpo = %s, momento = %s WHERE id = %s", cuerpo, acopio.hecho.momento,
        acopio.hecho.id,
    )  # fmt: skip
    escena.hacer(1, UNA, Acopio("01", "I"))
    escena.correr()
    assert escena.base.dueno("SELECT count(*) FROM prep.detenida") == [(0,)]
    with escena.arbitro() as (conexion, contexto):
        assert reconstruir(conexion, contexto, firmas=True).diferencias == []


def test_lo_que_es_de_la_base_no_se_le_achaca_a_ningun_hecho(escena: Escena) -> None:
    escena.hacer(1, UNA, Acopio("01", "D"))
    escena.base.dueno("REVOKE INSERT ON prep.cadena FROM prep_arbitro")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        escena.correr()
    escena.base.dueno("GRANT INSERT ON prep.cadena TO prep_arbitro")
    assert escena.base.dueno("SELECT count(*) FROM prep.cuarentena") == [(0,)]
    escena.correr()
    assert escena.etapa(UNA) == "ACOPIADA"


def test_lo_que_es_de_la_base_tampoco_se_le_achaca_al_que_ya_fallaba_solo(escena: Escena) -> None:
    """Its acta cannot be written, and just then the base lets nobody mark it: it waits in the queue."""
    escena.hacer(1, UNA, Acopio("01", "D"))
    escena.base.dueno(
        "CREATE FUNCTION prep.no_cabe() RETURNS trigger LANGUAGE plpgsql AS"
        " $$BEGIN RAISE EXCEPTION 'no cabe' USING ERRCODE = 'program_limit_exceeded'; END$$"
    )
    escena.base.dueno(
        "CREATE TRIGGER no_cabe BEFORE INSERT ON prep.acta_estado FOR EACH ROW EXECUTE FUNCTION prep.no_cabe()"
    )
    escena.base.dueno("REVOKE INSERT ON prep.detenida FROM prep_arbitro")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        escena.correr()
    assert escena.base.dueno("SELECT count(*) FROM prep.cuarentena") == [(0,)]
    escena.base.dueno("GRANT INSERT ON prep.detenida TO prep_arbitro")
    escena.correr()
    assert escena.base.dueno("SELECT acta, razon FROM prep.detenida") == [(UNA, "ProgramLimitExceeded")]
    assert escena.base.dueno("SELECT count(*) FROM prep.cuarentena") == [(0,)]


@contextmanager
def corriendo(base: Nodo) -> Iterator[threading.Thread]:
    parar = threading.Event()
    hilo = threading.Thread(target=correr, args=(base.dsn("prep_arbitro"), parar))
    hilo.start()
    try:
        yield hilo
    finally:
        parar.set()
        hilo.join(20)


def test_el_arbitro_que_se_detiene_avisa_una_vez_espera_cada_vez_mas_y_vuelve(
    escena: Escena, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(proceso, "RECAIDA_S", (0.1, 60.0))
    escena.base.dueno("REVOKE INSERT ON prep.cadena FROM prep_arbitro")
    with corriendo(escena.base) as hilo, caplog.at_level(logging.ERROR):
        escena.hacer(1, UNA, Acopio("01", "D"))
        hasta(lambda: len(caplog.records) >= 4)
        escena.base.dueno("GRANT INSERT ON prep.cadena TO prep_arbitro")
        hasta(lambda: escena.base.dueno("SELECT etapa FROM prep.acta_estado") == [("ACOPIADA",)])
        assert hilo.is_alive()
    assert alarmas(escena, "ARBITRO_DETENIDO") == [""]
    pausas = [r.getMessage().partition(" en ")[2].partition(" s")[0] for r in caplog.records]
    assert pausas[:4] == ["0", "0", "0", "1"]  # 0.1, 0.2, 0.4, 0.8
    assert "lote.py" in caplog.text and "permission" not in caplog.text  # where it was, never what it said


def test_un_acta_marcada_se_intenta_al_arrancar(escena: Escena) -> None:
    escena.hacer(1, UNA, Acopio("01", "D"))
    escena.correr()
    escena.base.dueno("INSERT INTO prep.detenida (acta, razon) VALUES (%s, 'OverflowError')", UNA)
    with corriendo(escena.base):
        hasta(lambda: escena.base.dueno("SELECT count(*) FROM prep.detenida") == [(0,)])


def test_de_un_error_se_anota_donde_fue_y_su_clase_y_nunca_lo_que_dice(caplog: pytest.LogCaptureFixture) -> None:
    cifras = "123 votos"
    try:
        raise OverflowError(cifras)
    except OverflowError as error:
        anotar("No se pudo", error)
    (anotado,) = caplog.messages
    assert anotado.startswith("No se pudo: OverflowError\n") and "test_tropiezos.py" in anotado
    assert cifras not in anotado


@pytest.mark.parametrize("malas", [set(), {0}, {7}, {3, 4}, set(range(8))])
def test_por_mitades_se_hace_todo_en_orden_menos_lo_malo(malas: set[int]) -> None:
    hechas: list[int] = []
    apartadas: list[int] = []

    def hacer(unas: object) -> None:
        assert isinstance(unas, range)
        if malas & set(unas):
            raise ValueError
        hechas.extend(unas)

    por_mitades(range(8), hacer, lambda una, error: apartadas.append(una))
    assert hechas == [n for n in range(8) if n not in malas] and apartadas == sorted(malas)


def test_que_es_del_lugar_y_que_de_lo_que_se_hace() -> None:
    errores = psycopg.errors
    lugar = [errores.AdminShutdown(), errores.DiskFull(), errores.UndefinedTable(), MemoryError(), OSError()]
    cosas = [errores.UniqueViolation(), errores.ProgramLimitExceeded(), errores.StatementTooComplex(),
             errores.InvalidTextRepresentation(), psycopg.DataError(), OverflowError(), RecursionError()]  # fmt: skip
    assert all(map(es_del_lugar, lugar)) and not any(map(es_del_lugar, cosas))

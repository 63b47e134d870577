"""Delivering a fact: once, stamped, refused with a reason, and never changed afterwards."""

from dataclasses import replace
from typing import Any

import psycopg
import pytest

from prep.domain.hechos.hechos import AccionDeMesa, Acopio, Cierre, Dictamen, Fuente, Imagen, Incidencia
from tests.conftest import Nodo
from tests.store.ejemplos import AHORA, acta, captura, hecho
from tests.store.entregas import a_la_vez, argumentos, dar_trabajo, entregar, uno, verificar

UNA = acta(1).clave
OTRA = acta(3).clave
ACOPIO = Acopio("01", "D")


def test_un_hecho_nuevo_se_guarda_con_su_estacion_nodo_y_microsegundos(base: Nodo) -> None:
    nuevo = hecho(UNA, ACOPIO)
    with base.conectar("est-01-1") as conn:
        assert entregar(conn, nuevo) == "nuevo"
    consulta = "SELECT id, estacion, nodo, sec, momento, ronda FROM prep.hecho"
    assert base.dueno(consulta) == [(nuevo.id, "est-01-1", "CENTRO", 1, AHORA, None)]
    assert base.dueno("SELECT hecho, acta FROM prep.cola") == [(nuevo.id, UNA)]


def test_el_mismo_hecho_dos_veces_tiene_un_solo_efecto(base: Nodo) -> None:
    nuevo = hecho(UNA, ACOPIO)
    with base.conectar("est-01-1") as conn:
        assert [entregar(conn, nuevo) for _ in range(3)] == ["nuevo", "ya estaba", "ya estaba"]
    assert base.dueno("SELECT count(*) FROM prep.cola") == [(1,)]
    assert base.dueno("SELECT count(*) FROM prep.alarma") == [(0,)]


def test_el_mismo_id_con_otro_contenido_se_aparta_y_alarma_una_vez(base: Nodo) -> None:
    nuevo = hecho(UNA, ACOPIO)
    with base.conectar("est-01-1") as conn:
        entregar(conn, nuevo)
        for distinto in (
            replace(nuevo, cuerpo=Acopio("02", "D")),
            replace(nuevo, desfase_ms=1),
            replace(nuevo, acta=OTRA),
        ):
            assert entregar(conn, distinto) == "conflicto"
            assert entregar(conn, distinto) == "conflicto"
        assert entregar(conn, nuevo, firma=b"g" * 64) == "conflicto"
    verificar(base)
    with base.conectar("est-01-2") as conn:
        assert entregar(conn, nuevo) == "conflicto"  # another station's, and who holds the id was verified
    assert base.dueno("SELECT count(*), count(DISTINCT id) FROM prep.hecho") == [(1, 1)]
    assert base.dueno("SELECT resultado, count(*) FROM prep.entrega_rara GROUP BY 1") == [("conflicto", 4)]
    alarmas = base.dueno("SELECT codigo, causa, veces, acta FROM prep.alarma ORDER BY causa")
    assert alarmas == [("ENTREGA_CONFLICTO", "est-01-1", 3, UNA), ("ENTREGA_CONFLICTO", "est-01-2", 1, UNA)]


def test_una_segunda_captura_de_la_misma_persona_se_guarda_para_que_la_juzgue_el_plegado(base: Nodo) -> None:
    with base.conectar("est-01-1") as conn:
        for otra in (captura(1), captura(1, 5, 5)):
            assert entregar(conn, hecho(UNA, otra)) == "nuevo"
    assert base.dueno("SELECT count(*) FROM prep.hecho") == [(2,)]
    assert base.dueno("SELECT count(*) FROM prep.alarma") == [(0,)]


def test_los_mismos_hechos_por_muchas_conexiones_se_guardan_una_vez(base: Nodo) -> None:
    hechos = [hecho(clave, ACOPIO, despues_s=n) for n in range(10) for clave in (UNA, OTRA)]

    def entregar_todos(hilo: int) -> list[str]:
        with base.conectar("est-01-1") as conn:
            return [entregar(conn, h) for h in (hechos if hilo % 2 else reversed(hechos))]

    respuestas = [r for lote in a_la_vez(4, entregar_todos) for r in lote]
    assert respuestas.count("nuevo") == len(hechos) and respuestas.count("ya estaba") == 3 * len(hechos)
    filas = base.dueno("SELECT acta, array_agg(sec ORDER BY sec) FROM prep.hecho GROUP BY 1 ORDER BY 1")
    assert filas == [(clave, list(range(1, 11))) for clave in sorted((UNA, OTRA))]


@pytest.mark.parametrize("sec", [-5, 2**31 - 2, 2**31 - 1, 2**63 - 1])
def test_un_numero_de_orden_que_el_administrador_puso_no_detiene_su_acta(base: Nodo, sec: int) -> None:
    """Nothing can be one more than 2^63 - 1; and one more than 2^31 - 1 no centre would take."""
    with base.conectar("prep_admin") as admin:
        admin.execute(
            "INSERT INTO prep.hecho SELECT gen_random_uuid(), proceso, 'ACOPIO', %s, 'CATD', 'op-01-1', 'est-01-1',"
            " nodo, %s, NULL, now(), 0, '{}', %s, now(), '' FROM prep.proceso",
            (UNA, sec, b"x" * 64),
        )
    with base.conectar("est-01-1") as conn:
        assert [entregar(conn, hecho(UNA, captura(n))) for n in (1, 2)] == ["nuevo", "nuevo"]
    ((primero, ultimo),) = base.dueno("SELECT min(sec), max(sec) FROM prep.hecho WHERE tipo = 'CAPTURA'")
    assert 1 <= primero <= ultimo < 2**31


def test_sec_no_tiene_huecos_y_es_el_orden_en_que_se_hacen_visibles(base: Nodo) -> None:
    """A reader that looks at one acta again and again never sees sec n+1 before sec n."""
    vistos: list[list[int]] = []
    escriben = [2, 3, 4]

    def leer() -> None:
        consulta = "SELECT coalesce(array_agg(sec ORDER BY sec), '{}') FROM prep.hecho WHERE acta = %s"
        with base.conectar("prep_arbitro") as conn:
            while escriben:
                vistos.append(uno(conn, consulta, UNA))
            vistos.append(uno(conn, consulta, UNA))

    def escribir(hilo: int) -> None:
        try:
            with base.conectar(f"est-01-{hilo}") as conn:
                for n in range(30):
                    if n % 10 == 9:  # one that is undone leaves no gap
                        with conn.transaction(force_rollback=True):
                            entregar(conn, hecho(UNA, ACOPIO))
                    assert entregar(conn, hecho(UNA, ACOPIO)) == "nuevo"
        finally:
            escriben.remove(hilo)

    a_la_vez(4, lambda hilo: leer() if hilo == 1 else escribir(hilo))
    assert vistos[-1] == list(range(1, 91))
    assert all(secs == list(range(1, len(secs) + 1)) for secs in vistos)


RECHAZOS = [
    ("PR001", {"proceso": "simulacro-2"}, None),
    ("PR002", {"operador": "nadie"}, None),
    ("PR003", {}, '{"a":"' + "x" * 70_000 + '"}'),
    ("PR005", {"acta": "GUB-099-0001-B01-0-A02-1"}, None),
    ("PR005", {"acta": ""}, None),
    ("PR005", {"cuerpo": Cierre(1, "nadie más")}, None),
    ("PR005", {"fuente": Fuente.CENTRO}, None),
    ("PR005", {"cuerpo": captura(1)}, "no es json"),
    ("PR005", {"cuerpo": captura(1)}, "{}"),
    ("PR005", {"cuerpo": captura(1)}, '{"ronda":-1}'),
    ("PR005", {"cuerpo": captura(1)}, '{"ronda":99999999999999}'),
    ("PR005", {"cuerpo": captura(1)}, '{"ronda":' + "[" * 30_000),
]


@pytest.mark.parametrize(("codigo", "cambios", "cuerpo"), RECHAZOS)
def test_lo_que_no_es_un_hecho_de_esta_estacion_se_rechaza_con_su_codigo(
    base_modulo: Nodo, codigo: str, cambios: dict[str, Any], cuerpo: str | None
) -> None:
    malo = replace(hecho(UNA, ACOPIO), **cambios)
    with base_modulo.conectar("est-01-1") as conn, pytest.raises(psycopg.Error) as error:
        entregar(conn, malo, cuerpo=cuerpo)
    assert error.value.sqlstate == codigo
    assert base_modulo.dueno("SELECT count(*) FROM prep.hecho") == [(0,)]


def test_un_hecho_al_que_le_falta_algo_se_rechaza(base_modulo: Nodo) -> None:
    completos = argumentos(hecho(UNA, ACOPIO))
    with base_modulo.conectar("est-01-1") as conn:
        for n in range(len(completos)):
            faltos = (*completos[:n], None, *completos[n + 1 :])
            with pytest.raises(psycopg.Error) as error:
                conn.execute("SELECT estacion_v1.entregar(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)", faltos)
            assert error.value.sqlstate == "PR005"


def test_los_hechos_solo_se_toman_en_read_committed(base_modulo: Nodo) -> None:
    """In another isolation level the next sec would come from an old snapshot."""
    with base_modulo.conectar("est-01-1") as conn:
        conn.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        with pytest.raises(psycopg.Error) as error, conn.transaction():
            entregar(conn, hecho(UNA, ACOPIO))
    assert error.value.sqlstate == "PR005"


def test_una_incidencia_no_necesita_acta_ni_un_acta_hallada_catalogo(base: Nodo) -> None:
    with base.conectar("est-01-1") as conn:
        assert entregar(conn, hecho("", Incidencia("LUZ", "Se fue la luz"))) == "nuevo"
        assert entregar(conn, hecho("FC-GUB-001-1", ACOPIO)) == "nuevo"


def test_una_estacion_o_un_operador_de_baja_no_entrega_nada(base: Nodo) -> None:
    base.dueno("UPDATE prep.operador SET activo = false WHERE operador = 'op-01-1'")
    base.dueno("UPDATE prep.estacion SET activo = false WHERE estacion = 'est-01-2'")
    casos = (("est-01-1", "op-01-1"), ("est-01-2", "op-01-2"))
    for estacion, operador in casos:
        with base.conectar(estacion) as conn, pytest.raises(psycopg.Error) as error:
            entregar(conn, hecho(UNA, ACOPIO, operador=operador))
        assert error.value.sqlstate == "PR002"


def test_entregar_una_captura_o_un_dictamen_termina_su_trabajo(base: Nodo) -> None:
    with base.conectar("prep_arbitro") as conn:
        for clase in ("CAPTURA", "MESA"):
            dar_trabajo(conn, [UNA], puestos=(1,), clase=clase)
    with base.conectar("est-01-1") as conn:
        conn.execute("SELECT estacion_v1.reclamar_captura('op-01-1')")
        entregar(conn, hecho(UNA, captura(1)))
    assert base.dueno("SELECT clase FROM prep.trabajo WHERE terminado IS NOT NULL") == [("CAPTURA",)]
    with base.conectar("est-01-1") as conn:
        conn.execute("SELECT estacion_v1.reclamar_mesa('op-01-2')")
        entregar(conn, hecho(UNA, Dictamen(AccionDeMesa.RECAPTURA, 1, (), "borrosa"), operador="op-01-2"))
    assert base.dueno("SELECT count(*) FROM prep.trabajo WHERE terminado IS NOT NULL") == [(2,)]


def test_tras_una_toma_asincrona_un_hecho_ya_esta_en_disco_al_contestar(base: Nodo) -> None:
    with base.conectar("est-01-1") as conn:
        conn.execute("SET synchronous_commit = off")
        with conn.transaction():
            entregar(conn, hecho(UNA, Imagen("a" * 64, "ESCANER", "01")))
            assert uno(conn, "SHOW synchronous_commit") == "on"
        with conn.transaction():
            conn.execute("SELECT estacion_v1.reclamar_captura('op-01-1')")
            entregar(conn, hecho(UNA, ACOPIO))
            assert uno(conn, "SHOW synchronous_commit") == "on"

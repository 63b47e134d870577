"""Claiming work: never twice, never to a person who must not see it, and free again when its holder disappears."""

import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import psycopg
import pytest

from tests.conftest import Nodo
from tests.store.ejemplos import acta, captura, hecho
from tests.store.entregas import a_la_vez, dar_trabajo, entregar, reclamar, uno, verificar

IMPARES = [acta(n).clave for n in range(1, 20, 2)]
UNA, OTRA = IMPARES[:2]


def poner(base: Nodo, actas: list[str], **como: Any) -> None:
    with base.conectar("prep_arbitro") as conn:
        dar_trabajo(conn, actas, **como)


def vencer(base: Nodo) -> None:
    base.dueno("UPDATE prep.trabajo SET expira = clock_timestamp() - interval '1 second' WHERE expira IS NOT NULL")


def test_veinte_estaciones_toman_cada_puesto_una_vez_y_no_dos_de_una_ronda(base: Nodo) -> None:
    poner(base, IMPARES, puestos=(1, 2, 3, 4))

    def capturar_todo(n: int) -> list[tuple[int, str]]:
        hechos = []
        with base.conectar(f"est-01-{n}") as conn:
            while (toma := reclamar(conn, f"op-01-{n}")) is not None:
                hechos.append((toma[0], toma[2]))
                entregar(conn, hecho(toma[2], captura(1), operador=f"op-01-{n}", estacion=f"est-01-{n}"))
        return hechos

    por_estacion = a_la_vez(20, capturar_todo)
    trabajos = Counter(trabajo for suyos in por_estacion for trabajo, _ in suyos)
    assert len(trabajos) == 4 * len(IMPARES) and set(trabajos.values()) == {1}
    for suyos in por_estacion:
        assert len({clave for _, clave in suyos}) == len(suyos)
    assert base.dueno("SELECT count(*) FROM prep.trabajo WHERE terminado IS NULL") == [(0,)]
    assert base.dueno("SELECT count(*) FROM prep.entrega_rara") == [(0,)]


def test_dos_tomas_de_una_estacion_van_una_tras_otra(base: Nodo) -> None:
    """A claim that is not committed yet is invisible: the second waits for it instead of taking the other slot."""
    poner(base, [UNA])
    with base.conectar("est-01-1") as primera, base.conectar("est-01-1") as segunda:
        with primera.transaction():
            assert reclamar(primera, "op-01-1") is not None
            segunda.execute("SET lock_timeout = '50ms'")
            with pytest.raises(psycopg.errors.LockNotAvailable):
                reclamar(segunda, "op-01-2")
        assert reclamar(segunda, "op-01-2") is None


def test_dos_tomas_de_una_persona_van_una_tras_otra_y_nadie_le_retiene_las_suyas(base: Nodo) -> None:
    """As long as one claim lasts; who keeps one open in a person's name makes them wait half a second, no more."""
    poner(base, [UNA])
    with base.conectar("est-01-1") as primera, base.conectar("est-01-2") as segunda, ThreadPoolExecutor(1) as hilo:
        with primera.transaction():
            assert reclamar(primera, "op-01-1") is not None
            espera = hilo.submit(reclamar, segunda, "op-01-1")
            time.sleep(0.2)
            assert not espera.done()
        assert espera.result() is None
        with segunda.transaction(), base.conectar("est-01-3") as tercera:
            assert reclamar(segunda, "op-01-2") is not None
            inicio = time.monotonic()
            assert reclamar(tercera, "op-01-2") is None  # only one slot was free
            assert 0.4 < time.monotonic() - inicio < 3


def test_pedir_otra_vez_devuelve_el_mismo_trabajo_renovado(base: Nodo) -> None:
    poner(base, [UNA, OTRA])
    with base.conectar("est-01-1") as conn:
        primera, segunda = reclamar(conn, "op-01-1"), reclamar(conn, "op-01-1")
    assert primera is not None and segunda is not None
    assert primera[:7] == segunda[:7] and segunda[7] > primera[7]


def test_el_segundo_puesto_no_es_para_quien_tuvo_el_primero_ni_su_estacion(base: Nodo) -> None:
    poner(base, [UNA])
    with base.conectar("est-01-1") as conn:
        assert reclamar(conn, "op-01-1") is not None
        assert reclamar(conn, "op-01-2") is None  # same station, another person, while it is held
        entregar(conn, hecho(UNA, captura(1)))
        assert reclamar(conn, "op-01-1") is None and reclamar(conn, "op-01-2") is None
    with base.conectar("est-01-2") as conn:
        assert reclamar(conn, "op-01-1") is None  # same person, another station
        assert reclamar(conn, "op-01-2") is not None


def test_una_captura_tardia_de_un_puesto_ya_ajeno_aun_excluye_a_su_autor(base: Nodo) -> None:
    poner(base, [UNA])
    with base.conectar("est-01-1") as lenta, base.conectar("est-01-2") as otra, base.conectar("est-01-3") as tercera:
        suyo = reclamar(lenta, "op-01-1")
        vencer(base)
        ajeno = reclamar(otra, "op-01-2")
        assert suyo is not None and ajeno is not None and suyo[0] == ajeno[0] and suyo[1] != ajeno[1]
        assert entregar(lenta, hecho(UNA, captura(1))) == "nuevo"
        verificar(base)
        assert reclamar(lenta, "op-01-4") is None
        assert reclamar(tercera, "op-01-1") is None
        assert uno(lenta, "SELECT estacion_v1.renovar(%s, %s)", *suyo[:2]) is False
    assert base.dueno("SELECT count(*) FROM prep.trabajo WHERE terminado IS NOT NULL") == [(0,)]


def test_una_estacion_muerta_deja_su_trabajo_a_otra_al_vencer_el_plazo(base: Nodo) -> None:
    poner(base, [UNA], puestos=(1,))
    muerta = base.conectar("est-01-1")
    try:
        assert reclamar(muerta, "op-01-1") is not None
    finally:
        muerta.close()
    with base.conectar("est-01-2") as conn:
        assert reclamar(conn, "op-01-2") is None
        vencer(base)
        assert reclamar(conn, "op-01-2") is not None


def test_el_trabajo_solo_lo_renueva_y_lo_devuelve_quien_lo_tiene(base: Nodo) -> None:
    poner(base, [UNA], puestos=(1,))
    with base.conectar("est-01-1") as conn, base.conectar("est-01-2") as otra:
        toma = reclamar(conn, "op-01-1")
        assert toma is not None
        for funcion in ("renovar", "devolver"):
            assert uno(otra, f"SELECT estacion_v1.{funcion}(%s, %s)", *toma[:2]) is False
        assert uno(conn, "SELECT estacion_v1.renovar(%s, gen_random_uuid())", toma[0]) is False
        assert uno(conn, "SELECT estacion_v1.renovar(%s, %s)", *toma[:2]) is True
        assert uno(conn, "SELECT estacion_v1.devolver(%s, %s)", *toma[:2]) is True
        assert uno(conn, "SELECT estacion_v1.devolver(%s, %s)", *toma[:2]) is False
        assert reclamar(otra, "op-01-2") is not None


def test_en_la_mesa_va_primero_el_caso_mas_antiguo_del_propio_sitio(base: Nodo) -> None:
    poner(base, [IMPARES[5]], sitio="02", clase="MESA", puestos=(0,))
    poner(base, [OTRA, UNA], clase="MESA", puestos=(0,))
    with base.conectar("est-01-1") as conn, base.conectar("est-02-1") as de_02:
        propia, ajena = reclamar(conn, "op-01-1", "mesa"), reclamar(de_02, "op-02-1", "mesa")
    assert propia is not None and propia[2] == OTRA and propia[0] > 1
    assert ajena is not None and ajena[0] == 1


def test_que_acta_toca_se_sortea_entre_las_mas_antiguas_y_a_cada_quien_distinto(base: Nodo) -> None:
    """Thirty actas of one slot: each person's first one is among the oldest twenty, and not the same one for all."""
    base.dueno("UPDATE prep.proceso SET sorteo = 20")
    actas = [f"GUB-{n:04d}" for n in range(30)]
    poner(base, actas, puestos=(1,))
    primeras = []
    for n in range(1, 9):
        with base.conectar(f"est-01-{n}") as conn:
            conn.execute("SELECT setseed(0.5), random()")  # a session's own seed changes nothing
            toma = reclamar(conn, f"op-01-{n}")
            assert toma is not None
            assert reclamar(conn, f"op-01-{n}")[2] == toma[2]  # type: ignore[index]
            assert uno(conn, "SELECT estacion_v1.devolver(%s, %s)", toma[0], toma[1])
            primeras.append(toma[2])
    assert set(primeras) <= set(actas[:20]) and len(set(primeras)) > 2
    assert base.dueno("SELECT count(*) FROM prep.toma") == [(0,)], "lo devuelto ya no se tiene"


def test_la_captura_entra_con_la_toma_que_se_dio_y_sin_ella_no_lleva_ninguna(base: Nodo) -> None:
    poner(base, [UNA])
    with base.conectar("est-01-1") as conn, base.conectar("est-01-2") as otra:
        toma = reclamar(conn, "op-01-1")
        assert toma is not None
        dada, robada = hecho(UNA, captura(1)), hecho(UNA, captura(1), operador="op-01-2")
        ajena = hecho(UNA, captura(1), operador="op-01-1", estacion="est-01-2")
        vencer(base)
        for estacion, suya in ((conn, dada), (conn, robada), (otra, ajena)):
            assert entregar(estacion, suya) in ("nuevo", "duplicada")
    tomas = dict(base.dueno("SELECT id, toma FROM prep.hecho"))
    assert tomas[dada.id] == str(toma[1])
    assert {t for id_, t in tomas.items() if id_ != dada.id} == {""}


def test_en_un_nodo_que_toma_el_lugar_de_otro_lo_capturado_antes_de_el_es_previo(base: Nodo) -> None:
    base.dueno("UPDATE prep.proceso SET nodo = 'CATD01.2'")
    with base.conectar("est-01-1") as conn:
        antes, despues = hecho(UNA, captura(1)), replace(hecho(OTRA, captura(1)), momento=datetime.now(UTC))
        for suya in (antes, despues):
            assert entregar(conn, suya) == "nuevo"
    assert dict(base.dueno("SELECT id, toma FROM prep.hecho")) == {antes.id: "PREVIA", despues.id: ""}


@pytest.mark.parametrize("clase", ["captura", "mesa"])
def test_el_trabajo_sin_su_imagen_en_esta_base_la_espera_y_lo_demas_sigue(base: Nodo, clase: str) -> None:
    imagen = b"una foto"
    huella = sha256(imagen).hexdigest()
    poner(base, [UNA], puestos=(1,), clase=clase.upper(), imagen=huella)
    poner(base, [OTRA], puestos=(1,), clase=clase.upper())
    with base.conectar("est-01-1") as conn, base.conectar("est-01-2") as otra:
        de_papel = reclamar(conn, "op-01-1", clase)
        assert de_papel is not None and de_papel[2] == OTRA
        assert reclamar(otra, "op-01-2", clase) is None
        uno(conn, "SELECT estacion_v1.entregar_imagen(%s, %s, %s)", huella, UNA, imagen)
        con_imagen = reclamar(otra, "op-01-2", clase)
    assert con_imagen is not None and con_imagen[2] == UNA


@pytest.mark.parametrize("clase", ["captura", "mesa"])
def test_el_trabajo_es_solo_para_un_operador_del_sitio_con_ese_rol(base: Nodo, clase: str) -> None:
    poner(base, [UNA], clase=clase.upper())
    base.dueno("UPDATE prep.operador SET roles = '{acopio}' WHERE operador = 'op-01-2'")
    base.dueno("UPDATE prep.operador SET activo = false WHERE operador = 'op-01-3'")
    with base.conectar("est-01-1") as conn:
        for quien in ("nadie", "op-02-1", "op-01-2", "op-01-3"):
            with pytest.raises(psycopg.Error) as error:
                reclamar(conn, quien, clase)
            assert error.value.sqlstate == "PR002"
        assert reclamar(conn, "op-01-4", clase) is not None


def test_la_mesa_no_es_para_quien_capturo_esa_ronda(base: Nodo) -> None:
    with base.conectar("est-01-1") as conn:
        entregar(conn, hecho(UNA, captura(1)))
        verificar(base)
        poner(base, [UNA], puestos=(0,), clase="MESA")
        assert reclamar(conn, "op-01-1", "mesa") is None
        toma = reclamar(conn, "op-01-2", "mesa")
    assert toma is not None and toma[2:6] == (UNA, "CATD", 1, 0)

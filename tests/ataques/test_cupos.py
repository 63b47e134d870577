"""What one station floods is bounded, and the others go on (findings 28 to 30)."""

import hashlib
import os
from collections.abc import Iterator
from dataclasses import replace

import psycopg
import pytest

from central.nodo import cupos
from central.nodo.cluster import ADMIN
from prep.domain.hechos.cotas import DICHOS_MAX
from prep.domain.hechos.hechos import Acopio
from prep.services.nodo.tipos import NodoRechaza, NodoSinLugar
from prep.store.spool.tipos import ImagenNueva
from tests.ataques.vivo import NodoVivo, vivo
from tests.conftest import Nodo
from tests.espera import hasta
from tests.store.ejemplos import acta

ACTA, OTRA = acta(1).clave, acta(3).clave
FALTAN = "SELECT estacion FROM prep.estacion EXCEPT SELECT estacion FROM prep.cupo"
MUCHO = 1 << 40


@pytest.fixture
def nodo(base: Nodo) -> Iterator[NodoVivo]:
    with vivo(base) as abierto:
        hasta(lambda: base.dueno(FALTAN) == [])  # the last that a round of the guard does
        yield abierto


def imagen(clave: str, contenido: bytes) -> ImagenNueva:
    return ImagenNueva(hashlib.sha256(contenido).hexdigest(), clave, contenido)


def medir(nodo: NodoVivo, libre: int) -> None:
    with psycopg.connect(nodo.escena.base.dsn(ADMIN), autocommit=True) as admin:
        cupos.medir(admin, libre)


def test_una_estacion_que_repite_un_id_deja_una_alarma_con_su_cuenta(nodo: NodoVivo) -> None:
    """Finding 28."""
    hostil, base = nodo.estacion(nodo.hostil), nodo.escena.base
    primero = nodo.escena.firmar(nodo.hostil, ACTA, Acopio("01", "D"))
    assert hostil.entregar(primero) == "nuevo"
    for n in range(200):
        assert hostil.entregar(replace(primero, cuerpo=primero.cuerpo.replace('"D"', f'"{n}"'))) == "conflicto"
    assert base.dueno("SELECT codigo, causa, veces FROM prep.alarma") == [("ENTREGA_CONFLICTO", "est-01-2", 200)]
    nodo.sigue_viva(OTRA)


def test_pasado_lo_de_una_hora_espera_ella_y_nadie_mas_tambien_si_lo_deshace(nodo: NodoVivo) -> None:
    """Findings 28 and 29: facts and images, kept or rolled back."""
    base, hostil = nodo.escena.base, nodo.estacion(nodo.hostil)
    base.dueno("UPDATE prep.cupo SET hechos = 5, imagenes = 36 WHERE estacion = 'est-01-2'")
    with psycopg.connect(base.dsn("est-01-2"), autocommit=True) as conexion:
        for _ in range(4):  # of nine units each
            grande = os.urandom(2 << 20)
            with conexion.transaction(force_rollback=True):
                conexion.execute(
                    "SELECT estacion_v1.entregar_imagen(%s, %s, %s)",
                    (hashlib.sha256(grande).hexdigest(), ACTA, grande),
                )
    with pytest.raises(NodoSinLugar, match="ya entregó lo de una hora"):
        hostil.entregar_imagen(imagen(ACTA, b"otra"))
    for _ in range(5):
        hostil.entregar(nodo.escena.firmar(nodo.hostil, ACTA, Acopio("01", "D")))
    with pytest.raises(NodoSinLugar):
        hostil.entregar(nodo.escena.firmar(nodo.hostil, ACTA, Acopio("01", "D")))
    nodo.sigue_viva(OTRA)
    medir(nodo, MUCHO)
    assert ("ESTACION_CUPO", "est-01-2") in base.dueno("SELECT codigo, causa FROM prep.alarma")
    assert hostil.entregar(nodo.escena.firmar(nodo.hostil, ACTA, Acopio("01", "D"))) == "nuevo", "pasado un minuto"


def test_lo_que_una_estacion_dice_de_un_acta_tiene_limite_y_las_demas_siguen_con_ella(nodo: NodoVivo) -> None:
    """An acta is folded from all its facts: hundreds of each made an honest one wait a minute."""
    base, hostil = nodo.escena.base, nodo.estacion(nodo.hostil)
    suyos = [nodo.escena.firmar(nodo.hostil, ACTA, Acopio("01", "D")) for _ in range(DICHOS_MAX + 1)]
    assert {hostil.entregar(firmado) for firmado in suyos[:-1]} == {"nuevo"}
    with pytest.raises(NodoRechaza, match="no se le reciben más") as negado:
        hostil.entregar(suyos[-1])
    assert negado.value.definitivo, "su programa sigue con lo demás"
    assert hostil.entregar(suyos[0]) == "ya estaba"
    assert base.dueno("SELECT causa, acta, veces FROM prep.alarma WHERE codigo = 'ACTA_COLMADA'") == [
        ("est-01-2", ACTA, 1)
    ]
    nodo.sigue_viva(ACTA)


def test_una_imagen_es_de_un_acta_que_el_nodo_conoce(nodo: NodoVivo) -> None:
    """Finding 29."""
    with pytest.raises(NodoRechaza, match="no está en el catálogo"):
        nodo.estacion(nodo.hostil).entregar_imagen(imagen("GUB-999-9999-B01-0-A02-1", b"al azar"))
    nodo.sigue_viva(ACTA)


def test_si_se_acaba_el_disco_se_niegan_imagenes_y_los_hechos_siguen(nodo: NodoVivo) -> None:
    huella = nodo.digitalizar(ACTA)
    medir(nodo, cupos.SIN_IMAGENES - 1)
    with pytest.raises(NodoSinLugar, match="se le acaba el disco"):
        nodo.estacion(1).entregar_imagen(imagen(OTRA, b"foto"))
    assert huella and nodo.sigue_viva(ACTA, digitalizada=True)
    medir(nodo, cupos.SIN_HECHOS - 1)
    with pytest.raises(NodoSinLugar):
        nodo.estacion(1).entregar(nodo.escena.firmar(1, OTRA, Acopio("01", "D")))
    medir(nodo, MUCHO)
    nodo.sigue_viva(OTRA)


def test_una_estacion_no_llena_el_disco_de_temporales(nodo: NodoVivo) -> None:
    """Finding 30."""
    with psycopg.connect(nodo.escena.base.dsn("est-01-2"), autocommit=True) as conexion:
        conexion.execute("SET work_mem = '64kB'")
        with pytest.raises(psycopg.Error) as negado:
            conexion.execute("SELECT count(*) FROM (SELECT DISTINCT n::text FROM generate_series(1, 100000000) n) t")
        assert negado.value.sqlstate == "53400"
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            conexion.execute("SET temp_file_limit = -1")
    nodo.sigue_viva(ACTA)


def test_una_estacion_no_toma_la_memoria_de_la_maquina(nodo: NodoVivo) -> None:
    """Whatever it sets: its session is refused more, and the server goes on."""
    with psycopg.connect(nodo.escena.base.dsn("est-01-2"), autocommit=True) as conexion:
        conexion.execute("SET work_mem = '64GB'")
        with pytest.raises(psycopg.Error) as negado:
            conexion.execute("SELECT array_agg(repeat('x', 900)) FROM generate_series(1, 100000000)")
        assert negado.value.sqlstate == "53200"
        assert conexion.execute("SELECT 1").fetchone() == (1,)
    nodo.sigue_viva(ACTA)

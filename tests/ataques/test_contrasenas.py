"""What a role may change of itself in the base is put back, with its alarm, and those who came in by it are put out."""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from central.nodo import guardia, registro
from central.nodo.cluster import ADMIN
from central.nodo.contrasenas import Contrasenas, es_de
from central.nodo.guardia import SIN_ESPERA
from central.nodo.roles import LIMITES_ESTACION
from tests.ataques.vivo import vivo
from tests.conftest import Nodo
from tests.espera import hasta, ocupada
from tests.store.ejemplos import acta

ALARMAS = "SELECT causa, veces FROM prep.alarma WHERE codigo = 'CONTRASENA_CAMBIADA'"
RIGE = """SELECT current_setting('statement_timeout'), current_setting('default_transaction_read_only'),
  current_setting('lock_timeout')"""
CAMBIAR = "ALTER ROLE CURRENT_USER PASSWORD 'la del ladrón'"
# Of «x», as PostgreSQL makes it.
VERIFICADOR = (
    "SCRAM-SHA-256$4096:MDEyMzQ1Njc4OWFiY2RlZg==$IrNicQxzVot3/T48gUKRRl5B2arJw8lvkcDtl3RE6Z0="
    ":XilEHQ4Gtm9EurJsOj1Do03kysFbI6V5SOfcFKvDfO0="
)
ESTACION, DEL_LADRON = "est-01-2", "la del ladrón"


@contextmanager
def mirada(
    base: Nodo, conocidas: Mapping[str, str] | None = None
) -> Iterator[tuple[Contrasenas, "psycopg.Connection[Any]"]]:
    """One that looked once, with the session of the guard."""
    suyas = Contrasenas(lambda: base.cluster.claves.todas() if conocidas is None else conocidas)
    with psycopg.connect(base.dsn(ADMIN), autocommit=True, options=SIN_ESPERA) as admin:
        suyas.revisar(admin)
        yield suyas, admin


def cambiar(base: Nodo, *ordenes: str) -> None:
    with psycopg.connect(base.dsn(ESTACION), autocommit=True) as ladron:
        for orden in ordenes:
            ladron.execute(orden.encode())


def entra(base: Nodo, clave: str = "") -> bool:
    try:
        psycopg.connect(make_conninfo(base.dsn(ESTACION), **({"password": clave} if clave else {}))).close()
    except psycopg.OperationalError as error:
        assert "password authentication failed" in str(error)
        return False
    return True


def test_una_estacion_que_cambia_su_contrasena_no_deja_fuera_a_la_verdadera(
    base: Nodo, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As the node runs it."""
    monkeypatch.setattr(guardia, "RONDA_S", 0.1)
    with vivo(base) as nodo, psycopg.connect(base.dsn(ESTACION), autocommit=True) as ladron:
        hasta(lambda: base.dueno("SELECT 1 FROM prep.cupo LIMIT 1") != [], "la guardia empezó")
        ladron.execute(CAMBIAR.encode())
        hasta(lambda: not _vive(ladron), "se le termina")
        hasta(lambda: entra(base), "la verdadera entra")
        assert not entra(base, DEL_LADRON)
        assert base.dueno(ALARMAS) == [(ESTACION, 1)]
        nodo.sigue_viva(acta(1).clave)


def test_lo_que_hizo_antes_de_que_nadie_mirara_tambien_se_repone(base: Nodo) -> None:
    """By what the files of the node say; also a verifier that was made elsewhere."""
    for mala in (DEL_LADRON, VERIFICADOR, VERIFICADOR.replace("4096", "9000"), "SCRAM-SHA-256$4096:x$y:z", None):
        cambiar(base, f"ALTER ROLE CURRENT_USER PASSWORD {'NULL' if mala is None else f'$${mala}$$'}")
        with mirada(base):
            assert entra(base) and not entra(base, DEL_LADRON)


def test_lo_que_rige_sus_sesiones_vuelve_a_ser_lo_del_nodo(base: Nodo) -> None:
    cambiar(
        base,
        "ALTER ROLE CURRENT_USER SET default_transaction_read_only = on",
        f'ALTER ROLE CURRENT_USER IN DATABASE "{base.base}" SET statement_timeout = 1',
        "ALTER ROLE CURRENT_USER RESET lock_timeout",
    )
    with mirada(base):
        with psycopg.connect(base.dsn(ESTACION)) as suya:
            assert suya.execute(RIGE).fetchone() == ("15s", "off", LIMITES_ESTACION["lock_timeout"])
        assert base.dueno(ALARMAS) == [(ESTACION, 1)]


def test_con_su_renglon_tomado_la_guardia_no_espera_y_lo_repone_despues(base: Nodo) -> None:
    """Changed and, from another of its connections, held as it is changed again."""
    with mirada(base) as (suyas, admin), psycopg.connect(base.dsn(ESTACION)) as tercera:
        cambiar(base, CAMBIAR)
        tercera.execute(CAMBIAR.encode())
        inicio = time.monotonic()
        suyas.revisar(admin)
        assert time.monotonic() - inicio < ocupada(5)
        hasta(lambda: not _vive(tercera), "se le termina")
        suyas.revisar(admin)
        assert entra(base)


def test_lo_que_cambia_quien_administra_no_es_de_nadie_mas(base: Nodo) -> None:
    """The same password again, which is another verifier; and a station that was not there."""
    with mirada(base) as (suyas, admin):
        registro._crear_estaciones(base.cluster, [ESTACION, "est-01-nueva"])
        suyas.revisar(admin)
        assert base.dueno(ALARMAS) == [] and entra(base)


def test_de_quien_no_tiene_archivo_vale_lo_primero_que_se_vio(base: Nodo) -> None:
    with mirada(base, {}) as (suyas, admin):
        cambiar(base, CAMBIAR)
        suyas.revisar(admin)
        assert entra(base) and base.dueno(ALARMAS) == [(ESTACION, 1)]


@pytest.mark.parametrize(
    ("verificador", "clave", "es"),
    [(VERIFICADOR, "x", True), (VERIFICADOR, "y", False), ("", "", True), (VERIFICADOR, "", False), ("", "x", False)],
)
def test_de_que_contrasena_es_un_verificador(verificador: str, clave: str, es: bool) -> None:
    assert es_de(verificador, clave) is es


def _vive(conexion: "psycopg.Connection[Any]") -> bool:
    try:
        conexion.execute("SELECT 1")
    except psycopg.OperationalError:
        return False
    return True

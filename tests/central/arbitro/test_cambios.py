"""What two people agree on of another, judged from their facts: the first answer, in time, to that very text."""

from dataclasses import replace

import pytest

from central.arbitro.cambios import acordar, leer_personales
from prep.domain.hechos.hechos import Acopio, Datos, Hecho, Incidencia, Propuesta, Respuesta
from prep.domain.hechos.propuestas import contestar
from prep.domain.reglas.ordenes import ORDEN
from prep.domain.reglas.personas import CONTRASENA_CAMBIADA, CambioDePersona
from prep.net.identidad import nueva
from tests.central.arbitro.escena import Escena
from tests.conftest import Nodo
from tests.store.ejemplos import acta

SUYA, SELLO = "op-01-1", "ab" * 32
COORDINA, MESA = 4, 5
PUESTO = CambioDePersona(SUYA, roles=frozenset({"captura"}), sitio="02")


@pytest.fixture
def escena(base: Nodo) -> Escena:
    hecha = Escena(base)
    base.dueno("UPDATE prep.operador SET roles = roles || '{coordinacion}' WHERE operador = 'op-01-4'")
    hecha.correr()
    return hecha


def proponer(escena: Escena, cambio: CambioDePersona, quien: int = COORDINA) -> Hecho:
    return escena.hacer(quien, "", Propuesta(ORDEN, Datos(cambio.orden.texto), "hace falta")).hecho


def contesta(escena: Escena, propuesta: Hecho, quien: int = MESA, dice: Respuesta = Respuesta.ACEPTA) -> None:
    escena.hacer(quien, "", contestar(propuesta, dice, "está aquí"))


def de_hoy(escena: Escena) -> tuple[bytes, list[str], str]:
    escena.correr()
    ((publica, roles, sitio),) = escena.base.dueno(
        "SELECT publica, roles, sitio FROM prep.persona WHERE operador = %s", SUYA
    )
    return bytes(publica), roles, sitio


def acordados(escena: Escena) -> int:
    escena.correr()
    ((n,),) = escena.base.dueno("SELECT count(*) FROM prep.cambio WHERE propuesta IS NOT NULL")
    return int(n)


def test_dos_le_dan_otra_llave_y_otro_puesto_y_la_sala_lo_sabe(escena: Escena) -> None:
    llave = nueva()
    contesta(escena, proponer(escena, CambioDePersona(SUYA, llave.publica, SELLO)))
    assert de_hoy(escena)[0] == llave.publica
    contesta(escena, proponer(escena, PUESTO), quien=COORDINA + 2, dice=Respuesta.RECHAZA)
    contesta(escena, proponer(escena, replace(PUESTO, sitio="01")))
    assert de_hoy(escena) == (llave.publica, ["captura"], "01")
    ((texto,),) = escena.base.dueno("SELECT texto FROM prep.alarma WHERE codigo = 'PERSONA_CAMBIADA'")
    assert f"acordaron para {SUYA}" in texto


def test_la_primera_respuesta_decide(escena: Escena) -> None:
    propuesta = proponer(escena, replace(PUESTO, sitio="01"))
    contesta(escena, propuesta, dice=Respuesta.RECHAZA)
    contesta(escena, propuesta, quien=6)
    assert acordados(escena) == 0


@pytest.mark.parametrize("propone, acepta", [(COORDINA, COORDINA), (COORDINA, 1), (1, MESA), (MESA, 6)])
def test_ni_uno_solo_ni_la_misma_persona_ni_quien_no_coordina(escena: Escena, propone: int, acepta: int) -> None:
    contesta(escena, proponer(escena, replace(PUESTO, sitio="01"), propone), acepta)
    assert acordados(escena) == 0


def test_la_llave_de_otra_persona_no_se_da_a_nadie(escena: Escena) -> None:
    ajena = escena.llaves["op-01-2"].publica
    contesta(escena, proponer(escena, CambioDePersona(SUYA, ajena, SELLO)))
    assert acordados(escena) == 0 and de_hoy(escena)[0] == escena.llaves[SUYA].publica


@pytest.mark.parametrize("quien", [COORDINA, MESA])
def test_con_una_llave_que_no_es_la_suya_nadie_propone_ni_acepta(escena: Escena, quien: int) -> None:
    escena.llaves[f"op-01-{quien}"] = nueva()
    contesta(escena, proponer(escena, replace(PUESTO, sitio="01")))
    assert acordados(escena) == 0


def test_de_otro_texto_o_tarde_no_contesta(escena: Escena) -> None:
    una, otra = proponer(escena, replace(PUESTO, sitio="01")), proponer(escena, PUESTO)
    conforme = contestar(una, Respuesta.ACEPTA, "está aquí")
    escena.hacer(MESA, "", replace(conforme, propuesta=otra.id))
    assert acordados(escena) == 0
    contesta(escena, una)
    with escena.arbitro() as (conexion, contexto):
        leidos, gente = leer_personales(conexion), contexto.operadores
        assert len(acordar(leidos, gente, 900)[1]) == 1 and acordar(leidos, gente, -1)[1] == []


def test_el_sello_propio_se_apunta_con_la_llave_que_tenia(escena: Escena) -> None:
    escena.hacer(1, "", Incidencia(CONTRASENA_CAMBIADA, "Cambió su contraseña.", SELLO))
    escena.correr()
    filas = escena.base.dueno("SELECT propuesta, operador, publica, sello FROM prep.cambio")
    assert [(p, o, bytes(k), s) for p, o, k, s in filas] == [(None, SUYA, escena.llaves[SUYA].publica, SELLO)]


def test_lo_firmado_con_la_nueva_antes_del_acuerdo_espera_y_lo_de_antes_que_llega_tarde_cuenta(escena: Escena) -> None:
    vieja, llave = escena.llaves[SUYA], nueva()
    tardia = escena.firmar(1, acta(3).clave, Acopio("01", "D"))
    escena.llaves[SUYA] = llave
    adelantada = escena.hacer(1, acta(1).clave, Acopio("01", "D"))
    escena.correr()
    en_cuarentena = "SELECT count(*) FROM prep.cuarentena WHERE hecho = %s"
    assert escena.base.dueno(en_cuarentena, adelantada.hecho.id) == [(1,)]
    contesta(escena, proponer(escena, CambioDePersona(SUYA, llave.publica, SELLO)))
    escena.correr()
    escena.correr()
    assert escena.entregar(tardia) == "nuevo" and vieja.publica != llave.publica
    escena.correr()
    assert escena.base.dueno(en_cuarentena, tardia.hecho.id) == [(0,)]
    assert escena.etapa(acta(3).clave) == "ACOPIADA"
    assert escena.base.dueno("SELECT count(*) FROM prep.alarma WHERE codigo = 'LLAVE_ANTERIOR'") == [(1,)]


def test_lo_que_alguien_hacia_cuando_le_cambiaron_el_puesto_cuenta(escena: Escena) -> None:
    contesta(escena, proponer(escena, replace(PUESTO, sitio="01")))
    escena.correr()
    escena.hacer(1, acta(1).clave, Acopio("01", "D"))  # captura is all that they may do now
    escena.correr()
    assert escena.etapa(acta(1).clave) == "ACOPIADA"

"""What the key of a CATD's node may sign, judged from the catalogue and signed facts alone (R-04)."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

import pytest

from central.arbitro.contexto import Contexto
from central.arbitro.derecho import defecto
from central.nodo.centro import CENTRO
from prep.domain.catalogo.fuera_de_catalogo import clave_fc
from prep.domain.hechos.hechos import (
    Acopio,
    Anulacion,
    Captura,
    Cierre,
    Conforme,
    Cuerpo,
    Custodia,
    Datos,
    Fuente,
    Imagen,
    Incidencia,
    Propuesta,
    Respuesta,
)
from prep.domain.hechos.texto import mensaje
from prep.domain.reglas.apertura import APERTURA
from prep.net.identidad import nueva
from prep.services.estacion.firma import FirmaDeSesion
from prep.store.hechos import HechoFirmado
from tests.central.arbitro.escena import Escena
from tests.conftest import Nodo
from tests.store.ejemplos import PROCESO, acta

NODO = "nodo_catd01"
SUYA, AJENA = acta(1).clave, acta(2).clave
FUERA = clave_fc("GUB", "001", "9999", "B", "01", "00", "A02", 1)
CESION = Custodia("CCV", "SIN_PERSONAL")
Antes = Callable[[Escena], object]


@pytest.fixture
def escena(base: Nodo) -> Escena:
    """The base with the key of the node of CATD 01 registered, and person 2 moved to CATD 02."""
    escena = Escena(base)
    escena.llaves[NODO] = nueva()
    base.dueno("UPDATE prep.operador SET sitio = '02' WHERE operador = 'op-01-2'")
    base.dueno(
        "INSERT INTO prep.operador (operador, nombre, publica, sellada, roles, sitio, activo)"
        " VALUES (%s, 'Nodo', %s, '', '{nodo}', '01', true)",
        *(NODO, escena.llaves[NODO].publica),
    )
    return escena


def del_nodo(escena: Escena, clave: str, cuerpo: Cuerpo, fuente: Fuente) -> HechoFirmado:
    return FirmaDeSesion(NODO, "arbitro", PROCESO, escena.llaves[NODO]).hecho(clave, fuente, cuerpo)


def juzgar(contexto: Contexto, firmado: HechoFirmado) -> str:
    return defecto(contexto, firmado.hecho, mensaje(firmado.hecho, firmado.cuerpo), firmado.firma)


def custodia(centro: str) -> Antes:
    return lambda escena: escena.hacer(CENTRO, AJENA, Custodia(centro, "CONTINGENCIA"), Fuente.CENTRO)


def custodia_falsa(escena: Escena) -> None:
    """As only who owns a node's base could leave it there."""
    buena = escena.firmar(CENTRO, AJENA, Custodia("01", "CONTINGENCIA"), Fuente.CENTRO)
    escena.entregar(replace(buena, firma=bytes(64)))


def custodia_ilegible(escena: Escena) -> None:
    """As only a superuser could leave it: its body is no body."""
    custodia("01")(escena)
    with escena.base.conectar("prep_admin") as admin:
        admin.execute("SET session_replication_role = replica")
        admin.execute("UPDATE prep.hecho SET cuerpo = '{}' WHERE acta = %s", (AJENA,))


def acopio(clave: str, n: int, sitio: str) -> Antes:
    return lambda escena: escena.entregar(escena.firmar(n, clave, Acopio(sitio, "D")))


def nada(escena: Escena) -> None:
    pass


def como_otro_tipo(escena: Escena) -> None:
    """A fact of the acta that is no Custodia nor Acopio of the CATD: it gives nothing."""
    escena.hacer(CENTRO, AJENA, Cierre(1, "X"), Fuente.CATD)


LE_TOCA: dict[str, tuple[str, Cuerpo, Fuente, Antes]] = {
    "cierra lo suyo": (SUYA, Cierre(1, "SIN_PERSONAL"), Fuente.CATD, nada),
    "cede lo suyo": (SUYA, CESION, Fuente.CENTRO, nada),
    "cede lo que el centro le dio": (AJENA, CESION, Fuente.CENTRO, custodia("01")),
    "cede lo que recibió fuera de catálogo": (FUERA, CESION, Fuente.CENTRO, acopio(FUERA, 1, "01")),
}
NO_LE_TOCA: dict[str, tuple[str, Cuerpo, Fuente, Antes, str]] = {
    "recibe": (SUYA, Acopio("01", "D"), Fuente.CATD, nada, "un nodo no firma ACOPIO"),
    "lo da a otro CATD": (SUYA, Custodia("02", "X"), Fuente.CENTRO, nada, "un nodo sólo da la custodia al CCV"),
    "de un teléfono": (SUYA, Cierre(1, "X"), Fuente.CASILLA, nada, "no está a cargo del CATD 01"),
    "de otro CATD": (AJENA, CESION, Fuente.CENTRO, nada, "no está a cargo del CATD 01"),
    "dado a otro": (AJENA, CESION, Fuente.CENTRO, custodia("02"), "no está a cargo del CATD 01"),
    "dado con firma falsa": (AJENA, CESION, Fuente.CENTRO, custodia_falsa, "no está a cargo del CATD 01"),
    "dado sin que se lea": (AJENA, CESION, Fuente.CENTRO, custodia_ilegible, "no está a cargo del CATD 01"),
    "con otro hecho del centro": (AJENA, CESION, Fuente.CENTRO, como_otro_tipo, "no está a cargo del CATD 01"),
    "recibido aquí y es de otro": (AJENA, CESION, Fuente.CENTRO, acopio(AJENA, 1, "01"), "no está a cargo"),
    "fuera de catálogo sin recibir": (FUERA, CESION, Fuente.CENTRO, nada, "no está a cargo del CATD 01"),
    "recibido por otro CATD": (FUERA, CESION, Fuente.CENTRO, acopio(FUERA, 2, "02"), "no está a cargo del CATD 01"),
}


@pytest.mark.parametrize(("clave", "cuerpo", "fuente", "antes"), LE_TOCA.values(), ids=list(LE_TOCA))
def test_lo_que_un_nodo_si_firma(escena: Escena, clave: str, cuerpo: Cuerpo, fuente: Fuente, antes: Antes) -> None:
    antes(escena)
    with escena.arbitro() as (_, contexto):
        assert juzgar(contexto, del_nodo(escena, clave, cuerpo, fuente)) == ""


@pytest.mark.parametrize(("clave", "cuerpo", "fuente", "antes", "razon"), NO_LE_TOCA.values(), ids=list(NO_LE_TOCA))
def test_lo_que_un_nodo_no_firma(
    escena: Escena, clave: str, cuerpo: Cuerpo, fuente: Fuente, antes: Antes, razon: str
) -> None:
    antes(escena)
    with escena.arbitro() as (_, contexto):
        assert razon in juzgar(contexto, del_nodo(escena, clave, cuerpo, fuente))


def test_de_quien_es_y_que_dice_se_mira_en_orden(escena: Escena) -> None:
    """Each defect by itself, in its words: proceso, operator, signature, acta, and who may sign for the centre."""
    bueno = escena.firmar(1, SUYA, Acopio("01", "D"))
    with escena.arbitro() as (_, contexto):
        assert juzgar(contexto, bueno) == ""
        assert juzgar(contexto, replace(bueno, hecho=replace(bueno.hecho, proceso="otro"))) == "es del proceso otro"
        de_nadie = replace(bueno, hecho=replace(bueno.hecho, operador="nadie"))
        assert juzgar(contexto, de_nadie) == "no hay operador nadie"
        assert "la firma no corresponde" in juzgar(contexto, replace(bueno, firma=bytes(64)))
        sin_acta = escena.firmar(1, "FC-NADA", Acopio("01", "D"))
        assert juzgar(contexto, sin_acta).startswith("el acta FC-NADA no está en el catálogo")
        por_el_centro = escena.firmar(1, SUYA, Cierre(1, "X"), Fuente.CENTRO)
        assert juzgar(contexto, por_el_centro) == "op-01-1 no firma por el centro"
        del_centro = escena.firmar(CENTRO, SUYA, Acopio("01", "D"))
        assert juzgar(contexto, del_centro) == "el centro no firma ACOPIO"


@pytest.mark.parametrize("cuerpo", [Acopio("02", "D"), Imagen("h", "ESCANER", "02")], ids=["recibe", "digitaliza"])
def test_nadie_recibe_ni_digitaliza_en_otro_sitio(escena: Escena, cuerpo: Cuerpo) -> None:
    ajeno, suyo = escena.firmar(1, SUYA, cuerpo), escena.firmar("02-1", AJENA, cuerpo)
    with escena.arbitro() as (_, contexto):
        assert juzgar(contexto, ajeno) == "op-01-1 es del sitio 01 y dice que fue en 02"
        assert juzgar(contexto, suyo) == ""


@pytest.mark.parametrize(("por", "dice"), [("CATD01", ""), ("CENTRO", ""), ("CATD02", "entró por el nodo CATD02")])
def test_nadie_captura_por_el_nodo_de_otro_sitio(escena: Escena, por: str, dice: str) -> None:
    firmada = escena.firmar(1, SUYA, Captura(1, "h", (1,) * 11, "ACTA PREP", SUYA))
    entrada = replace(firmada, hecho=replace(firmada.hecho, nodo=por))
    with escena.arbitro() as (_, contexto):
        assert juzgar(contexto, entrada) == (f"op-01-1 es del sitio 01 y su captura {dice}" if dice else "")


def test_quien_recibe_no_anula_lo_que_no_se_retira_aunque_sea_suyo(escena: Escena) -> None:
    huella = escena.digitalizada(SUYA)
    captura = escena.captura(3, SUYA, huella)
    escena.base.dueno("UPDATE prep.operador SET roles = '{acopio}' WHERE operador = 'op-01-3'")
    with escena.arbitro() as (_, contexto):
        anulacion = escena.firmar(3, SUYA, Anulacion(captura.hecho.id, "me equivoqué"))
        assert juzgar(contexto, anulacion) == "op-01-3 sólo anula lo que recibió"
        cierre = escena.firmar(3, SUYA, Cierre(1, "X"))
        assert juzgar(contexto, cierre) == "op-01-3 no tiene el papel que firma CIERRE"


@pytest.mark.parametrize(
    ("codigo", "dice"), [("MENSAJE", ""), ("MENSAJE_ENTERADO", ""), (APERTURA, "op-ccv-1 no firma por el centro")]
)
def test_por_el_centro_quien_lo_coordina_dice_algo_y_no_ordena_nada(escena: Escena, codigo: str, dice: str) -> None:
    """Nobody else at all: not a person of the centre who only captures, nor who coordinates a CATD."""
    escena.base.dueno("UPDATE prep.operador SET roles = '{coordinacion}' WHERE operador IN ('op-01-3', 'op-ccv-1')")
    cuerpo = Incidencia(codigo, "Hola.", "TODOS")
    with escena.arbitro() as (_, contexto):
        assert juzgar(contexto, escena.firmar("ccv-1", "", cuerpo, Fuente.CENTRO)) == dice
        for otra in (3, "ccv-2"):
            assert juzgar(contexto, escena.firmar(otra, "", cuerpo, Fuente.CENTRO)).endswith("no firma por el centro")


PROPUESTA = Propuesta("FASE", Datos("{}"), "es hora")
CONFORME = Conforme(UUID(int=1), Respuesta.ACEPTA, "sí", "")
DE_DOS = [PROPUESTA, CONFORME]


@pytest.mark.parametrize("cuerpo", DE_DOS, ids=lambda c: c.tipo)
def test_de_un_acuerdo_firma_cada_quien_con_su_llave(escena: Escena, cuerpo: Cuerpo) -> None:
    """At a station the desk and coordination; of the whole proceso, or by the centre, who coordinates there."""
    escena.base.dueno("UPDATE prep.operador SET roles = '{coordinacion}' WHERE operador IN ('op-01-3', 'op-ccv-1')")
    escena.base.dueno("UPDATE prep.operador SET roles = '{captura,acopio}' WHERE operador = 'op-01-4'")
    with escena.arbitro() as (_, contexto):

        def dice(n: int | str, acta: str, fuente: Fuente) -> str:
            return juzgar(contexto, escena.firmar(n, acta, cuerpo, fuente))

        assert (dice(1, SUYA, Fuente.CATD), dice(3, SUYA, Fuente.CATD)) == ("", "")
        assert dice(4, SUYA, Fuente.CATD) == f"op-01-4 no tiene el papel que firma {cuerpo.tipo}"
        assert (dice("ccv-1", "", Fuente.CENTRO), dice("ccv-1", SUYA, Fuente.CENTRO)) == ("", "")
        for otro in (1, 3, "ccv-2"):
            assert dice(otro, "", Fuente.CENTRO).endswith("no firma por el centro")
        de_todo = "" if cuerpo is CONFORME else "op-ccv-1 no firma PROPUESTA de todo el proceso"
        assert dice("ccv-1", "", Fuente.CATD) == de_todo  # an answer does nothing but to what it answers
        assert dice(CENTRO, "", Fuente.CENTRO) == f"el centro no firma {cuerpo.tipo}"
        de_nodo = del_nodo(escena, SUYA, cuerpo, Fuente.CATD)
        assert juzgar(contexto, de_nodo) == f"un nodo no firma {cuerpo.tipo}"

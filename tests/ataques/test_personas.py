"""Who is given another key captures with it and their acta goes out; the key of before, by then, captures nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from prep.domain.hechos.hechos import Captura, Datos, Propuesta, Respuesta
from prep.domain.hechos.propuestas import contestar
from prep.domain.reglas.ordenes import ORDEN
from prep.domain.reglas.personas import CambioDePersona
from prep.net.identidad import nueva
from tests.central.arbitro.escena import CAMPOS
from tests.central.corte.apoyo import celda, resultados
from tests.central.corte.escena import Cortes
from tests.conftest import Nodo
from tests.store.ejemplos import acta

UNA = acta(1).clave
SUYA = "op-01-1"


@pytest.fixture
def cortes(base: Nodo, tmp_path: Path) -> Iterator[Cortes]:
    yield Cortes(base, tmp_path)


def test_con_su_llave_nueva_captura_y_el_siguiente_corte_lo_muestra(cortes: Cortes) -> None:
    escena = cortes.escena
    cortes.base.dueno("UPDATE prep.operador SET roles = roles || '{coordinacion}' WHERE operador = 'op-01-4'")
    escena.correr()
    vieja, llave = escena.llaves[SUYA], nueva()
    huella = escena.digitalizada(UNA)
    antes = escena.captura(1, UNA, huella)  # with the key of then
    escena.correr()
    orden = CambioDePersona(SUYA, llave.publica, "0" * 64).orden
    propuesta = escena.hacer(4, "", Propuesta(ORDEN, Datos(orden.texto), "la olvidó"))
    escena.hacer(5, "", contestar(propuesta.hecho, Respuesta.ACEPTA, "está aquí"))
    escena.correr()
    robada = escena.firmar(1, acta(3).clave, Captura(1, huella, (9,) * CAMPOS, "ACTA PREP", acta(3).clave))
    escena.llaves[SUYA] = llave
    suya = escena.firmar(1, acta(5).clave, Captura(1, "", (9,) * CAMPOS, "ACTA PREP", acta(5).clave))
    for firmado in (robada, suya):
        assert escena.entregar(firmado) == "nuevo"
    escena.captura(2, UNA, huella)
    escena.correr()
    juicio = "SELECT q.razon FROM prep.cuarentena q WHERE q.hecho = %s"
    assert "habían cambiado" in cortes.base.dueno(juicio, robada.hecho.id)[0][0]
    for buena in (antes, suya):
        assert cortes.base.dueno(juicio, buena.hecho.id) == []
    assert escena.etapa(UNA) == "VERIFICADA" and vieja.publica != llave.publica
    assert celda(resultados(cortes.cortar().carpeta), UNA, "PAN") == "1"

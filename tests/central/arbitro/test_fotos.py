"""Who may sign a phone's image: the centre, which received it, and nobody else (R-09)."""

from dataclasses import replace

import psycopg
import pytest

from central.arbitro.derecho import defecto
from prep.domain.hechos.hechos import Fuente, Imagen
from prep.domain.hechos.texto import mensaje
from tests.central.arbitro.escena import Escena
from tests.conftest import Nodo
from tests.store.ejemplos import acta

ACTA = acta(1).clave
FOTO = Imagen("ab" * 32, "MOVIL", "CCV", "cae-7")


@pytest.fixture
def escena(base: Nodo) -> Escena:
    return Escena(base)


def test_el_centro_firma_la_imagen_que_recibio_de_un_telefono(escena: Escena) -> None:
    escena.hacer("centro", ACTA, FOTO, Fuente.CASILLA)
    escena.correr()
    assert escena.etapa(ACTA) == "DIGITALIZADA"
    assert escena.base.dueno("SELECT count(*) FROM prep.cuarentena") == [(0,)]


OTRAS_IMAGENES = {
    "de escáner": (replace(FOTO, medio="ESCANER"), Fuente.CASILLA),
    "del CATD": (FOTO, Fuente.CATD),
    "de escáner del CATD": (Imagen("ab" * 32, "ESCANER", "01"), Fuente.CATD),
    "a su nombre": (FOTO, Fuente.CENTRO),
    "de otro sitio": (replace(FOTO, sitio="01"), Fuente.CASILLA),
    "de nadie": (replace(FOTO, cuenta=""), Fuente.CASILLA),
}


@pytest.mark.parametrize(("cuerpo", "fuente"), OTRAS_IMAGENES.values(), ids=list(OTRAS_IMAGENES))
def test_el_centro_no_firma_ninguna_otra_imagen(escena: Escena, cuerpo: Imagen, fuente: Fuente) -> None:
    firmado = escena.firmar("centro", ACTA, cuerpo, fuente)
    with pytest.raises(psycopg.Error) as error:
        escena.entregar(firmado)
    assert error.value.sqlstate == "PR005"
    with escena.arbitro() as (_, contexto):  # and the árbitro, whatever a base let in
        assert defecto(contexto, firmado.hecho, mensaje(firmado.hecho, firmado.cuerpo), firmado.firma) != ""


def test_nadie_mas_firma_la_imagen_de_un_telefono(escena: Escena) -> None:
    """Not even who may scan, at the CCV: neither the base nor the árbitro takes it (R-09)."""
    firmado = escena.firmar(1, ACTA, FOTO, Fuente.CASILLA)
    with pytest.raises(psycopg.Error) as error:
        escena.entregar(firmado)
    assert error.value.sqlstate == "PR005"
    with escena.arbitro() as (_, contexto):
        razon = defecto(contexto, firmado.hecho, mensaje(firmado.hecho, firmado.cuerpo), firmado.firma)
    assert razon == "op-01-1 no firma la imagen de un teléfono: la recibe el centro"

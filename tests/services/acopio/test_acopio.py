"""Acopio goes on without the node; what is wrong is refused before anything is saved."""

from uuid import UUID, uuid4

import pytest

from prep.domain.catalogo.catalogo import CCV, TipoCasilla
from prep.domain.catalogo.fuera_de_catalogo import clave_fc
from prep.domain.hechos.hechos import Fuente, Imagen, MotivoSinActa, Tipo
from prep.services.acopio.acopio import Acopiar
from prep.services.estacion.errores import DatoInvalido, NoProcede, SinPermiso
from prep.services.estacion.estacion import Estacion
from prep.store.spool.tipos import Entregado
from tests.services.conftest import Abrir, llave, sesion
from tests.store import ejemplos

UNO, DOS, M = ejemplos.acta(1).clave, ejemplos.acta(2).clave, ejemplos.acta(0, TipoCasilla.M, CCV).clave
STRAY = clave_fc("GUB", "001", "9999", "B", "01", "00", "A02", 1)


@pytest.fixture
def acopio(suelta: Estacion) -> Acopiar:
    return Acopiar(suelta, sesion("ana", suelta))


def test_sin_nodo_el_acopio_se_guarda_firmado_y_pendiente(acopio: Acopiar, suelta: Estacion) -> None:
    recibo = acopio.registrar(UNO, "D")
    assert recibo.estado is Entregado.PENDIENTE
    assert "no responde" in recibo.aviso
    (firmado,) = suelta.spool.pendientes()
    assert firmado.hecho.id == recibo.hecho
    assert ejemplos.firma_valida(firmado, llave("ana").publica)


@pytest.mark.parametrize(
    ("clave", "mecanismo", "mensaje"),
    [
        (UNO, "X", "Elija D, F, I o directo"),
        ("GUB-001-9999-B01-0-A02-1", "D", "no está en el catálogo de este sitio"),
        (DOS, "D", "Llévela a 02"),
        (M, "D", "Llévela a CCV"),
        ("FC-cualquier cosa", "D", "Corrija la identificación"),
    ],
)
def test_lo_que_aqui_no_se_puede_recibir_se_rechaza_y_no_se_guarda_nada(
    acopio: Acopiar, suelta: Estacion, clave: str, mecanismo: str, mensaje: str
) -> None:
    with pytest.raises(NoProcede, match=mensaje):
        acopio.registrar(clave, mecanismo)
    assert suelta.spool.cuentas().total == 0


def test_un_acta_fuera_de_catalogo_se_recibe_en_cualquier_parte(acopio: Acopiar) -> None:
    assert acopio.registrar(STRAY, "F").hecho
    with pytest.raises(NoProcede, match="no se esperaba"):
        acopio.sin_acta(STRAY, MotivoSinActa.SIN_BOLSA)


def test_el_ccv_recibe_el_papel_del_extranjero_y_ningun_otro(abrir: Abrir, sin_nodo: str) -> None:
    estacion = abrir(sin_nodo, "est-ccv-1")
    acopio = Acopiar(estacion, sesion("fer", estacion))
    assert acopio.registrar(M, "D").hecho
    for clave in (UNO, STRAY):
        with pytest.raises(NoProcede, match="no se recibe en CCV"):
            acopio.registrar(clave, "D")


def test_un_segundo_acopio_se_rechaza_hasta_que_se_anula_el_primero(acopio: Acopiar) -> None:
    primero = acopio.registrar(UNO, "D")
    with pytest.raises(NoProcede, match="ya se recibió"):
        acopio.registrar(UNO, "D")
    acopio.anular(primero.hecho, "sobre equivocado")
    assert acopio.registrar(UNO, "D").hecho != primero.hecho


def test_sin_acta_y_acopio_se_excluyen(acopio: Acopiar) -> None:
    sin_acta = acopio.sin_acta(UNO, MotivoSinActa.NO_ENTREGADO)
    with pytest.raises(NoProcede, match="ya se declaró"):
        acopio.sin_acta(UNO, MotivoSinActa.NO_ENTREGADO)
    acopio.anular(sin_acta.hecho, "llegó")
    acopio.registrar(UNO, "D")
    with pytest.raises(NoProcede, match="anule antes su acopio"):
        acopio.sin_acta(UNO, MotivoSinActa.NO_ENTREGADO)


def test_el_acta_llega_despues_de_declararse_sin_acta(acopio: Acopiar) -> None:
    acopio.sin_acta(UNO, MotivoSinActa.NO_ENTREGADO)
    assert acopio.registrar(UNO, "D").hecho  # the fold sees that it was superseded


def test_cada_quien_anula_sus_acopios_y_la_coordinacion_cualquier_hecho(acopio: Acopiar, suelta: Estacion) -> None:
    recibo = acopio.registrar(UNO, "D")
    imagen = sesion("ana", suelta).firma.hecho(UNO, Fuente.CATD, Imagen("ab" * 32, "ESCANER", "01"))
    otro, eva = Acopiar(suelta, sesion("beto", suelta)), Acopiar(suelta, sesion("eva", suelta))
    for quien, hecho in ((otro, recibo.hecho), (acopio, uuid4()), (acopio, imagen.hecho.id)):
        with pytest.raises(SinPermiso, match="Pídalo a la coordinación"):
            quien.anular(hecho, "error")
    ajeno = UUID(int=5)
    with pytest.raises(DatoInvalido, match="Indique de qué acta"):
        eva.anular(ajeno, "error")
    eva.anular(ajeno, "error", UNO)
    eva.anular(recibo.hecho, "error")
    assert suelta.spool.de_acta(UNO, Tipo.ACOPIO) == []


@pytest.mark.parametrize("motivo", ["", "   ", "x" * 501])
def test_una_anulacion_dice_por_que(acopio: Acopiar, motivo: str) -> None:
    recibo = acopio.registrar(UNO, "D")
    with pytest.raises(DatoInvalido, match="Escriba el motivo"):
        acopio.anular(recibo.hecho, motivo)

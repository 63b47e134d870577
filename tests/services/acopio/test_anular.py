"""What was received or declared and is annulled at the counter: what it says that the acta is now is so (R-08)."""

from prep.domain.hechos.hechos import MotivoSinActa
from prep.services.acopio.avisos import AVISOS, ClaseDeRespuesta
from prep.services.acopio.llegadas import Situacion
from prep.services.acopio.mostrador import Mostrador
from prep.services.estacion.estacion import Estacion
from tests.services.acopio.test_mostrador import ALC1, DIP1, GUB1, estacion, mostrador, puesto

__all__ = ["estacion", "mostrador"]


def test_lo_recibido_tras_declararlo_sin_acta_y_anulado_dice_que_vuelve_a_estar_sin_acta(mostrador: Mostrador) -> None:
    """It said that it was expected again, and it was published SIN ACTA."""
    mostrador.declarar([GUB1], MotivoSinActa.NO_INSTALADA)
    mostrador.leer("1b", "D")
    acopio = mostrador.acopios.estado(GUB1).acopio
    assert acopio is not None
    dicho = mostrador.anular(acopio, "sobre equivocado").texto
    assert MotivoSinActa.NO_INSTALADA in dicho and "F11" in dicho and "vuelve a esperarse" not in dicho
    declarada = mostrador.acopios.estado(GUB1).sin_acta
    assert declarada is not None
    assert "vuelve a esperarse" in mostrador.anular(declarada, "se declaró por error").texto
    assert mostrador.acopios.estado(GUB1).situacion is Situacion.ESPERADA


def test_un_acopio_anulado_vuelve_a_esperarse_y_solo_lo_anula_quien_lo_hizo_o_la_coordinacion(
    mostrador: Mostrador, estacion: Estacion
) -> None:
    mostrador.leer("1b", "D")
    gub, dip, _ = (mostrador.acopios.estado(c).acopio for c in (GUB1, DIP1, ALC1))
    assert gub is not None and dip is not None
    ajeno = puesto(estacion, "beto").anular(gub, "me equivoqué")
    assert ajeno.clase is ClaseDeRespuesta.NO_PROCEDE and "Pídalo a la coordinación" in ajeno.texto
    assert "Escriba el motivo" in mostrador.anular(gub, "  ").texto
    anulada = mostrador.anular(gub, " sobre equivocado ")
    assert anulada.clase is ClaseDeRespuesta.ANULADA
    assert anulada.texto == f"1 B1 GUB: sobre equivocado. {AVISOS[ClaseDeRespuesta.ANULADA].que_hacer}"
    coordina = puesto(estacion, "eva")
    assert coordina.anular(dip, "sobre equivocado").clase is ClaseDeRespuesta.ANULADA
    assert coordina.acopios.estado(GUB1).situacion is Situacion.ESPERADA
    assert mostrador.leer("1b", "D").renglones[0].clase is ClaseDeRespuesta.RECIBIDA

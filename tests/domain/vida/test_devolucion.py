"""What is handed back: to the desk with its reason, never captured or decided by who handed it back (R-04, R-05)."""

from dataclasses import replace

import pytest

from prep.domain.catalogo.ajustes import Ajustes, Orden
from prep.domain.hechos.hechos import AccionDeMesa, Hecho
from prep.domain.hechos.razones import RazonDeDevolucion
from prep.domain.vida.estado import ClaseTrabajo, Etapa
from tests.domain.escena import (
    CIFRAS,
    ESCANEO,
    OTRA,
    OTRO_ESCANEO,
    acopio,
    captura,
    cierre,
    codigos,
    devolucion,
    dictamen,
    doblar,
    escaneo,
)

R, A = RazonDeDevolucion, AccionDeMesa
LLEGA = [acopio(1), escaneo(2)]
A_LA_MESA = [R.NO_ES, R.NO_SE_LEE, R.INCOMPLETA]


@pytest.mark.parametrize("razon", A_LA_MESA)
def test_con_una_razon_va_a_la_mesa_sin_que_nadie_la_capture(razon: RazonDeDevolucion) -> None:
    estado = doblar(*LLEGA, devolucion(3, razon))
    assert estado.etapa is Etapa.EN_MESA
    (trabajo,) = estado.pendientes
    assert (trabajo.clase, trabajo.ronda, trabajo.imagen) == (ClaseTrabajo.MESA, 1, ESCANEO)


def test_para_otra_persona_sigue_en_captura_y_la_mesa_no_la_ve() -> None:
    estado = doblar(*LLEGA, devolucion(3, R.OTRA_PERSONA))
    assert estado.etapa is Etapa.DIGITALIZADA
    assert [p.clase for p in estado.pendientes] == [ClaseTrabajo.CAPTURA] * 2


def test_las_cifras_de_una_sola_persona_no_las_acepta_la_mesa() -> None:
    """Nobody captured it: its figures would be of one person alone."""
    sola = doblar(*LLEGA, devolucion(3), dictamen(4, A.ACEPTA, (), valores=CIFRAS))
    assert sola.etapa is Etapa.EN_MESA and "DICTAMEN_SIN_CAPTURAS" in codigos(sola)
    una = captura(3, "ana")
    de_dos = doblar(*LLEGA, una, devolucion(4), dictamen(5, A.ACEPTA, (una,), valores=CIFRAS))
    assert de_dos.etapa is Etapa.VERIFICADA and de_dos.vigente.valores == CIFRAS


@pytest.mark.parametrize(
    ("accion", "destino", "etapa"),
    [
        (A.RECAPTURA, "", Etapa.DIGITALIZADA),
        (A.REDIGITALIZA, "", Etapa.POR_REDIGITALIZAR),
        (A.IDENTIFICA, OTRA, Etapa.TRASLADADA),
    ],
)
def test_la_mesa_decide_lo_demas_sin_capturas(accion: AccionDeMesa, destino: str, etapa: Etapa) -> None:
    assert doblar(*LLEGA, devolucion(3), dictamen(4, accion, (), destino=destino)).etapa is etapa


def test_no_la_decide_quien_la_devolvio() -> None:
    estado = doblar(*LLEGA, devolucion(3, quien="beto"), dictamen(4, A.RECAPTURA, (), quien="beto"))
    assert estado.etapa is Etapa.EN_MESA and "DICTAMEN_DE_CAPTURISTA" in codigos(estado)


def test_recapturada_y_sin_nadie_mas_vuelve_a_la_mesa() -> None:
    otra_vez = [*LLEGA, devolucion(3), dictamen(4, A.RECAPTURA, ())]
    estado = doblar(*otra_vez, cierre(5, ronda=2))
    assert estado.etapa is Etapa.EN_MESA and estado.vigente.ronda == 2
    nueva = [*LLEGA, devolucion(3), dictamen(4, A.REDIGITALIZA, ()), escaneo(5, OTRO_ESCANEO)]
    assert doblar(*nueva, cierre(6, ronda=2)).etapa is Etapa.DIGITALIZADA, "de esa imagen nadie dijo nada"


def test_de_una_ronda_que_ya_no_esta_abierta_no_se_devuelve() -> None:
    otra_vez = [*LLEGA, devolucion(3), dictamen(4, A.RECAPTURA, ())]
    estado = doblar(*otra_vez, devolucion(5, quien="dora", ronda=1))
    assert (estado.etapa, estado.vigente.ronda) == (Etapa.DIGITALIZADA, 2)
    assert "DEVOLUCION_FUERA_DE_LUGAR" in codigos(estado)


def test_del_papel_que_llega_otra_vez_nadie_ha_dicho_nada() -> None:
    """What was handed back was another sheet: with nobody on shift it does not go to the desk without a captura."""
    papel = Ajustes(orden=Orden.PAPEL)
    devuelta = [acopio(1), devolucion(2)]
    fue_otra = dictamen(3, A.IDENTIFICA, (), destino=OTRA)
    assert doblar(*devuelta, fue_otra, ajustes=papel).etapa is Etapa.TRASLADADA
    estado = doblar(*devuelta, fue_otra, acopio(4), cierre(5, ronda=2), ajustes=papel)
    assert (estado.etapa, estado.vigente.ronda) == (Etapa.ACOPIADA, 2)
    assert "CIERRE_FUERA_DE_LUGAR" in codigos(estado)


def test_del_papel_en_la_mano_tambien_se_devuelve() -> None:
    papel = Ajustes(orden=Orden.PAPEL)
    assert doblar(acopio(1), devolucion(2), ajustes=papel).etapa is Etapa.EN_MESA
    assert doblar(acopio(1), devolucion(2)).etapa is Etapa.ACOPIADA, "sin imagen ni papel no hay qué devolver"


def test_la_devolucion_que_llega_antes_que_su_ronda_la_espera() -> None:
    hechos: list[Hecho] = [replace(devolucion(3), sec=1), replace(acopio(1), sec=2), replace(escaneo(2), sec=3)]
    assert doblar(*hechos).etapa is Etapa.EN_MESA

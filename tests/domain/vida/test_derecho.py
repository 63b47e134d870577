"""Whose the acta is: what other sites sign of it does nothing, in whatever order it all arrives (P-10)."""

from dataclasses import replace
from itertools import permutations

import pytest

from prep.domain.catalogo.ajustes import Ajustes
from prep.domain.catalogo.catalogo import CCV
from prep.domain.hechos.hechos import (
    Acopio,
    Anulacion,
    Cotejo,
    Cuerpo,
    Fuente,
    Hecho,
    Incidencia,
    MotivoSinActa,
    SinActa,
)
from prep.domain.hechos.tipos import TIPOS
from prep.domain.vida.derecho import Sitios, SitiosDePersona
from prep.domain.vida.estado import EstadoActa, Etapa
from prep.domain.vida.fold import fold
from tests.domain.escena import (
    ACTA,
    CASILLA,
    CATD,
    FORMA,
    acopio,
    captura,
    codigos,
    custodia,
    escaneo,
    foto,
    hecho,
    publicado,
)

SITIOS = {"acopiador": "07", "digitalizador": "07", "ana": "07", "beto": "07", "mesa": "07", "ceci": CCV, "dani": CCV,
          "centro": CCV, "nodo": "07", "rita": "08", "raul": "08"}  # fmt: skip
SOBRE = [acopio(1), escaneo(2)]


def doblar(*hechos: Hecho, centro: str = "07", sitios: Sitios = SITIOS) -> EstadoActa:
    return fold(hechos, replace(ACTA, centro=centro), FORMA, Ajustes(), sitios=sitios)


def sin_derecho(estado: EstadoActa) -> int:
    return codigos(estado).count("SIN_DERECHO")


def de_otro(n: int, cuerpo: Cuerpo, fuente: Fuente = CATD) -> Hecho:
    return hecho(n, fuente, cuerpo, "rita")


def test_lo_de_otro_catd_no_cuenta_y_lo_de_casa_si() -> None:
    estado = doblar(*SOBRE, captura(3, "rita"), captura(4, "raul"), captura(5, "ana"))
    assert (estado.etapa, sin_derecho(estado)) == (Etapa.EN_CAPTURA, 2)
    assert doblar(*SOBRE, captura(3, "rita"), captura(4, "ana"), captura(5, "beto")).etapa is Etapa.VERIFICADA


def test_de_quien_cambio_de_sitio_cuenta_donde_estaba_cuando_lo_hizo() -> None:
    hasta = captura(4, "ana").momento
    vino: Sitios = {**SITIOS, "ana": SitiosDePersona(((hasta, "08"),), "07")}
    for n, suyos in ((3, 1), (4, 0), (5, 0)):
        assert sin_derecho(doblar(*SOBRE, captura(n, "ana"), captura(6, "beto"), sitios=vino)) == suyos


def test_quien_se_fue_ya_no_puede_ni_como_si_fuera_del_ccv() -> None:
    se_fue: Sitios = {**SITIOS, "ana": SitiosDePersona(((captura(4, "ana").momento, "07"),), "08")}
    for n, suyos in ((3, 0), (4, 1), (5, 1)):
        assert sin_derecho(doblar(*SOBRE, captura(n, "ana"), captura(6, "beto"), sitios=se_fue)) == suyos


def test_el_ccv_puede_siempre() -> None:
    estado = doblar(*SOBRE, captura(3, "ceci"), captura(4, "dani"))
    assert (estado.etapa, sin_derecho(estado)) == (Etapa.VERIFICADA, 0)


@pytest.mark.parametrize("cuerpo", [Cotejo(3, "porque sí"), Anulacion(captura(3, "ana").id, "porque sí")])
def test_lo_publicado_no_lo_mueve_otro_catd(cuerpo: Cuerpo) -> None:
    bien = [*SOBRE, captura(3, "ana"), captura(4, "beto"), publicado(5)]
    estado = doblar(*bien, de_otro(6, cuerpo))
    assert (estado.etapa, sin_derecho(estado)) == (Etapa.VERIFICADA, 1)


def test_lo_que_mando_un_telefono_no_es_del_catd_de_la_casilla() -> None:
    estado = doblar(foto(1), captura(2, "ana", fuente=CASILLA), captura(3, "beto", fuente=CASILLA))
    assert (estado.etapa, sin_derecho(estado)) == (Etapa.DIGITALIZADA, 2)
    estado = doblar(foto(1), custodia(4, "07"), captura(2, "ana", fuente=CASILLA), captura(3, "beto", fuente=CASILLA))
    assert (estado.etapa, sin_derecho(estado)) == (Etapa.VERIFICADA, 0)


def test_a_quien_el_centro_le_da_el_acta_si_en_cualquier_orden() -> None:
    hechos = [*SOBRE, custodia(3, "08"), captura(4, "rita"), captura(5, "raul")]
    estados = {str(doblar(*orden)) for orden in permutations(hechos)}
    assert len(estados) == 1 and sin_derecho(doblar(*hechos)) == 0
    assert doblar(*hechos).etapa is Etapa.VERIFICADA


def test_una_custodia_que_no_firma_el_centro_no_da_derecho() -> None:
    suya = replace(custodia(3, "08"), operador="nodo")
    estado = doblar(*SOBRE, suya, captura(4, "rita"))
    assert (estado.etapa, sin_derecho(estado)) == (Etapa.DIGITALIZADA, 1)


def test_un_acta_fuera_de_catalogo_es_de_quien_la_recibio_en_cualquier_orden() -> None:
    suyos = [hecho(1, CATD, Acopio("08", "D"), "rita"), replace(escaneo(2, sitio="08"), operador="raul"),
             captura(3, "rita"), captura(4, "ana"), captura(5, "raul")]  # fmt: skip
    estados = {str(doblar(*orden, centro="")) for orden in permutations(suyos)}
    assert len(estados) == 1
    estado = doblar(*suyos, centro="")
    assert (estado.etapa, sin_derecho(estado)) == (Etapa.VERIFICADA, 1)


def test_un_acta_fuera_de_catalogo_es_tambien_de_a_quien_el_centro_se_la_da() -> None:
    recibo = hecho(1, CATD, Acopio("08", "D"), "rita")
    capturas = [captura(4, "ana"), captura(5, "beto")]
    hechos = [recibo, replace(escaneo(2, sitio="08"), operador="raul"), custodia(3, "07"), *capturas]
    estado = doblar(*hechos, centro="")
    assert (estado.etapa, sin_derecho(estado)) == (Etapa.VERIFICADA, 0)


def test_lo_anulado_tambien_la_recibio() -> None:
    """Who had it and took it back can still say what it was: an anulación takes no right away."""
    recibo = hecho(1, CATD, Acopio("08", "D"), "rita")
    estado = doblar(recibo, de_otro(2, Anulacion(recibo.id, "era de otra")), centro="")
    assert (estado.etapa, sin_derecho(estado)) == (Etapa.ESPERADA, 0)


@pytest.mark.parametrize(
    ("cuerpo", "cuenta"), [(Incidencia("I-01", "un sobre suyo"), 0), (SinActa(MotivoSinActa.SIN_BOLSA), 1)]
)
def test_de_un_incidente_avisa_cualquiera_y_sin_acta_no(cuerpo: Cuerpo, cuenta: int) -> None:
    estado = doblar(de_otro(1, cuerpo))
    assert (estado.etapa, sin_derecho(estado)) == (Etapa.ESPERADA, cuenta)


def test_de_quien_no_se_sabe_donde_trabaja_no_se_juzga() -> None:
    assert sin_derecho(doblar(*SOBRE, captura(3, "rita"), sitios={})) == 0


def test_los_que_no_son_de_un_sitio_son_los_que_no_mueven_un_acta() -> None:
    sueltos = {tipo for tipo, fila in TIPOS.items() if not fila.de_su_sitio}
    assert sueltos == {tipo for tipo, fila in TIPOS.items() if not fila.explica_cambio}

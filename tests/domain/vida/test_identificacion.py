"""Which acta a phone image is of: read twice, blind, compared like a figure; the desk corrects it (R-04, R-11)."""

from itertools import permutations

import pytest

from prep.domain.catalogo.ajustes import Ajustes, Identificacion
from prep.domain.hechos.hechos import AccionDeMesa, Fuente, Hecho
from prep.domain.vida.estado import ClaseTrabajo, Etapa
from tests.domain.escena import (
    CASILLA,
    CATD,
    CENTRO,
    CIFRAS,
    CLAVE,
    FOTO,
    OTRA,
    OTRA_FOTO,
    acopio,
    captura,
    codigos,
    de_dos,
    dictamen,
    doblar,
    escaneo,
    foto,
)

TERCERA = "GUB-000-0001-C02-00-A02-0"


def leida(n: int, quien: str, identificacion: str) -> Hecho:
    return captura(n, quien, fuente=CASILLA, identificacion=identificacion)


def test_dos_que_leen_lo_esperado_la_verifican() -> None:
    estado = doblar(foto(1), leida(2, "ceci", CLAVE), leida(3, "dani", CLAVE))
    assert (estado.etapa, estado.vigente.valores) == (Etapa.VERIFICADA, CIFRAS)


def test_la_identificacion_distinta_con_cifras_iguales_pide_una_tercera_captura_a_ciegas() -> None:
    estado = doblar(foto(1), leida(2, "ceci", CLAVE), leida(3, "dani", OTRA))
    assert estado.etapa is Etapa.EN_DISPUTA
    assert [(p.clase, p.puesto, p.sitio, p.imagen) for p in estado.pendientes] == [
        (ClaseTrabajo.CAPTURA, 3, "CCV", FOTO)
    ]
    assert doblar(foto(1), leida(2, "ceci", CLAVE), leida(3, "dani", OTRA), leida(4, "eva", CLAVE)).registrada


def test_dos_que_leen_la_misma_otra_la_llevan_a_la_mesa_del_ccv_y_no_se_publica_en_esta() -> None:
    hechos = [foto(1), leida(2, "ceci", OTRA), leida(3, "dani", OTRA)]
    for orden in permutations(hechos):
        estado = doblar(*orden)
        assert (estado.etapa, estado.registrada, estado.vigente.valores) == (Etapa.EN_MESA, False, ())
        (trabajo,) = estado.pendientes
        assert (trabajo.clase, trabajo.fuente, trabajo.sitio, trabajo.imagen) == (
            ClaseTrabajo.MESA,
            CASILLA,
            "CCV",
            FOTO,
        )
        assert codigos(estado) == ["IDENTIFICACION_DISTINTA"]


def test_la_tercera_que_lee_la_misma_otra_tambien_la_lleva_a_la_mesa() -> None:
    capturas = [leida(2, "ceci", CLAVE), leida(3, "dani", OTRA), leida(4, "eva", OTRA)]
    estado = doblar(foto(1), *capturas)
    assert (estado.etapa, codigos(estado)) == (Etapa.EN_MESA, ["IDENTIFICACION_DISTINTA"])
    tres_distintas = [leida(2, "ceci", CLAVE), leida(3, "dani", OTRA), leida(4, "eva", TERCERA)]
    assert doblar(foto(1), *tres_distintas).etapa is Etapa.EN_DISPUTA


def test_la_mesa_la_traslada_y_esta_vuelve_a_esperar_la_suya_por_cualquiera_de_los_dos_lados() -> None:
    vistas = (leida(2, "ceci", OTRA), leida(3, "dani", OTRA))
    movida = [foto(1), *vistas, dictamen(4, AccionDeMesa.IDENTIFICA, vistas, fuente=CASILLA, destino=OTRA)]
    estado = doblar(*movida)
    assert (estado.etapa, estado.vigente.destino, estado.registrada) == (Etapa.TRASLADADA, OTRA, False)
    assert estado.pendientes == ()
    por_papel = doblar(*movida, acopio(5), escaneo(6))
    assert (por_papel.custodia, {p.fuente for p in por_papel.pendientes}) == ("07", {CATD})
    por_telefono = doblar(*movida, foto(5, OTRA_FOTO))
    assert (por_telefono.custodia, por_telefono.etapa) == ("CCV", Etapa.DIGITALIZADA)
    assert {(p.ronda, p.imagen) for p in por_telefono.pendientes} == {(2, OTRA_FOTO)}
    assert doblar(*movida, foto(5)).etapa is Etapa.TRASLADADA, "la misma imagen no es la suya"


def test_la_mesa_puede_decir_entre_dos_que_si_era_la_esperada() -> None:
    vistas = (leida(2, "ceci", OTRA), leida(3, "dani", OTRA))
    acepta = dictamen(4, AccionDeMesa.ACEPTA, vistas, fuente=CASILLA, valores=CIFRAS)
    assert doblar(foto(1), *vistas, acepta).etapa is Etapa.EN_MESA
    assert doblar(foto(1), *vistas, *de_dos(acepta)).etapa is Etapa.VERIFICADA


@pytest.mark.parametrize(
    ("ajustes", "catd", "casilla"),
    [
        (Ajustes(), Identificacion.ETIQUETA, Identificacion.MANUAL),
        (Ajustes(identificacion_catd=Identificacion.PREIMPRESO), Identificacion.PREIMPRESO, Identificacion.MANUAL),
        (Ajustes(identificacion_casilla=Identificacion.ETIQUETA), Identificacion.ETIQUETA, Identificacion.ETIQUETA),
    ],
)
def test_como_se_identifica_es_un_ajuste_de_cada_fuente(
    ajustes: Ajustes, catd: Identificacion, casilla: Identificacion
) -> None:
    dicho: dict[Fuente, Identificacion] = {f: ajustes.identificacion(f) for f in (CATD, CASILLA, CENTRO)}
    assert dicho == {CATD: catd, CASILLA: casilla, CENTRO: catd}

"""When a cotejo is open, whose it is, and what each outcome does (R-06, R-07)."""

from dataclasses import replace
from itertools import permutations

import pytest

from prep.domain.hechos.hechos import Hecho
from prep.domain.vida.estado import ClaseTrabajo, Etapa
from tests.domain.escena import (
    CASILLA,
    CATD,
    CIFRAS,
    CUARTAS,
    ESCANEO,
    FORASTERO,
    FOTO,
    OTRA_FOTO,
    OTRAS,
    TERCERAS,
    a_los,
    acopio,
    captura,
    codigos,
    cotejo,
    custodia,
    de_dos,
    doblar,
    escaneo,
    foto,
    pedido,
    por_papel,
    por_telefono,
    publicado,
)

LLEGADA = [acopio(21, minuto=30), escaneo(22, minuto=31)]  # the paper, after the phone
A_MEDIAS = [*LLEGADA, captura(23, "ana", OTRAS, minuto=32)]
PAPEL = [*A_MEDIAS, captura(24, "beto", OTRAS, minuto=33)]  # captured too, at a CATD without its link


def test_el_acopio_y_la_imagen_de_la_otra_fuente_no_abren_ningun_cotejo() -> None:
    publicada = [*por_telefono(), publicado(9, CASILLA)]
    for hechos in (publicada, [*publicada, LLEGADA[0]], [*publicada, *LLEGADA], [*publicada, *A_MEDIAS]):
        estado = doblar(*hechos)
        assert (estado.cotejo_abierto, estado.pendientes) == (False, ())
    assert not doblar(*por_papel(), publicado(9, CATD), foto(11, minuto=0)).cotejo_abierto


def test_la_otra_fuente_verificada_lo_abre_para_el_centro_de_la_publicada() -> None:
    for publico, sitio, imagen in ((CASILLA, "CCV", FOTO), (CATD, "07", ESCANEO)):
        hechos = [*por_telefono(), *PAPEL, publicado(9, publico)]
        for orden in (hechos, hechos[::-1]):
            estado = doblar(*orden)
            (trabajo,) = estado.pendientes
            assert (trabajo.clase, trabajo.fuente, trabajo.sitio) == (ClaseTrabajo.COTEJO, publico, sitio)
            assert (trabajo.puesto, trabajo.imagen, estado.pedidos) == (0, imagen, ())
    dada = doblar(*por_telefono(), *PAPEL, publicado(9, CASILLA), custodia(30, "08"))
    assert [p.sitio for p in dada.pendientes] == ["08"]
    assert not doblar(*por_telefono(), *PAPEL).cotejo_abierto, "sin publicar no hay qué cotejar"


def test_quien_lo_pide_lo_abre_en_cuanto_se_publica_y_hasta_que_se_le_contesta() -> None:
    pide = pedido(30)
    assert (doblar(*por_papel(), pide).cotejo_abierto, doblar(*por_papel(), pide).pedidos) == (False, (pide.id,))
    hechos = [*por_papel(), publicado(9, CATD), pide]
    for orden in permutations(hechos[3:]):
        estado = doblar(*hechos[:3], *orden)
        assert (estado.cotejo_abierto, estado.pedidos, codigos(estado)) == (True, (pide.id,), [])
        assert [(p.clase, p.sitio) for p in estado.pendientes] == [(ClaseTrabajo.COTEJO, "07")]
    for suelto in (cotejo(31, 1), cotejo(31, 1, ante=(pedido(29),))):
        assert doblar(*hechos, suelto).cotejo_abierto, "no contesta a quien lo pidió"
    contestado = doblar(*hechos, cotejo(31, 1, ante=(pide,)))
    assert contestado == replace(estado, cotejo_abierto=False, pedidos=(), pendientes=())
    assert doblar(*hechos, cotejo(31, 1, ante=(pide,)), pedido(32)).cotejo_abierto
    ajeno = pedido(30, FORASTERO)
    assert codigos(doblar(*por_papel(), publicado(9, CATD), ajeno)) == ["SIN_DERECHO"]


def test_cotejo_1_lo_cierra_sin_cambiar_nada() -> None:
    hechos = [*por_telefono(), publicado(9, CASILLA), *PAPEL]
    antes, despues = doblar(*hechos), doblar(*hechos, cotejo(30, 1, fuente=CASILLA, ante=tuple(PAPEL[2:])))
    assert antes.cotejo_abierto
    assert despues == replace(antes, cotejo_abierto=False, pendientes=())
    assert doblar(*hechos, cotejo(30, 1, fuente=CASILLA)).cotejo_abierto, "no vio las capturas de la otra"


def test_lo_cotejado_por_un_pedido_se_coteja_otra_vez_al_verificarse_la_otra_fuente() -> None:
    pide = pedido(15)
    hechos = [*por_telefono(), publicado(9, CASILLA), pide, cotejo(16, 1, fuente=CASILLA, ante=(pide,))]
    assert not doblar(*hechos).cotejo_abierto
    assert doblar(*hechos, *PAPEL).cotejo_abierto


def test_cotejo_2_cambia_las_cifras_y_lo_dice() -> None:
    pide = pedido(15)
    dicho = cotejo(30, 2, CUARTAS, CASILLA, ante=(pide,))
    hechos = [*por_telefono(), publicado(9, CASILLA), *LLEGADA, pide, *de_dos(dicho)]
    estado = doblar(*hechos)
    assert (estado.vigente.valores, estado.cotejo_abierto) == (CUARTAS, False)
    assert (estado.vigente.captura, estado.vigente.verificacion) == (a_los(2.5), a_los(3.5))
    assert codigos(estado) == ["COTEJO_MODIFICA"]
    assert estado.vigente.hallazgos[0].hecho == hechos[-2].id
    solo = doblar(*hechos[:-1])
    assert (solo.vigente.valores, solo.cotejo_abierto, codigos(solo)) == (CIFRAS, True, ["FALTA_CONFORME"])


def test_cotejo_3_lo_captura_otra_vez_y_luego_se_coteja_de_nuevo() -> None:
    ante = tuple(PAPEL[2:])
    hechos = [*por_telefono(), publicado(9, CASILLA), *PAPEL, *de_dos(cotejo(40, 3, fuente=CASILLA, ante=ante))]
    estado = doblar(*hechos)
    assert (estado.fuentes[1].etapa, estado.fuentes[1].ronda) == (Etapa.DIGITALIZADA, 2)
    assert [(p.fuente, p.ronda) for p in estado.pendientes] == [(CASILLA, 2), (CASILLA, 2)]
    assert sorted(codigos(estado)) == ["COTEJO_RECHAZA", "PUBLICADA_NO_VIGENTE"]
    otra = [captura(41 + i, q, TERCERAS, fuente=CASILLA, ronda=2) for i, q in enumerate(["ceci", "dani"])]
    luego = doblar(*hechos, *otra)
    assert (luego.vigente.valores, luego.cotejo_abierto) == (TERCERAS, True)
    assert not doblar(*hechos, *otra, cotejo(50, 1, fuente=CASILLA, ante=ante)).cotejo_abierto


def test_cotejo_3_por_la_imagen_espera_otra_y_da_el_trabajo_al_papel() -> None:
    pide = pedido(15)
    malo = cotejo(30, 3, fuente=CASILLA, imagen=FOTO, ante=(pide,))
    sola = doblar(*por_telefono(), publicado(9, CASILLA), pide, *de_dos(malo))
    assert (sola.etapa, sola.vigente.valores, sola.cotejo_abierto) == (Etapa.POR_REDIGITALIZAR, (), False)
    hechos = [*por_telefono(), publicado(9, CASILLA), *LLEGADA, pide, *de_dos(malo)]
    estado = doblar(*hechos)
    assert (estado.etapa, estado.custodia, {p.fuente for p in estado.pendientes}) == (Etapa.DIGITALIZADA, "07", {CATD})
    capturas = [captura(41 + i, q, TERCERAS) for i, q in enumerate(["ana", "beto"])]
    luego = doblar(*hechos, *capturas)
    assert (luego.vigente.fuente, luego.vigente.valores, luego.cotejo_abierto) == (CATD, TERCERAS, False)
    de_otra = cotejo(30, 3, fuente=CASILLA, imagen=OTRA_FOTO, ante=(pide,))
    assert doblar(*hechos[:-2], *de_dos(de_otra)).fuentes[1].etapa is Etapa.DIGITALIZADA


@pytest.mark.parametrize(
    ("malo", "codigo"),
    [
        (cotejo(30, 4, fuente=CASILLA), "COTEJO_INVALIDO"),
        (cotejo(30, 2, fuente=CASILLA), "COTEJO_INVALIDO"),
        (cotejo(30, 2, CIFRAS[:-1], CASILLA), "COTEJO_INVALIDO"),
        (cotejo(30, 3, fuente=CATD), "COTEJO_FUERA_DE_LUGAR"),
    ],
)
def test_un_cotejo_que_no_vale_deja_el_cotejo_abierto(malo: Hecho, codigo: str) -> None:
    pide = pedido(15)
    suyo = replace(malo, cuerpo=replace(malo.cuerpo, vistos=(pide.id,)))  # type: ignore[arg-type]
    estado = doblar(*por_telefono(), publicado(9, CASILLA), *LLEGADA, pide, *de_dos(suyo))
    assert codigos(estado) == [codigo]
    assert (estado.cotejo_abierto, estado.vigente.valores) == (True, CIFRAS)


def test_sin_publicar_no_hay_nada_que_cotejar_y_dos_lo_corrigen() -> None:
    assert codigos(doblar(*por_papel(), cotejo(5, 1))) == ["COTEJO_FUERA_DE_LUGAR"]
    assert doblar(*por_papel(), *de_dos(cotejo(5, 3))).etapa is Etapa.DIGITALIZADA

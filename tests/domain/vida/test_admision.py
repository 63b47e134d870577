"""What is taken in: our proceso, our acta, each fact once, and from who can send it (R-10b)."""

from dataclasses import replace
from itertools import permutations

import pytest

from prep.domain.catalogo.ajustes import Ajustes
from prep.domain.hechos.hechos import Custodia, Fase, Fuente, Hecho, NombreFase, Publicado
from prep.domain.vida.admision import MEDIO_DE
from prep.domain.vida.estado import Etapa
from prep.domain.vida.fold import fold
from tests.domain.escena import (
    ACTA,
    CASILLA,
    CATD,
    CENTRO,
    CIFRAS,
    CLAVE,
    FORMA,
    OTRA,
    OTRAS,
    PROCESO,
    a_los,
    acopio,
    captura,
    cierre,
    codigos,
    cotejo,
    custodia,
    doblar,
    escaneo,
    foto,
    hecho,
    por_papel,
    publicado,
)


def test_cada_fuente_de_las_estaciones_tiene_su_medio() -> None:
    assert set(MEDIO_DE) == {CATD, CASILLA}


@pytest.mark.parametrize(
    "indebido",
    [
        hecho(9, CATD, Custodia("08", "porque sí")),
        hecho(9, CATD, Publicado(1, ((CLAVE, CATD, "cd" * 32),))),
        hecho(9, CENTRO, captura(9, "ana").cuerpo),
        replace(cotejo(9, 1), fuente=CENTRO),
        hecho(9, CENTRO, Fase(NombreFase.CEROS)),
        replace(acopio(9), fuente=CENTRO),
    ],
    ids=lambda h: f"{h.fuente}-{h.tipo}",
)
def test_lo_que_esa_fuente_no_puede_enviar_se_aparta(indebido: Hecho) -> None:
    estado = doblar(*por_papel(), indebido)
    assert codigos(estado) == ["FUENTE_INDEBIDA"]
    assert replace(estado, hallazgos=()) == doblar(*por_papel())


def test_un_hecho_de_otro_proceso_se_aparta() -> None:
    ajeno = replace(acopio(1), proceso="REAL")
    assert codigos(doblar(ajeno, proceso=PROCESO)) == ["OTRO_PROCESO"]
    assert doblar(ajeno, proceso=PROCESO).etapa is Etapa.ESPERADA
    assert codigos(doblar(*por_papel(), proceso=PROCESO)) == []


def test_sin_cae_ni_proceso_conocidos_no_se_revisan() -> None:
    assert fold([foto(1)], ACTA, FORMA, Ajustes()).etapa is Etapa.DIGITALIZADA


def test_un_hecho_de_otra_acta_se_aparta() -> None:
    assert codigos(doblar(replace(acopio(1), acta=OTRA))) == ["OTRA_ACTA"]
    assert codigos(doblar(replace(acopio(1), acta=""))) == ["OTRA_ACTA"]
    assert codigos(doblar(replace(publicado(1), acta=OTRA))) == ["OTRA_ACTA"]


def test_lo_publicado_llega_sin_acta_o_con_la_suya_y_solo_cuenta_lo_de_esta() -> None:
    for suyo in (publicado(5), replace(publicado(5), acta=CLAVE)):
        assert doblar(*por_papel(), suyo).publicado == (1, CATD, "cd" * 32)
    de_otra = replace(publicado(5), cuerpo=Publicado(1, ((OTRA, CATD, "cd" * 32),)))
    assert doblar(*por_papel(), de_otra).publicado is None


def test_cuenta_la_primera_publicacion() -> None:
    for orden in permutations([publicado(5, corte=3), publicado(6, corte=2), publicado(7, corte=4)]):
        estado = doblar(*por_papel(), *orden)
        assert estado.publicado == (2, CATD, "cd" * 32)


def test_enviar_dos_veces_no_cambia_nada() -> None:
    assert doblar(*por_papel(), *por_papel()) == doblar(*por_papel())
    copias = [replace(h) for h in por_papel()]
    assert doblar(*por_papel(), *copias) == doblar(*por_papel())


def test_el_mismo_id_con_otro_contenido_se_senala_y_siempre_se_elige_el_mismo() -> None:
    una, otra = captura(4, "beto"), captura(4, "beto", OTRAS)
    estados = [doblar(*por_papel()[:3], *par) for par in ((una, otra), (otra, una))]
    assert estados[0] == estados[1]
    assert codigos(estados[0]) == ["ID_EN_CONFLICTO"]
    assert estados[0].hallazgos[0].hecho == una.id


def test_el_mismo_hecho_sellado_por_dos_nodos_no_es_un_conflicto() -> None:
    por_otro = replace(captura(4, "beto"), nodo="CCV", sec=40)
    estados = [doblar(*por_papel()[:3], *par) for par in permutations([captura(4, "beto"), por_otro])]
    assert estados[0] == estados[1]
    assert (estados[0].etapa, codigos(estados[0])) == (Etapa.VERIFICADA, [])


def test_la_secuencia_del_nodo_manda_sobre_la_hora() -> None:
    una, otra = captura(3, "ana", minuto=9), captura(4, "beto", minuto=8)
    for orden in permutations([acopio(1), escaneo(2), una, otra]):
        vigente = doblar(*orden).vigente
        assert [c.operador for c in vigente.capturas] == ["ana", "beto"]
        # two stations whose clocks disagree: the times that are published go in order all the same (R-10, R-10c)
        assert (vigente.captura, vigente.verificacion) == (a_los(8), a_los(9))


def test_sin_secuencia_manda_la_hora_corregida_y_luego_el_id() -> None:
    sueltos = [replace(h, sec=0) for h in por_papel()]
    atrasada = replace(sueltos[2], desfase_ms=5 * 60_000)
    assert [c.operador for c in doblar(*sueltos).vigente.capturas] == ["ana", "beto"]
    for orden in permutations([*sueltos[:2], atrasada, sueltos[3]]):
        assert [c.operador for c in doblar(*orden).vigente.capturas] == ["beto", "ana"]
    a_la_vez = [replace(h, momento=a_los(3)) for h in sueltos[2:]]
    for orden in permutations([*sueltos[:2], *a_la_vez]):
        assert [c.operador for c in doblar(*orden).vigente.capturas] == ["ana", "beto"]


def test_entre_nodos_manda_la_hora_sin_romper_la_secuencia_de_cada_uno() -> None:
    """Acopio and scan at CATD 07; its capture taken over by the CCV, whose own count starts at 1."""
    en_ccv = [replace(captura(5 + i, q), nodo="CCV", sec=1 + i) for i, q in enumerate(["ana", "beto"])]
    for orden in permutations([acopio(1), escaneo(2), *en_ccv]):
        assert doblar(*orden).etapa is Etapa.VERIFICADA
    en_08 = [replace(h, nodo="01") for h in en_ccv]  # a name that sorts before "07" changes nothing
    assert doblar(acopio(1), escaneo(2), *en_08).etapa is Etapa.VERIFICADA
    relevo = replace(cierre(9), nodo="CCV", sec=2, momento=a_los(3.5))
    mesa = doblar(acopio(1), escaneo(2), captura(3, "ana"), captura(4, "beto"), relevo)
    assert mesa.etapa is Etapa.EN_MESA


def test_a_la_misma_hora_entre_nodos_manda_el_id() -> None:
    uno = replace(captura(3, "ana", minuto=5), nodo="CCV", sec=1)
    otro = replace(captura(4, "beto", minuto=5), nodo="08", sec=1)
    for orden in permutations([acopio(1), escaneo(2), uno, otro]):
        assert [c.operador for c in doblar(*orden).vigente.capturas] == ["ana", "beto"]


def test_la_custodia_ultima_es_la_que_vale() -> None:
    dos = [custodia(5, "CCV"), custodia(6, "08")]
    for orden in permutations([*por_papel(), *dos]):
        assert doblar(*orden).custodia == "08"
    atrasada = replace(dos[1], desfase_ms=-5 * 60_000)
    assert doblar(*por_papel(), dos[0], atrasada).custodia == "CCV"


@pytest.mark.parametrize("fuente", list(Fuente))
def test_el_cierre_vale_venga_del_centro_o_a_nombre_de_la_fuente(fuente: Fuente) -> None:
    estado = doblar(acopio(1), escaneo(2), captura(3, "ana", CIFRAS), cierre(4, fuente=fuente))
    esperado = {
        CATD: (Etapa.EN_MESA, []),
        CENTRO: (Etapa.EN_MESA, []),
        CASILLA: (Etapa.EN_CAPTURA, ["CIERRE_FUERA_DE_LUGAR"]),
    }
    assert (estado.etapa, codigos(estado)) == esperado[fuente]

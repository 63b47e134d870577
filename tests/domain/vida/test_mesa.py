"""What the desk can do with an acta, and when its decision does not count (R-05)."""

from dataclasses import replace
from uuid import UUID

import pytest

from prep.domain.catalogo.ajustes import Ajustes, Orden, Validacion
from prep.domain.hechos.hechos import AccionDeMesa, Dictamen, Hecho, MotivoSinActa
from prep.domain.vida.estado import Etapa
from tests.domain.escena import (
    CIFRAS,
    CLAVE,
    ESCANEO,
    OTRA,
    OTRAS,
    OTRO_ESCANEO,
    TERCERAS,
    a_los,
    acopio,
    captura,
    cierre,
    codigos,
    conforme,
    de_dos,
    dictamen,
    doblar,
    escaneo,
    por_papel,
    sin_acta,
)

VISTAS = (captura(3, "ana"), captura(4, "beto", OTRAS))
EN_MESA = [acopio(1), escaneo(2), *VISTAS, cierre(5)]
TODAS = Ajustes(validacion=Validacion.TODAS)


def test_acepta_asienta_las_cifras_de_la_mesa() -> None:
    estado = doblar(*EN_MESA, dictamen(6, AccionDeMesa.ACEPTA, VISTAS, valores=OTRAS))
    vigente = estado.vigente
    assert (estado.etapa, vigente.valores, vigente.documento) == (Etapa.VERIFICADA, OTRAS, "ACTA PREP")
    assert (vigente.captura, vigente.verificacion) == (a_los(3), a_los(6))
    assert codigos(estado) == []


def test_la_captura_que_se_publica_es_la_primera_de_la_ronda_por_el_reloj() -> None:
    vistas = (captura(3, "ana", minuto=5), captura(4, "beto", OTRAS, minuto=4))
    estado = doblar(acopio(1), escaneo(2), *vistas, cierre(5), dictamen(6, AccionDeMesa.ACEPTA, vistas, valores=OTRAS))
    assert estado.vigente.captura == a_los(4)


def test_la_hora_del_dictamen_se_corrige_con_su_desfase() -> None:
    acepta = replace(dictamen(6, AccionDeMesa.ACEPTA, VISTAS, valores=OTRAS), desfase_ms=60_000)
    assert doblar(*EN_MESA, acepta).vigente.verificacion == a_los(7)


def test_una_cifra_que_nadie_capturo_no_la_asienta_una_sola_persona() -> None:
    """Each figure that is published was said by two: whoever decides, and somebody who captured it or accepts it."""
    decide = dictamen(6, AccionDeMesa.ACEPTA, VISTAS, valores=TERCERAS)
    sola = doblar(*EN_MESA, decide)
    assert sola.etapa is Etapa.EN_MESA and codigos(sola) == ["DE_UNO_SOLO"]
    assert doblar(*EN_MESA, *de_dos(decide)).vigente.valores == TERCERAS
    de_cada_quien = (*CIFRAS[:-1], OTRAS[-1])
    mezcla = dictamen(6, AccionDeMesa.ACEPTA, VISTAS, valores=de_cada_quien)
    assert doblar(*EN_MESA, mezcla).vigente.valores == de_cada_quien


def test_que_es_esta_acta_cuando_nadie_lo_leyo_asi_no_lo_dice_una_sola_persona() -> None:
    vistas = (captura(3, "ana", identificacion=OTRA), captura(4, "beto", OTRAS, identificacion=OTRA))
    decide = dictamen(6, AccionDeMesa.ACEPTA, vistas, valores=CIFRAS)
    hechos = [acopio(1), escaneo(2), *vistas, cierre(5)]
    sola = doblar(*hechos, decide)
    assert sola.etapa is Etapa.EN_MESA and "DE_UNO_SOLO" in codigos(sola)
    assert doblar(*hechos, *de_dos(decide)).vigente.valores == CIFRAS


def test_recaptura_abre_otra_ronda_sobre_la_misma_imagen() -> None:
    estado = doblar(*EN_MESA, dictamen(6, AccionDeMesa.RECAPTURA, VISTAS))
    assert (estado.etapa, estado.vigente.ronda, estado.vigente.imagen) == (Etapa.DIGITALIZADA, 2, ESCANEO)
    assert estado.vigente.capturas == ()
    assert [(p.ronda, p.puesto, p.imagen) for p in estado.pendientes] == [(2, 1, ESCANEO), (2, 2, ESCANEO)]
    segunda = [captura(7, "ana", ronda=2), captura(8, "beto", ronda=2)]  # the same people may, it is another ronda
    verificada = doblar(*EN_MESA, dictamen(6, AccionDeMesa.RECAPTURA, VISTAS), *segunda)
    assert (verificada.etapa, verificada.vigente.captura) == (Etapa.VERIFICADA, a_los(7))


def test_una_captura_de_la_ronda_anterior_no_cuenta_en_la_nueva() -> None:
    estado = doblar(*EN_MESA, dictamen(6, AccionDeMesa.RECAPTURA, VISTAS), captura(7, "ceci", OTRAS))
    assert estado.etapa is Etapa.DIGITALIZADA
    assert codigos(estado) == ["CAPTURA_OTRA_RONDA"]


def test_recaptura_sin_imagen_vuelve_al_papel() -> None:
    papel = Ajustes(orden=Orden.PAPEL)
    vistas = (captura(2, "ana", imagen=""), captura(3, "beto", OTRAS, imagen=""))
    hechos = [acopio(1), *vistas, cierre(4), dictamen(5, AccionDeMesa.RECAPTURA, vistas)]
    estado = doblar(*hechos, ajustes=papel)
    assert (estado.etapa, estado.vigente.ronda) == (Etapa.ACOPIADA, 2)
    assert [p.ronda for p in estado.pendientes] == [2, 2]
    con_imagen = doblar(*hechos, escaneo(6), ajustes=papel)
    assert (con_imagen.etapa, con_imagen.vigente.ronda) == (Etapa.DIGITALIZADA, 2)


def test_redigitaliza_espera_otra_imagen_que_abre_otra_ronda() -> None:
    hechos = [*EN_MESA, dictamen(6, AccionDeMesa.REDIGITALIZA, VISTAS)]
    espera = doblar(*hechos)
    assert (espera.etapa, espera.pendientes) == (Etapa.POR_REDIGITALIZAR, ())
    nueva = doblar(*hechos, escaneo(7, OTRO_ESCANEO))
    assert (nueva.etapa, nueva.vigente.ronda, nueva.vigente.imagen) == (Etapa.DIGITALIZADA, 2, OTRO_ESCANEO)
    assert nueva.vigente.acopio == a_los(1)
    assert nueva.vigente.capturas == ()


def test_papel_primero_tambien_abre_otra_ronda_al_redigitalizar() -> None:
    hechos = [*EN_MESA, dictamen(6, AccionDeMesa.REDIGITALIZA, VISTAS), escaneo(7, OTRO_ESCANEO)]
    assert doblar(*hechos, ajustes=Ajustes(orden=Orden.PAPEL)).vigente.ronda == 2


def test_la_misma_imagen_no_es_otra() -> None:
    estado = doblar(*EN_MESA, dictamen(6, AccionDeMesa.REDIGITALIZA, VISTAS), escaneo(7))
    assert estado.etapa is Etapa.POR_REDIGITALIZAR
    assert codigos(estado) == ["IMAGEN_SOBRANTE"]


def test_identifica_deja_el_acta_sin_cifras_y_dice_cual_era() -> None:
    estado = doblar(*EN_MESA, dictamen(6, AccionDeMesa.IDENTIFICA, VISTAS, destino=OTRA))
    assert (estado.etapa, estado.vigente.destino) == (Etapa.TRASLADADA, OTRA)
    assert not estado.registrada
    assert estado.pendientes == ()


def test_la_mesa_declara_sin_acta_por_una_de_las_tres_causas() -> None:
    estado = doblar(*EN_MESA, dictamen(6, AccionDeMesa.SIN_ACTA, VISTAS, motivo=MotivoSinActa.SIN_BOLSA.value))
    assert (estado.etapa, estado.vigente.sin_acta) == (Etapa.SIN_ACTA, MotivoSinActa.SIN_BOLSA)
    assert estado.registrada


@pytest.mark.parametrize(
    "cambia",
    [
        dictamen(5, AccionDeMesa.REDIGITALIZA, tuple(por_papel()[2:])),
        dictamen(5, AccionDeMesa.IDENTIFICA, tuple(por_papel()[2:]), destino=OTRA),
        dictamen(5, AccionDeMesa.SIN_ACTA, tuple(por_papel()[2:]), motivo=MotivoSinActa.SIN_BOLSA.value),
        dictamen(5, AccionDeMesa.RECAPTURA, tuple(por_papel()[2:])),
    ],
    ids=["redigitaliza", "identifica", "sin_acta", "recaptura"],
)
def test_lo_que_estaba_por_validar_pierde_sus_cifras_si_la_mesa_no_lo_acepta(cambia: Hecho) -> None:
    vigente = doblar(*por_papel(), cambia, ajustes=TODAS).vigente
    assert (vigente.valores, vigente.documento, vigente.captura, vigente.verificacion) == ((), "", None, None)


@pytest.mark.parametrize(
    ("malo", "codigo"),
    [
        (dictamen(6, AccionDeMesa.ACEPTA, VISTAS, ronda=2, valores=CIFRAS), "DICTAMEN_OTRA_RONDA"),
        (dictamen(6, AccionDeMesa.ACEPTA, (), valores=CIFRAS), "DICTAMEN_SIN_CAPTURAS"),
        (dictamen(6, AccionDeMesa.ACEPTA, (*VISTAS, captura(99, "zoe")), valores=CIFRAS), "DICTAMEN_SIN_CAPTURAS"),
        (dictamen(6, AccionDeMesa.ACEPTA, (acopio(1),), valores=CIFRAS), "DICTAMEN_SIN_CAPTURAS"),
        (dictamen(6, AccionDeMesa.ACEPTA, VISTAS, valores=CIFRAS, quien="ana"), "DICTAMEN_DE_CAPTURISTA"),
        (dictamen(6, AccionDeMesa.ACEPTA, VISTAS, valores=CIFRAS[:-1]), "DICTAMEN_INVALIDO"),
        (dictamen(6, AccionDeMesa.ACEPTA, VISTAS), "DICTAMEN_INVALIDO"),
        (dictamen(6, AccionDeMesa.IDENTIFICA, VISTAS), "DICTAMEN_INVALIDO"),
        (dictamen(6, AccionDeMesa.IDENTIFICA, VISTAS, destino=CLAVE), "DICTAMEN_INVALIDO"),
        (dictamen(6, AccionDeMesa.SIN_ACTA, VISTAS, motivo="no se ve"), "DICTAMEN_INVALIDO"),
    ],
)
def test_un_dictamen_que_no_vale_queda_como_evidencia(malo: Hecho, codigo: str) -> None:
    antes, despues = doblar(*EN_MESA), doblar(*EN_MESA, malo)
    assert codigos(despues) == [codigo]
    assert replace(despues.vigente, hallazgos=()) == antes.vigente
    assert despues.pendientes == antes.pendientes


@pytest.mark.parametrize("accion", [AccionDeMesa.RECAPTURA, AccionDeMesa.REDIGITALIZA])
def test_ninguna_accion_vale_para_otra_ronda(accion: AccionDeMesa) -> None:
    estado = doblar(*EN_MESA, dictamen(6, accion, VISTAS, ronda=2))
    assert estado.etapa is Etapa.EN_MESA
    assert codigos(estado) == ["DICTAMEN_OTRA_RONDA"]


@pytest.mark.parametrize("accion", [AccionDeMesa.IDENTIFICA, AccionDeMesa.SIN_ACTA])
def test_ni_para_identificar_ni_para_declarar(accion: AccionDeMesa) -> None:
    malo = dictamen(6, accion, VISTAS, ronda=2, destino=OTRA, motivo=MotivoSinActa.SIN_BOLSA.value)
    assert doblar(*EN_MESA, malo).etapa is Etapa.EN_MESA


def test_la_mesa_puede_nombrar_lo_que_vio_aunque_no_contara() -> None:
    repetida = replace(captura(4, "ana", OTRAS), estacion="est-otra")
    otra = captura(5, "beto", TERCERAS)
    hechos = [acopio(1), escaneo(2), VISTAS[0], repetida, otra, cierre(6)]
    estado = doblar(*hechos, dictamen(7, AccionDeMesa.ACEPTA, (VISTAS[0], repetida, otra), valores=CIFRAS))
    assert estado.etapa is Etapa.VERIFICADA


def test_tampoco_decide_quien_capturo_aunque_su_captura_no_contara() -> None:
    incompleta = captura(3, "mesa", CIFRAS[:-1])
    hechos = [acopio(1), escaneo(2), incompleta, captura(4, "ana"), captura(5, "beto", OTRAS), cierre(6)]
    estado = doblar(*hechos, dictamen(7, AccionDeMesa.ACEPTA, tuple(hechos[3:5]), valores=CIFRAS))
    assert "DICTAMEN_DE_CAPTURISTA" in codigos(estado)
    assert estado.etapa is Etapa.EN_MESA


def test_ni_aunque_la_acepten_todos_los_que_capturaron() -> None:
    decide = dictamen(6, AccionDeMesa.ACEPTA, VISTAS, valores=TERCERAS)
    propuesta, _ = de_dos(decide)
    ana, beto = conforme(propuesta, "ana"), replace(conforme(propuesta, "beto"), id=UUID(int=2006))
    assert doblar(*EN_MESA, propuesta, conforme(propuesta, "zoe")).etapa is Etapa.VERIFICADA
    estado = doblar(*EN_MESA, propuesta, ana, beto)
    assert (estado.etapa, codigos(estado)) == (Etapa.EN_MESA, ["DICTAMEN_DE_CAPTURISTA"])


def test_quien_capturo_una_ronda_anterior_si_puede_decidir_la_siguiente() -> None:
    nuevas = (captura(7, "ceci", ronda=2), captura(8, "dani", OTRAS, ronda=2))
    hechos = [*EN_MESA, dictamen(6, AccionDeMesa.RECAPTURA, VISTAS), *nuevas, cierre(9, ronda=2)]
    estado = doblar(*hechos, dictamen(10, AccionDeMesa.ACEPTA, nuevas, ronda=2, valores=CIFRAS, quien="ana"))
    assert estado.etapa is Etapa.VERIFICADA
    con_viejas = dictamen(10, AccionDeMesa.ACEPTA, VISTAS, ronda=2, valores=CIFRAS)
    assert codigos(doblar(*hechos, con_viejas)) == ["DICTAMEN_SIN_CAPTURAS"]


def test_fuera_de_la_mesa_no_hay_dictamen_que_valga() -> None:
    vistas = tuple(por_papel()[2:])
    estado = doblar(*por_papel(), dictamen(5, AccionDeMesa.RECAPTURA, vistas))
    assert estado.etapa is Etapa.VERIFICADA
    assert codigos(estado) == ["DICTAMEN_FUERA_DE_LUGAR"]


def test_la_que_se_traslado_puede_declararse_sin_acta_o_recibir_la_suya() -> None:
    hechos = [*EN_MESA, dictamen(6, AccionDeMesa.IDENTIFICA, VISTAS, destino=OTRA)]
    assert doblar(*hechos, sin_acta(7)).etapa is Etapa.SIN_ACTA
    estado = doblar(*hechos, escaneo(7, OTRO_ESCANEO))
    assert (estado.etapa, estado.vigente.ronda, estado.vigente.destino) == (Etapa.DIGITALIZADA, 2, "")
    assert codigos(estado) == ["LLEGADA_TRAS_TRASLADO"]
    assert estado.vigente.acopio == a_los(1)
    repetida = doblar(*hechos, escaneo(7))  # the very image that was another acta's
    assert (repetida.etapa, codigos(repetida)) == (Etapa.TRASLADADA, ["IMAGEN_SOBRANTE"])


def test_el_sobre_que_llega_a_la_que_se_traslado_empieza_sin_nada_de_lo_anterior() -> None:
    hechos = [*EN_MESA, dictamen(6, AccionDeMesa.IDENTIFICA, VISTAS, destino=OTRA), acopio(7, "08")]
    vigente = doblar(*hechos).vigente
    assert (vigente.etapa, vigente.sitio, vigente.acopio) == (Etapa.ACOPIADA, "08", a_los(7))
    assert (vigente.imagen, vigente.medio, vigente.capturas, vigente.destino) == ("", "", (), "")
    despues = doblar(*hechos, escaneo(8, sitio="08"))
    assert (despues.etapa, despues.vigente.ronda) == (Etapa.DIGITALIZADA, 2)


def test_el_dictamen_de_prueba_lleva_lo_que_su_accion_pide() -> None:
    cuerpo = dictamen(1, AccionDeMesa.ACEPTA, VISTAS, valores=CIFRAS).cuerpo
    assert isinstance(cuerpo, Dictamen)
    assert (cuerpo.capturas, cuerpo.documento) == (tuple(h.id for h in VISTAS), "ACTA PREP")

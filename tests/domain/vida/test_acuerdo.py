"""What needs two people, who they may be, and that an agreement, once there is one, stays (P-10)."""

from dataclasses import replace
from datetime import timedelta
from itertools import permutations
from uuid import UUID

import pytest

from prep.domain.catalogo.ajustes import Ajustes
from prep.domain.hechos.hechos import AccionDeMesa, Fuente, Hecho, Incidencia, MotivoSinActa, Propuesta, Respuesta
from prep.domain.vida.estado import EstadoActa, Etapa
from tests.domain.escena import (
    CASILLA,
    CATD,
    CENTRO,
    CIFRAS,
    CUARTAS,
    FORASTERO,
    OTRAS,
    TERCERAS,
    a_los,
    acopio,
    anulacion,
    captura,
    cierre,
    codigos,
    conforme,
    cotejo,
    custodia,
    de_dos,
    de_otro_texto,
    dictamen,
    doblar,
    escaneo,
    hecho,
    por_papel,
    por_telefono,
    publicado,
    sin_acta,
)

BIEN = [*por_papel(), publicado(5)]
CAMBIO = cotejo(6, 2, OTRAS)


def cifras(*hechos: Hecho) -> object:
    return doblar(*hechos).vigente.valores


@pytest.mark.parametrize("resultado", [2, 3])
def test_una_persona_sola_no_cambia_lo_publicado_y_se_dice(resultado: int) -> None:
    estado = doblar(*BIEN, cotejo(6, resultado, OTRAS))
    assert (estado.etapa, estado.vigente.valores) == (Etapa.VERIFICADA, CIFRAS)
    assert codigos(estado) == ["DE_UNO_SOLO"]


def test_dos_si_en_cualquier_orden_y_repetido() -> None:
    hechos = [*BIEN[2:], *de_dos(CAMBIO)]
    estados = {repr(doblar(*BIEN[:2], *orden)) for orden in permutations(hechos)}
    assert len(estados) == 1
    estado = doblar(*BIEN, *de_dos(CAMBIO), *de_dos(CAMBIO))
    assert (estado.vigente.valores, codigos(estado)) == (OTRAS, ["COTEJO_MODIFICA"])


@pytest.mark.parametrize(
    ("respuesta", "codigo"),
    [
        (None, ["FALTA_CONFORME"]),
        (conforme(de_dos(CAMBIO)[0], "mesa"), ["CONFORME_PROPIO", "FALTA_CONFORME"]),
        (de_otro_texto(de_dos(CAMBIO)[0]), ["CONFORME_DE_OTRO_TEXTO", "FALTA_CONFORME"]),
        (replace(conforme(de_dos(CAMBIO)[0]), fuente=Fuente.CASILLA), ["CONFORME_DE_OTRO_TEXTO", "FALTA_CONFORME"]),
        (conforme(de_dos(CAMBIO)[0], minuto=21.1), ["CONFORME_TARDIO", "FALTA_CONFORME"]),
        (conforme(de_dos(CAMBIO)[0], respuesta=Respuesta.RECHAZA), ["PROPUESTA_RECHAZADA"]),
        (conforme(de_dos(CAMBIO)[0], FORASTERO), ["FALTA_CONFORME", "SIN_DERECHO"]),
        (replace(conforme(de_dos(CAMBIO)[0]), proceso="REAL"), ["FALTA_CONFORME", "OTRO_PROCESO"]),
    ],
)
def test_la_respuesta_que_no_vale_no_hace_nada_y_se_dice(respuesta: Hecho | None, codigo: list[str]) -> None:
    respuestas = [respuesta] if respuesta else []
    estado = doblar(*BIEN, de_dos(CAMBIO)[0], *respuestas, proceso="SIM-1")
    assert (estado.vigente.valores, sorted(codigos(estado))) == (CIFRAS, codigo)


def test_a_tiempo_es_dentro_del_plazo_por_los_relojes_corregidos() -> None:
    propuesta, _ = de_dos(CAMBIO)
    justo, tarde = conforme(propuesta, minuto=21), conforme(propuesta, minuto=21.1)
    assert cifras(*BIEN, propuesta, justo) == OTRAS
    assert cifras(*BIEN, propuesta, tarde) == CIFRAS
    assert cifras(*BIEN, propuesta, replace(tarde, desfase_ms=-10_000)) == OTRAS
    corto = Ajustes(plazo_conforme_s=29)
    assert doblar(*BIEN, *de_dos(CAMBIO), ajustes=corto).vigente.valores == CIFRAS


def test_lo_acordado_no_lo_deshace_un_no_ni_lo_mueve_otro_si() -> None:
    """Another yes, dated before, does not put an agreement before or after another one."""
    una, otra = de_dos(CAMBIO), de_dos(cotejo(8, 2, CUARTAS))
    assert cifras(*BIEN, *una, *otra) == CUARTAS
    for quien, minuto, respuesta in (("zoe", -60, Respuesta.ACEPTA), ("zoe", 7, Respuesta.RECHAZA), ("zoe", 20, "")):
        mas = replace(conforme(una[0], quien, minuto, Respuesta(respuesta or "ACEPTA")), id=UUID(int=900), nodo="CCV")
        assert cifras(*BIEN, *una, *otra, mas) == CUARTAS


def test_dos_deshacen_lo_que_dos_acordaron() -> None:
    acuerdo = de_dos(CAMBIO)
    assert cifras(*BIEN, *acuerdo, anulacion(9, CAMBIO)) == OTRAS
    assert cifras(*BIEN, *acuerdo, *de_dos(anulacion(9, CAMBIO))) == CIFRAS


@pytest.mark.parametrize("otra_cosa", ["sin motivo", "un acopio", "otro cuerpo", "nada"])
def test_lo_que_no_se_propone_no_es_nada(otra_cosa: str) -> None:
    propuesta, si = de_dos(CAMBIO)
    assert isinstance(propuesta.cuerpo, Propuesta)
    mal = {
        "sin motivo": replace(propuesta.cuerpo, motivo=" "),
        "un acopio": de_dos(acopio(6))[0].cuerpo,
        "otro cuerpo": replace(propuesta.cuerpo, que="ANULACION"),
        "nada": replace(propuesta.cuerpo, que="QUIEN SABE"),
    }[otra_cosa]
    estado = doblar(*BIEN, replace(propuesta, cuerpo=mal), si)
    assert (estado.vigente.valores, codigos(estado)) == (CIFRAS, ["PROPUESTA_INVALIDA"])


# Taking back ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("cual", [0, 1, 2, 3])
def test_nadie_solo_anula_lo_que_hizo_un_acta_registrada(cual: int) -> None:
    suya = por_papel()[cual]
    assert codigos(doblar(*BIEN, anulacion(6, suya))) == ["DE_UNO_SOLO"]
    assert codigos(doblar(*BIEN, anulacion(6, suya, CENTRO))) == ["DE_UNO_SOLO"]
    assert doblar(*BIEN, *de_dos(anulacion(6, suya))).etapa is not Etapa.VERIFICADA


def test_una_recepcion_sobre_la_que_nadie_capturo_la_retira_una_persona() -> None:
    retiro = anulacion(3, acopio(1))
    assert doblar(acopio(1), escaneo(2), retiro).etapa is Etapa.RETENIDA
    despues = [acopio(1), escaneo(2), retiro, captura(4, "ana"), captura(5, "beto")]
    assert doblar(*despues).etapa is Etapa.RETENIDA, "lo que se captura después no revive la recepción"
    de_otro_nodo = replace(captura(4, "ana"), nodo="CCV", sec=1)
    a_la_vez = replace(captura(4, "ana"), sec=retiro.sec)
    for no_se_sabe in (de_otro_nodo, a_la_vez):
        assert codigos(doblar(acopio(1), escaneo(2), retiro, no_se_sabe)) == ["DE_UNO_SOLO"]


def test_lo_propio_y_lo_del_centro_se_retira() -> None:
    suya = sin_acta(1)
    assert doblar(suya, anulacion(2, suya)).etapa is Etapa.ESPERADA
    ajena = replace(suya, operador="zoe")
    assert doblar(ajena, anulacion(2, suya)).etapa is Etapa.SIN_ACTA
    assert doblar(ajena, anulacion(2, suya, CENTRO)).etapa is Etapa.ESPERADA
    dada = custodia(1, "08")
    assert doblar(acopio(3), dada, anulacion(2, dada, CENTRO)).custodia == "07"
    assert codigos(doblar(acopio(3), dada, anulacion(2, dada))) == ["DE_UNO_SOLO"]
    nota = hecho(6, CATD, Incidencia("I-01", "x"), "zoe")
    assert codigos(doblar(*BIEN, nota, anulacion(7, nota))) == []


# The desk, once what was published is open again ------------------------------------------------------------------

REABIERTA = [*BIEN, *de_dos(cotejo(6, 3))]
RONDA_2 = (captura(10, "ana", OTRAS, ronda=2), captura(11, "beto", TERCERAS, ronda=2))
EN_MESA = [*REABIERTA, *RONDA_2, cierre(12, 2)]


def decide(n: int, accion: AccionDeMesa = AccionDeMesa.ACEPTA, fuente: Fuente = CATD, quien: str = "mesa") -> Hecho:
    valores = CUARTAS if accion is AccionDeMesa.ACEPTA else ()
    motivo = MotivoSinActa.SIN_BOLSA.value
    return dictamen(n, accion, RONDA_2, ronda=2, valores=valores, fuente=fuente, motivo=motivo, quien=quien)


def test_lo_que_dos_abrieron_lo_deciden_dos() -> None:
    for accion in (AccionDeMesa.ACEPTA, AccionDeMesa.SIN_ACTA):
        sola = doblar(*EN_MESA, decide(13, accion))
        assert sola.etapa is Etapa.EN_MESA and "DE_UNO_SOLO" in codigos(sola)
        assert doblar(*EN_MESA, *de_dos(decide(13, accion))).registrada
    assert cifras(*EN_MESA, *de_dos(decide(13))) == CUARTAS


def test_abrir_otra_vez_lo_que_dos_abrieron_no_pide_dos() -> None:
    estado = doblar(*EN_MESA, decide(13, AccionDeMesa.RECAPTURA))
    assert (estado.etapa, estado.vigente.ronda) == (Etapa.DIGITALIZADA, 3)


def test_dos_que_capturan_igual_son_dos() -> None:
    estado = doblar(*REABIERTA, captura(10, "ana", OTRAS, ronda=2), captura(11, "beto", OTRAS, ronda=2))
    assert (estado.etapa, estado.vigente.valores) == (Etapa.VERIFICADA, OTRAS)


def test_no_decide_quien_capturo_ni_acepta_sola_quien_capturo() -> None:
    for quien, acepta in (("ana", "conforme"), ("mesa", "beto")):
        estado = doblar(*EN_MESA, *de_dos(decide(13, quien=quien), acepta))
        assert estado.etapa is Etapa.EN_MESA and "DICTAMEN_DE_CAPTURISTA" in codigos(estado)
    ademas = replace(conforme(de_dos(decide(13))[0], "zoe"), id=UUID(int=990))
    assert doblar(*EN_MESA, *de_dos(decide(13), "beto"), ademas).etapa is Etapa.VERIFICADA


PRIMERA = (captura(3, "ana"), captura(4, "beto", OTRAS))
DECIDIDA = dictamen(6, AccionDeMesa.ACEPTA, PRIMERA, valores=OTRAS)
PUBLICADA = [acopio(1), escaneo(2), *PRIMERA, cierre(5), DECIDIDA, publicado(7)]


def test_el_dictamen_de_siempre_lo_hace_una_persona_y_lo_anulado_lo_deciden_dos() -> None:
    assert cifras(*PUBLICADA) == OTRAS
    abierta = [*PUBLICADA, *de_dos(anulacion(8, DECIDIDA))]
    assert doblar(*abierta).etapa is Etapa.EN_MESA
    otra = dictamen(10, AccionDeMesa.ACEPTA, PRIMERA, valores=CUARTAS)
    for sola in (otra, replace(otra, momento=a_los(6.5)), replace(otra, nodo="CCV", sec=1, momento=a_los(6.5))):
        assert doblar(*abierta, sola).etapa is Etapa.EN_MESA, "aunque se feche antes"
    assert cifras(*abierta, *de_dos(otra)) == CUARTAS


def test_lo_que_se_abre_en_el_momento_en_que_se_publica_ya_es_de_dos() -> None:
    abren = [replace(h, momento=a_los(7)) for h in de_dos(anulacion(8, DECIDIDA))]
    otra = dictamen(10, AccionDeMesa.ACEPTA, PRIMERA, valores=CUARTAS)
    assert doblar(*PUBLICADA, *abren, otra).etapa is Etapa.EN_MESA
    assert cifras(*PUBLICADA, *abren, *de_dos(otra)) == CUARTAS


def test_lo_que_se_decidio_antes_de_anular_otra_cosa_sigue_decidido() -> None:
    de_mas = acopio(20)
    abierta = [*PUBLICADA, de_mas, *de_dos(anulacion(21, de_mas))]
    assert cifras(*abierta) == OTRAS


def test_antes_de_publicar_el_dictamen_tras_una_anulacion_es_de_una_persona() -> None:
    hechos = [*PUBLICADA[:-1], *de_dos(anulacion(8, DECIDIDA))]
    otra = dictamen(10, AccionDeMesa.ACEPTA, PRIMERA, valores=CIFRAS)
    assert cifras(*hechos, otra) == CIFRAS
    assert cifras(*hechos, otra, publicado(12)) == CIFRAS, "publicarla no lo deshace"


def test_la_otra_fuente_no_la_decide_una_persona_cuando_dos_abrieron_la_publicada() -> None:
    """Published from the phone; its cotejo opens it again, and the paper's dictamen would be what is shown."""
    papel = [acopio(21), escaneo(22), captura(23, "eli"), captura(24, "fito", OTRAS), cierre(25)]
    del_papel = dictamen(26, AccionDeMesa.ACEPTA, (papel[2], papel[3]), valores=OTRAS)
    hechos = [*por_telefono(), publicado(19, CASILLA), *papel, del_papel]
    assert cifras(*hechos) == CIFRAS
    abierta = doblar(*hechos, *de_dos(cotejo(30, 3, (), CASILLA)))
    assert _registradas(abierta) == []
    dos = doblar(*hechos[:-1], *de_dos(cotejo(30, 3, (), CASILLA)), *de_dos(del_papel))
    assert _registradas(dos) == [OTRAS]


def _registradas(estado: EstadoActa) -> list[object]:
    return [f.valores for f in estado.fuentes if f.etapa is Etapa.VERIFICADA]


def test_lo_publicado_que_se_reabre_se_captura_otra_vez_aunque_el_otro_origen_valga() -> None:
    papel = [replace(h, momento=h.momento + timedelta(minutes=30)) for h in por_papel()]
    estado = doblar(*por_telefono(), publicado(9, CASILLA), *papel, *de_dos(cotejo(90, 3, fuente=CASILLA)))
    assert [(p.fuente, p.sitio, p.ronda) for p in estado.pendientes] == [(CASILLA, "CCV", 2)] * 2


def test_dos_cambian_tambien_lo_que_aun_no_se_publica() -> None:
    assert cifras(*por_papel(), *de_dos(CAMBIO)) == OTRAS

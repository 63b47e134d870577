"""Two people at the desk: one proposes, the other sees it beside the acta and answers; with the real árbitro (P-10)."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest

from prep.domain.hechos.campos import leer_valor
from prep.domain.hechos.hechos import AccionDeMesa, Cotejo, Fuente, Respuesta, Tipo
from prep.domain.hechos.propuestas import proponer
from prep.services.acopio.acopio import Acopiar
from prep.services.acopio.llegadas import Acopios, Situacion
from prep.services.captura.acuerdos import Acuerdos, cambios
from prep.services.estacion.errores import DatoInvalido, NoProcede, SinPermiso
from prep.services.estacion.estacion import Estacion
from prep.services.nodo.tipos import PropuestaVista
from tests.conftest import Nodo
from tests.services.arbitro import arbitro, esperar
from tests.services.captura.test_mesa_con_arbitro import UNO, Sala, ajustada
from tests.services.conftest import sesion
from tests.services.trabajos import CIFRAS

PRIMERAS = [*CIFRAS[:-1], 100]
OTRAS = tuple(leer_valor(n + 1 if isinstance(n, int) else n) for n in PRIMERAS)
CAMBIO = Cotejo(2, "el papel dice otra cosa", OTRAS)


@pytest.fixture
def sala(poblada: Nodo, en_linea: Callable[[str], Estacion]) -> Iterator[Sala]:
    """Acta UNO verified by two capturas, and shown by a cut."""
    with arbitro(poblada):
        sala = Sala(*(en_linea(f"est-01-{n}") for n in (1, 2, 3)))
        sala.llega()
        sala.capturan(100, 100)
        assert sala.queda("VERIFICADA")
        publicar(poblada)
        yield sala


def publicar(nodo: Nodo) -> None:
    """As a cut leaves it, for the fold."""
    nodo.dueno("DELETE FROM prep.publicado")
    nodo.dueno(
        "WITH suyo AS (INSERT INTO prep.hecho (id, proceso, tipo, acta, fuente, operador, estacion, nodo, sec, momento,"
        " desfase_ms, cuerpo, firma) SELECT gen_random_uuid(), proceso, 'PUBLICADO', '', 'CENTRO', 'centro', 'centro',"
        " nodo, 1, clock_timestamp(), 0, '{}', firma FROM prep.hecho WHERE tipo = 'ACOPIO' LIMIT 1 RETURNING id)"
        " INSERT INTO prep.publicado (acta, corte, fuente, huella, hecho) SELECT %s, 1, 'CATD', 'ab', id FROM suyo",
        UNO,
    )


def acuerdos(estacion: Estacion, quien: str) -> Acuerdos:
    return Acuerdos(estacion, sesion(quien, estacion))


def proponer_cambio(sala: Sala, quien: str = "caro") -> None:
    suyo = acuerdos(sala.estacion, quien)
    suyo._hacer(UNO, Fuente.CATD, proponer(CAMBIO, "el papel dice otra cosa"))


def una(quien: Acuerdos) -> PropuestaVista:
    return esperar(lambda: next(iter(quien.listar()), None))


def cifras(nodo: Nodo) -> list[int]:
    ((valores,),) = nodo.dueno(
        "SELECT estado -> 'fuentes' -> 0 -> 'valores' FROM prep.acta_estado WHERE acta = %s", UNO
    )
    return list(valores or [])


def test_una_propone_y_otra_la_ve_con_antes_y_despues_y_la_acepta(sala: Sala, poblada: Nodo) -> None:
    proponer_cambio(sala)
    suya, otra = acuerdos(sala.estacion, "caro"), acuerdos(sala.estacion, "eva")
    vista = una(otra)
    assert (vista.propone, vista.cuerpo.motivo, vista.respuesta) == ("caro", "el papel dice otra cosa", None)
    assert 800 < (vista.vence - datetime.now(UTC)).total_seconds() <= 901
    forma = sala.estacion.forma(sala.estacion.acta(UNO))
    dicho = cambios(vista, forma)
    assert [(c.antes, c.despues) for c in dicho] == [(str(a), str(d)) for a, d in zip(PRIMERAS, OTRAS, strict=True)]
    assert otra.ver(vista.hecho) == b"papel"
    assert cifras(poblada) == list(PRIMERAS)
    with pytest.raises(NoProcede, match="la contesta otra persona"):
        suya.aceptar(una(suya))
    otra.aceptar(vista)
    assert esperar(lambda: cifras(poblada) == list(OTRAS) or None)
    assert (una(suya).respuesta, una(suya).responde) == (Respuesta.ACEPTA, "eva")
    with pytest.raises(NoProcede, match="Ya la aceptó eva"):
        acuerdos(sala.estacion, "ana").aceptar(una(acuerdos(sala.estacion, "ana")))


FALSAS = """
ALTER FUNCTION estacion_v1.propuestas(text) RENAME TO verdaderas;
CREATE FUNCTION estacion_v1.propuestas(operador text) RETURNS TABLE (
    hecho uuid, acta text, fuente text, propone text, momento timestamptz, vence timestamptz, cuerpo text, etapa text,
    antes text, quita text, quita_de text, quita_cuando timestamptz, respuesta text, responde text
) LANGUAGE sql STABLE SECURITY DEFINER AS $$
    SELECT v.hecho, v.acta, v.fuente, v.propone, v.momento, v.vence, replace(v.cuerpo, '101', '100'), v.etapa, v.antes,
           v.quita, v.quita_de, v.quita_cuando, v.respuesta, v.responde FROM estacion_v1.verdaderas(operador) v
$$;
GRANT EXECUTE ON FUNCTION estacion_v1.propuestas TO estacion
"""


def test_quien_administra_la_base_ensena_otro_texto_y_lo_aceptado_no_cuenta(sala: Sala, poblada: Nodo) -> None:
    """With somebody of the desk who proposes; afterwards the same proposal, as it was signed, is accepted."""
    proponer_cambio(sala)
    otra = acuerdos(sala.estacion, "eva")
    verdad = una(otra)
    for orden in FALSAS.split(";\n", 1):
        poblada.dueno(orden)
    try:
        vista = una(otra)
        assert vista.cuerpo != verdad.cuerpo and vista.hecho == verdad.hecho
        otra.aceptar(vista)
        assert esperar(lambda: "CONFORME_DE_OTRO_TEXTO" in alarmas(poblada) or None)
    finally:
        poblada.dueno("DROP FUNCTION estacion_v1.propuestas(text)")
        poblada.dueno("ALTER FUNCTION estacion_v1.verdaderas(text) RENAME TO propuestas")
    assert cifras(poblada) == list(PRIMERAS)
    assert una(otra).respuesta is None, "sigue esperando"
    acuerdos(sala.estacion, "ana").aceptar(una(acuerdos(sala.estacion, "ana")))
    assert esperar(lambda: cifras(poblada) == list(OTRAS) or None)


def alarmas(nodo: Nodo) -> set[str]:
    return {codigo for (codigo,) in nodo.dueno("SELECT codigo FROM prep.alarma")}


def test_se_rechaza_con_su_motivo_y_nada_cambia(sala: Sala, poblada: Nodo) -> None:
    proponer_cambio(sala)
    otra = acuerdos(sala.estacion, "eva")
    with pytest.raises(DatoInvalido):
        otra.rechazar(una(otra), "  ")
    otra.rechazar(una(otra), "el papel dice lo publicado")
    assert esperar(lambda: una(otra).respuesta) is Respuesta.RECHAZA
    assert cifras(poblada) == list(PRIMERAS)


def test_lo_vencido_se_ve_un_rato_y_no_se_contesta(sala: Sala, poblada: Nodo) -> None:
    corto = "UPDATE prep.proceso SET cabecera = jsonb_set(cabecera, '{ajustes,plazo_conforme_s}', %s::jsonb)"
    proponer_cambio(sala)
    otra = acuerdos(sala.estacion, "eva")
    una(otra)
    poblada.dueno(corto, "1")
    try:
        vista = esperar(lambda: next((v for v in otra.listar() if v.vence < datetime.now(UTC)), None))
        with pytest.raises(NoProcede, match="Se venció su plazo"):
            otra.aceptar(vista)
        assert esperar(lambda: otra.listar() == () or None)
    finally:
        poblada.dueno(corto, "900")


def test_otro_sitio_no_la_ve_ni_quien_no_es_de_la_mesa(sala: Sala, en_linea: Callable[[str], Estacion]) -> None:
    proponer_cambio(sala)
    una(acuerdos(sala.estacion, "eva"))
    assert una(acuerdos(en_linea("est-ccv-1"), "fer")).acta == UNO, "el CCV ve todas"
    with pytest.raises(SinPermiso):
        acuerdos(sala.estacion, "dani").listar()
    ajena = sala.estacion.nodo
    with pytest.raises(Exception, match="quien trabaja en la mesa"):
        ajena.propuestas("dani")
    with pytest.raises(Exception, match="quien trabaja en la mesa"):
        ajena.imagen_propuesta("fer", una(acuerdos(sala.estacion, "eva")).hecho)


@pytest.fixture
def de_dos_capturas(poblada: Nodo, en_linea: Callable[[str], Estacion]) -> Iterator[Sala]:
    """The same, where two capturas that differ go to the desk."""
    with ajustada(poblada, "capturas_max", "2", "4"), arbitro(poblada):
        sala = Sala(*(en_linea(f"est-01-{n}") for n in (1, 2, 3)))
        sala.llega()
        sala.capturan(100, 100)
        assert sala.queda("VERIFICADA")
        publicar(poblada)
        yield sala


def test_lo_reabierto_lo_decide_la_mesa_con_otra_persona(de_dos_capturas: Sala, poblada: Nodo) -> None:
    sala = de_dos_capturas
    otra = acuerdos(sala.estacion, "eva")
    acuerdos(sala.estacion, "caro").reabrir(UNO, "no se lee la suma")
    otra.aceptar(una(otra))
    assert sala.queda("DIGITALIZADA")
    sala.capturan(100, 200)
    caso = sala.caso()
    assert caso.de_dos
    sala.mesa.dictaminar(caso, AccionDeMesa.ACEPTA, "se lee 300", [*CIFRAS[:-1], 300], "ACTA PREP")
    decision = esperar(lambda: next((v for v in otra.listar() if v.cuerpo.que == Tipo.DICTAMEN), None))
    assert sala.queda("EN_MESA") and sala.mesa.tomar() is None, "quien lo propuso no lo vuelve a tomar"
    assert [c.puede for c in sala.mesa.bandeja()] == [False]
    otra.aceptar(decision)
    assert sala.queda("VERIFICADA")
    assert cifras(poblada)[-1] == 300


def test_la_recepcion_que_dos_quitaron_se_recibe_otra_vez_en_el_mostrador(sala: Sala) -> None:
    """Received with another traslado and published: the counter went on saying that it was received, for ever."""
    suya, otra = acuerdos(sala.estacion, "caro"), acuerdos(sala.estacion, "eva")
    acopios = Acopios(sala.estacion)
    acopios.actualizar()
    assert acopios.estado(UNO).situacion is Situacion.RECIBIDA
    recepcion = next(q for q in suya.mirar(UNO).quitables if q.tipo == Tipo.ACOPIO)
    suya.quitar(UNO, recepcion, "El traslado era otro.")
    otra.rechazar(una(otra), "así llegó")
    acopios.actualizar()
    assert acopios.estado(UNO).situacion is Situacion.RECIBIDA, "propuesta y rechazada no quita nada"
    suya.quitar(UNO, recepcion, "El traslado era otro.")
    otra.aceptar(esperar(lambda: next((v for v in otra.listar() if v.respuesta is None), None)))
    assert sala.queda("RETENIDA")
    acopios.actualizar()
    assert acopios.estado(UNO).situacion is Situacion.ESPERADA
    Acopiar(sala.estacion, sesion("caro", sala.estacion)).recibir([UNO], "F")
    assert sala.estacion.entrega.vaciar().nodo and sala.queda("VERIFICADA")


def test_se_cuenta_lo_que_espera_a_cada_quien(sala: Sala, poblada: Nodo) -> None:
    suya, otra = acuerdos(sala.estacion, "caro"), acuerdos(sala.estacion, "eva")
    assert (suya.cuantas(), otra.cuantas()) == (0, 0)
    proponer_cambio(sala)
    vista = una(otra)
    assert (suya.cuantas(), otra.cuantas()) == (0, 1)
    otra.aceptar(vista)
    assert esperar(lambda: otra.cuantas() == 0 or None)

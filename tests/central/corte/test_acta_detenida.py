"""A cut holds back the acta that cannot be folded, or whose row cannot be made; it never stops for one (R-26)."""

import json

import pytest

from central.nodo.cluster import ADMIN
from prep.domain.hechos.hechos import Acopio, Captura
from prep.domain.hechos.texto import mensaje
from tests.central.arbitro.escena import CAMPOS
from tests.central.corte.apoyo import celda, resultados
from tests.central.corte.escena import ACTAS, Cortes
from tests.store.ejemplos import PROCESO
from tests.store.entregas import entregar

DE_OTRO_NODO = """
INSERT INTO prep.hecho (id, proceso, tipo, acta, fuente, operador, estacion, nodo, sec, momento, desfase_ms, cuerpo,
                        firma)
VALUES (gen_random_uuid(), %s, 'IMAGEN', %s, 'CATD', 'op-01-1', 'est-01-1', 'CATD07', 1, now(), 0, %s,
        decode(repeat('00', 64), 'hex'))
"""
UN_NODO = (
    "INSERT INTO prep.nodo (nodo, catd, generacion, apodo, rol, estado)"
    " VALUES ('CATD07', '07', 1, 'catd07', 'sub_catd07', 'ACTIVO')"
)


def superusuario(cortes: Cortes, consulta: str, *valores: object) -> None:
    with cortes.base.conectar(ADMIN) as conn:
        conn.execute("SET session_replication_role = replica")
        conn.execute(consulta, valores)


@pytest.mark.parametrize("cuerpo", ["no es JSON", "[" * 60_000, '{"huella":"\\u0000"}', '{"huella":7}'])
def test_una_imagen_que_no_es_json_no_detiene_los_cortes(cortes: Cortes, cuerpo: str) -> None:
    superusuario(cortes, UN_NODO)
    superusuario(cortes, DE_OTRO_NODO, PROCESO, ACTAS[5], cuerpo)
    cortes.verificada(ACTAS[0], votos=4)
    assert celda(resultados(cortes.cortar().carpeta), ACTAS[0], "PAN") == "4"


@pytest.mark.parametrize("publicada", [False, True])
@pytest.mark.parametrize("dano", ["cuerpo = 'x'", "momento = 'infinity'", "cuerpo = replace(cuerpo, '4', %s)"])
def test_un_acta_que_no_se_puede_plegar_se_retiene_y_el_corte_sale(cortes: Cortes, dano: str, publicada: bool) -> None:
    """As an administrator could have altered what was taken in: unreadable, or a number of 4,300 digits."""
    cortes.verificada(ACTAS[0], votos=4)
    cortes.escena.correr()
    if publicada:
        cortes.cortar()
    dano = dano.replace("%s", f"'{'9' * 4_200}'")
    superusuario(cortes, f"UPDATE prep.hecho SET {dano} WHERE acta = %s AND tipo = 'CAPTURA'", ACTAS[0])
    cortes.escena.hacer(1, ACTAS[0], Acopio("01", "D"))
    cortes.verificada(ACTAS[1], votos=7)
    for _ in range(2):
        hecho = cortes.cortar()
        filas = resultados(hecho.carpeta)
        assert celda(filas, ACTAS[1], "PAN") == "7"
        assert celda(filas, ACTAS[0], "PAN") == ("4" if publicada else "-")
        assert "EN REVISI" in celda(filas, ACTAS[0], "OBSERVACIONES").upper()
        assert hecho.en_revision == 1
    incidentes = "SELECT count(*) FROM prep.hecho WHERE acta = %s AND tipo = 'INCIDENCIA' AND cuerpo LIKE '%%PLIEGUE%%'"
    assert cortes.base.dueno(incidentes, ACTAS[0]) == [(1,)]
    assert cortes.alarmas().count("ACTA_DETENIDA") == cortes.alarmas().count("CORTE-REVISION") == 1


@pytest.mark.parametrize("documento", ["=HYPERLINK(1)", "x" * 81, "\u202eF", " "])
def test_lo_que_se_publica_tal_cual_tiene_forma(cortes: Cortes, documento: str) -> None:
    """Signed alike by two who may sign it: no bound refuses it, and its row is held."""
    huella = cortes.imagen(ACTAS[0])
    for persona in (2, 3):
        cortes.escena.hacer(persona, ACTAS[0], Captura(1, huella, (1,) * CAMPOS, documento, ACTAS[0]))
    cortes.verificada(ACTAS[1], votos=7)
    hecho = cortes.cortar()
    filas = resultados(hecho.carpeta)
    assert (celda(filas, ACTAS[0], "CONTABILIZADA"), celda(filas, ACTAS[1], "PAN")) == ("-", "7")
    assert hecho.en_revision == 1 and "CORTE-REVISION" in cortes.alarmas()


@pytest.mark.parametrize("mecanismo", ["=HYPERLINK(1)", "x" * 81, "\u202eF", " ", "d", "D "])
def test_una_persona_no_retiene_un_acta_por_como_dice_que_llego(cortes: Cortes, mecanismo: str) -> None:
    """The first acopio is for good, and its row could not be let out by anybody: it is no acopio."""
    suyo = cortes.escena.firmar(1, ACTAS[0], Acopio("01", "D")).hecho
    dicho = json.dumps({"mecanismo": mecanismo, "sitio": "01"})  # no station signs it: its key does
    firma = cortes.escena.llaves["op-01-1"].firmar(mensaje(suyo, dicho))
    with cortes.base.conectar("est-01-1") as estacion:
        assert entregar(estacion, suyo, firma, dicho) == "nuevo"
    cortes.verificada(ACTAS[0], votos=7)
    hecho = cortes.cortar()
    filas = resultados(hecho.carpeta)
    assert (celda(filas, ACTAS[0], "PAN"), celda(filas, ACTAS[0], "MECANISMOS_TRASLADO")) == ("7", "D")
    assert hecho.en_revision == 0 and "CUARENTENA" in cortes.alarmas()


def test_un_acta_que_nunca_se_pudo_plegar_no_retiene_el_corte(cortes: Cortes) -> None:
    cortes.verificada(ACTAS[0], votos=4)
    cortes.escena.correr()
    superusuario(cortes, "UPDATE prep.hecho SET momento = 'infinity' WHERE acta = %s AND tipo = 'ACOPIO'", ACTAS[0])
    superusuario(cortes, "DELETE FROM prep.acta_estado WHERE acta = %s", ACTAS[0])
    cortes.escena.hacer(1, ACTAS[0], Acopio("01", "D"))
    cortes.verificada(ACTAS[1], votos=7)
    filas = resultados(cortes.cortar().carpeta)
    assert (celda(filas, ACTAS[0], "PAN"), celda(filas, ACTAS[1], "PAN")) == ("-", "7")


def test_lo_que_no_se_puede_plegar_se_ve_tambien_sin_que_el_arbitro_lo_haya_visto(cortes: Cortes) -> None:
    """Altered behind the árbitro, after it folded: the cut finds it when it folds again."""
    cortes.verificada(ACTAS[0], votos=4)
    cortes.verificada(ACTAS[1], votos=7)
    cortes.escena.correr()
    superusuario(cortes, "UPDATE prep.hecho SET cuerpo = 'x' WHERE acta = %s AND tipo = 'CAPTURA'", ACTAS[0])
    filas = resultados(cortes.cortar().carpeta)
    assert (celda(filas, ACTAS[0], "PAN"), celda(filas, ACTAS[1], "PAN")) == ("-", "7")
    assert "ACTA_DETENIDA" not in cortes.alarmas() and "CORTE-REVISION" in cortes.alarmas()

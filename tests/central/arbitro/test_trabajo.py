"""Which work the árbitro makes, and for whom: slots that never double, lists that reach only who they concern (P-2)."""

import pytest

from central.arbitro import lote
from central.arbitro.lote import LOTE_DESPUES
from central.arbitro.sitios import atendidos
from prep.domain.hechos.hechos import AccionDeMesa, Acopio, Anulacion, Captura, Dictamen, Fuente, Publicado
from tests.central.arbitro.escena import CAMPOS, Escena
from tests.conftest import Nodo
from tests.store.ejemplos import acta
from tests.store.entregas import probados

ACTA, OTRA = acta(1).clave, acta(3).clave
CENTRO = Fuente.CENTRO


@pytest.fixture
def escena(base: Nodo) -> Escena:
    probados(base)
    return Escena(base)


def capturar_lo_ofrecido(escena: Escena, n: int, huella: str, votos: int) -> None:
    """Person `n` takes what the node offers and delivers it: its slot ends with it."""
    with escena.base.conectar(f"est-01-{n}") as estacion:
        estacion.execute("SELECT * FROM estacion_v1.reclamar_captura(%s)", (f"op-01-{n}",))
    escena.hacer(n, ACTA, Captura(1, huella, (votos,) * CAMPOS, "ACTA PREP", ACTA))


def test_mientras_haya_una_captura_en_la_cola_no_se_abre_un_puesto_de_mas(escena: Escena) -> None:
    huella = escena.digitalizada(ACTA)
    escena.correr()
    capturar_lo_ofrecido(escena, 2, huella, 1)
    capturar_lo_ofrecido(escena, 3, huella, 2)
    assert escena.abiertos(ACTA) == []
    with escena.arbitro() as (conexion, contexto):
        assert lote.procesar(conexion, contexto, limite=1) == 1
        assert escena.abiertos(ACTA) == []
        assert lote.procesar(conexion, contexto, limite=1) == 1
    assert escena.abiertos(ACTA) == [("CAPTURA", 3, 1)]


def test_una_segunda_mirada_no_abre_otra_vez_la_mesa(escena: Escena) -> None:
    huella = escena.digitalizada(ACTA)
    for n in (2, 3, 4, 5):
        escena.captura(n, ACTA, huella, votos=n)
    escena.correr()
    assert escena.abiertos(ACTA) == [("MESA", 0, 1)]
    escena.hacer(6, ACTA, Acopio("01", "D"))
    escena.correr()
    assert escena.abiertos(ACTA) == [("MESA", 0, 1)]


def test_la_mesa_que_se_vuelve_a_pedir_es_la_misma_y_esta_libre(escena: Escena) -> None:
    """A decision that is annulled: its case goes back to the desk, in the row that it had (R-08)."""
    huella = escena.digitalizada(ACTA)
    vistas = tuple(escena.captura(n, ACTA, huella, votos=n).hecho.id for n in (2, 3, 4, 5))
    escena.correr()
    with escena.base.conectar("est-01-6") as estacion:
        estacion.execute("SELECT * FROM estacion_v1.reclamar_mesa('op-01-6')")
    dictamen = Dictamen(AccionDeMesa.ACEPTA, 1, vistas, "se lee 3", (3,) * CAMPOS, "ACTA PREP")
    dicho = escena.hacer(6, ACTA, dictamen)
    escena.correr()
    assert (escena.etapa(ACTA), escena.abiertos(ACTA)) == ("VERIFICADA", [])
    escena.acordar((5, 6), ACTA, Anulacion(dicho.hecho.id, "no era así"))
    escena.correr()
    assert escena.etapa(ACTA) == "EN_MESA"
    filas = "SELECT count(*), bool_and(terminado IS NULL AND toma IS NULL AND operador IS NULL) FROM prep.trabajo"
    assert escena.base.dueno(f"{filas} WHERE acta = %s AND clase = 'MESA'", ACTA) == [(1, True)]


def test_lo_que_espera_detras_va_de_poco_en_poco(escena: Escena) -> None:
    escena.base.dueno(
        "INSERT INTO prep.cola (hecho, acta, despues) SELECT gen_random_uuid(), %s, true FROM generate_series(1, %s)",
        *(OTRA, LOTE_DESPUES + 3),
    )
    with escena.arbitro() as (conexion, contexto):
        assert [lote.procesar(conexion, contexto, limite) for limite in (2, 500, 500, 500)] == [2, LOTE_DESPUES, 1, 0]


def test_de_la_lista_de_un_corte_un_nodo_toma_lo_suyo_y_lo_que_conoce(escena: Escena) -> None:
    suya, ajena, conocida = (acta(n).clave for n in (1, 2, 4))
    escena.base.dueno("UPDATE prep.proceso SET nodo = 'CATD01'")
    escena.hacer(1, conocida, Acopio("01", "D"))
    escena.correr()
    escena.hacer("centro", "", Publicado(3, tuple((a, Fuente.CATD, "a" * 64) for a in (suya, ajena, conocida))), CENTRO)
    with escena.arbitro() as (conexion, contexto):
        assert (contexto.es_suya(suya), contexto.es_suya(ajena), contexto.es_suya("NADA")) == (True, False, False)
        while lote.procesar(conexion, contexto):
            pass
    assert escena.base.dueno("SELECT acta, corte FROM prep.publicado ORDER BY 1") == [(suya, 3), (conocida, 3)]


def test_de_quien_ya_no_esta_avisa_el_centro_y_no_su_nodo(escena: Escena) -> None:
    escena.base.dueno("UPDATE prep.proceso SET nodo = 'CATD01'")
    escena.hacer(1, ACTA, Acopio("01", "D"))
    escena.base.dueno("UPDATE prep.operador SET activo = false WHERE operador = 'op-01-1'")
    escena.correr()
    assert escena.etapa(ACTA) == "ACOPIADA"
    assert escena.base.dueno("SELECT codigo FROM prep.alarma") == []


@pytest.mark.parametrize(
    ("fila", "hace"),
    [
        (None, {"01", "02", "CCV"}),
        (("CENTRO", []), {"01", "02", "CCV"}),
        (("CENTRO", ["01"]), {"02", "CCV"}),
        (("CATD01", ["01", "02"]), {"01"}),
        (("CATD02.3", []), {"02"}),
    ],
)
def test_cada_nodo_hace_trabajo_para_quien_atiende(fila: tuple[str, list[str]] | None, hace: set[str]) -> None:
    atiende = atendidos(fila)
    assert {sitio for sitio in ("01", "02", "CCV") if atiende(sitio)} == hace

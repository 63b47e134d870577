"""Captura is blind, begins with the node and is never lost when it goes."""

from collections.abc import Callable

import pytest

from prep.domain.catalogo.ajustes import Identificacion
from prep.domain.hechos.campos import Marca
from prep.domain.hechos.hechos import Captura, Devolucion, Tipo
from prep.domain.hechos.razones import RazonDeDevolucion
from prep.domain.hechos.texto import cuerpo_de_texto
from prep.services.captura.captura import Capturar
from prep.services.captura.trabajo import Trabajo
from prep.services.estacion.errores import DatoInvalido, NoProcede, SinNodo
from prep.services.estacion.estacion import Estacion
from prep.services.nodo.cliente import NodoCliente
from prep.store.spool.tipos import Entregado
from tests.conftest import Nodo
from tests.services.conftest import Abrir, perder, sesion
from tests.services.trabajos import CIFRAS, con_imagen, ofrecer
from tests.store import ejemplos
from tests.store.entregas import verificar

UNO = ejemplos.acta(1).clave
EnLinea = Callable[[str], Estacion]


def _captura(estacion: Estacion, quien: str) -> Capturar:
    return Capturar(estacion, sesion(quien, estacion))


def _tomado(captura: Capturar) -> Trabajo:
    trabajo = captura.tomar()
    assert trabajo is not None
    return trabajo


def test_el_trabajo_de_una_foto_pide_leer_su_identificacion_como_cifra(poblada: Nodo, en_linea: EnLinea) -> None:
    estacion = en_linea("est-01-1")
    ofrecer(poblada, UNO, con_imagen(estacion, UNO), 1)
    poblada.dueno("UPDATE prep.trabajo SET fuente = 'CASILLA'")
    assert _tomado(_captura(estacion, "ana")).identificacion is Identificacion.MANUAL


@pytest.fixture
def tomada(poblada: Nodo, en_linea: EnLinea) -> tuple[Capturar, Trabajo, Estacion]:
    """Ana's captura of acta UNO, begun at est-01-1; both slots exist."""
    estacion = en_linea("est-01-1")
    ofrecer(poblada, UNO, con_imagen(estacion, UNO), 1, 2)
    captura = _captura(estacion, "ana")
    return captura, _tomado(captura), estacion


def test_el_trabajo_viene_con_su_forma_y_su_imagen(tomada: tuple[Capturar, Trabajo, Estacion]) -> None:
    _, trabajo, _ = tomada
    assert (trabajo.acta.clave, trabajo.contenido) == (UNO, b"papel")
    assert trabajo.identificacion is Identificacion.ETIQUETA
    assert len(trabajo.forma.campos) == len(CIFRAS)


def test_una_captura_terminada_llega_al_nodo_y_nada_la_muestra(
    tomada: tuple[Capturar, Trabajo, Estacion], poblada: Nodo
) -> None:
    captura, trabajo, estacion = tomada
    assert captura.terminar(trabajo, CIFRAS, "ACTA PREP", UNO).estado is Entregado.ENTREGADO
    ((cuerpo, terminado),) = poblada.dueno(
        "SELECT h.cuerpo, t.terminado IS NOT NULL FROM prep.hecho h JOIN prep.trabajo t USING (acta)"
        " WHERE h.tipo = 'CAPTURA' AND t.puesto = 1"
    )
    assert '"ILEGIBLE","SIN DATO",4242]' in cuerpo and terminado
    assert estacion.spool.pendientes() == []
    with pytest.raises(NoProcede, match="ya se guardó"):
        captura.terminar(trabajo, CIFRAS, "ACTA PREP", UNO)


def test_el_segundo_puesto_no_se_ofrece_a_estacion_ni_persona_del_primero(
    tomada: tuple[Capturar, Trabajo, Estacion], en_linea: EnLinea
) -> None:
    captura, trabajo, estacion = tomada
    captura.terminar(trabajo, CIFRAS, "ACTA PREP", UNO)
    assert captura.tomar() is None
    assert _captura(estacion, "beto").tomar() is None
    otra = en_linea("est-01-2")
    assert _captura(otra, "ana").tomar() is None
    assert _tomado(_captura(otra, "beto")).toma.puesto == 2


@pytest.mark.parametrize(
    ("valores", "documento", "identificacion", "mensaje"),
    [
        (CIFRAS[:-1], "ACTA PREP", UNO, "lleva 11 campos y se capturaron 10"),
        ([*CIFRAS[:-1], -1], "ACTA PREP", UNO, "TOTAL_VOTOS_ASENTADO: -1 es negativo"),
        ([*CIFRAS[:-1], "doce"], "ACTA PREP", UNO, "TOTAL_VOTOS_ASENTADO: 'doce' no es un número"),
        ([*CIFRAS[:-1], 1_000_000], "ACTA PREP", UNO, "Revise la cifra"),
        (CIFRAS, "ACTA UE", UNO, "Elija: ACTA PREP, RPP, CC, PPC"),
        (CIFRAS, "ACTA PREP", " ", "Falta la identificación"),
        (CIFRAS, "ACTA PREP", "x" * 81, "Falta la identificación"),
    ],
)
def test_lo_que_no_cabe_en_el_acta_se_dice_y_no_se_guarda_nada(
    tomada: tuple[Capturar, Trabajo, Estacion], valores: list[object], documento: str, identificacion: str, mensaje: str
) -> None:
    captura, trabajo, estacion = tomada
    antes = estacion.spool.cuentas()
    with pytest.raises(DatoInvalido, match=mensaje):
        captura.terminar(trabajo, valores, documento, identificacion)
    assert estacion.spool.cuentas() == antes


def test_el_trabajo_devuelto_es_de_otra_persona(tomada: tuple[Capturar, Trabajo, Estacion], en_linea: EnLinea) -> None:
    captura, trabajo, _ = tomada
    assert captura.renovar(trabajo)
    assert captura.devolver(trabajo)
    assert not captura.renovar(trabajo)
    assert _tomado(_captura(en_linea("est-01-2"), "beto")).toma.puesto == 1


def test_sin_nodo_la_captura_lo_dice_claro(suelta: Estacion) -> None:
    with pytest.raises(SinNodo, match="Sin nodo no hay captura"):
        _captura(suelta, "ana").tomar()


def test_una_captura_empezada_se_guarda_sin_nodo_y_se_entrega_al_volver(
    tomada: tuple[Capturar, Trabajo, Estacion], poblada: Nodo, sin_nodo: str
) -> None:
    captura, trabajo, estacion = tomada
    vivo = estacion.nodo
    with NodoCliente(sin_nodo) as ido:
        estacion.nodo = estacion.entrega._nodo = ido
        assert captura.renovar(trabajo)
        assert captura.terminar(trabajo, CIFRAS, "ACTA PREP", UNO).estado is Entregado.PENDIENTE
        with pytest.raises(SinNodo, match="lo hecho aquí está guardado"):
            captura.tomar()
    estacion.nodo = estacion.entrega._nodo = vivo
    assert estacion.entrega.vaciar().nodo
    assert poblada.dueno("SELECT count(*) FROM prep.hecho WHERE tipo = 'CAPTURA'") == [(1,)]
    assert estacion.spool.pendientes() == []


def test_la_captura_en_el_spool_es_lo_que_se_tecleo(abrir: Abrir, tomada: tuple[Capturar, Trabajo, Estacion]) -> None:
    captura, trabajo, estacion = tomada
    cerrado = estacion.nodo
    cerrado.cerrar()
    recibo = captura.terminar(trabajo, CIFRAS, "RPP", UNO)
    assert recibo.estado is Entregado.ENTREGADO  # the connection came back by itself
    assert estacion.spool.reabrir(Entregado.ENTREGADO) == 3
    cuerpo = estacion.spool.pendientes()[-1].hecho.cuerpo
    assert isinstance(cuerpo, Captura)
    assert cuerpo.valores == (7, 8, 9, 10, 101, 102, 103, 104, Marca.ILEGIBLE, Marca.SIN_DATO, 4242)


def test_un_nodo_que_perdio_la_captura_la_recibe_otra_vez_y_no_una_segunda(
    tomada: tuple[Capturar, Trabajo, Estacion], poblada: Nodo
) -> None:
    captura, trabajo, _ = tomada
    captura.terminar(trabajo, CIFRAS, "ACTA PREP", UNO)
    perder(poblada, "DELETE FROM prep.hecho WHERE tipo = 'CAPTURA'")
    poblada.dueno(
        "UPDATE prep.trabajo SET operador = NULL, estacion = NULL, toma = NULL, expira = NULL, terminado = NULL"
    )
    assert captura.tomar() is None
    assert poblada.dueno("SELECT count(*) FROM prep.hecho WHERE tipo = 'CAPTURA'") == [(1,)]


def test_un_acta_que_esta_estacion_no_conoce_se_devuelve(poblada: Nodo, en_linea: EnLinea) -> None:
    estacion = en_linea("est-01-1")
    ofrecer(poblada, "GUB-001-7777-B01-0-A02-1", "", 1)
    with pytest.raises(NoProcede, match="no está en el catálogo de este sitio"):
        _captura(estacion, "ana").tomar()
    assert poblada.dueno("SELECT operador FROM prep.trabajo") == [(None,)]


def test_una_imagen_perdida_tras_la_toma_se_dice_y_se_devuelve_el_trabajo(
    tomada: tuple[Capturar, Trabajo, Estacion], poblada: Nodo
) -> None:
    captura, _, _ = tomada
    perder(poblada, "TRUNCATE prep.imagen")
    with pytest.raises(NoProcede, match="aún no llega"):
        captura.tomar()
    assert poblada.dueno("SELECT DISTINCT operador FROM prep.trabajo") == [(None,)]


def test_a_quien_es_de_otro_sitio_se_le_dice_con_las_palabras_del_nodo(en_linea: EnLinea) -> None:
    with pytest.raises(NoProcede, match="no hace captura en este sitio"):
        _captura(en_linea("est-01-1"), "fer").tomar()


@pytest.mark.parametrize("razon", list(RazonDeDevolucion))
def test_la_devuelta_con_su_razon_es_de_otra_persona_y_nunca_de_la_misma(
    tomada: tuple[Capturar, Trabajo, Estacion], en_linea: EnLinea, poblada: Nodo, razon: RazonDeDevolucion
) -> None:
    """D4. At once, and after the árbitro knows it; at any station; and neither to decide it at the desk."""
    captura, trabajo, estacion = tomada
    captura.guardar_borrador(trabajo, [7, *[None] * 10], 1)
    recibo = captura.devolver_por(trabajo, razon)
    assert estacion.spool.recoger_borrador("ana", (trabajo.acta.clave, trabajo.toma.fuente, 1)) is None
    assert captura.tomar() is None and not captura.renovar(trabajo)
    verificar(poblada)
    assert captura.tomar() is None and _captura(en_linea("est-01-3"), "ana").tomar() is None
    assert _tomado(_captura(en_linea("est-01-2"), "beto")).toma.puesto == 1
    ((hecho, cuerpo),) = poblada.dueno("SELECT id, cuerpo FROM prep.hecho WHERE tipo = 'DEVOLUCION'")
    assert hecho == recibo.hecho
    assert cuerpo_de_texto(Tipo.DEVOLUCION, cuerpo) == Devolucion(1, trabajo.toma.imagen, razon)
    poblada.dueno(
        "UPDATE prep.trabajo SET clase = 'MESA', toma = NULL, operador = NULL, estacion = NULL, expira = NULL"
    )
    filas = poblada.dueno("SELECT prep.devolvio(acta, fuente, imagen, 'ana') FROM prep.trabajo")
    assert filas and set(filas) == {(True,)}


def test_devuelta_sin_nodo_se_guarda_y_al_volver_no_le_llega(
    tomada: tuple[Capturar, Trabajo, Estacion], sin_nodo: str, poblada: Nodo
) -> None:
    captura, trabajo, estacion = tomada
    vivo = estacion.nodo
    with NodoCliente(sin_nodo) as ido:
        estacion.nodo = estacion.entrega._nodo = ido
        captura.devolver_por(trabajo, RazonDeDevolucion.NO_SE_LEE)
    estacion.nodo = estacion.entrega._nodo = vivo
    assert captura.tomar() is None
    assert poblada.dueno("SELECT count(*) FROM prep.hecho WHERE tipo = 'DEVOLUCION'") == [(1,)]

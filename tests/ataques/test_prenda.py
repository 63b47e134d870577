"""Whom a claim is for is proved by that person's key, at that station, each time (finding 14, P-10)."""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from prep.domain.hechos.hechos import AccionDeMesa, Acopio, Dictamen, Fuente
from prep.net.identidad import Llave, nueva
from prep.services.estacion.firma import FirmaDeSesion
from prep.services.estacion.prenda import SIN_PAPEL, SIN_PRUEBA, SIN_SESION, abrir, con_sesion
from prep.services.nodo.cliente import NodoCliente
from prep.services.nodo.tipos import NodoRechaza
from tests.ataques.test_derecho import sigue_hasta_su_corte
from tests.ataques.vivo import BASURA, NodoVivo, vivo
from tests.central.arbitro.escena import CAMPOS
from tests.central.corte.escena import Cortes
from tests.conftest import Nodo
from tests.espera import hasta
from tests.store.ejemplos import PROCESO, acta

UNA, OTRA = acta(1).clave, acta(3).clave
MESA, CAPTURISTAS = 6, (1, 3, 4, 5)
ALARMAS = "SELECT codigo, causa FROM prep.alarma WHERE codigo LIKE 'SESION%%' ORDER BY n"


@pytest.fixture
def cortes(base: Nodo, tmp_path: Path) -> Cortes:
    return Cortes(base, tmp_path)


@pytest.fixture
def nodo_vivo(cortes: Cortes) -> Iterator[NodoVivo]:
    with vivo(cortes.base, cortes.escena) as abierto:
        yield abierto


def codigo(hacer: Callable[[], object]) -> str:
    """With which code the node refuses it."""
    with pytest.raises(NodoRechaza) as negado:
        hacer()
    return negado.value.codigo


def disputar(nodo: NodoVivo) -> None:
    """UNA comes to the desk: four people captured it, each something else."""
    nodo.digitalizar(UNA)
    for votos, n in enumerate(CAPTURISTAS, start=7):
        nodo.capturar(n, UNA, votos)
    hasta(lambda: nodo.etapa(UNA) == "EN_MESA", "la disputa llega a la mesa", 10)


def test_una_estacion_de_captura_no_toma_la_mesa_de_quien_no_esta(cortes: Cortes) -> None:
    with vivo(cortes.base, cortes.escena) as nodo:
        disputar(nodo)
        hostil, ella = nodo.estacion(nodo.hostil), f"op-01-{MESA}"
        abrir(hostil, nodo.firma(nodo.hostil))  # its own person is there
        toma = (hostil.reclamar_mesa, hostil.reclamar_captura, hostil.bandeja)
        assert [codigo(lambda f=f: f(ella)) for f in toma] == [SIN_SESION] * 3  # type: ignore[misc]
        assert codigo(lambda: hostil.reclamar_caso(ella, UNA)) == SIN_SESION
        assert codigo(lambda: hostil.reclamar_acta(ella, OTRA)) == SIN_SESION
        assert codigo(lambda: hostil.anticipar(ella, [])) == SIN_SESION
        assert codigo(lambda: hostil.ver_ronda(UNA, Fuente.CATD, 1)) == "PR004"
        _decidir(nodo)
    sigue_hasta_su_corte(cortes, UNA, votos=7)


def _decidir(nodo: NodoVivo) -> None:
    """She at her own station, beside the image."""
    suya = nodo.estacion(MESA)
    caso = con_sesion(suya, nodo.firma(MESA), lambda: suya.reclamar_mesa(f"op-01-{MESA}"))
    assert caso is not None
    vistas = suya.ver_ronda(UNA, caso.fuente, caso.ronda)
    assert len(vistas) == len(CAPTURISTAS)
    cuerpo = Dictamen(
        AccionDeMesa.ACEPTA, caso.ronda, tuple(v.hecho for v in vistas), "se lee 7", (7,) * CAMPOS, "ACTA PREP"
    )
    assert suya.entregar(nodo.escena.firmar(MESA, UNA, cuerpo)) == "nuevo"
    hasta(lambda: nodo.etapa(UNA) == "VERIFICADA")


def test_lo_que_tomo_quien_ya_se_fue_no_se_ve_sin_ella(nodo_vivo: NodoVivo) -> None:
    disputar(nodo_vivo)
    suya = nodo_vivo.estacion(MESA)
    caso = con_sesion(suya, nodo_vivo.firma(MESA), lambda: suya.reclamar_mesa(f"op-01-{MESA}"))
    assert caso is not None and suya.cerrar_sesion(f"op-01-{MESA}")
    assert codigo(lambda: suya.ver_ronda(UNA, caso.fuente, caso.ronda)) == SIN_SESION
    assert codigo(lambda: suya.ver_hallazgos(caso.trabajo, caso.toma)) == SIN_SESION


def test_la_llave_de_otra_persona_no_prueba_nada_y_se_avisa(nodo_vivo: NodoVivo) -> None:
    hostil = nodo_vivo.estacion(nodo_vivo.hostil)
    for llave in (nodo_vivo.escena.llaves[f"op-01-{nodo_vivo.hostil}"], nueva()):
        assert codigo(lambda llave=llave: abrir(hostil, _como(llave))) == SIN_PRUEBA  # type: ignore[misc]
    assert codigo(lambda: hostil.reclamar_mesa(f"op-01-{MESA}")) == SIN_SESION
    assert nodo_vivo.escena.base.dueno(ALARMAS) == [("SESION_NEGADA", "est-01-2")]


def _como(llave: Llave) -> FirmaDeSesion:
    return FirmaDeSesion(f"op-01-{MESA}", "est-01-2", PROCESO, llave)


def test_una_firma_de_otra_estacion_o_de_otra_pregunta_no_sirve(nodo_vivo: NodoVivo) -> None:
    suya, hostil, ella = nodo_vivo.estacion(MESA), nodo_vivo.estacion(nodo_vivo.hostil), f"op-01-{MESA}"
    nombre, reto = suya.pedir_reto(ella)
    firma = nodo_vivo.firma(MESA).prueba(nombre, reto)
    assert codigo(lambda: hostil.abrir_sesion(ella, reto, firma)) == SIN_SESION  # of no question of that station
    _, propio = hostil.pedir_reto(ella)
    assert codigo(lambda: _insistir(hostil, ella, propio, firma)) == SIN_PRUEBA
    de_ahi = nodo_vivo.firma(MESA).prueba(nombre, hostil.pedir_reto(ella)[1])  # signed as of her own station
    assert codigo(lambda: _insistir(hostil, ella, hostil.pedir_reto(ella)[1], de_ahi)) == SIN_PRUEBA
    _insistir(suya, ella, reto, firma)
    assert suya.cerrar_sesion(ella)
    assert codigo(lambda: suya.abrir_sesion(ella, reto, firma)) == SIN_SESION  # once
    _, nuevo = suya.pedir_reto(ella)
    assert codigo(lambda: _insistir(suya, ella, nuevo, firma)) == SIN_PRUEBA
    assert codigo(lambda: suya.reclamar_captura(ella)) == SIN_SESION


def _insistir(puesto: NodoCliente, quien: str, reto: UUID, firma: bytes) -> None:
    hasta(lambda: puesto.abrir_sesion(quien, reto, firma))


def test_la_firma_de_un_hecho_no_abre(nodo_vivo: NodoVivo) -> None:
    suya, ella = nodo_vivo.estacion(MESA), f"op-01-{MESA}"
    _, reto = suya.pedir_reto(ella)
    de_un_hecho = nodo_vivo.escena.firmar(MESA, UNA, Acopio("01", "D")).firma
    assert codigo(lambda: _insistir(suya, ella, reto, de_un_hecho)) == SIN_PRUEBA


def test_la_sesion_vence_y_la_estacion_la_abre_otra_vez_sola(nodo_vivo: NodoVivo) -> None:
    suya, ella = nodo_vivo.estacion(3), "op-01-3"
    abrir(suya, nodo_vivo.firma(3))
    ((horas,),) = nodo_vivo.escena.base.dueno("SELECT extract(epoch FROM max(expira) - now()) / 3600 FROM prep.sesion")
    assert 0.9 < horas <= 1
    nodo_vivo.escena.base.dueno("UPDATE prep.sesion SET expira = now()")
    assert codigo(lambda: suya.reclamar_captura(ella)) == SIN_SESION
    assert con_sesion(suya, nodo_vivo.firma(3), lambda: suya.reclamar_captura(ella)) is None
    nodo_vivo.escena.base.dueno("UPDATE prep.operador SET activo = false WHERE operador = %s", ella)
    assert codigo(lambda: con_sesion(suya, nodo_vivo.firma(3), lambda: suya.reclamar_captura(ella))) == "PR002"


def test_diez_mil_preguntas_de_una_estacion_no_cuestan_a_nadie(nodo_vivo: NodoVivo) -> None:
    hostil, quienes = nodo_vivo.estacion(nodo_vivo.hostil), [f"op-01-{n}" for n in (2, 6)]
    contador = 'prep."hechos:est-01-2"'  # made at the guard's first look
    hasta(lambda: nodo_vivo.escena.base.dueno("SELECT to_regclass(%s) IS NOT NULL", contador) == [(True,)], contador)
    for quien in quienes * 5_000:
        hostil.pedir_reto(quien)
    filas = nodo_vivo.escena.base.dueno("SELECT operador FROM prep.sesion WHERE estacion = 'est-01-2' ORDER BY 1")
    assert [quien for (quien,) in filas] == quienes
    ((gastado,),) = nodo_vivo.escena.base.dueno(f"SELECT last_value FROM {contador}")
    assert gastado < 10_000 / 100  # one that waits is not made again
    assert nodo_vivo.sigue_viva(UNA) < 5


def test_mientras_una_estacion_firma_basura_las_demas_abren(nodo_vivo: NodoVivo) -> None:
    hostil, quien = nodo_vivo.estacion(nodo_vivo.hostil), f"op-01-{MESA}"
    tardaron = []
    for n in (3, 4, 5):
        for _ in range(100):
            _, reto = hostil.pedir_reto(quien)
            with suppress(NodoRechaza):  # judged already
                hostil.abrir_sesion(quien, reto, BASURA)
        inicio = time.monotonic()
        abrir(nodo_vivo.estacion(n), nodo_vivo.firma(n))
        tardaron.append(time.monotonic() - inicio)
    assert max(tardaron) < 1
    assert nodo_vivo.sigue_viva(UNA) < 5


def test_lo_que_una_estacion_deja_cerrado_con_llave_no_detiene_al_centinela(nodo_vivo: NodoVivo) -> None:
    with nodo_vivo.escena.base.conectar("est-01-2") as hostil:
        hostil.execute("BEGIN")
        assert hostil.execute("SELECT FROM estacion_v1.pedir_reto('op-01-6')").rowcount == 1
        abrir(nodo_vivo.estacion(3), nodo_vivo.firma(3))


def test_la_mesa_es_de_las_estaciones_habilitadas(nodo_vivo: NodoVivo) -> None:
    nodo_vivo.escena.base.dueno("UPDATE prep.estacion SET papeles = '{captura}' WHERE estacion = 'est-01-3'")
    una, otra = nodo_vivo.estacion(3), nodo_vivo.estacion(4)
    assert codigo(lambda: con_sesion(una, nodo_vivo.firma(3), lambda: una.reclamar_mesa("op-01-3"))) == SIN_PAPEL
    assert codigo(lambda: una.bandeja("op-01-3")) == SIN_PAPEL
    assert con_sesion(una, nodo_vivo.firma(3), lambda: una.reclamar_captura("op-01-3")) is None
    assert con_sesion(otra, nodo_vivo.firma(4), lambda: otra.bandeja("op-01-4")) == ()


def test_quien_esta_en_dos_estaciones_se_avisa_y_trabaja(nodo_vivo: NodoVivo) -> None:
    with ExitStack() as pila:
        for n in (3, 4):
            puesto = pila.enter_context(NodoCliente(nodo_vivo.escena.base.dsn(f"est-01-{n}")))
            abrir(puesto, nodo_vivo.firma(3, n))
            assert puesto.reclamar_captura("op-01-3") is None
    assert nodo_vivo.escena.base.dueno(ALARMAS) == [("SESION_DOBLE", "op-01-3")]


def test_una_pregunta_que_nadie_hizo_no_abre(nodo_vivo: NodoVivo) -> None:
    suya = nodo_vivo.estacion(3)
    assert codigo(lambda: suya.abrir_sesion("op-01-3", uuid4(), BASURA)) == SIN_SESION
    assert codigo(lambda: suya.pedir_reto("op-02-1")) == "PR002"
    _, reto = suya.pedir_reto("op-01-3")
    assert codigo(lambda: suya.abrir_sesion("op-01-3", reto, b"corta")) == "PR005"

"""R-04 at a CATD's node: it cannot see the CCV's people, so it asks the centre, and signs the remedy by itself."""

import threading
from collections.abc import Iterator

import psycopg
import pytest

from central.arbitro.vigilancia import Firmante, revisar
from central.nodo.centro import CENTRO
from central.sitios.centro_remoto import conectar
from central.sitios.turno import TurnoCCV
from central.sitios.unirse import llave_de
from prep.domain.hechos.hechos import Captura, Cierre, Cuerpo, Custodia, Fuente, Hecho
from prep.services.estacion.firma import FirmaDeSesion
from prep.store.hechos import HechoFirmado
from tests.central.arbitro.escena import CAMPOS, ENTREGAR_CENTRO
from tests.central.sitios.conftest import Par, Sitio
from tests.espera import hasta
from tests.store.ejemplos import PROCESO, acta
from tests.store.entregas import entregar, probados, reclamar, verificar

CUANTOS = "SELECT count(*) FROM prep.hecho WHERE acta = %s"
ABIERTO = "SELECT clase, sitio, ronda FROM prep.trabajo WHERE acta = %s AND terminado IS NULL"
RAZON = "SELECT q.razon FROM prep.cuarentena q JOIN prep.hecho h ON h.id = q.hecho WHERE h.acta = %s"
EN_CCV = ("op-ccv-1", "est-ccv-1")


@pytest.fixture
def enlace() -> Iterator[threading.Event]:
    evento = threading.Event()
    evento.set()
    yield evento


def a_medias(par: Par, clave: str) -> str:
    """An acta of the node with one captura by person 2, whose second slot has been free for ten minutes."""
    escena = par.nodo.escena
    huella = escena.digitalizada(clave)
    escena.captura(2, clave, huella)
    escena.correr()
    escena.base.dueno("UPDATE prep.trabajo SET creado = creado - interval '10 minutes' WHERE acta = %s", clave)
    return huella


def vigilar(par: Par, turno: TurnoCCV) -> int:
    with par.nodo.escena.arbitro() as (conexion, contexto):
        paquete = par.alta.paquete
        hechos = revisar(conexion, contexto, Firmante(paquete.nombre.rol, llave_de(paquete)), turno)
    par.nodo.escena.correr()
    return hechos


def contestar(par: Par, turno: TurnoCCV) -> None:
    with conectar(par.alta.paquete) as centro:
        turno.contestar(centro)


def firmar(par: Par, clave: str, cuerpo: Cuerpo, fuente: Fuente = Fuente.CENTRO) -> HechoFirmado:
    """What the node's key signs."""
    paquete = par.alta.paquete
    return FirmaDeSesion(paquete.nombre.rol, "arbitro", PROCESO, llave_de(paquete)).hecho(clave, fuente, cuerpo)


def poner(sitio: Sitio, firmado: HechoFirmado) -> None:
    h = firmado.hecho
    with psycopg.connect(sitio.cluster.dsn("prep_arbitro"), autocommit=True) as arbitro:
        arbitro.execute(
            ENTREGAR_CENTRO,
            (
                *(h.id, h.proceso, h.tipo, h.acta, h.fuente, h.operador, h.estacion, h.momento, h.desfase_ms),
                *(firmado.cuerpo, firmado.firma),
            ),
        )


def de_turno_en_ccv(par: Par, clave: str, hay: bool) -> None:
    """Somebody of the CCV captured another acta a moment ago; or an hour ago."""
    with par.centro.escena.base.conectar("prep_admin") as admin:
        admin.execute("SET session_replication_role = replica")
        if not hay:
            admin.execute(
                "UPDATE prep.hecho SET recibido = recibido - interval '1 hour' WHERE operador = %s", EN_CCV[:1]
            )
            return
    firma = FirmaDeSesion(*EN_CCV, PROCESO, par.centro.escena.llaves[EN_CCV[0]])
    cuerpo = Captura(1, "", (1,) * CAMPOS, "ACTA PREP", clave)
    with par.centro.escena.base.conectar(EN_CCV[1]) as estacion:
        entregar(estacion, *_partes(firma.hecho(clave, Fuente.CASILLA, cuerpo)))
    verificar(par.centro.escena.base)


def _partes(firmado: HechoFirmado) -> tuple[Hecho, bytes, str]:
    return firmado.hecho, firmado.firma, firmado.cuerpo


def test_con_gente_en_el_ccv_el_acta_se_captura_alla_con_su_imagen(par: Par, enlace: threading.Event) -> None:
    clave, turno = acta(1).clave, TurnoCCV(enlace)
    huella = a_medias(par, clave)
    de_turno_en_ccv(par, acta(2).clave, hay=True)
    assert vigilar(par, turno) == 0  # asked, not answered yet
    contestar(par, turno)
    assert vigilar(par, turno) == 1
    assert par.nodo.escena.base.dueno(ABIERTO, clave) == []
    hasta(lambda: par.centro.valor(CUANTOS, clave) == 4)
    hasta(lambda: par.centro.valor("SELECT count(*) FROM prep.imagen WHERE huella = %s", huella) == 1)
    par.centro.escena.correr()
    assert par.centro.escena.base.dueno(RAZON, clave) == []
    assert par.centro.escena.base.dueno(ABIERTO, clave) == [("CAPTURA", "CCV", 1)]
    probados(par.centro.escena.base)
    with par.centro.escena.base.conectar(EN_CCV[1]) as estacion:
        toma = reclamar(estacion, EN_CCV[0])
        assert toma is not None and toma[2:4] == (clave, "CATD") and toma[6] == huella
        imagen = estacion.execute("SELECT estacion_v1.imagen(%s)", (huella,)).fetchone()
        assert imagen == (clave.encode(),)
        firma = FirmaDeSesion(*EN_CCV, PROCESO, par.centro.escena.llaves[EN_CCV[0]])
        cuerpo = Captura(1, huella, (1,) * CAMPOS, "ACTA PREP", clave)
        assert entregar(estacion, *_partes(firma.hecho(clave, Fuente.CATD, cuerpo))) == "nuevo"
    par.sitios.bajar(par.alta, par.nodo)
    for sitio in (par.centro, par.nodo):
        sitio.escena.correr()
        assert sitio.escena.etapa(clave) == "VERIFICADA"
        assert sitio.escena.base.dueno(ABIERTO, clave) == []


@pytest.mark.parametrize(("n", "hay_enlace"), [(3, True), (5, False)])
def test_sin_gente_en_el_ccv_o_sin_enlace_la_ronda_va_a_la_mesa_del_catd(
    par: Par, enlace: threading.Event, n: int, hay_enlace: bool
) -> None:
    clave, turno = acta(n).clave, TurnoCCV(enlace)
    a_medias(par, clave)
    if hay_enlace:
        de_turno_en_ccv(par, acta(2).clave, hay=False)
        assert vigilar(par, turno) == 0
        contestar(par, turno)
    else:
        enlace.clear()
    assert vigilar(par, turno) == 1
    assert par.nodo.escena.etapa(clave) == "EN_MESA"
    assert par.nodo.escena.base.dueno(ABIERTO, clave) == [("MESA", "01", 1)]
    hasta(lambda: par.centro.valor(CUANTOS, clave) == 4)
    par.centro.escena.correr()
    assert par.centro.escena.etapa(clave) == "EN_MESA"
    assert par.centro.escena.base.dueno(RAZON, clave) == []


def test_sin_trabajo_atorado_no_se_pregunta_nada(par: Par, enlace: threading.Event) -> None:
    turno = TurnoCCV(enlace)
    assert vigilar(par, turno) == 0
    with conectar(par.alta.paquete) as cerrado:
        pass
    turno.contestar(cerrado)  # on a closed connection: it would raise if it asked


@pytest.mark.parametrize(
    ("n", "cuerpo", "fuente", "razon"),
    [
        (4, Custodia("CCV", "SIN_PERSONAL"), Fuente.CENTRO, "no está a cargo del CATD 01"),
        (6, Cierre(1, "SIN_PERSONAL"), Fuente.CATD, "no está a cargo del CATD 01"),
        (7, Custodia("02", "SIN_PERSONAL"), Fuente.CENTRO, "sólo da la custodia al CCV"),
        (9, Cierre(1, "SIN_PERSONAL"), Fuente.CASILLA, "no está a cargo del CATD 01"),
    ],
)
def test_lo_que_un_nodo_no_puede_firmar_se_aparta_en_el_y_en_el_centro(
    par: Par, n: int, cuerpo: Cuerpo, fuente: Fuente, razon: str
) -> None:
    clave = acta(n).clave
    poner(par.nodo, firmar(par, clave, cuerpo, fuente))
    hasta(lambda: par.centro.valor(CUANTOS, clave) == 1)
    for sitio in (par.nodo, par.centro):
        sitio.escena.correr()
        assert razon in sitio.valor(RAZON, clave)
        assert sitio.valor("SELECT coalesce(max(custodia), '') FROM prep.acta_estado WHERE acta = %s", clave) == ""


def test_un_acta_que_el_centro_le_dio_si_la_puede_ceder(par: Par) -> None:
    clave = acta(8).clave  # of CATD 02
    par.centro.escena.hacer(CENTRO, clave, Custodia("01", "CONTINGENCIA"), Fuente.CENTRO)
    par.sitios.bajar(par.alta, par.nodo)
    poner(par.nodo, firmar(par, clave, Custodia("CCV", "SIN_PERSONAL")))
    hasta(lambda: par.centro.valor(CUANTOS, clave) == 2)
    for sitio in (par.nodo, par.centro):
        sitio.escena.correr()
        assert sitio.escena.base.dueno(RAZON, clave) == []
        assert sitio.valor("SELECT custodia FROM prep.acta_estado WHERE acta = %s", clave) == "CCV"


def test_una_custodia_que_el_centro_no_firmo_no_le_da_nada(par: Par) -> None:
    """A node writes in its own base a Custodia "of the centre" with a false signature, and leans on it."""
    clave = acta(10).clave
    falsa = par.centro.escena.firmar(CENTRO, clave, Custodia("01", "CONTINGENCIA"), Fuente.CENTRO)
    poner(par.nodo, HechoFirmado(falsa.hecho, falsa.cuerpo, bytes(64)))
    poner(par.nodo, firmar(par, clave, Custodia("CCV", "SIN_PERSONAL")))
    hasta(lambda: par.centro.valor(CUANTOS, clave) == 2)
    par.centro.escena.correr()
    assert par.centro.valor("SELECT count(*) FROM prep.cuarentena q JOIN prep.hecho h ON h.id = q.hecho"
                                " WHERE h.acta = %s", clave) == 2  # fmt: skip

"""Each finished field is in the spool: after a fall the operator goes on at the same field of the same acta."""

from collections.abc import Callable, Iterator

import pytest

from prep.domain.hechos.campos import Marca
from prep.services.captura.captura import Capturar
from prep.services.captura.trabajo import Trabajo
from prep.services.estacion.errores import DatoInvalido
from prep.services.estacion.estacion import Estacion
from prep.services.nodo.cliente import NodoCliente
from prep.store.spool.spool import Spool
from tests.conftest import Nodo
from tests.services.conftest import ESTACIONES, sesion
from tests.services.trabajos import CIFRAS, con_imagen, ofrecer
from tests.store import ejemplos

UNO, TRES, CINCO = (ejemplos.acta(n).clave for n in (1, 3, 5))
EnLinea = Callable[[str], Estacion]
A_MEDIAS = [7, 8, "ILEGIBLE", *[None] * 8]


def _captura(estacion: Estacion, quien: str = "ana") -> Capturar:
    return Capturar(estacion, sesion(quien, estacion))


def _tomado(captura: Capturar) -> Trabajo:
    trabajo = captura.tomar()
    assert trabajo is not None
    return trabajo


@pytest.fixture
def estacion(poblada: Nodo, en_linea: EnLinea) -> Estacion:
    """With two actas to capture, UNO before TRES; older than both is one of another site."""
    abierta = en_linea("est-01-1")
    ofrecer(poblada, CINCO, "", 1, 2)
    poblada.dueno("UPDATE prep.trabajo SET sitio = '02'")
    ofrecer(poblada, UNO, con_imagen(abierta, UNO), 1, 2)
    ofrecer(poblada, TRES, con_imagen(abierta, TRES, b"otro papel"), 1, 2)
    return abierta


@pytest.fixture
def vuelta(estacion: Estacion, poblada: Nodo) -> Iterator[Estacion]:
    """Ana has keyed three fields of UNO when the program ends without a word; this is the one started after it."""
    captura = _captura(estacion)
    trabajo = _tomado(captura)
    assert (trabajo.toma.acta, trabajo.borrador) == (UNO, None)
    captura.guardar_borrador(trabajo, A_MEDIAS, 3, "RPP", UNO)
    estacion.spool.cerrar()
    nombre = estacion.spool.estacion
    with (
        Spool.abrir(estacion.spool.ruta, ejemplos.PROCESO, nombre) as spool,
        NodoCliente(poblada.dsn(nombre)) as nodo,
    ):
        yield Estacion(spool, nodo, ESTACIONES[nombre], ejemplos.catalogo())


def test_quien_cae_sigue_en_el_mismo_campo_de_la_misma_acta(vuelta: Estacion) -> None:
    trabajo = _tomado(_captura(vuelta))
    assert trabajo.toma.acta == UNO and trabajo.borrador is not None
    assert trabajo.borrador.valores[:4] == (7, 8, Marca.ILEGIBLE, None)
    assert (trabajo.borrador.campo, trabajo.borrador.documento, trabajo.borrador.identificacion) == (3, "RPP", UNO)


def test_tambien_si_la_toma_vencio_entretanto_y_nadie_la_tomo(vuelta: Estacion, poblada: Nodo) -> None:
    poblada.dueno("UPDATE prep.trabajo SET sitio = '01'")  # the oldest free work is another acta's
    _vencer(poblada)
    trabajo = _tomado(_captura(vuelta))
    assert trabajo.toma.acta == UNO and trabajo.borrador is not None


def test_si_otros_tienen_ya_ambos_puestos_el_borrador_se_borra(
    vuelta: Estacion, poblada: Nodo, en_linea: EnLinea
) -> None:
    _vencer(poblada)
    for nombre, quien in (("est-01-2", "beto"), ("est-01-3", "caro")):
        assert _tomado(_captura(en_linea(nombre), quien)).toma.acta == UNO
    trabajo = _tomado(_captura(vuelta))
    assert (trabajo.toma.acta, trabajo.borrador) == (TRES, None)
    assert vuelta.spool.recoger_borrador("ana", (UNO, trabajo.toma.fuente, 1)) is None


def test_otra_persona_en_la_estacion_no_recibe_el_borrador(vuelta: Estacion, poblada: Nodo) -> None:
    _vencer(poblada)
    trabajo = _tomado(_captura(vuelta, "beto"))
    assert (trabajo.toma.acta, trabajo.borrador) == (UNO, None)


def test_el_borrador_termina_con_la_captura(vuelta: Estacion) -> None:
    captura = _captura(vuelta)
    trabajo = _tomado(captura)
    captura.terminar(trabajo, CIFRAS, "ACTA PREP", UNO)
    captura.guardar_borrador(trabajo, A_MEDIAS, 3)  # one that was on its way
    siguiente = _tomado(captura)
    assert (siguiente.toma.acta, siguiente.borrador) == (TRES, None)


def test_el_trabajo_devuelto_se_empieza_de_nuevo(vuelta: Estacion) -> None:
    captura = _captura(vuelta)
    assert captura.devolver(_tomado(captura))
    trabajo = _tomado(captura)
    assert (trabajo.toma.acta, trabajo.borrador) == (UNO, None)


@pytest.mark.parametrize(
    ("valores", "campo", "documento"),
    [(A_MEDIAS[:-1], 3, ""), ([*A_MEDIAS[:-1], -1], 3, ""), (A_MEDIAS, 12, ""), (A_MEDIAS, 3, "x" * 161)],
)
def test_un_borrador_que_no_es_de_esta_acta_se_rechaza(
    estacion: Estacion, valores: list[object], campo: int, documento: str
) -> None:
    captura = _captura(estacion)
    with pytest.raises(DatoInvalido):
        captura.guardar_borrador(_tomado(captura), valores, campo, documento)


def _vencer(poblada: Nodo) -> None:
    poblada.dueno("UPDATE prep.trabajo SET expira = now() - interval '1 second' WHERE expira IS NOT NULL")

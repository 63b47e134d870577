"""Another node takes the place of ours: the station notices and delivers again all that it keeps (R-33, P-6)."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from uuid import UUID

import pytest

from prep.domain.hechos.hechos import Fuente, MotivoSinActa, SinActa
from prep.services.acopio.acopio import Acopiar
from prep.services.digitalizacion.digitalizacion import Digitalizar
from prep.services.estacion import entrega
from prep.services.estacion.entrega import Entrega
from prep.services.estacion.errores import NoProcede
from prep.services.estacion.estacion import Estacion
from prep.services.estacion.firma import FirmaDeSesion
from prep.services.nodo.cliente import NodoCliente
from prep.services.nodo.tipos import NodoRechaza
from prep.store.hechos import HechoFirmado
from prep.store.spool.tipos import Cuentas, Entregado
from tests.conftest import Nodo, copia
from tests.services.conftest import Abrir, llave, perder, poblar, sesion
from tests.store import ejemplos

ACTAS = [ejemplos.acta(n).clave for n in range(1, 12, 2)]
AQUI = "est-01-1"
IDS = "SELECT id FROM prep.hecho ORDER BY recibido"


@dataclass
class Mudanza:
    """A station that worked at `viejo`: `hechos` in the order in which they were made."""

    estacion: Estacion
    viejo: Nodo
    nuevo: Nodo
    hechos: list[UUID]

    def mudar(self) -> None:
        self.estacion.nodo.mudar(self.nuevo.dsn(AQUI))

    def en(self, nodo: Nodo) -> list[UUID]:
        return [id_ for (id_,) in nodo.dueno(IDS)]


@pytest.fixture(scope="module")
def otra_base(nodo: Nodo) -> Iterator[Nodo]:
    for propia in copia(nodo):
        poblar(propia)
        propia.dueno("UPDATE prep.proceso SET nodo = 'CATD01.2'")
        yield propia


@pytest.fixture
def mudanza(otra_base: Nodo, poblada: Nodo, abrir: Abrir) -> Mudanza:
    perder(otra_base, "TRUNCATE prep.hecho, prep.imagen, prep.cola, prep.entrega_rara")
    estacion = abrir(poblada.dsn(AQUI), AQUI)
    abierta = sesion("ana", estacion)
    hechos = []
    for n, clave in enumerate(ACTAS):
        hechos.append(Acopiar(estacion, abierta).registrar(clave, "D").hecho)
        hechos.append(Digitalizar(estacion, abierta).digitalizar(clave, f"papel {n}".encode()).hecho)
    assert estacion.spool.cuentas() == Cuentas(0, 12, 0, 0, 0, 0)
    return Mudanza(estacion, poblada, otra_base, hechos)


def test_lo_que_guarda_sube_otra_vez_en_orden_y_la_imagen_antes_del_hecho(mudanza: Mudanza) -> None:
    mudanza.mudar()
    assert len(mudanza.estacion.entrega.vaciar().respuestas) == 12
    assert mudanza.en(mudanza.nuevo) == mudanza.hechos == mudanza.en(mudanza.viejo)
    antes = (
        "SELECT count(*) FROM prep.hecho h JOIN prep.imagen i ON i.huella = h.cuerpo::json ->> 'huella'"
        " WHERE i.recibido < h.recibido"
    )
    assert mudanza.nuevo.dueno(antes) == [(6,)]
    assert mudanza.estacion.spool.cuentas() == Cuentas(0, 12, 0, 0, 0, 0)


def test_cuanto_falta_por_subir_lo_dice_la_cuenta_del_spool(mudanza: Mudanza) -> None:
    mudanza.mudar()
    mudanza.estacion.medir_reloj()
    assert mudanza.estacion.spool.cuentas() == Cuentas(12, 0, 0, 0, 0, 6)
    mudanza.estacion.entrega.intentar(5)
    assert mudanza.estacion.spool.cuentas() == Cuentas(7, 5, 0, 0, 0, 4)


def test_lo_que_hace_entretanto_espera_detras_de_lo_que_tenia(mudanza: Mudanza) -> None:
    mudanza.mudar()
    ultima = ejemplos.acta(13).clave
    recibo = Acopiar(mudanza.estacion, sesion("ana", mudanza.estacion)).registrar(ultima, "D")
    assert (recibo.estado, recibo.aviso) == (Entregado.ENTREGADO, "")
    assert mudanza.en(mudanza.nuevo) == [*mudanza.hechos, recibo.hecho]


def test_de_ida_y_de_vuelta_nada_se_dobla(mudanza: Mudanza) -> None:
    mudanza.mudar()
    mudanza.estacion.entrega.vaciar()
    mudanza.estacion.nodo.mudar(mudanza.viejo.dsn(AQUI))
    otra_vez = mudanza.estacion.entrega.vaciar().respuestas
    assert [r[1:] for r in otra_vez] == [(Entregado.ENTREGADO, "ya estaba")] * 12
    assert mudanza.en(mudanza.viejo) == mudanza.hechos
    mudanza.estacion.nodo.reintentar_ya()
    assert mudanza.estacion.entrega.vaciar().respuestas == ()


def test_lo_que_el_nodo_anterior_rechazo_sigue_rechazado(mudanza: Mudanza) -> None:
    estacion = mudanza.estacion
    firma = FirmaDeSesion("nadie", AQUI, ejemplos.PROCESO, llave("ana"))
    malo = firma.hecho(ACTAS[0], Fuente.CATD, SinActa(MotivoSinActa.SIN_BOLSA))
    estacion.spool.guardar([malo])
    estacion.entrega.vaciar()
    assert estacion.spool.cuentas().rechazados == 1
    mudanza.mudar()
    estacion.entrega.vaciar()
    assert estacion.spool.cuentas() == Cuentas(0, 12, 0, 0, 1, 0)
    assert malo.hecho.id not in mudanza.en(mudanza.nuevo)


@pytest.mark.parametrize(
    "cambio",
    ["UPDATE prep.proceso SET creado = clock_timestamp()", "UPDATE prep.proceso SET nodo = 'CATD01.3'"],
)
def test_una_base_rehecha_se_nota_aun_tras_la_misma_direccion(mudanza: Mudanza, cambio: str) -> None:
    perder(mudanza.viejo, "TRUNCATE prep.hecho, prep.imagen")
    ((nombre, creado),) = mudanza.viejo.dueno("SELECT nodo, creado FROM prep.proceso")
    mudanza.viejo.dueno(cambio)
    try:
        mudanza.estacion.nodo.cerrar()  # its server stopped and another answers there
        assert mudanza.estacion.entrega.vaciar().nodo
        assert mudanza.en(mudanza.viejo) == mudanza.hechos
    finally:
        mudanza.viejo.dueno("UPDATE prep.proceso SET nodo = %s, creado = %s", nombre, creado)


def test_una_estacion_sin_nada_que_entregar_tambien_lo_nota(mudanza: Mudanza, monkeypatch: pytest.MonkeyPatch) -> None:
    """The server behind the open connection is another, and nothing waits that would find it out."""
    monkeypatch.setattr(entrega, "RECONOCER_S", 0.0)
    mudanza.estacion.medir_reloj()
    mudanza.viejo.dueno("UPDATE prep.proceso SET nodo = 'CATD01.9'")
    try:
        assert len(mudanza.estacion.entrega.vaciar().respuestas) == 12
    finally:
        mudanza.viejo.dueno("UPDATE prep.proceso SET nodo = 'CENTRO'")


@pytest.mark.parametrize("muere", [False, True])
def test_una_respuesta_de_no_se_sabe_que_nodo_no_se_toma(
    mudanza: Mudanza, monkeypatch: pytest.MonkeyPatch, muere: bool
) -> None:
    """In mid-attempt the connection moves to another node; the station goes on, or dies and finds the first one."""
    estacion = mudanza.estacion
    perder(mudanza.viejo, "TRUNCATE prep.hecho, prep.imagen")
    estacion.spool.reabrir(Entregado.ENTREGADO)
    pasos = count(1)
    de_verdad = NodoCliente.entregar

    def entregar(nodo: NodoCliente, firmado: HechoFirmado) -> str:
        paso = next(pasos)
        if paso == 5:
            mudanza.mudar()
        if muere and paso == 9:
            raise KeyboardInterrupt
        return de_verdad(nodo, firmado)

    monkeypatch.setattr(NodoCliente, "entregar", entregar)
    queda = mudanza.nuevo
    if muere:
        with pytest.raises(KeyboardInterrupt):
            estacion.entrega.vaciar()
        estacion.nodo.mudar(mudanza.viejo.dsn(AQUI))
        estacion.entrega, queda = Entrega(estacion.spool, estacion.nodo), mudanza.viejo
    assert estacion.entrega.vaciar().nodo
    assert set(mudanza.en(queda)) == set(mudanza.hechos)
    assert queda.dueno("SELECT count(*) FROM prep.imagen") == [(6,)]


def test_un_nodo_de_otro_proceso_no_recibe_nada_y_no_se_aparta_nada(mudanza: Mudanza) -> None:
    mudanza.nuevo.dueno("UPDATE prep.proceso SET proceso = 'SIM-9'")
    try:
        mudanza.mudar()
        with pytest.raises(NodoRechaza, match="El nodo es del proceso «SIM-9»"):
            mudanza.estacion.entrega.vaciar()
        with pytest.raises(NoProcede, match="Conéctela al nodo de su proceso"):
            mudanza.estacion.medir_reloj()
        recibo = Acopiar(mudanza.estacion, sesion("ana", mudanza.estacion)).registrar(ejemplos.acta(13).clave, "D")
        assert recibo.estado is Entregado.PENDIENTE and "es del proceso «SIM-9»" in recibo.aviso
        assert mudanza.estacion.spool.cuentas() == Cuentas(1, 12, 0, 0, 0, 0)
    finally:
        mudanza.nuevo.dueno("UPDATE prep.proceso SET proceso = %s", ejemplos.PROCESO)
    assert mudanza.estacion.entrega.vaciar().nodo
    assert mudanza.estacion.spool.cuentas().entregados == 13

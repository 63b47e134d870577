"""Delivery: in order, images first, twice to one effect; what the node refuses is set aside and the rest goes on."""

from collections.abc import Callable
from dataclasses import replace
from threading import Thread

import pytest

from central.nodo import cupos
from central.nodo.cluster import ADMIN
from prep.domain.hechos.hechos import Acopio, Fuente
from prep.net import identidad
from prep.services.acopio.acopio import Acopiar
from prep.services.digitalizacion.digitalizacion import Digitalizar
from prep.services.estacion.estacion import Estacion
from prep.services.estacion.firma import FirmaDeSesion
from prep.services.nodo.cliente import NodoCliente
from prep.services.nodo.tipos import NodoRechaza
from prep.store.hechos import HechoFirmado
from prep.store.spool.tipos import Cuentas, Entregado
from tests.conftest import Nodo
from tests.services.conftest import Abrir, sesion
from tests.store import ejemplos
from tests.store.entregas import verificar

UNO, TRES = ejemplos.acta(1).clave, ejemplos.acta(3).clave
EnLinea = Callable[[str], Estacion]


def _firma(estacion: Estacion, operador: str = "ana") -> FirmaDeSesion:
    return FirmaDeSesion(operador, estacion.spool.estacion, estacion.spool.proceso, identidad.nueva())


def _acopio(estacion: Estacion, clave: str = UNO, operador: str = "ana") -> HechoFirmado:
    firmado = _firma(estacion, operador).hecho(clave, Fuente.CATD, Acopio("01", "D"))
    estacion.spool.guardar([firmado])
    return firmado


def test_lo_hecho_sin_nodo_sube_en_orden_cuando_lo_hay(abrir: Abrir, sin_nodo: str, poblada: Nodo) -> None:
    estacion = abrir(sin_nodo)
    abierta = sesion("ana", estacion)
    hechos = []
    for n in range(1, 20, 2):
        clave = ejemplos.acta(n).clave
        hechos.append(Acopiar(estacion, abierta).registrar(clave, "D").hecho)
        hechos.append(Digitalizar(estacion, abierta).digitalizar(clave, f"papel {n}".encode()).hecho)
    assert estacion.spool.cuentas() == Cuentas(20, 0, 0, 0, 0, 10)
    with NodoCliente(poblada.dsn("est-01-1")) as nodo:
        estacion.entrega._nodo = nodo
        assert estacion.entrega.vaciar().nodo
    assert estacion.spool.cuentas() == Cuentas(0, 20, 0, 0, 0, 0)
    assert [id_ for (id_,) in poblada.dueno("SELECT id FROM prep.hecho ORDER BY recibido")] == hechos
    assert poblada.dueno("SELECT count(*) FROM prep.imagen") == [(10,)]
    huerfanas = "SELECT count(*) FROM prep.hecho h JOIN prep.imagen i ON i.huella = h.cuerpo::json ->> 'huella'"
    assert poblada.dueno(f"{huerfanas} WHERE i.recibido > h.recibido") == [(0,)]


def test_entregar_todo_otra_vez_no_tiene_efecto(en_linea: EnLinea, poblada: Nodo) -> None:
    estacion = en_linea("est-01-1")
    abierta = sesion("ana", estacion)
    Acopiar(estacion, abierta).registrar(UNO, "D")
    Digitalizar(estacion, abierta).digitalizar(UNO, b"papel")
    antes = poblada.dueno("SELECT id, sec, recibido FROM prep.hecho ORDER BY id")
    assert estacion.spool.reabrir(Entregado.ENTREGADO) == 2
    assert [r[1:] for r in estacion.entrega.vaciar().respuestas] == [(Entregado.ENTREGADO, "ya estaba")] * 2
    assert poblada.dueno("SELECT id, sec, recibido FROM prep.hecho ORDER BY id") == antes
    assert estacion.spool.cuentas() == Cuentas(0, 2, 0, 0, 0, 0)


def test_un_nodo_rehecho_de_la_nada_recibe_todo_lo_que_el_spool_entrego(
    en_linea: EnLinea, abrir: Abrir, poblada: Nodo
) -> None:
    estacion = en_linea("est-01-1")
    Acopiar(estacion, sesion("ana", estacion)).registrar(UNO, "D")
    Digitalizar(estacion, sesion("ana", estacion)).digitalizar(UNO, b"papel")
    with poblada.conectar("prep_admin") as conn:
        conn.execute("SET session_replication_role = replica")
        conn.execute("TRUNCATE prep.hecho, prep.imagen")
    estacion.spool.reabrir(Entregado.ENTREGADO)
    estacion.entrega.vaciar()
    assert poblada.dueno("SELECT (SELECT count(*) FROM prep.hecho), (SELECT count(*) FROM prep.imagen)") == [(2, 1)]


def test_lo_que_el_nodo_no_tiene_donde_guardar_espera_y_lo_de_otras_actas_sube(
    abrir: Abrir, sin_nodo: str, poblada: Nodo
) -> None:
    """More images than a batch holds wait, each before its fact; the facts behind them do not."""
    estacion = abrir(sin_nodo)
    abierta = sesion("ana", estacion)
    claves = [ejemplos.acta(n).clave for n in range(1, 20, 2)]
    for clave in claves[:-1]:
        Acopiar(estacion, abierta).registrar(clave, "D")
        Digitalizar(estacion, abierta).digitalizar(clave, clave.encode())
    Acopiar(estacion, abierta).registrar(claves[-1], "D")
    with NodoCliente(poblada.dsn("est-01-1")) as nodo, poblada.conectar(ADMIN) as admin:
        cupos.medir(admin, cupos.SIN_IMAGENES - 1)
        cupos.medir(admin, cupos.SIN_IMAGENES - 1)  # the first one opens the counters
        estacion.entrega._nodo = nodo
        for _ in range(12):
            assert estacion.entrega.intentar(3).nodo
        assert estacion.spool.cuentas() == Cuentas(9, 10, 0, 0, 0, 9)
        cupos.medir(admin, 1 << 40)
        assert estacion.entrega.vaciar().nodo
        poblada.dueno("DELETE FROM prep.cupo")
    assert estacion.spool.cuentas() == Cuentas(0, 19, 0, 0, 0, 0)


def test_el_mismo_id_con_otro_contenido_se_distingue_y_no_detiene_nada(en_linea: EnLinea, poblada: Nodo) -> None:
    estacion, otra = en_linea("est-01-1"), en_linea("est-01-2")
    suyo = _acopio(otra)
    otra.entrega.vaciar()
    verificar(poblada)
    usurpado = replace(suyo, hecho=replace(suyo.hecho, estacion="est-01-1", acta=TRES))
    estacion.spool.guardar([usurpado])
    _acopio(estacion)
    estacion.entrega.vaciar()
    assert estacion.spool.cuentas() == Cuentas(0, 1, 1, 0, 0, 0)
    assert poblada.dueno("SELECT resultado FROM prep.entrega_rara") == [("conflicto",)]


def test_un_hecho_rechazado_se_aparta_con_su_razon_y_puede_reintentarse(en_linea: EnLinea, poblada: Nodo) -> None:
    estacion = en_linea("est-01-1")
    malo, bueno = _acopio(estacion, operador="nadie"), _acopio(estacion)
    respuestas = estacion.entrega.vaciar().respuestas
    assert [(id_, estado) for id_, estado, _ in respuestas] == [
        (malo.hecho.id, Entregado.RECHAZADO),
        (bueno.hecho.id, Entregado.ENTREGADO),
    ]
    assert "«nadie» no está dado de alta" in respuestas[0][2]
    assert estacion.spool.reabrir(Entregado.RECHAZADO) == 1


def test_un_nodo_que_rechaza_todo_por_igual_no_aparta_nada(en_linea: EnLinea, poblada: Nodo) -> None:
    estacion = en_linea("est-01-1")
    _acopio(estacion)
    poblada.dueno("ALTER FUNCTION estacion_v1.entregar RENAME TO entregar_de_otra_version")
    try:
        with pytest.raises(NodoRechaza, match="42883"):
            estacion.entrega.vaciar()
        recibo = Acopiar(estacion, sesion("ana", estacion)).registrar(TRES, "D")
        assert recibo.estado is Entregado.PENDIENTE and "42883" in recibo.aviso
    finally:
        poblada.dueno("ALTER FUNCTION estacion_v1.entregar_de_otra_version RENAME TO entregar")
    assert estacion.spool.cuentas() == Cuentas(2, 0, 0, 0, 0, 0)
    assert estacion.entrega.vaciar().nodo
    assert estacion.spool.cuentas() == Cuentas(0, 2, 0, 0, 0, 0)


def test_varios_hilos_entregan_cada_hecho_una_vez(en_linea: EnLinea, poblada: Nodo) -> None:
    estacion = en_linea("est-01-1")
    for _ in range(36):
        _acopio(estacion)
    hilos = [Thread(target=estacion.entrega.vaciar) for _ in range(4)]
    for hilo in hilos:
        hilo.start()
    for hilo in hilos:
        hilo.join()
    assert estacion.spool.cuentas() == Cuentas(0, 36, 0, 0, 0, 0)
    assert poblada.dueno("SELECT count(*), max(sec) FROM prep.hecho") == [(36, 36)]

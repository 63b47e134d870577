"""What people of a CATD change of each other is known at the centre, and what the centre changes, at the CATD."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256

import psycopg
import pytest

from central.mando.incidentes import incidentes_de, seguir
from central.marco.conexion import abrir
from central.nodo.centro import CENTRO
from central.nodo.personas import Gente
from central.nodo.registro import leer_operadores, registrar
from central.sitios.bajada import Bajada
from prep.domain.hechos.hechos import (
    Datos,
    Fuente,
    Incidencia,
    PasoDeIncidente,
    Propuesta,
    Respuesta,
)
from prep.domain.hechos.horas import texto_de
from prep.domain.hechos.propuestas import contestar
from prep.domain.reglas.apertura import APERTURA
from prep.domain.reglas.incidentes import AYUDA
from prep.domain.reglas.ordenes import ORDEN, NombreDeOrden, OrdenDelCentro
from prep.domain.reglas.personas import CONTRASENA_CAMBIADA, CambioDePersona
from prep.net.identidad import Llave, nueva, sellar
from prep.services.estacion.firma import FirmaDeSesion, firmar
from prep.services.estacion.sesion import Sesion
from prep.services.nodo.tipos import OperadorConocido
from prep.store.hechos import ENTREGAR_CENTRO, valores_firmados
from tests.central.sitios.conftest import Par
from tests.dos_personas import acordar as acordar_en
from tests.espera import hasta
from tests.store.ejemplos import PROCESO

QUIEN = "SELECT publica, sellada, roles, sitio FROM prep.persona WHERE operador = %s"
SUYA = "op-01-3"


@pytest.fixture
def enlace(par: Par) -> Iterator[Bajada]:
    """The node's link with the centre, as `central nodo` keeps it."""
    bajada = Bajada(par.nodo.cluster, par.alta.paquete, threading.Event())
    hilo = threading.Thread(target=bajada.correr)
    hilo.start()
    try:
        yield bajada
    finally:
        bajada.parar.set()
        hilo.join()


def acordar(par: Par, de: str, a: str, cambio: CambioDePersona) -> None:
    """Two people of the CATD, at its node, judged there."""
    escena = par.nodo.escena
    propuesta = escena.hacer(de, "", Propuesta(ORDEN, Datos(cambio.orden.texto), "hace falta"))
    escena.hacer(a, "", contestar(propuesta.hecho, Respuesta.ACEPTA, "sí"))
    escena.correr()


def sellar_en(par: Par, trajo: str, llave: Llave) -> tuple[str, str]:
    sellada = sellar(llave, "otra de 21:00", costo="prueba")
    huella = sha256(sellada.encode()).hexdigest()
    par.nodo.escena.base.dueno(
        "INSERT INTO prep.sello (huella, trajo, sellada) VALUES (%s, %s, %s)", huella, trajo, sellada
    )
    return sellada, huella


def en_el_centro(par: Par) -> tuple[bytes, str, list[str], str]:
    par.centro.escena.correr()
    publica, *resto = par.centro.escena.base.dueno(QUIEN, SUYA)[0]
    return bytes(publica), *resto


def coordinadora(par: Par, quien: str) -> None:
    """The centre registers her so, and the node takes it."""
    with psycopg.connect(par.centro.cluster.dsn("prep_dueno")) as conn:
        (fila,) = leer_operadores(conn, "WHERE operador = %s", quien)
    nueva_fila = replace(fila, roles=(*fila.roles, "coordinacion"), version=0, firma=b"")
    registrar(par.centro.cluster, Gente([nueva_fila]))


def test_lo_que_la_sala_atiende_y_la_hora_que_fija_se_saben_en_el_nodo_del_catd(par: Par, enlace: Bajada) -> None:
    """Who asked for help sees who comes; the counter is told by its own node from when the period counts."""
    nodo, centro = par.nodo.escena, par.centro.escena
    coordinadora(par, "op-ccv-1")
    pedida = nodo.hacer(2, "", Incidencia(AYUDA.codigo, "Se atoró la hoja."))
    nodo.correr()
    hasta(lambda: par.centro.valor("SELECT count(*) FROM prep.hecho WHERE id = %s", pedida.hecho.id) == 1)
    nodo.base.dueno(
        "INSERT INTO prep.sesion (estacion, operador, razon, expira)"
        " VALUES ('est-01-2', 'op-01-2', '', now() + interval '1 day') ON CONFLICT DO NOTHING"
    )

    def quien_viene() -> list[tuple[str, str]]:
        nodo.correr()
        with nodo.base.conectar("est-01-2") as conn:
            dicho = "SELECT paso, texto FROM estacion_v1.quien_viene('op-01-2', %s)"
            return conn.execute(dicho, (pedida.hecho.id,)).fetchall()

    assert quien_viene() == []
    llave = centro.llaves["op-ccv-1"]
    suya = OperadorConocido("op-ccv-1", "Carmen", llave.publica, "{}", ("coordinacion",))
    sesion = Sesion(suya, FirmaDeSesion("op-ccv-1", "sala", PROCESO, llave))
    centro.correr()
    for paso, texto in ((PasoDeIncidente.TOMA, "Voy."), (PasoDeIncidente.CIERRA, "Se desatoró.")):
        with abrir(par.centro.cluster.datos) as puesto:
            (cual,) = (i.incidente for i in incidentes_de(puesto) if i.incidente.id == pedida.hecho.id)
            seguir(puesto, sesion, cual, paso, texto)
        hasta(lambda: quien_viene() == [(str(paso), texto)])  # noqa: B023 -- asked before the next

    hora = texto_de(datetime.now(UTC).replace(microsecond=0))
    lugar = acordar_en(centro.base.conectar, PROCESO, OrdenDelCentro(NombreDeOrden.APERTURA, {"hora": hora}))
    fijada = FirmaDeSesion(CENTRO, lugar, PROCESO, centro.llaves[CENTRO])
    centro.entregar(fijada.hecho("", Fuente.CENTRO, Incidencia(APERTURA, "El periodo empieza.", hora)))
    hasta(lambda: (nodo.correr(), par.nodo.valor("SELECT prep.apertura()"))[1] == hora)
    assert par.nodo.valor("SELECT count(*) FROM prep.cuarentena") == 0


def test_lo_que_cambia_en_el_catd_lo_sabe_el_centro_y_al_reves(par: Par, enlace: Bajada) -> None:
    nodo, centro = par.nodo.escena, par.centro.escena
    for quien in ("op-01-4", "op-ccv-1", "op-ccv-2"):
        coordinadora(par, quien)
    hasta(lambda: "coordinacion" in par.nodo.valor("SELECT roles FROM prep.operador WHERE operador = 'op-01-4'"))

    sellada, huella = sellar_en(par, SUYA, nodo.llaves[SUYA])
    nodo.hacer(3, "", Incidencia(CONTRASENA_CAMBIADA, "Cambió su contraseña.", huella))
    nodo.correr()
    hasta(lambda: en_el_centro(par)[:2] == (nodo.llaves[SUYA].publica, sellada))

    llave = nueva()
    sellada, huella = sellar_en(par, "op-01-4", llave)
    acordar(par, "01-4", "01-5", CambioDePersona(SUYA, llave.publica, huella))
    hasta(lambda: en_el_centro(par)[:2] == (llave.publica, sellada))

    cambio = CambioDePersona(SUYA, roles=frozenset({"captura"}), sitio="01")
    propuesta = centro.firmar("ccv-1", "", Propuesta(ORDEN, Datos(cambio.orden.texto), "hace falta"), Fuente.CENTRO)
    for n, firmado in enumerate((
        propuesta,
        centro.firmar("ccv-2", "", contestar(propuesta.hecho, Respuesta.ACEPTA, "sí"), Fuente.CENTRO),
    )):  # fmt: skip
        hecho = replace(firmado.hecho, estacion="sala")
        de_sala = firmar(hecho, centro.llaves[f"op-ccv-{n + 1}"])
        with psycopg.connect(par.centro.cluster.dsn("prep_centro"), autocommit=True) as conn:
            conn.execute(ENTREGAR_CENTRO, valores_firmados(de_sala))

    def en_el_nodo() -> bool:
        nodo.correr()
        publica, suya, roles, _ = nodo.base.dueno(QUIEN, SUYA)[0]
        return (bytes(publica), suya, roles) == (llave.publica, sellada, ["captura"])

    hasta(en_el_nodo)
    assert en_el_centro(par)[2:] == (["captura"], "01")

    # the only one who coordinates there forgot theirs: the desk proposes it beside them, and the centre accepts
    de_quien_coordina = nueva()
    _, huella = sellar_en(par, "op-01-5", de_quien_coordina)
    olvido = CambioDePersona("op-01-4", de_quien_coordina.publica, huella)
    propuesta = nodo.hacer("01-5", "", Propuesta(ORDEN, Datos(olvido.orden.texto), "la olvidó"))
    nodo.correr()
    hasta(lambda: par.centro.valor("SELECT count(*) FROM prep.hecho WHERE id = %s", propuesta.hecho.id) == 1)
    centro.correr()
    centro.hacer("ccv-1", "", contestar(propuesta.hecho, Respuesta.ACEPTA, "sí"))
    centro.correr()

    def con_otra() -> bool:
        nodo.correr()
        return bytes(nodo.base.dueno(QUIEN, "op-01-4")[0][0]) == de_quien_coordina.publica

    hasta(con_otra)

    # and a node that takes its place is sent all of it
    par.centro.escena.base.dueno("DELETE FROM prep.bajada")
    par.centro.escena.base.dueno("UPDATE prep.nodo SET nodo = 'CATD01.9'")
    par.centro.valor("SELECT prep.repartir_todo('CATD01.9')")
    faltan = (
        "SELECT h.id FROM prep.cambio c JOIN prep.hecho h ON h.id IN (c.hecho, c.propuesta)"
        " WHERE NOT EXISTS (SELECT FROM prep.bajada b WHERE b.hecho = h.id)"
    )
    assert len(par.centro.escena.base.dueno("SELECT hecho FROM prep.cambio")) == 4
    assert par.centro.escena.base.dueno(faltan) == []

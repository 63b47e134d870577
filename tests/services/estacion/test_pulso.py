"""The pulse of a station: what it delivers at each beat, what it asks and how often, and what it says of its node."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from prep.domain.hechos.hechos import Fuente
from prep.services.acopio.acopio import Acopiar
from prep.services.estacion.estacion import Estacion
from prep.services.estacion.pulso import POCOS, RELOJ_S, TODO_S, Latido, Pulso, al_dia
from prep.services.nodo.tipos import EstadoNodo
from tests.conftest import Nodo
from tests.services.conftest import perder, sesion
from tests.store import ejemplos

EnLinea = Callable[[str], Estacion]
NONES = range(1, 20, 2)  # the sections of CATD 01


def recibir(estacion: Estacion, cuantas: int) -> None:
    """So many actas received and kept, to be delivered by the pulse."""
    estacion.entregar_aparte()
    acopio = Acopiar(estacion, sesion("ana", estacion))
    for n in list(NONES)[:cuantas]:
        acopio.registrar(ejemplos.acta(n).clave, "D")


def test_sin_nodo_dice_por_que_desde_cuando_y_cuanto_espera(suelta: Estacion) -> None:
    recibir(suelta, 2)
    latido = Latido(suelta)
    antes = datetime.now(UTC)
    uno, dos = latido.latir(), latido.latir()
    assert (uno.conectada, uno.pendientes, uno.apartados, uno.fase, uno.nodo) == (False, 2, 0, "", "")
    assert "El nodo no responde" in uno.motivo
    assert antes <= uno.desde == uno.momento == dos.desde < dos.momento


def test_cada_latido_entrega_unos_pocos(en_linea: EnLinea, poblada: Nodo) -> None:
    estacion = en_linea("est-01-1")
    recibir(estacion, POCOS + 2)
    latido = Latido(estacion)
    uno, dos = latido.latir(), latido.latir()
    assert (uno.conectada, uno.motivo, uno.pendientes, dos.pendientes) == (True, "", 2, 0)
    assert (uno.nodo, uno.fase, uno.desde) == ("CENTRO", "", dos.desde)
    assert poblada.dueno("SELECT count(*) FROM prep.hecho") == [(POCOS + 2,)]


def test_lo_que_el_nodo_rechazo_se_cuenta_aparte(en_linea: EnLinea) -> None:
    estacion = en_linea("est-01-1")
    firma = sesion("ana", estacion).firma
    bueno = firma.hecho(ejemplos.acta(1).clave, Fuente.CATD, ejemplos.captura())
    estacion.spool.guardar([replace(bueno, hecho=replace(bueno.hecho, operador="nadie"))])
    dicho = Latido(estacion).latir()
    assert (dicho.conectada, dicho.pendientes, dicho.apartados) == (True, 0, 1)


def test_al_irse_y_volver_el_nodo_cambia_desde_cuando_y_lo_vuelve_a_preguntar_todo(
    en_linea: EnLinea, poblada: Nodo, sin_nodo: str
) -> None:
    estacion = en_linea("est-01-1")
    latido = Latido(estacion)
    con = latido.latir()
    estacion.nodo.mudar(sin_nodo)
    estacion.entrega._hasta = 0.0  # as after five seconds
    sin = latido.latir()
    assert (con.conectada, sin.conectada) == (True, False) and sin.desde == sin.momento > con.desde
    assert (sin.fase, sin.nodo) == (con.fase, con.nodo)  # as it was last told
    perder(poblada, "UPDATE prep.operador SET nombre = 'Ana María' WHERE operador = 'ana'")
    estacion.nodo.mudar(poblada.dsn("est-01-1"))
    assert latido.latir().conectada
    assert [o.nombre for o in estacion.operadores() if o.operador == "ana"] == ["Ana María"]
    perder(poblada, "UPDATE prep.operador SET nombre = 'Ana' WHERE operador = 'ana'")


def test_el_reloj_y_lo_demas_se_preguntan_cada_tanto(en_linea: EnLinea, monkeypatch: pytest.MonkeyPatch) -> None:
    estacion, reloj, preguntas = en_linea("est-01-1"), [1000.0], list[str]()
    actualizar, medir_reloj = estacion.actualizar, estacion.medir_reloj

    def todo() -> EstadoNodo:
        preguntas.append("actualizar")
        return actualizar()

    def solo_el_reloj() -> EstadoNodo:
        preguntas.append("medir_reloj")
        return medir_reloj()

    monkeypatch.setattr(estacion, "actualizar", todo)
    monkeypatch.setattr(estacion, "medir_reloj", solo_el_reloj)
    monkeypatch.setattr("prep.services.estacion.pulso.time.monotonic", lambda: reloj[0])
    latido = Latido(estacion)
    por_momento = []
    for pasan in (0.0, RELOJ_S - 1, 1.0, RELOJ_S - 0.5, TODO_S - 2 * RELOJ_S - 0.5 + 1):
        reloj[0] += pasan
        preguntas.clear()
        latido.latir()
        por_momento.append(preguntas[:1])
    assert por_momento == [["actualizar"], [], ["medir_reloj"], [], ["actualizar"]]


def test_un_nodo_de_otro_proceso_o_que_no_atiende_es_como_si_no_estuviera(en_linea: EnLinea, poblada: Nodo) -> None:
    estacion = en_linea("est-01-1")
    perder(poblada, "UPDATE prep.proceso SET proceso = 'otra-noche'")
    try:
        ajeno = Latido(estacion).latir()
    finally:
        perder(poblada, f"UPDATE prep.proceso SET proceso = '{ejemplos.PROCESO}'")
    assert not ajeno.conectada
    assert ajeno.motivo.startswith("El nodo es del proceso «otra-noche» y esta estación de")
    with poblada.conectar("prep_admin") as admin:
        admin.execute("REVOKE EXECUTE ON FUNCTION estacion_v1.estado_nodo() FROM estacion")
        try:
            sordo = Latido(estacion).latir()
        finally:
            admin.execute("GRANT EXECUTE ON FUNCTION estacion_v1.estado_nodo() TO estacion")
    assert not sordo.conectada and sordo.motivo.startswith("El nodo no atiende: ")


def test_un_pulso_viejo_ya_no_dice_que_hay_nodo() -> None:
    momento = datetime(2027, 6, 7, 2, 0, tzinfo=UTC)
    fresco = Pulso(momento, True, momento - timedelta(hours=1), "", 3, 1, 20, "abrir", "CENTRO")
    assert al_dia(fresco, momento + timedelta(seconds=10), 10.0) is fresco
    viejo = al_dia(fresco, momento + timedelta(seconds=10.1), 10.0)
    assert viejo == replace(fresco, conectada=False, desde=momento, motivo="El nodo no ha contestado.")
    sin_nodo = replace(fresco, conectada=False, motivo="El nodo no responde")
    assert al_dia(sin_nodo, momento + timedelta(hours=9), 10.0) is sin_nodo

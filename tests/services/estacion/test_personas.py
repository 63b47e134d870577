"""Passwords, roles and sites changed by the people who are there: with real keys, a real node and its real árbitro."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from prep.domain.hechos.hechos import Conforme, Datos, Fuente, Fase, Incidencia, NombreFase, Propuesta, Respuesta
from prep.domain.reglas.ordenes import ORDEN
from prep.domain.reglas.personas import CONTRASENA_CAMBIADA, CambioDePersona
from prep.net import identidad
from prep.services.estacion.acceso import Acceso
from prep.services.estacion.contrasena import AccesoDeEstacion, Contrasena, debe_cambiar
from prep.services.estacion.errores import DatoInvalido, NoProcede, SinPermiso
from prep.services.estacion.estacion import Estacion
from prep.services.estacion.firma import FirmaDeSesion
from prep.services.estacion.incidentes import Incidentes
from prep.services.estacion.personas import CambioVisto, Personas
from prep.services.estacion.prenda import abrir as probar
from prep.services.estacion.sesion import Sesion
from prep.services.nodo.tipos import NodoRechaza
from tests.conftest import Nodo
from tests.services.arbitro import arbitro, esperar
from tests.services.conftest import CONTRASENA, conocido, llave, sesion
from tests.store import ejemplos

EnLinea = Callable[[str], Estacion]
NUEVA = "otra de 21:00"
VALEN = "SELECT count(*) FROM prep.cadena c JOIN prep.hecho h ON h.id = c.hecho WHERE h.operador = %s AND h.tipo = %s"
RAZON = "SELECT q.razon FROM prep.cuarentena q WHERE q.hecho = %s"


@pytest.fixture
def abierto(poblada: Nodo, en_linea: EnLinea, monkeypatch: pytest.MonkeyPatch) -> Iterator[Nodo]:
    """The node with its árbitro, and three stations that know it; the proceso has begun."""
    estado = Estacion.medir_reloj
    monkeypatch.setattr(Estacion, "medir_reloj", lambda suya: replace(estado(suya), fase="abrir"))
    with arbitro(poblada):
        yield poblada


def puesto(en_linea: EnLinea, nombre: str, quien: str) -> tuple[Estacion, Sesion]:
    estacion = en_linea(nombre)
    estacion.actualizar()
    return estacion, sesion(quien, estacion)


def visto(personas: Personas, estado: Respuesta | None = None) -> CambioVisto:
    """The newest proposal, once the árbitro verified it (and its answer)."""
    return esperar(lambda: next((c for c in personas.ver().cambios if c.respuesta is estado), None))


def restablecer(en_linea: EnLinea, quien: str = "caro", propone: str = "eva", acepta: str = "beto") -> None:
    una, otra = puesto(en_linea, "est-01-1", propone), puesto(en_linea, "est-01-2", acepta)
    Personas(*una).restablecer(quien, NUEVA, "Olvidó su contraseña.")
    Personas(*otra).aceptar(visto(Personas(*otra)))
    visto(Personas(*otra), Respuesta.ACEPTA)


def incidente(nodo: Nodo, estacion: Estacion, firma: FirmaDeSesion, texto: str) -> str:
    """What became of a fact signed so: "" it counts, or why not."""
    firmado = firma.hecho("", Fuente.CATD, Incidencia("EQUIPO", texto), estacion.desfase_ms)
    estacion.registrar(firmado)
    return juicio(nodo, firmado.hecho.id)


def juicio(nodo: Nodo, id_: object) -> str:
    def dicho() -> str | None:
        if nodo.dueno("SELECT FROM prep.cadena WHERE hecho = %s", id_):
            return ""
        razones = nodo.dueno(RAZON, id_)
        return str(razones[0][0]) if razones else None

    return esperar(dicho)


def test_cada_quien_cambia_su_contrasena_y_su_llave_es_la_misma(abierto: Nodo, en_linea: EnLinea) -> None:
    estacion = en_linea("est-01-1")
    estacion.actualizar()
    acceso = AccesoDeEstacion(estacion)
    suya = acceso.entrar("ana", CONTRASENA)
    for mala in ("corta", "ana", "aaaaaaaaaa", CONTRASENA):
        with pytest.raises(DatoInvalido, match="8 caracteres"):
            acceso.cambiar(suya, CONTRASENA, mala)
    acceso.cambiar(suya, CONTRASENA, NUEVA)
    assert acceso.entrar("ana", NUEVA).conocido.publica == llave("ana").publica
    otra = en_linea("est-01-2")
    esperar(lambda: True if abierto.dueno("SELECT FROM prep.cambio WHERE operador = 'ana'") else None)
    otra.actualizar()
    assert otra.entrar("ana", NUEVA).operador == "ana"
    with pytest.raises(NoProcede):
        otra.entrar("ana", CONTRASENA)
    assert abierto.dueno(VALEN, "ana", "INCIDENCIA") == [(1,)]


def test_la_que_dio_otro_pide_cambiarla_y_esa_marca_no_se_quita(abierto: Nodo, en_linea: EnLinea) -> None:
    dada = identidad.sellar(llave("ana"), CONTRASENA, costo="prueba", provisional=True)
    estacion = en_linea("est-01-1")
    provisional = Sesion(replace(conocido("ana"), sellada=dada), sesion("ana", estacion).firma)
    assert debe_cambiar(provisional) and not debe_cambiar(sesion("ana", estacion))
    with pytest.raises(identidad.ContrasenaIncorrecta):
        identidad.abrir(dada.replace('"provisional":true,', ""), CONTRASENA)
    Contrasena(estacion, provisional).cambiar(NUEVA)
    assert not debe_cambiar(provisional)


def test_dos_personas_dan_otra_llave_y_lo_firmado_antes_cuenta(abierto: Nodo, en_linea: EnLinea) -> None:
    estacion, _ = puesto(en_linea, "est-01-3", "caro")
    vieja = sesion("caro", estacion)
    assert incidente(abierto, estacion, vieja.firma, "antes") == ""
    tardio = vieja.firma.hecho("", Fuente.CATD, Incidencia("EQUIPO", "antes, y llegó tarde"), estacion.desfase_ms)
    restablecer(en_linea)
    nueva = estacion.entrar("caro", NUEVA)
    assert nueva.conocido.publica != llave("caro").publica
    assert incidente(abierto, estacion, nueva.firma, "después") == ""
    assert incidente(abierto, estacion, vieja.firma, "con la de antes") == "lo firmó una llave que dos personas habían cambiado ya"
    estacion.registrar(tardio)
    assert juicio(abierto, tardio.hecho.id) == ""
    alarmas = {codigo for (codigo,) in abierto.dueno("SELECT codigo FROM prep.alarma")}
    assert {"PERSONA_CAMBIADA", "LLAVE_ANTERIOR"} <= alarmas
    with pytest.raises(NoProcede):
        estacion.entrar("caro", CONTRASENA)
    probar(estacion.nodo, nueva.firma)  # works there at once
    with pytest.raises(NodoRechaza):
        estacion.nodo.cerrar_sesion("caro")
        probar(estacion.nodo, vieja.firma)

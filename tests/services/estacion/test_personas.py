"""Passwords, roles and sites changed by the people who are there: with real keys, a real node and its real árbitro."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from prep.domain.hechos.hechos import Conforme, Datos, Fuente, Incidencia, Propuesta, Respuesta
from prep.domain.hechos.propuestas import contestar, huella_vista
from prep.domain.reglas.ordenes import ORDEN
from prep.domain.reglas.personas import CONTRASENA_CAMBIADA, CambioDePersona
from prep.net import identidad
from prep.services.estacion.contrasena import AccesoDeEstacion, Contrasena, debe_cambiar
from prep.services.estacion.errores import DatoInvalido, NoProcede, SinPermiso
from prep.services.estacion.estacion import Estacion
from prep.services.estacion.firma import FirmaDeSesion
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


def restablecer(
    en_linea: EnLinea, quien: str = "caro", propone: str = "eva", acepta: str = "beto"
) -> tuple[tuple[Estacion, Sesion], tuple[Estacion, Sesion]]:
    """Who proposed it and who accepted it, each at their station."""
    una, otra = puesto(en_linea, "est-01-1", propone), puesto(en_linea, "est-01-2", acepta)
    Personas(*una).restablecer(quien, NUEVA, "Olvidó su contraseña.")
    Personas(*otra).aceptar(visto(Personas(*otra)))
    visto(Personas(*otra), Respuesta.ACEPTA)
    return una, otra


def incidente(nodo: Nodo, estacion: Estacion, firma: FirmaDeSesion, texto: str) -> str:
    """What became of a fact signed so: "" it counts, or why not."""
    firmado = firma.hecho("", Fuente.CATD, Incidencia("EQUIPO", texto), estacion.desfase_ms)
    estacion.registrar(firmado)
    return juicio(nodo, firmado.hecho.id)


def juicio(nodo: Nodo, id_: object) -> str:
    def dicho() -> str | None:
        if nodo.dueno("SELECT n FROM prep.cadena WHERE hecho = %s", id_):
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
    esperar(lambda: abierto.dueno("SELECT hecho FROM prep.cambio WHERE operador = 'ana'") or None)
    otra.actualizar()
    assert otra.entrar("ana", NUEVA).operador == "ana"
    with pytest.raises(NoProcede):
        otra.entrar("ana", CONTRASENA)
    assert abierto.dueno(VALEN, "ana", "INCIDENCIA") == [(1,)]


def test_la_que_dio_otro_pide_cambiarla_y_esa_marca_no_se_quita(abierto: Nodo, en_linea: EnLinea) -> None:
    dada = identidad.sellar(llave("ana"), CONTRASENA, costo="prueba", provisional=True)
    estacion = en_linea("est-01-1")
    estacion.actualizar()
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
    assert (
        incidente(abierto, estacion, vieja.firma, "con la de antes")
        == "lo firmó una llave que dos personas habían cambiado ya"
    )
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


def test_dos_personas_cambian_permisos_y_vale_ahi_mismo(abierto: Nodo, en_linea: EnLinea) -> None:
    estacion, suya = puesto(en_linea, "est-01-3", "caro")
    assert estacion.vigente(suya)
    estacion.nodo.pedir_reto("caro")
    una, otra = puesto(en_linea, "est-01-1", "eva"), puesto(en_linea, "est-01-2", "beto")
    Personas(*una).cambiar("caro", ["captura"], "01", "Falta gente.")
    Personas(*otra).aceptar(visto(Personas(*otra)))
    visto(Personas(*otra), Respuesta.ACEPTA)
    probar(estacion.nodo, suya.firma)
    with pytest.raises(NodoRechaza) as negado:
        estacion.nodo.bandeja("caro")
    assert negado.value.codigo == "PR002"
    estacion.actualizar()
    assert not estacion.vigente(suya)
    assert estacion.entrar("caro", CONTRASENA).roles == {"captura"}


def test_lo_que_propone_la_mesa_lo_acepta_quien_coordina_y_nadie_mas(abierto: Nodo, en_linea: EnLinea) -> None:
    """Who coordinates may be gone, or be the one who forgot: of eva's nobody here decides, and it is said before."""
    (una, beto), (otra, ana) = puesto(en_linea, "est-01-1", "beto"), puesto(en_linea, "est-01-2", "ana")
    Personas(una, beto).restablecer("caro", NUEVA, "Olvidó su contraseña.")
    with pytest.raises(NoProcede, match="Usted no puede aceptarlo: lo que propone la mesa lo acepta quien coordina"):
        Personas(otra, ana).aceptar(visto(Personas(otra, ana)))
    otra.nodo.cerrar_sesion("ana")
    eva = Personas(otra, sesion("eva", otra))
    eva.aceptar(visto(eva))
    visto(eva, Respuesta.ACEPTA)
    estacion = en_linea("est-01-3")
    estacion.actualizar()
    assert estacion.entrar("caro", NUEVA).operador == "caro"
    otra.nodo.cerrar_sesion("eva")
    Personas(una, beto).restablecer("eva", NUEVA, "Olvidó su contraseña.")
    de_ana = Personas(otra, ana)
    with pytest.raises(NoProcede, match="lo acepta quien coordina"):
        de_ana.aceptar(esperar(lambda: next((c for c in de_ana.ver().cambios if c.cambio.operador == "eva"), None)))


AJENA = identidad.nueva().publica
SELLO = "0" * 64
RESET = CambioDePersona("caro", AJENA, SELLO)


@pytest.mark.parametrize(
    ("propone", "acepta", "cambio"),
    [
        ("eva", "eva", RESET),  # the coordinator alone
        ("caro", "beto", RESET),  # the person, with a friend at the desk
        ("eva", "caro", RESET),  # the person agrees to what is done to them
        ("ana", "beto", RESET),  # two of the desk, and nobody who coordinates
        ("eva", "dani", RESET),  # an accomplice who neither coordinates nor is of the desk
        ("eva", "fer", RESET),  # of the desk of another site
        ("eva", "beto", CambioDePersona("caro", llave("ana").publica, SELLO)),  # an accomplice's own key
        ("eva", "beto", CambioDePersona("eva", roles=frozenset({"mesa", "coordinacion"}), sitio="01")),  # her own
        ("eva", "beto", CambioDePersona("caro", roles=frozenset({"coordinacion"}), sitio="01")),  # only coordinators do
        ("eva", "beto", CambioDePersona("caro", roles=frozenset({"captura"}), sitio="CCV")),  # the centre's to give
        ("eva", "beto", CambioDePersona("fer", AJENA, SELLO)),  # somebody of another site
        ("eva", "beto", CambioDePersona("centro", AJENA, SELLO)),
    ],
)  # fmt: skip
def test_solo_o_con_quien_no_debe_nada_cambia(
    abierto: Nodo, en_linea: EnLinea, propone: str, acepta: str, cambio: CambioDePersona
) -> None:
    estacion = en_linea("est-01-1")
    una, otra = sesion(propone, estacion).firma, sesion(acepta, estacion).firma
    propuesta = una.hecho("", Fuente.CATD, Propuesta(ORDEN, Datos(cambio.orden.texto), "porque sí"))
    si = otra.hecho("", Fuente.CATD, contestar(propuesta.hecho, Respuesta.ACEPTA, "sí"))
    estacion.registrar(propuesta)
    estacion.registrar(si)
    juicio(abierto, propuesta.hecho.id)
    juicio(abierto, si.hecho.id)
    assert abierto.dueno("SELECT operador FROM prep.cambio") == []
    assert incidente(abierto, estacion, sesion("caro", estacion).firma, "sigo") == ""


def test_una_propuesta_contestada_no_sirve_otra_vez_ni_vencida_ni_con_otro_texto(
    abierto: Nodo, en_linea: EnLinea
) -> None:
    """Who knows the password of a reset that another one undid answers the older one again."""
    (una, eva), (estacion, beto) = restablecer(en_linea)
    (primera,) = Personas(estacion, beto).ver().cambios
    Personas(una, eva).restablecer("caro", "la segunda de hoy", "Alguien más la sabe.")
    Personas(estacion, beto).aceptar(visto(Personas(estacion, beto)))
    esperar(lambda: abierto.dueno("SELECT 1 FROM prep.cambio HAVING count(*) = 2") or None)
    suya = huella_vista(primera.propone, primera.cuerpo)
    otra_vez = beto.firma.hecho("", Fuente.CATD, Conforme(primera.hecho, Respuesta.ACEPTA, "otra vez", suya))
    estacion.registrar(otra_vez)
    juicio(abierto, otra_vez.hecho.id)
    tarde = FirmaDeSesion(
        "beto", "est-01-2", ejemplos.PROCESO, llave("beto"), lambda: datetime.now(UTC) + timedelta(days=1)
    )
    propuesta = eva.firma.hecho("", Fuente.CATD, Propuesta(ORDEN, Datos(RESET.orden.texto), "x"))
    una.registrar(propuesta)
    vencida = tarde.hecho("", Fuente.CATD, contestar(propuesta.hecho, Respuesta.ACEPTA, "tarde"))
    estacion.registrar(vencida)
    juicio(abierto, vencida.hecho.id)
    de_otra = contestar(propuesta.hecho, Respuesta.ACEPTA, "vi otra llave")
    engano = beto.firma.hecho("", Fuente.CATD, replace(de_otra, visto=suya))
    estacion.registrar(engano)
    juicio(abierto, engano.hecho.id)
    assert abierto.dueno("SELECT count(*) FROM prep.cambio") == [(2,)]
    estacion.actualizar()
    assert estacion.entrar("caro", "la segunda de hoy").operador == "caro"
    with pytest.raises(NoProcede):
        estacion.entrar("caro", NUEVA)


def test_sellar_es_de_quien_esta_ahi_y_no_cambia_a_nadie(abierto: Nodo, en_linea: EnLinea) -> None:
    """By SQL, with the station's password: another's name, a key that opens to another, too much of it."""
    estacion, ana = puesto(en_linea, "est-01-1", "ana")
    probar(estacion.nodo, ana.firma)
    with pytest.raises(NodoRechaza) as ajena:
        estacion.nodo.sellar("eva", "{}")
    assert ajena.value.codigo == "PR011"
    with pytest.raises(NodoRechaza) as grande:
        estacion.nodo.sellar("ana", "x" * 5_000)
    assert grande.value.codigo == "PR003"
    sello = estacion.nodo.sellar("ana", identidad.sellar(identidad.nueva(), NUEVA, costo="prueba"))
    de_eva = sesion("ana", estacion).firma
    de_eva.operador = "eva"  # ana signs as eva that eva changed hers
    firmado = de_eva.hecho("", Fuente.CATD, Incidencia(CONTRASENA_CAMBIADA, "Cambió su contraseña.", sello))
    estacion.registrar(firmado)
    assert "no corresponde" in juicio(abierto, firmado.hecho.id)
    for n in range(59):
        estacion.nodo.sellar("ana", f"{n}")
    with pytest.raises(NodoRechaza) as muchas:
        estacion.nodo.sellar("ana", "una más")
    assert muchas.value.codigo == "PR014"
    estacion.actualizar()
    assert estacion.entrar("eva", CONTRASENA).conocido.publica == llave("eva").publica


def test_proponer_pide_a_quien_coordina_y_a_otra_persona(abierto: Nodo, en_linea: EnLinea) -> None:
    estacion, eva = puesto(en_linea, "est-01-1", "eva")
    with pytest.raises(SinPermiso):
        Personas(estacion, sesion("dani", estacion)).restablecer("caro", NUEVA, "x")
    with pytest.raises(SinPermiso):
        Personas(estacion, sesion("ana", estacion)).cambiar("caro", ["captura"], "01", "x")
    with pytest.raises(NoProcede, match="otras dos personas"):
        Personas(estacion, eva).restablecer("eva", NUEVA, "x")
    with pytest.raises(DatoInvalido):
        Personas(estacion, eva).restablecer("caro", "corta", "x")
    Personas(estacion, eva).restablecer("caro", NUEVA, "x")
    with pytest.raises(NoProcede, match="otra persona"):
        Personas(estacion, eva).aceptar(visto(Personas(estacion, eva)))

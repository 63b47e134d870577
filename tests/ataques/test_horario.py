"""What was received before the opening is held, and two people let it out; nobody alone does, nor moves the hour."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from central.mando.ordenes import Ordenes, retenidas_de
from central.nodo.centro import CENTRO
from prep.domain.hechos.hechos import Cuerpo, Datos, Fuente, Incidencia, Propuesta
from prep.domain.hechos.horas import texto_de
from prep.domain.reglas.apertura import APERTURA, LIBERADA
from prep.domain.reglas.ordenes import ORDEN, NombreDeOrden, OrdenDelCentro, lugar_de
from prep.services.estacion.errores import NoProcede
from prep.services.estacion.firma import FirmaDeSesion
from prep.store.hechos import ENTREGAR_CENTRO, valores_firmados
from tests.ataques.test_derecho import sigue_hasta_su_corte
from tests.central.corte.apoyo import celda, resultados
from tests.central.corte.escena import Cortes
from tests.conftest import Nodo
from tests.dos_personas import CARMEN, DAVID, LLAVES, acordar, sesion_de
from tests.store.ejemplos import PROCESO, acta

UNA, OTRA = acta(1).clave, acta(3).clave
APARTADOS = "SELECT count(*) FROM prep.cuarentena"


@pytest.fixture
def cortes(base: Nodo, tmp_path: Path) -> Iterator[Cortes]:
    yield Cortes(base, tmp_path)


def antes_de_abrir(cortes: Cortes, acta: str) -> str:
    """Received an hour before the opening, captured twice alike after it, and held back by a cut; its three times."""
    huella = cortes.imagen(acta, antes_h=1)
    for persona in (2, 3):
        cortes.capturar(persona, acta, huella, 1)
    assert publicado(cortes, acta) == ("-", "EN REVISIÓN")
    with cortes.puesto() as puesto:
        (suya,) = retenidas_de(puesto)
    assert (suya.acta, suya.motivos, suya.liberable) == (acta, ("R26-PERIODO",), True)
    return suya.horas


def hora_de_antes(minutos: int) -> datetime:
    return datetime.now(UTC) - timedelta(minutes=minutos)


def publicado(cortes: Cortes, acta: str) -> tuple[str, str]:
    """What the next cut says of it."""
    renglones = resultados(cortes.cortar().carpeta)
    return celda(renglones, acta, "PAN"), celda(renglones, acta, "OBSERVACIONES")


def de_dos(cortes: Cortes, orden: OrdenDelCentro) -> None:
    """Carmen proposes it in the room, and alone it does nothing; David agrees."""
    with cortes.puesto() as puesto:
        carmen, david = (Ordenes(puesto, sesion_de(quien, PROCESO)) for quien in (CARMEN, DAVID))
        propuesta = carmen._proponer(orden.nombre, orden.datos, "así fue")
        cortes.escena.correr()
        with pytest.raises(NoProcede, match="la responde otra persona"):
            carmen.conforme(propuesta, lambda hechas, de: None)
        david.conforme(propuesta, lambda hechas, de: None)


def liberar(**actas: str) -> OrdenDelCentro:
    return OrdenDelCentro(NombreDeOrden.LIBERAR_RETENIDAS, {"actas": actas})


def abrir_a(hora: datetime) -> OrdenDelCentro:
    return OrdenDelCentro(NombreDeOrden.APERTURA, {"hora": texto_de(hora)})


def test_dos_personas_la_liberan_y_sale_en_el_siguiente_corte(cortes: Cortes) -> None:
    horas = antes_de_abrir(cortes, UNA)
    with cortes.puesto() as puesto:
        carmen, david = (Ordenes(puesto, sesion_de(quien, PROCESO)) for quien in (CARMEN, DAVID))
        propuesta = carmen.retenidas([UNA], "llegó antes de declarar la apertura")
        assert publicado(cortes, UNA) == ("-", "EN REVISIÓN"), "una sola no la libera"
        with pytest.raises(NoProcede, match="la responde otra persona"):
            carmen.conforme(propuesta, lambda hechas, de: None)
        assert david.conforme(propuesta, lambda hechas, de: None) == ["Liberadas: 1. Salen en el siguiente corte."]
        assert publicado(cortes, UNA)[0] == "1"
        assert retenidas_de(puesto) == []
        with pytest.raises(NoProcede, match="no retuvo"):
            carmen.retenidas([UNA], "otra vez")
    ((texto, lugar),) = cortes.base.dueno(
        "SELECT cuerpo::jsonb ->> 'texto', cuerpo::jsonb ->> 'lugar' FROM prep.hecho WHERE tipo = 'INCIDENCIA'"
        " AND acta = %s AND cuerpo::jsonb ->> 'codigo' = %s",
        UNA,
        LIBERADA,
    )
    assert "llegó antes de declarar la apertura" in texto and lugar == horas
    assert cortes.base.dueno(APARTADOS) == [(0,)]
    sigue_hasta_su_corte(cortes, UNA)


def test_la_hora_de_apertura_la_mueven_dos_y_lo_de_despues_sale(cortes: Cortes) -> None:
    antes_de_abrir(cortes, UNA)
    de_dos(cortes, abrir_a(hora_de_antes(90)))
    assert publicado(cortes, UNA)[0] == "1"
    assert cortes.base.dueno("SELECT prep.apertura() IS NOT NULL") == [(True,)]
    de_dos(cortes, abrir_a(hora_de_antes(30)))
    assert publicado(cortes, UNA) == ("1", "EN REVISIÓN"), "conserva lo último que se publicó"
    with cortes.puesto() as puesto, pytest.raises(NoProcede, match="más de 48 horas"):
        Ordenes(puesto, sesion_de(CARMEN, PROCESO)).apertura("2001-01-01 18:00", "me equivoqué de año")
    assert cortes.base.dueno(APARTADOS) == [(0,)]


@pytest.mark.parametrize("cual", [APERTURA, LIBERADA])
def test_la_llave_del_centro_sola_no_libera_ni_mueve_la_hora(cortes: Cortes, cual: str) -> None:
    horas = antes_de_abrir(cortes, UNA)
    cuerpo, suya = (
        (Incidencia(APERTURA, "sola", texto_de(hora_de_antes(90))), "")
        if cual == APERTURA
        else (Incidencia(LIBERADA, "sola", horas), UNA)
    )
    orden = abrir_a(hora_de_antes(90)) if cual == APERTURA else liberar(**{UNA: horas})
    una = FirmaDeSesion(CARMEN, "sala", PROCESO, LLAVES[CARMEN]).hecho(
        "", Fuente.CENTRO, Propuesta(ORDEN, Datos(orden.texto), "sola")
    )
    with cortes.base.conectar("prep_centro") as conn:
        assert conn.execute(ENTREGAR_CENTRO, valores_firmados(una)).fetchone() == ("nuevo",)
    otra = acordar(cortes.base.conectar, PROCESO, abrir_a(hora_de_antes(5)))  # of two, and it says something else
    for lugar in ("centro-1", lugar_de(una.hecho.id), otra):
        meter(cortes, suya, cuerpo, lugar)
    cortes.escena.correr()
    assert cortes.base.dueno(APARTADOS) == [(3,)]
    assert publicado(cortes, UNA) == ("-", "EN REVISIÓN")


def test_una_persona_sola_que_dice_ser_el_centro_tampoco(cortes: Cortes) -> None:
    horas = antes_de_abrir(cortes, UNA)
    for suya, cuerpo in (
        (UNA, Incidencia(LIBERADA, "yo", horas)),
        ("", Incidencia(APERTURA, "yo", texto_de(hora_de_antes(90)))),
    ):
        for fuente in (Fuente.CATD, Fuente.CENTRO):
            firmado = FirmaDeSesion(CARMEN, "sala", PROCESO, LLAVES[CARMEN]).hecho(suya, fuente, cuerpo)
            with cortes.base.conectar("prep_centro") as conn:
                conn.execute(ENTREGAR_CENTRO, valores_firmados(firmado))
        cortes.escena.hacer(5, suya, cuerpo)  # at a station, by who coordinates or works the desk there
    assert publicado(cortes, UNA) == ("-", "EN REVISIÓN")
    assert cortes.base.dueno("SELECT prep.apertura()") == [(None,)]


def test_lo_que_se_libero_con_unas_horas_no_sale_con_otras(cortes: Cortes) -> None:
    horas = antes_de_abrir(cortes, UNA)
    acordado = acordar(cortes.base.conectar, PROCESO, liberar(**{UNA: "otras horas"}))
    meter(cortes, UNA, Incidencia(LIBERADA, "con otras", "otras horas"), acordado)
    meter(cortes, OTRA, Incidencia(LIBERADA, "de otra", horas), acordado)
    assert publicado(cortes, UNA) == ("-", "EN REVISIÓN")


def meter(cortes: Cortes, acta: str, cuerpo: Cuerpo, lugar: str) -> None:
    """As who has the centre's own key and its base."""
    firma = FirmaDeSesion(CENTRO, lugar, PROCESO, cortes.escena.llaves[CENTRO])
    with cortes.base.conectar("prep_centro") as conn:
        firmado = firma.hecho(acta, Fuente.CENTRO, cuerpo)
        assert conn.execute(ENTREGAR_CENTRO, valores_firmados(firmado)).fetchone() == ("nuevo",)

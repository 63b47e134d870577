"""The row class of R-26: the row goes out in revision, an incident opens once, the cut goes out."""

import hashlib
from datetime import UTC, datetime

from prep.domain.hechos.hechos import Imagen
from tests.central.corte.apoyo import celda, resultados
from tests.central.corte.escena import ACTAS, Cortes


def _incidencias(cortes: Cortes) -> list[tuple[str, str]]:
    consulta = "SELECT acta, cuerpo::jsonb->>'codigo' FROM prep.hecho WHERE tipo = 'INCIDENCIA' ORDER BY 1, 2"
    return [(acta, codigo) for acta, codigo in cortes.base.dueno(consulta)]


def test_a_row_whose_image_is_not_here_goes_out_without_figures(cortes: Cortes) -> None:
    cortes.verificada(ACTAS[0], entregada=False)
    cortes.verificada(ACTAS[1])
    hecho = cortes.cortar()
    assert (hecho.en_revision, hecho.actas) == (1, 1)
    renglones = resultados(hecho.carpeta)
    assert celda(renglones, ACTAS[0], "OBSERVACIONES") == "EN REVISIÓN"
    assert celda(renglones, ACTAS[0], "PAN") == "-"
    assert celda(renglones, ACTAS[1], "PAN") == "1"
    assert _incidencias(cortes) == [(ACTAS[0], "R26-IMAGEN")]
    assert "CORTE-REVISION" in cortes.alarmas()


def test_the_incident_opens_once_and_the_row_comes_out_when_its_image_arrives(cortes: Cortes) -> None:
    cortes.verificada(ACTAS[0], entregada=False)
    cortes.cortar()
    cortes.cortar()
    assert len(_incidencias(cortes)) == 1
    with cortes.base.conectar("est-01-1") as conexion:
        contenido = ACTAS[0].encode()
        huella = hashlib.sha256(contenido).hexdigest()
        conexion.execute("SELECT estacion_v1.entregar_imagen(%s, %s, %s)", (huella, ACTAS[0], contenido))
    hecho = cortes.cortar()
    assert (hecho.en_revision, hecho.actas) == (0, 1)


def test_one_image_on_two_actas_holds_both_and_the_one_already_shown_keeps_its_figures(cortes: Cortes) -> None:
    cortes.verificada(ACTAS[0], votos=4, contenido=b"la misma")
    cortes.cortar()
    cortes.verificada(ACTAS[1], votos=5, contenido=b"la misma")
    hecho = cortes.cortar()
    assert (hecho.en_revision, hecho.actas) == (2, 1)
    renglones = resultados(hecho.carpeta)
    assert celda(renglones, ACTAS[0], "PAN") == "4"
    assert celda(renglones, ACTAS[0], "OBSERVACIONES") == "EN REVISIÓN"
    assert celda(renglones, ACTAS[0], "CONTABILIZADA") == "1"
    assert celda(renglones, ACTAS[1], "PAN") == "-"
    assert hecho.resumenes["GUB"]["ACTAS_REGISTRADAS"] == "1"


def test_times_out_of_order_hold_the_row(cortes: Cortes) -> None:
    """The capture's station runs an hour early and its measured offset says nothing of it."""
    huella = cortes.imagen(ACTAS[0])
    for persona in (2, 3):
        cortes.capturar_antes(persona, ACTAS[0], huella, horas=1)
    hecho = cortes.cortar()
    assert hecho.en_revision == 1
    codigos = {codigo for _, codigo in _incidencias(cortes)}
    assert "R26-ORDEN" in codigos


def test_a_time_outside_the_operating_period_holds_the_row(cortes: Cortes) -> None:
    huella = cortes.imagen(ACTAS[0])
    for persona in (2, 3):
        cortes.capturar_antes(persona, ACTAS[0], huella, horas=-20)
    hecho = cortes.cortar(ahora=datetime.now(UTC))
    assert hecho.en_revision == 1
    assert _incidencias(cortes) == [(ACTAS[0], "R26-PERIODO")]


def test_paper_first_without_image_is_not_held(cortes: Cortes) -> None:
    """A verified acta with no image at all says IMAGEN EN CAMINO and goes out (R-03)."""
    cortes.papel_primero()
    cortes.acopiar(ACTAS[0])
    for persona in (2, 3):
        cortes.capturar(persona, ACTAS[0], "", 3)
    hecho = cortes.cortar()
    assert (hecho.en_revision, hecho.actas) == (0, 1)
    assert celda(resultados(hecho.carpeta), ACTAS[0], "OBSERVACIONES") == "IMAGEN EN CAMINO"
    huella = hashlib.sha256(b"tardia").hexdigest()
    cortes.escena.hacer(1, ACTAS[0], Imagen(huella, "ESCANER", "01"))
    assert cortes.cortar().en_revision == 1  # its hash is known now, and its bytes are not here

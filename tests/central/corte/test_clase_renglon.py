"""The row class of R-26: the row goes out in revision, an incident opens once, the cut goes out."""

import hashlib
from datetime import UTC, datetime

from prep.domain.hechos.hechos import Imagen
from tests.central.corte.apoyo import celda, resultados
from tests.central.corte.escena import ACTAS, Cortes


def _incidencias(cortes: Cortes) -> list[tuple[str, str]]:
    consulta = "SELECT acta, cuerpo::jsonb->>'codigo' FROM prep.hecho WHERE tipo = 'INCIDENCIA' ORDER BY 1, 2"
    return [(acta, codigo) for acta, codigo in cortes.base.dueno(consulta)]


def test_un_renglon_cuya_imagen_no_esta_aqui_sale_sin_cifras(cortes: Cortes) -> None:
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


def test_la_incidencia_se_abre_una_vez_y_el_renglon_sale_con_su_imagen(cortes: Cortes) -> None:
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


def test_una_imagen_en_dos_actas_retiene_ambas_y_la_ya_vista_guarda_cifras(cortes: Cortes) -> None:
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


def test_unos_tiempos_en_desorden_retienen_el_renglon(cortes: Cortes) -> None:
    """The capture's station runs an hour early and its measured offset says nothing of it."""
    huella = cortes.imagen(ACTAS[0])
    for persona in (2, 3):
        cortes.capturar_antes(persona, ACTAS[0], huella, horas=1)
    hecho = cortes.cortar()
    assert hecho.en_revision == 1
    codigos = {codigo for _, codigo in _incidencias(cortes)}
    assert "R26-ORDEN" in codigos


def test_una_hora_fuera_del_periodo_de_operacion_retiene_el_renglon(cortes: Cortes) -> None:
    huella = cortes.imagen(ACTAS[0])
    for persona in (2, 3):
        cortes.capturar_antes(persona, ACTAS[0], huella, horas=-20)
    hecho = cortes.cortar(ahora=datetime.now(UTC))
    assert hecho.en_revision == 1
    assert _incidencias(cortes) == [(ACTAS[0], "R26-PERIODO")]


def test_papel_primero_sin_imagen_no_se_retiene(cortes: Cortes) -> None:
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

"""The desk around a decision: what it leaves, what others hold, the tray, titles and help, and where it all fits."""

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QComboBox, QPushButton
from pytestqt.qtbot import QtBot

from prep.domain.hechos.campos import Marca
from prep.domain.hechos.hechos import AccionDeMesa
from prep.services.captura.validacion import Validar
from prep.services.estacion.entradas import COPIAS
from prep.ui.latido import LatidoDeTrabajo
from prep.ui.marco import Marco
from prep.ui.rotulos import documentos
from prep.ui.tema import ESCALAS, Tema
from prep.ui.validacion import motivos
from prep.ui.validacion.pantalla import PantallaValidacion
from tests.conftest import Nodo
from tests.gui import recorrido
from tests.gui.conftest import Contestador, destino
from tests.gui.test_captura import SOLTAR
from tests.gui.test_validacion import (
    CIFRAS,
    OTRA,
    TERCERA,
    UNA,
    AbrirMesa,
    Sitio,
    _abierta,
    abrir_mesa,
    abrir_primero,
    celda,
    decidido,
    en_caso,
    foco,
    mesa,
    sitio,
    tecla,
)
from tests.services.conftest import sesion
from tests.services.trabajos import ofrecer
from tests.store import ejemplos

__all__ = ["abrir_mesa", "mesa", "sitio"]


@pytest.mark.parametrize(
    ("cual", "seccion", "dicho"),
    [
        ("Es otra acta", "1", "Si es de otra elección, mándela a redigitalizar con F11"),
        ("Es otra acta", "9876", "no es de este sitio"),
        ("Fuera de catálogo", "3", "sí está en el catálogo"),
    ],
)
def test_una_identificacion_que_no_procede_se_dice_y_no_se_decide(
    mesa: PantallaValidacion, sitio: Sitio, qtbot: QtBot, cual: str, seccion: str, dicho: str
) -> None:
    destino(qtbot, cual)
    for parte in (seccion, "b", "1", "0"):
        qtbot.keyClicks(foco(), parte)
        tecla(qtbot, Qt.Key.Key_Return)
    assert dicho in mesa.aviso
    assert sitio.dictamenes() == []


def test_con_campos_por_decidir_aceptar_dice_cuantos_y_no_se_puede_oprimir(
    mesa: PantallaValidacion, sitio: Sitio, qtbot: QtBot
) -> None:
    """It looked as if it could; its key goes to the first that is left, and says so."""
    boton = mesa._boton_aceptar
    assert (boton.text(), boton.isEnabled(), boton.property("principal")) == ("Por decidir: 2  F2", False, False)
    qtbot.keyClick(foco(), Qt.Key.Key_Return)
    qtbot.keyClick(foco(), Qt.Key.Key_Down)
    assert foco().objectName() == "fila-2", "no se sigue de un campo vacío"
    en_caso(qtbot, mesa).ir(10)
    qtbot.keyClicks(foco(), "a")
    assert foco().objectName() == "fila-2" and "Falta decidir este campo" in mesa.aviso
    assert boton.text() == "Por decidir: 1  F2"
    tecla(qtbot, Qt.Key.Key_F2)
    assert "Falta decidir este campo" in mesa.aviso and sitio.dictamenes() == []
    qtbot.keyClicks(foco(), "a")
    assert (boton.text(), boton.isEnabled(), boton.property("principal")) == ("Aceptar  F2", True, True)


def test_cuando_dos_coinciden_en_todo_basta_una_tecla_y_llega_el_siguiente(
    sitio: Sitio, abrir_mesa: AbrirMesa, qtbot: QtBot
) -> None:
    sitio.disputar(UNA, CIFRAS, CIFRAS)
    sitio.disputar(OTRA, CIFRAS, CIFRAS)
    pantalla = abrir_mesa()
    abrir_primero(qtbot, pantalla)
    assert isinstance(foco(), QPushButton)
    tecla(qtbot, Qt.Key.Key_F2)
    assert decidido(qtbot, sitio)["valores"] == CIFRAS
    qtbot.waitUntil(lambda: pantalla.panel is not None and pantalla.panel.caso.trabajo.acta.clave == OTRA)
    tecla(qtbot, Qt.Key.Key_F2)
    assert decidido(qtbot, sitio, 2)["motivo"].startswith("Revisada contra la imagen")


def test_un_caso_decidido_no_deja_nada_en_la_ventana(sitio: Sitio, abrir_mesa: AbrirMesa, qtbot: QtBot) -> None:
    claves = [ejemplos.acta(n).clave for n in range(1, 12, 2)]
    for clave in claves:
        sitio.disputar(clave, CIFRAS, CIFRAS)
    pantalla = abrir_mesa()
    abrir_primero(qtbot, pantalla)
    piezas = []
    for n, clave in enumerate(claves, start=1):
        qtbot.waitUntil(lambda: _abierta(pantalla) == clave)  # noqa: B023 -- called at once
        qtbot.waitUntil(lambda: pantalla.visor.con_hoja)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        piezas.append(len(pantalla.findChildren(QObject)))
        tecla(qtbot, Qt.Key.Key_F2)
        decidido(qtbot, sitio, n)
    assert len(set(piezas[1:])) == 1, piezas


def test_lo_que_se_cambio_donde_coincidian_pide_su_motivo(
    sitio: Sitio, abrir_mesa: AbrirMesa, contestador: Contestador, qtbot: QtBot
) -> None:
    sitio.disputar(UNA, CIFRAS, CIFRAS)
    pantalla = abrir_mesa()
    abrir_primero(qtbot, pantalla)
    contestador.respuestas = [None]
    en_caso(qtbot, pantalla)._filas[0].cifra.setFocus()
    qtbot.keyClicks(foco(), "70")
    tecla(qtbot, Qt.Key.Key_F2)
    assert len(contestador.dichos) == 1 and sitio.dictamenes() == []


def test_quien_leyo_otra_acta_se_dice(sitio: Sitio, abrir_mesa: AbrirMesa, qtbot: QtBot) -> None:
    sitio.disputar(UNA, CIFRAS, CIFRAS, leida=OTRA)
    pantalla = abrir_mesa()
    abrir_primero(qtbot, pantalla)
    assert "A: 3 B1; B: 3 B1" in en_caso(qtbot, pantalla)._lectura.text()
    assert not en_caso(qtbot, pantalla).limpio


def test_la_imagen_acompana_a_cada_campo(mesa: PantallaValidacion, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: mesa.visor.caja is not None)
    antes = mesa.visor.caja
    qtbot.keyClicks(foco(), "a")
    assert mesa.visor.caja not in (None, antes)


def test_dejar_un_caso_vuelve_a_la_bandeja_y_otra_persona_puede_tomarlo(
    mesa: PantallaValidacion, poblada: Nodo, qtbot: QtBot
) -> None:
    tecla(qtbot, Qt.Key.Key_F8)
    libre = "SELECT count(*) FROM prep.trabajo WHERE clase = 'MESA' AND toma IS NULL"
    qtbot.waitUntil(lambda: poblada.dueno(libre) == [(1,)])
    assert mesa.panel is None and foco() is mesa.bandeja.tabla


def test_al_salir_el_caso_queda_libre(mesa: PantallaValidacion, poblada: Nodo, qtbot: QtBot) -> None:
    tecla(qtbot, Qt.Key.Key_F10)
    libre = "SELECT count(*) FROM prep.trabajo WHERE clase = 'MESA' AND toma IS NULL"
    qtbot.waitUntil(lambda: poblada.dueno(libre) == [(1,)])


def test_sin_nodo_se_decide_y_queda_por_entregar(
    mesa: PantallaValidacion, sitio: Sitio, contestador: Contestador, sin_nodo: str, qtbot: QtBot
) -> None:
    contestador.respuestas = ["Así se lee en la imagen."]
    sitio.mesa.nodo.mudar(sin_nodo)
    qtbot.keyClicks(foco(), "a")
    qtbot.keyClicks(foco(), "a")
    tecla(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: sitio.mesa.spool.cuentas().pendientes == 1)
    qtbot.waitUntil(lambda: "Sin nodo no hay validación" in mesa.bandeja.aviso)


def test_la_bandeja_se_filtra_y_dice_cuantos_no_muestra(
    sitio: Sitio, abrir_mesa: AbrirMesa, poblada: Nodo, qtbot: QtBot
) -> None:
    for clave in (UNA, OTRA, TERCERA):
        ofrecer(poblada, clave, "", 0, clase="MESA")
    poblada.dueno("UPDATE prep.trabajo SET creado = now() - interval '65 minutes' WHERE acta = %s", UNA)
    pantalla = abrir_mesa()
    tabla = pantalla.bandeja.tabla
    qtbot.waitUntil(lambda: tabla.rowCount() == 3)
    assert [celda(tabla, n) for n in (0, 1, 3)] == ["1 h 05 min", "1 B1", "Difieren"]
    tecla(qtbot, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(foco(), "0003")
    assert tabla.rowCount() == 1 and "2 caso" in pantalla.bandeja.aviso
    tecla(qtbot, Qt.Key.Key_Return)
    assert foco() is tabla
    tecla(qtbot, Qt.Key.Key_Return)
    assert en_caso(qtbot, pantalla).caso.trabajo.acta.clave == OTRA


def test_lo_que_tiene_otra_persona_se_ve_y_no_se_abre(sitio: Sitio, abrir_mesa: AbrirMesa, qtbot: QtBot) -> None:
    ofrecer(sitio.nodo, UNA, "", 0, clase="MESA")
    assert Validar(sitio.segunda, sesion("beto", sitio.segunda)).tomar() is not None
    tabla = (pantalla := abrir_mesa()).bandeja.tabla
    qtbot.waitUntil(lambda: tabla.rowCount() == 1)
    assert celda(tabla, 5) == "beto"
    tecla(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Ese caso no se abrió" in pantalla.bandeja.aviso)
    assert pantalla.panel is None


def test_el_titulo_de_la_ventana_dice_que_acta_es_como_la_dice_la_gente(
    mesa: PantallaValidacion, sitio: Sitio, qtbot: QtBot
) -> None:
    marco, latido = mesa.window(), mesa.findChild(LatidoDeTrabajo)
    assert latido is not None
    nombre = "Validación: JEFATURA · Sección 0001, casilla básica 1"
    assert marco.windowTitle() == f"{nombre} — PREP · est-01-3"
    sitio.nodo.dueno(SOLTAR, UNA)
    latido.reloj.start(20)
    qtbot.waitUntil(lambda: marco.windowTitle().startswith(f"{nombre} · ya no es suyo — "))
    tecla(qtbot, Qt.Key.Key_F8)
    qtbot.waitUntil(lambda: marco.windowTitle() == "Validación — PREP · est-01-3")


def test_el_tipo_de_documento_dice_que_es_y_la_ayuda_los_dice_todos(mesa: PantallaValidacion, qtbot: QtBot) -> None:
    assert mesa.panel is not None
    assert mesa.panel._cabeza.text().endswith("Documento: ACTA PREP")
    for codigo in COPIAS:
        tecla(qtbot, Qt.Key.Key_F7)
        assert mesa.panel._cabeza.text().endswith(f"Documento: {codigo}, {documentos()[codigo]}")
        assert mesa.panel.documento == codigo
    assert all(que_es in mesa.notas() for que_es in documentos().values())


def test_cada_decision_tiene_motivos_usuales_y_solo_sin_acta_no_admite_otros() -> None:
    todos = {accion: motivos.de(accion) for accion in AccionDeMesa}
    assert all(m.opciones and m.texto for m in (*todos.values(), motivos.de_fuera()))
    assert [accion for accion, m in todos.items() if not m.otra] == [AccionDeMesa.SIN_ACTA]


@pytest.mark.parametrize("escala", ESCALAS)
def test_a_cualquier_tamano_de_letra_todo_tiene_nombre_foco_y_lugar(
    mesa: PantallaValidacion, tema: Tema, qtbot: QtBot, escala: float
) -> None:
    marco = mesa.window()
    assert isinstance(marco, Marco)
    tema.escalar(escala)
    QApplication.processEvents()
    recorrido.exigir(marco)
    assert boton_en_vista(marco, "validacion.aceptar")
    fila = foco().parentWidget()
    assert fila is not None
    assert fila.visibleRegion().boundingRect() == fila.rect(), "con lo que capturó cada quien"
    tecla(qtbot, Qt.Key.Key_F8)
    qtbot.waitUntil(lambda: mesa.bandeja.tabla.rowCount() > 0)
    assert all(combo.accessibleName() for combo in marco.findChildren(QComboBox))
    QApplication.processEvents()
    recorrido.exigir(marco)
    assert boton_en_vista(marco, "validacion.siguiente")


def boton_en_vista(marco: Marco, accion: str) -> bool:
    """Whole, without scrolling."""
    boton = marco.findChild(QPushButton, f"boton-{accion}")
    assert boton is not None
    return boton.visibleRegion().boundingRect() == boton.rect()


def test_una_marca_es_una_opcion_como_las_demas(
    sitio: Sitio, abrir_mesa: AbrirMesa, contestador: Contestador, qtbot: QtBot
) -> None:
    contestador.respuestas = ["No se lee ni en letra ni en número."]
    sitio.disputar(UNA, CIFRAS, [Marca.ILEGIBLE, *CIFRAS[1:]])
    pantalla = abrir_mesa()
    abrir_primero(qtbot, pantalla)
    qtbot.keyClicks(foco(), "b")
    tecla(qtbot, Qt.Key.Key_Return)
    assert decidido(qtbot, sitio)["valores"] == ["ILEGIBLE", *CIFRAS[1:]]

"""Cotejos on screen, by keys: asked for, taken, compared beside both images, and each outcome signed (R-06, R-07)."""

import json
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from prep.domain.hechos.campos import Valor
from prep.services.estacion.estacion import Estacion
from prep.ui.cotejo.pantalla import PUERTA, PantallaCotejos
from prep.ui.marco import Marco
from tests.conftest import Nodo
from tests.gui.conftest import AbrirMarco, Contestador, destino, marcar
from tests.gui.test_acuerdos import HOJA, franja
from tests.gui.test_captura import UNA, VALORES, imagen
from tests.gui.test_marco import Hoja, entrar
from tests.services.arbitro import arbitro
from tests.services.captura.test_acuerdos import publicar
from tests.services.captura.test_imagenes_casilla import de_telefono
from tests.services.captura.test_mesa_con_arbitro import Sala
from tests.services.trabajos import CIFRAS, con_imagen, por_cotejar

PLAZO_MS = 20_000
DE_PAPEL: list[Valor] = [*VALORES[:2], 90, *VALORES[3:6], 130, *VALORES[7:]]
HECHOS = "SELECT tipo, operador, cuerpo FROM prep.hecho WHERE tipo IN ('COTEJO', 'PROPUESTA') ORDER BY recibido"
Abierta = tuple[QtBot, PantallaCotejos, Contestador]


def de_las_dos_vias(nodo: Nodo, en_linea: Callable[[str], Estacion]) -> Estacion:
    """UNA was published from its phone image, and its paper was captured too: they differ in two fields."""
    ccv, catd = en_linea("est-ccv-1"), en_linea("est-01-3")
    foto = de_telefono(nodo, UNA, imagen(UNA))
    papel = con_imagen(catd, UNA, imagen(UNA, tuple(DE_PAPEL), 2))
    por_cotejar(nodo, UNA, (papel, DE_PAPEL), (foto, VALORES))
    return ccv


def dentro(qtbot: QtBot, marco: Marco, quien: str) -> PantallaCotejos:
    qtbot.waitUntil(lambda: "Conectada" in marco.barra.texto("nodo"), timeout=PLAZO_MS)
    entrar(qtbot, quien)
    qtbot.waitUntil(lambda: isinstance(marco.pantalla, PantallaCotejos) and not marco.bloqueada, timeout=PLAZO_MS)
    assert isinstance(marco.pantalla, PantallaCotejos)
    return marco.pantalla


def abrir_el_mas_antiguo(qtbot: QtBot, pantalla: PantallaCotejos) -> None:
    qtbot.waitUntil(lambda: pantalla.bandeja.tabla.rowCount() > 0, timeout=PLAZO_MS)
    qtbot.keyClick(pantalla.bandeja.tabla, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: pantalla.panel is not None, timeout=PLAZO_MS)
    qtbot.waitUntil(lambda: all(visor.con_hoja for visor in pantalla.par.visores), timeout=PLAZO_MS)


def foco() -> QWidget:
    campo = QApplication.focusWidget()
    assert campo is not None
    return campo


@pytest.fixture
def abierta(
    qtbot: QtBot, poblada: Nodo, en_linea: Callable[[str], Estacion], abrir_marco: AbrirMarco, contestador: Contestador
) -> Abierta:
    ccv = de_las_dos_vias(poblada, en_linea)
    ccv.entregar_aparte()
    pantalla = dentro(qtbot, abrir_marco(ccv, (PUERTA,)), "fer")
    abrir_el_mas_antiguo(qtbot, pantalla)
    return qtbot, pantalla, contestador


def firmado(qtbot: QtBot, nodo: Nodo) -> tuple[str, dict[str, object]]:
    """The only one that came: who signed it, and the cotejo that it is or proposes."""
    qtbot.waitUntil(lambda: len(nodo.dueno(HECHOS)) == 1, timeout=PLAZO_MS)
    ((tipo, operador, cuerpo),) = nodo.dueno(HECHOS)
    dicho = json.loads(cuerpo)
    return f"{tipo} {operador}", dicho if tipo == "COTEJO" else json.loads(dicho["datos"])


def test_se_ven_las_dos_imagenes_las_dos_cifras_y_cuales_difieren(abierta: Abierta) -> None:
    _, pantalla, _ = abierta
    panel = pantalla.panel
    assert panel is not None and foco().objectName() == "queda-2", "empieza en el primero que difiere"
    dichos = [celda.text() for celda in panel.findChildren(type(pantalla.bandeja._aviso))]
    assert sum(dicho.startswith("≠ ") for dicho in dichos) == 2
    assert {"9", "≠ 90", "103", "≠ 130"} <= set(dichos) and any("Difieren 2 campo" in d for d in dichos)
    titulos = [cabeza.text() for cabeza in pantalla.par._cabezas]
    assert titulos == ["A · Publicada, teléfono", "B · La otra vía, papel 01"]


def test_f2_la_acepta_y_no_deja_aceptar_lo_que_alguien_cambio(abierta: Abierta, poblada: Nodo) -> None:
    qtbot, pantalla, _ = abierta
    acepta, modifica = (pantalla._botones[n] for n in ("aceptar", "modificar"))
    assert (acepta.isEnabled(), modifica.isEnabled()) == (True, False), "sólo lo que se puede"
    qtbot.keyClick(foco(), "b")
    assert (acepta.isEnabled(), modifica.isEnabled()) == (False, True)
    assert (acepta.text(), modifica.text()) == ("1 Aceptada: cambió 1  F2", "2 Con modificación  Ctrl+F2")
    qtbot.keyClick(foco(), Qt.Key.Key_F2)
    assert "Ctrl+F2 las propone" in pantalla.piezas.aviso and poblada.dueno(HECHOS) == []
    qtbot.keyClick(foco(), Qt.Key.Key_Up)
    qtbot.keyClick(foco(), "a")
    qtbot.keyClick(foco(), Qt.Key.Key_F2)
    quien, cuerpo = firmado(qtbot, poblada)
    assert (quien, cuerpo["resultado"], len(list(cuerpo["vistos"]))) == ("COTEJO fer", 1, 2)  # type: ignore[call-overload]
    qtbot.waitUntil(lambda: "Cotejada y aceptada" in pantalla.bandeja.aviso)


def test_f4_propone_las_cifras_que_quedan_tras_la_pregunta_de_cierre(abierta: Abierta, poblada: Nodo) -> None:
    qtbot, pantalla, contestador = abierta
    qtbot.keyClick(foco(), Qt.Key.Key_F2, Qt.KeyboardModifier.ControlModifier)
    assert "son las publicadas" in pantalla.piezas.aviso
    qtbot.keyClick(foco(), "b")
    assert foco().objectName() == "queda-3"
    marcar(qtbot, "*")
    contestador.respuestas.append("Así se lee en el acta.")
    qtbot.keyClick(foco(), Qt.Key.Key_F2, Qt.KeyboardModifier.ControlModifier)
    quien, cuerpo = firmado(qtbot, poblada)
    assert (quien, cuerpo["resultado"]) == ("PROPUESTA fer", 2)
    assert cuerpo["valores"] == [*VALORES[:2], 90, "ILEGIBLE", *VALORES[4:]]
    assert len(contestador.cierres) == 1, "hay votos marcados"
    qtbot.waitUntil(lambda: "falta la conformidad" in pantalla.bandeja.aviso)


@pytest.mark.parametrize(("cual", "con_imagen_mala"), [("3 Recapturar", False), ("3 Redigitalizar", True)])
def test_f11_propone_que_no_se_acepta(abierta: Abierta, poblada: Nodo, cual: str, con_imagen_mala: bool) -> None:
    qtbot, pantalla, contestador = abierta
    contestador.respuestas += [None, "No se lee."]
    destino(qtbot, cual)
    assert pantalla.panel is not None, "se arrepintió"
    destino(qtbot, cual)
    quien, cuerpo = firmado(qtbot, poblada)
    assert (quien, cuerpo["resultado"], bool(cuerpo["imagen"])) == ("PROPUESTA fer", 3, con_imagen_mala)


def test_f8_lo_deja_para_otra_persona_sin_firmar_nada(abierta: Abierta, poblada: Nodo) -> None:
    qtbot, pantalla, _ = abierta
    qtbot.keyClick(foco(), Qt.Key.Key_F8)
    qtbot.waitUntil(lambda: poblada.dueno("SELECT operador FROM prep.trabajo WHERE clase = 'COTEJO'") == [(None,)])
    assert pantalla.panel is None and poblada.dueno(HECHOS) == []


@pytest.mark.usefixtures("palabras")
def test_que_espera_un_cotejo_se_ve_en_cualquier_pantalla_y_una_tecla_abre_la_bandeja(
    qtbot: QtBot, poblada: Nodo, en_linea: Callable[[str], Estacion], abrir_marco: AbrirMarco
) -> None:
    ccv = de_las_dos_vias(poblada, en_linea)
    ccv.entregar_aparte()
    marco = abrir_marco(ccv, (HOJA, PUERTA))
    qtbot.waitUntil(lambda: "Conectada" in marco.barra.texto("nodo"), timeout=PLAZO_MS)
    entrar(qtbot, "fer")
    qtbot.waitUntil(lambda: franja(marco) == "1 cotejo espera. Se abre con Ctrl+O.", timeout=PLAZO_MS)
    assert isinstance(marco.pantalla, Hoja)
    qtbot.keyClick(marco.pantalla.campo, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    assert isinstance(marco.pantalla, PantallaCotejos)
    abrir_el_mas_antiguo(qtbot, marco.pantalla)
    qtbot.waitUntil(lambda: franja(marco) == "", timeout=PLAZO_MS)  # it has somebody


@pytest.fixture
def publicada(poblada: Nodo, en_linea: Callable[[str], Estacion]) -> Iterator[Sala]:
    with arbitro(poblada):
        sala = Sala(*(en_linea(f"est-01-{n}") for n in (1, 2, 3)))
        sala.llega(imagen(UNA))
        sala.capturan(100, 100)
        assert sala.queda("VERIFICADA")
        publicar(poblada)
        yield sala


def test_se_pide_con_f7_y_con_el_arbitro_se_abre_se_decide_y_se_cierra(
    publicada: Sala, poblada: Nodo, abrir_marco: AbrirMarco, qtbot: QtBot, contestador: Contestador
) -> None:
    mesa = publicada.estacion
    mesa.entregar_aparte()
    pantalla = dentro(qtbot, abrir_marco(mesa, (PUERTA,)), "caro")
    qtbot.waitUntil(lambda: "No hay cotejos" in pantalla.bandeja.aviso, timeout=PLAZO_MS)
    contestador.respuestas += [UNA.lower(), "El papel dice otra cosa."]
    qtbot.keyClick(pantalla.bandeja.tabla, Qt.Key.Key_F7)
    qtbot.waitUntil(lambda: pantalla.bandeja.tabla.rowCount() == 1, timeout=PLAZO_MS)
    assert pantalla.bandeja.tabla.item(0, 5).text() == "El papel dice otra cosa."  # type: ignore[union-attr]
    qtbot.keyClick(pantalla.bandeja.tabla, Qt.Key.Key_F3)
    qtbot.waitUntil(lambda: pantalla.panel is not None and pantalla.par.visores[0].con_hoja, timeout=PLAZO_MS)
    qtbot.keyClick(foco(), "b")
    assert "La otra vía no tiene cifras" in pantalla.piezas.aviso
    for letra in "77":
        qtbot.keyClick(foco(), letra)
    contestador.respuestas.append("Así se lee en el acta.")
    qtbot.keyClick(foco(), Qt.Key.Key_F2, Qt.KeyboardModifier.ControlModifier)
    propuesto = "SELECT cuerpo::json ->> 'que' FROM prep.hecho WHERE tipo = 'PROPUESTA'"
    qtbot.waitUntil(lambda: poblada.dueno(propuesto) == [("COTEJO",)], timeout=PLAZO_MS)
    assert CIFRAS[0] != 77
    qtbot.waitUntil(lambda: "Propuso caro" in pantalla.bandeja.tabla.item(0, 4).text(), timeout=PLAZO_MS)  # type: ignore[union-attr]


@pytest.mark.usefixtures("palabras")
def test_la_segunda_mirada_se_abre_con_enter_en_lo_que_senala_y_se_acepta(
    publicada: Sala, poblada: Nodo, abrir_marco: AbrirMarco, qtbot: QtBot
) -> None:
    frase = "PAN y PRI parecen cambiados: en las otras casillas es al revés"
    filas = [{"acta": UNA, "mirada": "columnas 834 41 PRI,PAN", "frase": frase, "seguridad": "alta", "otra": ""}]
    poblada.dueno("INSERT INTO prep.miradas (sitio, corte, lista) VALUES ('01', 1, %s)", json.dumps(filas))
    publicada.estacion.entregar_aparte()
    pantalla = dentro(qtbot, abrir_marco(publicada.estacion, (PUERTA,)), "caro")
    qtbot.waitUntil(lambda: "1 acta que conviene ver de nuevo" in pantalla.bandeja.aviso, timeout=PLAZO_MS)
    assert pantalla.bandeja.tabla.item(0, 5).text() == f"{frase} · 41 votos en duda"  # type: ignore[union-attr]
    qtbot.keyClick(pantalla.bandeja.tabla, Qt.Key.Key_F3)
    qtbot.waitUntil(lambda: pantalla.panel is not None and pantalla.par.visores[0].con_hoja, timeout=PLAZO_MS)
    panel = pantalla.panel
    assert panel is not None
    senalados = [c.text() for c in panel.findChildren(type(pantalla.bandeja._aviso)) if c.text().startswith("► ")]
    assert not pantalla.par.visores[1].isVisible(), "de la otra vía no llegó nada"
    assert len(senalados) == 2 and panel.campo in ("PAN", "PRI"), senalados
    assert poblada.dueno("SELECT prep.campo_de(cuerpo, 'mirada') FROM prep.hecho WHERE tipo = 'COTEJO'") == [
        ("columnas 834 41 PRI,PAN",)
    ]
    qtbot.keyClick(foco(), Qt.Key.Key_F2)
    qtbot.waitUntil(lambda: "Cotejada y aceptada" in pantalla.bandeja.aviso, timeout=PLAZO_MS)
    qtbot.waitUntil(lambda: pantalla.bandeja.tabla.rowCount() == 0, timeout=PLAZO_MS)

"""Proposals on screen: somebody else's is seen beside the acta and answered by keys; one's own only waits (P-10)."""

import json
from collections.abc import Callable
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from prep.domain.hechos.campos import Valor, leer_valor
from prep.domain.hechos.hechos import Cotejo, Fuente
from prep.domain.hechos.propuestas import proponer
from prep.domain.hechos.roles import Rol
from prep.services.captura.acuerdos import Acuerdos
from prep.services.estacion.estacion import Estacion
from prep.ui.acuerdos.pantalla import PUERTA, PantallaAcuerdos
from prep.ui.marco import Marco
from prep.ui.pantalla import Puerta
from tests.conftest import Nodo
from tests.gui.conftest import AbrirMarco, Contestador, destino
from tests.gui.test_captura import OTRA, UNA, VALORES, imagen
from tests.gui.test_marco import Hoja, entrar
from tests.services.captura.test_imagenes_casilla import de_telefono
from tests.services.conftest import perder, sesion
from tests.services.trabajos import con_imagen
from tests.store.entregas import verificar

HOJA = Puerta("hoja", "Hoja de prueba", frozenset({Rol.MESA, Rol.COORDINACION}), Hoja)
PROPUESTAS = [*VALORES[:2], 90, *VALORES[3:]]
DE_FOTO: list[Valor] = [*VALORES[:2], 91, *VALORES[3:]]
GUARDAR = (
    "INSERT INTO prep.acta_estado (acta, etapa, fuente, registrada, custodia, hechos, estado, huella)"
    " VALUES (%s, 'VERIFICADA', 'CATD', true, '01', 1, %s::jsonb, '')"
    " ON CONFLICT (acta) DO UPDATE SET estado = excluded.estado"
)
Abierta = tuple[QtBot, PantallaAcuerdos, Contestador]


def con_propuestas(nodo: Nodo, en_linea: Callable[[str], Estacion]) -> Estacion:
    """Caro proposes other figures for UNA, which also came by phone, and eva that OTRA is captured again; returns eva's
    station."""
    mesa = en_linea("est-01-3")
    foto = de_telefono(nodo, UNA, imagen(UNA, tuple(DE_FOTO), 2))
    for clave in (UNA, OTRA):
        fuentes = [{"fuente": "CATD", "imagen": con_imagen(mesa, clave, imagen(clave)), "valores": list(VALORES)}]
        if clave == UNA:
            fuentes.append({"fuente": "CASILLA", "imagen": foto, "valores": DE_FOTO})
        for fuente in fuentes:
            fuente |= {"etapa": "VERIFICADA", "capturas": [], "documento": "ACTA PREP"}
        nodo.dueno(GUARDAR, clave, json.dumps({"acta": clave, "etapa": "VERIFICADA", "fuentes": fuentes}))
    nuevas = tuple(leer_valor(v) for v in PROPUESTAS)
    suyo = Acuerdos(mesa, sesion("caro", mesa))
    suyo._hacer(UNA, Fuente.CATD, proponer(Cotejo(2, "El papel dice 90.", nuevas), "El papel dice 90."))
    Acuerdos(mesa, sesion("eva", mesa)).reabrir(OTRA, "No se lee la suma.")
    for clave, hace in ((UNA, 20), (OTRA, 10)):  # scenes sign at a fixed hour, and the node has its own
        momento = f"clock_timestamp() - interval '{hace} s'"
        perder(nodo, f"UPDATE prep.hecho SET momento = {momento} WHERE tipo = 'PROPUESTA' AND acta = '{clave}'")
    verificar(nodo)
    return mesa


@pytest.fixture
def abierta(
    qtbot: QtBot, poblada: Nodo, en_linea: Callable[[str], Estacion], abrir_marco: AbrirMarco, contestador: Contestador
) -> Abierta:
    mesa = con_propuestas(poblada, en_linea)
    mesa.entregar_aparte()
    marco = abrir_marco(mesa, (PUERTA,))
    qtbot.waitUntil(lambda: "Conectada" in marco.barra.texto("nodo"), timeout=15_000)
    entrar(qtbot, "eva")
    qtbot.waitUntil(lambda: isinstance(marco.pantalla, PantallaAcuerdos) and not marco.bloqueada, timeout=15_000)
    pantalla = marco.pantalla
    assert isinstance(pantalla, PantallaAcuerdos)
    qtbot.waitUntil(
        lambda: pantalla.piezas.lista.rowCount() == 2 and pantalla.piezas.par.visores[0].con_hoja, timeout=15_000
    )
    return qtbot, pantalla, contestador


def respuestas(nodo: Nodo) -> list[tuple[str, str]]:
    return nodo.dueno(
        "SELECT operador, cuerpo::json ->> 'respuesta' FROM prep.hecho WHERE tipo = 'CONFORME' ORDER BY recibido"
    )


def test_se_ve_que_se_propone_antes_y_despues_y_la_imagen(abierta: Abierta) -> None:
    _, pantalla, _ = abierta
    dicho = [pantalla.piezas.lista.item(0, n).text() for n in range(1, 4)]  # type: ignore[union-attr]
    assert dicho == ["Cambiar cifras publicadas", "caro", "Le toca contestar: 14 min"]
    assert pantalla.piezas.lista.item(1, 3).text() == "Espera a otra persona: 14 min"  # type: ignore[union-attr]
    tabla = pantalla.piezas.cambios
    filas = [[tabla.item(n, c).text() for c in (1, 3)] for n in range(tabla.rowCount())]  # type: ignore[union-attr]
    assert filas == [[str(a), str(d)] for a, d in zip(VALORES, PROPUESTAS, strict=True)]
    assert "Por contestar: 1 propuesta" in pantalla.piezas.aviso


def test_quien_acepta_ve_las_dos_imagenes_y_las_cifras_de_las_dos_vias(abierta: Abierta) -> None:
    qtbot, pantalla, _ = abierta
    par, tabla = pantalla.piezas.par, pantalla.piezas.cambios
    qtbot.waitUntil(lambda: all(visor.con_hoja and visor.isVisible() for visor in par.visores), timeout=15_000)
    assert [par._cabezas[n].text() for n in (0, 1)] == ["A · Registrada, papel", "B · La otra vía, teléfono"]
    otra = [tabla.item(n, 2).text() for n in range(tabla.rowCount())]  # type: ignore[union-attr]
    assert not tabla.isColumnHidden(2) and otra == [str(v) for v in DE_FOTO]
    tabla.setFocus()
    for _ in range(2):
        qtbot.keyClick(tabla, Qt.Key.Key_Down)
    assert all(visor.caja is not None for visor in par.visores), "el renglón en las dos"
    qtbot.keyClick(pantalla.piezas.lista, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: par.visores[1].isVisible() and not par.visores[1].con_hoja)
    qtbot.waitUntil(lambda: not par.visores[1].isVisible(), timeout=15_000)
    assert par.visores[0].isVisible(), "OTRA sólo llegó por el papel"


def test_con_f2_se_acepta(abierta: Abierta, poblada: Nodo) -> None:
    qtbot, pantalla, contestador = abierta
    contestador.respuestas.append(True)
    qtbot.keyClick(pantalla.piezas.lista, Qt.Key.Key_F2)
    qtbot.waitUntil(lambda: respuestas(poblada) == [("eva", "ACEPTA")], timeout=15_000)


def test_con_f11_se_rechaza_y_se_dice_por_que(abierta: Abierta, poblada: Nodo) -> None:
    qtbot, pantalla, contestador = abierta
    contestador.respuestas.append("La imagen dice lo que ya está.")
    destino(qtbot, "Rechazar", pantalla.piezas.lista)
    qtbot.waitUntil(lambda: respuestas(poblada) == [("eva", "RECHAZA")], timeout=15_000)


def test_lo_propio_no_se_acepta_y_se_dice(abierta: Abierta, poblada: Nodo) -> None:
    qtbot, pantalla, contestador = abierta
    pantalla.piezas.lista.setCurrentCell(1, 0)
    contestador.respuestas.append(True)
    qtbot.keyClick(pantalla.piezas.lista, Qt.Key.Key_F2)
    qtbot.waitUntil(lambda: "la contesta otra persona" in pantalla.piezas.aviso)
    assert respuestas(poblada) == []


def test_lo_ya_contestado_no_se_pregunta_otra_vez_y_se_pasa_a_lo_que_espera(abierta: Abierta, poblada: Nodo) -> None:
    qtbot, pantalla, contestador = abierta
    contestador.respuestas.append(True)
    qtbot.keyClick(pantalla.piezas.lista, Qt.Key.Key_F2)
    qtbot.waitUntil(lambda: respuestas(poblada) == [("eva", "ACEPTA")], timeout=15_000)
    verificar(poblada)
    qtbot.waitUntil(lambda: any(v.respuesta is not None for v in pantalla._vistas), timeout=15_000)
    primera = pantalla.vista
    assert primera is not None and primera.acta == UNA
    contestador.respuestas.append(True)
    qtbot.keyClick(pantalla.piezas.lista, Qt.Key.Key_F2)
    assert "Ya no se contesta. La aceptó eva." in pantalla.piezas.aviso
    pantalla.piezas.avisar("", "nota")
    destino(qtbot, "Rechazar", pantalla.piezas.lista)
    assert "Ya no se contesta. La aceptó eva." in pantalla.piezas.aviso
    assert contestador.respuestas == [True], "nada se preguntó"

    suyo = Acuerdos(pantalla.contexto.estacion, sesion("caro", pantalla.contexto.estacion))
    suyo.reabrir(OTRA, "El papel dice otra cosa.")
    suyas = "SELECT count(*) FROM prep.hecho WHERE tipo = 'PROPUESTA' AND operador = 'caro'"
    qtbot.waitUntil(lambda: poblada.dueno(suyas) == [(2,)], timeout=15_000)
    verificar(poblada)
    qtbot.waitUntil(lambda: pantalla._vistas[0].propone == "caro" and pantalla._vistas[0].acta == OTRA, timeout=15_000)
    assert pantalla.vista is not None and pantalla.vista.acta == UNA, "lo que se lee no se mueve"
    qtbot.keyClick(pantalla.piezas.lista, Qt.Key.Key_F2)
    assert pantalla.vista.acta == OTRA and "Se muestra la que sí le toca" in pantalla.piezas.aviso
    qtbot.keyClick(pantalla.piezas.lista, Qt.Key.Key_F2)
    qtbot.waitUntil(lambda: respuestas(poblada) == [("eva", "ACEPTA")] * 2, timeout=15_000)


def test_con_f5_se_propone_que_un_acta_se_capture_otra_vez(abierta: Abierta, poblada: Nodo) -> None:
    qtbot, pantalla, contestador = abierta
    contestador.respuestas += [UNA.lower(), "Capturarla otra vez", "Las cifras no son las del acta."]
    destino(qtbot, "Proponer", pantalla.piezas.lista)
    suyas = "SELECT count(*) FROM prep.hecho WHERE tipo = 'PROPUESTA' AND operador = 'eva'"
    qtbot.waitUntil(lambda: poblada.dueno(suyas) == [(2,)], timeout=15_000)
    qtbot.waitUntil(lambda: "Propuesto: falta la conformidad de otra persona." in pantalla.piezas.aviso)


def propuesto(nodo: Nodo, tipo: str) -> list[tuple[str]]:
    return nodo.dueno(
        "SELECT (cuerpo::json ->> 'datos') FROM prep.hecho WHERE tipo = 'PROPUESTA' AND operador = 'eva'"
        f" AND cuerpo::json ->> 'que' = '{tipo}' AND acta = '{UNA}'"
    )


def test_con_f5_se_proponen_otras_cifras(abierta: Abierta, poblada: Nodo) -> None:
    qtbot, pantalla, contestador = abierta
    pri = next(d for d in campos(pantalla) if d.startswith("PRI:"))
    contestador.respuestas += [UNA, "Cambiar cifras", pri, " ilegible ", "Listo: proponer", "El papel."]
    destino(qtbot, "Proponer", pantalla.piezas.lista)
    qtbot.waitUntil(lambda: bool(propuesto(poblada, "COTEJO")), timeout=15_000)
    ((datos,),) = propuesto(poblada, "COTEJO")
    dicho = json.loads(datos)
    assert (dicho["resultado"], dicho["motivo"], dicho["valores"].count("ILEGIBLE")) == (
        2,
        "El papel.",
        list(map(str, VALORES)).count("ILEGIBLE") + 1,
    )


def campos(pantalla: PantallaAcuerdos) -> list[str]:
    acta = pantalla.contexto.estacion.acta(UNA)
    return [f"{c}: {v}" for c, v in zip(pantalla.contexto.estacion.forma(acta).campos, VALORES, strict=True)]


def test_con_f5_se_propone_quitar_una_imagen(abierta: Abierta, poblada: Nodo) -> None:
    qtbot, pantalla, contestador = abierta
    ((hecho, quien, cuando),) = poblada.dueno(
        "SELECT id, operador, momento FROM prep.hecho WHERE tipo = 'IMAGEN' AND fuente = 'CATD' AND acta = %s", UNA
    )
    hora = cuando.astimezone(ZoneInfo(pantalla.contexto.estacion.catalogo.ajustes.zona))
    contestador.respuestas += [UNA, f"Quitar: imagen de {quien}, {hora:%H:%M:%S}", "La imagen es de otra acta."]
    destino(qtbot, "Proponer", pantalla.piezas.lista)
    qtbot.waitUntil(lambda: bool(propuesto(poblada, "ANULACION")), timeout=15_000)
    ((datos,),) = propuesto(poblada, "ANULACION")
    assert json.loads(datos)["hecho"] == str(hecho)


def franja(marco: Marco) -> str:
    rotulo = marco.findChild(QLabel, "pendiente")
    assert rotulo is not None
    return rotulo.text() if rotulo.isVisible() else ""


@pytest.mark.usefixtures("palabras")
def test_lo_que_espera_su_conformidad_se_ve_en_cualquier_pantalla_y_una_tecla_lo_abre(
    qtbot: QtBot, poblada: Nodo, en_linea: Callable[[str], Estacion], abrir_marco: AbrirMarco
) -> None:
    mesa = con_propuestas(poblada, en_linea)
    mesa.entregar_aparte()
    marco = abrir_marco(mesa, (HOJA, PUERTA))
    qtbot.waitUntil(lambda: "Conectada" in marco.barra.texto("nodo"), timeout=15_000)
    assert franja(marco) == ""
    entrar(qtbot, "eva")
    qtbot.waitUntil(lambda: "1 propuesta espera su conformidad" in franja(marco), timeout=15_000)
    assert isinstance(marco.pantalla, Hoja)
    qtbot.keyClick(marco.pantalla.campo, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    assert isinstance(marco.pantalla, PantallaAcuerdos)
    qtbot.keyClick(marco.pantalla.piezas.lista, Qt.Key.Key_F10)
    assert franja(marco) == ""

"""The acopio window with real keys: what is read is received, told apart by eye and ear, with its node or without."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from catd.acopio.pantalla import PUERTA
from prep.domain.catalogo.catalogo import Acta
from prep.domain.catalogo.etiqueta import texto_etiqueta
from prep.domain.hechos.hechos import Tipo
from prep.services.acopio.acopio import Acopiar
from prep.services.acopio.llegadas import Acopios
from prep.services.acopio.mostrador import Mostrador
from prep.services.estacion.estacion import _operadores_a_texto
from prep.services.nodo.cliente import NodoCliente
from prep.store.spool.tipos import SpoolSinEspacio
from prep.ui.senales import Senal
from prep.ui.tema import ESCALAS, Tema
from tests.catd.conftest import AbrirEstacion, AbrirPuesto, Puesto
from tests.conftest import Nodo
from tests.gui import recorrido
from tests.gui.conftest import AbrirMarco
from tests.services import tres
from tests.services.conftest import conocido, sesion
from tests.store import ejemplos
from tests.store.entregas import verificar

GUB1, DIP1, ALC1 = tres.casilla(1)
Tecla = Qt.Key


def etiqueta(acta: Acta, proceso: str = ejemplos.PROCESO) -> str:
    return texto_etiqueta(proceso, acta.clave)


@pytest.fixture
def puesto(estacion: AbrirEstacion, sentar: AbrirPuesto) -> Puesto:
    """Ana at CATD 01's station, receiving by DAT."""
    sentada = sentar(estacion())
    sentada.alt(Tecla.Key_D)
    return sentada


def hechos(puesto: Puesto) -> list[str]:
    return [h.acta for h in puesto.marco.estacion.spool.de_tipos(Tipo.ACOPIO)]


def test_una_lectura_recibe_la_casilla_y_el_campo_queda_listo(puesto: Puesto, qtbot: QtBot) -> None:
    assert QApplication.focusWidget() is puesto.campo
    puesto.leer(etiqueta(DIP1), "RECIBIDA")
    assert "Sección 0001, casilla básica 1: 3 de 3 actas" in puesto.texto
    assert puesto.actas[1].startswith("Alt+2") and puesto.actas[1].endswith("DIP_LOC A03: Recibida ahora.")
    assert hechos(puesto) == [GUB1.clave, DIP1.clave, ALC1.clave]
    assert puesto.campo.text() == "" and QApplication.focusWidget() is puesto.campo
    assert puesto.cuenta("GUB") == "18 1 0 17"
    qtbot.waitUntil(lambda: not puesto.marco.estacion.spool.cuentas().pendientes)


CASOS = [
    (etiqueta(tres.acta("GUB", 5)), "RECIBIDA", "bien", "recibida"),
    (etiqueta(GUB1), "YA ESTABA RECIBIDA", "nota", "repetida"),
    (etiqueta(tres.acta("GUB", 2)), "ES DEL CATD 02", "aviso", "otro_sitio"),
    ("9999b", "NO ESTÁ EN EL CATÁLOGO", "mal", "desconocida"),
    ("090001B0100A77", "ACTA FEDERAL", "alerta", "federal"),
    (etiqueta(GUB1, "otra-noche"), "ES DE OTRO PROCESO", "mal", "desconocida"),
    ("7501000000001", "NO SE LEYÓ", "mal", "error"),
]


@pytest.mark.parametrize(("texto", "titulo", "color", "sonido"), CASOS)
def test_cada_respuesta_tiene_su_titulo_color_figura_y_sonido(
    puesto: Puesto, texto: str, titulo: str, color: str, sonido: str
) -> None:
    puesto.leer("1b", "RECIBIDA")
    antes = len(hechos(puesto))
    puesto.leer(texto, titulo)
    banda = puesto.pantalla.frente.banda
    assert banda.property("papel") == color and banda._senal is Senal(color)
    assert banda.accessibleName().startswith(f"{titulo}. ")
    assert puesto.pantalla.contexto.sonidos.ultimo == sonido
    assert len(hechos(puesto)) == antes + (3 if titulo == "RECIBIDA" else 0)


def test_antes_de_elegir_el_traslado_no_se_recibe(estacion: AbrirEstacion, sentar: AbrirPuesto) -> None:
    puesto = sentar(estacion())
    assert puesto.titulo == "ELIJA EL TRASLADO" and "Alt+D: DAT" in puesto.texto
    QApplication.processEvents()
    recorrido.exigir(puesto.marco)
    puesto.leer("1b", "NO SE REGISTRÓ")
    assert "Alt+D (DAT)" in puesto.texto and hechos(puesto) == []
    puesto.alt(Tecla.Key_I)
    assert puesto.titulo == "LISTA PARA RECIBIR", "lo que faltaba ya no se pide"
    puesto.leer("1b", "RECIBIDA")
    assert {m.dato for m in puesto.pantalla.obra.mostrador.acopios.ultimos()} == {"I"}


def test_al_escribir_se_ofrecen_casillas_y_se_elige_con_flechas(puesto: Puesto) -> None:
    puesto.escribir("3c")
    ofrecidas = puesto.pantalla.frente.campo.sugeridas
    assert ofrecidas.isVisible() and ofrecidas.count() == 4
    for _ in range(3):
        puesto.tecla(Tecla.Key_Down)
    puesto.tecla(Tecla.Key_Up)
    puesto.tecla(Tecla.Key_Return)
    puesto.esperar("RECIBIDA")
    assert "casilla contigua 2" in puesto.texto and not ofrecidas.isVisible()


def test_si_hay_varias_pregunta_cual_y_se_puede_dejar(puesto: Puesto) -> None:
    puesto.leer("3c", "¿CUÁL CASILLA?")
    ofrecidas = puesto.pantalla.frente.campo.sugeridas
    assert ofrecidas.count() == 4
    puesto.tecla(Tecla.Key_Escape)
    assert not ofrecidas.isVisible() and hechos(puesto) == []
    assert puesto.titulo == "LISTA PARA RECIBIR", "lo que se dejó no se sigue preguntando"
    puesto.leer("3c10", "RECIBIDA")
    puesto.escribir("3c1")
    puesto.tecla(Tecla.Key_Escape)
    assert puesto.campo.text() == "" and puesto.titulo == "RECIBIDA", "lo escrito a medias no estorba a la lectura"


def test_de_una_en_una_con_alt_y_su_numero(puesto: Puesto) -> None:
    puesto.alt(Tecla.Key_C)
    puesto.leer(etiqueta(ALC1), "RECIBIDA")
    assert hechos(puesto) == [ALC1.clave] and "1 de 3 actas" in puesto.texto
    puesto.alt(Tecla.Key_1)
    puesto.qtbot.waitUntil(lambda: hechos(puesto) == [ALC1.clave, GUB1.clave])
    puesto.leer("5b", "¿CUÁLES ACTAS?")
    puesto.alt(Tecla.Key_2)
    puesto.esperar("RECIBIDA")
    assert hechos(puesto)[-1] == tres.acta("DIP_LOC", 5).clave
    puesto.alt(Tecla.Key_C)
    puesto.leer("5b", "RECIBIDA")
    assert "2 de 3 actas" in puesto.texto


def test_el_lector_no_sabe_donde_esta_el_foco(puesto: Puesto) -> None:
    puesto.leer("1b", "RECIBIDA")
    for abre in (Tecla.Key_F5, Tecla.Key_F6):
        puesto.tecla(abre)
        assert QApplication.focusWidget() is not puesto.campo
        puesto.leer(etiqueta(GUB1), "YA ESTABA RECIBIDA")
    assert QApplication.focusWidget() is puesto.campo
    puesto.destino("Sin acta")
    puesto.escribir("PREP")
    assert puesto.pantalla.contexto.sonidos.ultimo == "error"
    assert "Aquí no se recibe" in puesto.pantalla._revision._cuenta.text()


def test_lo_que_recibe_otra_estacion_llega_solo(
    puesto: Puesto, estacion: AbrirEstacion, limpio: Nodo, qtbot: QtBot
) -> None:
    otra = estacion("est-01-2")
    Mostrador(otra, Acopiar(otra, sesion("beto", otra)), Acopios(otra)).leer("5b", "F")
    assert otra.entrega.vaciar().nodo
    verificar(limpio)
    qtbot.waitUntil(lambda: puesto.cuenta("GUB") == "18 1 0 17", timeout=10_000)
    lista = puesto.pantalla.frente.listas.ultimos.modelo
    assert lista.renglones[0].celdas[1:] == ("5 B1", "ALC", "Recibida (F)", "Beto, est-01-2")
    puesto.leer("5b", "YA ESTABA RECIBIDA")
    assert "La recibió Beto a las" in puesto.texto and "en est-01-2" in puesto.texto


def test_sin_nodo_se_sigue_recibiendo_y_dice_desde_cuando_no_sabe(puesto: Puesto, sin_nodo: str, qtbot: QtBot) -> None:
    puesto.leer("1b", "RECIBIDA")
    estacion = puesto.marco.estacion
    qtbot.waitUntil(lambda: not estacion.spool.cuentas().pendientes)
    noticia = puesto.pantalla.frente.cuentas._noticia
    qtbot.waitUntil(lambda: noticia.isHidden())
    con_nodo = estacion.nodo._dsn
    estacion.nodo.mudar(sin_nodo)
    qtbot.waitUntil(lambda: "Sin nodo: lo de las otras estaciones está como a las " in noticia.text(), timeout=10_000)
    for seccion in (5, 7, 9):
        puesto.leer(f"{seccion}b", "RECIBIDA")
    puesto.leer("1b", "YA ESTABA RECIBIDA")
    puesto.leer("2b", "ES DEL CATD 02")
    assert puesto.cuenta("GUB") == "18 4 0 14" and estacion.spool.cuentas().pendientes == 9
    estacion.nodo.mudar(con_nodo)
    qtbot.waitUntil(lambda: not estacion.spool.cuentas().pendientes, timeout=10_000)
    qtbot.waitUntil(lambda: noticia.isHidden(), timeout=10_000)


def test_las_que_faltan_se_filtran_por_seccion(puesto: Puesto) -> None:
    puesto.leer("3c1", "RECIBIDA")
    puesto.tecla(Tecla.Key_F5)
    puesto.escribir("3")
    faltan = puesto.pantalla.frente.listas.faltantes.modelo.renglones
    assert {r.celdas[0].split()[0] for r in faltan} == {"3"} and "3 C1" not in {r.celdas[0] for r in faltan}
    puesto.tecla(Tecla.Key_Escape)
    assert QApplication.focusWidget() is puesto.campo


def test_una_que_no_tiene_seccion_se_recibe_desde_la_lista_de_lo_que_falta(puesto: Puesto) -> None:
    puesto.tecla(Tecla.Key_F5)
    puesto.tecla(Tecla.Key_Return)
    puesto.tecla(Tecla.Key_End, Qt.KeyboardModifier.ControlModifier)
    puesto.tecla(Tecla.Key_Return)
    puesto.esperar("¿CUÁLES ACTAS?")
    assert "Territorio 001, casilla de voto anticipado" in puesto.texto and QApplication.focusWidget() is puesto.campo
    puesto.alt(Tecla.Key_1)
    puesto.esperar("RECIBIDA")
    assert hechos(puesto) == [tres.acta("ALC", 0, "A", "N/A", "A04", centro="01").clave]


def test_con_el_disco_lleno_dice_que_no_se_registro(puesto: Puesto, monkeypatch: pytest.MonkeyPatch) -> None:
    def lleno(*_: object) -> None:
        raise SpoolSinEspacio("No se guardó: el disco está lleno. Siga en otra estación.")

    monkeypatch.setattr(puesto.marco.estacion.spool, "guardar", lleno)
    puesto.leer("1b", "NO SE REGISTRÓ")
    assert "disco está lleno" in puesto.texto and puesto.cuenta("GUB") == "18 0 0 18"


def test_la_coordinacion_mira_y_anula_pero_no_recibe(estacion: AbrirEstacion, sentar: AbrirPuesto) -> None:
    puesto = sentar(estacion(), "eva")
    botones = {b.objectName(): b.isEnabled() for b in puesto.pantalla.findChildren(QPushButton)}
    assert not botones["boton-acopio.recibir"] and not botones["boton-acopio.dat"]
    assert botones["boton-acopio.destino"]
    ofrece = {a.objectName() for a in puesto.pantalla.frente.actions() if a.isEnabled()}
    assert {"acopio.anular", "acopio.sin_acta"} <= ofrece
    puesto.leer("1b", "NO SE REGISTRÓ")
    assert hechos(puesto) == []


def test_sin_catalogo_lo_dice_y_empieza_cuando_llega(
    estacion: AbrirEstacion, abrir_marco: AbrirMarco, sin_nodo: str, limpio: Nodo, qtbot: QtBot
) -> None:
    primera = estacion(dsn=sin_nodo, con_catalogo=False)
    primera.spool.copiar("operadores", _operadores_a_texto((conocido("ana"),)))
    puesto = Puesto(abrir_marco(primera, (PUERTA,)), qtbot)
    puesto.acreditar("ana")
    qtbot.waitUntil(lambda: puesto.marco.pantalla is not None)
    puesto.esperar("AÚN NO SE PUEDE RECIBIR")
    with NodoCliente(limpio.dsn("est-01-1")) as con_nodo:
        primera.spool.copiar("catalogo", con_nodo.catalogo())
    qtbot.waitUntil(lambda: puesto.cuenta("GUB") == "18 0 0 18", timeout=10_000)


@pytest.mark.parametrize("escala", ESCALAS)
def test_a_cualquier_tamano_todo_tiene_nombre_foco_y_lugar(puesto: Puesto, tema: Tema, escala: float) -> None:
    tema.escalar(escala)
    puesto.leer("3 S1", "RECIBIDA")
    for titulo, texto in (("NO SE LEYÓ", "??"), ("ES DEL CATD 02", "2b"), ("¿CUÁL CASILLA?", "3c")):
        puesto.leer(texto, titulo)
        QApplication.processEvents()
        recorrido.exigir(puesto.marco)
    puesto.tecla(Tecla.Key_F5)
    QApplication.processEvents()
    recorrido.exigir(puesto.marco)
    puesto.destino("Sin acta")
    QApplication.processEvents()
    recorrido.exigir(puesto.marco)


def test_el_traslado_elegido_sigue_elegido_tras_una_falla_y_al_volver_y_otra_persona_elige_el_suyo(
    puesto: Puesto, qtbot: QtBot
) -> None:
    def elegidos() -> list[str]:
        return [b.text() for b in puesto.pantalla.findChildren(QPushButton) if b.text().startswith("✓")]

    assert elegidos() == ["✓ DAT  Alt+D"]
    puesto.alt(Tecla.Key_F)
    assert elegidos() == ["✓ CRyT fijo  Alt+F"]
    qtbot.waitUntil(lambda: puesto.pantalla.obra.traslado == "F")
    antes = puesto.pantalla
    puesto.marco._fallo("ABCDEF")
    qtbot.waitUntil(lambda: puesto.marco.pantalla is not antes and puesto.pantalla._vista is not None)
    assert elegidos() == ["✓ CRyT fijo  Alt+F"] and "CRyT fijo (F)" in puesto.pantalla.frente._modo.text()
    puesto.leer("1 B1", "RECIBIDA")
    puesto.tecla(Tecla.Key_F10)
    puesto.entrar("ana")
    assert elegidos() == ["✓ CRyT fijo  Alt+F"]
    puesto.leer("3 B1", "RECIBIDA")
    puesto.tecla(Tecla.Key_F10)
    puesto.entrar("eva")
    assert elegidos() == [] and puesto.titulo == "ELIJA EL TRASLADO"

"""A cotejo by keys alone, from asking for it to the cut that shows how it ended: each outcome (R-06, R-07)."""

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from central.corte.comprobar import comprobar
from central.nodo.personas import OperadorNuevo
from central.nodo.preparar import preparar
from prep.domain.hechos.hechos import Captura, Fuente, Imagen
from prep.net import identidad
from prep.ui.acuerdos.pantalla import PUERTA as PROPUESTAS
from prep.ui.acuerdos.pantalla import PantallaAcuerdos
from prep.ui.cotejo.pantalla import PUERTA as COTEJOS
from prep.ui.cotejo.pantalla import PantallaCotejos
from prep.ui.dialogos import DialogosDeVentana
from prep.ui.marco import Marco
from tests.central.arbitro.escena import CAMPOS
from tests.central.corte.apoyo import celda, resultados
from tests.central.corte.escena import ACTAS, Cortes
from tests.central.corte.test_correcciones import lista
from tests.conftest import Nodo, copia
from tests.gui.conftest import AbrirMarco, destino
from tests.gui.test_captura import imagen
from tests.gui.test_marco import entrar
from tests.services.arbitro import centinela
from tests.services.conftest import CONTRASENA, Abrir, poblar
from tests.store import ejemplos

UNA, OTRA = ACTAS[:2]
PLAZO_MS = 30_000
LEIDAS = (1,) * CAMPOS  # what two people captured
CAMPO, LUGAR = "PAN", 4  # that both read wrong
DICE = (*LEIDAS[:LUGAR], 3, *LEIDAS[LUGAR + 1 :])  # what the paper says


@pytest.fixture
def cortes(nodo: Nodo, tmp_path: Path) -> Iterator[Cortes]:
    """UNA came by phone, was captured at the CCV and a cut showed it; its paper came after. Fer and gil work there."""
    for propia in copia(nodo):
        poblar(propia)
        llave = identidad.nueva()
        sellada = identidad.sellar(llave, CONTRASENA, costo="prueba")
        gil = OperadorNuevo("gil", "Gil", llave.publica, sellada, ("coordinacion",), "CCV")
        preparar(propia.cluster, ejemplos.catalogo(), [gil], [], base=propia.base)
        with centinela(propia):
            cortes, foto = Cortes(propia, tmp_path), imagen(UNA, DICE, 2)
            huella = hashlib.sha256(foto).hexdigest()
            cortes.escena.hacer("centro", UNA, Imagen(huella, "MOVIL", "CCV", "cae-1"), Fuente.CASILLA)
            with propia.conectar("prep_centro") as conexion:
                conexion.execute("SELECT prep.entregar_imagen_centro(%s, %s, %s)", (huella, UNA, foto))
            capturan(cortes, ("ccv-1", "ccv-2"), LEIDAS, huella)
            assert figura(cortes) == "1"
            cortes.imagen(UNA, imagen(UNA, DICE))
            cortes.escena.correr()
            yield cortes


def capturan(cortes: Cortes, quienes: tuple[str, str], cifras: tuple[int, ...], huella: str, ronda: int = 1) -> None:
    for quien in quienes:
        cortes.escena.hacer(quien, UNA, Captura(ronda, huella, cifras, "ACTA PREP", UNA), Fuente.CASILLA)


def figura(cortes: Cortes) -> str:
    """The one that was read wrong, in the next cut."""
    return celda(resultados(cortes.cortar().carpeta), UNA, CAMPO)


class Puesto:
    """A station of the CCV with its window, whoever is at it; only keys go in."""

    def __init__(self, qtbot: QtBot, cortes: Cortes, marco: Marco) -> None:
        self.qtbot, self.cortes, self.marco = qtbot, cortes, marco
        marco._dialogos = DialogosDeVentana(marco)
        self.hasta(lambda: "Conectada" in marco.barra.texto("nodo"))

    def hasta(self, condicion: Callable[[], object]) -> None:
        """The árbitro works meanwhile."""

        def ya() -> bool:
            self.cortes.escena.correr()
            return bool(condicion())

        self.qtbot.waitUntil(ya, timeout=PLAZO_MS)

    def pulsar(self, *teclas: Qt.Key | str, con: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        for tecla in teclas:
            if isinstance(tecla, str):
                self.qtbot.keyClicks(self.foco, tecla)
            else:
                self.qtbot.keyClick(self.foco, tecla, con)

    @property
    def foco(self) -> QWidget:
        self.qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)  # a question that closes gives it back
        campo = QApplication.focusWidget()
        assert campo is not None
        return campo

    def contestar(self, *teclas: Qt.Key | str) -> None:
        """The dialog that comes, once the keys go to it."""
        self.qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), QDialog), timeout=PLAZO_MS)
        dialogo = QApplication.activeModalWidget()
        assert dialogo is not None

        def con_foco() -> bool:
            quien = QApplication.focusWidget()
            return quien is not None and dialogo.isAncestorOf(quien)

        self.qtbot.waitUntil(con_foco, timeout=PLAZO_MS)
        self.pulsar(*teclas)
        self.qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not dialogo, timeout=PLAZO_MS)

    def entra(self, quien: str, clase: type[QWidget]) -> QWidget:
        entrar(self.qtbot, quien)
        self.hasta(lambda: isinstance(self.marco.pantalla, clase) and not self.marco.bloqueada)
        assert self.marco.pantalla is not None
        return self.marco.pantalla

    def coteja(self) -> None:
        """Fer asks that UNA be compared, and opens it from the tray."""
        pantalla = self.entra("fer", PantallaCotejos)
        assert isinstance(pantalla, PantallaCotejos)
        self.pulsar(Qt.Key.Key_F7)
        self.contestar(UNA.lower(), Qt.Key.Key_Return)
        self.contestar(Qt.Key.Key_Return)
        self.hasta(lambda: pantalla.bandeja.tabla.rowCount() == 1)
        self.pulsar(Qt.Key.Key_Return)
        self.hasta(lambda: pantalla.panel is not None and all(visor.con_hoja for visor in pantalla.par.visores))

    def acepta(self) -> None:
        """Gil, who coordinates, sees the notice in front of another screen, compares and agrees."""
        self.pulsar(Qt.Key.Key_F10)
        self.entra("gil", PantallaCotejos)
        self.hasta(lambda: "su conformidad" in self.marco._orilla._pendiente.text())
        self.pulsar(Qt.Key.Key_O, con=Qt.KeyboardModifier.ControlModifier)
        pantalla = self.marco.pantalla
        assert isinstance(pantalla, PantallaAcuerdos)
        par = pantalla.piezas.par
        self.hasta(lambda: all(visor.con_hoja and visor.isVisible() for visor in par.visores))
        self.pulsar(Qt.Key.Key_F2)
        self.contestar(Qt.Key.Key_Backtab, Qt.Key.Key_Return)  # the focus begins where nothing is done


@pytest.fixture
def puesto(qtbot: QtBot, cortes: Cortes, abrir: Abrir, abrir_marco: AbrirMarco) -> Puesto:
    estacion = abrir(cortes.base.dsn("est-ccv-1"), "est-ccv-1")
    estacion.entregar_aparte()
    return Puesto(qtbot, cortes, abrir_marco(estacion, (COTEJOS, PROPUESTAS)))


def la_siguiente_sale(cortes: Cortes) -> None:
    """Whatever happened to UNA, an honest acta that is verified after it is in the next cut."""
    cortes.verificada(OTRA)
    assert celda(resultados(cortes.cortar().carpeta), OTRA, "PAN") == "1"
    assert comprobar(cortes.salida).fallas == ()


def test_aceptada_el_siguiente_corte_lleva_lo_mismo(puesto: Puesto, cortes: Cortes) -> None:
    puesto.coteja()
    puesto.pulsar(Qt.Key.Key_F2)
    puesto.hasta(lambda: cotejado(cortes) == 0)
    assert figura(cortes) == "1" and lista(cortes.cortar().carpeta) == []
    la_siguiente_sale(cortes)


def test_con_modificacion_el_siguiente_corte_lleva_las_cifras_del_papel(puesto: Puesto, cortes: Cortes) -> None:
    puesto.coteja()
    puesto.pulsar(*[Qt.Key.Key_Down] * LUGAR, "3", Qt.Key.Key_Return)
    puesto.pulsar(Qt.Key.Key_F2, con=Qt.KeyboardModifier.ControlModifier)
    puesto.contestar(Qt.Key.Key_Return)
    puesto.hasta(lambda: propuesto(cortes) == 1)
    assert figura(cortes) == "1", "una persona sola no cambia nada"
    puesto.acepta()
    puesto.hasta(lambda: cotejado(cortes) == 0)
    corte = cortes.cortar().carpeta
    assert celda(resultados(corte), UNA, CAMPO) == "3"
    assert {(li.que, li.antes, li.despues) for li in lista(corte) if li.campo == CAMPO} == {("CORREGIDA", "1", "3")}
    la_siguiente_sale(cortes)


def test_no_aceptada_sale_y_vuelve_con_lo_que_se_capturo_otra_vez(puesto: Puesto, cortes: Cortes) -> None:
    puesto.coteja()
    destino(puesto.qtbot, "3 Recapturar", puesto.foco)
    puesto.contestar(Qt.Key.Key_Return)
    puesto.hasta(lambda: propuesto(cortes) == 1)
    puesto.acepta()
    puesto.hasta(lambda: cotejado(cortes) == 0)
    assert figura(cortes) == "-"
    capturan(cortes, ("ccv-2", "ccv-3"), DICE, hashlib.sha256(imagen(UNA, DICE, 2)).hexdigest(), ronda=2)
    assert figura(cortes) == "3"
    la_siguiente_sale(cortes)


def propuesto(cortes: Cortes) -> object:
    return cortes.base.dueno("SELECT count(*) FROM prep.hecho WHERE tipo = 'PROPUESTA' AND acta = %s", UNA)[0][0]


def cotejado(cortes: Cortes) -> object:
    """The cotejos of UNA that are open."""
    abierto = "SELECT count(*) FROM prep.acta_estado WHERE acta = %s AND (estado ->> 'cotejo_abierto')::boolean"
    return cortes.base.dueno(abierto, UNA)[0][0]

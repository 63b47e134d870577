"""Who has nothing to capture is told why, how long, what they did and where they can help; and the next acta opens."""

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from prep.domain.hechos.roles import Rol
from prep.services.captura.espera import SinTrabajo
from prep.services.nodo.tipos import EnEspera
from prep.ui.captura.pantalla import PUERTA
from prep.ui.captura.sin_actas import SinActas
from prep.ui.visor import Visor
from tests.conftest import Nodo
from tests.gui.conftest import AbrirMarco
from tests.gui.test_captura import CIFRAS, OTRA, UNA, EnLinea, con_obra, foco, imagen, teclear_campos
from tests.gui.test_marco import entrar
from tests.services.trabajos import con_imagen, ofrecer

ENTER = "\r"


def test_quien_ya_capturo_lo_que_hay_lo_sabe_y_la_siguiente_se_abre_sola(
    en_linea: EnLinea, poblada: Nodo, abrir_marco: AbrirMarco, qtbot: QtBot
) -> None:
    acopio = en_linea("est-01-2")
    ofrecer(poblada, UNA, con_imagen(acopio, UNA, imagen(UNA)), 1, 2)
    estacion = en_linea("est-01-1")
    estacion.entregar_aparte()
    marco = abrir_marco(estacion, (PUERTA,))
    qtbot.waitUntil(lambda: "Conectada" in marco.barra.texto("nodo"))
    entrar(qtbot)
    con_obra(qtbot, marco, UNA)
    teclear_campos(qtbot, CIFRAS)
    qtbot.keyClicks(foco(), ENTER)
    visor = marco.findChild(Visor)
    assert visor is not None
    qtbot.waitUntil(lambda: "usted ya las vio" in visor.accessibleName(), timeout=20_000)
    dicho = visor.accessibleName()
    assert "No hay actas por capturar" in dicho and "1  esperan a otra persona" in dicho
    assert "no han llegado" in dicho and "Usted ha capturado aquí 1, 1 en la última hora" in dicho
    assert "Puede ayudar: con F9" in dicho

    ofrecer(poblada, OTRA, con_imagen(acopio, OTRA, imagen(OTRA)), 1, 2)
    con_obra(qtbot, marco, OTRA)
    assert "No hay actas" not in visor.accessibleName()


class Pausado(QObject):
    """What is asked of the node is answered by the test."""

    def __init__(self) -> None:
        super().__init__()
        self.pedidos: list[object] = []

    def esperar(self) -> None: ...

    def nodo(self, *pedido: object) -> None:
        self.pedidos.append(pedido)


@pytest.mark.parametrize(
    ("segundos", "dice"), [(0, "por capturar."), (61, "desde hace 1 minuto."), (300, "desde hace 5 minutos.")]
)
def test_dice_cuanto_lleva_y_pregunta_cada_diez_segundos(
    palabras: None, qtbot: QtBot, segundos: int, dice: str
) -> None:
    hora, taller = [1000.0], Pausado()
    dichos: list[str] = []
    espera = SinActas(taller, taller, taller, lambda: hora[0])  # type: ignore[arg-type]
    espera.dice.connect(dichos.append)
    espera.seguir()
    assert len(taller.pedidos) == 1
    for _ in range(segundos):
        hora[0] += 1
        espera.seguir()
    assert len(taller.pedidos) == 1 + segundos // 10
    espera._supo(SinTrabajo(EnEspera(0, 2, 0, 1203, 0), 0, 0, Rol.DIGITALIZACION))
    assert dice in dichos[-1] and "1,203  ya se recibieron" in dichos[-1] and "digitalización" in dichos[-1]
    assert "a otra persona" not in dichos[-1] and "Usted ha capturado" not in dichos[-1]
    espera.acabar()
    espera._supo(SinTrabajo(None, 5, 5, None))  # what comes late is not written over an acta
    assert len(dichos) == 2

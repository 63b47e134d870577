"""The capture window that is killed: a typist of its own presses its keys, and it says which fields reached the disk.

`python -m tests.caidas.ventana_hija`, with its orders in JSON on standard input. `campo ACTA N VALOR` is said when the
field's mark appears on the screen; `sigue ACTA N` is where the window itself puts the operator when an acta opens.
"""

import json
import os
import sys
from pathlib import Path
from typing import Any

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from prep.services.captura.trabajo import Trabajo
from prep.services.estacion.estacion import Estacion
from prep.services.nodo.cliente import NodoCliente
from prep.store.spool.spool import Spool
from prep.ui.captura.acta import ActaEnCaptura
from prep.ui.captura.cifra import Cifra
from prep.ui.captura.es_esta import EsEsta
from prep.ui.captura.pantalla import PUERTA, PantallaCaptura
from prep.ui.fallos import Fallos
from prep.ui.hilos import Taller
from prep.ui.marco import Marco
from prep.ui.sonidos import Sonidos
from prep.ui.tema import Tema
from tests.store import ejemplos

TECLA_MS = 4
VALOR_MAX = 700


def cifra(clave: str, n: int) -> int:
    """What the paper of that acta says in that field; any run types the same."""
    return (sum(clave.encode()) * 31 + n * 97) % VALOR_MAX


class Mecanografa(QObject):
    """Looks at where the focus is and presses the next key, as somebody who types without looking up."""

    def __init__(self, marco: Marco, operador: str, contrasena: str) -> None:
        super().__init__()
        self._marco, self._operador, self._contrasena = marco, operador, contrasena
        self._obra: ActaEnCaptura | None = None
        self._trabajo: Trabajo | None = None
        self._entro = False
        self._reloj = QTimer(self)
        self._reloj.timeout.connect(self._tecla)
        self._reloj.start(TECLA_MS)

    def _tecla(self) -> None:
        pantalla, foco = self._marco.pantalla, QApplication.focusWidget()
        if pantalla is None:
            self._entrar(foco)
        elif isinstance(pantalla, PantallaCaptura) and pantalla.acta is not None and foco is not None:
            if pantalla.acta.trabajo is not self._trabajo and not pantalla.acta.por_reconocer:
                self._abrir(pantalla.acta, foco)
            if isinstance(foco, Cifra):
                self._campo(pantalla.acta, foco)
            elif isinstance(foco, EsEsta):
                QTest.keyClick(foco, Qt.Key.Key_S)
            elif foco.objectName() == "boton-captura.guardar":
                QTest.keyClick(foco, Qt.Key.Key_Return)

    def _entrar(self, foco: object) -> None:
        if self._entro or "Conectada" not in self._marco.barra.texto("nodo") or not isinstance(foco, QLineEdit):
            return
        self._entro = True
        for texto in (self._operador, self._contrasena):
            campo = QApplication.focusWidget()
            assert isinstance(campo, QLineEdit)
            campo.setText(texto)
            QTest.keyClick(campo, Qt.Key.Key_Return)

    def _abrir(self, obra: ActaEnCaptura, foco: object) -> None:
        if obra is not self._obra:
            obra.formulario.guardado.connect(self._guardado)
        self._obra, self._trabajo = obra, obra.trabajo
        clave = obra.trabajo.acta.clave
        hechos = [n for n, valor in enumerate(obra.formulario.valores) if valor is not None]
        for n in hechos:
            assert obra.formulario.valor(n) == cifra(clave, n), "lo recordado no es lo que se tecleó"
        donde = foco.objectName().removeprefix("campo-") if isinstance(foco, Cifra) else len(obra.formulario.campos)
        decir("sigue", clave, donde, ",".join(map(str, hechos)))

    def _campo(self, obra: ActaEnCaptura, foco: Cifra) -> None:
        debe = str(cifra(obra.trabajo.acta.clave, int(foco.objectName().removeprefix("campo-"))))
        escrito = foco.text() if not foco.hasSelectedText() else ""
        if escrito == debe:
            QTest.keyClick(foco, Qt.Key.Key_Return)
        else:
            QTest.keyClicks(foco, debe[len(escrito)])

    def _guardado(self, n: int) -> None:
        assert self._obra is not None
        decir("campo", self._obra.trabajo.acta.clave, n, self._obra.formulario.valor(n))


def decir(*palabras: object) -> None:
    print(*palabras, flush=True)


def trabajar(orden: dict[str, Any]) -> None:
    aplicacion = QApplication(["estacion"])
    tema, taller = Tema(aplicacion), Taller()
    fallos = Fallos(Path(orden["spool"]).parent / "informes", "0.0.0")
    fallos.instalar()
    fallos.fallo.connect(aplicacion.quit)
    with (
        Spool.abrir(Path(orden["spool"]), ejemplos.PROCESO, orden["estacion"]) as spool,
        NodoCliente(orden["dsn"]) as nodo,
    ):
        estacion = Estacion(spool, nodo, "01")
        estacion.entregar_aparte()
        marco = Marco(estacion, taller, tema, fallos, (PUERTA,), version="0.0.0", sonidos=Sonidos(mudo=True))
        marco.show()
        marco.empezar()
        mecanografa = Mecanografa(marco, orden["operador"], orden["contrasena"])
        aplicacion.exec()
        mecanografa.deleteLater()
        taller.cerrar()
    decir("falla", *fallos.codigos)


if __name__ == "__main__":
    trabajar(json.load(sys.stdin))

"""A station's first minute: its kit, from the memory that was plugged in, is opened with the words of its slip."""

from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit

from prep.net.identificacion import IdentificacionDeLugar
from prep.net.kit import FRASE_MAX
from prep.services.estacion import kit as kits
from prep.services.estacion.kit import AperturaDeKit
from prep.ui.de_campos import VentanaDeCampos
from prep.ui.hilos import Taller
from prep.ui.piezas import Boton

MIRAR_MS = 2_000
RUTA_MAX = 1_000


class VentanaDelKit(VentanaDeCampos):
    """Accepted once the folder `datos` has its identification, or when the person has no kit (`sin_kit`)."""

    def __init__(self, datos: Path, programa: str, taller: Taller) -> None:
        super().__init__()
        self._datos, self._programa, self._taller = datos, programa, taller
        self.sin_kit = False
        self._vistos: list[Path] = []
        self._mirando = self._abriendo = False
        self.setWindowTitle(self.tr("El kit de esta estación"))
        self._kit = QComboBox(self)
        self._kit.setEditable(True)
        self._kit.setMinimumContentsLength(34)
        self._kit.setAccessibleName(self.tr("Kit de esta estación: uno hallado, o la ruta de su archivo"))
        escrito = self._kit.lineEdit()
        assert escrito is not None
        escrito.setMaxLength(RUTA_MAX)
        self._frase = QLineEdit(self)
        self._frase.setMaxLength(FRASE_MAX)
        self._frase.setAccessibleName(self.tr("Frase del papel de este kit"))
        self._abrir = Boton(self.tr("Abrir el kit"), self)
        self._abrir.setProperty("principal", True)
        self._elegir = Boton(self.tr("Buscar el archivo…"), self)
        self._sin = Boton(self.tr("No hay kit (sólo para simulacros)"), self)
        for boton in (self._abrir, self._elegir, self._sin):
            boton.setAccessibleName(boton.text())
            boton.setAutoDefault(False)
        campos = ((self.tr("Kit de esta estación"), self._kit), (self.tr("Frase de su papel"), self._frase))
        self._armar(campos, (self._abrir, self._elegir, self._sin))
        self._abrir.clicked.connect(self._abrirlo)
        self._frase.returnPressed.connect(self._abrirlo)
        escrito.returnPressed.connect(self._frase.setFocus)
        self._elegir.clicked.connect(self._buscarlo)
        self._sin.clicked.connect(self._sin_kit)
        self._reloj = QTimer(self)
        self._reloj.timeout.connect(self.mirar)
        self._reloj.start(MIRAR_MS)
        self._pedir()
        self.mirar()

    def _pedir(self) -> None:
        if self._vistos:
            texto = self.tr("Elija el kit de esta estación y escriba la frase de su papel.")
        else:
            texto = self.tr("Conecte la memoria que trae el kit de esta estación, o busque su archivo.")
        self._decir(texto, "nota")

    def mirar(self) -> None:
        """What is plugged in, looked at off this thread: a memory may take its time."""
        if not self._mirando:
            self._mirando = True
            self._taller.fondo(self, kits.a_la_mano, self._mirado, self._no_mirado)

    def _mirado(self, hallados: list[Path]) -> None:
        self._mirando = False
        if hallados == self._vistos:
            return
        primera, escrito = not self._vistos, self._kit.currentText()
        self._vistos = hallados
        self._kit.clear()
        self._kit.addItems([str(ruta) for ruta in hallados])
        if escrito or not hallados:
            self._kit.setEditText(escrito)
        if not self._abriendo:
            self._pedir()
            if primera and not escrito and self._kit.hasFocus() and len(hallados) == 1:
                self._frase.setFocus()

    def _no_mirado(self, error: Exception) -> None:
        self._mirado([])

    def _buscarlo(self) -> None:
        ruta, _ = QFileDialog.getOpenFileName(
            self, self.tr("Kit de esta estación"), kits.MEMORIAS[0], self.tr("Kits (*.kit)")
        )
        if ruta:
            self._kit.setEditText(ruta)
            self._frase.setFocus()

    def _sin_kit(self) -> None:
        self.sin_kit = True
        self.accept()

    def _abrirlo(self) -> None:
        ruta, frase = self._kit.currentText().strip(), self._frase.text()
        if self._abriendo:
            return
        if not ruta or not frase.strip():
            self._decir(self.tr("Faltan el kit o la frase de su papel."), "mal")
            (self._frase if ruta else self._kit).setFocus()
            return
        self._abriendo = True
        self._abrir.setEnabled(False)
        self._decir(self.tr("Abriendo el kit… Tarda unos segundos."), "nota")
        tarea = AperturaDeKit(Path(ruta), frase, self._datos, self._programa)
        self._taller.fondo(self, tarea, self._abierto, self._negado)

    def _abierto(self, suya: IdentificacionDeLugar) -> None:
        self._frase.clear()
        self.accept()

    def _negado(self, error: Exception) -> None:
        self._abriendo = False
        self._abrir.setEnabled(True)
        self._decir(str(error), "mal")
        self._frase.setFocus()
        self._frase.selectAll()

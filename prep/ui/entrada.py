"""Logging in and unlocking: who it is and their password, which unseals their key here and never travels."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from prep.services.estacion.acceso import Acceso
from prep.services.estacion.contrasena import debe_cambiar
from prep.services.estacion.errores import DatoInvalido
from prep.services.estacion.sesion import Sesion
from prep.ui.contrasena import ContrasenaNueva
from prep.ui.hilos import Taller
from prep.ui.piezas import Boton, DejaPasar, decir

LARGO_MAX = 200
OCIO_MS = 10 * 60 * 1000


class Entrada(QWidget):
    """`entro(session)` when the key was unsealed. `solo`: only that operator may (the lock)."""

    entro = Signal(object)
    otra_persona = Signal()
    practica = Signal()
    asunto = Signal()  # it asks something else now, which the window's title says

    def __init__(
        self, acceso: Acceso, taller: Taller, titulo: str, ocio_ms: int = OCIO_MS, *, se_practica: bool = True
    ) -> None:
        super().__init__()
        self._inicio = titulo
        self._acceso, self._taller = acceso, taller
        self._solo, self._se_practica = "", se_practica
        self._bloqueo: Sesion | None = None
        self._titulo = QLabel(self)
        self._titulo.setProperty("talla", "grande")
        self._titulo.setWordWrap(True)
        self._operador = QLineEdit(self)
        self._operador.setMaxLength(LARGO_MAX)
        self._operador.setAccessibleName(self.tr("Clave de operador"))
        self._contrasena = QLineEdit(self)
        self._contrasena.setMaxLength(LARGO_MAX)
        self._contrasena.setEchoMode(QLineEdit.EchoMode.Password)
        self._contrasena.setAccessibleName(self.tr("Contraseña"))
        self._instruccion = self.tr("Escriba su clave y su contraseña. Su contraseña no sale de esta computadora.")
        self._aviso = QLabel(self)
        self._aviso.setWordWrap(True)
        self._aviso.setTextFormat(Qt.TextFormat.PlainText)
        self._entrar = Boton(self.tr("Entrar"), self)
        self._entrar.setProperty("principal", True)
        self._entrar.setAccessibleName(self.tr("Entrar"))
        self._otra = Boton(self.tr("Es otra persona"), self)
        self._otra.setAccessibleName(self.tr("Cerrar esta sesión para que entre otra persona"))
        self._cambia = Boton(self.tr("Entrar y cambiar mi contraseña"), self)
        self._cambia.setAccessibleName(self._cambia.text())
        self._cambia.setVisible(acceso.se_cambia)
        self._practicar = Boton(self.tr("Practicar la captura  Ctrl+E"), self)
        self._practicar.setAccessibleName(self.tr("Practicar la captura con hojas dibujadas"))
        self._practicar.clicked.connect(self.practica)
        self._sesion: Sesion | None = None  # of who came in and changes theirs
        self._antes, self._quiere = "", False
        self._armar()
        self._ocio = QTimer(self)  # nobody who came in stays open where they only had to choose a password
        self._ocio.setInterval(ocio_ms)
        self._ocio.setSingleShot(True)
        self._espera = QTimer(self)
        self._espera.setInterval(1000)
        self._espera.timeout.connect(self._contar)
        self._operador.returnPressed.connect(self._contrasena.setFocus)
        self._contrasena.returnPressed.connect(self._intentar)
        self._entrar.clicked.connect(self._intentar)
        self._otra.clicked.connect(self.otra_persona)
        DejaPasar(self)
        self._cambia.clicked.connect(self._intentar_y_cambiar)
        self._nueva.lista.connect(self._cambiar)
        self._nueva.dejada.connect(self._pasar)
        for senal in (self._nueva.ajena, self._ocio.timeout):
            senal.connect(self._se_fue)

    def _armar(self) -> None:
        tarjeta = self._tarjeta = QFrame(self)
        tarjeta.setProperty("papel", "papel")
        self._nueva = ContrasenaNueva(
            self, self.tr("Guardar la nueva"), self.tr("Seguir con la de ahora"),
            self.tr("Es otra persona  Esc"),
        )  # fmt: skip
        datos = QFormLayout()
        datos.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        for texto, campo in ((self.tr("Clave de operador"), self._operador), (self.tr("Contraseña"), self._contrasena)):
            rotulo = QLabel(texto, self)
            rotulo.setBuddy(campo)
            datos.addRow(rotulo, campo)
        dentro = QVBoxLayout(tarjeta)
        dentro.addWidget(self._titulo)
        dentro.addLayout(datos)
        dentro.addWidget(self._aviso)
        dentro.addWidget(self._entrar)
        dentro.addWidget(self._cambia)
        dentro.addWidget(self._otra)
        dentro.addWidget(self._practicar)
        fuera = QVBoxLayout(self)
        fuera.addStretch(1)
        centro = QHBoxLayout()
        centro.addStretch(1)
        centro.addWidget(tarjeta, 4)
        centro.addWidget(self._nueva, 4)
        self._nueva.hide()
        centro.addStretch(1)
        fuera.addLayout(centro)
        fuera.addStretch(2)
        self.setTabOrder(self._operador, self._contrasena)
        self.setTabOrder(self._contrasena, self._entrar)
        self.setTabOrder(self._entrar, self._cambia)
        self.setTabOrder(self._cambia, self._otra)
        self.setTabOrder(self._otra, self._practicar)

    @property
    def eligiendo(self) -> bool:
        """Whether who just came in is choosing another password."""
        return self._sesion is not None

    def pedir(self, solo: Sesion | None = None) -> None:
        """Ask for anybody, or only for whom the station was locked by."""
        self._sesion, self._antes, self._quiere = None, "", False
        self._ocio.stop()
        self._bloqueo = solo
        self._nueva.vaciar()
        self._nueva.hide()
        self._tarjeta.show()
        self._solo = solo.operador if solo else ""
        self._titulo.setText(self.tr("Estación bloqueada por {}").format(solo.nombre) if solo else self._inicio)
        self._operador.setText(self._solo)
        self._operador.setReadOnly(bool(solo))
        self._otra.setVisible(bool(solo))
        self._practicar.setVisible(self._se_practica and not solo)
        self._contrasena.clear()
        decir(self._aviso, self._instruccion, "nota")
        (self._contrasena if solo else self._operador).setFocus()

    def reponer(self) -> None:
        """After a fault: a person who waited for what failed may try again."""
        if not self._contrasena.isEnabled():
            self._ocupada(False)
            decir(self._aviso, self._instruccion, "nota")
            self._contrasena.clear()
            self._contrasena.setFocus()

    def _intentar(self) -> None:
        operador, contrasena = self._operador.text().strip(), self._contrasena.text()
        if not operador or not contrasena:
            decir(self._aviso, self.tr("Faltan la clave o la contraseña."), "aviso")
            (self._operador if not operador else self._contrasena).setFocus()
            return
        self._ocupada(True)
        self._antes = contrasena
        decir(self._aviso, self.tr("Abriendo su llave…"), "nota")
        self._taller.local(self, _Intento(self._acceso, operador, contrasena), self._bien, self._mal)

    def _bien(self, sesion: Sesion) -> None:
        self._ocupada(False)
        self._contrasena.clear()
        self._sesion = sesion
        forzada = self._acceso.se_cambia and debe_cambiar(sesion)
        if not forzada and not self._quiere:
            self._pasar()
            return
        suya = self.tr("{}: elija su contraseña. La que le dieron sólo sirve para entrar esta vez.")
        propia = self.tr("{}: elija su contraseña nueva")
        self._tarjeta.hide()
        self._nueva.show()
        self.asunto.emit()
        self._ocio.start()
        self._nueva.pedir((suya if forzada else propia).format(sesion.nombre), se_deja=not forzada)

    def _intentar_y_cambiar(self) -> None:
        self._quiere = True
        self._intentar()

    def _se_fue(self) -> None:
        """It was not them, or they left: asked who it is again, and no key stays open."""
        self.pedir(self._bloqueo)
        self.asunto.emit()

    def _cambiar(self, nueva: str) -> None:
        self._ocio.stop()
        assert self._sesion is not None, "la contraseña es de quien ya entró"
        cambio = _CambioDeContrasena(self._acceso, self._sesion, self._antes, nueva)
        self._taller.nodo(self, cambio, self._cambiada, self._no_cambiada)

    def _cambiada(self, _: object) -> None:
        self._pasar()

    def _no_cambiada(self, error: Exception) -> None:
        """Without the node, and before the night begins, they go on with the one that they have."""
        self._ocio.start()
        self._nueva.avisar(str(error), "mal", se_deja=not isinstance(error, DatoInvalido))

    def _pasar(self) -> None:
        sesion, self._sesion, self._antes, self._quiere = self._sesion, None, "", False
        self._ocio.stop()
        self._nueva.hide()
        self._tarjeta.show()
        if sesion is not None:
            self.entro.emit(sesion)

    def _mal(self, error: Exception) -> None:
        self._antes, self._quiere = "", False
        self._ocupada(False)
        self._contrasena.clear()
        decir(self._aviso, str(error), "mal")
        self._contrasena.setFocus()
        self._contar()

    def _contar(self) -> None:
        """Too soon to try again: the button waits, and says how long."""
        falta = self._acceso.espera_s(self._operador.text().strip())
        self._entrar.setEnabled(not falta)
        self._cambia.setEnabled(not falta)
        self._entrar.setText(self.tr("Espere {} s").format(falta) if falta else self.tr("Entrar"))
        if falta and not self._espera.isActive():
            self._espera.start()
        elif not falta:
            self._espera.stop()

    def _ocupada(self, si: bool) -> None:
        for pieza in (self._operador, self._contrasena, self._entrar, self._cambia, self._otra, self._practicar):
            pieza.setEnabled(not si)


class _Intento:
    """One try, off the windows' thread: unsealing takes half a second on purpose."""

    def __init__(self, acceso: Acceso, operador: str, contrasena: str) -> None:
        self._acceso, self._operador, self._contrasena = acceso, operador, contrasena

    def __call__(self) -> Sesion:
        return self._acceso.entrar(self._operador, self._contrasena)


class _CambioDeContrasena:
    """The change of a password, off the windows' thread: sealing takes as long, and the node is asked."""

    def __init__(self, acceso: Acceso, sesion: Sesion, antes: str, nueva: str) -> None:
        self._acceso, self._sesion, self._antes, self._nueva = acceso, sesion, antes, nueva

    def __call__(self) -> None:
        self._acceso.cambiar(self._sesion, self._antes, self._nueva)

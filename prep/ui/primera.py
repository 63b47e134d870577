"""A station's first day: its node is found on the network or its address typed, and it is told which station it is."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QWidget

from prep.net.descubrimiento import CENTRO, Hallado, buscar_todos
from prep.net.identificacion import IdentificacionDeLugar
from prep.services.estacion import ficha as fichas
from prep.services.estacion.errores import DatoInvalido, NoProcede
from prep.services.estacion.ficha import Ficha
from prep.services.nodo.cliente import NodoCliente
from prep.services.nodo.tipos import EstadoNodo, NodoAusente, NodoRechaza
from prep.ui.de_campos import VentanaDeCampos
from prep.ui.hilos import Taller

BUSQUEDA_S = 3.0
NO_ADMITIDA = "28000"


class Primera(VentanaDeCampos):
    """`ficha` is the card, already kept, once the node let the station in; None until then.

    A station with an identification is asked for its node alone, and not even that where just one says that it is its
    node. Raises DatoInvalido for one that is none.
    """

    def __init__(self, ruta: Path, taller: Taller) -> None:
        super().__init__()
        self._ruta, self._taller = ruta, taller
        self._suya = fichas.identificacion_en(ruta.parent)
        self.ficha: Ficha | None = None
        self._hallados: list[Hallado] = []
        self.setWindowTitle(self.tr("Primer día de esta estación"))
        self._nodo = QComboBox(self)
        self._nodo.setEditable(True)
        self._nodo.setMinimumContentsLength(34)
        self._nodo.setAccessibleName(self.tr("Nodo: uno hallado, o su dirección y puerto"))
        self._estacion = QLineEdit(self)
        self._estacion.setMaxLength(40)
        self._estacion.setAccessibleName(self.tr("Nombre de esta estación"))
        self._clave = QLineEdit(self)
        self._clave.setMaxLength(200)
        self._clave.setEchoMode(QLineEdit.EchoMode.Password)
        self._clave.setAccessibleName(self.tr("Contraseña de la estación"))
        self._buscar = QPushButton(self.tr("Buscar otra vez"), self)
        self._unir = QPushButton(self.tr("Unir esta estación"), self)
        self._unir.setProperty("principal", True)
        for boton in (self._buscar, self._unir):
            boton.setAccessibleName(boton.text())
            boton.setAutoDefault(False)
        self._armar(self._campos(), (self._buscar, self._unir))
        if self._suya:
            self._estacion.setText(self._suya.para)
            self._estacion.setReadOnly(True)
            escrito = self._nodo.lineEdit()
            assert escrito is not None
            escrito.returnPressed.connect(self._unirse)
        self._buscar.clicked.connect(self.buscar)
        self._unir.clicked.connect(self._unirse)
        self._clave.returnPressed.connect(self._unirse)
        self.buscar()

    def _campos(self) -> list[tuple[str, QWidget]]:
        campos: list[tuple[str, QWidget]] = [
            (self.tr("Nodo (o dirección:puerto)"), self._nodo),
            (self.tr("Nombre de la estación"), self._estacion),
        ]
        if self._suya is None:
            campos.append((self.tr("Contraseña de la estación"), self._clave))
        else:
            self._clave.hide()  # it comes in by its certificate
        return campos

    def buscar(self) -> None:
        """Asks the network for a few seconds; writing an address by hand never waits for it."""
        self._buscar.setEnabled(False)
        self._decir(self.tr("Buscando nodos en la red… También puede escribir la dirección."), "nota")
        self._taller.fondo(self, _buscar, self._hallo, self._no_hallo)

    def _hallo(self, hallados: list[Hallado]) -> None:
        self._buscar.setEnabled(True)
        escrito, todos = self._nodo.currentText(), hallados
        hallados = [h for h in todos if self._es_suyo(h)]
        self._hallados = hallados
        self._nodo.clear()
        for h in hallados:
            self._nodo.addItem(f"{h.nodo} — {h.proceso} — {h.servidor}:{h.puerto}")
        if escrito or not hallados:
            self._nodo.setEditText(escrito)
        if self._suya and len(hallados) == 1 and not escrito:
            self._unirse()
        elif self._suya and todos and not hallados:
            texto = self.tr("El kit es del sitio {} de {}, y en esta red sólo se halló: {}. Vea que sea el de aquí.")
            vistos = ", ".join(f"{h.nodo} ({h.proceso})" for h in todos[:3])
            self._decir(texto.format(self._suya.sitio, self._suya.proceso, vistos), "aviso")
        elif hallados:
            self._decir(self.tr("Nodos hallados: {}. Elija el de su centro.").format(len(hallados)), "nota")
        else:
            texto = self.tr("No se halló ningún nodo. Escriba su dirección y puerto: se los da la coordinación.")
            self._decir(texto, "aviso")

    def _es_suyo(self, hallado: Hallado) -> bool:
        """What it says of itself; its certificate will prove it. Of a station without an identification, any."""
        if self._suya is None:
            return True
        suyo = CENTRO if self._suya.sitio == CENTRO else f"CATD{self._suya.sitio}"
        return hallado.proceso == self._suya.proceso and hallado.nodo.partition(".")[0] == suyo

    def _no_hallo(self, error: Exception) -> None:
        self._hallo([])

    def _unirse(self) -> None:
        try:
            servidor, puerto = self._direccion()
            estacion, clave = self._estacion.text().strip(), self._clave.text()
            if self._suya is None and (not estacion or not clave):
                raise DatoInvalido(self.tr("Faltan el nombre o la contraseña de la estación."))
        except DatoInvalido as error:
            self._decir(str(error), "mal")
            return
        self._unir.setEnabled(False)
        self._decir(self.tr("Preguntando al nodo…"), "nota")
        self._taller.nodo(
            self, _Union(servidor, puerto, estacion, clave, self._ruta, self._suya), self._unida, self._negada
        )

    def _direccion(self) -> tuple[str, int]:
        elegido = self._nodo.currentIndex()
        if 0 <= elegido < len(self._hallados) and self._nodo.currentText() == self._nodo.itemText(elegido):
            return self._hallados[elegido].servidor, self._hallados[elegido].puerto
        servidor, _, puerto = self._nodo.currentText().strip().rpartition(":")
        if not servidor or not puerto.isdecimal() or not 0 < int(puerto) <= fichas.PUERTO_MAX:
            raise DatoInvalido(self.tr("Elija un nodo, o escriba su dirección y puerto así: 192.168.1.20:5433"))
        return servidor, int(puerto)

    def _unida(self, ficha: Ficha) -> None:
        self.ficha = ficha
        self.accept()

    def _negada(self, error: Exception) -> None:
        self._unir.setEnabled(True)
        texto = error.mensaje if isinstance(error, NodoRechaza) else str(error)
        self._decir(texto, "mal")
        (self._nodo if self._suya else self._clave).setFocus()


def _buscar() -> list[Hallado]:
    return buscar_todos(BUSQUEDA_S)


@dataclass(frozen=True, slots=True)
class _Union:
    """Asks the node who it is, with the station's certificate or password, and keeps the card."""

    servidor: str
    puerto: int
    estacion: str
    clave: str
    ruta: Path
    suya: IdentificacionDeLugar | None

    def _dsn(self) -> str:
        if self.suya is None:
            return fichas.cadena(self.servidor, self.puerto, self.estacion, self.clave)
        return fichas.con_identificacion(self.suya, self.ruta.parent, self.servidor, self.puerto, self.estacion)

    def __call__(self) -> Ficha:
        try:
            with NodoCliente(self._dsn()) as nodo:
                estado = nodo.estado_nodo()
        except NodoAusente as ausente:
            raise NoProcede(f"Nadie contesta en {self.servidor}:{self.puerto}: revise la dirección.") from ausente
        except NodoRechaza as rechazo:
            if rechazo.codigo != NO_ADMITIDA:
                raise
            if self.suya:
                raise NoProcede(
                    f"El nodo no admite el certificado de «{self.estacion}»: pida otro a la coordinación."
                ) from rechazo
            raise NoProcede(
                f"El nodo no admite a «{self.estacion}» con esa contraseña: revise el nombre y la contraseña."
            ) from rechazo
        propia = Ficha(
            proceso=estado.proceso,
            estacion=self.estacion,
            sitio=estado.sitio,
            servidor=self.servidor,
            puerto=self.puerto,
            contrasena=self.clave,
            red=self._red(estado),
        )
        fichas.guardar(propia, self.ruta)
        return propia

    def _red(self, estado: EstadoNodo) -> str:
        """By which proceso its node goes on the network, when that is another than the one of now."""
        primero = self.suya.proceso if self.suya else next(iter(estado.antes), estado.proceso)
        return primero if primero != estado.proceso else ""

"""The sheet of a station's devices: what is connected, what is missing, what cannot be seen; from any window."""

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from prep.devices.aparatos import DE_TRABAJO, ClaseDeAparato
from prep.ui.aparatos.vigia import VigiaDeAparatos
from prep.ui.barra import Barra
from prep.ui.piezas import Boton, decir, dicho, repintar
from prep.ui.tablas import TablaDeRenglones

CONTEXTO = "Aparatos"  # of the translation


class VerAparatos(QObject):
    """Opens it over the window in front, also at the door: it names no person and no acta. Tells the bar meanwhile."""

    def __init__(self, ventana: QWidget, vigia: VigiaDeAparatos, barra: Barra) -> None:
        super().__init__(ventana)
        self._ventana, self._vigia, self._barra = ventana, vigia, barra
        vigia.cambio.connect(self._avisar)

    def _avisar(self) -> None:
        texto, grave = aviso_de(self._vigia)
        self._barra.aparatos(texto, grave=grave)

    def abrir(self) -> None:
        HojaDeAparatos(self._ventana, self._vigia).open()


class HojaDeAparatos(QDialog):
    """It follows what is plugged and unplugged while it is open; Escape closes."""

    def __init__(self, ventana: QWidget, vigia: VigiaDeAparatos) -> None:
        super().__init__(ventana)
        self.setModal(True)
        self._vigia = vigia
        self.setWindowTitle(self.tr("Aparatos de esta estación"))
        self.setAccessibleName(self.windowTitle())
        titulos = (self.tr("Qué es"), self.tr("Nombre"), self.tr("Cómo está"))
        self.tabla = TablaDeRenglones(titulos, self.tr("Aparatos"), self)
        self.resumen, self.sin_ver = QLabel(self), QLabel(self)
        for rotulo in (self.resumen, self.sin_ver):
            rotulo.setWordWrap(True)
        nota = self.tr(
            "Se ven los aparatos USB: lectores, escáneres, impresoras y memorias. Un lector que se presenta como "
            "teclado común no se distingue de uno. Los escáneres de la red se eligen en Digitalización."
        )
        self._olvidar = self._boton(self.tr("Ya no se usa"), self.tr("Quitar de la lista lo que falta"))
        self._olvidar.clicked.connect(vigia.olvidar)
        cerrar = self._boton(self.tr("Cerrar  Esc"), self.tr("Cerrar los aparatos"), principal=True)
        cerrar.clicked.connect(self.reject)
        pie = QHBoxLayout()
        pie.addWidget(cerrar, 1)
        pie.addWidget(self._olvidar)
        pila = QVBoxLayout(self)
        pila.addWidget(self.resumen)
        pila.addWidget(self.tabla, 1)
        pila.addWidget(self.sin_ver)
        pila.addWidget(dicho(self, nota, "tenue"))
        pila.addLayout(pie)
        self.resize(round(ventana.width() * 0.7), round(ventana.height() * 0.7))
        self.setTabOrder(cerrar, self._olvidar)
        vigia.cambio.connect(self._mostrar)
        self.finished.connect(self.deleteLater)
        self.finished.connect(ventana.activateWindow)
        self._mostrar()
        cerrar.setFocus()

    def _boton(self, texto: str, nombre: str, *, principal: bool = False) -> Boton:
        hecho = Boton(texto, self)
        hecho.setAccessibleName(nombre)
        hecho.setAutoDefault(False)
        if principal:
            hecho.setProperty("principal", True)
            repintar(hecho)
        return hecho

    def _mostrar(self) -> None:
        hay, faltan = self._vigia.inventario, self._vigia.faltan
        if hay is None:
            decir(self.resumen, self.tr("Todavía no se miran los aparatos de este equipo."), "nota")
            self._olvidar.hide()
            return
        falta = self.tr("✗ DESCONECTADO: conéctelo de nuevo")
        filas = [(clase.value, nombre, falta) for clase, nombre in faltan.items()]
        for aparato in hay.aparatos:
            malo = aparato.clase is ClaseDeAparato.ALMACENAMIENTO
            como = self.tr("⚠ Retírela: queda un incidente") if malo else self.tr("✓ Conectado")
            filas.append((aparato.clase.value, f"{aparato.nombre} · {aparato.marca}", como))
        self.tabla.mostrar(list(range(len(filas))), filas)
        self._resumir(len(faltan), len(self._vigia.memorias), len(hay.aparatos))
        decir(self.sin_ver, hay.sin_ver, "aviso")
        self._olvidar.setVisible(bool(faltan))

    def _resumir(self, faltan: int, memorias: int, cuantos: int) -> None:
        if memorias:
            texto, papel = self.tr("Hay una memoria, un disco o un teléfono conectado: retírelo."), "alerta"
        elif faltan:
            texto, papel = self.tr("Algo que se usa aquí está desconectado."), "aviso"
        elif cuantos:
            texto, papel = self.tr("Todo lo que se usa aquí está conectado."), "bien"
        else:
            texto, papel = self.tr("No hay lector, escáner, impresora ni memoria por USB."), "nota"
        decir(self.resumen, texto, papel)


def aviso_de(vigia: VigiaDeAparatos) -> tuple[str, bool]:
    """What the bar says of the devices, in a few words, and whether it is grave; "" when there is nothing to do."""
    if vigia.memorias:
        return QCoreApplication.translate(CONTEXTO, "Memoria o teléfono conectado: retírelo (Alt+A)"), True
    faltan = [clase for clase in DE_TRABAJO if clase in vigia.faltan]
    if not faltan:
        return "", False
    texto = QCoreApplication.translate(CONTEXTO, "{} sin conexión: revise el cable (Alt+A)")
    return texto.format(faltan[0].value), False

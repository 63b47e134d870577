"""From the door of a station to the practice, and from its end to the certificate: threads of its own, and a folder."""

from collections import Counter
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from prep.documents.constancia import ConstanciaDePractica, constancia
from prep.documents.guardado import guardar
from prep.domain.catalogo.nombres import defecto_de_nombre
from prep.practica.cuenta import APROBADA, CuentaDePractica
from prep.practica.ejercicios import EJERCICIOS
from prep.ui.hilos import Taller
from prep.ui.practica.ventana import VentanaDePractica

NOMBRE_MAX = 80
VISTO = "recorrido-visto"


class Practica(QObject):
    """`carpeta`: where it is kept that the tour was seen. The certificate goes to the person's papers."""

    def __init__(self, carpeta: Path, papeles: Path | None = None) -> None:
        super().__init__()
        self._visto, self._papeles = carpeta / VISTO, papeles
        self.ventana: VentanaDePractica | None = None

    def abrir(self, sobre: QWidget) -> None:
        """Over that window, as large as it is."""
        if self.ventana is not None:
            return
        self._taller = Taller()
        self.ventana = ventana = VentanaDePractica(sobre, self._taller)
        ventana.resize(sobre.size())
        ventana.terminada.connect(self._terminada)
        ventana.finished.connect(self._cerrada)
        ventana.open()
        if not self._visto.exists():
            ventana.recorrer()
            self._recordar()

    def _recordar(self) -> None:
        """That the tour was seen; where it cannot be kept, it is seen again."""
        try:
            self._visto.parent.mkdir(parents=True, exist_ok=True)
            self._visto.touch()
        except OSError:
            return

    def _cerrada(self, _: int) -> None:
        ventana, self.ventana = self.ventana, None
        self._taller.cerrar()
        if ventana is not None:
            sobre = ventana.parentWidget()
            ventana.deleteLater()
            if sobre is not None:
                sobre.activateWindow()

    # -- the end ----------------------------------------------------------------------------------------

    def _terminada(self, cuenta: CuentaDePractica) -> None:
        assert self.ventana is not None, "termina lo que está abierto"
        dicho = self.tr("Acertó {} a la primera: {} de {}.").format(cuenta.dicha, cuenta.bien, len(cuenta.primeras))
        if cuenta.aprobada:
            texto = self.tr("{} Escriba su nombre como debe salir en la constancia.").format(dicho)
            self.ventana.dialogos.elegir(self.tr("Constancia"), texto, (), partial(self._con_nombre, cuenta))
            return
        texto = self.tr("{} Para la constancia es {:.0f} %. Falló en: {}. Practique otra vez.").format(
            dicho, APROBADA * 100, ", ".join(fallas(cuenta))
        )
        self.ventana.dialogos.avisar(self.tr("Terminó la práctica"), texto, self._salir)

    def _con_nombre(self, cuenta: CuentaDePractica, nombre: str | None) -> None:
        assert self.ventana is not None, "es de la que está abierta"
        if nombre is None:
            self._salir()
            return
        limpio = " ".join(nombre.split())
        if not limpio or len(limpio) > NOMBRE_MAX or defecto_de_nombre(limpio):
            texto = self.tr("Escriba su nombre, con letras, hasta {} caracteres.").format(NOMBRE_MAX)
            self.ventana.dialogos.elegir(self.tr("Constancia"), texto, (), partial(self._con_nombre, cuenta))
            return
        momento = datetime.now().astimezone()
        dato = ConstanciaDePractica(limpio, momento, cuenta.dicha, cuenta.bien, len(cuenta.primeras))
        ruta = self._carpeta() / f"constancia-{momento:%Y%m%d-%H%M%S}.pdf"
        self._taller.fondo(self, partial(_hacer, ruta, dato), self._hecha, self._no_se_hizo)

    def _carpeta(self) -> Path:
        lugar = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        return self._papeles or Path(lugar or Path.home())

    def _hecha(self, ruta: Path) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(ruta)))
        if self.ventana is not None:
            texto = self.tr("Su constancia quedó en {}.").format(ruta)
            self.ventana.dialogos.avisar(self.tr("Constancia"), texto, self._salir)

    def _no_se_hizo(self, error: Exception) -> None:
        if self.ventana is not None:
            texto = self.tr("La constancia no se pudo guardar: {}").format(error)
            self.ventana.dialogos.avisar(self.tr("Constancia"), texto, self._salir)

    def _salir(self) -> None:
        if self.ventana is not None:
            self.ventana.cerrar(True)


def _hacer(ruta: Path, dato: ConstanciaDePractica) -> Path:
    ruta.parent.mkdir(parents=True, exist_ok=True)
    guardar(ruta, constancia(dato))
    return ruta


def fallas(cuenta: CuentaDePractica) -> list[str]:
    """The kinds of sheet in which something was wrong, the most first."""
    titulos = {e.archivo: e.titulo for e in EJERCICIOS}
    veces = Counter(titulos[archivo] for (archivo, _), bien in cuenta.primeras.items() if not bien)
    return [titulo for titulo, _ in veces.most_common()]

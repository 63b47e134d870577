"""«Mi noche»: what the person at this station did, in a list that is searched by typing; from any window, at a key."""

import unicodedata
from datetime import UTC, datetime
from functools import partial
from typing import Protocol
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QVBoxLayout, QWidget

from prep.domain.catalogo.acta_dicha import coincide
from prep.domain.catalogo.catalogo import Acta, Catalogo
from prep.domain.hechos.hechos import Tipo
from prep.domain.reglas.auxilio import TECLA
from prep.services.estacion.errores import NoProcede
from prep.services.estacion.estacion import Estacion
from prep.services.estacion.mi_noche import MiNoche, mi_noche
from prep.services.estacion.sesion import Sesion
from prep.store.spool.tipos import Entregado, Hecha
from prep.ui.hilos import Taller
from prep.ui.piezas import Boton, decir, repintar
from prep.ui.rotulos import breve
from prep.ui.tablas import TablaDeRenglones

CONTEXTO = "MiNoche"  # of the translation


def de_tipo(tipo: Tipo) -> str:
    """What was done, in a word or two."""
    return {
        Tipo.ACOPIO: QCoreApplication.translate(CONTEXTO, "Recibida"),
        Tipo.IMAGEN: QCoreApplication.translate(CONTEXTO, "Digitalizada"),
        Tipo.CAPTURA: QCoreApplication.translate(CONTEXTO, "Capturada"),
        Tipo.DEVOLUCION: QCoreApplication.translate(CONTEXTO, "Devuelta"),
        Tipo.CIERRE: QCoreApplication.translate(CONTEXTO, "Cierre"),
        Tipo.DICTAMEN: QCoreApplication.translate(CONTEXTO, "Decidida en la mesa"),
        Tipo.SIN_ACTA: QCoreApplication.translate(CONTEXTO, "Sin acta"),
        Tipo.ANULACION: QCoreApplication.translate(CONTEXTO, "Anulada"),
        Tipo.CUSTODIA: QCoreApplication.translate(CONTEXTO, "Cambiada de manos"),
        Tipo.PUBLICADO: QCoreApplication.translate(CONTEXTO, "Publicada"),
        Tipo.COTEJO: QCoreApplication.translate(CONTEXTO, "Cotejada"),
        Tipo.INCIDENCIA: QCoreApplication.translate(CONTEXTO, "Incidente o mensaje"),
        Tipo.FASE: QCoreApplication.translate(CONTEXTO, "Fase"),
        Tipo.PROPUESTA: QCoreApplication.translate(CONTEXTO, "Propuesta"),
        Tipo.CONFORME: QCoreApplication.translate(CONTEXTO, "Respuesta a una propuesta"),
        Tipo.SEGUIMIENTO: QCoreApplication.translate(CONTEXTO, "Incidente atendido"),
    }[tipo]


def de_estado(hecha: Hecha) -> str:
    """How far it got."""
    dicho = {
        Entregado.PENDIENTE: QCoreApplication.translate(CONTEXTO, "Guardada aquí, por entregar"),
        Entregado.ENTREGADO: QCoreApplication.translate(CONTEXTO, "✓ Entregada"),
        Entregado.DUPLICADA: QCoreApplication.translate(CONTEXTO, "Otra persona ya la había capturado"),
        Entregado.CONFLICTO: QCoreApplication.translate(CONTEXTO, "⚠ El nodo no la admitió"),
        Entregado.RECHAZADO: QCoreApplication.translate(CONTEXTO, "⚠ El nodo no la admitió"),
    }[hecha.estado]
    sin_admitir = hecha.estado in (Entregado.CONFLICTO, Entregado.RECHAZADO)
    return f"{dicho}: {hecha.respuesta}" if sin_admitir and hecha.respuesta else dicho


class VentanaConSesion(Protocol):
    """The frame, as far as this needs it."""

    @property
    def estacion(self) -> Estacion: ...
    @property
    def sesion(self) -> Sesion | None: ...
    @property
    def bloqueada(self) -> bool: ...


class VerMiNoche(QObject):
    """Opens it over the window in front; the screen behind goes on as it was."""

    def __init__(self, marco: VentanaConSesion, ventana: QWidget, taller: Taller) -> None:
        super().__init__(ventana)
        self._marco, self._ventana, self._taller = marco, ventana, taller

    def abrir(self) -> None:
        sesion, estacion = self._marco.sesion, self._marco.estacion
        if sesion is None or self._marco.bloqueada:
            return
        try:
            catalogo = estacion.catalogo
        except NoProcede:
            return  # whoever is in, is in by what the node said with the catalogue
        pedir = partial(mi_noche, estacion.spool, catalogo, sesion.operador, datetime.now(UTC))
        self._taller.local(self, pedir, partial(self._mostrar, catalogo, sesion))

    def _mostrar(self, catalogo: Catalogo, sesion: Sesion, noche: MiNoche) -> None:
        if self._marco.sesion is sesion and not self._marco.bloqueada:
            HojaDeMiNoche(self._ventana, noche, catalogo, sesion.nombre).open()


class HojaDeMiNoche(QDialog):
    """What is typed looks in every column; the arrows go through the rows; Escape closes."""

    def __init__(self, ventana: QWidget, noche: MiNoche, catalogo: Catalogo, nombre: str) -> None:
        super().__init__(ventana)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Mi noche · {}").format(nombre))
        self.setAccessibleName(self.windowTitle())
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._filas = [_fila(hecha, acta, catalogo) for hecha, acta in noche.hechas]
        self._noche, self._catalogo = noche, catalogo
        self.resumen, self.cuantas = QLabel(self), QLabel(self)
        self.resumen.setWordWrap(True)
        decir(self.resumen, self._resumen(noche), "aviso" if noche.no_admitidas else "nota")
        self.busca = QLineEdit(self)
        self.busca.setAccessibleName(self.tr("Buscar en lo que hice"))
        self.busca.setPlaceholderText(self.tr("Escriba una casilla, una hora o qué hizo"))
        self.busca.textChanged.connect(self._filtrar)
        titulos = (self.tr("Hora"), self.tr("Qué"), self.tr("Acta"), self.tr("Cómo está"))
        self.tabla = TablaDeRenglones(titulos, self.tr("Lo que hice"), self)
        cerrar = Boton(self.tr("Cerrar  Esc"), self)
        cerrar.setAccessibleName(self.tr("Cerrar mi noche"))
        cerrar.setAutoDefault(False)
        cerrar.setProperty("principal", True)
        repintar(cerrar)
        cerrar.clicked.connect(self.reject)
        pila = QVBoxLayout(self)
        for pieza in (self.resumen, self.busca, self.tabla, self.cuantas, cerrar):
            pila.addWidget(pieza, 1 if pieza is self.tabla else 0)
        self.resize(round(ventana.width() * 0.8), round(ventana.height() * 0.85))
        self.finished.connect(ventana.activateWindow)  # not every desktop gives the keys back by itself
        self._filtrar("")
        self.busca.setFocus()

    def keyPressEvent(self, tecla: QKeyEvent) -> None:
        """What moves through the rows does so from the search, which has no use for it."""
        if tecla.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            QApplication.sendEvent(self.tabla, tecla)
        else:
            super().keyPressEvent(tecla)

    def _resumen(self, noche: MiNoche) -> str:
        partes = [
            self.tr("{}: {} ({} en la última hora)").format(de_tipo(tipo), f"{todas:,}", ultima)
            for tipo, (todas, ultima) in noche.cuentas.items()
        ]
        if noche.por_entregar:
            partes.append(self.tr("por entregar: {}").format(noche.por_entregar))
        if noche.no_admitidas:
            partes.append(self.tr("NO ADMITIDAS: {}. Pida ayuda: {}").format(noche.no_admitidas, TECLA))
        return " · ".join(partes) or self.tr("Todavía no ha hecho nada en esta estación.")

    def _filtrar(self, escrito: str) -> None:
        buscado = _llano(escrito).split()
        vistas = [
            (n, f)
            for n, f in enumerate(self._filas)
            if all(p in _llano(" ".join(f)) for p in buscado) or self._nombra(escrito, n)
        ]
        self.tabla.mostrar([n for n, _ in vistas], [f for _, f in vistas])
        texto = self.tr("{} de {}").format(len(vistas), len(self._filas)) if buscado else ""
        if buscado and not vistas:
            texto = self.tr("Nada de lo que hizo aquí dice «{}».").format(escrito.strip())
        decir(self.cuantas, texto, "tenue")

    def _nombra(self, escrito: str, n: int) -> bool:
        acta = self._noche.hechas[n][1]
        return acta is not None and coincide(escrito, acta, self._catalogo)


def _fila(hecha: Hecha, acta: Acta | None, catalogo: Catalogo) -> tuple[str, str, str, str]:
    nombre = f"{breve(acta)} · {catalogo.eleccion(acta.eleccion).nombre}" if acta else hecha.acta
    return (
        f"{hecha.momento.astimezone(ZoneInfo(catalogo.ajustes.zona)):%H:%M:%S}",
        de_tipo(hecha.tipo),
        nombre,
        de_estado(hecha),
    )


def _llano(texto: str) -> str:
    """Without accents or capitals."""
    suelto = unicodedata.normalize("NFD", texto.casefold())
    return "".join(c for c in suelto if not unicodedata.combining(c))

"""The publication on the board: one piece that is always in sight, and all of it at a key.

It is what the publisher of the centre's folder left written, so it is known also when the publisher is not running.
"""

from datetime import UTC, datetime
from functools import partial
from html import escape
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from central.difusion.ajustes import ARCHIVO, leer_ajustes
from central.difusion.informe import InformeDePublicacion, informe
from central.difusion.palabras import CABEZA, filas, lineas
from central.difusion.pedidos import Pedidos
from central.difusion.puntualidad import puntualidad_de
from central.marco.conexion import MalUso, NodoAbierto
from central.sala.hoja import HojaDeSala, tabla_de
from prep.ui.dialogos import Dialogos
from prep.ui.hilos import Taller
from prep.ui.senales import Senal

MIRADA_MS = 5_000
CONTEXTO = "VerPublicacion"


class VerPublicacion(QObject):
    """`sabida(InformeDePublicacion | None)`: now and then; None where there has been no publisher."""

    sabida = Signal(object)

    def __init__(self, puesto: NodoAbierto, zona: str, taller: Taller, dialogos: Dialogos, ventana: QWidget) -> None:
        super().__init__(ventana)
        self._zona = ZoneInfo(zona)
        self._puesto, self._taller, self._dialogos, self._ventana = puesto, taller, dialogos, ventana
        self._titulo = self.tr("La publicación")
        self._pidiendo = False
        self._reloj = QTimer(self)
        self._reloj.setInterval(MIRADA_MS)
        self._reloj.timeout.connect(self.mirar)

    def empezar(self) -> None:
        self._reloj.start()
        self.mirar()

    def parar(self) -> None:
        self._reloj.stop()

    def mirar(self) -> None:
        """Only what is written in the folder: no question to the base."""
        if not self._pidiendo:
            self._pidiendo = True
            self._taller.fondo(self, partial(_escrito, self._puesto), self._supo)

    def pedir(self) -> None:
        """All of it, with how the turns went."""
        self._taller.nodo(self, partial(_entero, self._puesto), self._leida, self._negada)

    def _supo(self, dicho: InformeDePublicacion | None) -> None:
        self._pidiendo = False
        self.sabida.emit(dicho)

    def _leida(self, dicho: InformeDePublicacion | None) -> None:
        if dicho is None:
            texto = self.tr("En este centro no ha habido un publicador. Empieza con «prep publicar empezar».")
            self._dialogos.avisar(self._titulo, texto)
            return
        cuerpo = "".join(f"<p>{escape(linea)}</p>" for linea in lineas(dicho, self._zona))
        cuerpo += tabla_de(CABEZA, filas(dicho, self._zona)) if dicho.destinos else ""
        HojaDeSala(self._ventana, self._titulo, cuerpo, self.tr("Cerrar la publicación")).open()

    def _negada(self, error: Exception) -> None:
        self._dialogos.avisar(self._titulo, str(error))


def pieza(dicho: InformeDePublicacion | None, *, publica: bool) -> tuple[str, Senal | None]:
    """What the head of the board says of it; `publica`: the phase wants cuts."""

    def frase(texto: str) -> str:
        return QCoreApplication.translate(CONTEXTO, texto)

    if dicho is None:
        return (frase("SIN PUBLICADOR"), Senal.AVISO) if publica else ("", None)
    if not dicho.en_marcha:
        return (frase("PUBLICADOR DETENIDO"), Senal.ALERTA) if publica else ("", None)
    if dicho.pausa is not None:
        return frase("Publicación EN PAUSA"), Senal.AVISO
    al_dia = sum(not d["falla"] and d["corte"] == dicho.corte for d in dicho.destinos)
    texto = frase("Destinos al día: {} de {}").format(al_dia, len(dicho.destinos))
    return texto, None if al_dia == len(dicho.destinos) else Senal.AVISO


def _escrito(puesto: NodoAbierto) -> InformeDePublicacion | None:
    pedidos = Pedidos(puesto.datos)
    return informe(pedidos) if pedidos.carpeta.is_dir() else None


def _entero(puesto: NodoAbierto) -> InformeDePublicacion | None:
    pedidos = Pedidos(puesto.datos)
    if not pedidos.carpeta.is_dir():
        return None
    try:
        abre = leer_ajustes(puesto.datos / ARCHIVO).abre
    except MalUso:
        return informe(pedidos)  # the publisher says what is wrong with its settings
    with puesto.mirar() as conn:
        return informe(pedidos, puntualidad_de(conn, abre, datetime.now(UTC)))

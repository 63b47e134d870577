"""Before the opening a reception is asked twice, each time by a letter that is held: no reader or Enter does it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from catd.acopio.obra import ObraAcopio, VistaDeAcopio
from prep.services.acopio.mostrador import RespuestaDeMostrador
from prep.ui.letras import PreguntaPorLetra, Salida
from prep.ui.pantalla import ContextoDePantalla

RECIBIR, SEGURO = "R", "S"  # two letters: who leans on one answers once
Tarea = Callable[[], tuple[RespuestaDeMostrador, VistaDeAcopio]]


class AntesDeAbrir(QObject):
    """`preguntar` an answer that received nothing; what both questions say yes to is received."""

    def __init__(
        self, contexto: ContextoDePantalla, obra: ObraAcopio, hacer: Callable[[Tarea], object], padre: QObject
    ) -> None:
        super().__init__(padre)
        self._contexto, self._obra, self._hacer = contexto, obra, hacer
        self.preguntando = False

    def preguntar(self, respuesta: RespuestaDeMostrador, mecanismo: str | None) -> None:
        """`mecanismo`: the one with which it was read. What is read while it is being asked is not received."""
        if self.preguntando:
            return
        self.preguntando = True
        texto = self.tr("{}\n\nLo que se recibe antes sale «en revisión», sin cifras, hasta que dos personas de la "
                        "coordinación del centro lo liberan.").format(respuesta.texto)  # fmt: skip
        salida = Salida(
            RECIBIR, self.tr("Recibirlo antes"), self.tr("Ya está aquí y no puede esperar. Se pregunta otra vez.")
        )
        pregunta = PreguntaPorLetra(respuesta.titulo, texto, (salida,), self.tr("Esperar a que abra"))
        self._contexto.dialogos.por_letra(pregunta, partial(self._otra_vez, respuesta, mecanismo))

    def _otra_vez(self, respuesta: RespuestaDeMostrador, mecanismo: str | None, letra: str) -> None:
        casilla = respuesta.casilla
        if letra != RECIBIR or casilla is None:
            self.preguntando = False
            return
        texto = self.tr("{}: {} de sus actas quedarán recibidas con la hora de ahora, antes de la apertura. "
                        "¿Es seguro?").format(casilla.nombre_largo, len(respuesta.por_recibir))  # fmt: skip
        salida = Salida(SEGURO, self.tr("Sí, recibirlo"), self.tr("Queda registrado, y la coordinación lo ve."))
        pregunta = PreguntaPorLetra(self.tr("¿Recibir antes de abrir?"), texto, (salida,), self.tr("No recibirlo"))
        self._contexto.dialogos.por_letra(pregunta, partial(self._recibir, respuesta, mecanismo))

    def _recibir(self, respuesta: RespuestaDeMostrador, mecanismo: str | None, letra: str) -> None:
        self.preguntando = False
        if letra == SEGURO and respuesta.casilla is not None:
            self._hacer(partial(self._obra.recibir_antes, respuesta.casilla, respuesta.por_recibir, mecanismo))

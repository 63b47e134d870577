"""What the acopio screen asks before it undoes or declares: SIN ACTA with its review, anulación with its reason."""

from collections.abc import Callable
from functools import partial
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject

from catd.acopio.obra import ObraAcopio, VistaDeAcopio
from prep.domain.hechos.hechos import MotivoSinActa, Tipo
from prep.services.acopio.llegadas import Movimiento
from prep.services.acopio.mostrador import RespuestaDeMostrador
from prep.ui.dialogos import Pregunta
from prep.ui.pantalla import ContextoDePantalla

Tarea = Callable[[], tuple[RespuestaDeMostrador, VistaDeAcopio]]


class Tramites(QObject):
    """`hacer(task)` does it off the windows' thread and shows its answer."""

    def __init__(
        self, contexto: ContextoDePantalla, obra: ObraAcopio, hacer: Callable[[Tarea], None], padre: QObject
    ) -> None:
        super().__init__(padre)
        self._contexto, self._obra, self._hacer = contexto, obra, hacer
        self._movimiento: Movimiento | None = None
        self._claves: list[str] = []
        self._motivo = ""
        self._motivos = (
            self.tr("Se leyó el sobre equivocado"),
            self.tr("El sobre no traía esta acta"),
            self.tr("Se declaró por error"),
        )

    def anular(self, movimiento: Movimiento, zona: ZoneInfo) -> None:
        self._movimiento = movimiento
        que = self.tr("la recepción") if movimiento.tipo is Tipo.ACOPIO else self.tr("la declaración SIN ACTA")
        hora = f"{movimiento.momento.astimezone(zona):%H:%M:%S}"
        texto = self.tr("Se anula {} del acta {}, de {} a las {}. Elija o escriba el motivo.").format(
            que, self._contexto.estacion.nombre(movimiento.acta), movimiento.nombre, hora
        )
        self._contexto.dialogos.elegir(self.tr("¿Por qué se anula?"), texto, self._motivos, self._con_motivo, otra=True)

    def _con_motivo(self, motivo: str | None) -> None:
        if motivo is not None and self._movimiento is not None:
            self._hacer(partial(self._obra.anular, self._movimiento, motivo))

    def declarar(self, claves: list[str], motivo: str, resumen: str) -> None:
        """`resumen`: how many of each election."""
        self._claves, self._motivo = claves, motivo
        actas = self.tr("%n acta(s)", "", len(claves))
        texto = self.tr("{} ({}): {}. Se puede revertir si llegan después.").format(actas, resumen, motivo)
        si = self.tr("Declarar {}").format(len(claves))
        pregunta = Pregunta(self.tr("¿Declararlas SIN ACTA?"), texto, si, self.tr("No"), peligro=True)
        self._contexto.dialogos.confirmar(pregunta, self._confirmado)

    def _confirmado(self, si: bool) -> None:
        if si:
            self._hacer(partial(self._obra.declarar, self._claves, MotivoSinActa(self._motivo)))

"""What is seen while there is nothing to capture: why, since when, what one has done, and where one can help."""

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from prep.domain.hechos.roles import Rol
from prep.services.captura.captura import Capturar
from prep.services.captura.espera import SinTrabajo
from prep.ui.hilos import Taller

PREGUNTA_S = 10.0  # how often the node is asked why
MINUTO_S = 60.0


class SinActas(QObject):
    """`dice(text)`: what is seen. `reloj`: seconds that only grow."""

    dice = Signal(str)

    def __init__(
        self, captura: Capturar, taller: Taller, padre: QObject, reloj: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__(padre)
        self._captura, self._taller, self._reloj = captura, taller, reloj
        self._desde: float | None = None
        self._preguntado = 0.0
        self._sabida: SinTrabajo | None = None

    def seguir(self) -> None:
        """The node was asked for an acta and has none."""
        ahora = self._reloj()
        if self._desde is None:
            self._desde, self._preguntado, self._sabida = ahora, ahora - PREGUNTA_S, None
            self._decir()
        if ahora - self._preguntado >= PREGUNTA_S:
            self._preguntado = ahora
            self._taller.nodo(self, self._captura.esperar, self._supo, self._sin_saber)

    def acabar(self) -> None:
        """There is one, or nobody waits."""
        self._desde = None

    def _supo(self, espera: SinTrabajo) -> None:
        self._sabida = espera
        self._decir()

    def _sin_saber(self, _: Exception) -> None:
        """What keeps it from being known is said where work is asked for."""

    def _decir(self) -> None:
        if self._desde is not None:
            self.dice.emit(self._palabras(round((self._reloj() - self._desde) / MINUTO_S)))

    def _palabras(self, minutos: int) -> str:
        hace = self.tr(" desde hace %n minuto(s)", "", minutos) if minutos else ""
        partes = [self.tr("No hay actas por capturar{}.\nLa siguiente aparece sola.").format(hace)]
        if self._sabida is not None:
            partes += [
                "\n".join(self._donde(self._sabida)),
                self._hechas(self._sabida),
                self._ayuda(self._sabida.ayuda),
            ]
        return "\n\n".join(parte for parte in partes if parte)

    def _donde(self, espera: SinTrabajo) -> list[str]:
        if espera.donde is None:
            return []
        d = espera.donde
        dichas = (
            (d.de_otra, self.tr("esperan a otra persona: usted ya las vio")),
            (d.en_manos, self.tr("las captura alguien ahora")),
            (d.en_mesa, self.tr("las decide la mesa")),
            (d.por_digitalizar, self.tr("ya se recibieron y falta digitalizarlas")),
            (d.por_llegar, self.tr("no han llegado")),
        )
        return [f"{cuantas:,}  {que}" for cuantas, que in dichas if cuantas]

    def _hechas(self, espera: SinTrabajo) -> str:
        if not espera.hechas:
            return ""
        return self.tr("Usted ha capturado aquí {}, {} en la última hora (F4).").format(
            espera.hechas, espera.ultima_hora
        )

    def _ayuda(self, rol: Rol | None) -> str:
        if rol is Rol.MESA:
            return self.tr("Puede ayudar: con F9 pasa a la mesa.")
        if rol is Rol.DIGITALIZACION:
            return self.tr("Puede ayudar: con F9 pasa a digitalización.")
        return self.tr("Puede ayudar: con F9 pasa a acopio.") if rol is Rol.ACOPIO else ""

"""One round of the intake, and one after another: what the receiver left, the sendings, and what is told the phones."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.exc import OperationalError

from central.casilla import carpeta as carpetas
from central.casilla.apartadas import Apartadas
from central.casilla.avisos import AvisosDeCasilla
from central.casilla.recados import atender_recados
from central.casilla.recepcion import ResumenDeRecepcion, recibir
from central.marco.conexion import NodoAbierto, OrdenRechazada, en_palabras

AVISOS_CADA_S = 5.0  # between two looks at what to tell; the phones ask each 30 s
DESCANSO = 4.0  # and so many times what the last look took: of a whole city, 2 to 4 s of the base that all share


@dataclass(slots=True)
class VueltaDeCasilla:
    """The intake of one folder; `avisos`: where the phones are told, None when nobody is."""

    puesto: NodoAbierto
    carpeta: Path
    avisos: Path | None
    decir: Callable[[str], None]
    _dichos: AvisosDeCasilla | None = None
    _siguiente: float = 0.0  # by the monotonic clock, the next look
    _rehusada: str = ""
    _abierta: bool | None = None  # whether images came in at the last round

    def dar(self) -> ResumenDeRecepcion:
        """All that waits; what is told the phones is told also when the phase takes no image. Raises as `recibir`."""
        with carpetas.abrir(self.carpeta) as carpeta:
            altas, antes, self._abierta = atender_recados(carpeta, self.puesto, self.avisos), self._abierta, False
            try:
                resumen = recibir(self.puesto, carpeta, self.decir)
                self._abierta = True
            finally:
                self._avisar(ya=bool(altas) or self._abierta is not antes)  # who waits to send is told when it opens
        resumen.altas = altas
        return resumen

    def seguir(self) -> None:
        """As `dar`, time after time: what cannot be done now is said once, and tried again in the next round."""
        try:
            self.dar()
            self._rehusada = ""
        except (OrdenRechazada, OperationalError) as error:
            dicho = en_palabras(error)
            if dicho != self._rehusada:
                self.decir(dicho)
            self._rehusada = dicho

    def _avisar(self, *, ya: bool) -> None:
        empieza = time.monotonic()
        if self.avisos is None or not (ya or empieza >= self._siguiente):
            return
        if self._dichos is None:
            self._dichos = AvisosDeCasilla(self.avisos, self.puesto, Apartadas(self.carpeta))
        self._dichos.escribir()
        ahora = time.monotonic()
        self._siguiente = ahora + max(AVISOS_CADA_S, DESCANSO * (ahora - empieza))

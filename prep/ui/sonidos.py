"""The sounds of a counter: short tones made by us, told apart by ear without looking (0024).

Played by the system's own player; where there is none, by as many beeps as the sound has notes. A sound is never the
only sign, and one that cannot be played is only logged.
"""

import io
import logging
import math
import shutil
import struct
import sys
import wave
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QProcess, QTemporaryDir, QTimer
from PySide6.QtWidgets import QApplication

REGISTRO = logging.getLogger(__name__)
FRECUENCIA: Final = 22_050
# name -> notes: (hertz, milliseconds); 0 hertz is silence.
SONIDOS: Final[Mapping[str, tuple[tuple[int, int], ...]]] = {
    "recibida": ((880, 90), (1320, 140)),
    "repetida": ((660, 120), (0, 60), (660, 120)),
    "otro_sitio": ((660, 140), (440, 260)),
    "desconocida": ((300, 160), (0, 70), (300, 160), (0, 70), (300, 160)),
    "federal": ((220, 600),),
    "error": ((220, 220), (165, 320)),
    "listo": ((988, 120),),
    "alarma": ((740, 150), (0, 60), (988, 150), (0, 60), (740, 150), (0, 60), (988, 300)),
}
REPRODUCTORES: Final = (("pw-play",), ("paplay",), ("aplay", "-q"))
PAUSA_MS: Final = 180


class Sonidos(QObject):
    """Plays by name; `ultimo` is what was asked for last, also when the machine is mute."""

    def __init__(self, padre: QObject | None = None, *, mudo: bool = False) -> None:
        super().__init__(padre)
        self.ultimo = ""
        self._mudo = mudo
        self._carpeta = QTemporaryDir()
        self._orden = next((orden for orden in REPRODUCTORES if shutil.which(orden[0])), ())

    @property
    def con_que(self) -> str:
        """How it sounds here, in a few words."""
        if self._mudo:
            return self.tr("en silencio: se abrió con --mudo")
        if sys.platform == "win32" or self._orden:
            return self.tr("acaba de sonar un tono")
        return self.tr("sin reproductor: pitidos del sistema (instale pipewire-bin o alsa-utils)")

    def tocar(self, nombre: str) -> None:
        """Raises KeyError for a name that is not in SONIDOS."""
        notas = SONIDOS[nombre]
        self.ultimo = nombre
        if self._mudo:
            return
        if sys.platform == "win32":
            import winsound

            winsound.PlaySound(onda(nombre), winsound.SND_MEMORY)
        elif self._orden:
            ruta = Path(self._carpeta.filePath(f"{nombre}.wav"))
            if not ruta.exists():
                ruta.write_bytes(onda(nombre))
            empezo, _ = QProcess.startDetached(self._orden[0], [*self._orden[1:], str(ruta)])
            if not empezo:
                REGISTRO.warning("No se pudo tocar el sonido %s con %s", nombre, self._orden[0])
        else:
            for n in range(sum(1 for hertz, _ in notas if hertz)):
                QTimer.singleShot(n * PAUSA_MS, QApplication.beep)


@lru_cache(maxsize=len(SONIDOS))
def onda(nombre: str) -> bytes:
    """The WAV of a sound: mono, 16 bits, its edges softened so that it does not click."""
    muestras: list[int] = []
    for hertz, ms in SONIDOS[nombre]:
        cuantas = FRECUENCIA * ms // 1000
        borde = min(cuantas // 4, FRECUENCIA // 200) or 1
        for n in range(cuantas):
            fuerza = min(1.0, n / borde, (cuantas - n) / borde)
            muestras.append(round(14_000 * fuerza * math.sin(2 * math.pi * hertz * n / FRECUENCIA)))
    archivo = io.BytesIO()
    with wave.open(archivo, "wb") as salida:
        salida.setnchannels(1)
        salida.setsampwidth(2)
        salida.setframerate(FRECUENCIA)
        salida.writeframes(struct.pack(f"<{len(muestras)}h", *muestras))
    return archivo.getvalue()

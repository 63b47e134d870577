"""Images fetched before they are needed, by their hash: which acta comes next is still decided when it is asked for."""

import threading
from hashlib import sha256

CUANTAS = 6  # of 4 MB at most; the node looks four actas ahead


class Anticipo:
    """In memory only. Safe from several threads: one fetches while another opens the next acta."""

    def __init__(self) -> None:
        self._imagenes: dict[str, bytes] = {}
        self._candado = threading.Lock()

    def huellas(self) -> tuple[str, ...]:
        with self._candado:
            return tuple(self._imagenes)

    def poner(self, huella: str, contenido: bytes) -> bool:
        """Keep it in the place of the oldest; False, and not kept, when it is not what its hash says."""
        if sha256(contenido).hexdigest() != huella:
            return False
        with self._candado:
            self._imagenes[huella] = contenido
            while len(self._imagenes) > CUANTAS:
                del self._imagenes[next(iter(self._imagenes))]
        return True

    def sacar(self, huella: str) -> bytes | None:
        with self._candado:
            return self._imagenes.pop(huella, None)

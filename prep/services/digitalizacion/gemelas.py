"""The sheets that passed lately, to know one that passes again."""

from prep.devices.parecido import Trazos, misma_hoja
from prep.services.digitalizacion.hojas import MISMA_HOJA, VISTAS_MAX, Hoja


class Gemelas:
    """By the page's hash, the latest last."""

    def __init__(self) -> None:
        self._vistas: dict[str, tuple[Trazos, Hoja]] = {}

    def igual(self, hoja: Hoja, escrito: Trazos | None) -> str:
        """Which page was of the same sheet, in words; "" when none was. This one is remembered."""
        if escrito is None:
            return ""
        vistas = [(t, otra) for t, otra in self._vistas.values() if otra.huella != hoja.huella]
        igual = next((otra for t, otra in reversed(vistas) if misma_hoja(escrito, t)), None)
        self.olvidar(hoja.huella)
        self._vistas[hoja.huella] = (escrito, hoja)
        if len(self._vistas) > VISTAS_MAX:
            del self._vistas[next(iter(self._vistas))]
        return "" if igual is None else MISMA_HOJA.format(igual.origen, igual.clave or "sin identificar")

    def olvidar(self, huella: str) -> None:
        """Its paper passes again."""
        self._vistas.pop(huella, None)

"""The CCV's viewer of phone images: whatever keys go to it, nothing is signed there."""

from datetime import UTC, datetime
from random import Random

from ccv.imagenes.pantalla import PUERTA, PantallaImagenes
from prep.services.nodo.tipos import ImagenDeCasilla
from tests.faults.desliz.firmas.delante import Delante
from tests.faults.desliz.firmas.puesto import Firmado, Hilo, PuestoDeFirmas
from tests.faults.desliz.gestos import Gesto

AHORA = datetime.now(UTC)


class PuestoDeImagenes(PuestoDeFirmas):
    puerta = PUERTA
    quien, estacion = "fer", "est-ccv-1"
    teclas = ("f3", "ctrl+f5", "f6", "f8", "abajo")

    def preparar(self) -> None:
        self._pantalla.obra.mirada.pausar()
        self._pantalla.obra.imagen.abrir = lambda clave: None  # type: ignore[method-assign]

    @property
    def _pantalla(self) -> PantallaImagenes:
        assert isinstance(self.marco.pantalla, PantallaImagenes)
        return self.marco.pantalla

    def caminos(self, azar: Random) -> list[str]:
        return [azar.choice(("abajo", "enter", "f2", "espacio", "tab", "f6", "texto:12")) for _ in range(6)]

    def llega(self, azar: Random) -> None:
        self.mirada(azar)

    def mirada(self, azar: Random) -> None:
        imagenes = [ImagenDeCasilla(f"{n:064d}", AHORA, "DIGITALIZADA", False, n % 3, "") for n in range(5)]
        self._pantalla.obra.mirada.llego.emit(tuple(azar.sample(imagenes, 4)))

    def juzgar(self, firmado: Firmado, antes: Delante, gesto: Gesto, hilo: Hilo) -> str:
        return "aquí no se firma nada"

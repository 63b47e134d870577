"""All the targets together: each its thread; when the settings change, only the targets that changed start again."""

from collections.abc import Callable
from pathlib import Path

from central.difusion.ajustes import Destinado, PublicacionToml
from central.difusion.destino import Destino
from central.difusion.hilo import HiloDeDestino, Meta, abrir_destino
from central.difusion.pedidos import Pedidos

ATRASO_S = 60.0  # a target that fails for longer alarms the control room


class Reparto:
    """The threads of the targets of one publisher."""

    def __init__(self, salida: Path, pedidos: Pedidos, abrir: Callable[[Destinado], Destino] = abrir_destino) -> None:
        self._salida, self._pedidos, self._abrir = salida, pedidos, abrir
        self._hilos: dict[str, HiloDeDestino] = {}
        self._avisados: set[str] = set()

    def ajustar(self, ajustes: PublicacionToml, base: Path) -> None:
        """Starts what is new, stops what is no longer there, starts again what changed."""
        pedidos = {d.nombre: Destinado(d, base) for d in ajustes.destinos}
        for nombre, hilo in list(self._hilos.items()):
            if pedidos.get(nombre) != hilo.destino:
                hilo.parar()
                del self._hilos[nombre]
                if nombre not in pedidos:
                    self._pedidos.olvidar_destino(nombre)
        for nombre, destino in pedidos.items():
            if nombre not in self._hilos:
                self._hilos[nombre] = HiloDeDestino(destino, self._salida, self._pedidos, self._abrir)
                self._hilos[nombre].empezar()

    def mostrar(self, meta: Meta) -> None:
        for hilo in self._hilos.values():
            hilo.mostrar(meta)

    def hay_imagenes(self) -> None:
        for hilo in self._hilos.values():
            hilo.hay_imagenes()

    def al_dia(self) -> bool:
        return all(hilo.al_dia() for hilo in self._hilos.values())

    def atrasados(self) -> list[tuple[str, str]]:
        """The targets that fail for over a minute, with what they say; each once until it comes back."""
        nuevos = []
        for nombre, hilo in self._hilos.items():
            falla, hace = hilo.falla()
            if not falla:
                self._avisados.discard(nombre)
            elif hace > ATRASO_S and nombre not in self._avisados:
                self._avisados.add(nombre)
                nuevos.append((nombre, falla))
        return nuevos

    def parar(self) -> None:
        for hilo in self._hilos.values():
            hilo.parar()
        self._hilos.clear()

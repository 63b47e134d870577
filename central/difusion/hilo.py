"""One target by itself: it is told what to show and gets there, however often it must try; no other waits for it."""

import contextlib
import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from central.difusion.ajustes import Clase, Destinado, Lleva
from central.difusion.carpeta_publica import CarpetaPublica
from central.difusion.destino import Destino, DestinoFalla, TurnoPerdido
from central.difusion.entrega import EntregaADestino
from central.difusion.guardado import CorteGuardado, leer_corte
from central.difusion.imagenes import POR_VEZ
from central.difusion.pedidos import Pedidos
from central.marco.conexion import MalUso

ESPERA_S, ESPERA_MAX_S = 1.0, 30.0  # between two tries: doubled each time, times 0.5 to 1.5 at random
# A cut of the folder that is not what was signed is a ValueError or, whatever its index says, a LookupError.
FALLAS = (DestinoFalla, TurnoPerdido, MalUso, OSError, ValueError, LookupError, TypeError)


@dataclass(frozen=True, slots=True)
class Meta:
    """What the target should show: a cut, by these bytes of `actual.json`."""

    corte: CorteGuardado
    actual: bytes


def abrir_destino(destino: Destinado) -> Destino:
    """Raises MalUso when its settings do not let it be opened."""
    if destino.dicho.clase is Clase.CARPETA:
        return CarpetaPublica(destino.carpeta)
    from central.difusion.objetos import abrir_objetos  # here: who publishes to folders alone does not load its library

    return abrir_objetos(destino)


class HiloDeDestino:
    """Its thread, its tries and its state; `meta` is set from outside, under `_cambio`."""

    def __init__(
        self,
        destino: Destinado,
        salida: Path,
        pedidos: Pedidos,
        abrir: Callable[[Destinado], Destino] = abrir_destino,
    ) -> None:
        self.destino, self._salida, self._pedidos, self._abrir = destino, salida, pedidos, abrir
        self._cambio = threading.Condition()
        self._meta: Meta | None = None
        self._mostrado: Meta | None = None
        self._parar, self._nuevas = False, True  # images may have come that are not there
        self._reposa = False  # it found nothing more to carry
        self._intentos, self._falla, self._desde = 0, "", 0.0
        self._hilo = threading.Thread(target=self._correr, name=f"destino-{destino.nombre}", daemon=True)

    def empezar(self) -> None:
        self._hilo.start()

    def mostrar(self, meta: Meta) -> None:
        """From now on it should show `meta`; at once, even while it waits to try again."""
        with self._cambio:
            if self._meta is None or meta.actual != self._meta.actual:
                self._meta = meta
                self._cambio.notify()

    def hay_imagenes(self) -> None:
        """Images have come since it was last told."""
        with self._cambio:
            self._nuevas = True
            self._cambio.notify()

    def parar(self) -> None:
        with self._cambio:
            self._parar = True
            self._cambio.notify()
        self._hilo.join()

    def al_dia(self) -> bool:
        """Whether it shows what it was last told to, with what it missed and all its images: it carries nothing now."""
        with self._cambio:
            return self._reposa and self._mostrado is self._meta and not self._nuevas

    def falla(self) -> tuple[str, float]:
        """What is wrong and for how many seconds; empty when nothing is."""
        with self._cambio:
            return self._falla, time.monotonic() - self._desde if self._falla else 0.0

    def _correr(self) -> None:
        entrega: EntregaADestino | None = None
        while (meta := self._siguiente()) is not None:
            try:
                if entrega is None:
                    registro = self._pedidos.carpeta / "entregas" / f"{self.destino.nombre}.jsonl"
                    entrega = EntregaADestino(
                        self._abrir(self.destino),
                        lambda numero: leer_corte(self._salida, numero),
                        registro,
                        self.destino.dicho.lleva is Lleva.PAQUETES,
                    )
                if meta is not self._mostrado:
                    entrega.llevar(meta.corte, meta.actual)
                    self._logrado(meta)
                else:
                    algo = entrega.ponerse_al_dia(meta.corte.numero) or self._imagenes(entrega)
                    if self._falla:  # it took something, or nothing is missing
                        self._logrado(meta)
                    if not algo:
                        self._descansar()
            except FALLAS as error:
                if entrega is not None:
                    entrega.olvidar()
                self._fallado(str(error))

    def _siguiente(self) -> Meta | None:
        """What to show; None when it is time to end."""
        with self._cambio:
            self._cambio.wait_for(lambda: self._parar or self._meta is not None)
            return None if self._parar else self._meta

    def _imagenes(self, entrega: EntregaADestino) -> bool:
        """Some more of them, after all that is figures; False when none is missing."""
        with self._cambio:
            nuevas, self._nuevas = self._nuevas, False
        try:
            llevadas = nuevas and entrega.llevar_imagenes(self._salida, POR_VEZ)
        except BaseException:
            self.hay_imagenes()
            raise
        if llevadas:
            self.hay_imagenes()
        return llevadas

    def _descansar(self) -> None:
        """Nothing is missing there: until it is told something else."""
        with self._cambio:
            self._reposa = True
            self._cambio.wait_for(lambda: self._parar or self._nuevas or self._meta is not self._mostrado)
            self._reposa = False

    def _logrado(self, meta: Meta) -> None:
        with self._cambio:
            self._mostrado, self._intentos, self._falla = meta, 0, ""
        self._decir(meta.corte.numero)

    def _fallado(self, falla: str) -> None:
        with self._cambio:
            if not self._falla:
                self._desde = time.monotonic() - self._ya_fallaba()
            self._falla, meta = falla, self._meta
            self._intentos += 1
        self._decir(self._mostrado.corte.numero if self._mostrado else None)
        base = min(ESPERA_MAX_S, ESPERA_S * 2 ** min(self._intentos - 1, 10))
        with self._cambio:  # a new cut is tried at once
            self._cambio.wait_for(lambda: self._parar or self._meta is not meta, base * random.uniform(0.5, 1.5))  # noqa: S311

    def _decir(self, corte: int | None) -> None:
        """What `prep publicar estado` reads. Where it cannot be written the target is served all the same."""
        with contextlib.suppress(OSError):
            self._escribir_estado(corte)

    def _escribir_estado(self, corte: int | None) -> None:
        self._pedidos.escribir(
            f"destinos/{self.destino.nombre}.json",
            {
                "nombre": self.destino.nombre,
                "clase": str(self.destino.dicho.clase),
                "lleva": str(self.destino.dicho.lleva),
                "corte": corte if corte is not None else self._antes(),
                "momento": datetime.now(UTC).isoformat(timespec="seconds"),
                "intentos": self._intentos,
                "falla": self._falla,
                "falla_s": round(time.monotonic() - self._desde) if self._falla else 0,
            },
        )

    def _ya_fallaba(self) -> float:
        """For how many seconds it had failed when the publisher before this one died: the control room is told in time.

        Of the fault of now, which is the first of this thread; none when the target had come back.
        """
        dicho = self._pedidos.leer(f"destinos/{self.destino.nombre}.json")
        antes = dicho.get("falla_s")
        return float(antes) if dicho.get("falla") and isinstance(antes, int | float) else 0.0

    def _antes(self) -> int | None:
        """The last cut that this target is known to show, by what was written of it."""
        dicho = self._pedidos.leer(f"destinos/{self.destino.nombre}.json").get("corte")
        return dicho if isinstance(dicho, int) else None

"""A node at work, its árbitro awake, and the question that each attack ends with: does an honest acta still go on?"""

import hashlib
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from typing import TypeVar

from central.arbitro.centinela import Centinela
from central.arbitro.proceso import correr
from central.nodo import roles
from central.nodo.cluster import ADMIN
from central.nodo.guardia import Guardia
from prep.domain.hechos.hechos import Acopio, Captura, Imagen
from prep.services.estacion.firma import FirmaDeSesion
from prep.services.estacion.prenda import con_sesion
from prep.services.nodo.cliente import NodoCliente
from prep.services.nodo.tipos import NodoAusente, TrabajoTomado
from prep.store.hechos import HechoFirmado
from prep.store.spool.tipos import ImagenNueva
from tests.central.arbitro.escena import CAMPOS, Escena
from tests.conftest import Nodo
from tests.espera import hasta, ocupada
from tests.store.ejemplos import PROCESO

T = TypeVar("T")
PLAZO_S = 10.0
BASURA = b"x" * 64
RECIBE, UNA, OTRA = 1, 3, 4  # the honest people, each at the station of their number


@dataclass
class NodoVivo:
    """One node in play. `hostil` is the number of the attacker, who has a station's role and its own key, no more."""

    escena: Escena
    abiertos: ExitStack = field(default_factory=ExitStack)
    clientes: dict[int, NodoCliente] = field(default_factory=dict)
    hostil: int = 2
    sitio: str = "01"

    def estacion(self, n: int) -> NodoCliente:
        """The real client of station `n`, one for each."""
        if n not in self.clientes:
            self.clientes[n] = self.abiertos.enter_context(NodoCliente(self.escena.base.dsn(f"est-01-{n}")))
        return self.clientes[n]

    def digitalizar(self, clave: str) -> str:
        """Received and scanned by an honest counter, as a station delivers it; the hash of its image."""
        acopio, puesto = self.escena.firmar(RECIBE, clave, Acopio(self.sitio, "D")), self.estacion(RECIBE)
        _insistir(lambda: puesto.entregar(acopio))
        return self.digitalizar_recibida(clave)

    def digitalizar_recibida(self, clave: str) -> str:
        """The same, of a sobre that is in."""
        imagen = clave.encode()
        huella = hashlib.sha256(imagen).hexdigest()
        escaner = self.estacion(RECIBE)
        _insistir(lambda: escaner.entregar_imagen(ImagenNueva(huella, clave, imagen)))
        _insistir(lambda: escaner.entregar(self.escena.firmar(RECIBE, clave, Imagen(huella, "ESCANER", self.sitio))))
        return huella

    def capturar(self, n: int, clave: str, votos: int = 7) -> HechoFirmado:
        """Person `n` claims the acta and delivers its captura."""
        puesto, suyo = self.estacion(n), f"op-01-{n}"

        def tomado() -> TrabajoTomado | None:
            return con_sesion(puesto, self.firma(n), lambda: puesto.reclamar_acta(suyo, clave))

        trabajo = _insistir(tomado)
        cuerpo = Captura(trabajo.ronda, trabajo.imagen, (votos,) * CAMPOS, "ACTA PREP", clave)
        firmado = self.escena.firmar(n, clave, cuerpo)
        assert _insistir(lambda: puesto.entregar(firmado)) == "nuevo"
        return firmado

    def firma(self, n: int, estacion: int = 0) -> FirmaDeSesion:
        """The key of person `n` at the station of their number, or at another."""
        suya = self.escena.llaves[f"op-01-{n}"]
        return FirmaDeSesion(f"op-01-{n}", f"est-01-{estacion or n}", PROCESO, suya)

    def quemar(self, clave: str, huella: str) -> None:
        """Capturas of everybody in every ronda, which nobody made, from the attacker's station."""
        hostil = self.estacion(self.hostil)
        for n in range(1, 7):
            for ronda in range(1, 5):
                suya = self.escena.firmar(n, clave, Captura(ronda, huella, (999,) * CAMPOS, "ACTA PREP", clave))
                hostil.entregar(replace(suya, firma=BASURA))

    def sigue_viva(self, clave: str, digitalizada: bool = False) -> float:
        """Two honest people take `clave` to VERIFICADA; how long that took. Fails when it takes more than PLAZO_S."""
        inicio = time.monotonic()
        if not digitalizada:
            self.digitalizar(clave)
        for n in (UNA, OTRA):
            self.capturar(n, clave)
        hasta(lambda: self.etapa(clave) == "VERIFICADA", f"{clave} se verifica", ocupada(PLAZO_S))
        tardo = time.monotonic() - inicio
        assert tardo < ocupada(PLAZO_S), f"tardó {tardo:.1f} s"
        return tardo

    def etapa(self, clave: str) -> str:
        filas = self.escena.base.dueno("SELECT etapa FROM prep.acta_estado WHERE acta = %s", clave)
        return str(filas[0][0]) if filas else ""

    def vacia(self) -> bool:
        """Whether the árbitro has looked at everything."""
        return self.escena.base.dueno("SELECT 1 FROM prep.cola LIMIT 1") == []


@contextmanager
def vivo(base: Nodo, escena: Escena | None = None) -> Iterator[NodoVivo]:
    """`base` with its árbitro, its guard and its centinela at work, as the node's program runs them."""
    nodo = NodoVivo(escena or Escena(base))  # before its árbitro, which learns the keys when it starts
    parar = threading.Event()
    guardia = Guardia(base.dsn(ADMIN), parar, base.cluster.lugar.carpeta)
    hilos = [
        threading.Thread(target=correr, args=(base.dsn(roles.ARBITRO), parar)),
        threading.Thread(target=guardia.correr),
        threading.Thread(target=Centinela(base.dsn(roles.ARBITRO), parar).correr),
    ]
    for hilo in hilos:
        hilo.start()
    try:
        with nodo.abiertos:
            yield nodo
    finally:
        parar.set()
        for hilo in hilos:
            hilo.join()


def _insistir(hacer: Callable[[], T | None]) -> T:
    """As a station does: again while the node cannot attend or has nothing yet."""
    limite = time.monotonic() + ocupada(PLAZO_S)
    while True:
        try:
            if (dicho := hacer()) is not None:
                return dicho
        except NodoAusente:
            if time.monotonic() > limite:
                raise
        assert time.monotonic() < limite, "el nodo no atendió a tiempo"
        time.sleep(0.05)

"""A station looks for its node whenever it is gone: at another address, or another node that took its place.

What answers on the network gives an address and nothing else: the node is who proves to be it, by its certificate or
because it knows the station's password. The card keeps the new address; the folder and its spool are the same.
"""

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from prep.domain.catalogo.catalogo import CCV
from prep.net.descubrimiento import CENTRO, Hallado, buscar_todos
from prep.services.estacion import ficha as fichas
from prep.services.estacion.errores import NoProcede
from prep.services.estacion.ficha import Ficha
from prep.services.nodo.cliente import NodoCliente
from prep.services.nodo.tipos import NodoAusente, NodoRechaza

RONDA_S = 1.0  # without a node
BUSQUEDA_S = 2.0
CANDIDATOS_MAX = 8  # that are tried in one round: anybody on the network can announce
REGISTRO = logging.getLogger(__name__)


def buscar() -> list[Hallado]:
    return buscar_todos(BUSQUEDA_S, decir=False)


@dataclass(slots=True)
class Busqueda:
    """A thread for as long as the `with` lasts. `nodo`: the station's own connection, which it moves."""

    datos: Path
    ficha: Ficha
    nodo: NodoCliente
    oir: Callable[[], Sequence[Hallado]] = buscar
    _fin: threading.Event = field(default_factory=threading.Event)
    _hilo: threading.Thread | None = None

    def __enter__(self) -> "Busqueda":
        self._hilo = threading.Thread(target=self._correr, name="busqueda", daemon=True)
        self._hilo.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Without waiting for the network: what it hears from now on does nothing."""
        self._fin.set()

    def _correr(self) -> None:
        faltaba = False  # at the look before: a node that answers at once where it was is not looked for
        while not self._fin.wait(RONDA_S):
            falta = not self.nodo.conectada
            if falta and faltaba:
                try:
                    self.buscar()
                except OSError as error:
                    REGISTRO.warning("No se pudo guardar la dirección del nodo: %s", error)
            faltaba = falta

    def buscar(self) -> bool:
        """One round: whether a node that proves to be this station's answers elsewhere. Raises OSError."""
        hallados = [h for h in self.oir() if h.proceso == self.ficha.familia]
        donde = {(h.servidor, h.puerto): None for h in sorted(hallados, key=lambda h: not self._suyo(h))}
        donde.pop((self.ficha.servidor, self.ficha.puerto), None)  # where it was: the connection itself tries
        return any(self._probar(servidor, puerto) for servidor, puerto in list(donde)[:CANDIDATOS_MAX])

    def _suyo(self, hallado: Hallado) -> bool:
        """Whether it says that it is of this site; one that says nothing better is tried after those."""
        return hallado.nodo.startswith(CENTRO if self.ficha.sitio == CCV else f"CATD{self.ficha.sitio}")

    def _probar(self, servidor: str, puerto: int) -> bool:
        if self._fin.is_set() or self.nodo.conectada:
            return False
        nueva = self.ficha.model_copy(update={"servidor": servidor, "puerto": puerto})
        try:
            dsn = fichas.conexion(nueva, self.datos)
            with NodoCliente(dsn) as otro:
                estado = otro.estado_nodo()
        except (NodoAusente, NodoRechaza, NoProcede) as error:
            REGISTRO.info("En %s:%s no está el nodo de esta estación: %s", servidor, puerto, error)
            return False
        if self.ficha.proceso not in (estado.proceso, *estado.antes) or estado.sitio != self.ficha.sitio:
            return False
        self.nodo.mudar(dsn)
        self.ficha = nueva
        fichas.guardar(nueva, self.datos / fichas.ARCHIVO)
        REGISTRO.warning("El nodo contesta ahora en %s:%s", servidor, puerto)
        return True

"""Delivery: what the spool holds goes to the node, in order, each image before the fact that names it (decision 6)."""

import threading
from dataclasses import dataclass
from uuid import UUID

from prep.domain.hechos import Imagen
from prep.services.nodo_cliente import NodoCliente
from prep.services.nodo_tipos import NodoAusente, NodoRechaza
from prep.store.spool import Spool
from prep.store.spool_tipos import ESTADO_DE_RESPUESTA, Entregado, HechoFirmado

LOTE = 50  # facts of one attempt: an operator's action does not wait for a whole backlog

Respuesta = tuple[UUID, Entregado, str]


@dataclass(frozen=True, slots=True)
class Informe:
    """How one attempt went: the node's answers, and why it stopped ("" when nothing was left)."""

    respuestas: tuple[Respuesta, ...]
    nodo: bool
    motivo: str = ""


class Entrega:
    """Delivers a spool; from any thread, one attempt at a time. What is cut short is delivered again, to one effect."""

    def __init__(self, spool: Spool, nodo: NodoCliente) -> None:
        self._spool, self._nodo = spool, nodo
        self._candado = threading.Lock()  # two attempts would deliver the same facts, and out of order

    def intentar(self, limite: int = LOTE) -> Informe:
        """Deliver the oldest `limite` pending facts; without a node they stay.

        Raises NodoRechaza when the node refuses everything alike (another version, a missing grant): nothing is set
        aside then.
        """
        with self._candado:
            return self._lote(limite)

    def vaciar(self) -> Informe:
        """Deliver until nothing is pending or the node is gone."""
        while True:
            informe = self.intentar()
            if not informe.nodo or len(informe.respuestas) < LOTE:
                return informe

    def _lote(self, limite: int) -> Informe:
        respuestas: list[Respuesta] = []
        try:
            for firmado in self._spool.pendientes(limite):
                respuestas.append((firmado.hecho.id, *self._uno(firmado)))
        except NodoAusente as ausente:
            return Informe(tuple(respuestas), nodo=False, motivo=str(ausente))
        finally:
            if respuestas:
                self._spool.marcar(respuestas)
        return Informe(tuple(respuestas), nodo=True)

    def _uno(self, firmado: HechoFirmado) -> tuple[Entregado, str]:
        try:
            if isinstance(firmado.hecho.cuerpo, Imagen):
                self._imagen(firmado.hecho.cuerpo.huella)
            respuesta = self._nodo.entregar(firmado)
        except NodoRechaza as rechazo:
            if not rechazo.definitivo:
                raise
            return Entregado.RECHAZADO, str(rechazo)
        if respuesta not in ESTADO_DE_RESPUESTA:
            raise NodoRechaza("XX000", f"El nodo contestó «{respuesta}», que esta versión no conoce. Actualícela.")
        return ESTADO_DE_RESPUESTA[respuesta], respuesta

    def _imagen(self, huella: str) -> None:
        imagen = self._spool.imagen_pendiente(huella)
        if imagen is not None:
            self._nodo.entregar_imagen(imagen)
            self._spool.marcar_imagen(huella, Entregado.ENTREGADO)

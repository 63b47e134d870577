"""Delivery: what the spool holds goes to the node, in order, each image before the fact that names it (P-6)."""

import threading
import time
from dataclasses import dataclass
from uuid import UUID

from prep.domain.hechos.hechos import Imagen
from prep.services.nodo.cliente import NodoCliente
from prep.services.nodo.tipos import EstadoNodo, NodoAusente, NodoRechaza, NodoSinLugar
from prep.store.hechos import HechoFirmado
from prep.store.spool.spool import Spool
from prep.store.spool.tipos import ESTADO_DE_RESPUESTA, Entregado

OTRO_PROCESO = "PR001"
LOTE = 50  # facts of one attempt: an operator's action does not wait for a whole backlog
RECONOCER_S = 5.0  # a node that was replaced while nothing was to be delivered is noticed within this

Respuesta = tuple[UUID, Entregado, str]


@dataclass(frozen=True, slots=True)
class InformeDeEntrega:
    """How one attempt went: the node's answers, and why it stopped ("" when nothing was left)."""

    respuestas: tuple[Respuesta, ...]
    nodo: bool
    motivo: str = ""


# The connection came back in mid-attempt: the node that answers now is recognised, and all is delivered again.
CAMBIO = InformeDeEntrega((), nodo=False, motivo="La conexión con el nodo se cortó y volvió. Se entrega otra vez.")


class Entrega:
    """Delivers a spool; from any thread, one attempt at a time. What is cut short is delivered again, to one effect.

    To be called every few seconds also when nothing waits: so it is noticed that another node took the place of ours.
    """

    def __init__(self, spool: Spool, nodo: NodoCliente) -> None:
        self._spool, self._nodo = spool, nodo
        self.sigue = ""  # the proceso that followed this spool's, once the node has said so
        # Two attempts would deliver the same facts, and out of order; and what one wrote down as delivered to the old
        # node must not come after another put it back for the new one.
        self._candado = threading.Lock()
        self._detenidas = 0  # images that the node had no room for, the last time
        self._conocida, self._hasta = -1, 0.0  # the connection whose node was recognised, and until when that is enough

    def intentar(self, limite: int = LOTE) -> InformeDeEntrega:
        """Deliver the oldest `limite` pending facts; without a node they stay.

        Raises NodoRechaza when the node refuses everything alike (another version, a missing grant, another proceso):
        nothing is set aside then.
        """
        with self._candado:
            informe = self._lote(limite)
            return self._lote(limite) if informe is CAMBIO else informe

    def vaciar(self) -> InformeDeEntrega:
        """Deliver until nothing is pending or the node is gone."""
        while True:
            informe = self.intentar()
            if not informe.nodo or len(informe.respuestas) < LOTE:
                return informe

    def reconocer(self) -> EstadoNodo:
        """Ask the node who it is. If it is not who answered before, all that the spool keeps is to be delivered again.

        Raises NodoAusente or NodoRechaza, also for a node of another proceso (R-10b).
        """
        with self._candado:
            return self._reconocer()

    def repetir(self) -> int:
        """All that was delivered is to be delivered again: the node shows that it lost it. Returns how many facts."""
        with self._candado:
            return self._spool.reabrir(Entregado.ENTREGADO)

    def _reconocer(self) -> EstadoNodo:
        conexion = -1
        while conexion != self._nodo.conexiones:  # until the question and its answer are of one connection
            conexion = self._nodo.conexiones
            estado = self._nodo.estado_nodo()
        if self._spool.proceso in estado.antes:
            self.sigue = estado.proceso
            raise NodoRechaza(OTRO_PROCESO, f"Empieza «{self.sigue}»: salga con F10, y esta estación pasa a él sola.")
        if estado.proceso != self._spool.proceso:
            raise NodoRechaza(
                OTRO_PROCESO,
                f"El nodo es del proceso «{estado.proceso}» y esta estación de «{self._spool.proceso}». "
                "Conéctela al nodo de su proceso.",
            )
        self._spool.mudar(estado.base)
        self._conocida, self._hasta = conexion, time.monotonic() + RECONOCER_S
        return estado

    def _reconocido(self) -> bool:
        igual = self._nodo.conectada and self._nodo.conexiones == self._conocida
        return igual and time.monotonic() < self._hasta

    def _lote(self, limite: int) -> InformeDeEntrega:
        respuestas: list[Respuesta] = []
        imagenes: list[str] = []
        try:
            if not self._reconocido():
                self._reconocer()
            detenidas: set[str] = set()  # of which an image waits: what is of other actas goes on
            for firmado in self._spool.pendientes(limite + self._detenidas):
                if firmado.hecho.acta in detenidas:
                    continue
                try:
                    respuestas.append((firmado.hecho.id, *self._uno(firmado, imagenes)))
                except NodoSinLugar:
                    if not isinstance(firmado.hecho.cuerpo, Imagen):
                        raise
                    detenidas.add(firmado.hecho.acta)
            self._detenidas = len(detenidas)
        except NodoAusente as ausente:
            return InformeDeEntrega(tuple(respuestas), nodo=False, motivo=str(ausente))
        finally:
            # After another connection it is not known who answered.
            if (respuestas or imagenes) and self._nodo.conexiones == self._conocida:
                self._spool.marcar(respuestas, imagenes)
        return InformeDeEntrega(tuple(respuestas), nodo=True) if self._nodo.conexiones == self._conocida else CAMBIO

    def _uno(self, firmado: HechoFirmado, imagenes: list[str]) -> tuple[Entregado, str]:
        """The node's answer; the image that went before is added to `imagenes`."""
        try:
            if isinstance(firmado.hecho.cuerpo, Imagen):
                imagenes += self._imagen(firmado.hecho.cuerpo.huella)
            respuesta = self._nodo.entregar(firmado)
        except NodoRechaza as rechazo:
            if not rechazo.definitivo:
                raise
            return Entregado.RECHAZADO, str(rechazo)
        if respuesta not in ESTADO_DE_RESPUESTA:
            raise NodoRechaza("XX000", f"El nodo contestó «{respuesta}», que esta versión no conoce. Actualícela.")
        return ESTADO_DE_RESPUESTA[respuesta], respuesta

    def _imagen(self, huella: str) -> list[str]:
        imagen = self._spool.imagen_pendiente(huella)
        if imagen is None:
            return []
        self._nodo.entregar_imagen(imagen)
        return [huella]

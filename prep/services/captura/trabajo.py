"""Work that the node hands out, for capture and desk alike: claimed, with its image, renewed, given back."""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import TypeVar

from prep.domain.catalogo.ajustes import Identificacion
from prep.domain.catalogo.catalogo import Acta, Forma
from prep.domain.reglas.auxilio import PIDA
from prep.services.estacion.errores import NoProcede, SinNodo
from prep.services.estacion.estacion import CasoDeUso
from prep.services.estacion.prenda import FRASES, SinCentinela
from prep.services.nodo.tipos import NodoAusente, NodoRechaza, TrabajoTomado
from prep.store.spool.tipos import Borrador

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Trabajo:
    """An acta to work on: what it is, the fields of its form, and its image, as it is kept (empty when from paper).

    `identificacion` MANUAL: the person reads it from the image without being shown the expected one (R-11).
    `borrador`: what this operator had keyed of this captura before the program ended.
    """

    toma: TrabajoTomado
    acta: Acta
    forma: Forma
    contenido: bytes
    identificacion: Identificacion
    borrador: Borrador | None = None


class ConTrabajo(CasoDeUso):
    """What capture and desk share."""

    _OFICIO = ""  # in the sentence "Sin nodo no hay …"

    def _pedir(self, pregunta: Callable[[], R]) -> R:
        """Ask the node; raises SinNodo when it is gone, NoProcede with its own words when it refuses."""
        try:
            return self._preguntar(pregunta)
        except SinCentinela as nadie:
            raise NoProcede(f"{nadie} Espere un momento y pida otra vez. {PIDA}") from nadie
        except NodoAusente as ausente:
            raise self._sin_nodo() from ausente
        except NodoRechaza as rechazo:
            if frase := FRASES.get(rechazo.codigo):
                raise NoProcede(frase.format(rechazo.mensaje)) from rechazo
            raise NoProcede(f"El nodo no lo permite: {rechazo.mensaje}. {PIDA}") from rechazo

    def _entregar_todo(self) -> None:
        """What this station made goes up before it asks for work. Raises SinNodo or NoProcede.

        A node that lacks a captura of it could offer it the second slot (R-04); one that lacks a decision, the case
        that was already decided.
        """
        if not self._pedir(self._estacion.entrega.vaciar).nodo:
            raise self._sin_nodo()

    def _sin_nodo(self) -> SinNodo:
        return SinNodo(
            f"Sin nodo no hay {self._OFICIO}: espere a que vuelva. {PIDA} "
            "Acopio y digitalización siguen, y lo hecho aquí está guardado."
        )

    def _preparar(self, toma: TrabajoTomado) -> Trabajo:
        """The acta, its form and its image; what cannot be shown is given back. Raises NoProcede."""
        try:
            acta = self._estacion.acta(toma.acta)
            contenido = self._imagen(toma.imagen) if toma.imagen else b""
        except NoProcede:
            self._soltar(toma)
            raise
        identificacion = self._estacion.catalogo.ajustes.identificacion(toma.fuente)
        return Trabajo(toma, acta, self._estacion.forma(acta), contenido, identificacion)

    def _imagen(self, huella: str) -> bytes:
        contenido = self._pedir(lambda: self._estacion.nodo.imagen(huella))
        if contenido is None:
            raise NoProcede(f"La imagen del acta aún no llega al nodo. Pida otro trabajo. {PIDA}")
        if sha256(contenido).hexdigest() != huella:
            raise NoProcede(f"La imagen del acta llegó dañada: no corresponde a su huella. {PIDA}")
        return contenido

    def _latido(self, trabajo: Trabajo) -> bool:
        """False when the work is no longer this operator's. Without node True: it is kept and delivered later."""
        try:
            return self._estacion.nodo.renovar(trabajo.toma.trabajo, trabajo.toma.toma)
        except NodoAusente:
            return True

    def _soltar(self, toma: TrabajoTomado) -> bool:
        """Give it back; without node the lease runs out by itself."""
        try:
            return self._estacion.nodo.devolver(toma.trabajo, toma.toma)
        except NodoAusente:
            return False

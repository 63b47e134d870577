"""The steps of an order: what is chosen, what is confirmed and with which words, and what is said when it is done."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from central.mando.dos_personas import OrdenPropuesta
from central.mando.ordenes import Ordenes
from central.marco.tabla import hace
from central.tablero.consulta import Tomado
from central.tablero.tablero import Tablero
from prep.services.estacion.sesion import Sesion
from prep.ui.dialogos import Dialogos
from prep.ui.hilos import Taller

OPCIONES_MAX = 200


class ContextoDeOrden(Protocol):
    """What an order works with: the window's, of the moment when it was asked for."""

    @property
    def dialogos(self) -> Dialogos: ...
    @property
    def taller(self) -> Taller: ...
    @property
    def tablero(self) -> Tablero: ...
    @property
    def senalado(self) -> str: ...
    @property
    def sesion(self) -> Sesion | None: ...
    def decir(self, texto: str, papel: str) -> None: ...


class Flujo(QObject):
    """One order, from its first question to its end (`termino`); then it lets go of itself."""

    termino = Signal()

    def __init__(self, mesa: ContextoDeOrden, ordenes: Ordenes, padre: QObject) -> None:
        super().__init__(padre)
        self.mesa, self.ordenes = mesa, ordenes
        self.titulo = ""

    def empezar(self) -> None:
        raise NotImplementedError

    def terminar(self) -> None:
        self.termino.emit()
        self.deleteLater()

    def hacer(self, tarea: Callable[[], object], al_terminar: Callable[..., None]) -> None:
        """Off the windows' thread; meanwhile the foot says that it is being done.

        Only while the session lasts: a dialog that is still open after it ended orders nothing.
        """
        if self.mesa.sesion is not self.ordenes.sesion:
            self.nada(self.tr("La sesión se cerró: no se hizo nada. Entre y repita la orden."))
            return
        self.mesa.decir(self.tr("{}: haciéndolo…").format(self.titulo), "nota")
        self.mesa.taller.nodo(self, tarea, al_terminar, self.negado)

    def negado(self, error: Exception) -> None:
        self.mesa.decir(self.tr("{}: no se hizo").format(self.titulo), "mal")
        self.mesa.dialogos.avisar(self.titulo, str(error), self.terminar)

    def hecho(self, texto: str) -> None:
        self.mesa.decir(texto, "bien")
        self.terminar()

    def propuesta(self, orden: OrdenPropuesta) -> None:
        """Said of an order that waits for another person."""
        self.mesa.decir(self.tr("{}: propuesta {}").format(self.titulo, orden.n), "bien")
        texto = self.tr(
            "Todavía no se hace nada. Es la propuesta {}: otra persona de la coordinación entra y da su conforme con "
            "«Propuestas», antes de las {}."
        )
        self.mesa.dialogos.avisar(self.titulo, texto.format(orden.n, orden.hasta), self.terminar)

    def nada(self, texto: str) -> None:
        self.mesa.dialogos.avisar(self.titulo, texto, self.terminar)


@dataclass(frozen=True, slots=True)
class OpcionesNumeradas:
    """Lines to choose from, each numbered, so that two alike are told apart."""

    lineas: Sequence[str]

    @property
    def dichas(self) -> list[str]:
        return [f"{n}. {linea}" for n, linea in enumerate(self.lineas[:OPCIONES_MAX], start=1)]

    def cual(self, dicha: str) -> int | None:
        """The place of the one that was chosen; None for words that are none of them."""
        return self.dichas.index(dicha) if dicha in self.dichas else None


class Liberar(Flujo):
    """Whose station has been silent longest, first; then why."""

    def empezar(self) -> None:
        self.titulo = self.tr("Liberar un trabajo")
        t = self.mesa.tablero
        self._tomados = sorted(t.tomados, key=lambda x: x.desde)
        if not self._tomados:
            self.nada(self.tr("Nadie tiene trabajo del centro. El de un CATD con su propio nodo se libera ahí."))
            return
        self._opciones = OpcionesNumeradas(
            [f"{x.operador} · {x.clase.lower()} · {x.acta} · {self._senal(x)}" for x in self._tomados]
        )
        texto = self.tr("¿Cuál? Primero está el que lleva más sin dar señal. Lo que ya capturó no se pierde.")
        self.mesa.dialogos.elegir(self.titulo, texto, self._opciones.dichas, self._elegido)

    def _elegido(self, dicho: str | None) -> None:
        n = None if dicho is None else self._opciones.cual(dicho)
        if n is None:
            self.terminar()
            return
        self._tomado = tomado = self._tomados[n]
        texto = self.tr("{} la tiene {} en la estación {}: {}.\n\n¿Por qué se libera?").format(
            tomado.acta, tomado.operador, tomado.estacion, self._senal(tomado)
        )
        motivos = [self.tr("se fue sin avisar"), self.tr("falló su estación"), self.tr("tarda demasiado")]
        self.mesa.dialogos.elegir(self.titulo, texto, motivos, self._con_motivo, otra=True)

    def _senal(self, tomado: Tomado) -> str:
        """A station renews what it has: a lease is as old as its last sign of life."""
        return self.tr("señal hace {}").format(hace(self.mesa.tablero.momento - tomado.desde))

    def _con_motivo(self, motivo: str | None) -> None:
        if not motivo:
            self.terminar()
            return
        self.hacer(partial(self.ordenes.liberar, self._tomado, motivo), self._liberada)

    def _liberada(self, lineas: list[str]) -> None:
        if lineas:
            self.hecho(self.tr("Liberada {}: {}").format(self._tomado.acta, "; ".join(lineas)))
        else:
            self.nada(self.tr("{} ya no tenía el acta {}.").format(self._tomado.operador, self._tomado.acta))

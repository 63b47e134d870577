"""The contingency of a CATD and its end: the CCV takes over what is not registered, and gives it back."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal

from central.mando.ordenes import Ordenes
from central.sala import palabras
from central.sala.flujos.flujos import ContextoDeOrden, Flujo, OpcionesNumeradas
from prep.domain.catalogo.catalogo import CCV
from prep.ui.dialogos import Pregunta


class _DeCatd(Flujo):
    """An order about a CATD, acta by acta, with its progress in the foot."""

    _progreso = Signal(int, int)

    def __init__(self, mesa: ContextoDeOrden, ordenes: Ordenes, padre: QObject) -> None:
        super().__init__(mesa, ordenes, padre)
        self._progreso.connect(self._avanzar, Qt.ConnectionType.QueuedConnection)
        self.catd = ""

    def pedir_catd(self, centros: Sequence[str], texto: str, sobra: Callable[[str], str]) -> None:
        """The one that is pointed at goes first."""
        self._catds = sorted(centros, key=lambda c: (c != self.mesa.senalado, c))
        self._opciones = OpcionesNumeradas([f"{palabras.nombre(c)} · {sobra(c)}" for c in self._catds])
        self.mesa.dialogos.elegir(self.titulo, texto, self._opciones.dichas, self._elegido)

    def _elegido(self, dicho: str | None) -> None:
        n = None if dicho is None else self._opciones.cual(dicho)
        if n is None:
            self.terminar()
            return
        self.catd = self._catds[n]
        self.seguir()

    def seguir(self) -> None:
        raise NotImplementedError

    def avisa(self, hechas: int, de: int) -> None:
        """Called on the worker's thread."""
        self._progreso.emit(hechas, de)

    def _avanzar(self, hechas: int, de: int) -> None:
        self.mesa.decir(self.tr("{}, {}: {} de {} actas").format(self.titulo, self.catd, hechas, de), "nota")


class Contingencia(_DeCatd):
    """The CATD, why, and a yes: it can be undone."""

    def empezar(self) -> None:
        self.titulo = self.tr("Contingencia de un CATD")
        sitios = self.mesa.tablero.sitios
        texto = self.tr("¿Qué CATD no puede seguir? El CCV tomará la captura y la verificación de lo que le falta.")
        self.pedir_catd([c for c in sitios if c != CCV], texto, self._faltan)

    def _faltan(self, centro: str) -> str:
        avance = self.mesa.tablero.sitios[centro].avance
        return self.tr("{} actas sin registrar").format(f"{avance.esperadas - avance.registradas:,}")

    def seguir(self) -> None:
        motivos = [self.tr("sin luz"), self.tr("sin red"), self.tr("se desalojó"), self.tr("se quedó sin personal")]
        texto = self.tr("¿Por qué no puede seguir el CATD {}?").format(self.catd)
        self.mesa.dialogos.elegir(self.titulo, texto, motivos, self._con_motivo, otra=True)

    def _con_motivo(self, motivo: str | None) -> None:
        if not motivo:
            self.terminar()
            return
        self._motivo = motivo
        texto = self.tr(
            "El CCV tomará las actas del CATD {} que no están registradas: {}. Su gente deja de recibir trabajo en "
            "cuanto su nodo lo sepa; lo que ya capturó cuenta. Se puede deshacer con «Regreso»."
        ).format(self.catd, self._faltan(self.catd))
        pregunta = Pregunta(self.titulo, texto, self.tr("Sí, al CCV"), self.tr("No"), peligro=True)
        self.mesa.dialogos.confirmar(pregunta, self._confirmada)

    def _confirmada(self, si: bool) -> None:
        if si:
            self.hacer(partial(self.ordenes.contingencia, self.catd, self._motivo, self.avisa), self._declarada)
        else:
            self.terminar()

    def _declarada(self, cuantas: int) -> None:
        self.hecho(self.tr("Contingencia del CATD {}: {} actas pasan al CCV.").format(self.catd, f"{cuantas:,}"))


class Regreso(_DeCatd):
    """The CATD works again: it takes back what the CCV has not finished."""

    def empezar(self) -> None:
        self.titulo = self.tr("Regreso de un CATD")
        sitios = self.mesa.tablero.sitios
        prestados = [c for c, s in sitios.items() if s.en_ccv]
        if not prestados:
            self.nada(self.tr("El CCV no tiene actas de ningún CATD."))
            return
        texto = self.tr("¿Qué CATD vuelve a trabajar? Lo que el CCV no ha terminado de registrar vuelve a él.")
        self.pedir_catd(prestados, texto, self._tiene)

    def _tiene(self, centro: str) -> str:
        return self.tr("el CCV tiene {} actas suyas").format(f"{self.mesa.tablero.sitios[centro].en_ccv:,}")

    def seguir(self) -> None:
        texto = self.tr("Las actas del CATD {} que faltan vuelven a su gente. Las de teléfono siguen en el CCV.")
        pregunta = Pregunta(self.titulo, texto.format(self.catd), self.tr("Sí, que vuelvan"), self.tr("No"))
        self.mesa.dialogos.confirmar(pregunta, self._confirmado)

    def _confirmado(self, si: bool) -> None:
        if si:
            self.hacer(partial(self.ordenes.regreso, self.catd, self.avisa), self._vuelto)
        else:
            self.terminar()

    def _vuelto(self, cuantas: int) -> None:
        self.hecho(self.tr("Regreso del CATD {}: {} actas.").format(self.catd, f"{cuantas:,}"))

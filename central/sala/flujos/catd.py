"""The contingency of a CATD and its end, as they are proposed: the CCV takes what is not registered, and returns it."""

from collections.abc import Callable, Sequence
from functools import partial

from central.sala import palabras
from central.sala.flujos.flujos import Flujo, OpcionesNumeradas
from prep.domain.catalogo.catalogo import CCV
from prep.ui.dialogos import Pregunta


class _DeCatd(Flujo):
    """An order about a CATD."""

    catd = ""

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
        pregunta = Pregunta(self.titulo, texto, self.tr("Sí, proponer"), self.tr("No"), peligro=True)
        self.mesa.dialogos.confirmar(pregunta, self._confirmada)

    def _confirmada(self, si: bool) -> None:
        if si:
            self.hacer(partial(self.ordenes.contingencia, self.catd, self._motivo), self.propuesta)
        else:
            self.terminar()


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
        pregunta = Pregunta(self.titulo, texto.format(self.catd), self.tr("Sí, proponer"), self.tr("No"))
        self.mesa.dialogos.confirmar(pregunta, self._confirmado)

    def _confirmado(self, si: bool) -> None:
        if si:
            self.hacer(partial(self.ordenes.regreso, self.catd), self.propuesta)
        else:
            self.terminar()

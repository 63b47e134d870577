"""How the cotejo in hand ends: one of three outcomes, with what is asked before each and its reason (R-07)."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from prep.services.captura.cotejos import Cotejar
from prep.services.estacion.estacion import Recibo
from prep.ui.captura.cierre import preguntar
from prep.ui.cotejo.panel import PanelCotejo
from prep.ui.pantalla import ContextoDePantalla
from prep.ui.validacion.obra import ObraValidacion
from prep.ui.visor import Visor


class Resolutor(QObject):
    """`avisa(words, role of colour)`; `sigue`: nothing was decided, back to it."""

    avisa = Signal(str, str)
    sigue = Signal()

    def __init__(
        self, contexto: ContextoDePantalla, cotejar: Cotejar, obra: ObraValidacion, visor: Visor, padre: QObject
    ) -> None:
        super().__init__(padre)
        self._contexto, self._cotejar, self._obra, self._visor = contexto, cotejar, obra, visor
        self._panel: PanelCotejo | None = None

    def tomar(self, panel: PanelCotejo | None) -> None:
        """The case in hand from now on."""
        self._panel = panel

    def decir(self, texto: str) -> None:
        """Why a key wrote nothing."""
        self.avisa.emit(texto, "aviso")

    def aceptar(self) -> None:
        panel = self._en_mano
        if panel is None:
            return
        if panel.cambiadas:
            texto = self.tr("Escribió otras cifras: Ctrl+F2 las propone. Para dejar las publicadas, A en cada una.")
            self.avisa.emit(texto, "aviso")
        else:
            self._obra.guardar(partial(self._cotejar.aceptar, panel.caso))

    def modificar(self) -> None:
        panel = self._en_mano
        if panel is None or panel.falta():
            return
        if not panel.cambiadas:
            texto = self.tr("Esas cifras son las publicadas: F2 las acepta. Para cambiar una, escríbala en «Queda».")
            self.avisa.emit(texto, "aviso")
            return
        valores = [valor for valor in panel.valores if valor is not None]
        preguntar(
            self._contexto.dialogos, panel.caso.trabajo, self._contexto.estacion.catalogo, valores, self._visor,
            partial(self._modificar, panel, valores), panel.ir,
        )  # fmt: skip

    def _modificar(self, panel: PanelCotejo, valores: Sequence[object]) -> None:
        if panel is self._panel:
            opciones = [self.tr("Así se lee en el acta."), self.tr("La letra lo aclara."),
                        self.tr("Se corrieron los renglones."), self.tr("No se lee.")]  # fmt: skip
            texto = self.tr("Otra persona lo acepta y el siguiente corte lo publica con su motivo: no escriba nombres. "
                            "¿Por qué cambian?")  # fmt: skip
            decide = partial(self._cotejar.modificar, panel.caso, tuple(valores))
            self._por_que(self.tr("Aceptada con modificación"), texto, opciones, decide)

    def recapturar(self) -> None:
        panel = self._en_mano
        if panel is not None:
            opciones = [self.tr("Ninguna de las dos es lo que dice el acta."), self.tr("Hay demasiadas diferencias."),
                        self.tr("Se corrieron los renglones.")]  # fmt: skip
            texto = self.tr("Otra persona lo acepta; sale del conteo hasta que dos la capturen otra vez. ¿Por qué?")
            decide = partial(self._cotejar.rechazar, panel.caso)
            self._por_que(self.tr("No aceptada: recapturar"), texto, opciones, decide)

    def redigitalizar(self) -> None:
        panel = self._en_mano
        if panel is not None:
            opciones = [self.tr("Está borrosa."), self.tr("Está oscura."), self.tr("Le falta una parte."),
                        self.tr("No es de esta acta.")]  # fmt: skip
            texto = self.tr("La imagen publicada deja de usarse y se espera otra, o se captura la de la otra vía. "
                            "Otra persona lo acepta. ¿Por qué no sirve?")  # fmt: skip
            decide = partial(self._cotejar.rechazar, panel.caso, redigitalizar=True)
            self._por_que(self.tr("No aceptada: redigitalizar"), texto, opciones, decide)

    @property
    def _en_mano(self) -> PanelCotejo | None:
        return self._panel if self._obra.en_mano else None

    def _por_que(self, titulo: str, texto: str, opciones: Sequence[str], decide: Callable[..., Recibo]) -> None:
        self._contexto.dialogos.elegir(titulo, texto, opciones, partial(self._con_motivo, decide), otra=True)

    def _con_motivo(self, decide: Callable[..., Recibo], motivo: str | None) -> None:
        if motivo is None:
            self.sigue.emit()
        elif self._en_mano is not None:
            self._obra.guardar(partial(decide, motivo=motivo))

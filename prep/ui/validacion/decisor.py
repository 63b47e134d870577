"""The decision on the case in hand: what is asked before it, and its reason (R-05)."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal

from prep.domain.hechos.campos import Valor
from prep.domain.hechos.hechos import AccionDeMesa
from prep.services.captura.validacion import Validar
from prep.services.digitalizacion.identificacion import clave_de_fuera, clave_leida, exigir_de_aqui
from prep.services.estacion.errores import DatoInvalido
from prep.ui.captura.cierre import preguntar
from prep.ui.pantalla import ContextoDePantalla
from prep.ui.validacion import motivos
from prep.ui.validacion.motivos import Motivos
from prep.ui.validacion.obra import ObraValidacion
from prep.ui.validacion.panel import PanelCaso
from prep.ui.visor import Visor


@dataclass(frozen=True, slots=True)
class Decision:
    """What waits for its reason."""

    que: AccionDeMesa
    valores: Sequence[Valor] = ()
    documento: str = ""
    destino: str = ""


class Decisor(QObject):
    """`avisa(words, role of colour)`; `sigue`: nothing was decided, back to it."""

    avisa = Signal(str, str)
    sigue = Signal()

    def __init__(
        self, contexto: ContextoDePantalla, mesa: Validar, obra: ObraValidacion, visor: Visor, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._contexto, self._mesa, self._obra, self._visor = contexto, mesa, obra, visor
        self._panel: PanelCaso | None = None
        self._decision: Decision | None = None
        self._de_fuera = False

    def tomar(self, panel: PanelCaso | None) -> None:
        """The case in hand from now on."""
        self._panel, self._decision = panel, None
        if panel is not None:
            panel.identificada.connect(self._identificada)

    def aceptar(self) -> None:
        """The figures chosen; where two people agree in everything and nobody changed it, without more to say."""
        panel = self._panel
        if panel is None or not self._obra.en_mano:
            return
        if panel.falta():
            self.falta()
            return
        valores = [valor for valor in panel.valores if valor is not None]
        preguntar(
            self._contexto.dialogos, panel.caso.trabajo, self._contexto.estacion.catalogo, valores, self._visor,
            partial(self._confirmada, panel, valores), panel.ir,
        )  # fmt: skip

    def _confirmada(self, panel: PanelCaso, valores: list[Valor]) -> None:
        """What was asked about is still what is in hand."""
        if panel is not self._panel:
            return
        if panel.limpio:
            self._obra.guardar(partial(self._mesa.aceptar, panel.caso))
        else:
            razones = None if panel.caso.dicha(valores) else motivos.de_dos()
            self.pedir(Decision(AccionDeMesa.ACEPTA, valores, panel.documento), razones)

    def falta(self) -> None:
        """The field in focus is not decided yet."""
        self.decir(self.tr("Falta decidir este campo: A, B, un número, o mantenga * o + para una marca."))

    def decir(self, texto: str) -> None:
        """Why a key wrote nothing."""
        self.avisa.emit(texto, "aviso")

    def pedir(self, decision: Decision, razones: Motivos | None = None) -> None:
        """Its reason: one of the usual ones, or one's own words."""
        if self._panel is None or not self._obra.en_mano:
            return
        self._decision = decision
        m = razones or motivos.de(decision.que)
        self._contexto.dialogos.elegir(m.titulo, m.texto, m.opciones, self._con_motivo, otra=m.otra)

    def recapturar(self) -> None:
        self.pedir(Decision(AccionDeMesa.RECAPTURA))

    def redigitalizar(self) -> None:
        self.pedir(Decision(AccionDeMesa.REDIGITALIZA))

    def sin_acta(self) -> None:
        self.pedir(Decision(AccionDeMesa.SIN_ACTA))

    def otra_acta(self) -> None:
        """The image says another casilla of the catalogue."""
        self._identificar(fuera=False)

    def fuera(self) -> None:
        """The image says a casilla that is not approved."""
        self._identificar(fuera=True)

    def _identificar(self, *, fuera: bool) -> None:
        if self._panel is None or not self._obra.en_mano:
            return
        self._de_fuera = fuera
        if fuera:
            self.avisa.emit(self.tr("¿Qué casilla dice la imagen? No debe estar aprobada."), "nota")
        else:
            self.avisa.emit(self.tr("¿De qué casilla es la imagen? Escriba lo que dice el acta."), "nota")
        self._panel.pedir_identidad()

    def _identificada(self) -> None:
        panel = self._panel
        if panel is None:
            return
        try:
            destino = self._destino(panel)
        except DatoInvalido as error:
            self.avisa.emit(str(error), "aviso")
            panel.identidad.otra_vez()
            return
        self.pedir(Decision(AccionDeMesa.IDENTIFICA, destino=destino), motivos.de_fuera() if self._de_fuera else None)

    def _destino(self, panel: PanelCaso) -> str:
        acta, catalogo = panel.caso.trabajo.acta, self._contexto.estacion.catalogo
        clave = clave_leida(catalogo, acta, *panel.identidad.leida)
        if clave not in catalogo.actas:
            exigir_de_aqui(panel.caso.directorio, self._contexto.estacion.sitio, panel.identidad.leida[0])
        if self._de_fuera:
            return clave_de_fuera(catalogo, acta, *panel.identidad.leida)
        if clave == acta.clave:
            raise DatoInvalido(
                self.tr("Es la que se esperaba. Si es de otra elección, mándela a redigitalizar con F11.")
            )
        if clave not in catalogo.actas:
            raise DatoInvalido(
                self.tr("Esa casilla no es de este sitio. Revísela; si no está aprobada, use «Fuera de catálogo».")
            )
        return clave

    def _con_motivo(self, motivo: str | None) -> None:
        decision, self._decision = self._decision, None
        if self._panel is None or decision is None or motivo is None:
            self.sigue.emit()
            return
        d, caso = decision, self._panel.caso
        self._obra.guardar(
            partial(self._mesa.dictaminar, caso, d.que, motivo, d.valores, d.documento, d.destino),
        )

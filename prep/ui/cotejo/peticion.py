"""Asking for a cotejo: of which acta and why, one thing at a time (R-06)."""

from functools import partial

from PySide6.QtCore import QObject

from prep.services.captura.cotejos import Cotejar
from prep.ui.cotejo.obra import ObraCotejos
from prep.ui.dialogos import Dialogos


class PeticionDeCotejo(QObject):
    def __init__(self, cotejar: Cotejar, obra: ObraCotejos, dialogos: Dialogos, padre: QObject) -> None:
        super().__init__(padre)
        self._cotejar, self._obra, self._dialogos = cotejar, obra, dialogos

    def empezar(self) -> None:
        texto = self.tr("¿De qué acta publicada? Escríbala como «123 C2 ALC».")
        self._dialogos.elegir(self.tr("Pedir un cotejo"), texto, [], self._con_acta)

    def _con_acta(self, dicha: str | None) -> None:
        if dicha:
            opciones = [self.tr("El papel dice otra cosa."), self.tr("Una representación muestra otra copia."),
                        self.tr("La imagen publicada no se lee.")]  # fmt: skip
            self._dialogos.elegir(
                self.tr("Pedir un cotejo"), self.tr("¿Por qué? Quien lo decida lo lee. No escriba nombres."), opciones,
                partial(self._con_motivo, dicha), otra=True,
            )  # fmt: skip

    def _con_motivo(self, dicha: str, motivo: str | None) -> None:
        if motivo is not None:
            self._obra.pedir_cotejo(partial(self._cotejar.pedir, dicha, motivo))

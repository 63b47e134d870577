"""Asking why each difference of a closing is there: its kind, of a closed list, and words besides."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QObject

from prep.domain.catalogo.razones import RazonDeDiferencia, de_falta
from prep.domain.reglas.empaque import DiferenciaDeEmpaque
from prep.services.estacion.empaque import Explicacion
from prep.ui.dialogos import Dialogos

Explicadas = dict[DiferenciaDeEmpaque, Explicacion]


class Explicador(QObject):
    """One after another, those that there are; who leaves one unsaid signs nothing."""

    def __init__(self, dialogos: Dialogos, razones: tuple[RazonDeDiferencia, ...], padre: QObject) -> None:
        super().__init__(padre)
        self._dialogos, self._razones = dialogos, razones

    def pedir(
        self, hay: Mapping[DiferenciaDeEmpaque, int], sigue: Callable[[Explicadas], object],
        no: Callable[[str], object], dichas: Explicadas | None = None,
    ) -> None:  # fmt: skip
        """`sigue(all of them)`, or `no(why nothing was signed)`."""
        dichas = dichas or {}
        falta = next((d for d in DiferenciaDeEmpaque if hay[d] and d not in dichas), None)
        if falta is None:
            sigue(dichas)
            return
        texto = self.tr("{}: {}. ¿Por qué? Van en el acta, una por una.").format(falta, hay[falta])
        opciones = list(de_falta(self._razones, falta.falta))
        otra_vez = partial(self.pedir, hay, sigue, no)
        self._dialogos.elegir(self._titulo, texto, opciones, partial(self._con_razon, falta, dichas, otra_vez, no))

    @property
    def _titulo(self) -> str:
        return self.tr("Firmar el cierre")

    def _con_razon(
        self, cual: DiferenciaDeEmpaque, dichas: Explicadas, sigue: Callable[[Explicadas], object],
        no: Callable[[str], object], dicha: str | None,
    ) -> None:  # fmt: skip
        if dicha is None:
            return
        razon = de_falta(self._razones, cual.falta)[dicha]
        otra = razon.se_escribe
        texto = self.tr("¿Cuál? Va en el acta.") if otra else self.tr("¿Algo más que decir? Enter: nada más.")
        self._dialogos.elegir(self._titulo, texto, [], partial(self._explicada, cual, razon, dichas, sigue, no))

    def _explicada(
        self, cual: DiferenciaDeEmpaque, razon: RazonDeDiferencia, dichas: Explicadas,
        sigue: Callable[[Explicadas], object], no: Callable[[str], object], dicho: str | None,
    ) -> None:  # fmt: skip
        if dicho is None:
            return
        if razon.se_escribe and not dicho.strip():
            no(self.tr("«{}» no dice cuál. No se firmó nada.").format(razon.razon))
        else:
            sigue({**dichas, cual: (razon.razon, dicho)})

"""Letting in who was shut out of this station by a wrong password: who, and why (R-34)."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from prep.services.estacion.coordinacion import Coordinar
from prep.ui.dialogos import Dialogos

Firmar = Callable[[Callable[[], object], str], None]


class Cerrados(QObject):
    """`firmar(task, words)` keeps it off the windows' thread; `decir(words)` when there is nobody."""

    def __init__(
        self, coordinar: Coordinar, dialogos: Dialogos, firmar: Firmar, decir: Callable[[str], None], padre: QObject
    ) -> None:
        super().__init__(padre)
        self._coordinar, self._dialogos, self._firmar, self._decir = coordinar, dialogos, firmar, decir

    def levantar(self) -> None:
        quienes = self._coordinar.cerrados()
        if not quienes:
            self._decir(self.tr("En esta estación no hay nadie cerrado por su contraseña."))
            return
        texto = self.tr("¿A quién se deja entrar otra vez en esta estación?")
        self._dialogos.elegir(self.tr("Levantar acceso"), texto, quienes, self._a_quien)

    def _a_quien(self, quien: str | None) -> None:
        if quien:
            opciones = [self.tr("Es la persona: se le reconoce."), self.tr("Alguien más probó su clave.")]
            texto = self.tr("{}: ¿por qué? Queda con su firma.").format(quien)
            self._dialogos.elegir(
                self.tr("Levantar acceso"), texto, opciones, partial(self._con_motivo, quien), otra=True
            )

    def _con_motivo(self, quien: str, motivo: str | None) -> None:
        if motivo is not None:
            tarea = partial(self._coordinar.levantar, quien, motivo)
            self._firmar(tarea, self.tr("{} ya puede entrar aquí.").format(quien))

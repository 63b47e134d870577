"""Attending an alarm: which one, what it asks for, and what was done about it."""

from functools import partial

from central.mando.ordenes import alarmas_de
from central.marco.tabla import hace
from central.sala.flujos.flujos import Flujo, OpcionesNumeradas
from central.tablero.consulta import Alarma
from prep.domain.reglas.tabla import POR_CODIGO


class Atender(Flujo):
    """The newest first; what to do about each kind comes from the table of rules."""

    def empezar(self) -> None:
        self.titulo = self.tr("Atender una alarma")
        self.hacer(partial(alarmas_de, self.ordenes.puesto), self._leidas)

    def _leidas(self, alarmas: list[Alarma]) -> None:
        self.mesa.decir("", "nota")
        self._alarmas, ahora = alarmas, self.mesa.tablero.momento
        if not alarmas:
            self.nada(self.tr("No hay alarmas sin atender."))
            return
        self._opciones = OpcionesNumeradas([f"hace {hace(ahora - a.cuando)} · {a.codigo} · {a.texto}" for a in alarmas])
        texto = self.tr("¿Cuál? La más nueva está primero.")
        self.mesa.dialogos.elegir(self.titulo, texto, self._opciones.dichas, self._elegida)

    def _elegida(self, dicha: str | None) -> None:
        n = None if dicha is None else self._opciones.cual(dicha)
        if n is None:
            self.terminar()
            return
        self._alarma = alarma = self._alarmas[n]
        partes = [alarma.texto, self.tr("Acta: {}").format(alarma.acta) if alarma.acta else ""]
        if alarma.codigo in POR_CODIGO:
            partes.append(POR_CODIGO[alarma.codigo].texto)
        partes.append(self.tr("¿Qué se hizo? Queda en la bitácora, con su firma."))
        hechas = [self.tr("se revisó y no hace falta nada"), self.tr("se corrigió"), self.tr("se avisó a soporte")]
        texto = "\n\n".join(p for p in partes if p)
        self.mesa.dialogos.elegir(self.titulo, texto, hechas, self._con_nota, otra=True)

    def _con_nota(self, nota: str | None) -> None:
        if not nota:
            self.terminar()
            return
        self.hacer(partial(self.ordenes.atender, self._alarma.n, nota), self._atendida)

    def _atendida(self, hecha: bool) -> None:
        if hecha:
            self.hecho(self.tr("Alarma atendida: {}.").format(self._alarma.codigo))
        else:
            self.nada(self.tr("Otra persona ya la había atendido."))

"""Answering what another person proposed: who, why and what it changes; with the conforme it is carried out."""

from functools import partial

from PySide6.QtCore import QObject, Qt, Signal

from central.mando.dos_personas import EstadoDeOrden, OrdenPropuesta
from central.mando.ordenes import Ordenes, cambios_de, propuestas_de
from central.sala.flujos.flujos import ContextoDeOrden, Flujo, OpcionesNumeradas
from prep.ui.dialogos import Pregunta


class Responder(Flujo):
    """Those that wait, the oldest first. One's own is shown, and the gate says who must answer it."""

    _progreso = Signal(int, int)

    def __init__(self, mesa: ContextoDeOrden, ordenes: Ordenes, padre: QObject) -> None:
        super().__init__(mesa, ordenes, padre)
        self._progreso.connect(self._avanzar, Qt.ConnectionType.QueuedConnection)

    def empezar(self) -> None:
        self.titulo = self.tr("Propuestas")
        self.hacer(partial(propuestas_de, self.ordenes.puesto), self._leidas)

    def _leidas(self, propuestas: list[OrdenPropuesta]) -> None:
        self.mesa.decir("", "nota")
        self._abiertas = [p for p in propuestas if p.abierta]
        if not self._abiertas:
            self.nada(self.tr("No hay propuestas que esperen."))
            return
        self._opciones = OpcionesNumeradas([f"{p.quien} · {p.dice}" for p in self._abiertas])
        texto = self.tr("¿Cuál? Primero está la que más espera.")
        self.mesa.dialogos.elegir(self.titulo, texto, self._opciones.dichas, self._elegida)

    def _elegida(self, dicha: str | None) -> None:
        n = None if dicha is None else self._opciones.cual(dicha)
        if n is None:
            self.terminar()
            return
        self._propuesta = self._abiertas[n]
        self.titulo = self.tr("Propuesta {}").format(self._propuesta.n)
        if self._propuesta.paso is EstadoDeOrden.A_MEDIAS:
            quedo = self.tr("Ya tiene el conforme de {} y quedó a medias.").format(self._propuesta.respondio)
            self._preguntar([quedo])
        else:
            self.hacer(partial(cambios_de, self.ordenes.puesto, self._propuesta), self._preguntar)

    def _preguntar(self, cambios: list[str]) -> None:
        self.mesa.decir("", "nota")
        p = self._propuesta
        dicho = self.tr("La propone {}: {}\nPor qué: {}\nEspera hasta las {}.")
        cabeza = dicho.format(p.quien, p.dice, p.acuerdo.motivo, p.hasta)
        texto = "\n".join([cabeza, "", *cambios, "", self.tr("Con su conforme se hace ahora.")])
        pregunta = Pregunta(self.titulo, texto, self.tr("Conforme"), self.tr("No"), peligro=True)
        self.mesa.dialogos.confirmar(pregunta, self._contestada)

    def _contestada(self, si: bool) -> None:
        if si:
            self.hacer(partial(self.ordenes.conforme, self._propuesta, self._avisa), self._cumplida)
            return
        texto = self.tr("No se hace. ¿Se rechaza? Diga por qué; si sólo la deja esperando, cancele.")
        motivos = [self.tr("todavía no"), self.tr("no procede"), self.tr("está equivocada")]
        self.mesa.dialogos.elegir(self.titulo, texto, motivos, self._con_motivo, otra=True)

    def _con_motivo(self, motivo: str | None) -> None:
        if motivo:
            self.hacer(partial(self.ordenes.rechazo, self._propuesta, motivo), self._rechazada)
        else:
            self.terminar()

    def _rechazada(self, _: object) -> None:
        self.hecho(self.tr("{}: rechazada.").format(self.titulo))

    def _cumplida(self, lineas: list[str]) -> None:
        self.mesa.decir(lineas[0], "bien")
        self.mesa.dialogos.avisar(self.titulo, "\n".join(lineas), self.terminar)

    def _avisa(self, hechas: int, de: int) -> None:
        """Called on the worker's thread."""
        self._progreso.emit(hechas, de)

    def _avanzar(self, hechas: int, de: int) -> None:
        self.mesa.decir(self.tr("{}: {} de {} actas").format(self.titulo, hechas, de), "nota")

"""What is proposed of the hours of the night: from when the period counts, and what was held back for its hour."""

from functools import partial

from central.mando.ordenes import apertura_de, retenidas_de
from central.mando.retenidas import A_LA_VEZ, Retenida
from central.sala.flujos.flujos import Flujo, OpcionesNumeradas
from prep.ui.dialogos import Pregunta


class FijarApertura(Flujo):
    """The hour, why, and then another person."""

    def empezar(self) -> None:
        self.titulo = self.tr("Hora de apertura")
        self.hacer(partial(apertura_de, self.ordenes.puesto), self._leida)

    def _leida(self, como_esta: str) -> None:
        self.mesa.decir("", "nota")
        texto = self.tr(
            "{}\n\n¿Desde qué hora cuenta el periodo de operación? Lo recibido antes de ella sale «en revisión»."
        ).format(como_esta)
        self.mesa.dialogos.elegir(self.titulo, texto, (), self._con_hora)

    def _con_hora(self, hora: str | None) -> None:
        if not hora:
            self.terminar()
            return
        self._hora = hora
        motivos = [self.tr("así lo dice el acuerdo"), self.tr("se abrió antes"), self.tr("se abrió después")]
        texto = self.tr("Apertura: {}. ¿Por qué? Elija o escriba.").format(hora)
        self.mesa.dialogos.elegir(self.titulo, texto, motivos, self._con_motivo, otra=True)

    def _con_motivo(self, motivo: str | None) -> None:
        if motivo:
            self.hacer(partial(self.ordenes.apertura, self._hora, motivo), self.propuesta)
        else:
            self.terminar()


class LiberarRetenidas(Flujo):
    """All that waits for its hour alone, or one of it; what waits for something else is told."""

    def empezar(self) -> None:
        self.titulo = self.tr("Retenidas")
        self.hacer(partial(retenidas_de, self.ordenes.puesto), self._leidas)

    def _leidas(self, todas: list[Retenida]) -> None:
        self.mesa.decir("", "nota")
        self._suyas = [r for r in todas if r.liberable][:A_LA_VEZ]
        otras = len(todas) - sum(r.liberable for r in todas)
        if not self._suyas:
            por_otra = self.tr(" Por otra causa esperan {}: véalas con F3 o «prep retenidas».").format(otras)
            self.nada(self.tr("Nada espera sólo por su hora.") + (por_otra if otras else ""))
            return
        lineas = [self.tr("Todas: {}").format(len(self._suyas))]
        self._opciones = OpcionesNumeradas([*lineas, *(f"{r.acta} · {r.horas}" for r in self._suyas)])
        texto = self.tr(
            "El último corte las dejó «en revisión» por su hora (acopio, captura, verificación). Por otra causa "
            "esperan {}. ¿Cuál se publica con las horas que tiene?"
        ).format(otras)
        self.mesa.dialogos.elegir(self.titulo, texto, self._opciones.dichas, self._elegida)

    def _elegida(self, dicha: str | None) -> None:
        n = None if dicha is None else self._opciones.cual(dicha)
        if n is None:
            self.terminar()
            return
        elegidas = self._suyas if n == 0 else [self._suyas[n - 1]]
        self._claves = [r.acta for r in elegidas]
        texto = "\n".join([*(t for r in elegidas[:5] for t in r.textos), "", self.tr("¿Por qué son correctas?")])
        motivos = [
            self.tr("se recibió antes de declarar la apertura"), self.tr("el reloj de la estación estaba mal"),
        ]  # fmt: skip
        self.mesa.dialogos.elegir(self.titulo, texto, motivos, self._con_motivo, otra=True)

    def _con_motivo(self, motivo: str | None) -> None:
        if not motivo:
            self.terminar()
            return
        self._motivo = motivo
        texto = self.tr("Salen con sus cifras en el siguiente corte: {}. Otra persona da su conforme.")
        pregunta = Pregunta(self.titulo, texto.format(len(self._claves)), self.tr("Sí, proponer"), self.tr("No"))
        self.mesa.dialogos.confirmar(pregunta, self._confirmada)

    def _confirmada(self, si: bool) -> None:
        if si:
            self.hacer(partial(self.ordenes.retenidas, self._claves, self._motivo), self.propuesta)
        else:
            self.terminar()

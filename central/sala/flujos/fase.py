"""Proposing the next phase from the control room: what it does, said before; a word to type where nobody returns."""

from functools import partial

from central.mando.dos_personas import OrdenPropuesta
from central.mando.fase import MOTIVO_MAX, Declarada, TrabajoPendiente
from central.sala.flujos.flujos import Flujo
from prep.domain.catalogo.fases import ORDEN_FASES
from prep.domain.hechos.hechos import NombreFase
from prep.ui.dialogos import Pregunta

CON_PALABRA = frozenset({NombreFase.PUBLICAR, NombreFase.ULTIMO, NombreFase.CERRAR})  # what the public sees


class PasarFase(Flujo):
    """Phases are entered in their order, each once: only the next one is offered."""

    def empezar(self) -> None:
        t = self.mesa.tablero
        if len(t.fases) == len(ORDEN_FASES):
            self.titulo = self.tr("Fase")
            self.nada(self.tr("El proceso ya está cerrado: no hay más fases."))
            return
        self._fase = ORDEN_FASES[len(t.fases)]
        self.titulo = self.tr("Pasar a la fase «{}»").format(self._fase)
        una = self.tr("Se declara una sola vez y deja un acta en PDF.")
        sola = self._fase is NombreFase.CEROS
        pide = self.tr("¿Se declara ahora?") if sola else self.tr("Otra persona da su conforme. ¿Se propone ahora?")
        si = self.tr("Sí, declarar") if sola else self.tr("Sí, proponer")
        pregunta = Pregunta(self.titulo, f"{self._que_hace()}\n\n{una} {pide}", si, self.tr("No"), peligro=True)
        self.mesa.dialogos.confirmar(pregunta, self._confirmada)

    def _que_hace(self) -> str:
        t = self.mesa.tablero
        faltan = f"{t.ciudad.esperadas - t.ciudad.registradas:,}"
        return {
            NombreFase.CEROS: self.tr("Cuenta todas las tablas y hace constar que están en cero. Nada ha llegado aún."),
            NombreFase.ABRIR: self.tr("Empieza la operación: acopio, digitalización, captura y verificación."),
            NombreFase.PUBLICAR: self.tr("Desde ahora los cortes se publican: el público los ve."),
            NombreFase.ULTIMO: self.tr("El corte que sigue es el último. Faltan {} actas por registrar."),
            NombreFase.CERRAR: self.tr("Termina la operación. Faltan {} actas por registrar."),
        }[self._fase].format(faltan)

    def _confirmada(self, si: bool) -> None:
        if not si:
            self.terminar()
        elif self._fase in CON_PALABRA:
            texto = self.tr("No hay regreso. Para proponerla escriba {}").format(self._palabra)
            self.mesa.dialogos.elegir(self.titulo, texto, (), self._escrita)
        else:
            self._declarar()

    @property
    def _palabra(self) -> str:
        return str(self._fase).upper()

    def _escrita(self, dicho: str | None) -> None:
        if dicho is None:
            self.terminar()
        elif dicho.strip().upper() == self._palabra:
            self._declarar()
        else:
            self.nada(self.tr("No se propuso: se esperaba {}.").format(self._palabra))

    def _declarar(self, forzar: str = "") -> None:
        self.hacer(partial(self.ordenes.fase, self._fase, forzar), self._declarada)

    def _declarada(self, hecha: Declarada | OrdenPropuesta) -> None:
        if isinstance(hecha, OrdenPropuesta):
            self.propuesta(hecha)
            return
        self.mesa.decir(self.tr("Fase «{}»: declarada.").format(hecha.fase), "bien")
        texto = self.tr("Quedó declarada. Imprima y firme su acta:\n{}\n\nSHA-256:\n{}")
        self.mesa.dialogos.avisar(self.titulo, texto.format(hecha.acta, hecha.sha256), self.terminar)

    def negado(self, error: Exception) -> None:
        if not isinstance(error.__cause__, TrabajoPendiente):
            super().negado(error)
            return
        self.mesa.decir(self.tr("{}: queda trabajo").format(self.titulo), "aviso")
        texto = str(error).partition(" Si debe cerrarse así")[0]
        texto += "\n\n" + self.tr("Si debe cerrarse así, escriba el motivo: queda en el acta. Si no, cancele.")
        self.mesa.dialogos.elegir(self.titulo, texto, (), self._forzada)

    def _forzada(self, motivo: str | None) -> None:
        if motivo:
            self._declarar(motivo[:MOTIVO_MAX])
        else:
            self.terminar()

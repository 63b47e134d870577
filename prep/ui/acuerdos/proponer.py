"""What one person proposes of an acta: capturing it again, other figures, or a fact taken away (P-10)."""

from functools import partial
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Signal

from prep.domain.reglas.senalado import NOMBRE_DE
from prep.services.captura.acuerdos import ActaPorCorregir, Acuerdos, Quitable, cifra_escrita
from prep.services.estacion.estacion import Recibo
from prep.ui.acuerdos.obra import ObraAcuerdos
from prep.ui.pantalla import ContextoDePantalla
from prep.ui.rotulos import escrito, rotulo


class Proponedor(QObject):
    """Asks which acta, what and why, one thing at a time. `avisa(words)`: why it went no further."""

    avisa = Signal(str)

    def __init__(self, contexto: ContextoDePantalla, acuerdos: Acuerdos, obra: ObraAcuerdos, padre: QObject) -> None:
        super().__init__(padre)
        self._contexto, self._acuerdos, self._obra = contexto, acuerdos, obra
        self._zona = ZoneInfo(contexto.estacion.catalogo.ajustes.zona)
        self._acta: ActaPorCorregir | None = None
        self._valores: list[object] = []

    def empezar(self) -> None:
        texto = self.tr("¿De qué acta? Escríbala como «123 C2 ALC», o lea su etiqueta.")
        self._contexto.dialogos.elegir(self._titulo, texto, [], self._con_acta, lectora=True)

    @property
    def _titulo(self) -> str:
        return self.tr("Proponer un cambio")

    def _con_acta(self, dicha: str | None) -> None:
        if dicha:
            pregunta = partial(self._acuerdos.mirar, dicha)
            self._contexto.taller.nodo(self, pregunta, self._mirada, self._no_se_mira)

    def _no_se_mira(self, error: Exception) -> None:
        self.avisa.emit(str(error))

    def _mirada(self, acta: ActaPorCorregir) -> None:
        self._acta, self._valores = acta, list(acta.valores)
        opciones = [self.tr("Capturarla otra vez"), self.tr("Cambiar cifras")] if acta.valores else []
        opciones += [self._quitar(q) for q in acta.quitables]
        if not opciones:
            self.avisa.emit(self.tr("De esa acta no hay nada que se pueda proponer: aún no se registra."))
            return
        texto = self.tr("{}. Otra persona lo tiene que aceptar. ¿Qué propone?").format(
            self._contexto.estacion.nombre(acta.clave)
        )
        self._contexto.dialogos.elegir(self._titulo, texto, opciones, partial(self._con_que, opciones))

    def _quitar(self, q: Quitable) -> str:
        cuando = f"{q.cuando.astimezone(self._zona):%H:%M:%S}"
        return self.tr("Quitar: {} de {}, {}").format(NOMBRE_DE.get(q.tipo, q.tipo), q.operador, cuando)

    def _con_que(self, opciones: list[str], que: str | None) -> None:
        if que is None or self._acta is None or que not in opciones:
            return
        lugar = opciones.index(que) - (2 if self._acta.valores else 0)
        if lugar == -2:
            self._por_que(partial(self._acuerdos.reabrir, self._acta.clave, fuente=self._acta.fuente))
        elif lugar == -1:
            self._cifras()
        else:
            self._por_que(partial(self._acuerdos.quitar, self._acta.clave, self._acta.quitables[lugar]))

    def _cifras(self) -> None:
        """Field by field, until there are no more."""
        assert self._acta is not None
        acta = self._contexto.estacion.acta(self._acta.clave)
        eleccion = self._contexto.estacion.catalogo.eleccion(acta.eleccion)
        campos = self._contexto.estacion.forma(acta).campos
        dichos = [f"{rotulo(c, eleccion)}: {v}" for c, v in zip(campos, self._valores, strict=True)]
        listo = [self.tr("Listo: proponer")] if self._valores != list(self._acta.valores) else []
        opciones = [*listo, *dichos]
        texto = self.tr("¿Qué dato dice otra cosa en el acta?")
        self._contexto.dialogos.elegir(self._titulo, texto, opciones, partial(self._con_campo, opciones, len(listo)))

    def _con_campo(self, opciones: list[str], antes: int, elegida: str | None) -> None:
        if elegida is None or self._acta is None or elegida not in opciones:
            return
        lugar = opciones.index(elegida) - antes
        if lugar < 0:
            self._por_que(partial(self._acuerdos.cambiar, self._acta.clave, self._acta.fuente, tuple(self._valores)))
        else:
            texto = self.tr("{}. ¿Qué dice el acta? Una cifra, ILEGIBLE o SIN DATO.").format(elegida)
            self._contexto.dialogos.elegir(self._titulo, texto, [], partial(self._con_valor, lugar))

    def _con_valor(self, lugar: int, dicho: str | None) -> None:
        if dicho is None:
            return
        try:
            self._valores[lugar] = escrito(cifra_escrita(dicho))
        except ValueError:
            self.avisa.emit(self.tr("«{}» no es una cifra, ILEGIBLE ni SIN DATO. No se propuso nada.").format(dicho))
        else:
            self._cifras()

    def _por_que(self, hacer: "partial[Recibo]") -> None:
        opciones = [
            self.tr("Las cifras no son las del acta."), self.tr("La imagen es de otra acta."),
            self.tr("El traslado fue otro."), self.tr("Se hizo por error."),
        ]  # fmt: skip
        texto = self.tr("¿Por qué? Se publica con el cambio: no escriba nombres.")
        self._contexto.dialogos.elegir(self._titulo, texto, opciones, partial(self._con_motivo, hacer), otra=True)

    def _con_motivo(self, hacer: "partial[Recibo]", motivo: str | None) -> None:
        if motivo is not None:
            self._obra.hacer(partial(hacer, motivo=motivo))

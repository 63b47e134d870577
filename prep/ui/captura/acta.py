"""The acta in hand: its form, its identification, its document, and what of it is already on the disk."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from prep.domain.catalogo.ajustes import Ajustes, Identificacion
from prep.domain.catalogo.catalogo import Catalogo
from prep.domain.reglas.rango import fuera_de_rango
from prep.services.captura.trabajo import Trabajo
from prep.services.digitalizacion.identificacion import clave_leida
from prep.services.estacion.entradas import documentos_de
from prep.services.estacion.errores import DatoInvalido
from prep.ui.captura.es_esta import EsEsta, se_pregunta
from prep.ui.captura.forma import Formulario
from prep.ui.captura.identidad import Identidad
from prep.ui.hilos import Taller
from prep.ui.piezas import decir
from prep.ui.rotulos import documento, titulo


class GuardaBorrador(Protocol):
    """What keeps what is finished as it goes; in the practice, nothing does."""

    def guardar_borrador(
        self, trabajo: Trabajo, valores: Sequence[object], campo: int, documento: str = "", identificacion: str = ""
    ) -> None: ...


class ActaEnCaptura(QWidget):
    """The form of one kind of acta, kept for the next of its kind.

    `lista` when nothing is left to key; `pregunta(text)` what is asked about a figure, "" when nothing is.
    `reconocida` when it was said that it is the acta of its label; `no_es` when it is not.
    """

    lista = Signal()
    pregunta = Signal(str)
    no_guardo = Signal(str)
    en_foco = Signal(str)
    reconocida = Signal()
    no_es = Signal()

    def __init__(self, trabajo: Trabajo, captura: GuardaBorrador, catalogo: Catalogo, taller: Taller) -> None:
        super().__init__()
        self.trabajo, self._captura, self._catalogo, self._taller = trabajo, captura, catalogo, taller
        self._ajustes: Ajustes = catalogo.ajustes
        self._eleccion = catalogo.eleccion(trabajo.acta.eleccion)
        pila = QVBoxLayout(self)
        pila.setContentsMargins(0, 0, 0, 0)
        self._cabeza = QLabel(self)
        self._cabeza.setWordWrap(True)
        self._cabeza.setTextFormat(Qt.TextFormat.PlainText)
        pila.addWidget(self._cabeza)
        self.identidad: Identidad | None = None
        if trabajo.identificacion is Identificacion.MANUAL:
            self.identidad = Identidad(self)
            self.identidad.completa.connect(self._identificada)
            pila.addWidget(self.identidad)
        self._es_esta = EsEsta(self) if se_pregunta(trabajo) else None
        if self._es_esta is not None:
            self._es_esta.si.connect(self._es_suya)
            self._es_esta.no.connect(self.no_es)
            pila.addWidget(self._es_esta, 1)
        self.formulario = Formulario(trabajo.forma, self._eleccion, catalogo.convenciones, self)
        self.formulario.termino.connect(self._termino)
        self.formulario.vacio.connect(self._falta_campo)
        self.formulario.completo.connect(self.lista)
        self.formulario.dice.connect(self.pregunta)
        self.formulario.dispuesto.connect(self._decir)  # beside strips, what is told of the acta takes one line
        self.formulario.en_foco.connect(self._enfocada)
        pila.addWidget(self.formulario, 1)
        self.abrir(trabajo)

    def abrir(self, trabajo: Trabajo) -> None:
        """Another acta of this kind: nothing of the one before is left, but for what was kept of this very one."""
        self.trabajo = trabajo
        self._documentos = documentos_de(trabajo.acta, self._catalogo)
        self._cual, self._ultimo = 0, ""
        self._puestos: dict[int, object] = {}  # what is finished; a field that is being typed is not
        self._dudas: dict[int, object] = {}  # field → the value that was asked about, once
        self.formulario.limpiar()
        if self.identidad is not None:
            self.identidad.limpiar()
        self._recordar()
        self._decir()
        borrador = trabajo.borrador
        if self._es_esta is not None:
            dicha = borrador is not None and borrador.identificacion == trabajo.acta.clave
            self._es_esta.preguntar(trabajo.acta, self._eleccion, dicha)
        self.formulario.setVisible(not self.por_reconocer)

    @property
    def por_reconocer(self) -> bool:
        """Whether it is still to be said that it is the acta of its label."""
        return self._es_esta is not None and not self._es_esta.contestada

    def mirar(self, se_ve: bool, como: str = "") -> None:
        """Its paper is in sight, or why not."""
        if self._es_esta is not None and self.por_reconocer:
            self._es_esta.mirar(se_ve, como)

    def _es_suya(self) -> None:
        self.formulario.show()
        self._guardar(-1)
        self.reconocida.emit()
        self.empezar()

    @staticmethod
    def clase(trabajo: Trabajo) -> str:
        """Two works of one class use the same form."""
        return f"{trabajo.forma.clave} {trabajo.identificacion}"

    def empezar(self) -> None:
        """The focus where work goes on: the identification first, or the field where it was left."""
        if self._es_esta is not None and self.por_reconocer:
            self._es_esta.setFocus()
            return
        if self.identidad is not None and not all(self.identidad.leida[:3]):
            self.identidad.ir()
            return
        borrador = self.trabajo.borrador
        if self._ultimo:
            self.formulario.ir(self.formulario.campos.index(self._ultimo))
        elif borrador is not None and self.formulario.vacios:
            self.formulario.ir(min(borrador.campo, len(self.formulario.campos) - 1))
        elif borrador is not None:
            self.lista.emit()
        else:
            self.formulario.ir(self.formulario.vacios[0] if self.formulario.vacios else 0)

    @property
    def campo(self) -> str:
        """The field in focus, or the last that was; "" before the first."""
        return self._ultimo

    @property
    def documento(self) -> str:
        return self._documentos[self._cual]

    def otro_documento(self) -> None:
        self._cual = (self._cual + 1) % len(self._documentos)
        self._decir()
        self._guardar(-1)

    @property
    def identificacion(self) -> str:
        """The key as read. Raises DatoInvalido."""
        if self.por_reconocer:
            raise DatoInvalido(self.tr("Falta decir si es esta acta: S si es, N si no es."))
        if self.identidad is None:
            return self.trabajo.acta.clave
        if not all(self.identidad.leida[:3]):
            raise DatoInvalido(self.tr("Falta la identificación del acta: sección, tipo y número de casilla."))
        return clave_leida(self._catalogo, self.trabajo.acta, *self.identidad.leida)

    def falta(self) -> bool:
        """Goes to the first field that is empty; False when there is none."""
        if not self.formulario.vacios:
            return False
        self.formulario.ir(self.formulario.vacios[0])
        self._falta_campo()
        return True

    def _falta_campo(self) -> None:
        self.pregunta.emit(self.tr("Falta este campo: escriba el número, o mantenga * (ILEGIBLE) o + (SIN DATO)."))

    def _enfocada(self, campo: str) -> None:
        self._ultimo = campo
        self.en_foco.emit(campo)

    def _recordar(self) -> None:
        borrador = self.trabajo.borrador
        if borrador is None:
            return
        for n, valor in enumerate(borrador.valores):
            if valor is not None:
                self._puestos[n] = valor
        self.formulario.poner(borrador.valores, borrador.campo)
        if borrador.documento in self._documentos:
            self._cual = self._documentos.index(borrador.documento)
        if self.identidad is not None:
            self.identidad.poner(borrador.identificacion)

    @property
    def nombre(self) -> str:
        """Which acta it is; only the election when its identification is to be read."""
        return self._eleccion.nombre if self.identidad is not None else titulo(self.trabajo.acta, self._eleccion)

    def _decir(self) -> None:
        copia = self._cual > 0
        entre = "   ·   " if self.formulario.con_tiras else "\n"
        dicho = self.tr("Documento: {} (F7 lo cambia)") if copia else self.tr("Documento: {}")
        decir(
            self._cabeza,
            f"{self.nombre}{entre}{dicho.format(documento(self.documento))}",
            "aviso" if copia else "papel",
        )

    def _identificada(self) -> None:
        try:
            self.identificacion  # noqa: B018 -- only whether it can be read
        except DatoInvalido as error:
            self.pregunta.emit(str(error))
            return
        self.pregunta.emit("")
        self._guardar(-1)
        self.reconocida.emit()
        self.empezar()

    def _termino(self, n: int) -> None:
        """Field n is finished, unless there is something to ask about it, once."""
        valor = self.formulario.valor(n)
        if self._preguntar(n, self.tr("{} (Enter otra vez para confirmar)")):
            return
        self._puestos[n] = valor
        self.pregunta.emit("")
        self._guardar(n)
        self.formulario.seguir(n)

    def _preguntar(self, n: int, como: str) -> bool:
        """Whether something is asked now about field n, which was not before."""
        valor = self.formulario.valor(n)
        if valor is None or self._dudas.get(n) == valor:
            return False
        duda = fuera_de_rango(valor, self.formulario.campos[n], self.trabajo.acta, self._ajustes)
        if duda:
            self._dudas[n] = valor
            self.pregunta.emit(como.format(duda))
        return bool(duda)

    def queda_duda(self) -> bool:
        """Goes to the first field that was left without what is asked about it; False when there is none."""
        for n in range(len(self.formulario.campos)):
            if self.formulario.valor(n) != self._puestos.get(n) and self._preguntar(n, "{}"):
                self.formulario.ir(n)
                return True
        return False

    def _guardar(self, n: int) -> None:
        """The draft with field n, off to the disk; its mark appears once it is there."""
        reconocida = self._es_esta is not None and self._es_esta.contestada
        suya = self.trabajo.acta.clave if reconocida else self.identidad.guardable if self.identidad is not None else ""
        campo = min(n + 1, len(self.formulario.campos) - 1) if n >= 0 else 0
        tarea = partial(
            self._captura.guardar_borrador,
            self.trabajo,
            self._terminados(),
            campo,
            self.documento,
            suya,
        )
        vuelta = _Guardado(self, self.trabajo, n, self.formulario.valor(n) if n >= 0 else None)
        self._taller.local(vuelta, tarea, vuelta.bien, vuelta.mal)

    def al_disco(self, sigue: Callable[[object], None]) -> None:
        """`sigue` once all that was on its way to the disk is there: a draft erased after that stays erased."""
        self._taller.local(self, _nada, sigue)

    def _terminados(self) -> list[object]:
        return [self._puestos.get(n) for n in range(len(self.formulario.campos))]

    def guardado(self, trabajo: Trabajo, n: int, valor: object) -> None:
        """Field n of that work is on the disk; the form may show another by now."""
        if n >= 0 and trabajo is self.trabajo and self.formulario.valor(n) == valor:
            self.formulario.guardada(n, True)


def _nada() -> None:
    """Only what was before it in the line."""


class _Guardado(QObject):
    """Tells the form which field reached the disk."""

    def __init__(self, acta: ActaEnCaptura, trabajo: Trabajo, n: int, valor: object) -> None:
        super().__init__(acta)
        self._acta, self._trabajo, self._n, self._valor = acta, trabajo, n, valor

    def bien(self, _: object) -> None:
        self._acta.guardado(self._trabajo, self._n, self._valor)
        self.deleteLater()

    def mal(self, error: Exception) -> None:
        self._acta.no_guardo.emit(str(error))
        self.deleteLater()

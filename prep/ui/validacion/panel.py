"""The case in hand: the fields that differ first, the rest below, its document and who read which acta."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from prep.domain.catalogo.catalogo import Catalogo
from prep.domain.hechos.campos import Valor
from prep.domain.vida.diferencias import acordada
from prep.services.captura.validacion import Caso
from prep.services.estacion.entradas import documentos_de
from prep.ui.captura.identidad import Identidad
from prep.ui.piezas import decir
from prep.ui.rotulos import breve, documento, rotulo, titulo
from prep.ui.validacion.fila import LETRAS, FilaDeCampo


class PanelCaso(QWidget):
    """`completo`: they went on from the last that differs; `vacio`: they would go on from one that has no figure;
    `cambia`: a figure; `identificada`: which acta it is was typed."""

    completo = Signal()
    vacio = Signal()
    cambia = Signal()
    identificada = Signal()
    en_foco = Signal(str)
    dice = Signal(str)

    def __init__(self, caso: Caso, catalogo: Catalogo) -> None:
        super().__init__()
        self.caso = caso
        self.campo = ""  # where the keys went last
        trabajo = caso.trabajo
        self._campos, acta = trabajo.forma.campos, trabajo.acta
        self._eleccion, self._catalogo = catalogo.eleccion(acta.eleccion), catalogo
        *cifras, tipo, self._leidas = caso.renglones
        if not caso.capturas:  # nobody captured it: there is nothing to choose from, nor to be typed by one alone
            cifras = []
        self._documentos = documentos_de(acta, catalogo)
        dicho = tipo.elegido if tipo.elegido in self._documentos else self._documentos[0]
        self._cual = self._inicial = self._documentos.index(str(dicho))
        self._difiere_documento = not tipo.acuerdo
        self._cabeza, self._lectura = QLabel(self), QLabel(self)
        for letrero in (self._cabeza, self._lectura):
            letrero.setWordWrap(True)
            letrero.setTextFormat(Qt.TextFormat.PlainText)
        self.identidad = Identidad(self)
        self.identidad.hide()
        self.identidad.completa.connect(self.identificada)
        self._filas = [
            FilaDeCampo(n, r, rotulo(r.campo, self._eleccion), catalogo.convenciones, self)
            for n, r in enumerate(cifras)
        ]
        self._orden = [f.n for f in self._filas if f.difiere] + [f.n for f in self._filas if not f.difiere]
        self._armar()
        self._decir()

    def _armar(self) -> None:
        pila = QVBoxLayout(self)
        pila.setContentsMargins(0, 0, 0, 0)
        pila.setSpacing(2)
        pila.addWidget(self._cabeza)
        pila.addWidget(self._lectura)
        pila.addWidget(self.identidad)
        for n in self._orden:
            fila = self._filas[n]
            if not fila.difiere and n == self._orden[self.diferentes]:
                coinciden = QLabel(self.tr("Coinciden:"), self)
                pila.addWidget(coinciden)
            fila.hecha.connect(self._hecha)
            fila.vacia.connect(self.vacio)
            fila.cambia.connect(self.cambia)
            fila.atras.connect(self._atras)
            fila.enfocada.connect(self._enfocada)
            fila.dice.connect(self.dice)
            pila.addWidget(fila)
        pila.addStretch(1)
        for antes, despues in zip(self._orden, self._orden[1:], strict=False):
            self.setTabOrder(self._filas[antes].cifra, self._filas[despues].cifra)

    @property
    def nombre(self) -> str:
        """Which acta it is, as people say it."""
        return titulo(self.caso.trabajo.acta, self._eleccion)

    @property
    def diferentes(self) -> int:
        """How many fields differ."""
        return sum(fila.difiere for fila in self._filas)

    @property
    def valores(self) -> list[Valor | None]:
        return [fila.valor for fila in self._filas]

    @property
    def por_decidir(self) -> int:
        """How many fields have no figure yet."""
        return self.valores.count(None)

    @property
    def documento(self) -> str:
        return self._documentos[self._cual]

    @property
    def limpio(self) -> bool:
        """Two people agree in everything, on this acta, and nobody changed it here."""
        iguales = acordada([vista.captura for vista in self.caso.capturas])
        suya = iguales is not None and iguales.identificacion == self.caso.trabajo.acta.clave
        return suya and self._cual == self._inicial and all(fila.intacta for fila in self._filas)

    def empezar(self) -> bool:
        """The focus in the first field without a figure, or the first that differs; False when none does."""
        falta = next((n for n in self._orden if self._filas[n].valor is None), None)
        if falta is None and not self.diferentes:
            return False
        self._filas[self._orden[0] if falta is None else falta].cifra.setFocus()
        return True

    def falta(self) -> bool:
        """Goes to the first field that has no figure; False when there is none."""
        falta = next((n for n in self._orden if self._filas[n].valor is None), None)
        if falta is not None:
            self._filas[falta].cifra.setFocus()
        return falta is not None

    def ir(self, n: int) -> None:
        self._filas[n].cifra.setFocus()

    def otro_documento(self) -> None:
        self._cual = (self._cual + 1) % len(self._documentos)
        self._decir()

    def pedir_identidad(self) -> None:
        """Empty: what was written for another question is no answer to this one."""
        self.identidad.limpiar()
        self.identidad.show()
        self.identidad.ir()

    def _hecha(self, n: int) -> None:
        lugar = self._orden.index(n) + 1
        if lugar == self.diferentes or lugar == len(self._orden):
            self.completo.emit()
        else:
            self._filas[self._orden[lugar]].cifra.setFocus()

    def _atras(self, n: int) -> None:
        self._filas[self._orden[max(self._orden.index(n) - 1, 0)]].cifra.setFocus()

    def _enfocada(self, n: int) -> None:
        self.campo = self._campos[n]
        vista = self.parentWidget()
        marco = vista.parentWidget() if vista is not None else None
        if isinstance(marco, QScrollArea):
            marco.ensureWidgetVisible(self._filas[n])  # whole: what each person keyed is below the field
        self.en_foco.emit(self.campo)

    def _decir(self) -> None:
        cuantos = self.tr("Difieren %n campo(s)", "", self.diferentes) if self.diferentes else self.tr("Todo coincide")
        if not self.caso.capturas:
            cuantos = self.tr("La devolvieron sin capturarla: vea por qué abajo, y decida qué se hace con ella")
        elif len(self.caso.capturas) == 1:
            cuantos = self.tr("Hay una sola captura: revise cada campo contra la imagen")
        dicho = self.tr("Documento: {}").format(documento(self.documento))
        if self._difiere_documento:
            dicho += self.tr(" (no coincide: F7 lo cambia)")
        decir(self._cabeza, f"{self.nombre}\n{cuantos}. {dicho}", "papel")
        decir(self._lectura, self._de_otra(), "aviso")

    def _de_otra(self) -> str:
        """What is told when somebody read another acta."""
        esperada = self.caso.trabajo.acta.clave
        if all(leida == esperada for leida in self._leidas.valores):
            return ""
        leyeron = [f"{letra}: {self._nombre(str(c))}" for letra, c in zip(LETRAS, self._leidas.valores, strict=False)]
        return self.tr("No todos leyeron esta acta. {}. Si es otra, F11.").format("; ".join(leyeron))

    def _nombre(self, clave: str) -> str:
        acta = self._catalogo.actas.get(clave)
        if clave == self.caso.trabajo.acta.clave:
            return self.tr("esta")
        return clave if acta is None else breve(acta)

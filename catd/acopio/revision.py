"""The review of SIN ACTA: what is missing, marked one by one or all that is seen, with its reason (R-35)."""

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from catd.acopio.tabla import ListaDeAcopio, RenglonDeLista, RenglonesDeLista
from prep.domain.catalogo.catalogo import Acta
from prep.domain.hechos.hechos import MotivoSinActa
from prep.services.acopio.casillas import Casilla
from prep.ui import acciones
from prep.ui.fluido import Fluido
from prep.ui.piezas import decir

SECCION = "[0-9]{0,4}"
ALTO_MIN = 4  # of the list, in heights of the text: the keys below are never out of sight
ANCHO_SECCION = 7  # in letters: its four digits, and the causes fit beside it at 200 %


class Revision(QWidget):
    """`declarar(keys, reason, summary)` when the marked ones are asked for; `volver` to leave without.

    `ajeno`: somebody types into the list, as a reader would that does not know where the focus is.
    """

    declarar = Signal(list, str, str)
    volver = Signal()
    ajeno = Signal()

    def __init__(self, padre: QWidget) -> None:
        super().__init__(padre)
        self._faltan: tuple[tuple[Casilla, Acta], ...] = ()
        titulo = QLabel(self.tr("SIN ACTA: lista de revisión"), self)
        titulo.setProperty("talla", "grande")
        explica = QLabel(
            self.tr(
                "Marque las actas que no llegarán (espacio: una; Ctrl+A: las que se ven), elija la causa y declare con "
                "Ctrl+Enter. Se puede revertir: anúlela, o recíbala si llega."
            ),
            self,
        )
        explica.setWordWrap(True)
        self.seccion = QLineEdit(self)
        self.seccion.setValidator(QRegularExpressionValidator(SECCION, self))
        self.seccion.setAccessibleName(self.tr("Sólo las de esta sección"))
        self.eleccion = QComboBox(self)
        self.eleccion.setAccessibleName(self.tr("Sólo las de esta elección"))
        self.motivo = QComboBox(self)
        self.motivo.setAccessibleName(self.tr("Causa de SIN ACTA"))
        self.motivo.addItem(self.tr("Elija la causa…"), "")
        for motivo in MotivoSinActa:
            self.motivo.addItem(motivo.value, motivo.value)
        self._modelo = RenglonesDeLista(
            (self.tr("Declarar"), self.tr("Casilla"), self.tr("Elección"), self.tr("Acta"), self.tr("Clave")),
            self,
            marca=self.tr("SÍ"),
        )
        self.lista = ListaDeAcopio(self._modelo, (12, 18, 14, 12, 0), self.tr("Actas que faltan, para marcar"), self)
        # A table asks for 192 px whatever the room: with large text that would push the keys out of sight.
        self.lista.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._cuenta = QLabel(self)
        self._cuenta.setWordWrap(True)
        self._armar(titulo, explica)
        self.seccion.textChanged.connect(self._filtrar)
        self.eleccion.currentIndexChanged.connect(self._filtrar)
        self.lista.espacio.connect(self._una)
        self.lista.tecleado.connect(self._extrano)
        for nombre, hace in (
            ("marcar", self._marcar), ("desmarcar", self._desmarcar), ("declarar", self._pedir),
            ("volver", self.volver.emit),
        ):  # fmt: skip
            hecha = acciones.hacer(f"acopio.{nombre}", self, hace)
            self._botones.addWidget(acciones.boton(hecha, self, principal=nombre == "declarar"))

    def _armar(self, titulo: QLabel, explica: QLabel) -> None:
        filtros = Fluido()
        for texto, campo in (
            (self.tr("Sección"), self.seccion),
            (self.tr("Elección"), self.eleccion),
            (self.tr("Causa"), self.motivo),
        ):
            pareja = QWidget(self)
            fila = QHBoxLayout(pareja)
            fila.setContentsMargins(0, 0, 0, 0)
            rotulo = QLabel(texto, pareja)
            rotulo.setBuddy(campo)
            fila.addWidget(rotulo)
            fila.addWidget(campo)
            filtros.addWidget(pareja)
        pila = QVBoxLayout(self)
        pila.setContentsMargins(0, 0, 0, 0)
        for pieza in (titulo, explica):
            pila.addWidget(pieza)
        pila.addLayout(filtros)
        pila.addWidget(self.lista, 1)
        pila.addWidget(self._cuenta)
        pie = QWidget(self)
        self._botones = Fluido(pie)
        pila.addWidget(pie)
        self.medir()

    def medir(self) -> None:
        """The size of the text changed."""
        letra = self.fontMetrics()
        self.lista.medir()
        self.lista.setMinimumHeight(letra.height() * ALTO_MIN)
        self.seccion.setFixedWidth(letra.averageCharWidth() * ANCHO_SECCION)

    def empezar(self, faltan: Sequence[tuple[Casilla, Acta]], marcada: Acta | None) -> None:
        """With nothing marked but `marcada`, which is also what is looked at."""
        self.seccion.clear()
        self.motivo.setCurrentIndex(0)
        self._modelo.marcados = {marcada.clave} if marcada is not None else set()
        self.poner(faltan)
        self.lista.setFocus(Qt.FocusReason.OtherFocusReason)
        lugares = [n for n, r in enumerate(self._modelo.renglones) if r.dato in self._modelo.marcados]
        if self._modelo.renglones:
            self.lista.setCurrentIndex(self._modelo.index(lugares[0] if lugares else 0, 0))

    def poner(self, faltan: Sequence[tuple[Casilla, Acta]]) -> None:
        """What is missing now; what arrived meanwhile is no longer marked."""
        self._faltan = tuple(faltan)
        claves = {a.clave for _, a in self._faltan}
        self._modelo.marcados &= claves
        elecciones = list(dict.fromkeys(a.eleccion for _, a in self._faltan))
        if [self.eleccion.itemData(n) for n in range(1, self.eleccion.count())] != elecciones:
            self.eleccion.blockSignals(True)
            self.eleccion.clear()
            self.eleccion.addItem(self.tr("Todas"), "")
            for eleccion in elecciones:
                self.eleccion.addItem(eleccion, eleccion)
            self.eleccion.blockSignals(False)
        self._filtrar()

    def resumen(self) -> str:
        """The marked ones, by election, for the question before declaring."""
        marcadas = [a for _, a in self._faltan if a.clave in self._modelo.marcados]
        cuentas = Counter(a.eleccion for a in marcadas)
        elecciones = [str(self.eleccion.itemData(n)) for n in range(1, self.eleccion.count())]
        return ", ".join(f"{e}: {cuentas[e]}" for e in elecciones if cuentas[e])

    def _filtrar(self) -> None:
        eleccion = self.eleccion.currentData() or ""
        self._modelo.poner(
            [
                RenglonDeLista((c.nombre, a.eleccion, a.codigo, a.clave), a.clave)
                for c, a in self._faltan
                if c.es_de(self.seccion.text()) and eleccion in ("", a.eleccion)
            ]
        )
        self._contar()

    def _contar(self) -> None:
        vistos = {r.dato for r in self._modelo.renglones}
        marcadas, ocultas = len(self._modelo.marcados), len(self._modelo.marcados - vistos)
        texto = self.tr("%n marcada(s) de {} que faltan.", "", marcadas).format(len(self._faltan))
        if ocultas:
            texto += " " + self.tr("%n no se ve(n) con este filtro.", "", ocultas)
        decir(self._cuenta, texto, "aviso" if ocultas else "papel")

    def _una(self) -> None:
        clave = self.lista.elegido
        if clave is not None:
            self._modelo.marcar([clave], clave not in self._modelo.marcados)
            self._contar()
            fila = min(self.lista.currentIndex().row() + 1, len(self._modelo.renglones) - 1)
            self.lista.setCurrentIndex(self._modelo.index(fila, 0))

    def _extrano(self, _: str) -> None:
        """Nothing was read here, and it is said: the marks must not be lost by a key."""
        decir(self._cuenta, self.tr("Aquí no se recibe. Para recibir, vuelva con Esc y lea otra vez."), "aviso")
        self.ajeno.emit()

    def _marcar(self) -> None:
        self._modelo.marcar([r.dato for r in self._modelo.renglones], True)
        self._contar()

    def _desmarcar(self) -> None:
        self._modelo.marcar(list(self._modelo.marcados), False)
        self._contar()

    def _pedir(self) -> None:
        if not self._modelo.marcados:
            decir(self._cuenta, self.tr("No ha marcado ninguna. Marque con espacio, o todas con Ctrl+A."), "mal")
            self.lista.setFocus()
        elif not self.motivo.currentData():
            decir(self._cuenta, self.tr("Falta la causa. Elíjala con las flechas."), "mal")
            self.motivo.setFocus()
        else:
            claves = [a.clave for _, a in self._faltan if a.clave in self._modelo.marcados]
            self.declarar.emit(claves, self.motivo.currentData(), self.resumen())

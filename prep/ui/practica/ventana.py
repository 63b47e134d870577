"""Practising: the pieces of the capture screen over drawn sheets; what is wrong says its rule and waits there."""

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from prep.domain.catalogo.ajustes import Identificacion
from prep.domain.hechos.hechos import Fuente
from prep.domain.reglas.devoluciones import RAZON_DE
from prep.practica.catalogo import ELECCION, FORMA
from prep.practica.cuenta import CuentaDePractica
from prep.practica.ejercicios import EJERCICIOS, Ejercicio, catalogo_de_practica
from prep.practica.hojas import contenido
from prep.services.captura.trabajo import Trabajo
from prep.services.nodo.tipos import TrabajoTomado
from prep.ui import acciones, teclas_imagen
from prep.ui.ayuda import Ayuda, notas_convenciones
from prep.ui.captura.acta import ActaEnCaptura
from prep.ui.captura.cierre import preguntar
from prep.ui.captura.devolver import por_que
from prep.ui.captura.disposicion import DisposicionCaptura
from prep.ui.captura.hojas import HojaLeida, leer_de_trabajo
from prep.ui.captura.vista import Espacio, VistaDelActa
from prep.ui.dialogos import Dialogos, DialogosDeVentana, Pregunta
from prep.ui.hilos import Taller
from prep.ui.piezas import decir, destacar, letrero
from prep.ui.practica import teclas as propias


class VentanaDePractica(QDialog):
    """`terminada(cuenta)` after the last sheet. It is given no station, no session and no node, and keeps nothing."""

    terminada = Signal(object)

    def __init__(self, ventana: QWidget, taller: Taller, dialogos: Dialogos | None = None) -> None:
        super().__init__(ventana)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(self.tr("Practicar la captura"))
        self.setAccessibleName(self.windowTitle())
        self._taller, self.dialogos = taller, dialogos or DialogosDeVentana(self)
        self._catalogo, self.cuenta = catalogo_de_practica(), CuentaDePractica()
        self.cual, self._leida = 0, HojaLeida(_trabajo(EJERCICIOS[0]))
        self._cabeza = letrero(self, "cuenta-practica")
        self.piezas = DisposicionCaptura(self)
        self.visor, self._vista = self.piezas.visor, VistaDelActa(self.piezas)
        self.acta = ActaEnCaptura(self._leida.trabajo, self, self._catalogo, taller)
        formulario = self.acta.formulario
        for senal, ranura in (
            (self.acta.pregunta, self.piezas.preguntar), (self.acta.en_foco, self.visor.enfocar),
            (self.acta.reconocida, self._reconocida), (self.acta.no_es, self._devolver),
            (self.acta.lista, self._completo), (formulario.termino, self._termino),
            (formulario.guardado, self._marcada),
        ):  # fmt: skip
            senal.connect(ranura)
        self._armar()
        self._abrir(0)

    def _armar(self) -> None:
        hechas = {
            nombre: acciones.hacer(f"{propias.PANTALLA}.{nombre}", self, hace)
            for nombre, hace in (
                ("guardar", self._guardar), ("devolver", self._devolver), ("completa", self._vista.alternar),
                ("recorrido", self.recorrer),
            )
        }  # fmt: skip
        acercar = teclas_imagen.poner(propias.PANTALLA, self, self._vista)
        hechas["completa"].setShortcut(QKeySequence())  # as in the capture screen
        self._boton_guardar = self.piezas.pie.boton(hechas["guardar"], principal=True)
        for accion in (hechas["completa"], acercar, hechas["devolver"], hechas["recorrido"]):
            self.piezas.pie.boton(accion)
        self.piezas.pie.recordar(self.tr("Mantenga * ILEGIBLE   + SIN DATO   ·   F1 reglas   ·   Esc salir"))
        espacio = Espacio(self, hechas["completa"])
        self._boton_guardar.installEventFilter(espacio)
        self.installEventFilter(espacio)
        QShortcut(QKeySequence("F1"), self).activated.connect(self._ayudar)
        pila = QVBoxLayout(self)
        pila.addWidget(self._cabeza)
        pila.addWidget(self.piezas, 1)

    @property
    def ejercicio(self) -> Ejercicio:
        return EJERCICIOS[self.cual]

    def guardar_borrador(
        self, trabajo: Trabajo, valores: Sequence[object], campo: int, documento: str = "", identificacion: str = ""
    ) -> None:
        """Nothing is kept."""

    # -- one sheet ------------------------------------------------------------------------------------

    def _abrir(self, cual: int) -> None:
        self.cual = cual
        trabajo = _trabajo(self.ejercicio)
        self._leida = HojaLeida(trabajo)
        self.acta.abrir(trabajo)
        self.piezas.poner(self.acta)
        self._vista.poner(self.acta, {})
        self.visor.mostrar(None, self.tr("Abriendo la imagen…"))
        self._contar()
        destacar(self._boton_guardar, False)
        self._taller.fondo(self, partial(leer_de_trabajo, trabajo, ELECCION, self.visor.zona), self._llego)
        self.acta.empezar()

    def _llego(self, leida: HojaLeida) -> None:
        if leida.trabajo.acta != self.ejercicio.acta:
            return
        self._leida = leida
        self.visor.mostrar(leida.hoja, leida.error)
        self._vista.poner(self.acta, leida.tiras)
        self.acta.mirar(True)
        self._presentar()

    def _presentar(self) -> None:
        pregunta = self.acta.por_reconocer
        self.visor.identificar(pregunta)
        destacar(self._boton_guardar, not pregunta)  # what is asked comes first
        self._vista.mostrar()

    def _contar(self) -> None:
        texto = self.tr("PRÁCTICA, nada se guarda   ·   Hoja {} de {}   ·   Bien a la primera: {} de {}").format(
            self.cual + 1, len(EJERCICIOS), self.cuenta.bien, len(self.cuenta.primeras)
        )
        decir(self._cabeza, texto, "simulacro")

    def _decir(self, regla: str) -> bool:
        """The rule of what is wrong; whether there was one."""
        self._contar()
        self.piezas.avisar(regla, "mal")
        return bool(regla)

    # -- what is decided --------------------------------------------------------------------------------

    def _reconocida(self) -> None:
        regla = self.cuenta.es_esta(self.ejercicio)
        if regla:
            self.acta.abrir(self._leida.trabajo)
            self._vista.poner(self.acta, self._leida.tiras)
            self.acta.mirar(True)
            self.acta.empezar()
        self._presentar()
        self._decir(regla)

    def _termino(self, n: int) -> None:
        """Field n was finished: what is wrong waits there."""
        valor = self.acta.formulario.valor(n)
        if valor is not None and self._decir(self.cuenta.campo(self.ejercicio, FORMA.campos[n], valor)):
            self.acta.formulario.ir(n)

    def _marcada(self, n: int) -> None:
        """The tick is of what is right."""
        escrito = self.ejercicio.escritos.get(FORMA.campos[n])
        if escrito is None or escrito.valor != self.acta.formulario.valor(n):
            self.acta.formulario.guardada(n, False)

    def _completo(self) -> None:
        self._boton_guardar.setFocus()

    def _guardar(self) -> None:
        acta = self.acta
        if acta.por_reconocer:
            acta.empezar()
            return
        if acta.falta():
            return
        valores = [valor for valor in acta.formulario.valores if valor is not None]
        for n, valor in enumerate(valores):
            if self._decir(self.cuenta.campo(self.ejercicio, FORMA.campos[n], valor)):
                acta.formulario.ir(n)
                return
        preguntar(self.dialogos, acta.trabajo, self._catalogo, valores, self.visor, self._siguiente, acta.formulario.ir)

    def _devolver(self) -> None:
        self.dialogos.por_letra(por_que(), self._devuelta)

    def _devuelta(self, letra: str) -> None:
        if not letra or letra not in RAZON_DE or self._decir(self.cuenta.devuelta(self.ejercicio, RAZON_DE[letra])):
            self.acta.empezar()
        else:
            self._siguiente()

    def _siguiente(self) -> None:
        if self.cual + 1 < len(EJERCICIOS):
            self._abrir(self.cual + 1)
            self.piezas.avisar(self.tr("Bien. Ésta es la siguiente."), "bien")
        else:
            self._contar()
            self.terminada.emit(self.cuenta)

    # -- the window ---------------------------------------------------------------------------------------

    def recorrer(self) -> None:
        from prep.ui.practica.recorrido import Recorrido

        recorrido = Recorrido(self)
        recorrido.finished.connect(self._recorrido)
        recorrido.open()

    def _recorrido(self, _: int) -> None:
        self.activateWindow()
        self.acta.empezar()

    def _ayudar(self) -> None:
        Ayuda(self, propias.PANTALLA, self.windowTitle(), notas_convenciones(self._catalogo.convenciones)).open()

    def reject(self) -> None:
        """Escape: what was practised is lost, so it is asked first."""
        if not self.cuenta.primeras:
            self.cerrar(True)
            return
        pregunta = Pregunta(
            self.tr("Dejar la práctica"), self.tr("Lo que lleva no se guarda: la próxima vez empieza de nuevo."),
            self.tr("Dejarla"), self.tr("Seguir practicando"), peligro=True,
        )  # fmt: skip
        self.dialogos.confirmar(pregunta, self.cerrar)

    def cerrar(self, si: bool) -> None:
        if si:
            self.piezas.quitar()
            self.done(QDialog.DialogCode.Rejected)


def _trabajo(ejercicio: Ejercicio) -> Trabajo:
    """As if a node had handed it out; none did."""
    toma = TrabajoTomado(0, UUID(int=0), ejercicio.acta.clave, Fuente.CATD, 1, 1, "", datetime.max.replace(tzinfo=UTC))
    return Trabajo(toma, ejercicio.acta, FORMA, contenido(ejercicio), Identificacion.ETIQUETA)

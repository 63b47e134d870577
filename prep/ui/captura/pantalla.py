"""The capture screen: the next acta comes by itself, is keyed blind beside its image, and the next one comes (R-04)."""

from functools import partial
from html import escape

from PySide6.QtCore import Qt, QTimer

from prep.domain.catalogo.etiqueta import SEPARADOR, EtiquetaInvalida, leer_etiqueta
from prep.domain.hechos.roles import Rol
from prep.domain.reglas.convenciones import CONVENCIONES
from prep.services.captura.captura import Capturar
from prep.services.captura.trabajo import Trabajo
from prep.services.estacion.errores import DatoInvalido, SinNodo
from prep.services.estacion.estacion import Recibo
from prep.services.estacion.pulso import Pulso
from prep.ui import acciones, teclas_imagen
from prep.ui.ayuda import notas_documentos
from prep.ui.captura import acciones as propias
from prep.ui.captura.disposicion import DisposicionCaptura
from prep.ui.captura.hojas import HojasDeCaptura
from prep.ui.captura.obra import ObraCaptura
from prep.ui.dialogos import Pregunta
from prep.ui.latido import LatidoDeTrabajo
from prep.ui.pantalla import ContextoDePantalla, Pantalla, Puerta
from prep.ui.visor import HojaEnVisor

BUSCA_MS = 1000  # how often it is asked whether there is work


class PantallaCaptura(Pantalla):
    """One acta at a time. All that is finished is on the disk; the screen may go at any moment."""

    def __init__(self, contexto: ContextoDePantalla) -> None:
        super().__init__(contexto)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # its keys work also while there is no acta
        self._captura = Capturar(contexto.estacion, contexto.sesion)
        self._activa = self._pidiendo = self._en_pausa = self._guardando = False
        self.obra: ObraCaptura | None = None
        self._obras: dict[str, ObraCaptura] = {}  # one for each kind of acta of the site
        self._hojas = HojasDeCaptura(self._captura, contexto.estacion.catalogo, contexto.taller, self)
        self._hojas.abierta.connect(self._mostrar)
        self._hojas.danada.connect(self._no_se_ve)
        self._buscar = QTimer(self)
        self._buscar.setInterval(BUSCA_MS)
        self._buscar.setSingleShot(True)
        self._buscar.timeout.connect(self._pedir)
        self._latido = LatidoDeTrabajo(self._captura.renovar, contexto, self)
        self._latido.perdida.connect(self._ya_no_es_suya)
        self._piezas = DisposicionCaptura(self)
        self.visor = self._piezas.visor
        self.pila.setContentsMargins(6, 4, 6, 4)
        self.pila.addWidget(self._piezas)
        self._hechas = {
            nombre: acciones.hacer(f"{propias.PANTALLA}.{nombre}", self, hace)
            for nombre, hace in (
                ("guardar", self._guardar), ("documento", self._documento),
                ("devolver", self._devolver), ("pausa", self._pausa), ("escanear", self._escanear),
            )
        }  # fmt: skip
        self._hechas["acercar"] = teclas_imagen.poner(propias.PANTALLA, self, self.visor)
        self._boton_guardar = self._piezas.boton(self._hechas["guardar"], principal=True)
        for nombre in ("documento", "acercar", "devolver", "pausa", "escanear"):
            self._piezas.boton(self._hechas[nombre])
        self._piezas.recordar(self.tr("* ILEGIBLE   - SIN DATO   F1 ayuda"))
        self._sin_obra(self.tr("Buscando la siguiente acta…"))

    # -- the frame --------------------------------------------------------------------------------

    def activar(self) -> None:
        self._activa = True
        if self.obra is not None:
            self.obra.empezar()
        else:
            self.setFocus()
            self._pedir()

    def pausar(self) -> None:
        self._activa = False

    def soltar(self) -> None:
        """What was begun waits here for its operator while its lease lasts; then somebody else does it."""
        self._activa = False
        self._latido.parar()
        self._buscar.stop()
        self._piezas.quitar()
        for obra in self._obras.values():
            obra.deleteLater()

    def pulso(self, pulso: Pulso) -> None:
        if not pulso.conectada and self.obra is not None and not self._piezas.aviso:
            self._piezas.avisar(self.tr("Sin nodo. Siga: lo que captura queda guardado aquí."), "aviso")

    def notas(self) -> str:
        filas = "".join(
            f"<tr><td>{escape(c.escrito)}&nbsp;&nbsp;</td><td><b>{escape(c.captura)}</b></td></tr>"
            for c in CONVENCIONES
        )
        teclas = self.tr(
            "Enter o flecha abajo: siguiente campo. Flecha arriba: campo anterior. * o I: ILEGIBLE. - o S: SIN DATO."
        )
        lectura = self.tr("Cómo se lee lo escrito a mano")
        return f"<p>{escape(teclas)}</p><h3>{escape(lectura)}</h3><table>{filas}</table>{notas_documentos()}"

    # -- getting work -----------------------------------------------------------------------------

    def _pedir(self) -> None:
        if self.obra is None and self._activa and not self._pidiendo and not self._en_pausa:
            self._pidiendo = True
            self.contexto.taller.nodo(self, self._captura.tomar, self._llego, self._no_llego)

    def _llego(self, trabajo: Trabajo | None) -> None:
        self._pidiendo = False
        if trabajo is None:
            self._sin_obra(self.tr("No hay actas por capturar.\n\nLa siguiente aparece sola."))
            self._buscar.start()
        else:
            self._abrir(trabajo)

    def _no_llego(self, error: Exception) -> None:
        self._pidiendo = False
        self._sin_obra(str(error))
        if isinstance(error, SinNodo):
            self._buscar.start()
        else:
            self._piezas.avisar(str(error), "mal")
            self._buscar.start(BUSCA_MS * 5)

    def _abrir(self, trabajo: Trabajo) -> None:
        obra = self.obra = self._obra_para(trabajo)
        self.asunto.emit(obra.nombre)
        self._piezas.poner(obra)
        self._latido.empezar(trabajo)
        self._permitir()
        self._piezas.avisar("", "nota")
        if trabajo.contenido:
            self.visor.mostrar(None, self.tr("Abriendo la imagen…"))
            self._hojas.abrir(trabajo, self.visor.zona)
        else:
            self.visor.mostrar(None, self.tr("Capture del acta que tiene en la mano."))
        if self._activa:
            obra.empezar()

    def _obra_para(self, trabajo: Trabajo) -> ObraCaptura:
        """The form of that kind of acta, made the first time that one comes."""
        clase = ObraCaptura.clase(trabajo)
        if clase in self._obras:
            self._obras[clase].abrir(trabajo)
            return self._obras[clase]
        obra = ObraCaptura(trabajo, self._captura, self.contexto.estacion.catalogo, self.contexto.taller)
        obra.lista.connect(self._lista)
        obra.pregunta.connect(self._preguntar)
        obra.no_guardo.connect(self._no_guardo)
        obra.en_foco.connect(self.visor.enfocar)
        self._obras[clase] = obra
        return obra

    def _mostrar(self, trabajo: Trabajo, hoja: HojaEnVisor) -> None:
        if self.obra is not None and self.obra.trabajo is trabajo:
            self.visor.mostrar(hoja)
            self.visor.enfocar(self.obra.campo)

    def _no_se_ve(self, trabajo: Trabajo, error: str) -> None:
        if self.obra is not None and self.obra.trabajo is trabajo:
            texto = self.tr("La imagen no se puede ver: {}.\n\nDevuelva el acta con F7 y avise a la coordinación.")
            self.visor.mostrar(None, texto.format(error))

    # -- working ----------------------------------------------------------------------------------

    def _lista(self) -> None:
        """After the last field the focus waits on the button: one Enter keeps it all."""
        self._boton_guardar.setFocus()

    def _preguntar(self, texto: str) -> None:
        self._piezas.avisar(texto, "aviso")

    def _no_guardo(self, texto: str) -> None:
        self.contexto.sonidos.tocar("error")
        self._piezas.avisar(texto, "mal")

    def _guardar(self) -> None:
        obra = self.obra
        if obra is None or self._guardando:
            return
        if obra.falta():
            return
        try:
            identificacion = obra.identificacion
        except DatoInvalido as error:
            self._piezas.avisar(str(error), "aviso")
            assert obra.identidad is not None
            obra.identidad.ir()
            return
        self._guardando = True
        valores = obra.formulario.valores
        terminar = partial(self._captura.terminar, obra.trabajo, valores, obra.documento, identificacion)
        self.contexto.taller.local(self, terminar, self._guardada, self._no_guardada)

    def _guardada(self, _: Recibo) -> None:
        self._guardando = False
        self._cerrar_obra()
        self._sin_obra(self.tr("Guardada. Abriendo la siguiente…"))
        self._pedir()

    def _no_guardada(self, error: Exception) -> None:
        self._guardando = False
        self._no_guardo(str(error))

    def _documento(self) -> None:
        if self.obra is not None:
            self.obra.otro_documento()

    def _devolver(self) -> None:
        if self.obra is not None:
            self.contexto.dialogos.confirmar(
                Pregunta(
                    self.tr("Devolver el acta"),
                    self.tr("Otra persona la capturará. Se borra lo que usted llevaba de ella."),
                    self.tr("Devolver"),
                    self.tr("Seguir con ella"),
                    peligro=True,
                ),
                self._devuelta,
            )

    def _devuelta(self, si: bool) -> None:
        obra = self.obra
        if obra is None:
            return
        if not si:
            obra.empezar()
            return
        self._cerrar_obra()
        self._sin_obra(self.tr("Devuelta."))
        obra.al_disco(partial(self._dejar, obra.trabajo))

    def _dejar(self, trabajo: Trabajo, _: object) -> None:
        self.contexto.taller.nodo(self, partial(self._captura.devolver, trabajo), self._dejada, self._no_llego)

    def _dejada(self, _: bool) -> None:
        self._buscar.start()

    def _pausa(self) -> None:
        self._en_pausa = not self._en_pausa
        self._hechas["pausa"].setText(self.tr("Seguir") if self._en_pausa else self.tr("Pausa"))
        if self.obra is not None:
            texto = self.tr("Pausa: al terminar esta acta no llegará otra. F8 para seguir.") if self._en_pausa else ""
            self._piezas.avisar(texto, "nota")
        elif self._en_pausa:
            self._sin_obra(self.tr("En pausa. F8 para seguir."))
        else:
            self._pedir()

    def _escanear(self) -> None:
        if self.obra is None:
            self.contexto.dialogos.elegir(
                self.tr("Acta en la mano"),
                self.tr("Lea el código de su etiqueta, o escriba su clave."),
                (),
                self._leida,
            )

    def _leida(self, texto: str | None) -> None:
        if texto and self.obra is None and not self._pidiendo:
            try:
                clave = leer_etiqueta(texto, self.contexto.estacion.spool.proceso) if SEPARADOR in texto else texto
            except EtiquetaInvalida as error:
                self._no_guardo(self.tr("No se abrió: {}.").format(error))
                return
            self._pidiendo = True
            self.contexto.taller.nodo(self, partial(self._captura.tomar_acta, clave), self._llego, self._no_llego)

    def _ya_no_es_suya(self, _: Trabajo) -> None:
        assert self.obra is not None, "su latido es el de la obra abierta"
        texto = self.tr("Ya no es suya: la coordinación la liberó o se venció su tiempo. Guárdela o déjela con F7.")
        self._piezas.fijar(texto)
        self.asunto.emit(self.tr("{} · ya no es suya").format(self.obra.nombre))

    # -- pieces -----------------------------------------------------------------------------------

    def _cerrar_obra(self) -> None:
        self._latido.parar()
        self.setFocus()  # not on whatever key is next: an Enter in between does nothing
        self.obra = None
        self.asunto.emit("")
        self._piezas.quitar()

    def _sin_obra(self, texto: str) -> None:
        if self.obra is None:
            self.visor.mostrar(None, texto)
            self._piezas.avisar("", "nota")
            self._permitir()

    def _permitir(self) -> None:
        for nombre in ("guardar", "documento", "devolver"):
            self._hechas[nombre].setEnabled(self.obra is not None)
        self._hechas["escanear"].setEnabled(self.obra is None)


PUERTA = Puerta(propias.PANTALLA, "Captura", frozenset({Rol.CAPTURA}), PantallaCaptura)

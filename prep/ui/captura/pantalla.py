"""The capture screen: the next acta comes by itself, is keyed blind beside its image, and the next one comes (R-04)."""

from collections.abc import Callable, Mapping
from functools import partial
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence

from prep.domain.hechos.roles import Rol
from prep.domain.reglas.devoluciones import RAZON_DE
from prep.services.captura.captura import Capturar
from prep.services.captura.trabajo import Trabajo
from prep.services.estacion.errores import DatoInvalido
from prep.services.estacion.estacion import Recibo
from prep.services.estacion.incidentes import Esbozo
from prep.services.estacion.pulso import Pulso
from prep.ui import acciones, teclas_imagen
from prep.ui.ayuda import notas_convenciones, notas_documentos
from prep.ui.captura import acciones as propias
from prep.ui.captura.acta import ActaEnCaptura
from prep.ui.captura.cierre import preguntar
from prep.ui.captura.devolver import devuelta, por_que, ya_no_es_suya
from prep.ui.captura.disposicion import DisposicionCaptura
from prep.ui.captura.hojas import HojasDeCaptura
from prep.ui.captura.obra import ObraCaptura
from prep.ui.captura.tiras import TiraDeActa
from prep.ui.captura.vista import Espacio, VistaDelActa
from prep.ui.latido import LatidoDeTrabajo
from prep.ui.pantalla import ContextoDePantalla, Pantalla, Puerta
from prep.ui.piezas import destacar
from prep.ui.visor import HojaEnVisor


class PantallaCaptura(Pantalla):
    """One acta at a time. All that is finished is on the disk; the screen may go at any moment."""

    def __init__(self, contexto: ContextoDePantalla) -> None:
        super().__init__(contexto)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # its keys work also while there is no acta
        self._captura = Capturar(contexto.estacion, contexto.sesion)
        self._obra = ObraCaptura(self._captura, contexto.taller, self)
        self.acta: ActaEnCaptura | None = None
        self._actas: dict[str, ActaEnCaptura] = {}  # one for each kind of acta of the site
        self._perdida = False  # what is in hand is no longer theirs
        self._hojas = HojasDeCaptura(self._captura, contexto.estacion.catalogo, contexto.taller, self)
        self._hojas.abierta.connect(self._mostrar)
        self._hojas.danada.connect(self._no_se_ve)
        self._latido = LatidoDeTrabajo(self._captura.renovar, contexto, self)
        self._latido.perdida.connect(self._ya_no_es_suya)
        self._piezas = DisposicionCaptura(self)
        self.visor, self._vista = self._piezas.visor, VistaDelActa(self._piezas)
        for senal, ranura in (
            (self._obra.abre, self._abrir), (self._obra.cierra, self._cerrar), (self._obra.vacia, self._sin_acta),
            (self._obra.aviso, self._piezas.avisar), (self._obra.no_guardo, self._no_guardo),
        ):  # fmt: skip
            senal.connect(ranura)
        self.pila.setContentsMargins(6, 4, 6, 4)
        self.pila.addWidget(self._piezas)
        self._hechas = {
            nombre: acciones.hacer(f"{propias.PANTALLA}.{nombre}", self, hace)
            for nombre, hace in (
                ("guardar", self._guardar), ("documento", self._documento),
                ("devolver", self._devolver), ("pausa", self._pausa), ("escanear", self._escanear),
                ("completa", self._vista.alternar),
            )
        }  # fmt: skip
        self._hechas["acercar"] = teclas_imagen.poner(propias.PANTALLA, self, self._vista)
        self._hechas["completa"].setShortcut(QKeySequence())  # no shortcut: a reader's space is seen by its guard first
        self._boton_guardar = self._piezas.pie.boton(self._hechas["guardar"], principal=True)
        for nombre in ("completa", "documento", "acercar", "devolver", "pausa", "escanear"):
            self._piezas.pie.boton(self._hechas[nombre])
        espacio = Espacio(self, self._hechas["completa"])
        self._boton_guardar.installEventFilter(espacio)
        self.installEventFilter(espacio)
        self._piezas.pie.recordar(self.tr("Mantenga * ILEGIBLE   + SIN DATO"))
        self._sin_acta(self.tr("Buscando la siguiente acta…"))

    # -- the frame --------------------------------------------------------------------------------

    def activar(self) -> None:
        if self.acta is not None:
            self.acta.empezar()
        else:
            self.setFocus()
        self._obra.activar()

    def pausar(self) -> None:
        self._obra.pausar()

    def soltar(self) -> None:
        """What was begun waits here for its operator while its lease lasts; then somebody else does it."""
        self._obra.soltar()
        self._latido.parar()
        self._piezas.quitar()
        for acta in self._actas.values():
            acta.deleteLater()

    def pulso(self, pulso: Pulso) -> None:
        if not pulso.conectada and self.acta is not None and not self._piezas.aviso:
            self._piezas.avisar(self.tr("Sin nodo. Siga: lo que captura queda guardado aquí."), "aviso")

    def notas(self) -> str:
        teclas = self.tr(
            "Enter o flecha abajo: siguiente campo. Flecha arriba: campo anterior. "
            "Mantener * un momento: ILEGIBLE. Mantener +: SIN DATO."
        )
        lectura = notas_convenciones(self.contexto.estacion.catalogo.convenciones)
        return f"<p>{escape(teclas)}</p>{lectura}{notas_documentos()}"

    # -- the acta in hand -------------------------------------------------------------------------

    def _abrir(self, trabajo: Trabajo) -> None:
        acta, self._perdida = self._acta_para(trabajo), False
        self.acta = acta
        self.asunto.emit("" if acta.por_reconocer else acta.nombre)
        self.esbozo = Esbozo(acta=trabajo.acta.clave, lugar=acta.nombre)  # where it is read blind, its name is not told
        self._piezas.poner(acta)
        self._vista.poner(acta, {})
        self._latido.empezar(trabajo)
        self._permitir()
        self._piezas.avisar("", "nota")
        if trabajo.contenido:
            self.visor.mostrar(None, self.tr("Abriendo la imagen…"))
            self._hojas.abrir(trabajo, self.visor.zona)
        else:
            self.visor.mostrar(None, self.tr("Capture del acta que tiene en la mano."))
            acta.mirar(True)
            self._presentar()
        if self._obra.a_la_vista:
            acta.empezar()

    def _acta_para(self, trabajo: Trabajo) -> ActaEnCaptura:
        """The form of that kind of acta, made the first time that one comes."""
        clase = ActaEnCaptura.clase(trabajo)
        if clase in self._actas:
            self._actas[clase].abrir(trabajo)
            return self._actas[clase]
        acta = ActaEnCaptura(trabajo, self._captura, self.contexto.estacion.catalogo, self.contexto.taller)
        acta.lista.connect(self._boton_guardar.setFocus)  # one Enter on the button keeps it all
        acta.pregunta.connect(self._piezas.preguntar)
        acta.no_guardo.connect(self._no_guardo)
        acta.en_foco.connect(self.visor.enfocar)
        acta.reconocida.connect(self._presentar)
        acta.no_es.connect(self._devolver)
        self._actas[clase] = acta
        return acta

    def _mostrar(self, trabajo: Trabajo, hoja: HojaEnVisor, tiras: Mapping[str, TiraDeActa]) -> None:
        if self.acta is not None and self.acta.trabajo is trabajo:
            self.visor.mostrar(hoja)
            self.visor.enfocar(self.acta.campo)
            self._vista.poner(self.acta, tiras)
            self.acta.mirar(True)
            self._presentar()

    def _presentar(self) -> None:
        """Which acta it is, or whether it is the one of its label: its title and the part of its image say so."""
        assert self.acta is not None, "se presenta la que se tiene"
        pregunta = self.acta.por_reconocer
        self.asunto.emit(self.tr("¿Es esta? {}").format(self.acta.nombre) if pregunta else self.acta.nombre)
        self.visor.identificar(pregunta)
        destacar(self._boton_guardar, not pregunta)  # what is asked comes first
        self._vista.mostrar()

    def _no_se_ve(self, trabajo: Trabajo, error: str) -> None:
        if self.acta is not None and self.acta.trabajo is trabajo:
            texto = self.tr("La imagen no se puede ver: {}.\n\nDevuelva el acta con F11: «No se lee».")
            self.visor.mostrar(None, texto.format(error))
            destacar(self._boton_guardar, not self.acta.por_reconocer)
            self.acta.mirar(False, self.tr("La imagen no se puede ver: devuélvala con F11."))

    # -- working ----------------------------------------------------------------------------------

    def _no_guardo(self, texto: str) -> None:
        self.contexto.sonidos.tocar("error")
        self._piezas.avisar(texto, "mal")

    def _guardar(self) -> None:
        acta = self.acta
        if acta is None:
            return
        if acta.por_reconocer:
            acta.empezar()
            return
        if acta.falta() or acta.queda_duda():
            return
        try:
            identificacion = acta.identificacion
        except DatoInvalido as error:
            self._piezas.avisar(str(error), "aviso")
            assert acta.identidad is not None
            acta.identidad.ir()
            return
        valores = [valor for valor in acta.formulario.valores if valor is not None]
        terminar = partial(self._captura.terminar, acta.trabajo, valores, acta.documento, identificacion)
        preguntar(
            self.contexto.dialogos, acta.trabajo, self.contexto.estacion.catalogo, valores, self.visor,
            partial(self._confirmada, acta.trabajo, terminar), acta.formulario.ir,
        )  # fmt: skip

    def _confirmada(self, trabajo: Trabajo, terminar: Callable[[], Recibo]) -> None:
        """What was asked about is still what is in hand."""
        if self.acta is not None and self.acta.trabajo is trabajo:
            self._obra.guardar(terminar)

    def _documento(self) -> None:
        if self.acta is not None:
            self.acta.otro_documento()

    def _devolver(self) -> None:
        if self.acta is None:
            return
        dialogos, trabajo = self.contexto.dialogos, self.acta.trabajo
        if self._perdida:
            dialogos.confirmar(ya_no_es_suya(), partial(self._devuelta, trabajo))
        else:
            dialogos.por_letra(por_que(), partial(self._devuelta, trabajo))

    def _devuelta(self, trabajo: Trabajo, dicho: str | bool) -> None:
        acta = self.acta
        if acta is None or acta.trabajo is not trabajo:
            return
        if not dicho:
            acta.empezar()
        elif self._obra.devolver():
            razon = RAZON_DE.get(str(dicho))
            self._cerrar(devuelta(razon))
            dejar = self._obra.dejar if razon is None else partial(self._obra.apartar, razon)
            acta.al_disco(partial(dejar, trabajo))

    def _pausa(self) -> None:
        self._obra.pausa()
        self._hechas["pausa"].setText(self.tr("Seguir") if self._obra.en_pausa else self.tr("Pausa"))

    def leyo(self, texto: str) -> str:
        """A label opens its acta when none is open."""
        if self.acta is not None:
            return self.tr(
                "Se leyó una etiqueta y no se escribió nada. Termine esta acta, o devuélvala, y lea la otra."
            )
        self._leida(texto)
        return ""

    def _escanear(self) -> None:
        if self.acta is None:
            self.contexto.dialogos.elegir(
                self.tr("Acta en la mano"),
                self.tr("Lea el código de su etiqueta, o escríbala como «123 C2 ALC»."),
                (),
                self._leida,
                lectora=True,
            )

    def _leida(self, texto: str | None) -> None:
        if texto and self.acta is None:
            self._obra.escanear(texto)

    def _ya_no_es_suya(self, _: Trabajo) -> None:
        assert self.acta is not None, "su latido es el de el acta abierta"
        self._perdida = True
        texto = self.tr("Ya no es suya: la coordinación la liberó o se venció su tiempo. Guárdela o déjela con F11.")
        self._piezas.fijar(texto)
        self.asunto.emit(self.tr("{} · ya no es suya").format(self.acta.nombre))

    # -- pieces -----------------------------------------------------------------------------------

    def _cerrar(self, texto: str) -> None:
        self._latido.parar()
        self.setFocus()  # not on whatever key is next: an Enter in between does nothing
        self.acta, self.esbozo = None, Esbozo()
        self.asunto.emit("")
        self._vista.poner(None, {})
        self._piezas.quitar()
        self._sin_acta(texto)

    def _sin_acta(self, texto: str) -> None:
        if self.acta is None:
            self.visor.mostrar(None, texto)
            self._piezas.avisar("", "nota")
            self._permitir()

    def _permitir(self) -> None:
        for nombre in ("guardar", "completa", "documento", "devolver"):
            self._hechas[nombre].setEnabled(self.acta is not None)
        self._hechas["escanear"].setEnabled(self.acta is None)


PUERTA = Puerta(propias.PANTALLA, "Captura", frozenset({Rol.CAPTURA}), PantallaCaptura)

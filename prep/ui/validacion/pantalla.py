"""The verification desk: a tray by age, and one case at a time decided beside its image (R-04, R-05)."""

from functools import partial

from PySide6.QtCore import Qt

from prep.domain.hechos.roles import Rol
from prep.services.captura.validacion import SIN_CAPTURAS, Caso, Validar
from prep.services.estacion.estacion import Recibo
from prep.services.estacion.incidentes import Esbozo
from prep.services.estacion.pulso import Pulso
from prep.services.nodo.tipos import CasoEnBandeja
from prep.ui import acciones, teclas_imagen
from prep.ui.ayuda import notas_convenciones, notas_documentos
from prep.ui.destino import GrupoDeDestino
from prep.ui.latido import LatidoDeTrabajo
from prep.ui.pantalla import ContextoDePantalla, Pantalla, Puerta
from prep.ui.piezas import destacar
from prep.ui.validacion import acciones as propias
from prep.ui.validacion.decisor import Decisor
from prep.ui.validacion.disposicion import DisposicionValidacion
from prep.ui.validacion.obra import ObraValidacion
from prep.ui.validacion.panel import PanelCaso
from prep.ui.visor import HojaEnVisor, leer_hoja

DESTINOS = ("recapturar", "redigitalizar", "identificar", "fuera", "sin_acta")
DECIDEN = ("aceptar", "documento", "devolver", *DESTINOS)

CON_CIFRAS = ("aceptar", "documento")  # of what somebody captured


class PantallaValidacion(Pantalla):
    """Nothing is kept of a case until it is decided: leaving the screen gives it back."""

    def __init__(self, contexto: ContextoDePantalla) -> None:
        super().__init__(contexto)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._mesa = Validar(contexto.estacion, contexto.sesion)
        self._obra = ObraValidacion(self._mesa, contexto.taller, self)
        self.panel: PanelCaso | None = None
        self._latido = LatidoDeTrabajo(self._mesa.renovar, contexto, self)
        self._latido.perdida.connect(self._ya_no_es_suyo)
        self._piezas = DisposicionValidacion(self)
        self.bandeja, self._del_caso = self._piezas.bandeja, self._piezas.caso
        self.visor = self._del_caso.visor
        self._decisor = Decisor(contexto, self._mesa, self._obra, self.visor, self)
        for senal, ranura in (
            (self._obra.bandeja, self._mostrar_bandeja), (self._obra.sin_bandeja, self.bandeja.avisar),
            (self._obra.abre, self._abrir), (self._obra.vuelve, self._a_la_bandeja),
            (self._obra.decidido, self._decidido), (self._obra.no_guardo, self._no_guardo),
            (self._decisor.avisa, self._del_caso.avisar), (self._decisor.sigue, self._empezar),
            (self.bandeja.abrir, self._abrir_caso),
        ):  # fmt: skip
            senal.connect(ranura)
        self.pila.setContentsMargins(6, 4, 6, 4)
        self.pila.addWidget(self._piezas)
        self._hechas = {
            nombre: acciones.hacer(f"{propias.PANTALLA}.{nombre}", self, hace)
            for nombre, hace in (
                ("aceptar", self._decisor.aceptar), ("siguiente", self._siguiente), ("documento", self._documento),
                ("recapturar", self._decisor.recapturar), ("redigitalizar", self._decisor.redigitalizar),
                ("sin_acta", self._decisor.sin_acta), ("fuera", self._decisor.fuera),
                ("identificar", self._decisor.otra_acta),
                ("devolver", self._devolver), ("buscar", self._buscar),
            )
        }  # fmt: skip
        self._hechas["acercar"] = teclas_imagen.poner(propias.PANTALLA, self, self.visor)
        self._boton_aceptar = self._del_caso.pie.boton(self._hechas["aceptar"], principal=True)
        self._hechas["destino"] = GrupoDeDestino(
            propias.PANTALLA, self, contexto.dialogos, [self._hechas[nombre] for nombre in DESTINOS]
        ).accion
        for nombre in ("documento", "acercar", "devolver", "destino"):
            self._del_caso.pie.boton(self._hechas[nombre])
        for nombre in ("siguiente", "buscar"):
            self.bandeja.pie.boton(self._hechas[nombre], principal=nombre == "siguiente")
        self.bandeja.pie.recordar(self.tr("Enter: abrir el elegido"))
        self._permitir()

    @property
    def aviso(self) -> str:
        """What is told beside the case."""
        return self._del_caso.aviso

    # -- the frame --------------------------------------------------------------------------------

    def activar(self) -> None:
        if self.panel is not None:
            self._empezar()
        else:
            self.bandeja.empezar()
        self._obra.activar()

    def pausar(self) -> None:
        self._obra.pausar()

    def soltar(self) -> None:
        """The case goes back to the tray, for any other desk."""
        self._obra.soltar()
        self._latido.parar()
        if self.panel is not None:
            self._obra.dejar(self.panel.caso)

    def pulso(self, pulso: Pulso) -> None:
        if not pulso.conectada and self.panel is not None and not self.aviso:
            self._del_caso.avisar(self.tr("Sin nodo. Decida: lo que decide queda guardado aquí."), "aviso")

    def notas(self) -> str:
        teclas = self.tr(
            "En cada campo: A, B, C o D toma lo que capturó esa persona; un número escribe otro; mantener *: ILEGIBLE; "
            "mantener +: SIN DATO. Enter o flecha abajo: siguiente. Flecha arriba: anterior."
        )
        lectura = notas_convenciones(self.contexto.estacion.catalogo.convenciones)
        return f"{self._piezas.senalados.notas}<p>{teclas}</p>{lectura}{notas_documentos()}"

    # -- the tray ---------------------------------------------------------------------------------

    def _mostrar_bandeja(self, filas: tuple[CasoEnBandeja, ...]) -> None:
        estacion = self.contexto.estacion
        self.bandeja.mostrar(filas, estacion.catalogo, estacion.desfase_ms)

    def _buscar(self) -> None:
        if self.panel is None:
            self.bandeja.buscar.setFocus()
            self.bandeja.buscar.selectAll()

    # -- getting a case ---------------------------------------------------------------------------

    def _siguiente(self) -> None:
        self._obra.siguiente(self.tr("Por ahora no hay otro caso que usted pueda decidir."))

    def _abrir_caso(self, clave: str) -> None:
        si_no = self.tr("Ese caso no se abrió: lo tiene otra persona, usted lo capturó, o ya se decidió.")
        self._obra.abrir(clave, si_no)

    def _abrir(self, caso: Caso) -> None:
        catalogo, trabajo = self.contexto.estacion.catalogo, caso.trabajo
        panel = PanelCaso(caso, catalogo)
        self.panel = panel
        self.asunto.emit(panel.nombre)
        self.esbozo = Esbozo(acta=trabajo.acta.clave)
        panel.en_foco.connect(self._enfocado)
        panel.completo.connect(self._completo)
        panel.vacio.connect(self._decisor.falta)
        panel.cambia.connect(self._permitir)
        panel.dice.connect(self._decisor.decir)
        self._decisor.tomar(panel)
        self._piezas.ver_caso(panel, catalogo.ajustes.zona)
        if not caso.capturas:
            self._del_caso.fijar(SIN_CAPTURAS)
        self._latido.empezar(caso)
        self._permitir()
        if trabajo.contenido:
            self.visor.mostrar(None, self.tr("Abriendo la imagen…"))
            self.contexto.taller.fondo(panel, partial(leer_hoja, trabajo.contenido), self._mostrar, self._no_se_ve)
        else:
            self.visor.mostrar(None, self.tr("La imagen está en camino: decida con el acta en la mano."))
        self._empezar()

    def _enfocado(self, campo: str) -> None:
        self._del_caso.avisar("", "nota")
        self.visor.enfocar(campo)

    def _completo(self) -> None:
        """To the button; not from the last field while one before has no figure."""
        if self.panel is not None and self.panel.falta():
            self._decisor.falta()
        else:
            self._boton_aceptar.setFocus()

    def _empezar(self) -> None:
        if self.panel is not None and not self.panel.empezar():
            (self._boton_aceptar if self._boton_aceptar.isEnabled() else self).setFocus()

    def _mostrar(self, hoja: HojaEnVisor) -> None:
        if self.panel is not None:
            trabajo = self.panel.caso.trabajo
            eleccion = self.contexto.estacion.catalogo.eleccion(trabajo.acta.eleccion)
            self.visor.mostrar(hoja.con_filas(trabajo.forma, eleccion))
            self.visor.enfocar(self.panel.campo)

    def _no_se_ve(self, error: Exception) -> None:
        self.visor.mostrar(
            None, self.tr("La imagen no se puede ver: {}.\n\nMándela a redigitalizar con F11.").format(error)
        )

    # -- deciding ---------------------------------------------------------------------------------

    def _no_guardo(self, texto: str) -> None:
        self.contexto.sonidos.tocar("error")
        self._del_caso.avisar(texto, "mal")

    def _documento(self) -> None:
        if self.panel is not None:
            self.panel.otro_documento()

    def _decidido(self, recibo: Recibo) -> None:
        self._cerrar_caso()
        if recibo.propuesto:
            dicho = self.tr("Propuesto: falta la conformidad de otra persona.")
        else:
            dicho = self.tr("Su decisión está guardada.")
        self.visor.mostrar(None, self.tr("{} Abriendo el siguiente…").format(dicho))
        self._obra.siguiente(self.tr("{} Por ahora no hay otro caso que usted pueda decidir.").format(dicho))

    def _devolver(self) -> None:
        if self.panel is not None and self._obra.dejar(self.panel.caso):
            self._cerrar_caso()
            self._a_la_bandeja("", "aviso")

    # -- the lease and the rest -------------------------------------------------------------------

    def _ya_no_es_suyo(self, _: Caso) -> None:
        assert self.panel is not None, "su latido es el del caso abierto"
        self._del_caso.fijar(self.tr("Ya no es suyo: la coordinación lo liberó o se venció su tiempo. Déjelo con F8."))
        self.asunto.emit(self.tr("{} · ya no es suyo").format(self.panel.nombre))

    def _cerrar_caso(self) -> None:
        self._latido.parar()
        viejo, self.panel, self.esbozo = self.panel, None, Esbozo()
        self.asunto.emit("")
        self._decisor.tomar(None)
        self._piezas.quitar()
        if viejo is not None:
            viejo.deleteLater()
        self._permitir()

    def _a_la_bandeja(self, texto: str, papel: str) -> None:
        self._piezas.ver_bandeja()
        self._permitir()
        if self._obra.a_la_vista:
            self.bandeja.empezar()
        self._obra.mirar()
        if texto:
            self.bandeja.avisar(texto, papel)

    def _permitir(self) -> None:
        for nombre in DECIDEN:
            self._hechas[nombre].setEnabled(self.panel is not None)
        for nombre in CON_CIFRAS:
            self._hechas[nombre].setEnabled(self.panel is not None and bool(self.panel.caso.capturas))
        for nombre in ("siguiente", "buscar"):
            self._hechas[nombre].setEnabled(self.panel is None)
        faltan = 0 if self.panel is None else self.panel.por_decidir
        acciones.impedir(self._hechas["aceptar"], self.tr("Por decidir: {}").format(faltan) if faltan else "")
        destacar(self._boton_aceptar, not faltan)


PUERTA = Puerta(propias.PANTALLA, "Validación", frozenset({Rol.MESA}), PantallaValidacion)

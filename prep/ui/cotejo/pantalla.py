"""Cotejos: a tray by age, and one at a time compared beside both images, with one of three outcomes (R-06, R-07)."""

from PySide6.QtCore import Qt

from prep.domain.hechos.roles import Rol
from prep.services.captura.cotejos import CasoDeCotejo, Cotejar, LadoDeCotejo
from prep.services.estacion.estacion import Estacion, Recibo
from prep.services.estacion.incidentes import Esbozo
from prep.services.estacion.pulso import Pulso
from prep.services.estacion.sesion import Sesion
from prep.services.nodo.tipos import CotejoEnBandeja, MiradaEnBandeja
from prep.ui import acciones, teclas_imagen
from prep.ui.ayuda import notas_convenciones
from prep.ui.cotejo import acciones as propias
from prep.ui.cotejo.disposicion import DisposicionCotejo
from prep.ui.cotejo.obra import ObraCotejos
from prep.ui.cotejo.panel import PanelCotejo
from prep.ui.cotejo.peticion import PeticionDeCotejo
from prep.ui.cotejo.resolutor import Resolutor
from prep.ui.destino import GrupoDeDestino
from prep.ui.latido import LatidoDeTrabajo
from prep.ui.pantalla import ClaseDeEspera, ContextoDePantalla, Pantalla, Puerta
from prep.ui.piezas import destacar
from prep.ui.rotulos import via
from prep.ui.visor import HojaEnVisor

DESTINOS = ("recapturar", "redigitalizar")
DECIDEN = ("aceptar", "modificar", *DESTINOS, "devolver")


class PantallaCotejos(Pantalla):
    """Nothing is kept of a cotejo until it is decided: leaving the screen gives it back."""

    def __init__(self, contexto: ContextoDePantalla) -> None:
        super().__init__(contexto)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._cotejar = Cotejar(contexto.estacion, contexto.sesion)
        self._obra = ObraCotejos(self._cotejar, contexto.taller, self)
        self.panel: PanelCotejo | None = None
        self._latido = LatidoDeTrabajo(self._cotejar.renovar, contexto, self)
        self.piezas = DisposicionCotejo(self)
        self.bandeja, self.par = self.piezas.bandeja, self.piezas.par
        self._resolutor = Resolutor(contexto, self._cotejar, self._obra, self.par.visores[0], self)
        self._peticion = PeticionDeCotejo(self._cotejar, self._obra, contexto.dialogos, self)
        self._miradas: dict[str, MiradaEnBandeja] = {}
        self._suyos = 0
        self._dicho = ""  # what was just done, said until the tray is touched
        for senal, ranura in (
            (self._obra.bandeja, self._mostrar), (self._obra.sin_bandeja, self.bandeja.avisar),
            (self._obra.abre, self._abrir), (self._obra.vuelve, self._a_la_bandeja),
            (self._obra.decidido, self._decidido), (self._obra.no_guardo, self._no_guardo),
            (self._obra.vista, self._hoja), (self._obra.danada, self._no_se_ve),
            (self._obra.pedido, self._pedido), (self._obra.no_pedido, self._no_pedido),
            (self._resolutor.avisa, self.piezas.avisar), (self._resolutor.sigue, self._empezar),
            (self._latido.perdida, self._ya_no_es_suyo), (self.bandeja.abrir, self._abrir_caso),
        ):  # fmt: skip
            senal.connect(ranura)
        self.pila.setContentsMargins(6, 4, 6, 4)
        self.pila.addWidget(self.piezas)
        self._hechas = {
            nombre: acciones.hacer(f"{propias.PANTALLA}.{nombre}", self, hace)
            for nombre, hace in (
                ("aceptar", self._resolutor.aceptar), ("modificar", self._resolutor.modificar),
                ("recapturar", self._resolutor.recapturar), ("redigitalizar", self._resolutor.redigitalizar),
                ("devolver", self._devolver), ("siguiente", self._siguiente), ("pedir", self._peticion.empezar),
            )
        }  # fmt: skip
        destino = GrupoDeDestino(
            propias.PANTALLA, self, contexto.dialogos, [self._hechas[nombre] for nombre in DESTINOS]
        )
        self._botones = {
            nombre: self.piezas.pie.boton(self._hechas[nombre], principal=nombre == "aceptar")
            for nombre in ("aceptar", "modificar")
        }
        for accion in (teclas_imagen.poner(propias.PANTALLA, self, self.par), self._hechas["devolver"], destino.accion):
            self.piezas.pie.boton(accion)
        for nombre in ("siguiente", "pedir"):
            self.bandeja.pie.boton(self._hechas[nombre], principal=nombre == "siguiente")
        self._permitir()

    # -- the frame --------------------------------------------------------------------------------

    def activar(self) -> None:
        self._empezar()
        self._obra.activar()

    def pausar(self) -> None:
        self._obra.pausar()

    def soltar(self) -> None:
        """It goes back to the tray, for any other desk."""
        self._obra.soltar()
        self._latido.parar()
        if self.panel is not None:
            self._obra.dejar(self.panel.caso)

    def pulso(self, pulso: Pulso) -> None:
        if not pulso.conectada and self.panel is not None and not self.piezas.aviso:
            self.piezas.avisar(self.tr("Sin nodo. Decida: lo que decide queda guardado aquí."), "aviso")

    def notas(self) -> str:
        teclas = self.tr(
            "En cada campo: A toma lo publicado y B lo de la otra vía; un número escribe otro; mantener *: ILEGIBLE; "
            "mantener +: SIN DATO. Enter o flecha abajo: siguiente. Flecha arriba: anterior."
        )
        return f"<p>{teclas}</p>{notas_convenciones(self.contexto.estacion.catalogo.convenciones)}"

    # -- the tray ---------------------------------------------------------------------------------

    def _mostrar(self, filas: tuple[CotejoEnBandeja | MiradaEnBandeja, ...]) -> None:
        self._miradas = {fila.acta: fila for fila in filas if isinstance(fila, MiradaEnBandeja)}
        self.bandeja.mostrar(filas, self.contexto.estacion.catalogo, self.contexto.estacion.desfase_ms)
        vacia = self.tr("No hay cotejos. Se abren al pedirlos (F7) o si otra vía verifica lo ya publicado.")
        cotejos = [fila for fila in filas if isinstance(fila, CotejoEnBandeja)]
        self._suyos = sum(fila.puede for fila in cotejos)
        hay = " ".join((
            self.tr("Esperan %n cotejo(s).", "", len(cotejos)), self.tr("Usted puede decidir: {}.").format(self._suyos),
            self.tr("%n acta(s) que conviene ver de nuevo.", "", len(self._miradas)) if self._miradas else "",
        ))  # fmt: skip
        self.bandeja.avisar(self._dicho or (hay if filas else vacia), "bien" if self._dicho else "nota")

    def _siguiente(self) -> None:
        """The oldest cotejo; when none is for this person, the first of the second look."""
        mirada = next((m for m in self._miradas.values() if m.puede), None)
        if not self._suyos and mirada is not None:
            self._mirar_de_nuevo(mirada)
            return
        self._obra.siguiente(self.tr("Por ahora no hay un cotejo que usted pueda decidir."))

    def _mirar_de_nuevo(self, mirada: MiradaEnBandeja) -> None:
        si_no = self.tr("La pidió con su firma y aún no se abre, o la tomó otra persona: aparece aquí como cotejo.")
        self._obra.mirar_de_nuevo(mirada, si_no)

    def _abrir_caso(self, clave: str) -> None:
        if clave in self._miradas:
            self._mirar_de_nuevo(self._miradas[clave])
            return
        si_no = self.tr("No se abrió: lo tiene otra persona, está propuesto, usted capturó esa acta o ya se decidió.")
        self._obra.abrir(clave, si_no)

    def _pedido(self) -> None:
        self._dicho = self.tr("Pedido con su firma: se abre en cuanto el acta esté publicada.")
        self.bandeja.avisar(self._dicho, "bien")

    def _no_pedido(self, texto: str) -> None:
        self.contexto.sonidos.tocar("error")
        self.bandeja.avisar(texto, "mal")

    # -- one cotejo -------------------------------------------------------------------------------

    def _abrir(self, caso: CasoDeCotejo) -> None:
        panel = self.panel = PanelCotejo(caso, self.contexto.estacion.catalogo)
        self._dicho = ""
        self.asunto.emit(panel.nombre)
        self.esbozo = Esbozo(acta=caso.trabajo.acta.clave)
        panel.en_foco.connect(self._enfocado)
        panel.completo.connect(self._completo)
        panel.cambia.connect(self._permitir)
        panel.dice.connect(self._resolutor.decir)
        self._resolutor.tomar(panel)
        self.piezas.ver_caso(panel, self.tr("A · Publicada, {}").format(_via(caso.publicada)),
                             self.tr("B · La otra vía, {}").format(_via(caso.otra)))  # fmt: skip
        self.par.solo(not caso.otra.llego)
        self._latido.empezar(caso)
        self._permitir()
        dichos = [self._sin_hoja(lado.imagen, hay) for lado, hay in (
            (caso.publicada, caso.trabajo.contenido), (caso.otra, caso.otra.contenido),
        )]  # fmt: skip
        for visor, dicho in zip(self.par.visores, dichos, strict=True):
            visor.mostrar(None, dicho)
        self._obra.leer(caso)
        self._empezar()

    def _sin_hoja(self, imagen: str, contenido: bytes) -> str:
        if contenido:
            return self.tr("Abriendo la imagen…")
        en_camino = self.tr("Su imagen está en camino a este nodo.")
        return en_camino if imagen else self.tr("No tiene imagen: compare con el acta en la mano.")

    def _hoja(self, lado: int, hoja: HojaEnVisor) -> None:
        if self.panel is not None:
            trabajo, visor = self.panel.caso.trabajo, self.par.visores[lado]
            eleccion = self.contexto.estacion.catalogo.eleccion(trabajo.acta.eleccion)
            visor.mostrar(hoja.con_filas(trabajo.forma, eleccion))
            visor.enfocar(self.panel.campo)

    def _no_se_ve(self, lado: int, texto: str) -> None:
        self.par.visores[lado].mostrar(None, self.tr("La imagen no se puede ver: {}").format(texto))

    def _enfocado(self, campo: str) -> None:
        self.piezas.avisar("", "nota")
        self.par.enfocar(campo)

    def _completo(self) -> None:
        """To what ends it as it stands now."""
        cambiada = self.panel is not None and self.panel.cambiadas
        self._botones["modificar" if cambiada else "aceptar"].setFocus()

    def _empezar(self) -> None:
        if self.panel is not None:
            self.panel.empezar()
        else:
            self.bandeja.tabla.setFocus()

    def _no_guardo(self, texto: str) -> None:
        self.contexto.sonidos.tocar("error")
        self.piezas.avisar(texto, "mal")

    def _decidido(self, recibo: Recibo) -> None:
        self._dicho = (
            self.tr("Propuesto: falta la conformidad de otra persona.") if recibo.propuesto
            else self.tr("Cotejada y aceptada: quedó con su firma.")
        )  # fmt: skip
        self._a_la_bandeja(self._dicho, "bien")

    def _devolver(self) -> None:
        if self.panel is not None and self._obra.dejar(self.panel.caso):
            self._a_la_bandeja("", "nota")

    def _ya_no_es_suyo(self, _: CasoDeCotejo) -> None:
        self.piezas.avisar(self.tr("Ya no es suyo: se liberó o se venció su tiempo. Déjelo con F8."), "aviso")

    def _a_la_bandeja(self, texto: str, papel: str) -> None:
        self._latido.parar()
        viejo, self.panel, self.esbozo = self.panel, None, Esbozo()
        self.asunto.emit("")
        self._resolutor.tomar(None)
        self.piezas.quitar()
        if viejo is not None:
            viejo.deleteLater()
        self.piezas.ver_bandeja()
        self._permitir()
        if self._obra.a_la_vista:
            self.bandeja.tabla.setFocus()
        self._obra.mirar()
        self.bandeja.avisar(texto, papel)

    def _permitir(self) -> None:
        """Who only coordinates asks and looks."""
        mesa = Rol.MESA in self.contexto.sesion.roles
        for nombre in DECIDEN:
            self._hechas[nombre].setEnabled(self.panel is not None)
        self._hechas["siguiente"].setEnabled(self.panel is None and mesa)
        self._hechas["pedir"].setEnabled(self.panel is None)
        cambiadas = 0 if self.panel is None else self.panel.cambiadas
        sigue = self.tr("1 Aceptada: cambió {}").format(cambiadas) if cambiadas else ""
        acciones.impedir(self._hechas["aceptar"], sigue)
        acciones.impedir(self._hechas["modificar"], "" if cambiadas else self.tr("2 Con modificación: ninguna"))
        for nombre, si in (("aceptar", not cambiadas), ("modificar", bool(cambiadas))):
            destacar(self._botones[nombre], si)


def _via(lado: LadoDeCotejo) -> str:
    return via(lado.fuente, lado.sitio, llego=lado.llego, con_cifras=bool(lado.valores))


def _cuantos(estacion: Estacion, sesion: Sesion) -> int:
    return Cotejar(estacion, sesion).cuantos()


PUERTA = Puerta(
    propias.PANTALLA, "Cotejos", frozenset({Rol.MESA, Rol.COORDINACION}), PantallaCotejos, _cuantos,
    espera=ClaseDeEspera.COTEJO,
)  # fmt: skip

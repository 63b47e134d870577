"""The acopio screen: a reader's field always ready, the answer large, and what has arrived beside it (R-02, R-35)."""

from collections.abc import Callable
from functools import partial
from zoneinfo import ZoneInfo

from PySide6.QtGui import QAction

from catd.acopio import acciones as propias
from catd.acopio.antes import AntesDeAbrir
from catd.acopio.disposicion import DisposicionAcopio
from catd.acopio.obra import ObraAcopio, VistaDeAcopio
from catd.acopio.papeles import Papeles
from catd.acopio.puesta import PuestaAlDia
from catd.acopio.revision import Revision
from catd.acopio.tramites import Tarea, Tramites
from catd.acopio.traslado import TRASLADOS, TrasladoElegido
from prep.domain.catalogo.ajustes import Ajustes
from prep.domain.hechos.roles import Rol
from prep.services.acopio.avisos import APARTADOS, ClaseDeRespuesta
from prep.services.acopio.casillas import Casilla
from prep.services.acopio.mostrador import RespuestaDeMostrador
from prep.services.estacion.incidentes import Esbozo
from prep.services.estacion.sesion import PERMISOS
from prep.ui import acciones
from prep.ui.destino import GrupoDeDestino
from prep.ui.pantalla import ContextoDePantalla, Pantalla, Puerta


class PantallaAcopio(Pantalla):
    """What was answered "received" is on the disk; the screen may go at any moment."""

    def __init__(self, contexto: ContextoDePantalla) -> None:
        super().__init__(contexto)
        self.obra = ObraAcopio(contexto.estacion, contexto.sesion)
        self._zona = ZoneInfo(Ajustes().zona)
        self._mecanismo = self.obra.traslado  # None: what the catalogue says
        self._completa = True
        self._casilla: Casilla | None = None
        self._vista: VistaDeAcopio | None = None
        self._pide = True  # the answer on screen asks for something, and nothing was done
        self.frente = DisposicionAcopio(self.obra.sugerencias, self)
        self._revision = Revision(self)
        self._revision.hide()
        self.pila.setContentsMargins(6, 4, 6, 4)
        for ficha in (self.frente, self._revision):
            self.pila.addWidget(ficha)
        self._papeles = Papeles(self, self.obra, self.frente.papeles, lambda: self._casilla)
        self._antes = AntesDeAbrir(contexto, self.obra, self._hacer_y_volver, self)
        self._tramites = Tramites(contexto, self.obra, self._hacer_y_volver, self)
        self._guarda = TrasladoElegido(contexto.taller, self.obra, self)
        self._guarda.fallo.connect(self._fallo)
        self._poner_acciones()
        self._guarda.senalar(self._mecanismo)
        self.frente.campo.leido.connect(self._leido)
        self.frente.campo.elegida.connect(self._elegida)
        self.frente.listas.elegida.connect(self._mostrar)
        self._revision.declarar.connect(self._tramites.declarar)
        self._revision.volver.connect(self._al_campo)
        self._revision.ajeno.connect(partial(contexto.sonidos.tocar, "error"))
        for pieza in (self.frente, self._revision):
            contexto.tema.cambio.connect(pieza.medir)
        self._puesta = PuestaAlDia(self.obra, contexto.taller, self)
        for senal, ranura in (
            (self._puesta.lista, self._lista), (self._puesta.no_lista, self._no_lista),
            (self._puesta.vista, self._ver), (self._puesta.fallo, self._fallo),
        ):  # fmt: skip
            senal.connect(ranura)
        self.frente.modo(self._mecanismo, self.obra.elegido(self._mecanismo), self._completa)
        self._invitar()

    def _poner_acciones(self) -> None:
        """Those that this operator may do; the others are seen and are off."""
        verbos: list[tuple[str, Callable[[], object]]] = [
            ("recibir", self.frente.campo.entrar),
            *((nombre, partial(self._trasladar, letra)) for nombre, letra in TRASLADOS.items()),
            ("alcance", self._alcance),
            ("faltan", self.frente.ver_faltan),
            ("ultimo", self.frente.ver_ultimo),
            ("sin_acta", self._revisar),
            ("anular", self._anular),
            ("acuse", self._papeles.acuse),
            ("papeles", self._papeles.etiquetas),
            ("imprimir", self._papeles.imprimir),
            ("volver", self._al_campo),
            *((f"acta{n}", partial(self._una, n - 1)) for n in range(1, propias.ACTAS + 1)),
        ]
        otras: list[QAction] = []
        for nombre, hace in verbos:
            hecha = acciones.hacer(f"acopio.{nombre}", self.frente, hace)
            if nombre in TRASLADOS:
                self._guarda.teclas[TRASLADOS[nombre]] = hecha
            permiso = acciones.TABLA[f"acopio.{nombre}"].permiso
            hecha.setEnabled(permiso not in PERMISOS or bool(PERMISOS[permiso] & self.contexto.sesion.roles))
            if acciones.TABLA[hecha.objectName()].destino:
                otras.append(hecha)
            elif not nombre.startswith("acta") and nombre not in ("volver", "imprimir"):
                self.frente.pie.boton(hecha, principal=nombre == "recibir")
        self.frente.pie.boton(GrupoDeDestino("acopio", self.frente, self.contexto.dialogos, otras).accion)

    # -- the frame --------------------------------------------------------------------------------

    def activar(self) -> None:
        if self._revision.isHidden():
            self.frente.al_campo()
        self._puesta.activar()

    def pausar(self) -> None:
        self._puesta.pausar()

    soltar = pausar  # what it received is on the disk

    def leyo(self, texto: str) -> str:
        """As if the field had the focus; while SIN ACTA is being said, a label is not what is being asked."""
        if not self._revision.isHidden():
            return super().leyo(texto)
        self._leido(texto)
        return ""

    def notas(self) -> str:
        return self.tr(
            "<p>Lea la etiqueta, o escriba sección, tipo y número: <b>123 C2</b>. Con flecha abajo elige entre las "
            "casillas que se ofrecen. Lo recibido queda guardado aunque no haya nodo.</p>"
        )

    def _lista(self, vista: VistaDeAcopio) -> None:
        self._zona = ZoneInfo(self.contexto.estacion.catalogo.ajustes.zona)
        self.frente.modo(self._mecanismo, self.obra.elegido(self._mecanismo), self._completa)
        self._invitar()
        self._ver(vista)

    def _no_lista(self, error: Exception) -> None:
        self.frente.banda.decir(self.tr("AÚN NO SE PUEDE RECIBIR"), str(error), "mal")

    # -- receiving --------------------------------------------------------------------------------

    def _leido(self, texto: str) -> None:
        self.esbozo = Esbozo(lugar=texto)
        self._hacer(partial(self.obra.leer, texto, self._mecanismo, self._completa))

    def _elegida(self, casilla: Casilla) -> None:
        if self._completa or len(casilla.actas) == 1:
            claves = [a.clave for a in casilla.actas]
            self._hacer(partial(self.obra.recibir, casilla, claves, self._mecanismo))
        else:
            self._mostrar(casilla)

    def _mostrar(self, casilla: Casilla) -> None:
        """Its actas, each to be received with its key."""
        self._hacer_y_volver(partial(self.obra.elegir, casilla))

    def _una(self, n: int) -> None:
        """The nth acta of the casilla on screen."""
        if self._casilla is not None and n < len(self._casilla.actas):
            clave = self._casilla.actas[n].clave
            self._hacer(partial(self.obra.recibir, self._casilla, [clave], self._mecanismo))

    def _hacer(self, tarea: Tarea) -> None:
        self.contexto.taller.local(self, tarea, self._respondio, self._fallo)

    def _hacer_y_volver(self, tarea: Tarea) -> None:
        self._hacer(tarea)
        self._al_campo()

    def _respondio(self, dicho: tuple[RespuestaDeMostrador, VistaDeAcopio]) -> None:
        respuesta, vista = dicho
        self._casilla = respuesta.casilla
        donde = respuesta.casilla.nombre if respuesta.casilla is not None else self.esbozo.lugar
        self.esbozo = Esbozo(APARTADOS.get(respuesta.clase), lugar=donde)
        sin_hacer = respuesta.clase in (ClaseDeRespuesta.ELEGIR, ClaseDeRespuesta.ANTES)
        self._pide = sin_hacer or not self.obra.elegido(self._mecanismo)
        self.frente.banda.responder(respuesta)
        self.frente.actas.mostrar(respuesta)
        self.contexto.sonidos.tocar(respuesta.sonido)
        if respuesta.opciones and not self.frente.campo.text():
            self.frente.campo.ofrecer(respuesta.opciones)
        self._ver(vista)
        if respuesta.clase is ClaseDeRespuesta.ANTES:
            self._antes.preguntar(respuesta, self._mecanismo)

    def _fallo(self, error: Exception) -> None:
        self.frente.banda.decir(self.tr("NO SE REGISTRÓ"), str(error), "mal")
        self.contexto.sonidos.tocar("error")

    def _trasladar(self, letra: str) -> None:
        self._mecanismo = letra
        self._guarda.guardar(letra)
        self.frente.modo(self._mecanismo, self.obra.elegido(self._mecanismo), self._completa)
        self._invitar()
        self.frente.al_campo()

    def _alcance(self) -> None:
        self._completa = not self._completa
        self.frente.modo(self._mecanismo, self.obra.elegido(self._mecanismo), self._completa)

    # -- what has arrived -------------------------------------------------------------------------

    def _ver(self, vista: VistaDeAcopio) -> None:
        """Unless something newer is shown already: answers come by two ways."""
        antes = self._vista
        if antes is not None and vista.version < antes.version:
            return
        self._vista = vista
        if vista.falta != (antes.falta if antes else "") and not self._antes.preguntando:
            # it opened, or it is not open: said where nothing newer is
            self._pide = self._pide or (bool(vista.falta) and self.frente.banda.property("papel") == "papel")
            self._invitar()
        desde = vista.noticia.desde
        self.frente.cuentas.decir(vista.noticia, f"{desde.astimezone(self._zona):%H:%M:%S}" if desde else "")
        if antes is None or vista.version != antes.version:
            self.frente.cuentas.mostrar(vista.cuentas)
            casillas = self.obra.mostrador.acopios.casillas
            self.frente.listas.mostrar(vista.ultimos, vista.faltan, casillas, self._zona)
            if not self._revision.isHidden():
                self._revision.poner(vista.faltan)

    def _al_campo(self) -> None:
        self._ver_revision(False)
        self.frente.campo.cancelar()
        self._invitar()
        self.frente.al_campo()

    def _invitar(self) -> None:
        """What was asked and left is not asked any more."""
        if self._pide:
            falta = self._vista.falta if self._vista is not None else ""
            elegido = self.obra.elegido(self._mecanismo)
            self._pide = bool(falta) or not elegido
            self.frente.invitar(elegido, falta)

    # -- sin acta, anulación, papers --------------------------------------------------------------

    def _revisar(self) -> None:
        if self._vista is not None:
            acta = self.frente.listas.acta()
            self._ver_revision(True)
            self._revision.empezar(self._vista.faltan, acta)

    def _ver_revision(self, cual: bool) -> None:
        """It or the counter. The one that is not seen takes no room (in a QStackedWidget it would)."""
        antes, ahora = (self.frente, self._revision) if cual else (self._revision, self.frente)
        antes.hide()
        ahora.show()

    def _anular(self) -> None:
        movimiento = self.frente.listas.movimiento()
        if movimiento is None:
            que_hacer = self.tr("Elíjalo en la lista de lo último, con las flechas, y otra vez F11.")
            self._pide = True
            self.frente.banda.decir(self.tr("¿QUÉ SE ANULA?"), que_hacer, "aviso")
            self.frente.ver_ultimo()
        else:
            self._tramites.anular(movimiento, self._zona)


PUERTA = Puerta("acopio", "Acopio", frozenset({Rol.ACOPIO, Rol.COORDINACION}), PantallaAcopio)

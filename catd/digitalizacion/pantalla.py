"""The scanning screen: pages come from a folder or a scanner, and the operator decides those that ask for it."""

from functools import partial
from zoneinfo import ZoneInfo

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QAction

from catd.digitalizacion import acciones as propias
from catd.digitalizacion.disposicion import DisposicionDigitalizacion
from catd.digitalizacion.ficha import se_identifica
from catd.digitalizacion.fuente import CambioDeOrigen
from catd.digitalizacion.lamina import Laminas
from catd.digitalizacion.obra import ObraDigitalizacion
from catd.digitalizacion.sugerencias import SugerenciasDeActa
from catd.digitalizacion.tira import HojasDeTira
from prep.domain.hechos.roles import Rol
from prep.services.digitalizacion.avance import CasillaEnAvance
from prep.services.digitalizacion.hojas import EstadoHoja, Hoja
from prep.services.estacion.incidentes import Esbozo
from prep.services.estacion.pulso import Pulso
from prep.ui import acciones, teclas_imagen
from prep.ui.dialogos import Pregunta
from prep.ui.pantalla import ContextoDePantalla, Pantalla, Puerta

SIGUE = {
    EstadoHoja.PREGUNTA: "aceptar",
    EstadoHoja.REPETIR: "repetir",
    EstadoHoja.SIN_IDENTIFICAR: "asignar",
}  # else, to scan


class PantallaDigitalizacion(Pantalla):
    """Every page is on the disk before it is seen here, and they are read without it: it may go at any moment."""

    def __init__(self, contexto: ContextoDePantalla) -> None:
        super().__init__(contexto)
        assert isinstance(contexto.oficio, ObraDigitalizacion), "su puerta lo hace"
        self.obra = contexto.oficio
        self.hojas = HojasDeTira(self._nombre, self)
        self._piezas = DisposicionDigitalizacion(self.hojas, self)
        self.tira, self.ficha = self._piezas.tira, self._piezas.ficha
        self._laminas = Laminas(self.ficha.visor, contexto.taller, self)
        self._sugerencias = SugerenciasDeActa(self.obra, contexto.taller, self)
        self._vista, self._siguiendo, self._escribia = "", True, False
        self.pila.setContentsMargins(6, 4, 6, 4)
        self.pila.addWidget(self._piezas)
        self._hechas: dict[str, QAction] = {}
        self._teclas()
        for senal, ranura in (
            (self.obra.hoja, self._llego), (self.obra.aviso, self._piezas.avisar),
            (self.obra.fuente, self._piezas.fuente), (self.obra.pasando, self._piezas.pasando),
            (self.obra.decidida, self._decidida), (self.obra.lista, self._recordar),
            (self.obra.recuperada, self._vuelve), (self.obra.avance, self._avance),
            (self.ficha.pide, self._sugerencias.buscar),
            (self._sugerencias.hay, self.ficha.ofrecer), (self.ficha.asigna, self._asignar),
            (self.tira.activated, self._entrar), (contexto.tema.cambio, self._piezas.medir),
        ):  # fmt: skip
            senal.connect(ranura)
        self.tira.selectionModel().currentChanged.connect(self._cambio)
        self._permitir(None)
        self._recordar()

    def _teclas(self) -> None:
        origen = CambioDeOrigen(self, lambda: self.obra.eleccion, self.obra.toma.usadas, self.obra.elegir)
        for nombre, hace in (
            ("aceptar", self._aceptar), ("asignar", self._al_campo), ("repetir", self._repetir),
            ("escanear", self.obra.escanear), ("fuente", origen.preguntar),
            ("pendientes", self._filtrar), ("volver", self._a_la_lista),
            ("recuperar", self.obra.recuperar), ("casillas", self._por_casilla),
        ):  # fmt: skip
            self._hechas[nombre] = acciones.hacer(f"{propias.PANTALLA}.{nombre}", self, hace)
        self._hechas["acercar"] = teclas_imagen.poner(propias.PANTALLA, self, self.ficha.visor)
        for nombre in ("aceptar", "asignar", "repetir", "escanear", "acercar", "fuente", "pendientes", "casillas"):
            self._piezas.boton(self._hechas[nombre])

    # -- the frame --------------------------------------------------------------------------------

    def activar(self) -> None:
        (self._piezas.rejilla.tabla if self._piezas.por_casilla else self.tira).setFocus()

    def _recordar(self) -> None:
        """What was there before this screen: every page of the night, and what was told last."""
        if self.obra.mesa is not None:
            self.hojas.poner_todas(self.obra.mesa.noche())
            self._piezas.fuente(self.obra.dicha)
            self._piezas.avisar(*self.obra.avisado)
            self._piezas.pasando(self.obra.toma.escaneando)
            self._seguir()
        self._contar()

    # -- what comes -------------------------------------------------------------------------------

    def _llego(self, hoja: Hoja) -> None:
        self.hojas.poner(hoja)
        self._contar()
        if hoja.huella == self._vista and not hoja.estado.acabada:
            self._mostrar(hoja)
        elif self._siguiendo or not self._vista:
            self._seguir()

    def _decidida(self, hoja: Hoja) -> None:
        """The operator decided: on to the next one that asks."""
        escribia, self._escribia = self._escribia, False
        self.ficha.limpiar()
        if not hoja.estado.acabada:
            self._mostrar(hoja)
            return
        self._seguir()
        siguiente = self._actual()
        if escribia and siguiente is not None and siguiente.estado is EstadoHoja.SIN_IDENTIFICAR:
            self._al_campo()
        else:
            self.tira.setFocus()

    def _seguir(self) -> None:
        """The first page that asks for a decision; when none does, the last that came."""
        filas = range(self.hojas.rowCount())
        pide = next((n for n in filas if (h := self.hojas.hoja(n)) is not None and h.estado.pide), len(filas) - 1)
        if pide >= 0:
            self.tira.setCurrentIndex(self.hojas.index(pide))
            self.tira.scrollTo(self.hojas.index(pide))
        self._cambio(self.tira.currentIndex())

    def _cambio(self, indice: QModelIndex) -> None:
        """Another page is in focus, or the same one changed."""
        hoja = self._actual()
        self._siguiendo = hoja is None or (not hoja.estado.pide and indice.row() == self.hojas.rowCount() - 1)
        nueva = "" if hoja is None else hoja.huella
        if nueva != self._vista:
            self.ficha.limpiar()
            self._vista = nueva
            self._laminas.mostrar(self.obra.mesa, nueva)
        self._mostrar(hoja)

    def _mostrar(self, hoja: Hoja | None) -> None:
        if self.ficha.campo.hasFocus() and not se_identifica(hoja):
            self.tira.setFocus()  # before the field hides, or Qt chooses who is next
        self.esbozo = Esbozo(acta=hoja.clave if hoja is not None else "")
        self.ficha.mostrar(hoja, self._nombre(hoja.clave) if hoja is not None and hoja.clave else "")
        self._permitir(hoja)

    def _permitir(self, hoja: Hoja | None) -> None:
        """What can be done with the page in focus; the key of what it asks for stands out."""
        se_decide = hoja is not None and not hoja.estado.acabada and not self._piezas.por_casilla
        for nombre in ("aceptar", "repetir"):
            self._hechas[nombre].setEnabled(se_decide)
        self._hechas["asignar"].setEnabled(se_decide and se_identifica(hoja))
        self._piezas.resaltar(self._hechas[SIGUE.get(hoja.estado, "escanear") if hoja is not None else "escanear"])

    def _contar(self) -> None:
        hay = self.hojas.cuantas()
        deciden = sum(n for estado, n in hay.items() if estado.pide)
        partes = [self.tr("Aceptadas {}").format(hay[EstadoHoja.ACEPTADA]), self.tr("Por decidir {}").format(deciden)]
        if hay[EstadoHoja.EN_ESPERA]:
            partes.append(self.tr("En espera {}").format(hay[EstadoHoja.EN_ESPERA]))
        if hay[EstadoHoja.POR_LEER]:
            partes.append(self.tr("Leyendo {}").format(hay[EstadoHoja.POR_LEER]))
        self._piezas.contar(" · ".join(partes), "aviso" if deciden else "bien")

    # -- what the operator does -------------------------------------------------------------------

    def _actual(self) -> Hoja | None:
        return self.hojas.hoja(self.tira.currentIndex().row())

    def _aceptar(self) -> None:
        hoja = self._actual()
        if hoja is None or hoja.estado.acabada:
            return
        if not hoja.clave:
            self._al_campo()
        elif hoja.estado is EstadoHoja.REPETIR:
            titulo, si = self.tr("Aceptar una imagen que no se lee bien"), self.tr("Aceptarla")
            pregunta = Pregunta(titulo, hoja.motivo, si, self.tr("No aceptarla"), peligro=True)
            self.contexto.dialogos.confirmar(pregunta, partial(self._si_acepta, hoja.huella))
        else:
            self.obra.aceptar(hoja.huella)

    def _si_acepta(self, huella: str, acepta: bool) -> None:
        if acepta:
            self.obra.aceptar(huella)

    def _repetir(self) -> None:
        hoja = self._actual()
        if hoja is not None and not hoja.estado.acabada:
            self.obra.repetir(hoja.huella)

    def _vuelve(self, hoja: Hoja) -> None:
        """The page that was brought back is the one in sight."""
        fila = self.hojas.fila(hoja.huella)
        if fila >= 0:
            self.tira.setCurrentIndex(self.hojas.index(fila))
        self.tira.setFocus()

    def _entrar(self, _: QModelIndex) -> None:
        hoja = self._actual()
        if hoja is not None and hoja.estado is EstadoHoja.SIN_IDENTIFICAR:
            self._al_campo()

    def _al_campo(self) -> None:
        if self.ficha.campo.isVisible():
            self.ficha.campo.setFocus()
            self.ficha.campo.selectAll()

    def _a_la_lista(self) -> None:
        self.ficha.limpiar()
        self._piezas.ver_casillas(False)
        self._permitir(self._actual())
        self.tira.setFocus()

    def _por_casilla(self) -> None:
        """The grid, asked of the node while it is seen; or the pages again."""
        if self._piezas.por_casilla:
            self._a_la_lista()
            return
        self._piezas.ver_casillas(True)
        for nombre in ("aceptar", "asignar", "repetir"):
            self._hechas[nombre].setEnabled(False)
        self.obra.mirar_casillas()

    def pulso(self, pulso: Pulso) -> None:
        if self._piezas.por_casilla:
            self.obra.mirar_casillas()

    def _avance(self, casillas: tuple[CasillaEnAvance, ...]) -> None:
        self._piezas.rejilla.poner(casillas, ZoneInfo(self.contexto.estacion.catalogo.ajustes.zona))

    def _asignar(self, clave: str) -> None:
        hoja = self._actual()
        if hoja is not None:
            self._escribia = True
            self.obra.asignar(hoja.huella, clave)

    def _filtrar(self) -> None:
        if self._piezas.por_casilla:
            self._piezas.rejilla.filtrar()
            return
        self.hojas.filtrar(not self.hojas.solo_pendientes)
        fila = self.hojas.fila(self._vista)
        if fila >= 0:
            self.tira.setCurrentIndex(self.hojas.index(fila))
        else:
            self._seguir()

    def _nombre(self, clave: str) -> str:
        candidatas = self.obra.candidatas
        return clave if candidatas is None else candidatas.nombre(clave)


PUERTA = Puerta(
    "digitalizacion",
    "Digitalización",
    frozenset({Rol.DIGITALIZACION}),
    PantallaDigitalizacion,
    oficio=ObraDigitalizacion,
)

"""The bar that never lies: node, what waits, clock, operator, CATD, phase and version, as of now."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QWidget

from prep.domain.catalogo.ajustes import Ajustes
from prep.domain.reglas.auxilio import TECLA
from prep.services.estacion.pulso import Pulso, al_dia
from prep.ui.fluido import Fluido
from prep.ui.piezas import decir
from prep.ui.senales import Senal

CALLADO_S = 5.0  # a pulse older than this no longer says that there is a node
DESFASE_MAX_MS = 2_000
MIRADA_MS = 500
PIEZAS = (
    "nodo", "espera", "apartados", "reloj", "aparatos", "laboratorio", "operador", "sitio", "fase", "version", "ayuda",
)  # fmt: skip


class Barra(QWidget):
    """Pieces of news side by side; each says in words what its colour says."""

    def __init__(self, sitio: str, version: str, *, laboratorio: bool = False) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Estado de la estación"))
        self._pulso: Pulso | None = None
        self._zona = ZoneInfo(Ajustes().zona)
        caja = Fluido(self)
        caja.setContentsMargins(6, 4, 6, 4)
        self._piezas: dict[str, QLabel] = {}
        for nombre in PIEZAS:
            pieza = QLabel(self)
            pieza.setObjectName(f"barra-{nombre}")
            pieza.setProperty("talla", "menor")
            caja.addWidget(pieza)
            self._piezas[nombre] = pieza
        self._poner("sitio", sitio if sitio == "CCV" else f"CATD {sitio}", None)
        self._poner("version", self.tr("Versión {}").format(version), None)
        self._poner("ayuda", self.tr("F1: ayuda · {}: pedir ayuda · Ctrl+I: incidente").format(TECLA), None)
        self._poner("laboratorio", self.tr("LABORATORIO: SIN CIFRAR") if laboratorio else "", Senal.ALERTA)
        self._poner("nodo", self.tr("Buscando el nodo…"), Senal.AVISO)
        self.operador("")
        self._mirar = QTimer(self)
        self._mirar.timeout.connect(self._refrescar)
        self._mirar.start(MIRADA_MS)

    def operador(self, nombre: str) -> None:
        self._poner("operador", nombre or self.tr("Sin operador"), None)

    def ajustes(self, ajustes: Ajustes) -> None:
        """The settings of the proceso, for its hour."""
        self._zona = ZoneInfo(ajustes.zona)

    def pulso(self, pulso: Pulso) -> None:
        self._pulso = pulso
        self._refrescar()

    def aparatos(self, texto: str, *, grave: bool) -> None:
        """What must be done about a device; "" when there is nothing."""
        self._poner("aparatos", texto, Senal.ALERTA if grave else Senal.AVISO)

    def texto(self, nombre: str) -> str:
        """What a piece says now, "" when it is not shown."""
        return self._piezas[nombre].text() if not self._piezas[nombre].isHidden() else ""

    def _refrescar(self) -> None:
        if self._pulso is None:
            return
        p = al_dia(self._pulso, datetime.now(UTC), CALLADO_S)
        if p.conectada:
            self._poner("nodo", self.tr("Conectada a {}").format(p.nodo), Senal.BIEN)
        else:
            self._poner("nodo", self.tr("SIN NODO desde las {}").format(self._hora(p.desde)), Senal.MAL)
        self._piezas["nodo"].setToolTip(p.motivo)
        espera = self.tr("%n acción(es) por entregar", "", p.pendientes) if p.pendientes else self.tr("Todo entregado")
        self._poner("espera", espera, Senal.AVISO if p.pendientes else None)
        apartados = self.tr("%n acción(es) que el nodo rechazó: {}", "", p.apartados) if p.apartados else ""
        self._poner("apartados", apartados.format(TECLA), Senal.ALERTA)
        corrido = abs(p.desfase_ms) > DESFASE_MAX_MS
        reloj = self.tr("Reloj corrido {} s: {}").format(round(p.desfase_ms / 1000), TECLA) if corrido else ""
        self._poner("reloj", reloj, Senal.AVISO)
        self._poner("fase", self.tr("Fase: {}").format(p.fase) if p.fase else self.tr("Sin fase"), None)

    def _hora(self, momento: datetime) -> str:
        return f"{momento.astimezone(self._zona):%H:%M}"

    def _poner(self, nombre: str, texto: str, senal: Senal | None) -> None:
        pieza, papel = self._piezas[nombre], senal.value if senal else "papel"
        if pieza.text() != texto or pieza.property("papel") != papel:
            decir(pieza, texto, papel)

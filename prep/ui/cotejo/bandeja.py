"""The tray of cotejos: which wait, why, and who has each, the oldest first; then what the second look offers."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from prep.domain.catalogo.catalogo import Catalogo
from prep.domain.hechos.hechos import Fuente
from prep.domain.hechos.indicio import leer
from prep.services.nodo.tipos import CotejoEnBandeja, MiradaEnBandeja
from prep.ui.pie import PieDeTeclas
from prep.ui.piezas import decir, letrero
from prep.ui.rotulos import breve
from prep.ui.tablas import TablaDeRenglones, espera


class BandejaDeCotejos(QWidget):
    """`abrir(key)`: that one was chosen."""

    abrir = Signal(object)

    def __init__(self, padre: QWidget) -> None:
        super().__init__(padre)
        self._aviso = letrero(self, "aviso-cotejos")
        titulos = [self.tr("Espera"), self.tr("Casilla"), self.tr("Elección"), self.tr("Publicada de"),
                   self.tr("Quién la tiene"), self.tr("Por qué se coteja")]  # fmt: skip
        self.tabla = TablaDeRenglones(titulos, self.tr("Cotejos que esperan, del más antiguo al más nuevo"), self)
        self.tabla.abrir.connect(self.abrir)
        self.pie = PieDeTeclas(self)
        self.pie.recordar(self.tr("Enter: abrir el elegido"))
        pila = QVBoxLayout(self)
        pila.setContentsMargins(0, 0, 0, 0)
        pila.addWidget(self._aviso)
        pila.addWidget(self.tabla, 1)
        pila.addWidget(self.pie)

    @property
    def aviso(self) -> str:
        return self._aviso.text()

    def avisar(self, texto: str, papel: str) -> None:
        decir(self._aviso, texto, papel)

    def mostrar(self, filas: Sequence[CotejoEnBandeja | MiradaEnBandeja], catalogo: Catalogo, desfase_ms: int) -> None:
        """What the node said, as of now; the row that was chosen stays chosen."""
        ahora = datetime.now(UTC) + timedelta(milliseconds=desfase_ms)
        self.tabla.mostrar(
            [f.acta for f in filas],
            [self._de_mirada(f, catalogo) if isinstance(f, MiradaEnBandeja) else self._textos(f, catalogo, ahora)
             for f in filas],
        )  # fmt: skip

    def _de_mirada(self, fila: MiradaEnBandeja, catalogo: Catalogo) -> tuple[str, ...]:
        acta, indicio = catalogo.actas.get(fila.acta), leer(fila.mirada)
        votos = self.tr("%n voto(s) en duda", "", indicio.votos) if indicio and indicio.votos else ""
        return (
            self.tr("2.ª mirada"),
            breve(acta) if acta else fila.acta,
            catalogo.eleccion(acta.eleccion).nombre if acta else "",
            "",
            self.tr("nadie") if fila.puede else self.tr("nadie; usted no puede decidirla"),
            " · ".join(texto for texto in (fila.frase, votos) if texto),
        )

    def _textos(self, fila: CotejoEnBandeja, catalogo: Catalogo, ahora: datetime) -> tuple[str, ...]:
        acta = catalogo.actas.get(fila.acta)
        origen = self.tr("teléfono") if fila.fuente is Fuente.CASILLA else self.tr("papel")
        return (
            espera(ahora - fila.desde),
            breve(acta) if acta else fila.acta,
            catalogo.eleccion(acta.eleccion).nombre if acta else "",
            origen,
            self._quien(fila),
            fila.pedido or self.tr("Se verificó por las dos vías"),
        )

    def _quien(self, fila: CotejoEnBandeja) -> str:
        if fila.propone:
            return self.tr("Propuso {}: conteste en Propuestas").format(fila.propone)
        return fila.tiene or (self.tr("nadie") if fila.puede else self.tr("nadie; usted no puede decidirla"))

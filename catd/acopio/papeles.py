"""The papers of the acopio screen: asks which, makes them in the background, offers to print them."""

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from catd.acopio.obra import AcuseDe, ObraAcopio, QueSeImprime
from prep.documents.etiquetas import PLANILLAS, POR_OMISION, Ajuste
from prep.services.acopio.casillas import Casilla
from prep.ui.impresion.imprenta import Imprenta
from prep.ui.pantalla import Pantalla

AJUSTE = "etiquetas"  # of its copy in the spool
MIRADA_MS = 200
Avisar = Callable[[str, str], None]


class AvanceDePapel:
    """How far a paper is: said by the thread that makes it, looked at by the windows', which may go before it ends."""

    def __init__(self) -> None:
        self.ahora = (0, 0)  # one assignment: never half of it is seen

    def decir(self, hechas: int, total: int) -> None:
        self.ahora = (hechas, total)


class Papeles(QObject):
    """`avisar(text, role)` tells how it goes; `a_la_vista`: the casilla on screen. One paper at a time."""

    def __init__(
        self, pantalla: Pantalla, obra: ObraAcopio, avisar: Avisar, a_la_vista: Callable[[], Casilla | None]
    ) -> None:
        super().__init__(pantalla)
        self._a_la_vista = a_la_vista
        self._contexto, self._obra, self._avisar = pantalla.contexto, obra, avisar
        self._imprenta = Imprenta(pantalla, pantalla.contexto.taller, pantalla.contexto.estacion)
        self._al_hacerlo: Callable[[Path], None] = self._ofrecer
        self._casilla: Casilla | None = None
        self._cuales = AcuseDe.DESDE_EL_ULTIMO
        self._que = QueSeImprime.TODO
        self._planilla = POR_OMISION
        self._opciones = {
            self.tr("Etiquetas y carátulas"): QueSeImprime.TODO,
            self.tr("Sólo etiquetas"): QueSeImprime.ETIQUETAS,
            self.tr("Sólo carátulas"): QueSeImprime.CARATULAS,
        }
        self._avance = AvanceDePapel()
        self._mirar = QTimer(self)  # it beats while one is made
        self._mirar.setInterval(MIRADA_MS)
        self._mirar.timeout.connect(self._avanza)

    # -- acuse ------------------------------------------------------------------------------------

    def acuse(self) -> None:
        if self._obra.lista and self._libre():
            self._casilla = casilla = self._a_la_vista()
            cuales = [c.value for c in AcuseDe if casilla is not None or c is not AcuseDe.CASILLA]
            self._contexto.dialogos.elegir(
                self.tr("Acuse de recibo"), self.tr("¿De qué se hace el acuse?"), cuales, self._de_que
            )

    def _de_que(self, dicho: str | None) -> None:
        if dicho is None:
            return
        self._cuales = AcuseDe(dicho)
        texto = self.tr("Nombre de quien entrega. Déjelo vacío si lo escribirá a mano.")
        self._contexto.dialogos.elegir(self.tr("¿Quién entrega?"), texto, (), self._de_quien)

    def _de_quien(self, dicho: str | None) -> None:
        if dicho is not None:
            self._hacer(partial(self._obra.acuse, self._cuales, self._casilla, dicho[:120]), self._ofrecer)

    # -- labels -----------------------------------------------------------------------------------

    def etiquetas(self) -> None:
        if self._obra.lista and self._libre():
            self._casilla = casilla = self._a_la_vista()
            texto = self.tr("De todas las casillas de este CATD, en un PDF.")
            opciones = list(self._opciones)
            if casilla is not None:
                texto += " " + self.tr("O ahora, en una impresora de etiquetas, las de la que está a la vista.")
                opciones.insert(0, self._de_esta(casilla))
            self._contexto.dialogos.elegir(self.tr("¿Qué se imprime?"), texto, opciones, self._dicho_que)

    def _de_esta(self, casilla: Casilla) -> str:
        return self.tr("Las etiquetas de {}").format(casilla.nombre)

    def _dicho_que(self, dicho: str | None) -> None:
        if dicho is None:
            return
        if self._casilla is not None and dicho == self._de_esta(self._casilla):
            self._hacer(partial(self._obra.de_casilla, self._casilla), self._ofrecer)
            return
        self._que = self._opciones[dicho]
        if self._que is QueSeImprime.CARATULAS:
            self._imprimir(Ajuste())
            return
        nombres = [PLANILLAS[clave].nombre for clave in PLANILLAS]
        texto = self.tr("El número de las hojas de etiquetas, tamaño carta.")
        self._contexto.dialogos.elegir(self.tr("¿En qué hojas?"), texto, nombres, self._en_cuales)

    def _en_cuales(self, dicho: str | None) -> None:
        if dicho is None:
            return
        self._planilla = next(clave for clave in PLANILLAS if PLANILLAS[clave].nombre == dicho)
        derecha, abajo = self._corrimiento()
        texto = self.tr(
            "Si su impresora no cae en su lugar, cuántos milímetros correr a la derecha y hacia abajo, así: 1.5 -2. "
            "Ahora es: {} {}. Déjelo vacío para no cambiarlo."
        ).format(derecha, abajo)
        self._contexto.dialogos.elegir(self.tr("Corrimiento"), texto, (), self._corrido)

    def _corrido(self, dicho: str | None) -> None:
        if dicho is None:
            return
        try:
            derecha, abajo = map(float, dicho.replace(",", ".").split()) if dicho.strip() else self._corrimiento()
        except ValueError:
            derecha = abajo = float("nan")
        ajuste = Ajuste(self._planilla, derecha, abajo)
        if not ajuste.valido:
            texto = self.tr(
                "Ese corrimiento no sirve: escriba dos números en milímetros, hasta 10: 1.5 -2. Vuelva a Ctrl+L."
            )
            self._avisar(texto, "mal")
            return
        self._contexto.estacion.spool.copiar(AJUSTE, json.dumps([derecha, abajo]))
        self._imprimir(ajuste)

    def _corrimiento(self) -> tuple[float, float]:
        derecha, abajo = json.loads(self._contexto.estacion.spool.copia(AJUSTE) or "[0.0, 0.0]")
        return float(derecha), float(abajo)

    def _imprimir(self, ajuste: Ajuste) -> None:
        self._hacer(partial(self._obra.papeles, self._que, ajuste, self._avance.decir), self._anunciar)

    # -- making them ------------------------------------------------------------------------------

    def _libre(self) -> bool:
        if self._mirar.isActive():
            self._avisar(self.tr("Espere: todavía se prepara el PDF anterior."), "aviso")
        return not self._mirar.isActive()

    def _hacer(self, tarea: Callable[[], Path], al_hacerlo: Callable[[Path], None]) -> None:
        self._al_hacerlo = al_hacerlo
        self._avance.decir(0, 0)
        self._mirar.start()
        self._avisar(self.tr("Preparando el PDF. Puede seguir recibiendo."), "nota")
        self._contexto.taller.fondo(self, tarea, self._hecho, self._no_hecho)

    def _avanza(self) -> None:
        hechas, total = self._avance.ahora
        if hechas < total:
            self._avisar(self.tr("Preparando el PDF: {} de {}. Puede seguir recibiendo.").format(hechas, total), "nota")

    def _hecho(self, ruta: Path) -> None:
        self._mirar.stop()
        self._contexto.sonidos.tocar("listo")
        self._al_hacerlo(ruta)

    def _ofrecer(self, ruta: Path) -> None:
        """Somebody waits for it."""
        self._avisar(self.tr("PDF listo. Quedó en {}").format(ruta), "bien")
        self._imprenta.ofrecer(ruta)

    def _anunciar(self, ruta: Path) -> None:
        """It took a while, and sobres are being received meanwhile: nothing comes in front."""
        self._imprenta.ultimo = ruta
        self._avisar(self.tr("PDF listo: Ctrl+P lo imprime. Quedó en {}").format(ruta), "bien")

    def imprimir(self) -> None:
        """What was made last."""
        if self._imprenta.ultimo is None:
            self._avisar(self.tr("Todavía no hay qué imprimir: Ctrl+R hace el acuse, Ctrl+L las etiquetas."), "nota")
        else:
            self._imprenta.ofrecer(self._imprenta.ultimo)

    def _no_hecho(self, error: Exception) -> None:
        self._mirar.stop()
        self._avisar(self.tr("No se hizo el PDF. {}").format(error), "mal")
        self._contexto.sonidos.tocar("error")

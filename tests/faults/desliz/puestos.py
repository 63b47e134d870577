"""The windows where figures are made, each real and at a station whose node is away, with an acta when asked."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from PySide6.QtWidgets import QApplication, QDialog

from prep.domain.hechos.campos import Valor, leer_valor
from prep.domain.hechos.hechos import Captura, Fuente, Tipo
from prep.services.captura.trabajo import Trabajo
from prep.services.captura.validacion import Caso
from prep.services.estacion.estacion import Estacion
from prep.services.nodo.tipos import CapturaDeRonda, TrabajoTomado
from prep.ui.captura.obra_tabla import EstadoCaptura, SucesoCaptura
from prep.ui.captura.pantalla import PUERTA as CAPTURA
from prep.ui.captura.pantalla import PantallaCaptura
from prep.ui.cierre import DialogoDeCierre
from prep.ui.letras import DialogoDeLetras
from prep.ui.marco import Marco
from prep.ui.validacion.obra_tabla import EstadoMesa, SucesoMesa
from prep.ui.validacion.pantalla import PUERTA as MESA
from prep.ui.validacion.pantalla import PantallaValidacion
from tests.faults.desliz.taller import TallerDeCorriente
from tests.store import ejemplos

PUERTAS = {"captura": CAPTURA, "captura-ccv": CAPTURA, "mesa": MESA}
ACTA = ejemplos.acta(1)
FORMA = ejemplos.catalogo().forma_de(ACTA)


def trabajo(ronda: int, fuente: Fuente = Fuente.CATD) -> Trabajo:
    """Known by its label; of a phone, by what each person reads of it."""
    toma = TrabajoTomado(ronda, uuid4(), ACTA.clave, fuente, ronda, 1, "", datetime.now(UTC) + timedelta(days=1))
    return Trabajo(toma, ACTA, FORMA, b"", ejemplos.catalogo().ajustes.identificacion(fuente))


def _dicho(tipo: str, cuerpo: str) -> dict[str, Any]:
    """The body; of what was proposed, what it would do: figures that nobody captured wait for another person."""
    leido: dict[str, Any] = json.loads(cuerpo)
    return json.loads(leido["datos"]) if tipo == Tipo.PROPUESTA else leido


class Puesto:
    """What a stream needs to know of its window: what it shows, what is asked, what was kept.

    `letras`: the keys that take a figure in it; `primero`: those of what it asks before any field.
    """

    letras = ""
    primero: tuple[str, ...] = ()
    fuente = Fuente.CATD

    def __init__(self, marco: Marco, estacion: Estacion, taller: TallerDeCorriente) -> None:
        self.marco, self._taller, self._spool = marco, taller, estacion.spool
        self._ronda = self._leidos = 0
        self.dicen_ser: list[str] = []  # the actas that the last kept say they are

    @property
    def valores(self) -> tuple[Valor | None, ...]:
        """What is on the screen."""
        raise NotImplementedError

    @property
    def identidad(self) -> tuple[str, ...]:
        """Which acta somebody wrote that it is, where that is read."""
        return ()

    @property
    def en_mano(self) -> bool:
        raise NotImplementedError

    @property
    def guarda(self) -> bool:
        """Whether something is on its way to the disk."""
        raise NotImplementedError

    def llega(self) -> None:
        """Another acta, with nothing of the one before."""
        raise NotImplementedError

    @property
    def por_confirmar(self) -> bool:
        """Whether it is still asked which acta it is."""
        return False

    @property
    def devolviendo(self) -> bool:
        """Whether what is in front asks why it is handed back."""
        return isinstance(QApplication.activeModalWidget(), DialogoDeLetras)

    def devueltas(self) -> int:
        """How many were handed back, of all."""
        return int(self._spool._leer("SELECT count(*) FROM salida WHERE tipo = 'DEVOLUCION'")[0][0])

    def sembrar(self, semilla: int) -> None:
        """How late its work is told, in that stream."""
        self._taller.sembrar(semilla)

    def reposo(self) -> None:
        """What was on its way to the disk is there, and what was asked of the node was refused."""
        self._taller.reposo()

    def cerrar_preguntas(self) -> None:
        for dialogo in self.marco.findChildren(QDialog):
            dialogo.reject()
        QApplication.processEvents()
        self.marco.activateWindow()
        QApplication.processEvents()

    @property
    def cierre(self) -> tuple[Valor, ...] | None:
        """What the closing question in front shows; None when there is none."""
        delante = QApplication.activeModalWidget()
        if not isinstance(delante, DialogoDeCierre):
            return None
        letreros = [w for w in delante.findChildren(type(delante._razon)) if w.property("marca")]
        return tuple(leer_valor(letrero.text()) for letrero in letreros)

    def guardados(self) -> list[tuple[Valor, ...]]:
        """The figures of what was kept since the last time; a decision without figures says none."""
        filas = self._spool._leer("SELECT n, tipo, cuerpo FROM salida WHERE n > ? ORDER BY n", self._leidos)
        self._leidos = filas[-1][0] if filas else self._leidos
        con_cifras = [_dicho(tipo, cuerpo) for _, tipo, cuerpo in filas if tipo != Tipo.DEVOLUCION]
        self.dicen_ser = [cuerpo.get("identificacion", "") for cuerpo in con_cifras]
        return [tuple(map(leer_valor, cuerpo["valores"])) for cuerpo in con_cifras]


class PuestoDeCaptura(Puesto):
    primero: tuple[str, ...] = ("s",)

    @property
    def por_confirmar(self) -> bool:
        return self._pantalla.acta is not None and self._pantalla.acta.por_reconocer

    @property
    def _pantalla(self) -> PantallaCaptura:
        assert isinstance(self.marco.pantalla, PantallaCaptura)
        return self.marco.pantalla

    @property
    def valores(self) -> tuple[Valor | None, ...]:
        acta = self._pantalla.acta
        return () if acta is None else tuple(acta.formulario.valores)

    @property
    def en_mano(self) -> bool:
        return self._pantalla.acta is not None

    @property
    def guarda(self) -> bool:
        return self._pantalla._obra._maquina.estado is EstadoCaptura.GUARDA

    def llega(self) -> None:
        self._ronda += 1
        obra = self._pantalla._obra
        if self._pantalla.acta is not None:  # the same form, as for another acta of its kind
            self._pantalla.acta.abrir(trabajo(self._ronda, self.fuente))
            self._pantalla.acta.mirar(True)
            self._pantalla.acta.empezar()
            return
        self.reposo()
        obra._buscar.stop()
        obra._maquina.dar(SucesoCaptura.PIDE)
        obra._llego(trabajo(self._ronda, self.fuente))


class PuestoDeCapturaDelCCV(PuestoDeCaptura):
    """The images of the phones: which acta it is, each person reads and writes."""

    primero = ("1", "enter", "b", "enter", "1", "enter", "0", "enter")
    fuente = Fuente.CASILLA

    @property
    def identidad(self) -> tuple[str, ...]:
        acta = self._pantalla.acta
        return () if acta is None or acta.identidad is None else acta.identidad.leida


class PuestoDeMesa(Puesto):
    letras = "ab"

    @property
    def _pantalla(self) -> PantallaValidacion:
        assert isinstance(self.marco.pantalla, PantallaValidacion)
        return self.marco.pantalla

    @property
    def valores(self) -> tuple[Valor | None, ...]:
        return () if self._pantalla.panel is None else tuple(self._pantalla.panel.valores)

    @property
    def en_mano(self) -> bool:
        return self._pantalla.panel is not None

    @property
    def guarda(self) -> bool:
        return self._pantalla._obra._maquina.estado is EstadoMesa.GUARDA

    def llega(self) -> None:
        """Two people differ in two votes and the total; one of them marked another vote, or both did."""
        self._ronda += 1
        una: list[object] = [7, 8, 9, 10, 101, 102, 103, 104, 0, 0, 424]
        otra = [*una[:5], 900, *una[6:8], "ILEGIBLE", *una[9:10], 505]
        if self._ronda % 3 == 0:
            una[9] = otra[9] = "SIN DATO"
        if self._ronda % 5 == 0:
            otra = una
        obra = self._pantalla._obra
        if self._pantalla.panel is not None:
            self._pantalla._cerrar_caso()
            self._pantalla._a_la_bandeja("", "nota")
            obra._maquina.estado = EstadoMesa.BANDEJA
        self.reposo()
        obra._mirar.stop()
        vistas = [self._vista(quien, cifras) for quien, cifras in (("beto", una), ("caro", otra))]
        obra._maquina.dar(SucesoMesa.PIDE)
        obra._llego(Caso(trabajo(self._ronda), tuple(vistas)))

    def _vista(self, quien: str, cifras: list[object]) -> CapturaDeRonda:
        valores = tuple(map(leer_valor, cifras))
        return CapturaDeRonda(uuid4(), quien, Captura(self._ronda, "", valores, "ACTA PREP", ACTA.clave))


PUESTOS = {"captura": PuestoDeCaptura, "captura-ccv": PuestoDeCapturaDelCCV, "mesa": PuestoDeMesa}

"""The control room: every order is the one that was read, of who and what was shown, for the reason written."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any, Self
from uuid import uuid4

from PySide6.QtWidgets import QApplication, QWidget
from pytest import MonkeyPatch
from shiboken6 import delete

from central.arbitro.acuerdos import Acuerdo
from central.mando.dos_personas import EstadoDeOrden, OrdenPropuesta
from central.mando.retenidas import Retenida
from central.marco.conexion import NodoAbierto
from central.sala import mandos
from central.sala.acceso import LugarSala, MemoriaEnArchivo
from central.sala.flujos import alarma, horario, incidente, propuesta
from central.sala.pantalla import Sala
from central.tablero.consulta import Alarma
from central.tablero.incidentes import IncidenteDeCentro
from prep.domain.hechos.hechos import Datos, Fuente, Propuesta
from prep.domain.reglas.incidentes import CLASES, EstadoDeIncidente, Incidente
from prep.domain.reglas.ordenes import ORDEN, NombreDeOrden, OrdenDelCentro
from prep.services.estacion.firma import FirmaDeSesion
from prep.services.estacion.sesion import Sesion
from prep.store.conexion import motor
from prep.ui.fallos import Fallos
from prep.ui.sostener import Sostenida
from prep.ui.tema import Tema
from tests.central.sala import muestra
from tests.faults.desliz.firmas.delante import Delante
from tests.faults.desliz.firmas.juez_de_sala import JUECES
from tests.faults.desliz.firmas.ordenes import OrdenesApuntadas
from tests.faults.desliz.firmas.puesto import Firmado, Hilo, PuestoDeFirmas
from tests.faults.desliz.gestos import SOSTENER_MS, Gesto
from tests.faults.desliz.sitio import sin_esperas
from tests.faults.desliz.taller import TallerDeCorriente
from tests.services.conftest import conocido, llave
from tests.store import ejemplos

AHORA = datetime.now(UTC)
NADIE = "host=127.0.0.1 port=1 user=nadie dbname=prep"
HORAS = "23/11/2026 17:50:00, 23/11/2026 18:20:00, 23/11/2026 18:21:00"


class PuestoDeSala(PuestoDeFirmas):
    """What the centre would have said is handed to it; what it would have been ordered is written down."""

    firmara = ("apertura", "atender", "conforme", "liberar", "rechazo")
    teclas = ("f3", "f6", "f7", "ctrl+f2", "f11", "ctrl+o", *(f"+{letra}" for letra in "abcdef"))
    marco: QWidget  # type: ignore[assignment]

    def __init__(self, sala: Sala, taller: TallerDeCorriente) -> None:
        self.marco, self._sala, self._taller = sala, sala, taller
        self._hechos: list[Firmado] = []
        self._vistas: list[OrdenPropuesta] = []
        self._n = 0

    @classmethod
    @contextmanager
    def sentado(cls, carpeta: Path, aplicacion: QApplication) -> Iterator[tuple[Self, Fallos]]:
        fallos, taller = Fallos(carpeta / "informes", "0.0.0"), TallerDeCorriente()
        fallos.instalar()
        lugar = LugarSala(MemoriaEnArchivo(carpeta / "sala.json"), lambda: [conocido("eva")], ejemplos.PROCESO)
        abierto = NodoAbierto(carpeta, motor(NADIE))
        with MonkeyPatch.context() as parche:
            parche.setattr(Sostenida, "ms", SOSTENER_MS)
            sala = Sala(abierto, lugar, ejemplos.catalogo(), taller, Tema(aplicacion), fallos)
            assert sala.mandos is not None
            sin_esperas(sala.mandos.presencia)
            puesto = cls(sala, taller)
            puesto.oir(parche)
            sala.setUpdatesEnabled(False)
            sala.resize(1366, 768)
            sala.show()
            sala.activateWindow()
            puesto._entra()
            try:
                yield puesto, fallos
            finally:
                sala.close()
                taller.cerrar()
                delete(sala)
                abierto.motor.dispose()
                fallos.retirar()

    def _entra(self) -> None:
        assert self._sala.mandos is not None
        firma = FirmaDeSesion("eva", "sala", ejemplos.PROCESO, llave("eva"))
        self._sala.mandos._entro(Sesion(conocido("eva"), firma))

    def oir(self, parche: MonkeyPatch) -> None:
        """Between the room and its centre."""

        def ordenes(abierto: NodoAbierto, sesion: Sesion) -> OrdenesApuntadas:
            return OrdenesApuntadas(abierto, sesion, self._hechos, self._propuesta)

        parche.setattr(mandos, "Ordenes", ordenes)
        dice: list[tuple[Any, str, Callable[..., object]]] = [
            (horario, "apertura_de", lambda _: "Nadie ha fijado la hora."),
            (horario, "retenidas_de", lambda _: self._retenidas()),
            (propuesta, "propuestas_de", lambda _: list(self._vistas)),
            (propuesta, "cambios_de", lambda _, una: [f"Cambia lo de la propuesta {una.n}."]),
            (alarma, "alarmas_de", lambda _: self._alarmas()),
            (incidente, "incidentes_abiertos", lambda _: self._incidentes()),
        ]
        for donde, nombre, que in dice:
            parche.setattr(donde, nombre, que)

    def caminos(self, azar: Random) -> list[str]:
        baja = ["abajo"] * azar.randrange(3)
        motivo = azar.choice((["enter"], ["abajo", "enter"], ["texto:Se acordo", "enter"]))
        si = azar.choice((["enter"], ["tab", "enter"], ["tab", "espacio"]))
        return azar.choice(
            (
                ["f11", "+a", *si, azar.choice(("texto:ULTIMO", "texto:ultim")), "enter", "enter"],
                ["f11", "+b", *baja, "enter", *motivo, "enter"],
                ["f11", "+c", *baja, "enter", *motivo, *si, "enter"],
                ["f11", "+d", *baja, "enter", *si, "enter"],
                ["f11", "+e", "texto:18:00", "enter", *motivo, "enter"],
                ["f11", "+f", *baja, "enter", *motivo, *si, "enter"],
                ["ctrl+o", *baja, "enter", *si, "enter"],
                ["ctrl+o", *baja, "enter", "esc", *motivo, "enter"],
                ["ctrl+f2", *baja, "enter", *motivo, "enter"],
                ["f7", *baja, "enter", *baja, *motivo, "enter"],
                ["ctrl+i", *baja, "enter", "texto:en la puerta", "enter", "enter"],
            )
        )

    def llega(self, azar: Random) -> None:
        assert self._sala.mandos is not None
        if self._sala.mandos.sesion is None:
            self._entra()
        self._vistas = [self._de_otra(azar) for _ in range(3)]
        self.mirada(azar)

    def mirada(self, azar: Random) -> None:
        """The board again, a while after."""
        self._sala.obra.llega(muestra.tablero(AHORA + timedelta(seconds=azar.randrange(600))))

    def firmados(self) -> list[Firmado]:
        hechos, self._hechos[:] = list(self._hechos), []
        return hechos

    def juzgar(self, firmado: Firmado, antes: Delante, gesto: Gesto, hilo: Hilo) -> str:
        return JUECES[firmado.tipo](firmado.cuerpo, antes, gesto, hilo)

    # -- what the centre says -----------------------------------------------------------------------

    def _propuesta(self, orden: OrdenDelCentro, motivo: str, quien: str = "eva") -> OrdenPropuesta:
        self._n += 1
        cuerpo = Propuesta(ORDEN, Datos(orden.texto), motivo)
        hecho = FirmaDeSesion(quien, "sala", ejemplos.PROCESO, llave("eva")).hecho("", Fuente.CENTRO, cuerpo).hecho
        acuerdo = Acuerdo(self._n, hecho, orden, AHORA + timedelta(hours=1))
        return OrdenPropuesta(acuerdo, EstadoDeOrden.ESPERA, f"Lo que propone {quien} la vez {self._n}.", "UTC")

    def _de_otra(self, azar: Random) -> OrdenPropuesta:
        orden = OrdenDelCentro(NombreDeOrden.REGRESO, {"catd": f"{azar.randrange(1, 30):02}"})
        return self._propuesta(orden, f"Motivo {azar.randrange(99)}.", "carmen")

    def _retenidas(self) -> list[Retenida]:
        return [Retenida(ejemplos.acta(n).clave, ("R26-PERIODO",), (f"Sale en revisión {n}.",), HORAS) for n in (1, 3)]

    def _alarmas(self) -> list[Alarma]:
        return [Alarma(n, AHORA, "R06-COTEJO", "", f"Pasó la alarma {n}.") for n in (1, 2, 3)]

    def _incidentes(self) -> list[IncidenteDeCentro]:
        return [
            IncidenteDeCentro(
                Incidente(uuid4(), clase, "", f"lugar {n}", f"Pasó {n}.", "ana", "est-01-1", AHORA, "",
                          EstadoDeIncidente.ABIERTO), "01",
            )
            for n, clase in enumerate(CLASES[:3])
        ]  # fmt: skip

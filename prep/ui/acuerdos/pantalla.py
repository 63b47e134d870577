"""What changes what was registered, between two people: others' are answered, one's own is seen to wait (P-10)."""

import time
from datetime import UTC, datetime, timedelta
from functools import partial
from uuid import UUID
from zoneinfo import ZoneInfo

from prep.domain.hechos.roles import Rol
from prep.services.captura.acuerdos import Acuerdos
from prep.services.estacion.estacion import Estacion, Recibo
from prep.services.estacion.pulso import Pulso
from prep.services.estacion.sesion import Sesion
from prep.services.nodo.tipos import PropuestaVista
from prep.ui import acciones, teclas_imagen
from prep.ui.acuerdos import acciones as propias
from prep.ui.acuerdos.comparacion import ComparacionDePropuesta
from prep.ui.acuerdos.disposicion import DisposicionAcuerdos
from prep.ui.acuerdos.obra import ObraAcuerdos
from prep.ui.acuerdos.palabras import como_va, por_contestar, por_que_no, que
from prep.ui.acuerdos.proponer import Proponedor
from prep.ui.destino import GrupoDeDestino
from prep.ui.dialogos import Pregunta
from prep.ui.pantalla import ContextoDePantalla, Pantalla, Puerta
from prep.ui.rotulos import breve

SE_LEE_S = 6.0


class PantallaAcuerdos(Pantalla):
    """Asks the node every two seconds while it is seen."""

    def __init__(self, contexto: ContextoDePantalla) -> None:
        super().__init__(contexto)
        self._acuerdos = Acuerdos(contexto.estacion, contexto.sesion)
        self._yo = contexto.sesion.operador
        self._zona = ZoneInfo(contexto.estacion.catalogo.ajustes.zona)
        self.obra = ObraAcuerdos(self._acuerdos, contexto.taller, self)
        self.piezas = DisposicionAcuerdos(self)
        self._comparacion = ComparacionDePropuesta(contexto, self.obra, self.piezas, self)
        self._vistas: tuple[PropuestaVista, ...] = ()
        self._dicho_hasta = 0.0  # what was said stays long enough to be read
        self._proponedor = Proponedor(contexto, self._acuerdos, self.obra, self)
        acepta, *otras = (
            acciones.hacer(f"{propias.PANTALLA}.{nombre}", self, hace)
            for nombre, hace in (
                ("aceptar", self._aceptar), ("rechazar", self._rechazar), ("reabrir", self._proponedor.empezar)
            )
        )  # fmt: skip
        destino = GrupoDeDestino(propias.PANTALLA, self, contexto.dialogos, otras)
        for accion in (acepta, teclas_imagen.poner(propias.PANTALLA, self, self.piezas.par), destino.accion):
            self.piezas.pie.boton(accion)
        self.pila.setContentsMargins(6, 4, 6, 4)
        self.pila.addWidget(self.piezas)
        for senal, ranura in (
            (self.obra.mirada.llego, self._llego), (self.obra.mirada.no_llego, self._no_llego),
            (self.obra.hecha, self._hecha), (self.obra.no_hecha, self._no_hecha),
            (self._proponedor.avisa, self._no_hecha),
            (self.piezas.lista.elegida, self._elegida), (contexto.tema.cambio, self.piezas.medir),
        ):  # fmt: skip
            senal.connect(ranura)
        self.piezas.avisar(self.tr("Preguntando al nodo…"), "nota")
        self._comparacion.ver(None)

    def activar(self) -> None:
        self.piezas.lista.setFocus()
        self.obra.mirada.activar()

    def pausar(self) -> None:
        self.obra.mirada.pausar()

    soltar = pausar

    def pulso(self, pulso: Pulso) -> None:
        """The node is back: at once, not at the next look."""
        if pulso.conectada and self.piezas.papel == "aviso":
            self.obra.mirada.mirar()

    @property
    def vista(self) -> PropuestaVista | None:
        """The one that is chosen."""
        return next((v for v in self._vistas if v.hecho == self.piezas.lista.clave), None)

    def _ahora(self) -> datetime:
        return datetime.now(UTC) + timedelta(milliseconds=self.contexto.estacion.desfase_ms)

    # -- what there is ----------------------------------------------------------------------------

    def _llego(self, vistas: tuple[PropuestaVista, ...]) -> None:
        ahora = self._ahora()
        vistas = tuple(sorted(vistas, key=lambda v: not por_contestar(v, self._yo, ahora)))  # what waits, on top
        self._vistas = vistas
        filas = [(self._nombre(v.acta), que(v, self._zona), v.propone, como_va(v, self._yo, ahora)) for v in vistas]
        self.piezas.lista.mostrar([v.hecho for v in vistas], filas)
        suyas = sum(por_contestar(v, self._yo, ahora) for v in vistas)
        texto = self.tr("Por contestar: %n propuesta(s).", "", suyas) if suyas else self.tr("Nada espera su respuesta.")
        if time.monotonic() > self._dicho_hasta:
            self.piezas.avisar(texto, "nota")

    def _no_llego(self, texto: str) -> None:
        self.piezas.avisar(texto, "aviso")

    def _elegida(self, _: UUID | None) -> None:
        self._comparacion.ver(self.vista)

    def _nombre(self, clave: str) -> str:
        acta = self.contexto.estacion.catalogo.actas.get(clave)
        return breve(acta) if acta is not None else clave

    # -- what this person says --------------------------------------------------------------------

    def _por_contestar(self) -> PropuestaVista | None:
        """The one that is chosen, when it waits for this person; if not, how it goes, and what does wait is chosen."""
        vista, ahora = self.vista, self._ahora()
        if vista is None or por_contestar(vista, self._yo, ahora):
            return vista
        otra = next((v for v in self._vistas if por_contestar(v, self._yo, ahora)), None)
        sigue = self.tr("Se muestra la que sí le toca: {}.").format(self._nombre(otra.acta)) if otra else ""
        self._dicho_hasta = time.monotonic() + SE_LEE_S
        self._no_hecha(f"{por_que_no(vista, self._yo, ahora)} {sigue}".rstrip())
        if otra is not None:
            self.piezas.lista.elegir(otra.hecho)
        return None

    def _aceptar(self) -> None:
        vista = self._por_contestar()
        if vista is None:
            return
        pregunta = Pregunta(
            self.tr("Aceptar lo propuesto"),
            self.tr("{}: {}. Con su firma queda hecho y el siguiente corte lo muestra.").format(
                self._nombre(vista.acta), que(vista, self._zona)
            ),
            self.tr("Aceptar"),
            self.tr("Volver"),
            peligro=True,
        )
        self.contexto.dialogos.confirmar(pregunta, partial(self._confirmada, vista))

    def _confirmada(self, vista: PropuestaVista, si: bool) -> None:
        if si:
            self.obra.hacer(partial(self._acuerdos.aceptar, vista))

    def _rechazar(self) -> None:
        vista = self._por_contestar()
        if vista is not None:
            opciones = [self.tr("La imagen dice lo que ya está."), self.tr("El motivo no corresponde.")]
            self.contexto.dialogos.elegir(
                self.tr("Rechazar lo propuesto"), self.tr("Nada cambia. ¿Por qué?"), opciones,
                partial(self._rechazada, vista), otra=True,
            )  # fmt: skip

    def _rechazada(self, vista: PropuestaVista, motivo: str | None) -> None:
        if motivo is not None:
            self.obra.hacer(partial(self._acuerdos.rechazar, vista, motivo))

    def _hecha(self, recibo: Recibo) -> None:
        self._dicho_hasta = time.monotonic() + SE_LEE_S
        if recibo.propuesto:
            self.piezas.avisar(self.tr("Propuesto: falta la conformidad de otra persona."), "aviso")
        else:
            self.piezas.avisar(self.tr("Guardado con su firma."), "bien")

    def _no_hecha(self, texto: str) -> None:
        self.contexto.sonidos.tocar("error")
        self.piezas.avisar(texto, "mal")


def _cuantas(estacion: Estacion, sesion: Sesion) -> int:
    return Acuerdos(estacion, sesion).cuantas()


PUERTA = Puerta(propias.PANTALLA, "Propuestas", frozenset({Rol.MESA, Rol.COORDINACION}), PantallaAcuerdos, _cuantas)

"""Seeing to an incident from the control room, or writing one down: which one, and what is done about it (R-34)."""

from functools import partial

from central.mando.ordenes import incidentes_abiertos
from central.marco.tabla import hace
from central.sala import palabras
from central.sala.flujos.flujos import Flujo, OpcionesNumeradas
from central.tablero.incidentes import IncidenteDeCentro
from prep.domain.reglas.incidentes import CLASES


class SeguirIncidente(Flujo):
    """Those that are not closed, what nobody sees to first: it is taken, or closed with what was done."""

    def empezar(self) -> None:
        self.titulo = self.tr("Incidentes")
        self.hacer(partial(incidentes_abiertos, self.ordenes.puesto), self._leidos)

    def _leidos(self, abiertos: list[IncidenteDeCentro]) -> None:
        self.mesa.decir("", "nota")
        self._abiertos = abiertos
        if not abiertos:
            self.nada(self.tr("No hay incidentes sin cerrar."))
            return
        self._opciones = OpcionesNumeradas([self._linea(i) for i in abiertos])
        texto = self.tr("¿Cuál? Primero está lo que nadie atiende.")
        self.mesa.dialogos.elegir(self.titulo, texto, self._opciones.dichas, self._elegido)

    def _linea(self, i: IncidenteDeCentro) -> str:
        uno = i.incidente
        centro = palabras.nombre(i.centro) if i.centro else self.tr("Centro")
        quien = self.tr("lo atiende {}").format(uno.dueno) if uno.dueno else self.tr("NADIE LO ATIENDE")
        cuando = hace(self.mesa.tablero.momento - uno.cuando)
        return " · ".join((centro, uno.clase.nombre, uno.acta or uno.lugar or uno.estacion, f"hace {cuando}", quien))

    def _elegido(self, dicho: str | None) -> None:
        n = None if dicho is None else self._opciones.cual(dicho)
        if n is None:
            self.terminar()
            return
        self._uno = uno = self._abiertos[n].incidente
        texto = self.tr("{}, de {} en {}: {}\n\n¿Lo atiende usted, o qué se hizo? Lo que escriba lo cierra.").format(
            uno.clase.nombre, uno.operador, uno.estacion, uno.texto
        )
        self._voy = self.tr("Lo atiendo yo.")
        opciones = [self._voy, self.tr("Se resolvió."), self.tr("Se entregó a quien le toca.")]
        self.mesa.dialogos.elegir(self.titulo, texto, opciones, self._con_nota, otra=True)

    def _con_nota(self, nota: str | None) -> None:
        if not nota:
            self.terminar()
        elif nota == self._voy:
            self.hacer(partial(self.ordenes.tomar_incidente, self._uno), self._hecho)
        else:
            self.hacer(partial(self.ordenes.cerrar_incidente, self._uno, nota), self._hecho)

    def _hecho(self, _: object) -> None:
        self.hecho(self.tr("Anotado con su firma: {}.").format(self._uno.clase.nombre))


class AnotarIncidente(Flujo):
    """What kind, then in whose words."""

    def empezar(self) -> None:
        self.titulo = self.tr("Registrar un incidente")
        texto = self.tr("¿Qué pasa?")
        self.mesa.dialogos.elegir(self.titulo, texto, [f"{c.tecla}. {c.nombre}" for c in CLASES], self._con_clase)

    def _con_clase(self, dicha: str | None) -> None:
        self._clase = next((c for c in CLASES if dicha == f"{c.tecla}. {c.nombre}"), None)
        if self._clase is None:
            self.terminar()
        else:
            texto = self.tr("{}. ¿Dónde y qué pasó?").format(self._clase.nombre)
            self.mesa.dialogos.elegir(self.titulo, texto, [], self._con_texto)

    def _con_texto(self, dicho: str | None) -> None:
        if not dicho or self._clase is None:
            self.terminar()
            return
        self.hacer(partial(self.ordenes.anotar_incidente, self._clase, dicho), self._anotado)

    def _anotado(self, _: object) -> None:
        self.hecho(self.tr("Registrado con su firma."))

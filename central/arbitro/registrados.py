"""Who is registered at a node, as the centre signed it and two people changed it: its base is not believed (P-4)."""

from uuid import UUID

from psycopg import Connection

from central.arbitro.cambios import PLAZO, CambioAcordado, acordar, leer_personales
from central.arbitro.operador import Operador
from central.nodo.lista import vale
from central.nodo.personas import EstacionNueva, OperadorNuevo
from central.nodo.registro import leer_estaciones, leer_operadores
from prep.domain.vida.derecho import SitiosDePersona

NO_FIRMADO = "no es el que firmó el centro: lo cambiaron en la base"


class Registrados:
    """People and stations of one proceso, read when they are asked for; nobody is refused by what was known before.

    With `centro`, its public key, only what it signed is believed: the others are `alterados`, by name.
    """

    def __init__(self, conexion: Connection, proceso: str, centro: bytes | None = None) -> None:
        self.conexion, self.centro = conexion, centro
        self._proceso = proceso
        self.operadores: dict[str, Operador] = {}
        self.acordados: list[CambioAcordado] = []  # what two people changed of somebody, in its order
        self._firmados: dict[str, Operador] = {}  # as the list says, before that
        self._personales: frozenset[UUID] = frozenset()  # the facts that `acordados` was taken from
        self.alterados: dict[str, str] = {}  # operator -> why the row is not believed
        self.estaciones_alteradas: dict[str, str] = {}
        self._vistos: dict[OperadorNuevo | EstacionNueva, bool] = {}  # verifying all of a city's takes half a second
        self._versiones: dict[str, int] = {}  # the highest one seen: an older one that was signed too is no longer true
        self.sitios: dict[str, str | SitiosDePersona] = {}  # person -> site, for the fold (P-10)

    def renovar(self) -> None:
        """Reads again who is registered."""
        self.alterados, self.estaciones_alteradas = {}, {}
        self._leer_lista()
        self.enterarse()
        for estacion in leer_estaciones(self.conexion) if self.centro else ():
            self._mirar(estacion)

    def buscar(self, nombre: str) -> Operador | None:
        """The operator as they are registered at this moment."""
        for fila in leer_operadores(self.conexion, "WHERE operador = %s", nombre, sellada=False):
            self._tomar(fila)
        self.enterarse()
        return self.operadores.get(nombre)

    def enterarse(self) -> None:
        """Reads again what two people agreed on of anybody."""
        leidos = leer_personales(self.conexion)
        vistos = frozenset(leido.id for leido in leidos)
        if vistos == self._personales:
            return
        self._leer_lista()  # the signers' rows, and whose every key is
        self._personales = vistos
        ((plazo_s,),) = self.conexion.execute(PLAZO).fetchall()
        self.operadores, self.acordados = acordar(leidos, self._firmados, plazo_s)
        for nombre in {acordado.cambio.operador for acordado in self.acordados}:
            suyo = self.operadores[nombre]
            self.sitios[nombre] = SitiosDePersona(tuple((a.hasta, a.sitio) for a in suyo.antes), suyo.sitio)

    def _leer_lista(self) -> None:
        for fila in leer_operadores(self.conexion, sellada=False):
            self._tomar(fila)

    def buscar_estacion(self, nombre: str) -> EstacionNueva | None:
        """The station as its row says at this moment; whether that is believed, `estaciones_alteradas` tells."""
        estaciones = leer_estaciones(self.conexion, "WHERE estacion = %s", nombre)
        for estacion in estaciones:
            self._mirar(estacion)
        return estaciones[0] if estaciones else None

    def _tomar(self, fila: OperadorNuevo) -> None:
        """Believed as signed; one that is not leaves what was known before, and nothing of them is taken meanwhile."""
        if razon := self._razon(fila, fila.operador):
            self.alterados[fila.operador] = razon
        else:
            self.alterados.pop(fila.operador, None)
            suyo = Operador(fila.publica, frozenset(fila.roles), fila.sitio, fila.activo)
            if self._firmados.get(fila.operador) != suyo:
                self._firmados[fila.operador] = self.operadores[fila.operador] = suyo
                self.sitios[fila.operador] = fila.sitio
                self._personales = frozenset()  # what was agreed is applied to it again

    def _mirar(self, estacion: EstacionNueva) -> None:
        if razon := self._razon(estacion, f"la estación {estacion.estacion}"):
            self.estaciones_alteradas[estacion.estacion] = razon
        else:
            self.estaciones_alteradas.pop(estacion.estacion, None)

    def _razon(self, fila: OperadorNuevo | EstacionNueva, quien: str) -> str:
        """Why the row is not believed, "" when it is."""
        if self.centro is None:
            return ""
        if fila not in self._vistos:
            self._vistos[fila] = vale(fila, self._proceso, self.centro)
        if not self._vistos[fila] or fila.version < self._versiones.get(quien, 0):
            return f"el registro de {quien} {NO_FIRMADO}"
        self._versiones[quien] = fila.version
        return ""

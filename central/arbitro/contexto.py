"""What the árbitro knows by heart: the catalogue, the operators' keys, the accounts of the CAE (P-4)."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from psycopg import Connection
from sqlalchemy.engine import Engine

from central.arbitro.acuerdos import Acuerdo
from central.nodo.lista import vale
from central.nodo.nombres import catd_de
from central.nodo.personas import EstacionNueva, OperadorNuevo
from central.nodo.registro import leer_estaciones, leer_operadores
from prep.domain.catalogo.catalogo import Acta, Catalogo, Forma
from prep.domain.catalogo.fuera_de_catalogo import ClaveInvalida, acta_fc
from prep.domain.hechos.hechos import Hecho
from prep.domain.vida.estado import EstadoActa
from prep.domain.vida.fold import fold
from prep.store import catalogos


@dataclass(frozen=True, slots=True)
class Operador:
    publica: bytes
    roles: frozenset[str]
    sitio: str
    activo: bool


NO_FIRMADO = "no es el que firmó el centro: lo cambiaron en la base"


class Contexto:
    """The catalogue of the node's proceso and who is registered; nobody is refused by what was known of them before.

    `renovar` now and then: what was taken from a person, and the accounts of the CAE, are known from then on.
    With `centro`, its public key, only what it signed of people and stations is believed: the others are `alterados`,
    by name. Who only folds does without.
    """

    def __init__(self, motor: Engine, conexion: Connection, centro: bytes | None = None) -> None:
        with motor.connect() as c:
            self.catalogo: Catalogo = catalogos.leer(c)
        self.conexion = conexion
        self.centro = centro
        self.operadores: dict[str, Operador] = {}
        self.alterados: dict[str, str] = {}  # operator -> why the row is not believed
        self.estaciones_alteradas: dict[str, str] = {}
        self._vistos: dict[OperadorNuevo | EstacionNueva, bool] = {}  # verifying all of a city's takes half a second
        self._versiones: dict[str, int] = {}  # the highest one seen: an older one that was signed too is no longer true
        self.acuerdos: dict[UUID, Acuerdo] = {}  # proposal -> the order that two people agreed on
        self.sitios: dict[str, str] = {}  # person -> site, for the fold (P-10)
        ((nodo,),) = conexion.execute("SELECT nodo FROM prep.proceso").fetchall()
        self.catd = catd_de(nodo)  # whose node this is; None at the centre
        self.cae: dict[str, str] = {}  # acta -> account whose phone may send its images
        self.renovar()

    def renovar(self) -> None:
        """Reads again who is registered, and the accounts of the CAE."""
        self.alterados, self.estaciones_alteradas = {}, {}
        for fila in leer_operadores(self.conexion, sellada=False):
            self._tomar(fila)
        for estacion in leer_estaciones(self.conexion) if self.centro else ():
            if razon := self._razon(estacion, f"la estación {estacion.estacion}"):
                self.estaciones_alteradas[estacion.estacion] = razon
        self.cae = dict(self.conexion.execute("SELECT acta, cuenta FROM prep.cae").fetchall())

    def buscar(self, nombre: str) -> Operador | None:
        """The operator as they are registered at this moment."""
        for fila in leer_operadores(self.conexion, "WHERE operador = %s", nombre, sellada=False):
            self._tomar(fila)
        return self.operadores.get(nombre)

    def _tomar(self, fila: OperadorNuevo) -> None:
        """Believed as signed; one that is not leaves what was known before, and nothing of them is taken meanwhile."""
        if razon := self._razon(fila, fila.operador):
            self.alterados[fila.operador] = razon
        else:
            self.alterados.pop(fila.operador, None)
            self.operadores[fila.operador] = Operador(fila.publica, frozenset(fila.roles), fila.sitio, fila.activo)
            self.sitios[fila.operador] = fila.sitio

    def _razon(self, fila: OperadorNuevo | EstacionNueva, quien: str) -> str:
        """Why the row is not believed, "" when it is."""
        if self.centro is None:
            return ""
        if fila not in self._vistos:
            self._vistos[fila] = vale(fila, self.catalogo.proceso, self.centro)
        if not self._vistos[fila] or fila.version < self._versiones.get(quien, 0):
            return f"el registro de {quien} {NO_FIRMADO}"
        self._versiones[quien] = fila.version
        return ""

    def es_suya(self, clave: str) -> bool:
        """Whether the acta is of this node's CATD."""
        acta = self.catalogo.actas.get(clave)
        return acta is not None and acta.centro == self.catd

    def plegar(self, hechos: Iterable[Hecho], acta: Acta, forma: Forma) -> EstadoActa:
        """The state that `hechos` of `acta` add up to, by what this node knows of its proceso and its people."""
        return fold(hechos, acta, forma, self.catalogo.ajustes, self.cae.get(acta.clave, ""), sitios=self.sitios)

    def acta(self, clave: str) -> tuple[Acta, Forma] | None:
        """The acta of `clave` and its form, catalogued or fuera de catálogo; None when the key names none."""
        acta = self.catalogo.actas.get(clave)
        if acta is None:
            try:
                acta = acta_fc(clave, self.catalogo)
            except ClaveInvalida:
                return None
        return acta, self.catalogo.forma_de(acta)

"""What the árbitro knows by heart: the catalogue, the operators' keys, the accounts of the CAE (P-4)."""

from dataclasses import dataclass
from typing import Any

from psycopg import Connection
from sqlalchemy.engine import Engine

from central.nodo.nombres import catd_de
from prep.domain.catalogo.catalogo import Acta, Catalogo, Forma
from prep.domain.catalogo.fuera_de_catalogo import ClaveInvalida, acta_fc
from prep.store import catalogos


@dataclass(frozen=True, slots=True)
class Operador:
    publica: bytes
    roles: frozenset[str]
    sitio: str
    activo: bool


LEER_OPERADORES = "SELECT operador, publica, roles, sitio, activo FROM prep.operador"


class Contexto:
    """The catalogue of the node's proceso and who is registered; nobody is refused by what was known of them before.

    `renovar` now and then: what was taken from a person, and the accounts of the CAE, are known from then on.
    """

    def __init__(self, motor: Engine, conexion: Connection) -> None:
        with motor.connect() as c:
            self.catalogo: Catalogo = catalogos.leer(c)
        self.conexion = conexion
        self.operadores: dict[str, Operador] = {}
        ((nodo,),) = conexion.execute("SELECT nodo FROM prep.proceso").fetchall()
        self.catd = catd_de(nodo)  # whose node this is; None at the centre
        self.cae: dict[str, str] = {}  # acta -> account whose phone may send its images
        self.renovar()

    def renovar(self) -> None:
        """Reads again who is registered, and the accounts of the CAE."""
        filas = self.conexion.execute(LEER_OPERADORES).fetchall()
        self.operadores = {fila[0]: _operador(fila) for fila in filas}
        self.cae = dict(self.conexion.execute("SELECT acta, cuenta FROM prep.cae").fetchall())

    def buscar(self, nombre: str) -> Operador | None:
        """The operator as they are registered at this moment."""
        fila = self.conexion.execute(f"{LEER_OPERADORES} WHERE operador = %s", (nombre,)).fetchone()
        if fila is not None:
            self.operadores[nombre] = _operador(fila)
        return self.operadores.get(nombre)

    def es_suya(self, clave: str) -> bool:
        """Whether the acta is of this node's CATD."""
        acta = self.catalogo.actas.get(clave)
        return acta is not None and acta.centro == self.catd

    def acta(self, clave: str) -> tuple[Acta, Forma] | None:
        """The acta of `clave` and its form, catalogued or fuera de catálogo; None when the key names none."""
        acta = self.catalogo.actas.get(clave)
        if acta is None:
            try:
                acta = acta_fc(clave, self.catalogo)
            except ClaveInvalida:
                return None
        return acta, self.catalogo.forma_de(acta)


def _operador(fila: tuple[Any, ...]) -> Operador:
    _, publica, roles, sitio, activo = fila
    return Operador(bytes(publica), frozenset(roles), sitio, activo)

"""What the árbitro knows by heart: the catalogue, the operators' keys and what each may sign (decision 4)."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from psycopg import Connection
from sqlalchemy.engine import Engine

from central.nodo.centro import CENTRO
from central.nodo.nombres import catd_de
from prep.domain.admision import MEDIO_DE
from prep.domain.catalogo import CCV, Acta, Catalogo, Forma
from prep.domain.fuera_de_catalogo import ClaveInvalida, acta_fc
from prep.domain.hechos import Anulacion, Fuente, Hecho, Imagen, Tipo
from prep.net.identidad import verificar
from prep.store import catalogos

# Which role an operator needs to sign each type of fact; the centre's own key signs the rest.
ROL_DE: Mapping[Tipo, frozenset[str]] = {
    Tipo.ACOPIO: frozenset({"acopio"}),
    Tipo.IMAGEN: frozenset({"digitalizacion"}),
    Tipo.CAPTURA: frozenset({"captura"}),
    Tipo.DICTAMEN: frozenset({"mesa"}),
    Tipo.COTEJO: frozenset({"mesa"}),
    Tipo.SIN_ACTA: frozenset({"acopio", "mesa", "coordinacion"}),
    Tipo.ANULACION: frozenset({"mesa", "coordinacion"}),
    Tipo.INCIDENCIA: frozenset({"acopio", "digitalizacion", "captura", "mesa", "coordinacion"}),
}
RECIBE = "acopio"  # who receives also annuls, but only what they received or declared themselves
ANULABLES = frozenset({str(Tipo.ACOPIO), str(Tipo.SIN_ACTA)})
# What the centre's key signs: the phases, the cuts, what the node does by itself, bulk SIN ACTA; and, because a
# CAE has no key of ours yet, the phone images that the centre received from one (central/casilla).
DEL_CENTRO = frozenset(
    {Tipo.FASE, Tipo.PUBLICADO, Tipo.CIERRE, Tipo.CUSTODIA, Tipo.SIN_ACTA, Tipo.ANULACION, Tipo.INCIDENCIA}
)
# What a node's own key signs: the remedies of work that nobody on shift there may take.
PAPEL_NODO = "nodo"
DEL_NODO = frozenset({Tipo.CIERRE, Tipo.CUSTODIA})


@dataclass(frozen=True, slots=True)
class Operador:
    publica: bytes
    roles: frozenset[str]
    sitio: str
    activo: bool


class Contexto:
    """The catalogue of the node's proceso and its operators; a key not known yet is looked up again before refusal."""

    def __init__(self, motor: Engine, conexion: Connection) -> None:
        with motor.connect() as c:
            self.catalogo: Catalogo = catalogos.leer(c)
        self._conexion = conexion
        self._operadores: dict[str, Operador] = {}
        ((nodo,),) = conexion.execute("SELECT nodo FROM prep.proceso").fetchall()
        self.catd = catd_de(nodo)  # whose node this is; None at the centre
        self.cae: dict[str, str] = dict(conexion.execute("SELECT acta, cuenta FROM prep.cae").fetchall())
        self._leer_operadores()

    def _leer_operadores(self) -> None:
        filas = self._conexion.execute("SELECT operador, publica, roles, sitio, activo FROM prep.operador").fetchall()
        self._operadores = {
            nombre: Operador(bytes(publica), frozenset(roles), sitio, activo)
            for nombre, publica, roles, sitio, activo in filas
        }

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

    def defecto(self, hecho: Hecho, mensaje: bytes, firma: bytes) -> str:
        """Why `hecho` cannot be believed, "" when it can: proceso, operator, signature, acta, right to sign it."""
        if hecho.proceso != self.catalogo.proceso:
            return f"es del proceso {hecho.proceso} (R-10b)"
        operador = self._operadores.get(hecho.operador)
        if operador is None:
            self._leer_operadores()
            operador = self._operadores.get(hecho.operador)
        if operador is None:
            return f"no hay operador {hecho.operador}"
        if not verificar(operador.publica, mensaje, firma):
            return "la firma no corresponde al contenido ni a su operador"
        if hecho.acta and self.acta(hecho.acta) is None:
            return f"el acta {hecho.acta} no está en el catálogo ni es una clave fuera de catálogo"
        return self._derecho(hecho, operador)

    def _derecho(self, hecho: Hecho, operador: Operador) -> str:
        if not operador.activo:
            return f"el operador {hecho.operador} está dado de baja"
        if hecho.operador == CENTRO:
            return "" if hecho.tipo in DEL_CENTRO or _es_de_telefono(hecho) else f"el centro no firma {hecho.tipo}"
        if PAPEL_NODO in operador.roles:
            return "" if hecho.tipo in DEL_NODO else f"un nodo no firma {hecho.tipo}"
        if hecho.fuente is Fuente.CENTRO:
            return f"{hecho.operador} no firma por el centro"
        if operador.roles & ROL_DE.get(hecho.tipo, frozenset()):
            return ""
        if isinstance(hecho.cuerpo, Anulacion) and RECIBE in operador.roles:
            return "" if self._es_suyo(hecho, hecho.cuerpo.hecho) else f"{hecho.operador} sólo anula lo que recibió"
        return f"{hecho.operador} no tiene el papel que firma {hecho.tipo}"

    def _es_suyo(self, hecho: Hecho, anulado: UUID) -> bool:
        """Whether what is annulled is an acopio or a sin acta of the same person."""
        fila = self._conexion.execute("SELECT operador, tipo FROM prep.hecho WHERE id = %s", (anulado,)).fetchone()
        return fila is not None and fila[0] == hecho.operador and fila[1] in ANULABLES


def _es_de_telefono(hecho: Hecho) -> bool:
    """A phone image of a named CAE, and no other image: a scanner's is its operator's to sign (R-09)."""
    cuerpo = hecho.cuerpo
    if not isinstance(cuerpo, Imagen) or hecho.fuente is not Fuente.CASILLA:
        return False
    return cuerpo.medio == MEDIO_DE[Fuente.CASILLA] and cuerpo.sitio == CCV and bool(cuerpo.cuenta)

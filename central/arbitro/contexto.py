"""What the árbitro knows by heart: the catalogue, the operators' keys and what each may sign (decision 4)."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from psycopg import Connection
from sqlalchemy.engine import Engine

from central.arbitro.lectura import CAMPOS, Leido, a_leido
from central.nodo.centro import CENTRO
from central.nodo.nombres import catd_de
from prep.domain.admision import MEDIO_DE
from prep.domain.catalogo import CCV, Acta, Catalogo, Forma
from prep.domain.fuera_de_catalogo import ClaveInvalida, acta_fc
from prep.domain.hechos import Acopio, Anulacion, Custodia, Fuente, Hecho, Imagen, Tipo
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
            return self._derecho_de_nodo(hecho, operador.sitio)
        if hecho.fuente is Fuente.CENTRO:
            return f"{hecho.operador} no firma por el centro"
        if operador.roles & ROL_DE.get(hecho.tipo, frozenset()):
            return ""
        if isinstance(hecho.cuerpo, Anulacion) and RECIBE in operador.roles:
            return "" if self._es_suyo(hecho, hecho.cuerpo.hecho) else f"{hecho.operador} sólo anula lo que recibió"
        return f"{hecho.operador} no tiene el papel que firma {hecho.tipo}"

    def _derecho_de_nodo(self, hecho: Hecho, sitio: str) -> str:
        if hecho.tipo not in DEL_NODO:
            return f"un nodo no firma {hecho.tipo}"
        if isinstance(hecho.cuerpo, Custodia) and hecho.cuerpo.centro != CCV:
            return f"un nodo sólo da la custodia al {CCV}"
        return "" if self._a_cargo(hecho, sitio) else f"el acta {hecho.acta} no está a cargo del CATD {sitio}"

    def _a_cargo(self, hecho: Hecho, sitio: str) -> bool:
        """Whether the custody is, or was, of that CATD: the paper is its own, or the centre gave it the acta.

        Judged from the catalogue and signed facts, never from the derived state: every node must judge alike, in any
        order and batch.
        """
        acta = self.catalogo.actas.get(hecho.acta)
        if acta is not None and acta.centro == sitio and hecho.fuente is not Fuente.CASILLA:
            return True
        filas = self._conexion.execute(
            f"SELECT {CAMPOS} FROM prep.hecho h WHERE h.acta = %s AND h.tipo IN ('ACOPIO', 'CUSTODIA')",  # noqa: S608
            (hecho.acta,),
        ).fetchall()
        return any(self._da_cargo(a_leido(fila), sitio, catalogada=acta is not None) for fila in filas)

    def _da_cargo(self, leido: Leido, sitio: str, *, catalogada: bool) -> bool:
        """A Custodia of the centre's, or the acopio there of an acta fuera de catálogo, well signed."""
        hecho = leido.hecho
        quien = self._operadores.get(hecho.operador) if hecho else None
        if hecho is None or quien is None:
            return False
        if isinstance(hecho.cuerpo, Custodia):
            suya = hecho.operador == CENTRO and hecho.cuerpo.centro == sitio
        else:
            suya = isinstance(hecho.cuerpo, Acopio) and not catalogada and hecho.cuerpo.sitio == quien.sitio == sitio
        return suya and verificar(quien.publica, leido.mensaje, leido.firma)

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

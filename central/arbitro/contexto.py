"""What the árbitro knows by heart: the catalogue, the operators' keys and what each may sign (P-4)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from psycopg import Connection
from sqlalchemy.engine import Engine

from central.arbitro.lectura import CAMPOS, HechoLeido, a_leido
from central.nodo.centro import CENTRO
from central.nodo.nombres import catd_de
from prep.domain.catalogo.catalogo import CCV, Acta, Catalogo, Forma
from prep.domain.catalogo.fuera_de_catalogo import ClaveInvalida, acta_fc
from prep.domain.hechos.hechos import Acopio, Anulacion, Custodia, Fuente, Hecho, Imagen, Tipo
from prep.domain.vida.admision import MEDIO_DE
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
PAPELES = frozenset[str]().union(*ROL_DE.values())  # what a person may be registered as
RECIBE = "acopio"  # this role also annuls, but only what the same person received or declared
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


LEER_OPERADORES = "SELECT operador, publica, roles, sitio, activo FROM prep.operador"


class Contexto:
    """The catalogue of the node's proceso and who is registered; nobody is refused by what was known of them before.

    `renovar` now and then: what was taken from a person, and the accounts of the CAE, are known from then on.
    """

    def __init__(self, motor: Engine, conexion: Connection) -> None:
        with motor.connect() as c:
            self.catalogo: Catalogo = catalogos.leer(c)
        self._conexion = conexion
        self._operadores: dict[str, Operador] = {}
        ((nodo,),) = conexion.execute("SELECT nodo FROM prep.proceso").fetchall()
        self.catd = catd_de(nodo)  # whose node this is; None at the centre
        self.cae: dict[str, str] = {}  # acta -> account whose phone may send its images
        self.renovar()

    def renovar(self) -> None:
        """Reads again who is registered, and the accounts of the CAE."""
        filas = self._conexion.execute(LEER_OPERADORES).fetchall()
        self._operadores = {fila[0]: _operador(fila) for fila in filas}
        self.cae = dict(self._conexion.execute("SELECT acta, cuenta FROM prep.cae").fetchall())

    def _buscar(self, nombre: str) -> Operador | None:
        """The operator as they are registered at this moment."""
        fila = self._conexion.execute(f"{LEER_OPERADORES} WHERE operador = %s", (nombre,)).fetchone()
        if fila is not None:
            self._operadores[nombre] = _operador(fila)
        return self._operadores.get(nombre)

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
            return f"es del proceso {hecho.proceso}"
        operador = self._operadores.get(hecho.operador) or self._buscar(hecho.operador)
        if operador is None:
            return f"no hay operador {hecho.operador}"
        if not verificar(operador.publica, mensaje, firma):
            return "la firma no corresponde al contenido ni a su operador"
        if hecho.acta and self.acta(hecho.acta) is None:
            return f"el acta {hecho.acta} no está en el catálogo ni es una clave fuera de catálogo"
        razon = self._derecho(hecho, operador)
        if razon and (ahora := self._buscar(hecho.operador)) is not None and ahora != operador:
            razon = self._derecho(hecho, ahora)
        return razon

    def de_baja(self, hecho: Hecho) -> bool:
        """Whether who signed `hecho` is no longer active.

        That is no defect of the fact: `prep.examinar` refuses them where a fact enters. What came in before they left,
        or at a node that could not know yet, counts here as it counts there, in whatever order it arrives.
        """
        operador = self._operadores.get(hecho.operador)
        return operador is not None and not operador.activo

    def _derecho(self, hecho: Hecho, operador: Operador) -> str:
        if hecho.operador == CENTRO:
            return "" if hecho.tipo in DEL_CENTRO or _es_de_telefono(hecho) else f"el centro no firma {hecho.tipo}"
        if isinstance(hecho.cuerpo, Imagen) and hecho.fuente is Fuente.CASILLA:
            return f"{hecho.operador} no firma la imagen de un teléfono: la recibe el centro"
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

    def _da_cargo(self, leido: HechoLeido, sitio: str, *, catalogada: bool) -> bool:
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


def _operador(fila: tuple[Any, ...]) -> Operador:
    _, publica, roles, sitio, activo = fila
    return Operador(bytes(publica), frozenset(roles), sitio, activo)


def _es_de_telefono(hecho: Hecho) -> bool:
    """A phone image of a named CAE, and no other image: a scanner's is its operator's to sign (R-09)."""
    cuerpo = hecho.cuerpo
    if not isinstance(cuerpo, Imagen) or hecho.fuente is not Fuente.CASILLA:
        return False
    return cuerpo.medio == MEDIO_DE[Fuente.CASILLA] and cuerpo.sitio == CCV and bool(cuerpo.cuenta)

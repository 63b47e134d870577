"""What of a CATD has arrived: this station's receptions, and those of the others as the node last told them (R-33)."""

import threading
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from uuid import UUID

from prep.domain.catalogo.catalogo import Acta
from prep.domain.hechos.hechos import Acopio, Hecho, SinActa, Tipo
from prep.domain.hechos.tipos import RETIRABLES
from prep.domain.vida.anulaciones import vigentes
from prep.domain.vida.tiempos import momento_corregido
from prep.services.acopio.casillas import Casillas
from prep.services.acopio.del_nodo import COPIA, DelNodo
from prep.services.estacion.directorio import Directorio, directorio_de_texto
from prep.services.estacion.errores import NoProcede
from prep.services.estacion.estacion import Estacion
from prep.services.nodo.tipos import NodoAusente, NodoRechaza

TIPOS = (*RETIRABLES, Tipo.ANULACION)
DIRECTORIO = "directorio"  # of its copy in the spool


class Situacion(StrEnum):
    ESPERADA = "esperada"
    RECIBIDA = "recibida"
    SIN_ACTA = "sin acta"


@dataclass(frozen=True, slots=True)
class Movimiento:
    """A reception or a declaration of SIN ACTA: `momento` the node's time (UTC), `dato` the mecanismo or the reason."""

    hecho: UUID
    acta: str
    tipo: Tipo
    operador: str
    nombre: str
    estacion: str
    momento: datetime
    dato: str


@dataclass(frozen=True, slots=True)
class EstadoAcopio:
    """Where an acta is for the acopio desk. One received can be SIN ACTA afterwards: the desk or the centre says so."""

    situacion: Situacion = Situacion.ESPERADA
    acopio: Movimiento | None = None
    sin_acta: Movimiento | None = None


ESPERADA = EstadoAcopio()


@dataclass(frozen=True, slots=True)
class CuentaDeEleccion:
    """The figures of one election at this CATD."""

    eleccion: str
    esperadas: int
    recibidas: int
    sin_acta: int

    @property
    def faltan(self) -> int:
        return self.esperadas - self.recibidas - self.sin_acta


@dataclass(frozen=True, slots=True)
class Noticia:
    """How fresh the others' receptions are: `desde` is the node's last answer, None when it never gave one."""

    conectada: bool
    desde: datetime | None
    motivo: str = ""


class Acopios:
    """What has arrived at this site; from any thread. `version` changes when something of it did."""

    def __init__(self, estacion: Estacion) -> None:
        """Raises NoProcede when the station has no catalogue yet."""
        self._estacion = estacion
        catalogo, sitio = estacion.catalogo, estacion.sitio
        self._actas = {
            clave: a for clave, a in catalogo.actas.items() if a.centro == sitio
        }  # the CCV's has all of them
        self.casillas = Casillas(replace(catalogo, actas=self._actas))
        self._elecciones = tuple(e.codigo for e in catalogo.elecciones)
        # Reads come from the windows' work, answers from the node's: what they see must be of one moment.
        self._candado = threading.RLock()
        spool = estacion.spool
        self._nodo = DelNodo.de_texto(spool.copia(COPIA), sitio, spool.proceso)
        self.directorio: Directorio = directorio_de_texto(spool.copia(DIRECTORIO))
        self._preguntado = False
        self._gente: Mapping[str, str] = {}
        self._rechazos = -1
        self._propios: dict[str, dict[UUID, Hecho]] = {}
        self._estados: dict[str, EstadoAcopio] = {}
        self.version = 0
        self.noticia = Noticia(False, self._nodo.desde)
        self._releer()

    def actualizar(self) -> Noticia:
        """Ask the node what the others received; without it, the last copy stays, and the answer says since when."""
        try:
            self._preguntar()
            self.noticia = Noticia(True, self._nodo.desde)
        except NodoAusente as ausente:
            self._nodo = self._copiado(self._nodo, ya=True)
            self.noticia = Noticia(False, self._nodo.desde, str(ausente))
        except (NodoRechaza, NoProcede) as negado:
            self.noticia = Noticia(False, self._nodo.desde, str(negado))
        self._releer()
        return self.noticia

    def anotar(self, hechos: Iterable[Hecho]) -> None:
        """This station just did these, and they are on its disk."""
        with self._candado:
            for hecho in hechos:
                self._propios.setdefault(hecho.acta, {})[hecho.id] = hecho
                self._estados[hecho.acta] = self._estado(hecho.acta)
            self.version += 1

    def estado(self, clave: str) -> EstadoAcopio:
        with self._candado:
            return self._estados.get(clave, ESPERADA)

    def capturada(self, clave: str) -> bool:
        """Whether anybody captured it from its paper, as the node told last."""
        return clave in self._nodo.capturadas

    def digitalizada(self, clave: str) -> bool:
        """Whether its paper has an image, of any station, as the node told last."""
        return clave in self._nodo.digitalizadas

    def por_redigitalizar(self, clave: str) -> bool:
        """Whether another image of its paper is asked for, as the node told last."""
        return self._nodo.digitalizadas.get(clave, False)

    def cuentas(self) -> tuple[CuentaDeEleccion, ...]:
        """By election, in their order; only the catalogue's actas count."""
        with self._candado:
            estados = dict(self._estados)
        sumas = {e: [0, 0, 0] for e in self._elecciones}
        for clave, acta in self._actas.items():
            suma = sumas[acta.eleccion]
            suma[0] += 1
            situacion = estados.get(clave, ESPERADA).situacion
            suma[1] += situacion is Situacion.RECIBIDA
            suma[2] += situacion is Situacion.SIN_ACTA
        return tuple(CuentaDeEleccion(eleccion, *suma) for eleccion, suma in sumas.items() if suma[0])

    def ultimos(self, limite: int = 200) -> tuple[Movimiento, ...]:
        """The standing receptions and declarations, latest first."""
        with self._candado:
            estados = list(self._estados.values())
        vistos = [m for e in estados for m in (e.acopio, e.sin_acta) if m is not None]
        return tuple(sorted(vistos, key=lambda m: (m.momento, m.hecho), reverse=True)[:limite])

    def faltantes(self, seccion: str = "", eleccion: str = "") -> tuple[Acta, ...]:
        """The actas neither received nor declared, in the order of their casillas; `seccion` as in Casilla.es_de."""
        with self._candado:
            estados = dict(self._estados)
        return tuple(
            acta
            for casilla in self.casillas.todas
            if casilla.es_de(seccion)
            for acta in casilla.actas
            if eleccion in ("", acta.eleccion) and estados.get(acta.clave, ESPERADA).situacion is Situacion.ESPERADA
        )

    def releer(self) -> None:
        """Another window of this station may have received something since."""
        self._rechazos = -1
        self._releer()

    def _preguntar(self) -> None:
        nodo, spool = self._estacion.nodo, self._estacion.spool
        if not self._preguntado:
            texto = nodo.directorio()
            if texto != spool.copia(DIRECTORIO):
                spool.copiar(DIRECTORIO, texto)
            self.directorio = directorio_de_texto(texto)
            self._preguntado = True
        nuevo = self._copiado(self._nodo.con(nodo.acopios(self._nodo.huellas), datetime.now(UTC)))
        claves = nuevo.claves_distintas(self._nodo)
        with self._candado:
            self._nodo = nuevo
            if claves:
                self._rehacer(claves)

    def _copiado(self, nuevo: DelNodo, *, ya: bool = False) -> DelNodo:
        """Kept in the spool, if it is time."""
        if not nuevo.por_guardar(ya=ya):
            return nuevo
        self._estacion.spool.copiar(COPIA, nuevo.a_texto())
        return nuevo.guardado()

    def _releer(self) -> None:
        """Take this station's own facts from the spool again when the node refused some: those no longer count."""
        cuentas = self._estacion.spool.cuentas()
        rechazos = cuentas.rechazados + cuentas.conflictos
        if rechazos == self._rechazos:
            return
        with self._candado:  # what is noted meanwhile must not be forgotten
            self._propios = {}
            for hecho in self._estacion.spool.de_tipos(*TIPOS):
                self._propios.setdefault(hecho.acta, {})[hecho.id] = hecho
            self._rehacer(self._estados.keys() | self._propios.keys() | self._nodo.hechos.keys() | self._nodo.sin_acta)
            self._rechazos = rechazos

    def _rehacer(self, claves: Set[str]) -> None:
        self._estados |= {clave: self._estado(clave) for clave in claves}
        self.version += 1

    def _estado(self, clave: str) -> EstadoAcopio:
        del_nodo = self._nodo.hechos.get(clave, {})
        firmes = vigentes({**del_nodo, **self._propios.get(clave, {})}, [])
        acopio = self._primero(firmes, Acopio)
        declarada = self._primero(firmes, SinActa)
        dicha = clave in self._nodo.sin_acta
        if acopio is not None and not (dicha and acopio.hecho in del_nodo):
            return EstadoAcopio(Situacion.RECIBIDA, acopio)  # it arrived after all, if it had been declared
        if declarada is not None or dicha:
            return EstadoAcopio(Situacion.SIN_ACTA, acopio, declarada)
        return ESPERADA

    def _primero(self, hechos: Iterable[Hecho], clase: type[Acopio] | type[SinActa]) -> Movimiento | None:
        suyos = [h for h in hechos if isinstance(h.cuerpo, clase)]
        if not suyos:
            return None
        h = min(suyos, key=lambda h: (momento_corregido(h), h.id))
        dato = h.cuerpo.mecanismo if isinstance(h.cuerpo, Acopio) else getattr(h.cuerpo, "motivo", "")
        nombre = self._nombre(h.operador)
        return Movimiento(h.id, h.acta, h.tipo, h.operador, nombre, h.estacion, momento_corregido(h), str(dato))

    def _nombre(self, operador: str) -> str:
        if operador in self._nodo.nombres:
            return self._nodo.nombres[operador]
        if operador not in self._gente:
            self._gente = _gente(self._estacion)
        return self._gente.get(operador, operador)


def _gente(estacion: Estacion) -> Mapping[str, str]:
    try:
        return {o.operador: o.nombre for o in estacion.operadores()}
    except NoProcede:  # it has no list of people yet: they are called by their keys
        return {}

"""Incidents of a station: anybody writes one down, with or without the node; who coordinates sees to them (R-34)."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from prep.domain.hechos.hechos import Fuente, Hecho, Incidencia, PasoDeIncidente, Seguimiento, Tipo
from prep.domain.reglas.incidentes import CLASE_DE, ClaseDeIncidente, EstadoDeIncidente, Incidente, incidentes
from prep.services.estacion.entradas import motivo_escrito
from prep.services.estacion.errores import DatoInvalido, NoProcede
from prep.services.estacion.estacion import CasoDeUso, Estacion, Recibo
from prep.services.estacion.sesion import accion

TEXTO_MAX, LUGAR_MAX = 500, 80
VOY = "Voy."
SE_ESPERA = timedelta(hours=2)  # for who was asked for
SE_DICE = timedelta(minutes=5)  # what was done, once it ended


@dataclass(frozen=True, slots=True)
class Esbozo:
    """What a screen knows of an incident before anybody says it. `lugar`: as it is shown, also for the acta in hand."""

    clase: ClaseDeIncidente | None = None
    acta: str = ""
    lugar: str = ""


@dataclass(frozen=True, slots=True)
class Auxilio:
    """What became of the help that somebody asked for: `nombre` is "" while nobody comes; `hecho`: what was done, when
    it ended."""

    pedido: datetime
    nombre: str = ""
    hecho: str = ""


class Incidentes(CasoDeUso):
    """Of one person at one station."""

    _SIN_NODO = "Sin nodo no se ven los incidentes. Aparecen solos cuando vuelva."

    @accion("incidentes.registrar")
    def registrar(self, clase: ClaseDeIncidente, texto: str = "", *, acta: str = "", lugar: str = "") -> Recibo:
        """Written down, signed and kept here; delivered when there is a node. Raises DatoInvalido or ErrorDeSpool."""
        dicho, donde = " ".join(texto.split()), " ".join(lugar.split())
        if not dicho and clase.explica:
            raise DatoInvalido(f"«{clase.nombre}» no dice qué pasó: escríbalo.")
        for nombre, valor, maximo in (("Lo que pasó", dicho, TEXTO_MAX), ("El lugar", donde, LUGAR_MAX)):
            if len(valor) > maximo or not valor.isprintable():
                raise DatoInvalido(f"{nombre} va en una línea de hasta {maximo} caracteres, y tiene {len(valor)}.")
        suya = self._estacion.acta(acta).clave if acta else ""
        return self._hacer(suya, Fuente.CATD, Incidencia(clase.codigo, dicho or clase.nombre, donde))

    @accion("incidentes.quien_viene")
    def quien_viene(self, pedida: Hecho) -> Auxilio | None:
        """Who comes; None some minutes after it ended. Raises NodoAusente or NodoRechaza."""
        cuando = pedida.momento + timedelta(milliseconds=pedida.desfase_ms)
        dicho = self._preguntar(lambda: self._estacion.nodo.quien_viene(self.sesion.operador, pedida.id))
        if dicho is None:
            return Auxilio(cuando)
        paso, nombre, texto, dado = dicho
        if paso != PasoDeIncidente.CIERRA:
            return Auxilio(cuando, nombre)
        ahora = datetime.now(UTC) + timedelta(milliseconds=self._estacion.desfase_ms)
        return Auxilio(cuando, nombre, texto) if ahora - dado < SE_DICE else None

    @accion("incidentes.listar")
    def listar(self) -> list[Incidente]:
        """Those of this site, what nobody sees to first. Raises SinNodo or NoProcede."""
        yo = self.sesion.operador
        return incidentes(self._pedir(lambda: self._estacion.nodo.incidentes(yo, list(CLASE_DE))))

    @accion("incidentes.tomar")
    def tomar(self, incidente: Incidente) -> Recibo:
        """From now on this person sees to it, whoever did before. Raises NoProcede for one that is closed."""
        _exigir(incidente, cerrado=False)
        return self._seguir(incidente, PasoDeIncidente.TOMA, VOY)

    @accion("incidentes.cerrar")
    def cerrar(self, incidente: Incidente, hecho: str) -> Recibo:
        """It ended, and what was done. Raises NoProcede, or DatoInvalido when nobody says what."""
        _exigir(incidente, cerrado=False)
        return self._seguir(incidente, PasoDeIncidente.CIERRA, motivo_escrito(hecho))

    @accion("incidentes.reabrir")
    def reabrir(self, incidente: Incidente, motivo: str) -> Recibo:
        """It had not ended. Raises NoProcede for one that is open, or DatoInvalido without a reason."""
        _exigir(incidente, cerrado=True)
        return self._seguir(incidente, PasoDeIncidente.REABRE, motivo_escrito(motivo))

    def _seguir(self, incidente: Incidente, paso: PasoDeIncidente, texto: str) -> Recibo:
        return self._hacer("", Fuente.CATD, Seguimiento(incidente.id, paso, texto))


def pedida(estacion: Estacion, operador: str) -> Hecho | None:
    """The last one of theirs, kept at this station, for which somebody is to come; not for ever."""
    desde = datetime.now(UTC) - SE_ESPERA
    suyos = [h for h in estacion.spool.de_tipos(Tipo.INCIDENCIA) if h.operador == operador and h.momento > desde]
    return next((h for h in reversed(suyos) if _urge(h)), None)


def _urge(hecho: Hecho) -> bool:
    cuerpo = hecho.cuerpo
    return isinstance(cuerpo, Incidencia) and cuerpo.codigo in CLASE_DE and CLASE_DE[cuerpo.codigo].urge


def _exigir(incidente: Incidente, *, cerrado: bool) -> None:
    if (incidente.estado is EstadoDeIncidente.CERRADO) is not cerrado:
        raise NoProcede("Ese incidente ya está cerrado." if not cerrado else "Ese incidente no está cerrado.")

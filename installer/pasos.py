"""What each stage of an acta answers to each event, found by trying them all on the table that governs them.

From an expected acta every kind of event is tried on every state that is reached, with each setting that matters: the
handlers of transiciones.FILAS say what comes of it, and nothing is said of them here.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import product
from operator import attrgetter
from uuid import UUID

from prep.domain.catalogo.ajustes import Ajustes, Orden, Validacion
from prep.domain.hechos import hechos as h
from prep.domain.hechos.campos import Valor
from prep.domain.hechos.razones import RazonDeDevolucion
from prep.domain.vida.estado import Etapa
from prep.domain.vida.transiciones import TABLA, Suceso, suceso_de
from prep.domain.vida.vida import Vida

CLAVE, OTRA = "ESTA", "OTRA"
SITIOS, HOJAS = ("07", "08"), ("una", "otra")
APERTURA = datetime(2024, 6, 3, tzinfo=UTC)
CIFRAS: tuple[Valor, ...] = (1,)
CAMPOS = [f.name for f in fields(Vida)]
EVIDENCIA = {"hallazgos", "ajenos", "tomadas"}
TODO, LO_QUE_CUENTA = attrgetter(*CAMPOS), attrgetter(*(c for c in CAMPOS if c not in EVIDENCIA))


@dataclass(frozen=True, slots=True)
class Mundo:
    """What is settled before the night and what changes an answer of the table."""

    orden: Orden
    validacion: Validacion
    fuente: h.Fuente


@dataclass(frozen=True, slots=True)
class PasoDeEtapa:
    """One answer of the table to what counted: the stage before and after, which may be the same."""

    de: Etapa
    suceso: Suceso
    a: Etapa


MUNDOS = tuple(Mundo(*m) for m in product(Orden, Validacion, (h.Fuente.CATD, h.Fuente.CASILLA)))


def sucesos(vida: Vida) -> Iterator[tuple[str, h.Cuerpo]]:
    """What may happen next to that acta, each with who does it: every action, and each of its outcomes."""
    n, ronda = len(vida.tomadas), vida.ronda
    for sitio in SITIOS:
        if vida.fuente is h.Fuente.CATD:
            yield "acopio", h.Acopio(sitio, "D")
        yield from (("digitaliza", h.Imagen(hoja, "", sitio)) for hoja in HOJAS)
    for valores, leida in ((CIFRAS, CLAVE), (CIFRAS, OTRA), ((n + 2,), CLAVE)):  # equal, of another acta, different
        yield f"persona-{n}", h.Captura(ronda, vida.imagen, valores, "ACTA PREP", leida)
    for razon in (RazonDeDevolucion.NO_ES, RazonDeDevolucion.OTRA_PERSONA):
        yield f"otra-{n}", h.Devolucion(ronda, vida.imagen, razon)
    yield "centro", h.Cierre(ronda, "sin otra persona")
    vistas = tuple(t.id for t in vida.tomadas if isinstance(t.cuerpo, h.Captura) and t.cuerpo.ronda == ronda)
    for accion in h.AccionDeMesa:
        motivo = h.MotivoSinActa.SIN_BOLSA
        yield "mesa", h.Dictamen(accion, ronda, vistas, motivo, CIFRAS, "ACTA PREP", OTRA)
    yield from (("coordina", h.SinActa(motivo)) for motivo in h.MotivoSinActa)
    yield from (("mesa", h.Cotejo(resultado, "", CIFRAS)) for resultado in (1, 2, 3))
    yield "mesa", h.Cotejo(3, "", (), vida.imagen)
    yield "coordina", h.Incidencia("", "")


def despues(vida: Vida, quien: str, cuerpo: h.Cuerpo, n: int) -> tuple[Suceso, Vida]:
    """A copy of `vida` after that fact, its number `n`."""
    momento = APERTURA + timedelta(minutes=n)
    hecho = h.Hecho(UUID(int=n), "", CLAVE, vida.fuente, quien, quien, momento, cuerpo, nodo="07", sec=n, toma="dada")
    copia = Vida(*TODO(vida))
    copia.sitios, copia.vistos, copia.devolvieron = set(vida.sitios), set(vida.vistos), set(vida.devolvieron)
    copia.retenidas, copia.tomadas, copia.capturas = list(vida.retenidas), list(vida.tomadas), list(vida.capturas)
    copia.hallazgos, copia.ajenos = [], []
    suceso = suceso_de(hecho)
    if suceso is Suceso.CAPTURA:
        copia.tomadas.append(hecho)
    TABLA[copia.etapa][suceso](copia, hecho)
    return suceso, copia


def huella(vida: Vida) -> tuple[object, ...]:
    """What can change a later answer: two records that agree in it are one state."""
    hechas = min(len(vida.capturas), vida.ajustes.capturas_max)
    iguales = frozenset(c.identificacion for c in vida.capturas if c.valores == CIFRAS)
    de_ronda = any(isinstance(t.cuerpo, h.Captura) and t.cuerpo.ronda == vida.ronda for t in vida.tomadas)
    fotos = (t.cuerpo for t in vida.retenidas if isinstance(t.cuerpo, h.Imagen))
    retenidas = frozenset((foto.sitio, foto.huella == vida.imagen) for foto in fotos)
    estado = (vida.etapa, vida.reabierta, vida.devuelta, bool(vida.imagen))
    return *estado, frozenset(vida.sitios), retenidas, hechas, iguales, de_ronda


def conto(antes: Vida, otra: Vida) -> bool:
    """Whether the fact changed anything but the evidence."""
    return bool(LO_QUE_CUENTA(otra) != LO_QUE_CUENTA(antes))


def recorrer(mundo: Mundo) -> set[PasoDeEtapa]:
    """Every answer of the table that an acta can meet in that world."""
    ajustes = Ajustes(orden=mundo.orden, validacion=mundo.validacion)
    inicio = Vida(mundo.fuente, CLAVE, len(CIFRAS), ajustes, publicada=True)
    vistas, por_ver, pasos = {huella(inicio)}, [(inicio, 0)], set[PasoDeEtapa]()
    while por_ver:
        vida, n = por_ver.pop()
        for quien, cuerpo in sucesos(vida):
            suceso, otra = despues(vida, quien, cuerpo, n + 1)
            if not conto(vida, otra):
                continue
            pasos.add(PasoDeEtapa(vida.etapa, suceso, otra.etapa))
            if (suya := huella(otra)) not in vistas:
                vistas.add(suya)
                por_ver.append((otra, n + 1))
    return pasos


@cache
def pasos() -> Mapping[PasoDeEtapa, frozenset[Mundo]]:
    """Every answer of the table, with the worlds in which it can be met."""
    donde: dict[PasoDeEtapa, set[Mundo]] = defaultdict(set)
    for mundo in MUNDOS:
        for paso in recorrer(mundo):
            donde[paso].add(mundo)
    return {paso: frozenset(mundos) for paso, mundos in donde.items()}

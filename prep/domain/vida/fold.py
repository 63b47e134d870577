"""The life of an acta as a pure function of its facts, in whatever order they come (P-1).

admision.py takes the facts in, secuencia.py puts those of each source in order, transiciones.py says what each does,
fuentes.py makes the two sources one.
"""

from collections.abc import Iterable, Sequence

from prep.domain.catalogo.ajustes import Ajustes
from prep.domain.catalogo.catalogo import Acta, Forma
from prep.domain.hechos.hechos import Fuente, Hecho
from prep.domain.reglas.hallazgos import CodigoHallazgo
from prep.domain.vida.admision import Expediente, admitir
from prep.domain.vida.custodia import Corrida
from prep.domain.vida.derecho import NO_SABIDOS, Sitios
from prep.domain.vida.estado import EstadoActa, EstadoFuente, Etapa, Hallazgo
from prep.domain.vida.fuentes import combinar
from prep.domain.vida.relevos import Relevos
from prep.domain.vida.secuencia import adelantado, ordenar
from prep.domain.vida.transiciones import TABLA, Suceso, suceso_de
from prep.domain.vida.vida import Vida

SIN_HECHOS = {fuente: Corrida(EstadoFuente(fuente)) for fuente in (Fuente.CATD, Fuente.CASILLA)}
# Members of an enumeration are slow to look up in Python 3.11; the ones used for every fact have a name here.
_CAPTURA = Suceso.CAPTURA
_VERIFICADA = Etapa.VERIFICADA
_CATD = Fuente.CATD
_CASILLA = Fuente.CASILLA


def fold(
    hechos: Iterable[Hecho],
    acta: Acta,
    forma: Forma,
    ajustes: Ajustes,
    cae: Relevos = (),
    proceso: str = "",
    sitios: Sitios = NO_SABIDOS,
) -> EstadoActa:
    """The state that all the facts of `acta` add up to; no fact is ever an error, at most a finding.

    `cae`: the accounts of that casilla's CAE (R-09), `proceso`: ours (R-10b); with none, not known here nor checked.
    `sitios`: where each person works (P-10). Order of arrival, repeated facts and the interleaving of the two sources
    change nothing.
    """
    exp = admitir(hechos, acta.clave, cae, proceso, ajustes.plazo_conforme_s, acta.centro, sitios)
    catd, ajenos_catd = _correr(_CATD, exp.catd, acta, forma, ajustes, exp)
    casilla, ajenos_casilla = _correr(_CASILLA, exp.casilla, acta, forma, ajustes, exp)
    if ajenos_catd:
        sin_efecto = {h.hecho for h in ajenos_casilla}
        exp.hallazgos += [h for h in ajenos_catd if h.hecho in sin_efecto]
    return combinar(acta, ajustes, exp, (catd, casilla))


def _correr(
    fuente: Fuente, hechos: Sequence[Hecho], acta: Acta, forma: Forma, ajustes: Ajustes, exp: Expediente
) -> tuple[Corrida, Sequence[Hallazgo]]:
    """One source through its state machine, and the facts of the centre that did nothing in it."""
    if not hechos:
        return SIN_HECHOS[fuente], ()
    vida = Vida(fuente, acta.clave, len(forma.campos), ajustes, exp.publicado is not None, exp.acordados)
    esperan: list[Hecho] = []
    for hecho in ordenar(hechos):
        if adelantado(hecho, vida):
            esperan.append(hecho)
            continue
        _tomar(vida, hecho)
        if esperan:
            esperan = _retomar(vida, esperan)
    for hecho in esperan:  # what they name never came
        _tomar(vida, hecho)
    for retenida in vida.retenidas:
        vida.anotar(CodigoHallazgo.IMAGEN_SIN_ACOPIO, retenida)
    if vida.etapa is _VERIFICADA and not vida.imagen:
        vida.anotar(CodigoHallazgo.IMAGEN_EN_CAMINO)
    return _corrida(vida), vida.ajenos


def _corrida(vida: Vida) -> Corrida:
    cotejada = vida.ronda_cotejada == vida.ronda
    return Corrida(vida.estado(), vida.primera_captura, cotejada, frozenset(vida.vistos), vida.reabierta)


def _tomar(vida: Vida, hecho: Hecho) -> None:
    suceso = suceso_de(hecho)
    if suceso is _CAPTURA:
        vida.tomadas.append(hecho)
    TABLA[vida.etapa][suceso](vida, hecho)


def _retomar(vida: Vida, esperan: list[Hecho]) -> list[Hecho]:
    """Takes in, in their order, those of `esperan` whose time has come; returns those that still wait."""
    n = 0
    while n < len(esperan):
        if adelantado(esperan[n], vida):
            n += 1
        else:
            _tomar(vida, esperan.pop(n))
            n = 0  # it may have been what an earlier one waits for
    return esperan

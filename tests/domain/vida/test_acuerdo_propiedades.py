"""What holds for every history: an agreement of two people stays one, and nobody alone changes what is shown (P-10)."""

from dataclasses import replace
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from prep.domain.catalogo.ajustes import Ajustes
from prep.domain.hechos.hechos import (
    Acopio,
    Captura,
    Conforme,
    Fuente,
    Hecho,
    Imagen,
    Incidencia,
    Propuesta,
    Publicado,
    Respuesta,
)
from prep.domain.reglas.hallazgos import CodigoHallazgo as C
from prep.domain.vida.estado import EstadoActa, Etapa
from tests.domain.escena import CASILLA, CATD, conforme, doblar, publicado
from tests.domain.vida.test_fold_propiedades import AJUSTES, historias, intercalar, moldes, numerar

DE_ANTES = (Propuesta, Conforme, Publicado)
SIN_RESOLVER = {C.FALTA_CONFORME, C.PROPUESTA_RECHAZADA}
PRUEBAS = settings(max_examples=300, deadline=None, derandomize=True)
RESPUESTAS = st.lists(st.tuples(st.integers(1, 24), st.sampled_from(Respuesta), st.integers(-60, 90)), min_size=1)


@PRUEBAS
@given(historias(), AJUSTES, RESPUESTAS)
def test_lo_acordado_no_lo_mueve_ninguna_respuesta_posterior(
    historia: tuple[list[Hecho], ...], ajustes: Ajustes, respuestas: list[tuple[int, Respuesta, int]]
) -> None:
    hechos = intercalar(historia, 0)
    antes = doblar(*hechos, ajustes=ajustes)
    pendientes = {h.hecho for h in antes.hallazgos if h.codigo in SIN_RESOLVER}
    acordadas = {h.id.int: h for h in hechos if isinstance(h.cuerpo, Propuesta) and h.id not in pendientes}
    tarde = [
        replace(conforme(acordadas[n], "zoe", minuto, que), id=UUID(int=500 + i), sec=500 + i)
        for i, (n, que, minuto) in enumerate(respuestas)
        if n in acordadas
    ]
    despues = doblar(*hechos, *tarde, ajustes=ajustes)
    assert replace(despues, hallazgos=()) == replace(antes, hallazgos=())


def de_uno(fuente: Fuente) -> list[Hecho]:
    """All that somebody alone may sign of an acta, but for an answer to what others propose."""
    return [
        replace(h, operador="zoe", estacion="est-zoe") for h in moldes(fuente) if not isinstance(h.cuerpo, Conforme)
    ]


def parejo(hechos: list[Hecho]) -> list[Hecho]:
    """As many of each kind."""
    por_tipo = {h.tipo: [x for x in hechos if x.tipo is h.tipo] for h in hechos}
    return [suyos[i % len(suyos)] for suyos in por_tipo.values() for i in range(20)]


MOLDES = parejo([*de_uno(CATD), *de_uno(CASILLA)])
DE_LA_MESA = [h for h in MOLDES if not isinstance(h.cuerpo, Captura | Imagen | Acopio | Incidencia)]
Sueltos = list[tuple[Hecho, int, int]]


def sueltos(pool: list[Hecho]) -> st.SearchStrategy[Sueltos]:
    """(fact, minute, which fact an anulación is of)"""
    return st.lists(st.tuples(st.sampled_from(pool), st.integers(-60, 90), st.integers(1, 24)), min_size=1, max_size=8)


def hacer(suyos: Sueltos, desde: int, quien: str, hechos: list[Hecho]) -> list[Hecho]:
    """What zoe signs, numbered from `desde`, each Propuesta of hers with an answer of `quien`."""
    nuevos: list[Hecho] = []
    for i, (molde, minuto, objeto) in enumerate(suyos):
        n = desde + 2 * i
        nuevo = replace(numerar(molde, n, minuto, objeto, hechos), sec=n)
        nuevos.append(nuevo)
        if isinstance(nuevo.cuerpo, Propuesta):
            nuevos.append(replace(conforme(nuevo, quien, minuto), id=UUID(int=n + 1), sec=n + 1))
    return nuevos


def publicar(historia: tuple[list[Hecho], ...], ajustes: Ajustes) -> list[Hecho]:
    """The history of an acta until a cut shows its figures, without agreements; none when it had no figures to show."""
    hechos = [h for h in intercalar(historia, 0) if not isinstance(h.cuerpo, DE_ANTES)]
    antes = doblar(*hechos, ajustes=ajustes)
    if antes.etapa is not Etapa.VERIFICADA:
        return []
    return [*hechos, replace(publicado(400, antes.vigente.fuente), sec=400, momento=publicado(61).momento)]


def dice(estado: EstadoActa) -> tuple[Etapa, object]:
    return estado.etapa, estado.vigente.valores


@PRUEBAS
@given(historias(), AJUSTES, sueltos(MOLDES))
def test_una_persona_sola_no_cambia_lo_publicado(
    historia: tuple[list[Hecho], ...], ajustes: Ajustes, suyos: Sueltos
) -> None:
    hechos = publicar(historia, ajustes)
    if hechos:
        solos = hacer(suyos, 500, "zoe", hechos)
        assert dice(doblar(*hechos, *solos, ajustes=ajustes)) == dice(doblar(*hechos, ajustes=ajustes))


ABREN = [h for h in MOLDES if isinstance(h.cuerpo, Propuesta)]


@PRUEBAS
@given(historias(), AJUSTES, sueltos(ABREN), sueltos(DE_LA_MESA))
def test_lo_que_dos_abrieron_no_lo_decide_una_persona_sola(
    historia: tuple[list[Hecho], ...], ajustes: Ajustes, acordados: Sueltos, suyos: Sueltos
) -> None:
    """Two people take away or open again what was published; then the desk, alone, gives it no figures."""
    hechos = publicar(historia, ajustes)
    if hechos:
        hechos += hacer([(h, 62, objeto) for h, _, objeto in acordados], 500, "yago", hechos)
        antes = doblar(*hechos, ajustes=ajustes)
        despues = doblar(*hechos, *hacer(suyos, 600, "zoe", hechos), ajustes=ajustes)
        assert despues.vigente.valores in (antes.vigente.valores, ())
        if antes.etapa is Etapa.VERIFICADA:
            assert dice(despues) == dice(antes)

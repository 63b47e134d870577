"""What holds for every history of an acta: no order of arrival matters, twice is once, what is settled stays."""

import random
from dataclasses import replace
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from prep.domain.catalogo.ajustes import Ajustes, Orden, Validacion
from prep.domain.hechos.hechos import (
    AccionDeMesa,
    Anulacion,
    Captura,
    Conforme,
    Cuerpo,
    Dictamen,
    Fuente,
    Hecho,
    MotivoSinActa,
    Propuesta,
    Respuesta,
)
from prep.domain.hechos.propuestas import lo_propuesto, proponer
from prep.domain.vida.estado import ClaseTrabajo, EstadoActa, Etapa
from prep.domain.vida.transiciones import ETAPAS_DE
from tests.domain.escena import (
    CAE,
    CASILLA,
    CATD,
    CENTRO,
    CIFRAS,
    ESCANEO,
    FORMA,
    FOTO,
    OTRA,
    OTRA_FOTO,
    OTRAS,
    OTRO_ESCANEO,
    a_los,
    acopio,
    anulacion,
    captura,
    cierre,
    conforme,
    cotejo,
    custodia,
    de_dos,
    dictamen,
    doblar,
    escaneo,
    foto,
    incidencia,
    publicado,
    sin_acta,
)

PRUEBAS = settings(max_examples=200, deadline=None, derandomize=True)
GENTE = ("ana", "beto", "ceci", "dani", "eli")


def moldes(fuente: Fuente) -> list[Hecho]:
    """Facts of a source, likely and not, the likely ones more often; number and references are put later."""
    buena, mala = (ESCANEO, OTRO_ESCANEO) if fuente is CATD else (FOTO, OTRA_FOTO)
    capturas = [
        captura(0, quien, valores, fuente=fuente, ronda=ronda, imagen=buena)
        for quien in GENTE
        for valores in (CIFRAS, CIFRAS, OTRAS)
        for ronda in (1, 1, 1, 2)
    ]
    raras = [
        captura(0, "ana", CIFRAS[1:], fuente=fuente),
        captura(0, "beto", fuente=fuente, imagen=mala),
        *(captura(0, quien, fuente=fuente, imagen="") for quien in GENTE),
        *(captura(0, quien, fuente=fuente, identificacion=OTRA) for quien in GENTE),
    ]
    motivo = MotivoSinActa.SIN_BOLSA.value
    mesa = [
        dictamen(0, accion, (), fuente=fuente, ronda=ronda, motivo=motivo, valores=OTRAS, destino=OTRA)
        for accion in AccionDeMesa
        for ronda in (1, 1, 2)
    ]
    imagenes = (
        [escaneo(0), escaneo(0, mala), escaneo(0, mala, "08")]
        if fuente is CATD
        else [foto(0), foto(0, mala), foto(0, mala, "otra")]
    )
    otros = [
        *(cierre(0, ronda, fuente) for ronda in (1, 1, 1, 1, 2, 2)),
        *(sin_acta(0, causa, fuente) for causa in MotivoSinActa),
        *(cotejo(0, resultado, OTRAS, fuente) for resultado in (0, 0, 1, 2, 3)),
        *acuerdos(fuente, [cotejo(0, 2, OTRAS, fuente), cotejo(0, 3, (), fuente), anulacion(0, acopio(0), fuente)]),
        *acuerdos(fuente, [cotejo(0, 3, (), fuente, imagen=ESCANEO if fuente is CATD else FOTO)]),
        *acuerdos(
            fuente, [dictamen(0, AccionDeMesa.ACEPTA, (), fuente=fuente, ronda=r, valores=OTRAS) for r in (1, 2)]
        ),
        *[incidencia(0, fuente), anulacion(0, acopio(0), fuente), anulacion(0, acopio(0), fuente)],
        *([acopio(0), acopio(0, "08")] if fuente is CATD else []),
    ]
    return [*capturas, *raras, *mesa, *imagenes * 3, *otros]


def acuerdos(fuente: Fuente, propuestos: list[Hecho]) -> list[Hecho]:
    """Each of them proposed, and answers: of somebody else, of who proposed, a no; to which, is put later."""
    propuestas = [de_dos(h)[0] for h in propuestos]
    otro, suya = conforme(propuestas[0]), conforme(propuestas[0], propuestas[0].operador)
    return [*propuestas * 2, otro, otro, otro, suya, conforme(propuestas[0], "eli", respuesta=Respuesta.RECHAZA)]


DEL_CENTRO = [
    *(custodia(0, centro) for centro in ("07", "08", "CCV")),
    *(publicado(0, fuente, corte) for fuente in (CATD, CASILLA) for corte in (1, 2)),
    anulacion(0, acopio(0), CENTRO),
    *acuerdos(CENTRO, [anulacion(0, acopio(0), CENTRO)]),
]
# (fact, minute, which fact an anulación is of)
SORTEOS = {
    fuente: st.lists(st.tuples(st.sampled_from(pool), st.integers(0, 60), st.integers(1, 24)), max_size=tope)
    for fuente, pool, tope in ((CATD, moldes(CATD), 9), (CASILLA, moldes(CASILLA), 9), (CENTRO, DEL_CENTRO, 3))
}
LLEGADA = {CATD: [acopio(0, minuto=5), escaneo(0, minuto=6)], CASILLA: [foto(0, minuto=-9)]}


def comienzos(fuente: Fuente) -> list[list[Hecho]]:
    """Ways to begin: from nothing, arrived, at the desk, agreed, agreed and published; chance goes on from there."""
    if fuente is CENTRO:
        return [[], [publicado(0, CATD)], [publicado(0, CASILLA)]]
    una, igual, otra = (
        captura(0, q, v, fuente=fuente) for q, v in (("ana", CIFRAS), ("beto", CIFRAS), ("beto", OTRAS))
    )
    llegada = LLEGADA[fuente]
    reabierta = [*llegada, una, igual, *de_dos(cotejo(0, 3, (), fuente))]
    return [[], llegada, [*llegada, una, otra, cierre(0, fuente=fuente)], [*llegada, una, igual], reabierta]


CAPTURAS = [h for fuente in (CATD, CASILLA) for h in moldes(fuente) if isinstance(h.cuerpo, Captura)]


@st.composite
def historias(draw: st.DrawFn) -> tuple[list[Hecho], ...]:
    """The facts of the paper, of the phone and of the centre, each list in its order, with fixed ids and times."""
    listas: list[list[Hecho]] = []
    numero = 0
    for fuente, sorteo in SORTEOS.items():
        previos = [(h, 7, 1) for h in draw(st.sampled_from(comienzos(fuente)))]
        lista: list[Hecho] = []
        for molde, minuto, objeto in [*previos, *draw(sorteo)]:
            numero += 1
            lista.append(numerar(molde, numero, minuto, objeto, lista))
        listas.append(lista)
    return tuple(listas)


def numerar(molde: Hecho, numero: int, minuto: int, objeto: int, previos: list[Hecho]) -> Hecho:
    """Its id, a time of its own, and references: any fact for an anulación, the capturas seen for the desk."""
    cuerpo = molde.cuerpo
    if isinstance(cuerpo, Propuesta):
        cuerpo = proponer(_referir(lo_propuesto(cuerpo), objeto, previos), cuerpo.motivo)
    elif isinstance(cuerpo, Conforme):
        suyas = [h.id for h in previos if isinstance(h.cuerpo, Propuesta)]
        cuerpo = replace(cuerpo, propuesta=suyas[-1] if suyas else UUID(int=objeto))
    else:
        cuerpo = _referir(cuerpo, objeto, previos)
    momento = molde.momento if molde.momento < a_los(0) else a_los(minuto)
    return replace(molde, id=UUID(int=numero), cuerpo=cuerpo, momento=momento)


def _referir(cuerpo: Cuerpo, objeto: int, previos: list[Hecho]) -> Cuerpo:
    if isinstance(cuerpo, Anulacion):
        return replace(cuerpo, hecho=UUID(int=objeto))
    if isinstance(cuerpo, Dictamen):
        vistas = [h.id for h in previos if isinstance(h.cuerpo, Captura) and h.cuerpo.ronda == cuerpo.ronda]
        return replace(cuerpo, capturas=tuple(vistas))
    return cuerpo


def intercalar(listas: tuple[list[Hecho], ...], semilla: int) -> list[Hecho]:
    """One arrival of all the facts at one node, keeping the order inside each list: the node stamps its sequence."""
    azar = random.Random(semilla)
    colas = [list(lista) for lista in listas if lista]
    llegados: list[Hecho] = []
    while colas:
        cola = azar.choice(colas)
        llegados.append(replace(cola.pop(0), sec=len(llegados) + 1))
        colas = [c for c in colas if c]
    return llegados


AJUSTES = st.builds(
    Ajustes,
    validacion=st.sampled_from(Validacion),
    orden=st.sampled_from(Orden),
    preferir_papel=st.booleans(),
    capturas_max=st.sampled_from([3, 4]),
)


@PRUEBAS
@given(historias(), AJUSTES, st.integers(0, 10**6), st.integers(0, 10**6))
def test_cualquier_intercalado_de_las_fuentes_da_el_mismo_estado(
    historia: tuple[list[Hecho], ...], ajustes: Ajustes, una: int, otra: int
) -> None:
    primero = intercalar(historia, una)
    segundo = intercalar(historia, otra)
    esperado = doblar(*primero, ajustes=ajustes, cae=CAE)
    assert doblar(*segundo, ajustes=ajustes, cae=CAE) == esperado
    random.Random(otra).shuffle(primero)  # nor does the order in which the fold gets them
    assert doblar(*primero, ajustes=ajustes, cae=CAE) == esperado


@PRUEBAS
@given(historias(), AJUSTES, st.integers(0, 10**6))
def test_enviar_dos_veces_no_cambia_nada(historia: tuple[list[Hecho], ...], ajustes: Ajustes, semilla: int) -> None:
    hechos = intercalar(historia, semilla)
    repetidos = random.Random(semilla).choices(hechos, k=3) if hechos else []
    assert doblar(*repetidos, *hechos, *hechos, ajustes=ajustes) == doblar(*hechos, ajustes=ajustes)


@PRUEBAS
@given(historias(), AJUSTES, st.lists(st.sampled_from(CAPTURAS), min_size=1, max_size=4))
def test_una_ronda_asentada_no_cambia_con_ninguna_captura_posterior(
    historia: tuple[list[Hecho], ...], ajustes: Ajustes, nuevas: list[Hecho]
) -> None:
    hechos = intercalar(historia, 0)
    tarde = [replace(h, id=UUID(int=500 + i), sec=500 + i, momento=a_los(90)) for i, h in enumerate(nuevas)]
    antes, despues = doblar(*hechos, ajustes=ajustes), doblar(*hechos, *tarde, ajustes=ajustes)
    for previa, posterior in zip(antes.fuentes, despues.fuentes, strict=True):
        if previa.etapa in {Etapa.VERIFICADA, Etapa.POR_VALIDAR, Etapa.EN_MESA, Etapa.SIN_ACTA}:
            assert replace(posterior, hallazgos=()) == replace(previa, hallazgos=())
    if antes.registrada:
        assert despues.registrada
        if antes.publicado and antes.publicado[1] is antes.vigente.fuente:
            assert despues.vigente.valores == antes.vigente.valores


@PRUEBAS
@given(historias(), AJUSTES)
def test_todo_estado_es_coherente(historia: tuple[list[Hecho], ...], ajustes: Ajustes) -> None:
    estado = doblar(*intercalar(historia, 0), ajustes=ajustes, cae=CAE)
    assert estado.vigente in estado.fuentes
    assert estado.etapa is estado.vigente.etapa
    for fuente in estado.fuentes:
        assert fuente.etapa in ETAPAS_DE[fuente.fuente]
        assert (fuente.sin_acta is not None) == (fuente.etapa is Etapa.SIN_ACTA)
        assert bool(fuente.destino) == (fuente.etapa is Etapa.TRASLADADA) or fuente.etapa is Etapa.SIN_ACTA
        if fuente.etapa is Etapa.VERIFICADA:
            assert len(fuente.valores) == len(FORMA.campos)
            assert None not in (fuente.acopio, fuente.captura, fuente.verificacion)
        elif fuente.etapa is not Etapa.POR_VALIDAR:
            assert (fuente.valores, fuente.captura, fuente.verificacion) == ((), None, None)
    _trabajo_coherente(estado)


def _trabajo_coherente(estado: EstadoActa) -> None:
    """Work is of one source, at the centre with custody, and never of one that is done; a cotejo, of what stands."""
    cotejos = [p for p in estado.pendientes if p.clase is ClaseTrabajo.COTEJO]
    assert len(cotejos) == estado.cotejo_abierto
    for p in cotejos:
        assert (p.fuente, p.ronda, p.imagen) == (estado.vigente.fuente, estado.vigente.ronda, estado.vigente.imagen)
        assert estado.publicado and estado.etapa is Etapa.VERIFICADA and p.sitio
    trabajos = [p for p in estado.pendientes if p.clase is not ClaseTrabajo.COTEJO]
    assert len({p.fuente for p in trabajos}) <= 1
    for pendiente in trabajos:
        suya = next(f for f in estado.fuentes if f.fuente is pendiente.fuente)
        assert (pendiente.ronda, pendiente.imagen, pendiente.sitio) == (suya.ronda, suya.imagen, estado.custodia)
        assert suya.etapa not in {Etapa.VERIFICADA, Etapa.SIN_ACTA, Etapa.TRASLADADA}
        assert pendiente.ronda >= 1
        assert estado.custodia

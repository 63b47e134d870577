"""The table is full: every event is answered in every stage, every stage and every finding can be reached (R-08)."""

from dataclasses import fields, replace
from itertools import product

import pytest

from prep.domain.catalogo.ajustes import Ajustes, Orden, Validacion
from prep.domain.hechos.hechos import AccionDeMesa, Fuente, Hecho, MotivoSinActa, Respuesta, Tipo
from prep.domain.reglas.hallazgos import CodigoHallazgo
from prep.domain.vida.devolucion import CODIGO_DE
from prep.domain.vida.estado import EstadoActa, Etapa
from prep.domain.vida.transiciones import (
    ETAPAS_DE,
    SIN_SUCESO,
    SUCESO_DE_ACCION,
    SUCESO_DE_TIPO,
    TABLA,
    FilaDeEtapa,
    Suceso,
    suceso_de,
)
from tests.domain.escena import (
    CASILLA,
    CATD,
    CENTRO,
    CIFRAS,
    FORASTERO,
    FOTO,
    OTRA,
    OTRA_FOTO,
    OTRAS,
    OTRO_ESCANEO,
    acopio,
    anulacion,
    captura,
    cierre,
    codigos,
    conforme,
    cotejo,
    de_dos,
    de_otro_texto,
    devolucion,
    dictamen,
    doblar,
    escaneo,
    foto,
    incidencia,
    por_papel,
    por_telefono,
    publicado,
    sin_acta,
)

DE_LA_MESA = frozenset(AccionDeMesa)
TODAS = Ajustes(validacion=Validacion.TODAS)
PAPEL = Ajustes(orden=Orden.PAPEL)


def camino(etapa: Etapa, fuente: Fuente) -> tuple[list[Hecho], Ajustes]:
    """Facts that lead the acta to `etapa` in `fuente`, numbered from 1."""
    llega = [acopio(1), escaneo(2)] if fuente is CATD else [foto(2)]
    una, otra = captura(3, "ana", fuente=fuente), captura(4, "beto", OTRAS, fuente=fuente)
    mesa = [*llega, una, otra, cierre(5, fuente=fuente)]
    vistas = (una, otra)
    caminos: dict[Etapa, list[Hecho]] = {
        Etapa.ESPERADA: [incidencia(1, fuente)],
        Etapa.RETENIDA: [escaneo(1)],
        Etapa.ACOPIADA: [acopio(1)],
        Etapa.DIGITALIZADA: llega,
        Etapa.EN_CAPTURA: [*llega, una],
        Etapa.EN_DISPUTA: [*llega, una, otra],
        Etapa.EN_MESA: mesa,
        Etapa.POR_VALIDAR: [*llega, una, captura(4, "beto", fuente=fuente)],
        Etapa.POR_REDIGITALIZAR: [*mesa, dictamen(6, AccionDeMesa.REDIGITALIZA, vistas, fuente=fuente)],
        Etapa.VERIFICADA: [*llega, una, captura(4, "beto", fuente=fuente)],
        Etapa.SIN_ACTA: [sin_acta(1, fuente=fuente)],
        Etapa.TRASLADADA: [*mesa, dictamen(6, AccionDeMesa.IDENTIFICA, vistas, fuente=fuente, destino=OTRA)],
    }
    return caminos[etapa], TODAS if etapa is Etapa.POR_VALIDAR else Ajustes()


def de_la_fuente(estado: EstadoActa, fuente: Fuente) -> Etapa:
    return next(f.etapa for f in estado.fuentes if f.fuente is fuente)


def todos_los_sucesos(fuente: Fuente) -> dict[Suceso, Hecho]:
    """One fact of each event, number 50, on ronda 1 and its two capturas."""
    vistas = (captura(3, "ana", fuente=fuente), captura(4, "beto", fuente=fuente))
    huella = OTRO_ESCANEO if fuente is CATD else OTRA_FOTO
    imagen = escaneo(50, huella) if fuente is CATD else foto(50, huella)
    hechos = [
        replace(acopio(50), fuente=fuente),
        imagen,
        captura(50, "ceci", fuente=fuente),
        devolucion(50, fuente=fuente),
        cierre(50, fuente=fuente),
        sin_acta(50, MotivoSinActa.SIN_BOLSA, fuente),
        cotejo(50, 1, fuente=fuente),
        incidencia(50, fuente),
        dictamen(50, AccionDeMesa.ACEPTA, vistas, fuente=fuente, valores=CIFRAS),
        dictamen(50, AccionDeMesa.IDENTIFICA, vistas, fuente=fuente, destino=OTRA),
        dictamen(50, AccionDeMesa.SIN_ACTA, vistas, fuente=fuente, motivo=MotivoSinActa.SIN_BOLSA.value),
        *(dictamen(50, a, vistas, fuente=fuente) for a in (AccionDeMesa.RECAPTURA, AccionDeMesa.REDIGITALIZA)),
    ]
    return {suceso_de(h): h for h in hechos}


CASOS = [(f, e) for f in (CATD, CASILLA) for e in Etapa if e in ETAPAS_DE[f]]
# What each stage does with each event of a lawful fact; every pair that is not here leaves the acta as it was.
CAMBIOS: dict[tuple[Etapa, Suceso], Etapa] = {
    (Etapa.ESPERADA, Suceso.ACOPIO): Etapa.ACOPIADA,
    (Etapa.ESPERADA, Suceso.IMAGEN): Etapa.RETENIDA,
    (Etapa.ESPERADA, Suceso.SIN_ACTA): Etapa.SIN_ACTA,
    (Etapa.RETENIDA, Suceso.ACOPIO): Etapa.DIGITALIZADA,
    (Etapa.ACOPIADA, Suceso.IMAGEN): Etapa.DIGITALIZADA,
    (Etapa.ACOPIADA, Suceso.SIN_ACTA): Etapa.SIN_ACTA,
    (Etapa.DIGITALIZADA, Suceso.CAPTURA): Etapa.EN_CAPTURA,
    **{(e, Suceso.DEVOLUCION): Etapa.EN_MESA for e in (Etapa.DIGITALIZADA, Etapa.EN_CAPTURA, Etapa.EN_DISPUTA)},
    (Etapa.EN_CAPTURA, Suceso.CAPTURA): Etapa.VERIFICADA,
    (Etapa.EN_CAPTURA, Suceso.CIERRE): Etapa.EN_MESA,
    (Etapa.EN_DISPUTA, Suceso.CAPTURA): Etapa.VERIFICADA,
    (Etapa.EN_DISPUTA, Suceso.CIERRE): Etapa.EN_MESA,
    (Etapa.EN_MESA, Suceso.ACEPTA): Etapa.VERIFICADA,
    (Etapa.EN_MESA, Suceso.RECAPTURA): Etapa.DIGITALIZADA,
    (Etapa.EN_MESA, Suceso.REDIGITALIZA): Etapa.POR_REDIGITALIZAR,
    (Etapa.EN_MESA, Suceso.IDENTIFICA): Etapa.TRASLADADA,
    (Etapa.EN_MESA, Suceso.NO_HAY_ACTA): Etapa.SIN_ACTA,
    (Etapa.POR_VALIDAR, Suceso.ACEPTA): Etapa.VERIFICADA,
    (Etapa.POR_VALIDAR, Suceso.RECAPTURA): Etapa.DIGITALIZADA,
    (Etapa.POR_VALIDAR, Suceso.REDIGITALIZA): Etapa.POR_REDIGITALIZAR,
    (Etapa.POR_VALIDAR, Suceso.IDENTIFICA): Etapa.TRASLADADA,
    (Etapa.POR_VALIDAR, Suceso.NO_HAY_ACTA): Etapa.SIN_ACTA,
    (Etapa.POR_REDIGITALIZAR, Suceso.IMAGEN): Etapa.DIGITALIZADA,
    (Etapa.SIN_ACTA, Suceso.ACOPIO): Etapa.ACOPIADA,
    (Etapa.TRASLADADA, Suceso.ACOPIO): Etapa.ACOPIADA,
    (Etapa.TRASLADADA, Suceso.IMAGEN): Etapa.DIGITALIZADA,
    (Etapa.TRASLADADA, Suceso.SIN_ACTA): Etapa.SIN_ACTA,
}
# The phone's image needs no acopio, and its acta has none.
DEL_TELEFONO = {
    (Etapa.ESPERADA, Suceso.IMAGEN): Etapa.DIGITALIZADA,
    (Etapa.SIN_ACTA, Suceso.IMAGEN): Etapa.DIGITALIZADA,
    (Etapa.SIN_ACTA, Suceso.ACOPIO): Etapa.SIN_ACTA,
    (Etapa.TRASLADADA, Suceso.ACOPIO): Etapa.TRASLADADA,
    (Etapa.ESPERADA, Suceso.ACOPIO): Etapa.ESPERADA,
}


def test_la_tabla_tiene_cada_etapa_por_cada_suceso() -> None:
    assert set(TABLA) == set(Etapa)
    assert [f.name for f in fields(FilaDeEtapa)] == [str(s) for s in Suceso]
    for etapa, suceso in product(Etapa, Suceso):
        assert callable(TABLA[etapa][suceso])


def test_cada_tipo_de_hecho_es_un_suceso_o_es_de_toda_el_acta() -> None:
    assert set(SUCESO_DE_TIPO) | SIN_SUCESO == set(Tipo)
    assert set(SUCESO_DE_ACCION) == DE_LA_MESA
    assert {*SUCESO_DE_TIPO.values(), *SUCESO_DE_ACCION.values()} == set(Suceso)
    assert set(todos_los_sucesos(CATD)) == set(Suceso)


@pytest.mark.parametrize(("fuente", "etapa"), CASOS)
def test_se_llega_a_cada_etapa_en_cada_fuente(fuente: Fuente, etapa: Etapa) -> None:
    hechos, ajustes = camino(etapa, fuente)
    assert de_la_fuente(doblar(*hechos, ajustes=ajustes), fuente) is etapa


@pytest.mark.parametrize(("fuente", "etapa"), CASOS)
def test_en_cada_etapa_cada_suceso_tiene_respuesta(fuente: Fuente, etapa: Etapa) -> None:
    """It goes where the table above says, or it leaves the acta as it was and says why; never in silence."""
    hechos, ajustes = camino(etapa, fuente)
    antes = doblar(*hechos, ajustes=ajustes)
    for suceso, nuevo in todos_los_sucesos(fuente).items():
        despues = doblar(*hechos, nuevo, ajustes=ajustes)
        esperada = CAMBIOS.get((etapa, suceso), etapa)
        if fuente is CASILLA:
            esperada = DEL_TELEFONO.get((etapa, suceso), esperada)
        elif etapa is Etapa.RETENIDA and suceso is Suceso.IMAGEN:
            esperada = Etapa.RETENIDA
        assert de_la_fuente(despues, fuente) is esperada, suceso
        if esperada is etapa:
            dichos = [*despues.hallazgos, *(h for f in despues.fuentes for h in f.hallazgos)]
            assert any(h.hecho == nuevo.id for h in dichos), suceso
            assert sin_hallazgos(despues) == sin_hallazgos(antes), suceso


def sin_hallazgos(estado: EstadoActa) -> EstadoActa:
    fuentes = tuple(replace(f, hallazgos=()) for f in estado.fuentes)
    return replace(estado, fuentes=fuentes, vigente=replace(estado.vigente, hallazgos=()), hallazgos=())


@pytest.mark.parametrize("etapa", [Etapa.RETENIDA, Etapa.ACOPIADA])
def test_el_telefono_no_tiene_acopio_ni_retencion(etapa: Etapa) -> None:
    assert etapa not in ETAPAS_DE[CASILLA]
    hechos, _ = camino(etapa, CATD)
    assert de_la_fuente(doblar(*(replace(h, fuente=CASILLA) for h in hechos)), CASILLA) is Etapa.ESPERADA


LLEGA = [acopio(1), escaneo(2)]
RONDA = (captura(3, "ana"), captura(4, "beto", OTRAS))
MESA = [acopio(1), escaneo(2), *RONDA, cierre(5)]
DEL_PAPEL = por_papel()
C = CodigoHallazgo
PROPUESTO = de_dos(cotejo(5, 3))[0]
ESCENAS: dict[CodigoHallazgo, list[Hecho]] = {
    C.OTRO_PROCESO: [replace(acopio(1), proceso="REAL")],
    C.OTRA_ACTA: [replace(acopio(1), acta=OTRA)],
    C.ID_EN_CONFLICTO: [acopio(1), acopio(1, "08")],
    C.FUENTE_INDEBIDA: [replace(acopio(1), fuente=CASILLA)],
    C.ANULACION_EN_ESPERA: [anulacion(2, acopio(1))],
    C.ANULACION_INDEBIDA: [publicado(1), anulacion(2, publicado(1))],
    C.MEDIO_INDEBIDO: [replace(escaneo(1), fuente=CASILLA)],
    C.IMAGEN_DE_OTRA_CUENTA: [foto(1, cuenta="otra")],
    C.IMAGEN_TRAS_ACOPIO: [acopio(1), foto(2)],
    C.CAPTURA_SIN_TOMA: [acopio(1), escaneo(2), replace(captura(3, "ana"), toma="")],
    C.SIN_DERECHO: [replace(acopio(1, "08"), operador=FORASTERO)],
    C.IMAGEN_SIN_ACOPIO: [escaneo(1)],
    C.IMAGEN_ANTES_DE_ACOPIO: [escaneo(1), acopio(2)],
    C.ACOPIO_REPETIDO: [acopio(1), acopio(2)],
    C.IMAGEN_SOBRANTE: [acopio(1), escaneo(2), escaneo(3, OTRO_ESCANEO)],
    C.IMAGEN_EN_CAMINO: [acopio(1), captura(2, "ana", imagen=""), captura(3, "beto", imagen="")],
    C.CAPTURA_SIN_IMAGEN: [captura(1, "ana")],
    C.CAPTURA_OTRA_RONDA: [acopio(1), escaneo(2), captura(3, "ana", ronda=2)],
    C.CAPTURA_INCOMPLETA: [acopio(1), escaneo(2), captura(3, "ana", ())],
    C.CAPTURA_OTRA_IMAGEN: [acopio(1), escaneo(2), captura(3, "ana", imagen=FOTO)],
    C.CAPTURA_MISMO_OPERADOR: [acopio(1), escaneo(2), captura(3, "ana"), captura(4, "ana")],
    C.CAPTURA_MISMA_ESTACION: [*LLEGA, captura(3, "ana"), replace(captura(4, "beto"), estacion="est-ana")],
    C.CAPTURA_TARDIA: [*DEL_PAPEL, captura(5, "ceci")],
    C.RONDA_SIN_ACUERDO: [
        *MESA[:4],
        captura(5, "ceci", (0, 0, 0, 0, 0, 0)),
        captura(6, "dani", (1, 1, 1, 1, 1, 1)),
    ],
    C.IDENTIFICACION_DISTINTA: [*LLEGA, *(captura(n, f"p-{n}", identificacion=OTRA) for n in (3, 4))],
    **{codigo: [*LLEGA, devolucion(3, razon)] for razon, codigo in CODIGO_DE.items()},
    C.DEVOLUCION_FUERA_DE_LUGAR: [*LLEGA, replace(devolucion(3), toma="")],
    C.DEVOLUCION_TARDIA: [*DEL_PAPEL, devolucion(5)],
    C.CIERRE_FUERA_DE_LUGAR: [cierre(1)],
    C.DICTAMEN_FUERA_DE_LUGAR: [dictamen(1, AccionDeMesa.RECAPTURA, RONDA)],
    C.DICTAMEN_OTRA_RONDA: [*MESA, dictamen(6, AccionDeMesa.RECAPTURA, RONDA, ronda=2)],
    C.DICTAMEN_SIN_CAPTURAS: [*MESA, dictamen(6, AccionDeMesa.RECAPTURA, ())],
    C.DICTAMEN_INVALIDO: [*MESA, dictamen(6, AccionDeMesa.ACEPTA, RONDA)],
    C.DICTAMEN_DE_CAPTURISTA: [*MESA, dictamen(6, AccionDeMesa.RECAPTURA, RONDA, quien="ana")],
    C.SIN_ACTA_CON_ACTA: [escaneo(1), sin_acta(2)],
    C.SIN_ACTA_REPETIDA: [sin_acta(1), sin_acta(2)],
    C.SIN_ACTA_SUPERADA: [sin_acta(1), acopio(2)],
    C.LLEGADA_TRAS_TRASLADO: [*MESA, dictamen(6, AccionDeMesa.IDENTIFICA, RONDA, destino=OTRA), acopio(7)],
    C.COTEJO_FUERA_DE_LUGAR: [cotejo(1, 1)],
    C.COTEJO_INVALIDO: [*DEL_PAPEL, publicado(9), *de_dos(cotejo(5, 9))],
    C.COTEJO_MODIFICA: [*DEL_PAPEL, publicado(9), *de_dos(cotejo(5, 2, OTRAS))],
    C.COTEJO_RECHAZA: [*DEL_PAPEL, publicado(9), *de_dos(cotejo(5, 3))],
    C.INCIDENCIA: [incidencia(1, CENTRO)],
    C.SIN_ACTA_CONTRADICHA: [sin_acta(21), *por_telefono()],
    C.FUENTES_DIFIEREN: [
        *DEL_PAPEL,
        foto(11, minuto=0),
        captura(12, "ceci", OTRAS, fuente=CASILLA),
        captura(13, "dani", OTRAS, fuente=CASILLA),
    ],
    C.PUBLICADA_NO_VIGENTE: [acopio(1), publicado(2)],
    C.DE_UNO_SOLO: [*DEL_PAPEL, publicado(9), cotejo(5, 3)],
    C.FALTA_CONFORME: [*DEL_PAPEL, PROPUESTO],
    C.PROPUESTA_RECHAZADA: [*DEL_PAPEL, PROPUESTO, conforme(PROPUESTO, respuesta=Respuesta.RECHAZA)],
    C.PROPUESTA_INVALIDA: [*DEL_PAPEL, de_dos(acopio(5))[0]],
    C.CONFORME_PROPIO: [*DEL_PAPEL, PROPUESTO, conforme(PROPUESTO, PROPUESTO.operador)],
    C.CONFORME_TARDIO: [*DEL_PAPEL, PROPUESTO, conforme(PROPUESTO, minuto=20.1)],
    C.CONFORME_DE_OTRO_TEXTO: [*DEL_PAPEL, PROPUESTO, de_otro_texto(PROPUESTO)],
    C.CONFORME_EN_ESPERA: [conforme(PROPUESTO)],
}


# The fact that a finding points at is the last of its scene, but for these.
SENALA = {
    C.IMAGEN_ANTES_DE_ACOPIO: escaneo(1).id,
    C.IMAGEN_EN_CAMINO: None,
    C.SIN_ACTA_CONTRADICHA: None,
    C.FUENTES_DIFIEREN: None,
    C.PUBLICADA_NO_VIGENTE: None,
    **dict.fromkeys((C.COTEJO_INVALIDO, C.COTEJO_MODIFICA, C.COTEJO_RECHAZA, C.PROPUESTA_RECHAZADA), PROPUESTO.id),
}


@pytest.mark.parametrize("codigo", list(ESCENAS))
def test_cada_hallazgo_se_da_en_su_escena(codigo: CodigoHallazgo) -> None:
    ajustes = PAPEL if codigo is C.IMAGEN_EN_CAMINO else Ajustes()
    estado = doblar(*ESCENAS[codigo], ajustes=ajustes, cae="cae-7", proceso="SIM-1")
    assert codigo.name in codigos(estado)
    todos = [*estado.hallazgos, *(h for parte in estado.fuentes for h in parte.hallazgos)]
    assert {h.hecho for h in todos if h.codigo is codigo} == {SENALA.get(codigo, ESCENAS[codigo][-1].id)}


def test_no_hay_codigo_sin_escena() -> None:
    assert set(ESCENAS) == set(CodigoHallazgo)


def test_lo_que_es_de_toda_el_acta_no_es_suceso_de_una_fuente() -> None:
    with pytest.raises(KeyError):
        suceso_de(publicado(1))

"""Each acta's row against R-16 and the norm of its columns: total, legend, CONTABILIZADA, keys, SIN ACTA."""

from collections.abc import Callable

from central.verificar.bitacora import Bitacora
from central.verificar.renglon import RenglonPublicado
from central.verificar.texto import VACIOS, Leyenda, citar, leer_celda

LARGO_CLAVE_CASILLA = 11
ESPERADA = {
    Leyenda.NINGUNA: 1,
    Leyenda.ALGUNO: 1,
    Leyenda.EXCEDE: 0,
    Leyenda.TODOS: 0,
    Leyenda.SIN_ACTA: 0,
    Leyenda.FUERA: 2,
}


def revisar_acta(renglon: RenglonPublicado, bitacora: Bitacora) -> None:
    """Every check that needs only this row; a row of which something is not known is accused of that alone."""
    if renglon.dudosa:
        return
    for revision in REVISIONES:
        revision(renglon, bitacora)


def _contabilizada(renglon: RenglonPublicado, bitacora: Bitacora) -> None:
    leyenda, dicha = renglon.leyenda, renglon.contabilizada
    if leyenda is Leyenda.OTRA:
        texto = citar(renglon.celda("OBSERVACIONES"))
        bitacora.anotar_renglon("R-16", "OBSERVACIONES trae una leyenda que la norma no tiene", renglon, texto)
    if not renglon.registrada:
        if leyenda in ESPERADA and leyenda is not Leyenda.NINGUNA:
            bitacora.anotar_renglon("R-16", "OBSERVACIONES trae leyenda y el acta no está registrada", renglon, leyenda)
        return
    esperada = ESPERADA.get(leyenda, dicha)
    if dicha != esperada:
        detalle = f"CONTABILIZADA {dicha} y la leyenda ({leyenda}) pide {esperada}"
        bitacora.anotar_renglon("R-16", "CONTABILIZADA contradice a OBSERVACIONES", renglon, detalle)


def _campos(renglon: RenglonPublicado, bitacora: Bitacora) -> None:
    """The legend and CONTABILIZADA against the vote fields themselves."""
    if renglon.fuera or not renglon.registrada:
        return
    leyenda, legibles, marcas = renglon.leyenda, renglon.legibles, renglon.marcas
    visto = f"{legibles} campos con número y {marcas} ilegibles o sin dato"
    if renglon.contabilizada == 1 and not legibles:
        bitacora.anotar_renglon("R-16", "CONTABILIZADA 1 sin ningún voto legible", renglon, visto)
    if leyenda is Leyenda.SIN_ACTA and legibles:
        bitacora.anotar_renglon("R-16", "SIN ACTA con votos", renglon, visto)
    if leyenda is Leyenda.TODOS and legibles:
        bitacora.anotar_renglon("R-16", "TODOS ILEGIBLES con algún voto legible", renglon, visto)
    if leyenda is Leyenda.ALGUNO and not (legibles and marcas):
        bitacora.anotar_renglon("R-16", "ALGÚN CAMPO ILEGIBLE sin campos legibles e ilegibles", renglon, visto)
    if leyenda is Leyenda.NINGUNA and marcas:
        bitacora.anotar_renglon("R-16", "campos ilegibles o sin dato y OBSERVACIONES no lo dice", renglon, visto)


def _total(renglon: RenglonPublicado, bitacora: Bitacora) -> None:
    if renglon.fuera or not renglon.registrada or renglon.columnas.indice["TOTAL_VOTOS_CALCULADO"] is None:
        return
    escrito = renglon.celda("TOTAL_VOTOS_CALCULADO")
    valor = leer_celda(escrito)
    sin_total = valor < 0 and renglon.leyenda is Leyenda.SIN_ACTA and not renglon.votos
    if valor != renglon.votos and not sin_total:
        detalle = f"dice {citar(escrito)}, sus votos suman {renglon.votos}"
        bitacora.anotar_renglon("R-16", "TOTAL_VOTOS_CALCULADO no es la suma de los votos", renglon, detalle)


def _sin_acta(renglon: RenglonPublicado, bitacora: Bitacora) -> None:
    if renglon.leyenda is not Leyenda.SIN_ACTA:
        return
    codigo = renglon.celda("CODIGO_INTEGRIDAD")
    if codigo.upper() not in VACIOS:
        bitacora.anotar_renglon("R-16", "SIN ACTA con código de integridad", renglon, citar(codigo))
    if renglon.celda("FECHA_HORA_VERIFICACION").upper() not in VACIOS:
        bitacora.anotar_renglon("R-10", "SIN ACTA con hora", renglon, citar(renglon.celda("FECHA_HORA_VERIFICACION")))


def _claves(renglon: RenglonPublicado, bitacora: Bitacora) -> None:
    """CLAVE_CASILLA has 11 characters and CLAVE_ACTA is that plus the printed code; fuera de catálogo may not."""
    if renglon.fuera:
        return
    casilla, acta = renglon.celda("CLAVE_CASILLA"), renglon.celda("CLAVE_ACTA")
    if len(casilla) != LARGO_CLAVE_CASILLA:
        detalle = f"{len(casilla)} posiciones"
        bitacora.anotar_renglon("Anexo 18.5", "CLAVE_CASILLA no tiene 11 posiciones", renglon, detalle)
    if renglon.columnas.indice["CLAVE_ACTA"] is None:
        return
    if len(acta) <= LARGO_CLAVE_CASILLA:
        detalle = f"{citar(acta)}, {len(acta)} posiciones"
        bitacora.anotar_renglon("Anexo 18.5", "CLAVE_ACTA no tiene las 11 posiciones y el código", renglon, detalle)
    elif acta != casilla + renglon.celda("TIPO_ACTA"):
        bitacora.anotar_renglon("Anexo 18.5", "CLAVE_ACTA no es CLAVE_CASILLA y TIPO_ACTA", renglon, citar(acta))


def _sin_registrar(renglon: RenglonPublicado, bitacora: Bitacora) -> None:
    if not renglon.registrada and renglon.legibles:
        detalle = f"{renglon.votos} votos"
        bitacora.anotar_renglon("R-10c", "acta sin registrar con cifras", renglon, detalle)


def _especial(renglon: RenglonPublicado, bitacora: Bitacora) -> None:
    if renglon.especial and renglon.ln:
        bitacora.anotar_renglon("R-19", "casilla especial con lista nominal", renglon, f"lista nominal {renglon.ln}")


REVISIONES: tuple[Callable[[RenglonPublicado, Bitacora], None], ...] = (
    _contabilizada,
    _campos,
    _total,
    _sin_acta,
    _claves,
    _sin_registrar,
    _especial,
)

"""The row class of R-26: what keeps one row "en revisión" while its cut goes out. Pure functions over the rows."""

from collections import Counter
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from prep.domain.publicacion.columnas import EN_REVISION, FINALES, NADA, NO_APLICA
from prep.domain.publicacion.filas import Fila, con_nota
from prep.domain.reglas.apertura import POR_HORA


def _desde_el_final(nombre: str) -> int:
    """The place of a last column; the same in every election, which differ before it."""
    return FINALES.index(nombre) - len(FINALES)


INTEGRIDAD = _desde_el_final("CODIGO_INTEGRIDAD")
TIEMPOS = slice(_desde_el_final("FECHA_HORA_ACOPIO"), _desde_el_final("FECHA_HORA_VERIFICACION") + 1)
# What people wrote and is published as it is; no figure, so whoever verifies the file looks at none of them.
ESCRITOS = tuple(map(_desde_el_final, ("MECANISMOS_TRASLADO", "CODIGO_INTEGRIDAD", "DIGITALIZACION", "TIPO_DOCUMENTO")))
ESCRITO_MAX = 80
NO_SON_HUELLAS = frozenset({NADA, NO_APLICA, ""})


class MotivoDeRevision(StrEnum):
    """Why a row is held back; the code of its incident (R-34)."""

    IMAGEN_AUSENTE = "R26-IMAGEN"
    HUELLA_REPETIDA = "R26-HUELLA"
    TIEMPOS_EN_DESORDEN = "R26-ORDEN"
    FUERA_DE_PERIODO = "R26-PERIODO"
    SIN_PLEGAR = "R26-PLIEGUE"
    FUERA_DE_FORMA = "R26-FORMA"


@dataclass(frozen=True, slots=True)
class FilaEnRevision:
    """One reason to hold one row, with its sentence for the control room."""

    acta: str
    motivo: MotivoDeRevision
    texto: str
    horas: str = ""  # its three times as they would be published


@dataclass(frozen=True, slots=True)
class Periodo:
    """The operating period in the entity's time (R-10); None: not begun, or not closed yet."""

    desde: datetime | None
    hasta: datetime | None


def revisar(filas: Sequence[Fila], imagenes: Container[str], periodo: Periodo) -> list[FilaEnRevision]:
    """What is wrong with the registered rows: images, hashes and times. Rows fuera de catálogo are looked at alike."""
    registradas = [f for f in filas if f.registrada]
    veces = Counter(f.textos[INTEGRIDAD] for f in registradas)
    desde, hasta = _clave_de(periodo.desde), _clave_de(periodo.hasta)
    fallas: list[FilaEnRevision] = []
    for fila in registradas:
        huella = fila.textos[INTEGRIDAD]
        if huella not in NO_SON_HUELLAS:
            if huella not in imagenes:
                fallas.append(_falla(fila, MotivoDeRevision.IMAGEN_AUSENTE, f"no está la imagen {huella}"))
            if veces[huella] > 1:
                fallas.append(
                    _falla(fila, MotivoDeRevision.HUELLA_REPETIDA, f"la imagen {huella} es de más de un acta")
                )
        if any(not _es_de_forma(fila.textos[lugar]) for lugar in ESCRITOS):
            dicho = "su traslado, su huella, su digitalización o su documento no es lo que ahí se escribe"
            fallas.append(_falla(fila, MotivoDeRevision.FUERA_DE_FORMA, dicho))
        tiempos = [_clave(t) for t in fila.textos[TIEMPOS] if t not in NO_SON_HUELLAS]
        if sorted(tiempos) != tiempos:
            fallas.append(_falla(fila, MotivoDeRevision.TIEMPOS_EN_DESORDEN, _dichos("no van en orden", fila)))
        if tiempos and ((desde and min(tiempos) < desde) or (hasta and max(tiempos) > hasta)):
            fallas.append(
                _falla(fila, MotivoDeRevision.FUERA_DE_PERIODO, _dichos("salen del periodo de operación", fila))
            )
    return fallas


def sin_liberadas(fallas: Iterable[FilaEnRevision], liberadas: Container[tuple[str, str]]) -> list[FilaEnRevision]:
    """Those left once what two people let out goes out: `liberadas` has each acta with the hours that they signed."""
    return [f for f in fallas if f.motivo not in POR_HORA or (f.acta, f.horas) not in liberadas]


def sin_plegar(acta: str, razon: str) -> FilaEnRevision:
    """What is known of it is not what its facts add up to: they could not be folded, or its row could not be made."""
    texto = f"El acta {acta} sale en revisión: sus hechos no se pudieron plegar ({razon})."
    return FilaEnRevision(acta, MotivoDeRevision.SIN_PLEGAR, texto)


def retener(
    filas: Iterable[Fila], fallas: Iterable[FilaEnRevision], ultimas: Mapping[str, Fila], vacia: Callable[[Fila], Fila]
) -> list[Fila]:
    """`filas` with the held ones at their last published value in `ultimas`, or `vacia`; marked (R-26)."""
    retenidas = {f.acta for f in fallas}
    return [_retenida(f, ultimas.get(f.acta.clave), vacia) if f.acta.clave in retenidas else f for f in filas]


def _retenida(fila: Fila, ultima: Fila | None, vacia: Callable[[Fila], Fila]) -> Fila:
    return vacia(fila) if ultima is None else con_nota(ultima, EN_REVISION)


def _falla(fila: Fila, motivo: MotivoDeRevision, texto: str) -> FilaEnRevision:
    horas = ", ".join(fila.textos[TIEMPOS])
    return FilaEnRevision(fila.acta.clave, motivo, f"El acta {fila.acta.clave} sale en revisión: {texto}.", horas)


def _dichos(texto: str, fila: Fila) -> str:
    acopio, captura, verificacion = fila.textos[TIEMPOS]
    return f"sus tiempos {texto} (acopio {acopio}, captura {captura}, verificación {verificacion})"


def _es_de_forma(texto: str) -> bool:
    """Short, printable, and nothing that a spreadsheet would run."""
    return texto in NO_SON_HUELLAS or (len(texto) <= ESCRITO_MAX and texto.isprintable() and texto[0].isalnum())


def _clave(publicado: str) -> str:
    """`dd/mm/aaaa hh:mm:ss` as text that sorts like the time."""
    return f"{publicado[6:10]}{publicado[3:5]}{publicado[:2]}{publicado[11:19]}"


def _clave_de(momento: datetime | None) -> str:
    return "" if momento is None else momento.strftime("%Y%m%d%H:%M:%S")

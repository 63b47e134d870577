"""Why a published figure differs from the paper: column by column, by what the ledger says, or it is not explained."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from prep.domain.catalogo.catalogo import Catalogo
from prep.domain.publicacion.columnas import CALCULADO, SIN_ACTA
from simulacro.guion.acordados import ErrorAcordado
from simulacro.guion.guion import ALTERAN, Excepcion, Llegada
from simulacro.juicio.comparar import DiferenciaDeColumna

DE_PERSONAS = "la tuvieron personas en las ventanas"


@dataclass(slots=True)
class Explicacion:
    """`motivos` by acta, in words; `sin_explicar`: the differences of which the ledger says nothing."""

    motivos: dict[str, list[str]] = field(default_factory=dict)
    sin_explicar: list[DiferenciaDeColumna] = field(default_factory=list)


def explicar(
    diferencias: Iterable[DiferenciaDeColumna],
    llegadas: Iterable[Llegada],
    catalogo: Catalogo,
    libro: Sequence[Mapping[str, Any]],
    personas: Collection[str] = (),
    acordados: Mapping[str, ErrorAcordado] = MappingProxyType({}),
) -> Explicacion:
    """Each difference with its reason: the paper was altered so, or somebody typed just that figure in that field.

    `acordados`: what both captures read wrong alike, where nobody looked again.

    Of the actas in `personas`, which people had at the windows, no ledger knows what was typed: that is said of them.

    The calculated total is explained when some vote of its acta is: that it adds up is the verifier's affair.
    """
    alteradas = {x.clave: x for x in llegadas if x.excepcion in ALTERAN}
    tecleos = _tecleos(libro)
    por_acta: dict[str, list[DiferenciaDeColumna]] = defaultdict(list)
    for d in diferencias:
        por_acta[d.clave].append(d)
    salida = Explicacion()
    for clave, suyas in por_acta.items():
        motivos = salida.motivos.setdefault(clave, [])
        valores = _papel(alteradas.get(clave), catalogo)
        for d in suyas:
            motivo = DE_PERSONAS if clave in personas else _motivo(d, alteradas.get(clave), valores, tecleos)
            motivo = motivo or _acordado(d, acordados.get(clave), catalogo)
            if motivo:
                motivos.append(motivo)
            elif d.columna != CALCULADO:
                salida.sin_explicar.append(d)
        if not motivos:
            salida.sin_explicar += [d for d in suyas if d.columna == CALCULADO]
        salida.motivos[clave] = list(dict.fromkeys(motivos))
    return salida


def _motivo(
    d: DiferenciaDeColumna,
    alterada: Llegada | None,
    valores: Mapping[str, str],
    tecleos: Mapping[tuple[str, str, str], str],
) -> str:
    if alterada is not None and alterada.excepcion is Excepcion.SIN_ACTA:
        return str(alterada.excepcion) if d.nuestra in (SIN_ACTA, "-", "N/A") else ""
    if alterada is not None and valores.get(d.columna) == d.nuestra != d.fuente:
        return str(alterada.excepcion)
    return tecleos.get((d.clave, d.columna, d.nuestra), "")


def _acordado(d: DiferenciaDeColumna, error: ErrorAcordado | None, catalogo: Catalogo) -> str:
    """Both captures read it so, and the second look did not find it."""
    if error is None:
        return ""
    forma = catalogo.forma_de(catalogo.actas[d.clave])
    leido = dict(zip(forma.campos, map(str, error.valores), strict=True))
    return f"las dos capturas leyeron igual de mal ({error.tipo})" if leido.get(d.columna) == d.nuestra else ""


def _papel(alterada: Llegada | None, catalogo: Catalogo) -> dict[str, str]:
    """What the altered paper says in each field."""
    if alterada is None:
        return {}
    forma = catalogo.forma_de(catalogo.actas[alterada.clave])
    return dict(zip(forma.campos, map(str, alterada.valores), strict=True))


def _tecleos(libro: Sequence[Mapping[str, Any]]) -> dict[tuple[str, str, str], str]:
    """(acta, field, what was typed) → who typed it and what the paper says."""
    tecleos: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for e in libro:
        if e["que"] == "error":
            texto = f"{e['operador']} tecleó {e['tecleo']} donde dice {e['dice']} en {e['campo']}"
            tecleos[e["acta"], e["campo"], str(e["tecleo"])].append(texto)
    return {clave: "; ".join(textos) for clave, textos in tecleos.items()}

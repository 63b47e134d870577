"""The look of one acta: its likeliest kind of error, the fields to light and, in Spanish, the sentence why."""

from collections.abc import Sequence

import numpy as np

from prep.domain.catalogo.catalogo import NO_REGISTRADAS, NULOS, Acta, TipoCasilla
from prep.domain.hechos.indicio import Sospecha
from prep.segunda.grupo import Grupo
from prep.segunda.puntos import Puntaje
from prep.segunda.vista import Mirada

TIPOS = (Sospecha.CIFRA, Sospecha.COLUMNAS, Sospecha.RENGLONES, Sospecha.CASILLAS)
POCO, BASTANTE = 100.0, 500.0  # votes of neighbours on which a look leans
_NOMBRES = {NO_REGISTRADAS: "no registradas", NULOS: "nulos"}


def nombre(columna: str) -> str:
    return _NOMBRES.get(columna, columna)


def seguridad(apoyo: float) -> str:
    """How much the look leans on: early in the night, or with one casilla in the section, the district alone."""
    if apoyo < POCO:
        return "poca: todavía no hay otras casillas de la sección; sólo habla el distrito"
    return "media: hay pocas casillas de la sección" if apoyo < BASTANTE else "alta: hay otras casillas de la sección"


def mirada(puntos: Puntaje, i: int, grupo: Grupo) -> Mirada:
    """The look of row `i` of `puntos`, which are of `grupo`."""
    suyas = [grupo.columnas[int(c)] for c in puntos.columnas]
    acta = grupo.vistas[int(puntos.filas[i])].acta
    cual = int(np.argmax(puntos.logs[:, i]))
    tipo = puntos.tipos[cual]
    a, b = int(tipo.primera[i]), int(tipo.segunda[i])
    probabilidad = float(1 / (1 + np.exp(-puntos.log[i])))
    votos, de_que = float(puntos.votos[i]), seguridad(float(puntos.lote.espera.apoyo[i]))
    if TIPOS[cual] is Sospecha.CASILLAS:
        otra = grupo.vistas[a].acta
        frase = f"Sus cifras y las de {lugar(otra)} parecen cambiadas: cada una va mejor en la otra casilla"
        return Mirada(acta.clave, TIPOS[cual], probabilidad, votos, (), frase, (), de_que, otra.clave)
    decir = (_de_cifra, _de_columnas, _de_renglones)[cual]
    campos, frase, correccion = decir(puntos, i, suyas, a, b)
    return Mirada(acta.clave, TIPOS[cual], probabilidad, votos, campos, frase, correccion, de_que)


def lugar(acta: Acta) -> str:
    """A casilla as people say it: `123 C2`."""
    seccion, numero = acta.seccion.lstrip("0"), acta.numero.lstrip("0")
    contigua = f"C{acta.extension.lstrip('0')}" if acta.tipo is TipoCasilla.E and acta.extension.strip("0") else ""
    return f"{seccion} {acta.tipo}{'' if acta.tipo is TipoCasilla.B else numero}{contigua}"


Dicho = tuple[tuple[str, ...], str, tuple[tuple[str, int], ...]]


def _de_cifra(puntos: Puntaje, i: int, suyas: Sequence[str], a: int, b: int) -> Dicho:
    """`a` 0: the sum is not the acta's total and one figure mends it; 1: the figure stands out by itself."""
    campo, dice = suyas[b], int(puntos.lote.votos[i, b])
    if a == 0:
        cabria = dice + int(puntos.falta[i])
        frase = f"La suma no da; con {cabria} en vez de {dice} en {nombre(campo)}, sí"
        return (campo,), frase, ((campo, cabria),)
    cerca = round(float(puntos.lote.espera.media[i, b]))
    return (campo,), f"{nombre(campo)} tiene {dice}; por las otras casillas se esperaban cerca de {cerca}", ()


def _de_columnas(puntos: Puntaje, i: int, suyas: Sequence[str], a: int, b: int) -> Dicho:
    x = puntos.lote.votos[i]
    frase = f"{nombre(suyas[a])} y {nombre(suyas[b])} parecen cambiados: en las otras casillas es al revés"
    return (suyas[a], suyas[b]), frase, ((suyas[a], int(x[b])), (suyas[b], int(x[a])))


def _de_renglones(puntos: Puntaje, i: int, suyas: Sequence[str], a: int, b: int) -> Dicho:
    """The figure in `a` has no business there, the one of `b` was lost, and those between stand one row from theirs."""
    x, paso = puntos.lote.votos[i], 1 if a < b else -1
    valores = {suyas[c]: int(x[c + paso]) for c in range(a, b, paso)}
    valores[suyas[b]] = int(x[a] + puntos.falta[i])
    frase = (
        f"De {nombre(suyas[a])} a {nombre(suyas[b])} los renglones parecen corridos "
        f"uno hacia {'abajo' if paso > 0 else 'arriba'}"
    )
    return tuple(valores), frase, tuple(valores.items())

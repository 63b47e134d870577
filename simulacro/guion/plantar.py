"""Plants errors on which both captures agree, by seed: a digit, two columns, a slip of rows, two neighbouring actas.

The same slips as `bench.segunda` measures.
"""

from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np

from prep.domain.catalogo.catalogo import Catalogo
from prep.domain.hechos.campos import Valor
from simulacro.guion.acordados import ErrorAcordado
from simulacro.guion.guion import Llegada

Azar = np.random.Generator
Votos = list[int]
VECINAS = "casillas"  # two actas of neighbouring casillas, each under the other's name


def _cifra(votos: Votos, azar: Azar) -> Votos:
    """Another digit in a figure that is not zero."""
    con_votos = [i for i, v in enumerate(votos) if v > 0]
    if not con_votos:
        return votos
    cual = int(azar.choice(con_votos))
    cifras = list(str(votos[cual]))
    donde = int(azar.integers(len(cifras)))
    cifras[donde] = str(azar.choice([c for c in "0123456789" if c != cifras[donde]]))
    return [int("".join(cifras)) if i == cual else v for i, v in enumerate(votos)]


def _columnas(votos: Votos, azar: Azar) -> Votos:
    a, b = (int(i) for i in azar.choice(len(votos), 2, replace=False))
    salen = list(votos)
    salen[a], salen[b] = votos[b], votos[a]
    return salen


def _renglones(votos: Votos, azar: Azar) -> Votos:
    """From one row on, each figure one row below its own: that row stays empty and the last figure is lost."""
    desde = int(azar.integers(len(votos) - 2))
    return [*votos[:desde], 0, *votos[desde:-1]]


MANERAS: dict[str, Callable[[Votos, Azar], Votos]] = {"cifra": _cifra, "columnas": _columnas, "renglones": _renglones}


def plantar_acordados(
    llegadas: Sequence[Llegada], catalogo: Catalogo, cuantos: int, semilla: int
) -> dict[str, ErrorAcordado]:
    """`cuantos` actas with an error of each kind, among those that go as they should; fewer where there are not."""
    azar = np.random.default_rng(semilla)
    sanas = sorted((x for x in llegadas if _sirve(x, catalogo)), key=lambda x: x.clave)
    salen: dict[str, ErrorAcordado] = {}
    for tipo in MANERAS:
        libres = [x for x in sanas if x.clave not in salen]
        hechos = 0
        for i in azar.permutation(len(libres)):
            error = _con(libres[int(i)], catalogo, tipo, azar) if hechos < cuantos else None
            if error is not None:
                salen[libres[int(i)].clave] = error
                hechos += 1
    parejas = list(pairwise(x for x in sanas if x.clave not in salen))
    hechos = 0
    for i in azar.permutation(len(parejas)):
        una, otra = parejas[int(i)]
        if hechos < cuantos and salen.keys().isdisjoint((una.clave, otra.clave)) and _vecinas(una, otra, catalogo):
            salen |= {una.clave: _de_otra(una, otra, catalogo), otra.clave: _de_otra(otra, una, catalogo)}
            hechos += 2
    return salen


def _sirve(x: Llegada, catalogo: Catalogo) -> bool:
    """Nothing else happens to it, and all its votes are figures."""
    if x.excepcion or x.cotejo or x.clave not in catalogo.actas:
        return False
    return all(isinstance(v, int) for v in _votos(x, catalogo))


def _votos(x: Llegada, catalogo: Catalogo) -> tuple[Valor, ...]:
    return x.valores[catalogo.forma_de(catalogo.actas[x.clave]).rango_votos]


def _con(x: Llegada, catalogo: Catalogo, tipo: str, azar: Azar) -> ErrorAcordado | None:
    enteros = [v for v in _votos(x, catalogo) if isinstance(v, int)]
    return _error(x, catalogo, tipo, MANERAS[tipo](enteros, azar))


def _vecinas(una: Llegada, otra: Llegada, catalogo: Catalogo) -> bool:
    a, b = catalogo.actas[una.clave], catalogo.actas[otra.clave]
    misma = a.seccion == b.seccion and catalogo.forma_de(a) == catalogo.forma_de(b)
    return misma and _votos(una, catalogo) != _votos(otra, catalogo)


def _de_otra(una: Llegada, otra: Llegada, catalogo: Catalogo) -> ErrorAcordado:
    error = _error(una, catalogo, VECINAS, [v for v in _votos(otra, catalogo) if isinstance(v, int)])
    assert error is not None
    return error


def _error(x: Llegada, catalogo: Catalogo, tipo: str, leidos: Votos) -> ErrorAcordado | None:
    donde, dichos = catalogo.forma_de(catalogo.actas[x.clave]).rango_votos, _votos(x, catalogo)
    mal = sum(abs(a - b) for a, b in zip(leidos, dichos, strict=True) if isinstance(b, int))
    if not mal:
        return None
    return ErrorAcordado(tipo, (*x.valores[: donde.start], *leidos, *x.valores[donde.stop :]), mal)

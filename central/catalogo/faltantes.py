"""The actas that a file lacks: a casilla that any file has is expected in every election (R-01, R-11b, R-19)."""

from collections.abc import Iterator, Mapping, Sequence

from central.catalogo.filas import EN_TODAS, Casilla, FilaActa
from central.catalogo.perfil import EleccionPerfil, Perfil
from central.catalogo.territorios import Territorios


def faltantes(
    perfil: Perfil, filas: Mapping[str, Sequence[FilaActa]], territorios: Territorios
) -> Iterator[tuple[EleccionPerfil, FilaActa]]:
    """Each missing acta with its election: a row without figures, with the LN and location of another file's row."""
    muestras: dict[Casilla, FilaActa] = {}
    for eleccion in perfil.elecciones:
        for fila in filas[eleccion.codigo]:
            if fila.tipo in EN_TODAS:
                muestras.setdefault(fila.casilla, fila)
    for eleccion in perfil.elecciones:
        hay = {(fila.casilla, fila.codigo) for fila in filas[eleccion.codigo]}
        for casilla, muestra in muestras.items():
            for codigo in eleccion.esperados(muestra.tipo, muestra.urna):
                if (casilla, codigo) not in hay:
                    yield eleccion, _sin_cifras(eleccion, codigo, casilla, muestra, territorios)


def _sin_cifras(
    eleccion: EleccionPerfil, codigo: str, casilla: Casilla, muestra: FilaActa, territorios: Territorios
) -> FilaActa:
    return FilaActa(
        linea=0,
        texto="",
        territorio=territorios.de(eleccion.ambito.nombre, casilla, eleccion.archivo),
        seccion=muestra.seccion,
        numero=muestra.numero,
        tipo=muestra.tipo,
        extension=muestra.extension,
        ubicacion=muestra.ubicacion,
        codigo=codigo,
        urna=muestra.urna,
        valores=(),
        lista_nominal=muestra.lista_nominal,
        ordinal=muestra.ordinal,
    )

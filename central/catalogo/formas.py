"""What each acta carries (R-15): the profile's default, widened by any column that has a figure in a row of its form.

Default per territory × printed code: the totals of the code; the vote columns that compete there (`solo`, `menos` in
the profile), or on an RP acta all the parties and nothing else; no registradas and nulos always. In the real files this
holds without exception: where a candidatura común competes its parties' own columns are 0 on ordinary actas, and only
ordinary actas have boletas and representantes. A column outside the default with a figure other than 0 is carried by
all the actas of its form, with a notice, so that no figure of a file is ever lost.
"""

from collections.abc import Mapping, Sequence
from operator import itemgetter

from central.catalogo.errores import AvisoFila
from central.catalogo.filas import FilaActa
from central.catalogo.perfil import CALCULADO, EleccionPerfil
from prep.domain.catalogo.catalogo import ASENTADO, TOTALES, Forma


def formas(eleccion: EleccionPerfil, filas: Sequence[FilaActa], avisos: list[AvisoFila]) -> dict[str, Forma]:
    """The form of every territory × code that has an acta, by its key."""
    numericas = eleccion.numericas
    cuantas = len(TOTALES) + len(eleccion.votos)
    usadas: dict[tuple[str, str], dict[int, list[int]]] = {}  # form -> column -> [first line, how many rows]
    for fila in filas:
        usos = usadas.setdefault((fila.territorio, fila.codigo), {})
        for i, valor in enumerate(fila.valores[:cuantas]):
            if valor:
                uso = usos.setdefault(i, [fila.linea, 0])
                uso[1] += 1
    hechas: dict[str, Forma] = {}
    for (territorio, codigo), usos in sorted(usadas.items()):
        defecto = {*eleccion.codigos[codigo].totales, *eleccion.votos_de(territorio, codigo)}
        for i, (linea, veces) in sorted(usos.items()):
            if numericas[i] not in defecto:
                texto = f"las actas {codigo} de {territorio} no llevan {numericas[i]} y aquí tiene cifra: se captura"
                avisos.append(AvisoFila(eleccion.archivo, linea, texto, veces))
                defecto.add(numericas[i])
        forma = Forma(
            eleccion.codigo,
            territorio,
            codigo,
            tuple(t for t in TOTALES if t in defecto),
            tuple(v for v in eleccion.votos if v in defecto),
        )
        hechas[forma.clave] = forma
    return hechas


class LectorDePapel:
    """Takes from a row what its acta's paper says, in the order of its form's fields."""

    def __init__(self, eleccion: EleccionPerfil, formas: Mapping[str, Forma]) -> None:
        numericas = eleccion.numericas
        self._toma = {c: itemgetter(*map(numericas.index, f.campos)) for c, f in formas.items()}

    def de(self, clave_forma: str, fila: FilaActa) -> tuple[int, ...]:
        tomados: tuple[int, ...] = self._toma[clave_forma](fila.valores)
        return tomados


def sumas_distintas(eleccion: EleccionPerfil, filas: Sequence[FilaActa]) -> list[AvisoFila]:
    """Rows whose calculated total is not the sum of their votes; the asentado may differ freely (R-14)."""
    desde, hasta = len(TOTALES), eleccion.numericas.index(ASENTADO)
    calculado = eleccion.numericas.index(CALCULADO)
    malas = [f for f in filas if f.valores[calculado] != sum(f.valores[desde:hasta])]
    if not malas:
        return []
    suma, dicho = sum(malas[0].valores[desde:hasta]), malas[0].valores[calculado]
    texto = f"{CALCULADO} dice {dicho} y los votos suman {suma}; el sistema calcula el suyo"
    return [AvisoFila(eleccion.archivo, malas[0].linea, texto, len(malas))]

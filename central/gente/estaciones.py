"""Which stations can be registered: by names that are free, at sites of the proceso, for work that there is."""

from collections.abc import Iterable, Mapping, Set

from central.gente.alta import leer_lugar
from central.marco.hoja import Problema, corta
from central.nodo import roles
from central.nodo.binarios import ErrorNodo
from central.nodo.personas import PAPELES, EstacionNueva

COLUMNAS = ("estacion", "sitio", "para")
PARA = {"todo": PAPELES, **{papel: (papel,) for papel in PAPELES}, "nada": ()}  # the work that it may be given


def revisar_estaciones(
    filas: Iterable[tuple[int, Mapping[str, str]]],
    sitios: Set[str],
    hay: Mapping[str, str],
    para: Mapping[str, tuple[str, ...]],
) -> tuple[list[EstacionNueva], list[Problema]]:
    """Those of `filas` (number and cells: estacion, sitio, para) and all that is wrong; `hay`: station -> its site."""
    nuevas: list[EstacionNueva] = []
    problemas: list[Problema] = []
    vistas: dict[str, int] = {}
    for n, celdas in filas:
        nombre, sitio, trabajo = celdas["estacion"], leer_lugar(celdas["sitio"]), celdas["para"].casefold() or "todo"
        malas = [("estacion", _por_que(nombre, hay, vistas))]
        if sitio not in sitios:
            dicho = f"{corta(celdas['sitio'])} no es un centro de este proceso; hay: {', '.join(sorted(sitios))}"
            malas.append(("sitio", dicho))
        if trabajo not in para:
            malas.append(
                ("para", f"{corta(celdas['para'])} no es un trabajo; escriba uno de: {', '.join(sorted(para))}")
            )
        nuevos = [Problema(n, columna, texto) for columna, texto in malas if texto]
        vistas.setdefault(nombre, n)
        if nuevos:
            problemas += nuevos
        else:
            nuevas.append(EstacionNueva(nombre, sitio, papeles=para[trabajo]))
    return nuevas, problemas


def _por_que(nombre: str, hay: Mapping[str, str], vistas: Mapping[str, int]) -> str:
    """What is wrong with a name, "" when nothing is."""
    try:
        roles.validar_estacion(nombre)
    except ErrorNodo as error:
        return str(error).rstrip(".")
    if nombre in vistas:
        return f"la estación {nombre} se repite; ya está en el renglón {vistas[nombre]}"
    return f"la estación {nombre} ya está dada de alta (sitio {hay[nombre]})" if nombre in hay else ""

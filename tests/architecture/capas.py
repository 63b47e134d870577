"""The questions about who imports whom: rooms, circles, Qt, and the domain that touches nothing."""

import sys
from collections import defaultdict
from collections.abc import Iterator

from tests.architecture.arbol import Modulo, circulos, flechas
from tests.architecture.pregunta import Pregunta
from tests.architecture.salas import ANEXOS, TABLA, leer_tabla

SALAS = leer_tabla(TABLA)
QT = frozenset({"PySide6", "shiboken6"})
CON_VENTANAS = ("prep/ui/", "catd/", "ccv/", "central/sala/", "bench/")  # the bench opens them to measure them
# What touches the world, of the standard library: not for the domain.
MUNDO = frozenset({"asyncio", "os", "pathlib", "shutil", "socket", "sqlite3", "subprocess", "tempfile", "threading"})


def sala_de(modulo: Modulo) -> str:
    return ANEXOS.get(modulo.ruta) or ANEXOS.get(modulo.carpeta, modulo.carpeta)


def raices(modulo: Modulo) -> frozenset[str]:
    return frozenset(nombre.partition(".")[0] for nombre in modulo.importados)


def fuera_de_la_tabla(modulos: list[Modulo]) -> Iterator[str]:
    """Imports that no row allows, those inside functions included; a folder that has no row."""
    for uno, suyos in flechas(modulos).items():
        de = sala_de(uno)
        if de not in SALAS:
            yield f"{uno.ruta}: {de} no tiene renglón en la tabla de salas"
        for otro in suyos:
            if sala_de(otro) not in (de, *SALAS.get(de, ())):
                yield f"{uno.nombre} > {otro.nombre}"


def circulos_de_salas(modulos: list[Modulo]) -> Iterator[str]:
    """Two rooms or more that reach one another."""
    grafo: dict[str, set[str]] = defaultdict(set)
    for uno, suyos in flechas(modulos).items():
        grafo[sala_de(uno)].update(map(sala_de, suyos))
    return (" <> ".join(juntas) for juntas in circulos(grafo))


def circulos_de_archivos(modulos: list[Modulo]) -> Iterator[str]:
    """Two files or more that reach one another, also where an import is inside a function."""
    grafo = {uno.nombre: [otro.nombre for otro in suyos] for uno, suyos in flechas(modulos).items()}
    return (" <> ".join(juntos) for juntos in circulos(grafo))


def ni_pruebas_ni_relativos(modulos: list[Modulo]) -> Iterator[str]:
    """The program imports neither the tests nor a folder of data; nobody uses relative imports."""
    for uno in modulos:
        yield from (
            f"{uno.ruta} importa {r or 'en relativo'}" for r in raices(uno) & {"tests", "resources", "docs", ""}
        )


def qt_sin_ventana(modulos: list[Modulo]) -> Iterator[str]:
    """Qt is for the windows alone."""
    return (m.ruta for m in modulos if raices(m) & QT and not m.ruta.startswith(CON_VENTANAS))


def dominio_que_sale(modulos: list[Modulo]) -> Iterator[str]:
    """The domain imports only the standard library and itself, and nothing that touches the world."""
    for uno in modulos:
        if uno.ruta.startswith("prep/domain/"):
            ajenas = (raices(uno) - sys.stdlib_module_names - {"prep"}) | raices(uno) & MUNDO
            yield from (f"{uno.ruta} importa {ajena}" for ajena in ajenas)


PREGUNTAS = (
    Pregunta(
        fuera_de_la_tabla,
        {
            "prep/net/x.py": "def f():\n    from prep.ui.marco import Marco",
            "prep/ui/marco.py": "from prep.net import x",
            "prep/nueva/y.py": "A = 1",
            "central/sala/flujos/z.py": "import central.sala.w, central.mando.v, central.corte.u",
            "central/sala/w.py": "A = 1",
            "central/mando/v.py": "A = 1",
            "central/corte/u.py": "import simulacro.noche",
            "simulacro/noche.py": "A = 1",
        },
        frozenset(
            {
                "prep.net.x > prep.ui.marco",
                "prep/nueva/y.py: prep/nueva no tiene renglón en la tabla de salas",
                "central.sala.flujos.z > central.corte.u",
                "central.corte.u > simulacro.noche",
            }
        ),
    ),
    Pregunta(
        circulos_de_salas,
        {
            "catd/acopio/x.py": "from catd.digitalizacion import y",
            "catd/digitalizacion/y.py": "def f():\n    import catd.acopio.z",
            "catd/acopio/z.py": "import ccv.w",
            "ccv/w.py": "A = 1",
        },
        frozenset({"catd/acopio <> catd/digitalizacion"}),
    ),
    Pregunta(
        circulos_de_archivos,
        {
            "prep/net/a.py": "import prep.net.b",
            "prep/net/b.py": "from prep.net import c, d",
            "prep/net/c.py": "def f():\n    from prep.net.a import x",
            "prep/net/d.py": "A = 1",
        },
        frozenset({"prep.net.a <> prep.net.b <> prep.net.c"}),
    ),
    Pregunta(
        ni_pruebas_ni_relativos,
        {"central/x.py": "import tests.store.ejemplos", "ccv/y.py": "from . import z", "catd/b.py": "import ccv"},
        frozenset({"central/x.py importa tests", "ccv/y.py importa en relativo"}),
    ),
    Pregunta(
        qt_sin_ventana,
        {"central/sala/x.py": "import PySide6", "central/salas/y.py": "def f():\n    from PySide6.QtCore import Qt"},
        frozenset({"central/salas/y.py"}),
    ),
    Pregunta(
        dominio_que_sale,
        {"prep/domain/vida/x.py": "import numpy, re\nfrom os.path import join\nfrom prep.domain import vida"},
        frozenset({"prep/domain/vida/x.py importa numpy", "prep/domain/vida/x.py importa os"}),
    ),
)

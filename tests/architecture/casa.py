"""The questions about how the house is kept: sizes, names, first sentences, what a folder holds."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from tests.architecture.arbol import Modulo
from tests.architecture.pregunta import Pregunta

LINEAS_MAX = 300
METODOS_MAX = 25
FAMILIA_MIN = 3
CON_VENTANAS = ("prep/ui/", "catd/", "ccv/", "central/sala/")
ANATOMIA = ("acciones", "pantalla", "disposicion", "obra")


def sin_primera_frase(modulos: list[Modulo]) -> Iterator[str]:
    """Each module begins by saying what it is for."""
    return (m.ruta for m in modulos if not m.frase and not m.vacio)


def demasiado_largos(modulos: list[Modulo]) -> Iterator[str]:
    """No file is longer than what one reads in a sitting."""
    for m in modulos:
        largo = len(m.texto.splitlines())
        if largo > LINEAS_MAX:
            yield f"{m.ruta}: {largo} líneas, y son {LINEAS_MAX} a lo más"


def ventanas_con_muchos_metodos(modulos: list[Modulo]) -> Iterator[str]:
    """A window that does everything is several that were not told apart."""
    clases = (clase for m in modulos if m.ruta.startswith(CON_VENTANAS) for clase in m.clases)
    return (f"{nombre}: {n} métodos, y son {METODOS_MAX} a lo más" for nombre, n in clases if n > METODOS_MAX)


def clases_con_nombre_repetido(modulos: list[Modulo]) -> Iterator[str]:
    """A class name is said of one class in the whole program."""
    donde: dict[str, list[str]] = defaultdict(list)
    for m in modulos:
        if not m.ruta.startswith("tests/"):
            for clase, _ in m.clases:
                donde[clase].append(m.ruta)
    return (f"{nombre}: {', '.join(rutas)}" for nombre, rutas in donde.items() if len(rutas) > 1)


def familias_sin_carpeta(modulos: list[Modulo]) -> Iterator[str]:
    """A prefix that three files of a folder share is a folder; `a.py` and `a_b.py` share it."""
    nombres = ((m.carpeta, m.ruta.rpartition("/")[2]) for m in modulos if not m.ruta.startswith("tests/"))
    familias = Counter((carpeta, nombre.removesuffix(".py").partition("_")[0]) for carpeta, nombre in nombres)
    return (f"{de}: {n} archivos {prefijo}*" for (de, prefijo), n in familias.items() if prefijo and n >= FAMILIA_MIN)


def pantallas_sin_su_anatomia(modulos: list[Modulo]) -> Iterator[str]:
    """A folder with one of the four files inside the windows' rooms is a screen, and each has all four."""
    rutas = {m.ruta for m in modulos}
    de_pantalla = tuple(f"/{parte}.py" for parte in ANATOMIA)
    carpetas = {m.carpeta for m in modulos if m.ruta.startswith(CON_VENTANAS) and m.ruta.endswith(de_pantalla)}
    for carpeta in carpetas - {"prep/ui"}:  # what every screen is made of
        yield from (f"{carpeta} no tiene {parte}" for parte in ANATOMIA if f"{carpeta}/{parte}.py" not in rutas)


PREGUNTAS = (
    Pregunta(
        sin_primera_frase,
        {"prep/net/x.py": "A = 1", "prep/net/y.py": '"""Para algo."""', "prep/net/__init__.py": ""},
        frozenset({"prep/net/x.py"}),
    ),
    Pregunta(
        demasiado_largos,
        {"ccv/x.py": "\n" * 301, "ccv/y.py": "\n" * 300},
        frozenset({"ccv/x.py: 301 líneas, y son 300 a lo más"}),
    ),
    Pregunta(
        ventanas_con_muchos_metodos,
        {
            "ccv/x.py": "class Grande:\n" + "".join(f"    def m{n}(self): ...\n" for n in range(26)),
            "central/nodo/y.py": "class Otra:\n" + "".join(f"    def m{n}(self): ...\n" for n in range(26)),
            "catd/z.py": "class Justa:\n" + "".join(f"    def m{n}(self): ...\n" for n in range(25)),
        },
        frozenset({"Grande: 26 métodos, y son 25 a lo más"}),
    ),
    Pregunta(
        clases_con_nombre_repetido,
        {
            "ccv/x.py": "class Fila: ...\nclass Una: ...",
            "bench/y.py": "def f():\n    class Fila: ...",
            "tests/z.py": "class Una: ...",
        },
        frozenset({"Fila: ccv/x.py, bench/y.py"}),
    ),
    Pregunta(
        familias_sin_carpeta,
        {
            **{f"prep/net/{n}.py": "" for n in ("spool", "spool_filas", "spool_tipos", "acopio_uno", "acopio_dos")},
            **{f"tests/net/test_{n}.py": "" for n in ("uno", "dos", "tres")},
        },
        frozenset({"prep/net: 3 archivos spool*"}),
    ),
    Pregunta(
        pantallas_sin_su_anatomia,
        {
            **dict.fromkeys(("prep/ui/pantalla.py", "catd/nueva/pantalla.py", "catd/nueva/obra.py"), ""),
            **dict.fromkeys(("ccv/otra/acciones.py", "central/mando/obra.py", "catd/nueva/lista.py"), ""),
        },
        frozenset(
            {
                *(f"catd/nueva no tiene {parte}" for parte in ("acciones", "disposicion")),
                *(f"ccv/otra no tiene {parte}" for parte in ("pantalla", "disposicion", "obra")),
            }
        ),
    ),
)

"""Bad catalogue inputs: each one a small good election, invented from a seed, with one thing spoilt."""

import atexit
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from central.catalogo.perfil_toml import CARPETA, cargar
from simulacro.pueblo.generar import generar
from tests.malos.caso import Caso

GUB, DIP, ALC = "jefatura.csv", "diputaciones.csv", "alcaldias.csv"
CAND_DIP = "CDMX_DIP_LOC_CANDIDATURAS.csv"
ENCABEZADO = 6  # index of the line of columns
ORDINARIA = "001"  # a row of a plain casilla begins so in GUB and DIP_LOC

TRES = "[ajustes]\nrelojes = 2\nreal = 1\norden = 'luego'"

Cambio = Callable[[list[str]], list[str]]


def casos() -> list[Caso]:
    """Every bad input with its exit code and a piece of what must be said."""
    return [*_de_archivo(), *_de_columnas(), *_de_fila(), *_de_celda(), *_de_candidaturas(), *_de_orden()]


def _de_archivo() -> list[Caso]:
    return [
        Caso("la carpeta no existe", lambda c: _argv(c / "no-hay"), 2, "no existe esta carpeta"),
        Caso("la carpeta está vacía", _argv, 2, "jefatura.csv::: no está en la carpeta"),
        _bytes("falta un archivo de resultados", ALC, lambda r: r.unlink(), "alcaldias.csv::: no está en la carpeta"),
        _bytes("falta un archivo de candidaturas", CAND_DIP, lambda r: r.unlink(), f"{CAND_DIP}::: no está"),
        _bytes("un archivo vacío", GUB, lambda r: r.write_bytes(b""), "jefatura.csv::: está vacío"),
        _bytes("una carpeta en vez de un archivo", GUB, _en_carpeta, "jefatura.csv::: no es un archivo"),
        _bytes("un archivo de 2 GB", GUB, _enorme, "mide 2000 MB; el máximo es 200 MB"),
        _bytes(
            "un archivo en UTF-16", GUB, lambda r: r.write_bytes(r.read_text("utf-8").encode("utf-16")), "no es texto"
        ),
        _bytes("un archivo binario", DIP, lambda r: r.write_bytes(bytes(range(256)) * 40), "no es texto UTF-8"),
        _bytes("un byte que no es de UTF-8 ni Windows-1252", GUB, _byte_raro, "jefatura.csv:12:: tiene caracteres"),
        _bytes(
            "una línea sin fin", GUB, lambda r: r.write_bytes(r.read_bytes() + b"0" * 50_000), "la línea pasa de 20000"
        ),
        _bytes("el archivo de otra elección", GUB, _cambiado, "se esperaba JEFATURA DE GOBIERNO"),
        _bytes("cortado a media fila", ALC, lambda r: r.write_bytes(r.read_bytes()[:-70]), "el archivo parece cortado"),
        _bytes(
            "cortado dentro de las comillas", ALC, lambda r: r.write_bytes(r.read_bytes()[:-9]), "comillas sin cerrar"
        ),
    ]


def _de_columnas() -> list[Caso]:
    return [
        _texto("solo el encabezado, sin actas", GUB, lambda t: t[: ENCABEZADO + 1], "no tiene ninguna fila de actas"),
        _texto(
            "sin la línea de columnas", GUB, lambda t: t[:ENCABEZADO] + t[ENCABEZADO + 1 :], "no tiene la línea de enc"
        ),
        _texto("falta la lista nominal", DIP, _sin_columna("LISTA_NOMINAL"), "7:LISTA_NOMINAL: falta esta columna"),
        _texto("falta un partido", GUB, _sin_columna("PAN"), "jefatura.csv:7:PAN: falta esta columna"),
        _texto("falta la sección", GUB, _sin_columna("SECCION"), "jefatura.csv:7:SECCION: falta esta columna"),
        _texto("un partido que no existe", GUB, _renombrar(",PRD,", ",PXX,"), "'PXX': no se conoce esta columna"),
        _texto("una columna dos veces", GUB, _renombrar(",PRI,", ",PAN,"), "PAN: la columna está dos veces"),
    ]


def _de_fila() -> list[Caso]:
    return [
        _texto("una fila con un valor de menos", GUB, _fila(lambda f: f[:-1]), "valores y el encabezado 33"),
        _texto("una fila con un valor de más", GUB, _fila(lambda f: [*f, "0"]), "tiene 34 valores y el encabezado 33"),
        _texto("comillas sin cerrar", GUB, _fila(lambda f: [*f[:-1], '"03/06/2024']), "tiene comillas sin cerrar"),
        _texto("una casilla repetida", GUB, _repetida, "repite el acta A02 de la sección"),
        _texto("dos mil filas malas", ALC, lambda t: t + ["basura"] * 2_000, "y 1001 más"),
    ]


def _de_celda() -> list[Caso]:
    return [
        _celda("letras en los votos", "PAN", "doce", "PAN: 'doce' no es un número entero"),
        _celda("un número negativo", "MORENA", "-3", "MORENA: '-3' es negativo"),
        _celda("una fracción", "MC", "12.5", "MC: '12.5' no es un número entero"),
        _celda("un signo de más", "MC", "+12", "MC: '+12' no es un número entero"),
        _celda("dígitos que no son ASCII", "PT", "１２", "PT: '１２' no es un número entero"),
        _celda("miles con coma", "PT", '"1,234"', "PT: '1,234' no es un número entero"),
        _celda("un número enorme", "PVEM", "9" * 12, "PVEM: '999999999999' es demasiado grande"),
        _celda("sin lista nominal", "LISTA_NOMINAL", "", "LISTA_NOMINAL: está vacío"),
        _celda("un distrito que no existe", "DISTRITO_LOCAL", "099", "'099' no es un territorio de distrito"),
        _celda("un distrito vacío", "DISTRITO_LOCAL", "", "'' no es un territorio de distrito"),
        _celda(
            "el distrito del extranjero en una básica",
            "DISTRITO_LOCAL",
            "034",
            "034 es el extranjero: lo llevan las actas M",
        ),
        _celda("una alcaldía con el nombre de otra", "ALCALDIA", "TLALPAN", "no es el nombre de 002", ALC, "002"),
        _celda("una sección de cinco dígitos", "SECCION", "12345", "'12345' no es una sección"),
        _celda("una sección con letras", "SECCION", "00A1", "'00A1' no es una sección"),
        _celda("sin sección en una básica", "SECCION", "N/A", "'N/A' no es una sección"),
        _celda("un número de casilla con letras", "ID_CASILLA", "1C", "'1C' no es un número de dos dígitos"),
        _celda("un tipo de casilla que no existe", "TIPO_CASILLA", "X", "'X' no es un tipo de casilla"),
        _celda("una extensión con letras", "EXT_CONTIGUA", "a0", "EXT_CONTIGUA: 'a0' no es un número"),
        _celda("una ubicación fuera de catálogo", "UBICACION_CASILLA", "03", "no es 1 (urbana) ni 2 (no urbana)"),
        _celda("un código de acta que no existe", "TIPO_ACTA", "A99", "'A99' no es un código de acta de GUB"),
        _celda("el código de otra elección", "TIPO_ACTA", "A03", "'A03' no es un código de acta de GUB"),
        _celda("el código de otro tipo de casilla", "TIPO_ACTA", "A02E", "el código A02E no es de casillas de tipo B"),
        _celda(
            "el voto extranjero en un distrito",
            "DISTRITO_LOCAL",
            "001",
            "034 es el extranjero: lo llevan las actas M",
            GUB,
            "034",
        ),
        _celda("el voto extranjero con sección", "SECCION", "0123", "las actas de tipo M llevan N/A", GUB, "034"),
    ]


def _de_candidaturas() -> list[Caso]:
    return [
        _texto("candidaturas sin encabezado", CAND_DIP, lambda t: t[1:], "PARTIDO_CSP: falta esta columna"),
        _texto("candidaturas de otra entidad", CAND_DIP, _reemplazo("9,1,", "26,1,"), "'26' no es la entidad 09"),
        _texto(
            "candidatura de un distrito que no existe", CAND_DIP, _reemplazo("9,1,", "9,77,"), "'77' no es un territ"
        ),
        _texto(
            "candidatura sin nombre", CAND_DIP, lambda t: [t[0], "9,1,MORENA,,"], "2:CANDIDATURA_PROPIETARIA: está v"
        ),
        _texto(
            "candidatura que una hoja de cálculo correría",
            CAND_DIP,
            lambda t: [t[0], '9,1,MORENA,"=HYPERLINK(""http://x"",""y"")",-'],
            '2:CANDIDATURA_PROPIETARIA: \'=HYPERLINK("http://x","y")\' empieza con «=»',
        ),
        _texto(
            "candidatura que maneja la terminal",
            CAND_DIP,
            lambda t: [t[0], "9,1,MORENA,ANA,@SUM(A1)", "9,1,MORENA,\x1b[2JANA,"],
            "3:CANDIDATURA_PROPIETARIA: '\\x1b[2JANA' lleva caracteres de control",
        ),
        _texto("suplente que una hoja correría", CAND_DIP, lambda t: [t[0], "9,1,MORENA,ANA,@SUM(A1)"], "con «@»"),
        _texto("ninguna candidatura", CAND_DIP, lambda t: t[:1], "no tiene ninguna candidatura"),
    ]


def _de_orden() -> list[Caso]:
    return [
        Caso(
            "un perfil que no existe",
            lambda c: [*_argv(_bueno(c)), "--perfil", "narnia"],
            2,
            "no existe el perfil narnia",
        ),
        Caso("un perfil con una clave de más", _perfil_raro("[ajustes]\nrelojes = 2"), 2, ":ajustes.relojes: sobra"),
        Caso("un perfil con tres errores: el último", _perfil_raro(TRES), 2, ":ajustes.relojes: sobra"),
        Caso("un perfil con tres errores: el primero", _perfil_raro(TRES), 2, ":ajustes.real: 1 no es true ni false"),
        Caso("un perfil que no es TOML", _perfil_raro("[[[ajustes"), 2, "no es TOML correcto (línea"),
        Caso(
            "un proceso en minúsculas", lambda c: _argv(_bueno(c), "sim 1"), 2, "el nombre del proceso lleva mayúsculas"
        ),
    ]


@cache
def _semilla() -> Path:
    carpeta = Path(mkdtemp(prefix="malos-"))
    atexit.register(shutil.rmtree, carpeta, ignore_errors=True)
    generar(carpeta, cargar("cdmx-2024"), 1, "pueblo")
    return carpeta


def _bueno(carpeta: Path) -> Path:
    shutil.copytree(_semilla(), carpeta, dirs_exist_ok=True)
    return carpeta


def _argv(carpeta: Path, proceso: str = "SIM-1") -> list[str]:
    return ["catalogo", "importar", str(carpeta), "--proceso", proceso]


def _bytes(nombre: str, archivo: str, estropear: Callable[[Path], object], mensaje: str) -> Caso:
    def construir(carpeta: Path) -> list[str]:
        estropear(_bueno(carpeta) / archivo)
        return _argv(carpeta)

    return Caso(nombre, construir, 2, mensaje)


def _texto(nombre: str, archivo: str, cambio: Cambio, mensaje: str) -> Caso:
    def estropear(ruta: Path) -> None:
        lineas = cambio(ruta.read_text("utf-8-sig").splitlines())
        ruta.write_text("\n".join(lineas) + "\n", "utf-8")

    return _bytes(nombre, archivo, estropear, mensaje)


def _celda(nombre: str, columna: str, dato: str, mensaje: str, archivo: str = GUB, empieza: str = ORDINARIA) -> Caso:
    def cambio(lineas: list[str]) -> list[str]:
        donde = lineas[ENCABEZADO].split(",").index(columna)
        return _fila(lambda f: [*f[:donde], dato, *f[donde + 1 :]], empieza)(lineas)

    return _texto(nombre, archivo, cambio, mensaje)


def _fila(cambio: Callable[[list[str]], list[str]], empieza: str = ORDINARIA) -> Cambio:
    """Changes the first row of that territory; figures hold no comma, so that a plain split is right."""

    def aplicar(lineas: list[str]) -> list[str]:
        n = next(i for i, x in enumerate(lineas) if i > ENCABEZADO and x.startswith(f"{empieza},"))
        return [*lineas[:n], ",".join(cambio(lineas[n].split(","))), *lineas[n + 1 :]]

    return aplicar


def _repetida(lineas: list[str]) -> list[str]:
    return [*lineas, next(x for x in lineas if x.startswith(f"{ORDINARIA},"))]


def _sin_columna(columna: str) -> Cambio:
    def aplicar(lineas: list[str]) -> list[str]:
        donde = lineas[ENCABEZADO].split(",").index(columna)
        recortadas = [x.split(",") for x in lineas[ENCABEZADO:]]
        return lineas[:ENCABEZADO] + [",".join(x[:donde] + x[donde + 1 :]) for x in recortadas]

    return aplicar


def _renombrar(antes: str, despues: str) -> Cambio:
    return lambda t: [*t[:ENCABEZADO], t[ENCABEZADO].replace(antes, despues, 1), *t[ENCABEZADO + 1 :]]


def _reemplazo(antes: str, despues: str) -> Cambio:
    return lambda t: [x.replace(antes, despues, 1) for x in t]


def _en_carpeta(ruta: Path) -> None:
    ruta.unlink()
    ruta.mkdir()


def _enorme(ruta: Path) -> None:
    """Sparse: it takes no room on the disk."""
    with ruta.open("r+b") as archivo:
        archivo.truncate(2_000_000_000)


def _byte_raro(ruta: Path) -> None:
    lineas = ruta.read_bytes().split(b"\n")
    lineas[11] = b"\x81" + lineas[11]
    ruta.write_bytes(b"\n".join(lineas))


def _cambiado(ruta: Path) -> None:
    shutil.copy(ruta.with_name(ALC), ruta)


def _perfil_raro(texto: str) -> Callable[[Path], list[str]]:
    def construir(carpeta: Path) -> list[str]:
        bueno = (CARPETA / "cdmx-2024.toml").read_text("utf-8")
        perfil = _bueno(carpeta) / "raro.toml"
        perfil.write_text(bueno.replace("[ajustes]", texto, 1), "utf-8")
        return [*_argv(carpeta), "--perfil", str(perfil)]

    return construir

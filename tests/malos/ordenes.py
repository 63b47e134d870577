"""Bad uses of the orders that two people give: who signs, with which password, which proposal, and why."""

import io
from collections.abc import Callable, Sequence
from contextlib import redirect_stderr, redirect_stdout
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from central.__main__ import principal
from central.nodo.centro import asegurar_centro
from central.nodo.personas import OperadorNuevo
from central.nodo.preparar import preparar
from prep.net.identidad import Llave, sellar
from tests.dos_personas import CARMEN, CONTRASENA, DAVID, coordinadores, firma, proponer
from tests.malos.caso import Caso
from tests.servidor import nuevo
from tests.store import ejemplos

Orden = Sequence[str]
ABRIR, BAJA = ("fase", "abrir"), ("persona", "baja")
REEMPLAZO = ("sitio", "alta", "--sitio", "01", "--reemplazar")
BETO = Llave(b"b" * 32)  # of the coordination of a CATD, which is not the centre's


def casos() -> list[Caso]:
    return [
        _propone("nadie firma", [], 2, "Diga quién firma con --quien USUARIO"),
        _propone("sin contraseña ni terminal", ["--quien", CARMEN], 2, "no hay terminal para preguntar la contraseña"),
        _propone("la contraseña no está donde se dijo", ["--quien", CARMEN, "--contrasena", "no.txt"], 2, "no.txt"),
        _propone("la contraseña es una carpeta", ["--quien", CARMEN, "--contrasena", "."], 2, "No se puede usar"),
        _propone("otra contraseña", _con(CARMEN, "otra"), 3, "la contraseña no es correcta"),
        _propone("una contraseña sin fin", _con(CARMEN, "x" * 100_000), 3, "la contraseña no es correcta"),
        _propone("una contraseña que no es texto", _con(CARMEN, "\udcff\udcfe"), 3, "la contraseña no es correcta"),
        _propone("quien no existe", _con("nadie", CONTRASENA), 3, "la contraseña no es correcta"),
        _propone("quien coordina en un CATD", _con("beto", CONTRASENA), 3, "Beto no es de la coordinación del centro"),
        _propone("sin decir por qué", _con(CARMEN, CONTRASENA), 2, "Diga por qué con --motivo", motivo=None),
        _propone("el motivo es un espacio", _con(CARMEN, CONTRASENA), 2, "Diga el motivo en 1 a 500", motivo=" "),
        _propone("el motivo lleva renglones", _con(CARMEN, CONTRASENA), 2, "en una línea", motivo="a\nb"),
        _propone("el motivo es muy largo", _con(CARMEN, CONTRASENA), 2, "Diga el motivo en 1 a 500", motivo="x" * 501),
        _propone("una fase que no sigue", _con(CARMEN, CONTRASENA), 3, "sigue «abrir»", orden=("fase", "cerrar")),
        _propone("lo que ya está propuesto", _con(DAVID, CONTRASENA), 3, f"Ya está propuesta: es la 1, de {CARMEN}"),
        _propone("un CATD sin nodo", _con(CARMEN, CONTRASENA), 3, "no tiene un nodo que reemplazar", orden=REEMPLAZO),
        _propone("una persona que no hay", _con(CARMEN, CONTRASENA), 2, "¿Quiso decir carmen?", orden=[*BAJA, "carme"]),
        _propone("dejar a una", _con(CARMEN, CONTRASENA), 3, "quedaría sólo 1 y hacen falta 2", orden=[*BAJA, DAVID]),
        _responde("el conforme de quien propuso", "1", _con(CARMEN, CONTRASENA), 3, "la responde otra persona"),
        _responde("el conforme de quien es de un CATD", "1", _con("beto", CONTRASENA), 3, "no propone ni responde"),
        _responde("el conforme sin firma", "1", [], 2, "Diga quién firma con --quien USUARIO"),
        _responde("el conforme con otra contraseña", "1", _con(DAVID, "otra"), 3, "la contraseña no es correcta"),
        _responde("una propuesta que no hay", "9", _con(DAVID, CONTRASENA), 2, "No hay una propuesta 9"),
        _responde("una propuesta de número imposible", "-7", _con(DAVID, CONTRASENA), 2, "-7"),
        _responde("una propuesta que no es un número", "uno", _con(DAVID, CONTRASENA), 2, "'uno' no es un número"),
        _responde("rechazar sin decir por qué", "1", [*_rechaza(), "--quien", DAVID], 2, "Diga por qué con --motivo"),
        Caso("incidentes sin nodo", lambda c: ["incidentes", "--datos", str(c)], 2, "no hay un nodo preparado"),
        Caso("propuestas sin nodo", lambda c: ["propuestas", "--datos", str(c)], 2, "no hay un nodo preparado"),
    ]  # fmt: skip


@cache
def nodo() -> Path:
    """A centre past its counting of zeros, where one phase is proposed; it ends with the run."""
    carpeta = Path(mkdtemp(prefix="malos-"))
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):  # only what a case says is looked at
        cluster = nuevo(carpeta)
        cluster.iniciar()
        sellada = sellar(BETO, CONTRASENA, costo="prueba")
        beto = OperadorNuevo("beto", "Beto", BETO.publica, sellada, ("coordinacion",), "01")
        preparar(cluster, ejemplos.catalogo(), [asegurar_centro(carpeta)[1], *coordinadores(), beto], [])
        assert principal(["fase", "ceros", "--datos", str(carpeta)]) == 0
        firma(carpeta, CARMEN)
        assert proponer(carpeta, "fase", "abrir") == (0, "1")
    return carpeta


def _con(quien: str, contrasena: str) -> list[str]:
    """Who signs, with that password in a file."""
    return ["--quien", quien, "--contrasena", f"={contrasena}"]


def _rechaza() -> list[str]:
    return ["--rechaza"]


def _escrita(carpeta: Path, opciones: list[str]) -> list[str]:
    """The options, with the file of the password, which is not the centre's to have."""
    hechas = []
    for opcion in opciones:
        if opcion.startswith("="):
            ruta = carpeta / "contrasena.txt"
            ruta.write_bytes(opcion[1:].encode("utf-8", "surrogateescape"))
            opcion = str(ruta)
        hechas.append(opcion)
    return hechas


def _propone(
    nombre: str, opciones: list[str], codigo: int, mensaje: str, *, motivo: str | None = "ya", orden: Orden = ABRIR
) -> Caso:

    def construir(carpeta: Path) -> list[str]:
        por = [] if motivo is None else ["--motivo", motivo]
        return [*orden, *_escrita(carpeta, opciones), *por, "--datos", str(nodo())]

    return Caso(nombre, construir, codigo, mensaje)


def _responde(nombre: str, n: str, opciones: list[str], codigo: int, mensaje: str) -> Caso:
    construir: Callable[[Path], list[str]] = lambda carpeta: [  # noqa: E731
        "conforme", n, *_escrita(carpeta, opciones), "--datos", str(nodo())
    ]  # fmt: skip
    return Caso(nombre, construir, codigo, mensaje)

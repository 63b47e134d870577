"""On which line of a right TOML or JSON text each of its keys and elements stands; looked for only to tell errors."""

import json
import re
from collections.abc import Iterator

from prep.ajeno.reparos import Camino

PIEZA = (  # compiled when first asked for: most programs have no error to tell
    r'"""(?:\\.|[^\\])*?"{3,5}'
    r"|'''.*?'{3,5}"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'[^'\n]*'"
    r"|\#[^\n]*"
    r"|[\[\]{},=:\n]"
    r"""|[^\s\[\]{},=:"'#]+"""
)
Pieza = tuple[str, int]  # its text, its line


def renglones_json(texto: str) -> dict[Camino, int]:
    """The line of each value, by its place from the root; `texto` is right JSON of bounded depth."""
    lector = _Recorrido(texto)
    lector.valor(())
    return lector.lineas


def renglones_toml(texto: str) -> dict[Camino, int]:
    """The line of each key, table and element, by its place from the root; `texto` is right TOML of bounded depth."""
    lector = _Recorrido(texto)
    cuantas: dict[Camino, int] = {}  # tables so far of each list of tables
    tabla: Camino = ()
    while lector.saltar():
        if lector.mirar() != "[":
            lector.par(tabla)
            continue
        dobles = lector.comer("[") + lector.comer("[")
        linea = lector.linea()
        tabla = ()
        for paso in lector.clave("]"):
            tabla = (*tabla, cuantas[tabla] - 1, paso) if tabla in cuantas else (*tabla, paso)
            lector.lineas.setdefault(tabla, linea)
        if dobles == 2:
            cuantas[tabla] = cuantas.get(tabla, 0) + 1
        if tabla in cuantas:
            tabla = (*tabla, cuantas[tabla] - 1)
            lector.lineas[tabla] = linea
        lector.comer("]")
        lector.comer("]")
    return lector.lineas


def linea_de(lineas: dict[Camino, int], lugar: Camino) -> int:
    """The line of `lugar`, or of the nearest table around it (a key that is missing has none); 0 for the whole."""
    while lugar and lugar not in lineas:
        lugar = lugar[:-1]
    return lineas.get(lugar, 0) if lugar else 0


class _Recorrido:
    """Goes once over the pieces of a text; what is not where it is expected is stepped over."""

    def __init__(self, texto: str) -> None:
        self.lineas: dict[Camino, int] = {}
        self._piezas = [*_piezas(texto), ("", 0)]
        self._n = 0

    def mirar(self) -> str:
        return self._piezas[self._n][0]

    def linea(self) -> int:
        return self._piezas[self._n][1]

    def comer(self, cual: str) -> int:
        """1 if `cual` came next, else 0."""
        if self.mirar() != cual:
            return 0
        self._n += 1
        return 1

    def saltar(self) -> bool:
        """Over line ends and comments; whether anything is left."""
        while self.mirar() == "\n" or self.mirar().startswith("#"):
            self._n += 1
        return self._n < len(self._piezas) - 1

    def par(self, tabla: Camino) -> None:
        """`key = value` or `"key": value`, of the table at that place."""
        linea = self.linea()
        lugar = tabla
        for paso in self.clave("=:"):
            lugar = (*lugar, paso)
            self.lineas.setdefault(lugar, linea)
        self._n += self.mirar() != ""  # the sign between them
        self.valor(lugar)

    def clave(self, fin: str) -> list[str]:
        """The steps of a key, dotted or not, up to one of the signs of `fin`."""
        pasos: list[str] = []
        while (pieza := self.mirar()) and pieza not in fin and pieza != "\n":
            if pieza[0] in "\"'":
                pasos.append(_sin_comillas(pieza))
            else:
                pasos += [paso for paso in pieza.split(".") if paso]
            self._n += 1
        return pasos

    def valor(self, lugar: Camino) -> None:
        self.saltar()
        if lugar:
            self.lineas.setdefault(lugar, self.linea())
        if self.comer("{"):
            self._hasta("}", lugar)
        elif self.comer("["):
            self._hasta("]", lugar)
        else:
            while self.mirar() not in ("", ",", "]", "}", "\n"):
                self._n += 1

    def _hasta(self, fin: str, lugar: Camino) -> None:
        """What an object or a list holds."""
        n = 0
        while self.saltar() and not self.comer(fin):
            antes = self._n
            if fin == "}":
                self.par(lugar)
            else:
                self.valor((*lugar, n))
            n += 1
            self.saltar()
            self.comer(",")
            self._n += self._n == antes


def _piezas(texto: str) -> Iterator[Pieza]:
    linea, desde = 1, 0
    for hallada in re.finditer(PIEZA, texto, re.DOTALL):
        linea += texto.count("\n", desde, hallada.start())
        desde = hallada.start()
        yield hallada[0], linea


def _sin_comillas(pieza: str) -> str:
    if pieza[0] == '"':
        try:
            return str(json.loads(pieza))
        except ValueError:
            return pieza[1:-1]  # as it is written: what it should be is the schema's to say
    return pieza[1:-1]

"""The sheets of the practice: what is written in each field, what is captured for it, and by which rule (R-13)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from prep.domain.catalogo.catalogo import ASENTADO, TOTALES, Acta, Catalogo, TipoCasilla
from prep.domain.catalogo.convenciones import CONVENCIONES, Convencion
from prep.domain.hechos.campos import Marca, Valor
from prep.domain.hechos.razones import RazonDeDevolucion
from prep.practica.catalogo import FORMA, acta, catalogo


class Como(Enum):
    """How a field is written; its value: the place of its rule in the table of conventions, -1 for none."""

    LLANO = -1
    GUION = 0
    DIAGONAL = 1
    EQUIS = 2
    PALABRA = 3
    UNO_SOLO = 4
    DISTINTOS = 5
    LETRA_TACHADA = 6
    CORREGIDO = 7
    TACHADO = 8
    INDESCIFRABLE = 9
    BLANCO = 10

    @property
    def regla(self) -> Convencion | None:
        return CONVENCIONES[self.value] if self.value >= 0 else None


@dataclass(frozen=True, slots=True)
class Escrito:
    """`letras` and `cifras` as they stand on the paper, "" where nothing does; `valor`: what is captured."""

    valor: Valor
    como: Como = Como.LLANO
    letras: str = ""
    cifras: str = ""


@dataclass(frozen=True, slots=True)
class Ejercicio:
    """One sheet. `devuelve`: why it is handed back instead of captured; `papel`: the acta that the paper is of."""

    titulo: str
    acta: Acta
    escritos: Mapping[str, Escrito] = field(default_factory=dict)
    devuelve: RazonDeDevolucion | None = None
    papel: Acta | None = None

    @property
    def archivo(self) -> str:
        return f"{self.acta.seccion}.jpg"

    def escrito(self, campo: str) -> Escrito:
        return self.escritos[campo]


def _con(votos: tuple[int, ...], **otros: Escrito) -> dict[str, Escrito]:
    """Every field, plain; but those that are said otherwise, whose plain figure still counts for the totals."""
    llanos = dict(zip((*FORMA.votos,), votos, strict=True))
    total = sum(llanos.values())
    llanos |= {ASENTADO: total, TOTALES[0]: 700 - total, TOTALES[1]: total - 4, TOTALES[2]: 4, TOTALES[3]: total}
    return {campo: otros.get(campo, Escrito(llanos[campo])) for campo in FORMA.campos}


def _ejercicios() -> tuple[Ejercicio, ...]:
    marcado = Marca.ILEGIBLE
    return (
        Ejercicio("un acta sin dudas", acta(1), _con((121, 98, 45, 17, 6, 2, 9))),
        Ejercicio("guion, diagonal y equis", acta(2), _con(
            (88, 140, 31, 0, 0, 0, 12),
            GRIS=Escrito(0, Como.GUION, "-", "-"),
            AZUL_ROJO=Escrito(0, Como.DIAGONAL, "/", "/"),
            NO_REGISTRADAS=Escrito(0, Como.EQUIS, "x", "x"),
        )),
        Ejercicio("palabras en lugar de números", acta(3, TipoCasilla.C), _con(
            (102, 77, 12, 0, 3, 1, 8),
            VERDE=Escrito(12, Como.PALABRA, "doce", "doce"),
            GRIS=Escrito(0, Como.PALABRA, "ninguno", "cero"),
        )),
        Ejercicio("sólo letra o sólo número", acta(4), _con(
            (64, 155, 39, 21, 4, 0, 11),
            ROJO=Escrito(155, Como.UNO_SOLO, "ciento cincuenta y cinco", ""),
            VERDE=Escrito(39, Como.UNO_SOLO, "", "039"),
        )),
        Ejercicio("letra y número distintos", acta(5), _con(
            (137, 82, 26, 14, 5, 1, 7),
            AZUL=Escrito(137, Como.DISTINTOS, "ciento treinta y siete", "173"),
            GRIS=Escrito(41, Como.LETRA_TACHADA, "catorce", "041"),
        )),
        Ejercicio("tachado con corrección", acta(6, TipoCasilla.C, "02"), _con(
            (111, 94, 38, 19, 2, 0, 10),
            ROJO=Escrito(94, Como.CORREGIDO, "noventa y cuatro", "094"),
            NULOS=Escrito(10, Como.CORREGIDO, "diez", "010"),
        )),
        Ejercicio("lo que no se lee y lo que está en blanco", acta(7), _con(
            (90, 101, 52, 23, 0, 3, 9),
            VERDE=Escrito(marcado, Como.TACHADO, "cincuenta y dos", "052"),
            GRIS=Escrito(marcado, Como.INDESCIFRABLE, "veintitrés", "023"),
            AZUL_ROJO=Escrito(Marca.SIN_DATO, Como.BLANCO),
        )),
        Ejercicio("un poco de todo", acta(8, TipoCasilla.E), _con(
            (73, 128, 44, 0, 8, 0, 13),
            AZUL=Escrito(73, Como.UNO_SOLO, "setenta y tres", ""),
            GRIS=Escrito(0, Como.GUION, "-", "-"),
            NO_REGISTRADAS=Escrito(Marca.SIN_DATO, Como.BLANCO),
            NULOS=Escrito(13, Como.DISTINTOS, "trece", "031"),
        )),
        Ejercicio("la etiqueta es de otra acta", acta(9), _con((95, 99, 30, 12, 3, 1, 6)),
                  RazonDeDevolucion.NO_ES, acta(10, TipoCasilla.C)),
        Ejercicio("no es un acta", acta(11), {}, RazonDeDevolucion.NO_ES),
        Ejercicio("le falta un pedazo", acta(12), _con((80, 86, 40, 15, 2, 0, 7)), RazonDeDevolucion.INCOMPLETA),
        Ejercicio("no se lee", acta(13, TipoCasilla.C), _con((70, 91, 28, 16, 1, 2, 5)), RazonDeDevolucion.NO_SE_LEE),
    )  # fmt: skip


EJERCICIOS = _ejercicios()
CAPTURABLES = tuple(e for e in EJERCICIOS if e.devuelve is None)


def catalogo_de_practica() -> Catalogo:
    return catalogo(tuple(e.acta for e in EJERCICIOS) + tuple(e.papel for e in EJERCICIOS if e.papel))

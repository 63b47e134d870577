"""The largest form of the real acta (Mexico City, 2024: 22 fields), in place of the small one of the examples."""

from dataclasses import replace

from prep.domain.catalogo.catalogo import NO_REGISTRADAS, NULOS, TOTALES, Catalogo, ClaseColumna, Columna, Forma
from prep.domain.hechos.campos import Marca, Valor
from simulacro.papel.dibujo.dibujo import dibujar
from simulacro.papel.papel import Papel

PARTIDOS = ("PAN", "PRI", "PRD", "PVEM", "PT", "MC", "MORENA")
JUNTOS = ("PAN PRI PRD", "PAN PRI", "PAN PRD", "PRI PRD", "PVEM PT MORENA", "PVEM PT", "PVEM MORENA", "PT MORENA")
NOMBRE = "JEFATURA DE GOBIERNO DE LA CIUDAD DE MÉXICO"
VALORES: tuple[Valor, ...] = (
    213, 418, 7, 425, 96, 41, 12, 9, 7, 38, Marca.ILEGIBLE, 5, 11, 3, 2, 8, 1, 4, 6, Marca.SIN_DATO, 11, 425,
)  # fmt: skip


def con_forma_real(catalogo: Catalogo) -> Catalogo:
    """The same actas, of the form that has most fields and with its long names."""
    columnas = (
        *(Columna(p, ClaseColumna.PARTIDO, (p,)) for p in PARTIDOS),
        *(Columna(j.replace(" ", "_"), ClaseColumna.COMBINACION, tuple(j.split())) for j in JUNTOS),
    )
    forma = Forma("GUB", "001", "A02", TOTALES, (*(c.codigo for c in columnas), NO_REGISTRADAS, NULOS))
    eleccion = replace(catalogo.elecciones[0], columnas=columnas, nombre=NOMBRE)
    return replace(catalogo, elecciones=(eleccion,), formas={**catalogo.formas, forma.clave: forma})


def imagen_real(clave: str, catalogo: Catalogo, *, foto: bool = False) -> bytes:
    """That acta, filled and scanned (or taken by a phone)."""
    return dibujar(Papel(clave, VALORES, "ACTA PREP"), con_forma_real(catalogo), 1, etiqueta=False, foto=foto)

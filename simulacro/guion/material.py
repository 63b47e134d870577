"""What a night is played with: the catalogue of its slice, the paper of each acta, and when each one arrives."""

import random
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from central.catalogo.fuente import FilaDeResultados
from central.catalogo.importar import importar
from central.catalogo.perfil_toml import cargar
from prep.domain.catalogo.ajustes import Ajustes
from prep.domain.catalogo.catalogo import Catalogo
from prep.domain.hechos.campos import Valor
from prep.domain.vida.captura import PARES
from simulacro.guion.acordados import ErrorAcordado
from simulacro.guion.curva import leer_curva
from simulacro.guion.grupos import agrupar, trozo
from simulacro.guion.guion import Llegada, escribir_guion
from simulacro.guion.opciones import OpcionesDeNoche
from simulacro.pueblo.generar import generar
from simulacro.pueblo.papeles import inventado

SERIE = "ine-2018/prep2018_national_series.csv"
SIN_PRISA_S = 3600  # how long an acta waits for its second capture, where only two people capture


@dataclass(frozen=True, slots=True)
class Material:
    """What the night is played with: the catalogue of this slice, the rows it came from, the arrivals."""

    catalogo: Catalogo
    origen: Mapping[str, FilaDeResultados]
    llegadas: list[Llegada]
    curva: str
    papel: Mapping[str, tuple[Valor, ...]] = field(default_factory=dict)  # by acta, in the order of its form
    acordados: Mapping[str, ErrorAcordado] = field(default_factory=dict)  # by acta, what both captures read wrong

    def sin(self, claves: Collection[str]) -> "Material":
        """Without the arrivals of those actas, which no robot brings."""
        return replace(self, llegadas=[x for x in self.llegadas if x.clave not in claves])


def reunir(opciones: OpcionesDeNoche, ajustes: Ajustes | None = None) -> Material:
    """Reads (or generates) the files and writes the script. Raises CatalogoInvalido with all that is wrong in them."""
    perfil = cargar(opciones.perfil)
    carpeta = opciones.datos
    if carpeta is None:
        carpeta = opciones.salida / "archivos"
        carpeta.mkdir(parents=True, exist_ok=True)
        generar(carpeta, perfil, opciones.semilla, opciones.escala)
    importado = importar(carpeta, perfil, opciones.proceso)
    catalogo = agrupar(trozo(importado.catalogo, opciones.trozo, opciones.nodos), opciones.nodos)
    # Whatever the profile says: figures made by robots never go out without SIMULACRO (R-10b).
    catalogo = replace(catalogo, ajustes=replace(ajustes or catalogo.ajustes, real=False))
    if opciones.cada:
        catalogo = replace(catalogo, ajustes=replace(catalogo.ajustes, minutos_entre_cortes=opciones.cada))
    if opciones.ventanas:
        catalogo = replace(catalogo, ajustes=de_pocos(catalogo.ajustes))
    azar = random.Random(opciones.semilla)  # noqa: S311 -- a reproducible drill
    serie = carpeta.parent / SERIE
    dicho = importado.papel or inventado(perfil, importado.catalogo, opciones.semilla)
    papel: dict[str, tuple[Valor, ...]] = {c: v for c, v in dicho.items() if c in catalogo.actas}
    llegadas = escribir_guion(catalogo, papel, leer_curva(serie), opciones.excepciones, azar, opciones.casilla)
    curva = serie.name if serie.is_file() else "Puebla 2024 (propia)"
    return Material(catalogo, importado.origen, llegadas, curva, papel, _acordados(llegadas, catalogo, opciones))


def _acordados(
    llegadas: Sequence[Llegada], catalogo: Catalogo, opciones: OpcionesDeNoche
) -> Mapping[str, ErrorAcordado]:
    if not opciones.acordados:
        return {}
    from simulacro.guion.plantar import plantar_acordados  # here: a night without such errors begins without NumPy

    return plantar_acordados(llegadas, catalogo, opciones.acordados, opciones.semilla)


def de_pocos(ajustes: Ajustes) -> Ajustes:
    """The settings where only two people capture: one may wait for the other, and the desk settles what differs (R-04).

    With the usual ones a third capture would be waited for, which nobody there can make.
    """
    return replace(ajustes, capturas_max=PARES, espera_sin_personal_s=SIN_PRISA_S)

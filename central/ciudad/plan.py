"""What a city's file asks for, with its spreadsheets and its catalogue: all that is wrong in any of them at once."""

from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from central.catalogo.errores import CatalogoInvalido
from central.catalogo.importar import Importado, importar
from central.catalogo.perfil_toml import PerfilInvalido, cargar
from central.ciudad.gramatica import CiudadToml, EscanerToml, NodoToml, leer
from central.gente.alta import COLUMNAS as DE_PERSONAS
from central.gente.alta import Persona, revisar, sitios_con_ccv
from central.gente.estaciones import COLUMNAS as DE_ESTACIONES
from central.gente.estaciones import PARA, revisar_estaciones
from central.marco.hoja import ListaIlegible, Problema, leer_hoja
from central.nodo.personas import EstacionNueva
from prep.ajeno.reparos import AjenoInvalido

T = TypeVar("T")
Filas = list[tuple[int, dict[str, str]]]


class CiudadInvalida(ValueError):
    """`lineas`: everything that is wrong, each with its file and place, in Spanish."""

    def __init__(self, lineas: Sequence[str]) -> None:
        super().__init__("\n".join(lineas))
        self.lineas = tuple(lineas)


@dataclass(frozen=True, slots=True)
class PlanDeCiudad:
    importado: Importado
    personas: tuple[Persona, ...]
    estaciones: tuple[EstacionNueva, ...]
    nodos: tuple[NodoToml, ...]
    escaneres: tuple[EscanerToml, ...] = ()
    puerto: int = 0


def leer_plan(ruta: Path) -> PlanDeCiudad:
    """Its other files are beside it. Raises CiudadInvalida."""
    return _Lectura(ruta.parent, leer_ciudad(ruta)).plan()


def leer_ciudad(ruta: Path) -> CiudadToml:
    """The file alone. Raises CiudadInvalida."""
    try:
        return leer(ruta)
    except AjenoInvalido as error:
        raise CiudadInvalida(error.lineas(ruta.name)) from error
    except OSError as error:
        raise CiudadInvalida([f"{ruta}: no se puede leer: {error.strerror}"]) from error


class _Lectura:
    """One reading of all the files, which goes on after each fault."""

    def __init__(self, carpeta: Path, dicho: CiudadToml) -> None:
        self._carpeta, self._dicho = carpeta, dicho
        self._mal: list[str] = []

    def plan(self) -> PlanDeCiudad:
        dicho = self._dicho
        importado = self._catalogo()
        de_personas = self._hoja(dicho.personas, DE_PERSONAS)
        de_estaciones = self._hoja(dicho.estaciones, DE_ESTACIONES)
        sitios = self._sitios(importado, [*de_personas, *de_estaciones])
        personas = self._revisada(dicho.personas, lambda: revisar(de_personas, sitios, {}))
        estaciones = self._revisada(dicho.estaciones, lambda: revisar_estaciones(de_estaciones, sitios, {}, PARA))
        self._mal += [
            f"ciudad: nodos, {nodo.sitio}: ningún acta del catálogo es de ese CATD"
            for nodo in dicho.nodos
            if importado and nodo.sitio not in sitios
        ]
        hay = {estacion.estacion for estacion in estaciones}
        self._mal += [
            f"ciudad: escaneres, {uno.estacion}: ninguna estación de la hoja se llama así"
            for uno in dicho.escaneres
            if estaciones and uno.estacion not in hay
        ]
        if self._mal or importado is None:
            raise CiudadInvalida(self._mal)
        return PlanDeCiudad(importado, tuple(personas), tuple(estaciones), dicho.nodos, dicho.escaneres, dicho.puerto)

    def _catalogo(self) -> Importado | None:
        perfil = self._dicho.perfil
        try:
            suyo = cargar(str(self._carpeta / perfil) if perfil.endswith(".toml") else perfil)
            return importar(self._carpeta / self._dicho.catalogo, suyo, self._dicho.proceso)
        except PerfilInvalido as error:
            self._mal += str(error).splitlines()
        except CatalogoInvalido as error:
            self._mal += error.lineas()
        return None

    def _hoja(self, nombre: str, columnas: Sequence[str]) -> Filas:
        try:
            filas = leer_hoja(self._carpeta / nombre, columnas, f"lleva las columnas {', '.join(columnas)}")
        except ListaIlegible as error:
            self._mal.append(f"{nombre}: {error}")
        except OSError as error:
            self._mal.append(f"{nombre}: no se puede leer: {error.strerror}")
        else:
            if not filas:
                self._mal.append(f"{nombre}: no tiene ningún renglón")
            return filas
        return []

    def _sitios(self, importado: Importado | None, filas: Filas) -> Set[str]:
        """Those of the catalogue; where it cannot be read, whatever is said: one fault is not told twice."""
        if importado:
            return sitios_con_ccv(a.centro for a in importado.catalogo.actas.values())
        return sitios_con_ccv(celdas["sitio"] for _, celdas in filas)

    def _revisada(self, nombre: str, revision: Callable[[], tuple[list[T], list[Problema]]]) -> list[T]:
        buenas, problemas = revision()
        self._mal += [f"{nombre}: {problema}" for problema in sorted(problemas, key=lambda p: p.renglon)]
        return buenas

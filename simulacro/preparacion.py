"""Makes a night ready: catalogue and paper, node, people, phases; and the plan of each process of robots."""

import random
import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import insert

from central.catalogo.fuente import FilaDeResultados
from central.catalogo.importar import importar
from central.catalogo.perfil_toml import cargar
from central.nodo.centro import asegurar_centro
from central.nodo.cluster import Cluster
from central.nodo.preparar import preparar
from central.nodo.roles import DUENO
from prep.domain.catalogo.ajustes import Ajustes
from prep.domain.catalogo.catalogo import CCV, Catalogo
from prep.domain.hechos.campos import Valor
from prep.store.conexion import motor
from prep.store.modelos import TablaDeCae
from simulacro.curva import leer_curva
from simulacro.grupos import agrupar, trozo
from simulacro.guion import Llegada, escribir_guion, por_sitio
from simulacro.personas.actores import cuenta_de
from simulacro.personas.personal import CAPTURISTAS, guardar_contrasena, plantilla
from simulacro.personas.robots import Plan, escribir_plan
from simulacro.personas.ventanas import de_pocos
from simulacro.pueblo.generar import generar

SERIE = "ine-2018/prep2018_national_series.csv"


@dataclass(frozen=True, slots=True)
class OpcionesDeNoche:
    """What `make night` takes. `datos` None: the generated city or town; `trozo`: one CATD in so many."""

    salida: Path
    datos: Path | None = None
    perfil: str = "cdmx-2024"
    proceso: str = "SIMULACRO-1"
    escala: str = "ciudad"
    trozo: int = 1
    errores: float = 0.003
    excepciones: float = 0.02
    semilla: int = 1
    duracion_s: float = 0.0  # 0: by the number of actas
    cortes: int = 4
    procesos: int = 5  # of robots: each waits for the disk and the node in turn
    casilla: float = 0.0  # share of casillas whose actas come first by phone, then on paper
    imagenes: float = 0.0  # share of the actas whose image is as heavy as a real one
    nodos: int = 0  # nodes of the CATD besides the centre; 0: the centre does it all
    matar: tuple[str, ...] = ()  # what dies in the night, of percances.QUE
    corte_enlace_s: float = 0.0  # for how long the link of one site is cut
    kbps: float = 0.0  # how wide it is; 0: as wide as there is
    doble: bool = False  # the stations deliver everything twice
    ventanas: bool = False  # people work beside the robots, at windows that open when these are done


@dataclass(frozen=True, slots=True)
class Material:
    """What the night is played with: the catalogue of this slice, the rows it came from, the arrivals."""

    catalogo: Catalogo
    origen: Mapping[str, FilaDeResultados]
    llegadas: list[Llegada]
    curva: str

    def sin(self, claves: Collection[str]) -> "Material":
        """Without the papers of those actas, which no robot brings and nobody compares."""
        origen = {clave: fila for clave, fila in self.origen.items() if clave not in claves}
        return replace(self, origen=origen, llegadas=[x for x in self.llegadas if x.clave not in claves])


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
    if ajustes is not None:
        catalogo = replace(catalogo, ajustes=ajustes)
    if opciones.ventanas:
        catalogo = replace(catalogo, ajustes=de_pocos(catalogo.ajustes))
    azar = random.Random(opciones.semilla)  # noqa: S311 -- a reproducible drill
    serie = carpeta.parent / SERIE
    papel: dict[str, tuple[Valor, ...]] = {c: v for c, v in importado.papel.items() if c in catalogo.actas}
    llegadas = escribir_guion(catalogo, papel, leer_curva(serie), opciones.excepciones, azar, opciones.casilla)
    return Material(catalogo, importado.origen, llegadas, serie.name if serie.is_file() else "Puebla 2024 (propia)")


def preparar_nodo(cluster: Cluster, material: Material) -> None:
    """The node of this night, in a running cluster: base, catalogue, people, stations, phones, the centre's key."""
    contrasena = secrets.token_urlsafe(18)
    guardar_contrasena(cluster.datos, contrasena)
    operadores, estaciones = plantilla(material.catalogo.centros, asegurar_centro(cluster.datos)[1], contrasena)
    preparar(cluster, material.catalogo, operadores, estaciones)
    telefonos = [
        {"acta": x.clave, "cuenta": cuenta_de(x.clave)} for x in material.llegadas if x.telefono or x.foto is not None
    ]
    if telefonos:
        maquina = motor(cluster.dsn(DUENO))
        try:
            with maquina.begin() as conn:
                conn.execute(insert(TablaDeCae), telefonos)
        finally:
            maquina.dispose()


def repartir_planes(
    opciones: OpcionesDeNoche, material: Material, nodos: Mapping[str, Path], duracion_s: float
) -> list[Path]:
    """The plan files of the robot processes, with about as many arrivals each; every centre is in one of them."""
    sitios = por_sitio(material.llegadas)
    montones: list[dict[str, list[Llegada]]] = [{} for _ in range(opciones.procesos)]
    for centro in sorted((c.id for c in material.catalogo.centros), key=lambda c: -len(sitios.get(c, ()))):
        menor = min(montones, key=lambda m: sum(map(len, m.values())))
        menor[centro] = sitios.get(centro, [])
    nombrados = [(f"robots-{n}", monton) for n, monton in enumerate(montones, 1) if monton]
    return [_escribir(opciones, material, nodos, duracion_s, nombre, monton) for nombre, monton in nombrados]


def plan_de_telefonos(
    opciones: OpcionesDeNoche, material: Material, nodos: Mapping[str, Path], duracion_s: float
) -> Path | None:
    """The plan file of the phones, None when no acta comes by phone and by paper."""
    suyas = [x for x in material.llegadas if x.foto is not None]
    return _escribir(opciones, material, nodos, duracion_s, "telefonos", {CCV: suyas}) if suyas else None


def _escribir(
    opciones: OpcionesDeNoche,
    material: Material,
    nodos: Mapping[str, Path],
    duracion_s: float,
    nombre: str,
    llegadas: dict[str, list[Llegada]],
) -> Path:
    carpeta = opciones.salida / "estaciones"
    carpeta.mkdir(parents=True, exist_ok=True)
    plan = Plan(
        datos=str(nodos[CCV]),
        nodos={sitio: str(nodos[sitio]) for sitio in llegadas},
        proceso=material.catalogo.proceso,
        carpeta=str(carpeta),
        nombre=nombre,
        duracion_s=duracion_s,
        tasa=opciones.errores,
        semilla=opciones.semilla,
        capturistas=CAPTURISTAS,
        imagenes=opciones.imagenes,
        cajon=str(opciones.salida.parent / "cajon"),
        doble=opciones.doble,
        llegadas=llegadas,
    )
    ruta = opciones.salida / f"plan-{nombre}.json"
    escribir_plan(plan, ruta)
    return ruta

"""The plan of each process of a night: which centres it plays, and all that it must know to play them."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from prep.domain.catalogo.catalogo import CCV
from prep.domain.hechos.campos import Valor, leer_valor
from simulacro.guion.guion import Excepcion, Llegada, por_sitio
from simulacro.guion.material import Material
from simulacro.guion.opciones import OpcionesDeNoche
from simulacro.personas.personal import CAPTURISTAS

PAPELES = 150  # fewer are no work for a process more, which costs half a second of processor to begin


@dataclass(frozen=True, slots=True)
class Plan:
    """What one process plays: `duracion_s` of the whole night, `tasa` of mistyped fields, its centres' arrivals."""

    datos: str  # of the centre
    nodos: dict[str, str]  # the data folder of the node of each of its centres
    proceso: str
    carpeta: str  # of spools and ledgers
    nombre: str
    duracion_s: float
    tasa: float
    semilla: int
    capturistas: int
    imagenes: float  # share of the actas whose image is of real size
    cajon: str  # where those are kept
    doble: bool  # everything is delivered twice
    llegadas: dict[str, list[Llegada]]
    cotejos: dict[str, int] = field(default_factory=dict)  # acta -> the outcome that the script wants
    acordados: dict[str, list[Valor]] = field(default_factory=dict)  # acta -> what both captures read in it
    puerto: int = 0  # of the receiver of the phones
    hojas: dict[str, str] = field(default_factory=dict)  # account -> the code of its sheet, which is used once


def escribir_plan(plan: Plan, ruta: Path) -> None:
    ruta.write_text(json.dumps(asdict(plan), ensure_ascii=False), encoding="utf-8")


def leer_plan(ruta: Path) -> Plan:
    datos = json.loads(ruta.read_text(encoding="utf-8"))
    datos["llegadas"] = {sitio: [_llegada(x) for x in lista] for sitio, lista in datos["llegadas"].items()}
    datos["acordados"] = {clave: [leer_valor(v) for v in leidos] for clave, leidos in datos["acordados"].items()}
    return Plan(**datos)


def _llegada(datos: dict[str, object]) -> Llegada:
    valores = datos.pop("valores")
    assert isinstance(valores, list)
    excepcion = Excepcion(str(datos.pop("excepcion")))
    return Llegada(**datos, valores=tuple(leer_valor(v) for v in valores), excepcion=excepcion)  # type: ignore[arg-type]


def repartir_planes(
    opciones: OpcionesDeNoche, material: Material, nodos: Mapping[str, Path], duracion_s: float
) -> list[Path]:
    """The plan files of the robot processes, with about as many papers each; every centre is in one of them."""
    sitios = por_sitio([x for x in material.llegadas if not x.telefono])
    cuantos = min(opciones.procesos, 1 + sum(map(len, sitios.values())) // PAPELES)
    montones: list[dict[str, list[Llegada]]] = [{} for _ in range(cuantos)]
    for centro in sorted((c.id for c in material.catalogo.centros), key=lambda c: -len(sitios.get(c, ()))):
        menor = min(montones, key=lambda m: sum(map(len, m.values())))
        menor[centro] = sitios.get(centro, [])
    nombrados = [(f"robots-{n}", monton) for n, monton in enumerate(montones, 1) if monton]
    return [_escribir(opciones, material, nodos, duracion_s, nombre, monton) for nombre, monton in nombrados]


def por_telefono(material: Material) -> list[Llegada]:
    """What comes by phone, alone or before its paper."""
    return [x for x in material.llegadas if x.foto is not None]


def plan_de_telefonos(
    opciones: OpcionesDeNoche,
    material: Material,
    nodos: Mapping[str, Path],
    duracion_s: float,
    puerto: int,
    hojas: Mapping[str, str],
) -> Path:
    """The plan file of the phones, which send to the receiver at `puerto`."""
    suyas = {CCV: por_telefono(material)}
    return _escribir(opciones, material, nodos, duracion_s, "telefonos", suyas, puerto, dict(hojas))


def _escribir(
    opciones: OpcionesDeNoche,
    material: Material,
    nodos: Mapping[str, Path],
    duracion_s: float,
    nombre: str,
    llegadas: dict[str, list[Llegada]],
    puerto: int = 0,
    hojas: dict[str, str] | None = None,
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
        cotejos={x.clave: x.cotejo for x in material.llegadas if x.cotejo},
        acordados={clave: list(error.valores) for clave, error in material.acordados.items()},
        puerto=puerto,
        hojas=hojas or {},
    )
    ruta = opciones.salida / f"plan-{nombre}.json"
    escribir_plan(plan, ruta)
    return ruta

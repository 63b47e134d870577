"""A city made at its centre: catalogue, people and stations at once, then its nodes; again, what is missing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import psycopg

from central.ciudad.plan import CiudadInvalida, PlanDeCiudad
from central.gente.alta import Persona, PersonaRegistrada, registrar_con_llave
from central.nodo import roles
from central.nodo.centro import asegurar_centro
from central.nodo.cluster import ADMIN, Cluster
from central.nodo.personas import EstacionNueva
from central.nodo.preparar import BASE, preparar
from central.sitios.alta import dar_de_alta
from prep.documents.guardado import al_confirmar
from prep.net.identificacion import ARCHIVO, IdentificacionDeLugar, guardar, leer_si_hay

Sobres = Callable[[Sequence[PersonaRegistrada]], bytes]
OPERADORES = "SELECT operador, nombre, roles, sitio FROM prep.operador"
ESTACIONES = "SELECT estacion, sitio, papeles FROM prep.estacion"
HAY_BASE = "SELECT FROM pg_database WHERE datname = %s"
HAY_TABLAS = "SELECT to_regclass('prep.estacion') IS NOT NULL"


@dataclass(frozen=True, slots=True)
class CiudadHecha:
    """How many of each are new; of the people, the slips were left."""

    actas: int
    personas: int
    estaciones: int
    nodos: int


@dataclass(frozen=True, slots=True)
class Faltantes:
    """What of a plan is not registered yet."""

    personas: tuple[Persona, ...]
    estaciones: tuple[EstacionNueva, ...]


def crear(
    plan: PlanDeCiudad, datos: Path, papeles: Path, sobres: Sobres, suya: IdentificacionDeLugar | None
) -> CiudadHecha:
    """Makes what is not there. `suya`: the centre's certificates, where there is an authority.

    Raises CiudadInvalida where what is there says otherwise, ErrorNodo, OtroProceso, OSError and others of PostgreSQL.
    """
    _exigir_identificacion(suya, datos)
    if plan.puerto:
        Cluster(datos).fijar(plan.puerto)
    with Cluster(datos) as cluster:
        faltan = _faltantes(cluster, plan)
        if suya and leer_si_hay(datos) is None:
            guardar(suya, datos / ARCHIVO)  # the server takes it at its next start
        registradas = registrar_con_llave(faltan.personas)
        gente = [asegurar_centro(datos)[1], *(r.operador for r in registradas)]
        if registradas:
            with al_confirmar(papeles, sobres(registradas), 0o600):
                preparar(cluster, plan.importado.catalogo, gente, faltan.estaciones)
        else:
            preparar(cluster, plan.importado.catalogo, gente, faltan.estaciones)
    with Cluster(datos) as cluster:
        nuevos = sum(dar_de_alta(cluster, n.sitio, direccion=n.direccion).nueva for n in plan.nodos)
    return CiudadHecha(len(plan.importado.catalogo.actas), len(registradas), len(faltan.estaciones), nuevos)


def _exigir_identificacion(suya: IdentificacionDeLugar | None, datos: Path) -> None:
    hay = leer_si_hay(datos)
    if hay and suya and hay.raiz != suya.raiz:
        raise CiudadInvalida([f"{datos} tiene la identificación de otra autoridad: use la suya, u otra carpeta."])


def _faltantes(cluster: Cluster, plan: PlanDeCiudad) -> Faltantes:
    """Raises CiudadInvalida for a name that is registered as something else."""
    with psycopg.connect(cluster.dsn(ADMIN, "postgres")) as admin:
        if admin.execute(HAY_BASE, (BASE,)).fetchone() is None:
            return Faltantes(plan.personas, plan.estaciones)
    with psycopg.connect(cluster.dsn(roles.DUENO)) as conn:
        if conn.execute(HAY_TABLAS).fetchone() != (True,):
            return Faltantes(plan.personas, plan.estaciones)
        gente = {o: (n, frozenset(r), s) for o, n, r, s in conn.execute(OPERADORES)}
        lugares = {e: (s, frozenset(p)) for e, s, p in conn.execute(ESTACIONES)}
    otras = [
        f"personas: {p.operador} ya está dado de alta de otro modo; use «prep persona cambiar», u otro nombre"
        for p in plan.personas
        if gente.get(p.operador, de_persona(p)) != de_persona(p)
    ] + [
        f"estaciones: {e.estacion} ya está dada de alta de otro modo; use «prep estacion papeles», u otro nombre"
        for e in plan.estaciones
        if lugares.get(e.estacion, de_estacion(e)) != de_estacion(e)
    ]
    if otras:
        raise CiudadInvalida(otras)
    return Faltantes(
        tuple(p for p in plan.personas if p.operador not in gente),
        tuple(e for e in plan.estaciones if e.estacion not in lugares),
    )


def de_persona(persona: Persona) -> tuple[str, frozenset[str], str]:
    return persona.nombre, frozenset(persona.roles), persona.sitio


def de_estacion(estacion: EstacionNueva) -> tuple[str, frozenset[str]]:
    return estacion.sitio, frozenset(estacion.papeles)

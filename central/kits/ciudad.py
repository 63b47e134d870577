"""Which kits a city needs: one for the node of each CATD and one for each station, and what goes in each."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

import psycopg

from central.autoridad.autoridad import Autoridad
from central.nodo import roles
from central.nodo.binarios import ErrorNodo
from central.nodo.centro import exigir_centro
from central.nodo.cluster import Cluster
from central.nodo.nombres import CENTRO
from central.sitios.alta import dar_de_alta
from prep.domain.catalogo.catalogo import CCV
from prep.net.kit import KitDeLugar, frase_nueva, nuevo

SITIOS = "SELECT DISTINCT centro FROM prep.acta"
ESTACIONES = "SELECT sitio, estacion FROM prep.estacion WHERE activo ORDER BY sitio, estacion"
Avance = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class KitNuevo:
    """One to be sealed with `frase`; `nombre` says of whom it is, and its file is called so."""

    sitio: str
    nombre: str
    kit: KitDeLugar = field(repr=False)
    frase: str = field(repr=False)

    @property
    def archivo(self) -> str:
        return f"{self.sitio}/{self.nombre}.kit"


@dataclass(frozen=True, slots=True)
class AjustesDeKits:
    """What a city's file says: `direcciones` and `puertos` of the node of each site; the scanner of each station."""

    direcciones: Mapping[str, str] = field(default_factory=dict)
    puertos: Mapping[str, int] = field(default_factory=dict)
    escaneres: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LugaresDeCiudad:
    """The stations of each site; a CATD without any has its node all the same."""

    estaciones: Mapping[str, tuple[str, ...]]


def lugares(cluster: Cluster, solo: str = "") -> LugaresDeCiudad:
    """Of the whole city, or of the site `solo`. Raises ErrorNodo."""
    with psycopg.connect(cluster.dsn(roles.DUENO)) as conn:
        exigir_centro(conn)
        sitios = {*(sitio for (sitio,) in conn.execute(SITIOS)), CCV}
        filas = conn.execute(ESTACIONES).fetchall()
    if solo and solo not in sitios:
        raise ErrorNodo(f"{solo[:40]!r} no es un centro de este proceso; hay: {', '.join(sorted(sitios))}.")
    elegidos = sorted(sitios if not solo else {solo})
    return LugaresDeCiudad({s: tuple(e for sitio, e in filas if sitio == s) for s in elegidos})


def exigir_suya(cluster: Cluster, autoridad: Autoridad, suyos: LugaresDeCiudad) -> None:
    """Raises ErrorNodo unless `autoridad` is the one that the centre goes by, and of all those sites."""
    confianza = cluster.confianza
    if confianza is None:
        raise ErrorNodo(
            "El centro no tiene su identificación: expídala con «prep autoridad expedir centro» y arránquelo una vez "
            "con «prep nodo --identificacion»; después haga los kits."
        )
    if confianza.suya.raiz != autoridad.guardada.raiz:
        raise ErrorNodo(f"La autoridad de {autoridad.carpeta} no es la de este centro: es de otro proceso.")
    if faltan := sorted(set(suyos.estaciones) - {CCV} - set(autoridad.guardada.autoridades)):
        raise ErrorNodo(f"La autoridad no se hizo para estos sitios, y un kit no se inventa: {', '.join(faltan)}.")


def kits_de(
    cluster: Cluster, autoridad: Autoridad, suyos: LugaresDeCiudad, dichos: AjustesDeKits, ahora: datetime
) -> Iterator[KitNuevo]:
    """Each with its passphrase; a node that had not joined is registered. Raises ErrorNodo, ErrorDeAutoridad."""
    for sitio, estaciones in suyos.estaciones.items():
        if sitio != CCV:
            alta = dar_de_alta(cluster, sitio, direccion=dichos.direcciones.get(sitio, "")).paquete
            suya = autoridad.de_nodo(sitio, alta.nombre.apodo, ahora)
            kit = nuevo(suya, alta.model_dump_json(), puerto=dichos.puertos.get(sitio, 0))
            yield KitNuevo(sitio, f"nodo.{alta.nombre.apodo}", kit, frase_nueva())
        for suya in autoridad.de_estaciones(CENTRO if sitio == CCV else sitio, estaciones, ahora):
            kit = nuevo(suya, escaner=dichos.escaneres.get(suya.para, ""))
            yield KitNuevo(sitio, f"estacion.{suya.para}", kit, frase_nueva())

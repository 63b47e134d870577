"""The rows of a cut: folded again from the facts where anything changed, taken from the last cut where nothing did.

A row is taken from `corte_fila` only when its seal is the centre's own over that text and over the digest of the state
as it is now; then a sample of those is folded again all the same (P-9).
"""

import hashlib
import hmac
import json
import math
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from psycopg import Connection

from central.arbitro.contexto import Contexto
from central.corte.foto import Derivada, Publicada
from central.corte.plegado import plegar_todo
from prep.domain.catalogo.catalogo import Acta
from prep.domain.hechos.hechos import Fuente
from prep.domain.publicacion.filas import Fila, Filas, en_camino
from prep.net.identidad import Llave

CENTESIMA = 100  # one in how many unchanged actas is folded again


class Sellos:
    """The seal of a published row: only the centre's key can make it, so the base alone cannot change one."""

    def __init__(self, llave: Llave, proceso: str) -> None:
        self._clave = hashlib.sha256(llave.firmar(f"prep corte_fila\n{proceso}".encode())).digest()

    def sellar(self, acta: str, sello: str, fila: str) -> str:
        """What `corte_fila.huella` holds: the digest of the state and the seal of all three."""
        cubierto = "\n".join((acta, sello, fila)).encode()
        return f"{sello}:{hmac.digest(self._clave, cubierto, 'sha256').hex()}"

    def es_nuestra(self, acta: str, publicada: Publicada) -> bool:
        sello = publicada.huella.partition(":")[0]
        return hmac.compare_digest(publicada.huella, self.sellar(acta, sello, publicada.fila))


@dataclass(slots=True)
class FilasDelCorte:
    """All the rows, in the catalogue's order and the actas fuera de catálogo after; and what to keep of them."""

    filas: dict[str, Fila] = field(default_factory=dict)
    ultimas: dict[str, Fila] = field(default_factory=dict)  # as the last cut showed them
    sellos: dict[str, str] = field(default_factory=dict)  # the digest of the state under each registered row
    fuentes: dict[str, Fuente] = field(default_factory=dict)  # where the folded ones' figures come from
    plegadas: int = 0
    diferencias: list[str] = field(default_factory=list)  # cut class
    ajenas: list[str] = field(default_factory=list)  # rows of corte_fila that this centre did not write
    retenidas: dict[str, str] = field(default_factory=dict)  # actas that could not be folded, and why (row class)


@dataclass(frozen=True, slots=True)
class FotoLeida:
    """What the snapshot holds, read once."""

    derivadas: Mapping[str, Derivada]
    publicadas: Mapping[str, Publicada]
    por_plegar: frozenset[str]
    por_publicar: frozenset[str] = frozenset()
    detenidas: Mapping[str, str] = field(default_factory=dict)  # whose state lacks facts: could not be folded, and why


def componer(
    conexion: Connection[Any],
    contexto: Contexto,
    base: FotoLeida,
    sellos: Sellos,
    semilla: int,
    avisar: Callable[[str], None],
) -> FilasDelCorte:
    """The rows of the snapshot that `conexion` holds open."""
    fabrica = Filas(contexto.catalogo)
    salida = FilasDelCorte(retenidas=dict(base.detenidas))
    _leer_ultimas(contexto, base, sellos, fabrica, salida)
    iguales = [c for c, fila in salida.ultimas.items() if _intacta(c, base) and not en_camino(fila)]
    muestra = set(_muestra(iguales, semilla))
    quietas = set(iguales)
    sin_plegar = quietas - muestra | base.detenidas.keys()
    plegar = [clave for clave in base.derivadas if clave not in sin_plegar]
    nuevas: dict[str, Fila] = {}
    for parte in plegar_todo(conexion, contexto, plegar, base.por_plegar | base.por_publicar, avisar):
        nuevas |= parte.filas
        salida.fuentes |= parte.fuentes
        salida.diferencias += parte.diferencias
        salida.retenidas |= parte.retenidas
    salida.plegadas = len(plegar)
    for clave in muestra & nuevas.keys():
        if nuevas[clave].textos != salida.ultimas[clave].textos:
            salida.diferencias.append(f"El renglón guardado de {clave} no es el que dan sus hechos.")
    claves = (*contexto.catalogo.actas, *sorted(base.derivadas.keys() - contexto.catalogo.actas.keys()))
    for clave in claves:
        fila = salida.ultimas[clave] if clave in quietas else nuevas.get(clave)
        if fila is None:
            acta = _acta(contexto, clave)
            if acta is None:
                continue
            fila = fabrica.fila(acta, None)
        salida.filas[clave] = fila
        if fila.registrada:
            salida.sellos[clave] = "" if clave in base.por_plegar else base.derivadas[clave].sello
    return salida


def guardar_texto(fila: Fila) -> str:
    """A row as `corte_fila` keeps it."""
    return json.dumps(fila.textos, ensure_ascii=False, separators=(",", ":"))


def _leer_ultimas(contexto: Contexto, base: FotoLeida, sellos: Sellos, fabrica: Filas, salida: FilasDelCorte) -> None:
    for clave, publicada in base.publicadas.items():
        acta = _acta(contexto, clave)
        if acta is None or not sellos.es_nuestra(clave, publicada):
            salida.ajenas.append(clave)
            continue
        salida.ultimas[clave] = fabrica.leer(acta, tuple(json.loads(publicada.fila)))


def _intacta(clave: str, base: FotoLeida) -> bool:
    """The state is, byte for byte, the one under the row that was published."""
    derivada = base.derivadas.get(clave)
    return (
        derivada is not None
        and derivada.registrada
        and clave not in base.por_plegar
        and base.publicadas[clave].huella.partition(":")[0] == derivada.sello
    )


def _muestra(claves: Sequence[str], semilla: int) -> list[str]:
    return random.Random(semilla).sample(sorted(claves), math.ceil(len(claves) / CENTESIMA))  # noqa: S311


def _acta(contexto: Contexto, clave: str) -> Acta | None:
    par = contexto.acta(clave)
    return par and par[0]

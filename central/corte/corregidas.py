"""The lines that one cut adds to the list of corrected rows, from the rows shown before and now (R-07b)."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from central.corte import carpeta
from central.corte.correcciones import (
    SIN_SABER,
    Figuras,
    LineaCorregida,
    Lugar,
    PorQue,
    cambios_de,
    figuras_de,
    leer_lista,
    lugares,
    nombre_de_lista,
    retiradas,
)
from central.corte.manifiesto import resumen_sha256
from central.corte.paquete import nombre_general
from central.firmado.envolturas import MANIFIESTO
from prep.domain.catalogo.catalogo import Catalogo
from prep.domain.publicacion.corte import momento_corte
from prep.domain.publicacion.filas import Fila

Preguntar = Callable[[Mapping[str, int]], Mapping[str, PorQue]]  # acta -> the cut that last showed it


class ListaAlterada(RuntimeError):
    """The list of the cut before is not the one that its manifest signed; the message says what to do, in Spanish."""


@dataclass(frozen=True, slots=True)
class Mostradas:
    """The rows of a cut: `ultimas` of the one before, `desde` the cut that last changed each; `ahora`, of this one."""

    ultimas: Mapping[str, Fila]
    desde: Mapping[str, int]
    ahora: Mapping[str, Fila]
    por_eleccion: Mapping[str, Sequence[Fila]]


@dataclass(frozen=True, slots=True)
class _Cambio:
    """A row that changed: what was shown last, what is now, and the reason that its withdrawal had."""

    acta: str
    lugar: Lugar
    antes: Figuras
    despues: Figuras | None
    vuelve: PorQue | None
    desde: int


def lista_anterior(salida: Path, numero: int, catalogo: Catalogo, momento: datetime) -> list[LineaCorregida]:
    """That of cut `numero`, of `momento`, whose manifest is known to be the signed one."""
    donde, nombre = carpeta.carpeta_de(salida, numero), nombre_de_lista(nombre_general(catalogo, momento))
    archivos = {a["nombre"]: a["sha256"] for a in json.loads((donde / MANIFIESTO).read_bytes())["archivos"]}
    ruta = donde / nombre
    if not ruta.is_file() or resumen_sha256(ruta) != archivos.get(nombre):
        raise ListaAlterada(f"{nombre} del corte {numero} no es la que se firmó: repóngala de una copia.")
    return leer_lista(ruta.read_bytes(), catalogo.ajustes.separador)


def lineas_nuevas(
    catalogo: Catalogo,
    numero: int,
    ahora: datetime,
    previa: Sequence[LineaCorregida],
    filas: Mostradas,
    preguntar: Preguntar,
) -> list[LineaCorregida]:
    """What cut `numero` corrects, in the order of the acta's keys; `previa`: the list so far."""
    cambios = _cambios(catalogo, previa, filas)
    razones = preguntar({c.acta: c.desde for c in cambios})
    fecha = momento_corte(ahora, catalogo.ajustes)
    lineas = []
    for cambio in sorted(cambios, key=lambda c: c.acta):
        que, figuras = cambios_de(cambio.antes, cambio.despues, cambio.vuelve is not None)
        razon = razones.get(cambio.acta, SIN_SABER)
        if cambio.vuelve is not None and not razon.acepto:
            razon = cambio.vuelve
        lineas += [LineaCorregida(str(numero), fecha, *cambio.lugar, que, *figura, *razon) for figura in figuras]
    return lineas


def _cambios(catalogo: Catalogo, previa: Sequence[LineaCorregida], filas: Mostradas) -> list[_Cambio]:
    fuera = retiradas(previa)
    distintas = [c for c, ultima in filas.ultimas.items() if filas.ahora.get(c) is not ultima]
    if not distintas and not fuera:
        return []
    donde = lugares(filas.por_eleccion, catalogo)
    cambios = []
    for clave in distintas:
        ultima, nueva = filas.ultimas[clave], filas.ahora.get(clave)
        eleccion = catalogo.eleccion(ultima.acta.eleccion)
        despues = figuras_de(nueva, eleccion) if nueva is not None and nueva.registrada else None
        suyo = donde.get(clave) or _sin_renglon(ultima, catalogo, donde)
        cambios.append(_Cambio(clave, suyo, figuras_de(ultima, eleccion), despues, None, filas.desde[clave]))
    if fuera:
        desde = {linea.lugar: int(linea.corte) for linea in previa}
        for clave, suyo in donde.items():
            fila = filas.ahora[clave]
            if suyo in fuera and fila.registrada:
                antes, razon = fuera[suyo]
                despues = figuras_de(fila, catalogo.eleccion(fila.acta.eleccion))
                cambios.append(_Cambio(clave, suyo, antes, despues, razon, desde[suyo]))
    return [c for c in cambios if cambios_de(c.antes, c.despues, c.vuelve is not None)[0]]


def _sin_renglon(ultima: Fila, catalogo: Catalogo, donde: Mapping[str, Lugar]) -> Lugar:
    """Of a row that this cut has not at all, an acta fuera de catálogo: the last ones with that CLAVE_ACTA."""
    solo = lugares({ultima.acta.eleccion: [ultima]}, catalogo)[ultima.acta.clave]
    iguales = sum(otro[:3] == solo[:3] for otro in donde.values())
    return solo._replace(ordinal=str(iguales + 1))

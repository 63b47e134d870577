"""Two people of the coordination, for tests that give orders: one proposes and the other agrees, as at a terminal."""

import io
import re
from collections.abc import Callable
from contextlib import redirect_stdout
from functools import cache
from pathlib import Path
from typing import Any

import psycopg

from central.__main__ import principal
from central.nodo.cluster import Cluster
from central.nodo.personas import Gente, OperadorNuevo
from central.nodo.registro import registrar
from central.nodo.roles import CENTRO, DUENO
from prep.domain.catalogo.catalogo import CCV
from prep.domain.hechos.hechos import (
    Cuerpo,
    Custodia,
    Datos,
    Fase,
    Fuente,
    Propuesta,
    Respuesta,
    SinActa,
)
from prep.domain.hechos.propuestas import contestar
from prep.domain.hechos.roles import Rol
from prep.domain.reglas.ordenes import ORDEN, NombreDeOrden, OrdenDelCentro, lugar_de
from prep.net.identidad import Llave, sellar
from prep.services.estacion.firma import FirmaDeSesion
from prep.services.estacion.sesion import Sesion
from prep.services.nodo.tipos import OperadorConocido
from prep.store.hechos import ENTREGAR_CENTRO, valores_firmados

CARMEN, DAVID = "carmen", "david"
LLAVES = {CARMEN: Llave(b"k" * 32), DAVID: Llave(b"d" * 32)}
CONTRASENA = "Contraseña-2"
NUMERO = re.compile(r"^PROPUESTA (\d+),", re.MULTILINE)
Correr = Callable[[list[str]], int]


@cache
def coordinadores() -> tuple[OperadorNuevo, ...]:
    """Both, as they are registered at a centre."""
    return tuple(
        OperadorNuevo(
            nombre, nombre.title(), k.publica, sellar(k, CONTRASENA, costo="prueba"), (Rol.COORDINACION,), CCV
        )
        for nombre, k in LLAVES.items()
    )


def acordar(conectar: Callable[[str], psycopg.Connection[Any]], proceso: str, orden: OrdenDelCentro) -> str:
    """Both halves of `orden`, delivered at the centre's base; where the centre then signs."""
    firmas = {q: FirmaDeSesion(q, "sala", proceso, k) for q, k in LLAVES.items()}
    una = firmas[CARMEN].hecho("", Fuente.CENTRO, Propuesta(ORDEN, Datos(orden.texto), "lo pide la prueba"))
    otra = firmas[DAVID].hecho("", Fuente.CENTRO, contestar(una.hecho, Respuesta.ACEPTA, ""))
    with conectar(CENTRO) as conn:
        for firmado in (una, otra):
            assert conn.execute(ENTREGAR_CENTRO, valores_firmados(firmado)).fetchone() == ("nuevo",)
    return lugar_de(una.hecho.id)


def orden_de(acta: str, cuerpo: Cuerpo, centro: str, anulado: str) -> OrdenDelCentro:
    """The order by which the centre signs that. `centro`: of the acta, by the catalogue; `anulado`: what it annuls."""
    match cuerpo:
        case Fase(fase):
            return OrdenDelCentro(NombreDeOrden.FASE, {"fase": str(fase), "forzar": "", "salida": ""})
        case SinActa(motivo):
            return OrdenDelCentro(NombreDeOrden.SIN_ACTA, {"actas": {motivo.name: [acta]}})
        case Custodia(a):
            return OrdenDelCentro(NombreDeOrden.CONTINGENCIA, {"catd": centro, "a": a})
    if anulado == "CUSTODIA":
        return OrdenDelCentro(NombreDeOrden.REGRESO, {"catd": centro})
    return OrdenDelCentro(NombreDeOrden.REVERTIR, {"actas": [acta]})


def registrar_en(conectar: Callable[[str], psycopg.Connection[Any]]) -> None:
    """Both in the people's table of a base; who signs the list signs them too."""
    with conectar(DUENO) as conn:
        for o in coordinadores():
            conn.execute(
                "INSERT INTO prep.operador (operador, nombre, publica, sellada, roles, sitio, activo, version)"
                " VALUES (%s, %s, %s, %s, %s, %s, true, 1) ON CONFLICT DO NOTHING",
                (o.operador, o.nombre, o.publica, o.sellada, list(o.roles), o.sitio),
            )


def alta(datos: Path) -> None:
    """Both registered at the prepared centre of that folder."""
    with Cluster(datos) as cluster:
        registrar(cluster, Gente(coordinadores()))


def sesion_de(quien: str, proceso: str) -> Sesion:
    """Logged in at the control room."""
    suyo = next(o for o in coordinadores() if o.operador == quien)
    conocido = OperadorConocido(quien, suyo.nombre, suyo.publica, suyo.sellada, suyo.roles)
    return Sesion(conocido, FirmaDeSesion(quien, "sala", proceso, LLAVES[quien]))


def firma(datos: Path, quien: str) -> list[str]:
    """The options by which `quien` signs an order given at the centre of `datos`."""
    ruta = datos / "contrasena.txt"
    ruta.write_text(f"{CONTRASENA}\n", encoding="utf-8")
    return ["--quien", quien, "--contrasena", str(ruta)]


def proponer(datos: Path, *orden: str, quien: str = CARMEN, correr: Correr = principal) -> tuple[int, str]:
    """The exit code of proposing `orden`, and the number of the proposal, "" when there is none."""
    dicho = io.StringIO()
    motivo = [] if "--motivo" in orden else ["--motivo", "lo pide la prueba"]
    with redirect_stdout(dicho):
        codigo = correr([*orden, *motivo, *firma(datos, quien), "--datos", str(datos)])
    print(dicho.getvalue(), end="")
    hallado = NUMERO.search(dicho.getvalue())
    return codigo, hallado[1] if hallado else ""


def de_dos(datos: Path, *orden: str, correr: Correr = principal) -> int:
    """Proposed by one and agreed to by the other; the exit code of what failed, or of carrying it out."""
    codigo, n = proponer(datos, *orden, correr=correr)
    if codigo or not n:  # the counting of zeros needs nobody else
        return codigo
    return correr(["conforme", n, *firma(datos, DAVID), "--datos", str(datos)])

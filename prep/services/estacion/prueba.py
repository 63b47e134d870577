"""A station tries itself before the night: its node, clock, people, kit, disk; and the page that says so."""

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from prep.documents.guardado import guardar
from prep.documents.membrete import Membrete
from prep.documents.prueba import PruebaDeEstacion, en_pdf
from prep.net.identificacion import vence
from prep.services.estacion.errores import DatoInvalido, NoProcede
from prep.services.estacion.estacion import Estacion
from prep.services.estacion.ficha import identificacion_en
from prep.services.nodo.tipos import NodoAusente, NodoRechaza

DERIVA_MS = 2_000  # what is told of a clock from there on
LIBRE_MIN = 2 << 30  # the images of a CATD's busiest scanner, several times
PRONTO = timedelta(days=30)
TITULO, CARPETA = "Prueba de la estación", "documentos"


@dataclass(frozen=True, slots=True)
class RenglonDePrueba:
    """One thing and how it is; `mal`: something has to be done before the night."""

    que: str
    como: str
    mal: bool = False


def probar(estacion: Estacion, version: str, momento: datetime) -> list[RenglonDePrueba]:
    """What does not need a window. It asks the node, and may wait for it. Raises ErrorDeSpool, OSError."""
    datos = estacion.spool.ruta.parent
    return [
        RenglonDePrueba("Programa", f"versión {version}; proceso {estacion.spool.proceso}"),
        *_nodo(estacion),
        _personas(estacion),
        _kit(datos, momento),
        _disco(datos),
        _espera(estacion),
    ]


def dejar_hoja(estacion: Estacion, renglones: Sequence[RenglonDePrueba], momento: datetime) -> Path:
    """Where the page was left, as PDF. Raises NoProcede before the station saw its node once, OSError."""
    catalogo, nombre, sitio = estacion.catalogo, estacion.spool.estacion, estacion.sitio
    membrete = Membrete(
        TITULO, catalogo.proceso, catalogo.entidad.nombre, momento, catalogo.ajustes.zona, catalogo.ajustes.real
    )
    dicho = f"Estación {nombre}, {f'CATD {sitio}' if sitio.isdigit() else sitio}. {resumen(renglones)}"
    filas = tuple((("CORRIJA" if r.mal else "bien"), r.que, r.como) for r in renglones)
    ruta = estacion.spool.ruta.parent / CARPETA / f"prueba_{nombre}_{momento:%Y%m%d_%H%M%S}.pdf"
    guardar(ruta, en_pdf(PruebaDeEstacion(membrete, dicho, filas, f"PRUEBA {nombre}")))
    return ruta


def resumen(renglones: Sequence[RenglonDePrueba]) -> str:
    """In a sentence."""
    mal = sum(r.mal for r in renglones)
    return f"Por corregir: {mal}." if mal else "Todo lo que esta estación ve de sí misma está bien."


def _nodo(estacion: Estacion) -> Iterator[RenglonDePrueba]:
    try:
        estado = estacion.medir_reloj()
    except (NodoAusente, NodoRechaza, NoProcede) as error:
        yield RenglonDePrueba("Nodo", f"no contesta: {error}", mal=True)
        return
    yield RenglonDePrueba("Nodo", f"contesta; es de {estado.proceso}, fase: {estado.fase or 'ninguna todavía'}")
    ms = abs(estado.desfase_ms)
    dicho = "en hora con su nodo" if ms < DERIVA_MS else f"a {ms / 1000:.0f} s de la hora de su nodo: póngalo en hora"
    yield RenglonDePrueba("Reloj", dicho, mal=ms >= DERIVA_MS)


def _personas(estacion: Estacion) -> RenglonDePrueba:
    try:
        cuantas = len(estacion.operadores())
    except NoProcede as error:
        return RenglonDePrueba("Personas", str(error), mal=True)
    return RenglonDePrueba("Personas", f"pueden entrar aquí: {cuantas}", mal=not cuantas)


def _kit(datos: Path, momento: datetime) -> RenglonDePrueba:
    try:
        suya = identificacion_en(datos)
    except DatoInvalido as error:
        return RenglonDePrueba("Kit", str(error), mal=True)
    if suya is None:
        return RenglonDePrueba("Kit", "sin certificado: entra con contraseña")
    if not suya.clientes:
        return RenglonDePrueba("Kit", "sin certificado de su nodo: pida otro kit", mal=True)
    cuando = min(vence(uno.certificado) for uno in suya.clientes.values())
    queda = cuando - momento
    dicho = f"su certificado vence el {cuando:%d/%m/%Y}, en {queda.days} días"
    if queda <= PRONTO:
        dicho = f"su certificado {'vence' if queda > timedelta(0) else 'venció'} el {cuando:%d/%m/%Y}: pida otro kit"
    return RenglonDePrueba("Kit", dicho, mal=queda <= PRONTO)


def _disco(datos: Path) -> RenglonDePrueba:
    libre = shutil.disk_usage(datos).free
    dicho = f"libres {libre / 1e9:.1f} GB"
    return RenglonDePrueba("Disco", dicho if libre >= LIBRE_MIN else f"{dicho}: haga lugar", mal=libre < LIBRE_MIN)


def _espera(estacion: Estacion) -> RenglonDePrueba:
    cuentas = estacion.spool.cuentas()
    espera = cuentas.pendientes + cuentas.imagenes_pendientes
    return RenglonDePrueba("Por entregar", "nada" if not espera else f"esperan al nodo: {espera}")

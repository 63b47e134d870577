"""What a city needs of the machine of its centre or of a node: programme, clock, disk, certificates."""

import ctypes
import shlex
import subprocess
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from central.mando import instalado
from central.mando.requisito import Requisito
from central.nodo.cerrajero import AVISOS, vencimientos
from central.nodo.confianza import Confianza
from central.nodo.cupos import SIN_IMAGENES, libre_en

SIN_HORA = 5  # of adjtimex(2): nobody puts this clock right
# A page is 220 KB at the node, and as much again while it waits in the log; facts and cuts beside them.
POR_ACTA = 600_000
GB, PLAZO_S = 1_000_000_000, 2.0


def de_maquina(
    datos: Path, donde: str, programa: str, actas: int, confianza: Confianza | None, ahora: datetime, *, real: bool
) -> Iterator[Requisito]:
    """`actas`: how many its disk may have to keep; `programa`: its version. Raises OSError."""
    yield _programa(donde, programa, real=real)
    yield _reloj(donde)
    yield _disco(datos, donde, actas)
    yield _certificados(datos, donde, confianza, ahora, real=real)


def en_hora() -> bool | None:
    """Whether the system's clock is kept right by a time server; None where nobody can say."""
    try:
        estado = int(ctypes.CDLL(None).adjtimex((ctypes.c_long * 64)()))  # reads: none of its modes is asked for
    except (OSError, AttributeError):
        return None
    return estado != SIN_HORA if estado >= 0 else _segun_systemd()


def _segun_systemd() -> bool | None:
    """The same, asked where a service may not read the clock's state itself."""
    orden = ["timedatectl", "show", "--property=NTPSynchronized", "--value"]
    try:
        corrida = subprocess.run(orden, capture_output=True, text=True, timeout=PLAZO_S, check=False)  # noqa: S603 -- ours
    except (OSError, subprocess.TimeoutExpired):
        return None
    return {"yes": True, "no": False}.get(corrida.stdout.strip())


def _programa(donde: str, programa: str, *, real: bool) -> Requisito:
    raiz = instalado.raiz_propia()
    if raiz is None:
        hacer = "Instálelo desde los paquetes firmados: apt install ./prep-comun_*.deb ./prep-nodo_*.deb"
        return Requisito("Programa", donde, f"{programa}, sin paquetes", hacer if real else "")
    if faltas := instalado.comparar(raiz).faltas:
        dicho = f"{programa}; no son los que se empacaron: {len(faltas)} archivos"
        return Requisito("Programa", donde, dicho, "Véalos e instale de nuevo sus paquetes: prep comprobar")
    return Requisito("Programa", donde, f"{programa}, el que se empacó")


def _reloj(donde: str) -> Requisito:
    puesto = en_hora()
    if puesto is None:
        return Requisito("Reloj", donde, "el sistema no dice si alguien lo pone en hora")
    if not puesto:
        return Requisito("Reloj", donde, "nadie lo pone en hora", "Encienda la hora por red: timedatectl set-ntp true")
    return Requisito("Reloj", donde, "en hora, por red")


def _disco(datos: Path, donde: str, actas: int) -> Requisito:
    libre, hace_falta = libre_en(datos), actas * POR_ACTA + SIN_IMAGENES
    dicho = f"libres {libre / GB:.1f} GB; la noche ocupa hasta {hace_falta / GB:.1f}"
    hacer = f"Haga lugar, o ponga la carpeta en otro disco: df -h {shlex.quote(str(datos))}"
    return Requisito("Disco", donde, dicho, hacer if libre < hace_falta else "")


def _certificados(datos: Path, donde: str, confianza: Confianza | None, ahora: datetime, *, real: bool) -> Requisito:
    if confianza is None:
        hacer = "Haga la autoridad y los kits: prep autoridad crear"
        return Requisito("Certificados", donde, "no hay: todo va sin cifrar", hacer if real else "")
    que, cuando = min(vencimientos(confianza, ahora), key=lambda uno: uno[1])
    dias = (cuando - ahora).days
    dicho = f"{que[0].lower()}{que[1:]} vence en {dias} días" if dias >= 0 else f"{que[0].lower()}{que[1:]} venció"
    hacer = f"Expida otra y póngala: prep sitio identificacion ARCHIVO --datos {shlex.quote(str(datos))}"
    return Requisito("Certificados", donde, dicho, hacer if dias <= max(AVISOS) else "")

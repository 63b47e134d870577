"""What is not well and what to do about it, a line each with the command to type: how `prep estado` ends."""

import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from central.marco.tabla import hace
from central.nodo.nombres import CENTRO
from central.sitios.salud import SaludDeNodo
from central.tablero.estado_nodos import DERIVA_MS
from central.tablero.informe import InformeDeEstado
from prep.domain.hechos.hechos import NombreFase

EN_LA_NOCHE = (NombreFase.ABRIR, NombreFase.PUBLICAR, NombreFase.ULTIMO)
TURNOS_SIN_CORTE = 2  # so many without one, and somebody has to look


@dataclass(frozen=True, slots=True)
class Tarea:
    """`que`, in the imperative, without a full stop; `orden`, the command, on the machine that `que` says."""

    que: str
    orden: str

    def __str__(self) -> str:
        return f"{self.que}: {self.orden}"


def por_hacer(i: InformeDeEstado, datos: Path) -> list[Tarea]:
    """All that is wrong by that report, of the folder `datos`; empty when everything is well."""
    carpeta = shlex.quote(str(datos))
    # when it is over, a node may be off
    suyos = [n for n in i.nodos.vistos if not n.cercado and (n.vivo(i.momento) or not terminada(i))]
    return [*_de_este(i, carpeta), *(tarea for n in suyos for tarea in _de_nodo(n, i, carpeta))]


def terminada(i: InformeDeEstado) -> bool:
    return any(f.fase is NombreFase.CERRAR for f in i.fases)


def _de_este(i: InformeDeEstado, carpeta: str) -> Iterator[Tarea]:
    fase = i.fases[-1] if i.fases else None
    encender = f"prep nodo --datos {carpeta}"
    if fase and fase.fase in EN_LA_NOCHE and not i.arbitro:
        yield Tarea("Encienda este nodo: está apagado y nada de lo que llega se procesa", encender)
    if i.cabecera.real and i.laboratorio:
        yield Tarea("Arranque este nodo sin --laboratorio: es la noche real y escucha sin cifrar", encender)
    if fase and fase.fase is NombreFase.PUBLICAR:
        sin_corte = i.momento - max(i.ultimo_corte or fase.momento, fase.momento)
        if sin_corte > TURNOS_SIN_CORTE * timedelta(minutes=i.minutos_entre_cortes):
            orden = f"prep publicar empezar --datos {carpeta} --salida CARPETA"
            yield Tarea(f"Encienda el publicador: van {hace(sin_corte)} sin ninguno", orden)
    if i.propuestas and i.este == CENTRO:
        que = f"Responda lo propuesto, que espera a otra persona: hay {i.propuestas}"
        yield Tarea(que, f"prep propuestas --datos {carpeta}")
    if i.retenidas.por_hora and i.este == CENTRO and not terminada(i):
        que = f"Revise lo que no se publica sólo por su hora: hay {i.retenidas.por_hora}"
        yield Tarea(que, f"prep retenidas --datos {carpeta}")
    if i.alarmas and i.este == CENTRO:
        yield Tarea(f"Atienda las alarmas en la sala: hay {i.alarmas}", f"prep sala --datos {carpeta}")
    elif i.alarmas:
        orden = f"prep estado --datos {carpeta} --json"
        yield Tarea(f"Avise al centro de las alarmas de este nodo: hay {i.alarmas}", orden)


def _de_nodo(n: SaludDeNodo, i: InformeDeEstado, carpeta: str) -> Iterator[Tarea]:
    nodo, encender = n.nombre.nodo, f"prep nodo --datos CARPETA --sitio {n.nombre.catd}"
    if not n.servidor:
        yield Tarea(f"{nodo}: únalo al centro, en su máquina y con su paquete", f"{encender} --alta PAQUETE")
        return
    if not n.vivo(i.momento):  # what follows from it is not told apart
        yield Tarea(f"{nodo}: revise su enlace y enciéndalo en su máquina", encender)
        return
    if n.esquema != i.nodos.esquema:
        yield Tarea(f"{nodo}: ponga en su máquina el mismo programa que en el centro y arránquelo", encender)
    if abs(n.deriva_ms) >= DERIVA_MS:
        yield Tarea(f"{nodo}: ponga en hora su máquina", "timedatectl set-ntp true")
    if n.gente:
        yield Tarea(
            f"{nodo}: vea a quién no pudo registrar y corríjalo en el centro", f"prep persona lista --datos {carpeta}"
        )
    if n.razon or n.parado or any(camino.en_peligro for camino in n.caminos.values()):
        if i.este == CENTRO and not i.arbitro:
            yield Tarea(f"{nodo}: encienda el centro para que reciba lo suyo", f"prep nodo --datos {carpeta}")
        else:
            orden = f"prep conciliar --datos {carpeta} --sitio {n.nombre.catd}"
            yield Tarea(f"{nodo}: revise su enlace y traiga lo que falte", orden)

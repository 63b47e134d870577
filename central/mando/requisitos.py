"""Whether a city is ready for its night: every thing that it needs, how it is, and what to do where it is not."""

import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import psycopg
from sqlalchemy import text

from central.mando.antes import alarmas_que_esperan
from central.mando.ciudad import de_gente, de_noche, de_nodos
from central.mando.maquina import de_maquina
from central.mando.requisito import Requisito
from central.marco.conexion import NodoAbierto
from central.marco.proceso import leer_encabezado
from central.nodo.binarios import ErrorNodo
from central.nodo.confianza import de_carpeta
from central.nodo.nombres import catd_de
from central.sitios import salud, unirse
from central.sitios.centro_remoto import conectar
from central.tablero.informe import informar
from prep.store.migrar import cabeza

DE_LA_BASE = "SELECT version_num FROM prep.alembic_version"
DE_SU_CATD = text("SELECT count(*) FROM prep.acta WHERE :catd IN ('', centro)")


@dataclass(frozen=True, slots=True)
class CiudadRevisada:
    """`este`: the node that was asked. Ready when nothing is missing."""

    proceso: str
    este: str
    momento: datetime
    requisitos: tuple[Requisito, ...]

    @property
    def faltan(self) -> tuple[Requisito, ...]:
        return tuple(r for r in self.requisitos if r.hacer)


def revisar_ciudad(puesto: NodoAbierto, programa: str, ahora: datetime) -> CiudadRevisada:
    """All of it at the centre; at a CATD's node, what is its own. `programa`: which version this is."""
    datos = puesto.datos
    with psycopg.connect(puesto.dueno) as dueno:
        ((base,),) = dueno.execute(DE_LA_BASE).fetchall()
        ((proceso, este),) = dueno.execute("SELECT proceso, nodo FROM prep.proceso").fetchall()
    if base != cabeza():  # an older base does not answer what follows
        hacer = f"Arránquelo una vez con este programa: prep nodo --datos {shlex.quote(str(datos))}"
        vieja = Requisito("Base", este, f"versión {base}; el programa usa la {cabeza()}", hacer)
        return CiudadRevisada(proceso, este, ahora, (vieja,))
    catd = catd_de(este)
    with puesto.mirar() as conn:
        real = leer_encabezado(conn).ajustes.real
        actas = int(conn.execute(DE_SU_CATD, {"catd": catd or ""}).scalar_one())
        informe, alarmas = informar(conn), len(alarmas_que_esperan(conn))
        gente = list(de_gente(conn, catd or ""))
    todos = [Requisito("Base", este, f"versión {base}, la del programa")]
    todos += de_maquina(datos, este, programa, actas, de_carpeta(datos), ahora, real=real)
    if catd:
        todos += [*_enlace(datos, este), *gente]
    else:
        vistos = salud.preguntar(datos, informe.nodos.vistos)  # outside the snapshot: a node may take its time
        todos += [*de_nodos(vistos, informe), *gente, *de_noche(informe, alarmas, datos, real=real)]
    return CiudadRevisada(proceso, este, ahora, tuple(todos))


def _enlace(datos: Path, este: str) -> Iterator[Requisito]:
    try:
        with conectar(unirse.paquete_de(datos), datos) as centro:
            centro.esquema()
    except (psycopg.Error, ErrorNodo, OSError) as error:
        dicho = f"el centro no contesta: {str(error).strip().partition(chr(10))[0][:120]}"
        yield Requisito("Enlace", este, dicho, "Revise el enlace con el centro; sin él este CATD sigue con todo")
    else:
        yield Requisito("Enlace", este, "el centro contesta")

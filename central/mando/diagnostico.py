"""What support needs of a node that is not well, in one file without persons: how it is, and never what was voted.

Who works there, by user and by name, and every password are struck out of each text. Where the base does not answer
nobody knows whom to strike out: then what may name somebody is left out, and said.
"""

import csv
import io
import json
import os
import platform
import re
import tarfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import psutil
import psycopg
from psycopg import Connection

from central.nodo import roles
from central.nodo.binarios import ErrorNodo
from central.nodo.cluster import ADMIN, Cluster
from central.nodo.cupos import libre_en
from central.sitios import salud
from central.tablero import estado_nodos
from central.tablero.estado_nodos import Nodos
from prep.documents.guardado import al_confirmar
from prep.store.migrar import cabeza

REGISTRO_MAX, ARCHIVOS_MAX = 1 << 20, 5_000
AJUSTES = ("postgresql.conf", "pg_hba.conf", "pg_ident.conf")
PERSONAS = (
    "SELECT operador, nombre FROM prep.operador WHERE operador <> 'centro' AND NOT 'nodo' = ANY (roles)"
    " UNION SELECT cuenta, cuenta FROM prep.cae"
)
TACHADO, SECRETO, CORTO = "[persona]", "[secreto]", 3
TABLAS = {
    "tablas.csv": "SELECT relname, n_live_tup, n_dead_tup, pg_total_relation_size(relid), last_autovacuum"
    " FROM pg_stat_user_tables ORDER BY 1",
    "alarmas.csv": "SELECT cuando, codigo, veces, atendida FROM prep.alarma ORDER BY n DESC LIMIT 2000",
    "conexiones.csv": "SELECT usename, application_name, client_addr, state, wait_event_type, wait_event,"
    " backend_start, state_change FROM pg_stat_activity ORDER BY 1, 7",
    "ajustes.csv": "SELECT name, setting, unit, source FROM pg_settings WHERE source <> 'default' ORDER BY 1",
}


@dataclass(frozen=True, slots=True)
class Tachador:
    """Strikes people and secrets out of a text."""

    personas: frozenset[str] = frozenset()
    secretos: frozenset[str] = field(default=frozenset(), repr=False)

    def tachar(self, texto: str) -> str:
        texto = _cambiar(texto, self.secretos, SECRETO)
        return _cambiar(texto, self.personas, TACHADO)


@dataclass(frozen=True, slots=True)
class DiagnosticoHecho:
    """`omitido`: what is not in it and why, a sentence each."""

    archivos: tuple[str, ...]
    omitido: tuple[str, ...]


def hacer(datos: Path, salida: Path, version: str, ahora: datetime) -> DiagnosticoHecho:
    """The file, whole or not at all; nothing of the node changes. Raises ErrorNodo, OSError."""
    if not (datos / "claves.json").is_file():
        raise ErrorNodo(f"En {datos} no hay un nodo ni un centro: indique su carpeta con --datos.")
    cluster, partes, omitido = Cluster(datos), dict[str, str](), list[str]()
    secretos = frozenset(cluster.claves.todas().values())
    tachador = Tachador(secretos=secretos)
    partes["resumen.json"] = json.dumps(_resumen(cluster, version, ahora), ensure_ascii=False, indent=1)
    partes |= {f"ajustes/{nombre}": _texto(cluster.lugar.base / nombre) for nombre in AJUSTES}
    partes["servidor.json"] = _texto(datos / "servidor.json")
    try:
        with psycopg.connect(cluster.dsn(roles.DUENO), autocommit=True) as conn:
            tachador = Tachador(_personas(conn), secretos)
        with psycopg.connect(cluster.dsn(ADMIN), autocommit=True) as admin:
            partes |= {nombre: _hoja(admin, consulta) for nombre, consulta in TABLAS.items()}
            nodos = estado_nodos.a_json(Nodos(salud.leer(admin), cabeza()), ahora)
            partes["nodos.json"] = json.dumps(nodos, ensure_ascii=False, indent=1)
    except (psycopg.Error, ErrorNodo) as error:
        razon = str(error).strip().partition("\n")[0][:200]
        omitido.append(f"La base no contesta ({razon}): sin saber a quién tachar no van registro ni lista de archivos.")
    else:
        partes["registro.log"] = _texto(cluster.lugar.registro, REGISTRO_MAX)
        partes["archivos.csv"] = _en_csv(("archivo", "octetos", "cambiado"), _archivos(datos))
    tachadas = {nombre: tachador.tachar(texto) for nombre, texto in partes.items()}
    with al_confirmar(salida, _empacar(tachadas, ahora), 0o600):
        pass
    return DiagnosticoHecho(tuple(sorted(tachadas)), tuple(omitido))


def _resumen(cluster: Cluster, version: str, ahora: datetime) -> dict[str, object]:
    memoria = psutil.virtual_memory()
    return {
        "programa": version,
        "momento": ahora.isoformat(),
        "python": platform.python_version(),
        "sistema": platform.platform(),
        "procesadores": os.cpu_count(),
        "carga": os.getloadavg(),
        "memoria": {"toda": memoria.total, "libre": memoria.available},
        "disco_libre": libre_en(cluster.datos),
        "en_marcha": cluster.en_marcha,
        "escucha": cluster.direcciones,
        "puerto": cluster.direccion[1],
        "certificados": cluster.confianza is not None,
    }


def _personas(conn: Connection[Any]) -> frozenset[str]:
    return frozenset(dicho for fila in conn.execute(PERSONAS) for dicho in fila if len(dicho) >= CORTO)


def _cambiar(texto: str, palabras: Iterable[str], por: str) -> str:
    """Whole words, in any case; the longest first, for one name may be a part of another."""
    if not (orden := sorted(palabras, key=len, reverse=True)):
        return texto
    return re.sub(rf"(?<!\w)(?:{'|'.join(map(re.escape, orden))})(?!\w)", por, texto, flags=re.IGNORECASE)


def _hoja(conn: Connection[Any], consulta: str) -> str:
    cursor = conn.execute(consulta.encode())
    assert cursor.description
    return _en_csv([c.name for c in cursor.description], cursor.fetchall())


def _en_csv(columnas: Sequence[str], filas: Iterable[Sequence[object]]) -> str:
    salida = io.StringIO()
    hoja = csv.writer(salida)
    hoja.writerow(columnas)
    hoja.writerows(filas)
    return salida.getvalue()


def _archivos(datos: Path) -> Iterator[tuple[str, int, str]]:
    """Those of the folder but the server's own, whose thousands say nothing."""
    hallados = 0
    for carpeta, dentro, nombres in os.walk(datos):
        dentro[:] = [d for d in sorted(dentro) if d not in ("base", "base.a_medias")]
        for nombre in sorted(nombres):
            ruta = Path(carpeta, nombre)
            if hallados == ARCHIVOS_MAX or not ruta.is_file():
                continue
            hallados += 1
            suyo = ruta.stat()
            yield (
                str(ruta.relative_to(datos)),
                suyo.st_size,
                f"{datetime.fromtimestamp(suyo.st_mtime).astimezone():%F %T}",
            )


def _texto(ruta: Path, maximo: int = 200_000) -> str:
    """Its end, if it is long; "" where there is no file."""
    try:
        with ruta.open("rb") as archivo:
            archivo.seek(max(0, archivo.seek(0, os.SEEK_END) - maximo))
            return archivo.read(maximo).decode("utf-8", errors="replace")
    except FileNotFoundError:
        return ""


def _empacar(partes: dict[str, str], ahora: datetime) -> bytes:
    salida = io.BytesIO()
    with tarfile.open(fileobj=salida, mode="w:gz") as paquete:
        for nombre, texto in sorted(partes.items()):
            crudo = texto.encode()
            cabeza = tarfile.TarInfo(f"prep-diagnostico/{nombre}")
            cabeza.size, cabeza.mode, cabeza.mtime = len(crudo), 0o600, int(ahora.timestamp())
            paquete.addfile(cabeza, io.BytesIO(crudo))
    return salida.getvalue()

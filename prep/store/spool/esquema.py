"""The SQLite file of a station's spool: its tables, the triggers that protect them, and opening it safely."""

import os
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from prep.store.punto import punto
from prep.store.spool.tipos import SpoolAjeno, SpoolDanado, SpoolMasNuevo, SpoolOcupado, SpoolSinEspacio

VERSION = 3
APLICACION = 0x50524550  # "PREP" in the file's header
SIGA = "Siga en otra estación y pida ahí ayuda con Ctrl+F1."  # nothing more is kept here, not even that
ESPERA_S = 2.0  # for another window that is just closing

# What one operator finished keying of one captura that is not kept yet; replaced in place, never more than one each.
BORRADOR = """
CREATE TABLE borrador (
    operador TEXT PRIMARY KEY, acta TEXT NOT NULL, fuente TEXT NOT NULL, ronda INTEGER NOT NULL,
    valores TEXT NOT NULL, campo INTEGER NOT NULL, documento TEXT NOT NULL, identificacion TEXT NOT NULL,
    cuando TEXT NOT NULL) STRICT;
"""
# What was said of each page that passed here, in the order in which they were judged; where it is, the tray says.
PAGINA = """
CREATE TABLE pagina (
    n INTEGER PRIMARY KEY AUTOINCREMENT, huella TEXT NOT NULL UNIQUE, origen TEXT NOT NULL, estado TEXT NOT NULL,
    motivo TEXT NOT NULL, acta TEXT NOT NULL, defecto TEXT NOT NULL, falta_acopio INTEGER NOT NULL,
    miniatura BLOB NOT NULL, cuando TEXT NOT NULL) STRICT;
"""
ESQUEMA = f"""
CREATE TABLE meta (uno INTEGER PRIMARY KEY CHECK (uno = 1), proceso TEXT NOT NULL, estacion TEXT NOT NULL,
                   creado TEXT NOT NULL) STRICT;
CREATE TABLE salida (
    n INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    tipo TEXT NOT NULL, acta TEXT NOT NULL, fuente TEXT NOT NULL, operador TEXT NOT NULL,
    momento TEXT NOT NULL, desfase_ms INTEGER NOT NULL, ronda INTEGER, referencia TEXT,
    cuerpo TEXT NOT NULL, firma BLOB NOT NULL, creado TEXT NOT NULL,
    estado TEXT NOT NULL DEFAULT 'pendiente'
        CHECK (estado IN ('pendiente', 'entregado', 'conflicto', 'duplicada', 'rechazado')),
    respuesta TEXT, intentos INTEGER NOT NULL DEFAULT 0, entregado TEXT) STRICT;
CREATE INDEX salida_pendiente ON salida (n) WHERE estado = 'pendiente';
CREATE INDEX salida_acta ON salida (acta, tipo);
CREATE INDEX salida_referencia ON salida (referencia) WHERE referencia IS NOT NULL;
CREATE TABLE imagenes (
    huella TEXT PRIMARY KEY, acta TEXT NOT NULL,
    estado TEXT NOT NULL DEFAULT 'pendiente' CHECK (estado IN ('pendiente', 'entregado', 'rechazado')),
    bytes BLOB NOT NULL) STRICT;
CREATE INDEX imagenes_pendiente ON imagenes (huella) WHERE estado = 'pendiente';
CREATE TABLE copia (clave TEXT PRIMARY KEY, texto TEXT NOT NULL, cuando TEXT NOT NULL) STRICT;

CREATE TRIGGER meta_fija BEFORE UPDATE ON meta BEGIN SELECT RAISE(ABORT, 'meta no se cambia'); END;
CREATE TRIGGER meta_queda BEFORE DELETE ON meta BEGIN SELECT RAISE(ABORT, 'meta no se borra'); END;
CREATE TRIGGER salida_fija
    BEFORE UPDATE OF n, id, tipo, acta, fuente, operador, momento, desfase_ms, ronda, referencia, cuerpo, firma, creado
    ON salida BEGIN SELECT RAISE(ABORT, 'un hecho no se cambia'); END;
CREATE TRIGGER salida_queda BEFORE DELETE ON salida BEGIN SELECT RAISE(ABORT, 'un hecho no se borra'); END;
CREATE TRIGGER imagenes_fija BEFORE UPDATE OF huella, acta, bytes ON imagenes
    BEGIN SELECT RAISE(ABORT, 'una imagen no se cambia'); END;
CREATE TRIGGER imagenes_queda BEFORE DELETE ON imagenes BEGIN SELECT RAISE(ABORT, 'una imagen no se borra'); END;
{BORRADOR}{PAGINA}"""
# What each version added to the one before it: a spool of an older program is brought up to date.
PASOS = {2: BORRADOR, 3: PAGINA}


def conectar(ruta: Path, proceso: str, estacion: str) -> sqlite3.Connection:
    """The spool at `ruta`, made if there is none; several threads that use it must take turns.

    Raises SpoolAjeno, SpoolMasNuevo, SpoolOcupado, SpoolSinEspacio, or SpoolDanado (the file is then kept aside).
    """
    conexion: sqlite3.Connection | None = None
    try:
        _recoger(ruta)
        os.close(os.open(ruta, os.O_RDWR | os.O_CREAT, 0o600))
        conexion = sqlite3.connect(ruta, timeout=ESPERA_S, isolation_level=None, check_same_thread=False)
        _abrir(conexion, ruta, proceso, estacion)
    except OSError as error:
        raise SpoolSinEspacio(f"No se puede escribir {ruta}: {error.strerror}. {SIGA}") from error
    except BaseException as error:
        if conexion is not None:
            conexion.close()
        if isinstance(error, sqlite3.DatabaseError):
            raise traducir(error, ruta) from error
        raise
    return conexion


def traducir(error: sqlite3.DatabaseError, ruta: Path) -> Exception:
    """`error` as what the operator can act on; an error of ours comes back unchanged."""
    codigo = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if codigo in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return SpoolOcupado("Otra ventana de esta estación está abierta: use aquélla, o ciérrela y vuelva a entrar.")
    if codigo in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY):
        return SpoolSinEspacio(f"No se guardó: el disco de {ruta} está lleno o falla ({error}). {SIGA}")
    if codigo in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return SpoolDanado(_apartar(ruta))
    return error


def _abrir(conexion: sqlite3.Connection, ruta: Path, proceso: str, estacion: str) -> None:
    # One window per station: the lock falls with its process, also by kill -9.
    conexion.execute("PRAGMA locking_mode = EXCLUSIVE")
    conexion.execute("PRAGMA journal_mode = WAL")
    conexion.execute("PRAGMA synchronous = FULL")
    conexion.execute("PRAGMA recursive_triggers = ON")  # or REPLACE would delete unseen
    conexion.execute("PRAGMA secure_delete = ON")  # figures of a draft that is no more do not stay in free pages
    conexion.execute("BEGIN IMMEDIATE")
    aplicacion = conexion.execute("PRAGMA application_id").fetchone()[0]
    version = conexion.execute("PRAGMA user_version").fetchone()[0]
    tablas = conexion.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if tablas == 0 and aplicacion == 0:
        _crear(conexion, proceso, estacion)
    elif aplicacion != APLICACION:
        raise SpoolAjeno(f"{ruta} es de otro programa. Indique otra carpeta de datos.")
    elif version > VERSION:
        raise SpoolMasNuevo(
            f"{ruta} lo escribió una versión más nueva del programa (esquema {version}; éste lee hasta {VERSION}). "
            "Actualice esta estación."
        )
    else:
        _comprobar(conexion, ruta, proceso, estacion)
        _actualizar(conexion, version)
    punto("spool.abrir.antes")
    conexion.execute("COMMIT")
    punto("spool.abrir.despues")


def _crear(conexion: sqlite3.Connection, proceso: str, estacion: str) -> None:
    _ejecutar(conexion, ESQUEMA)
    conexion.execute(f"PRAGMA application_id = {APLICACION}")
    conexion.execute(f"PRAGMA user_version = {VERSION}")
    conexion.execute("INSERT INTO meta VALUES (1, ?, ?, ?)", (proceso, estacion, ahora()))


def _actualizar(conexion: sqlite3.Connection, version: int) -> None:
    """Bring an older spool up to this version: in the transaction that opens it, so wholly or not at all."""
    for nueva in range(version + 1, VERSION + 1):
        _ejecutar(conexion, PASOS[nueva])
        conexion.execute(f"PRAGMA user_version = {nueva}")


def _ejecutar(conexion: sqlite3.Connection, sql: str) -> None:
    # executescript would commit the open transaction: a half-made file must not be left behind.
    sentencia = ""
    for linea in sql.splitlines(keepends=True):
        sentencia += linea
        if sqlite3.complete_statement(sentencia):
            conexion.execute(sentencia)
            sentencia = ""


def _comprobar(conexion: sqlite3.Connection, ruta: Path, proceso: str, estacion: str) -> None:
    de_proceso, de_estacion = conexion.execute("SELECT proceso, estacion FROM meta").fetchone()
    if de_proceso != proceso:
        raise SpoolAjeno(
            f"{ruta} guarda lo del proceso «{de_proceso}» y no puede usarse en «{proceso}». "
            "Indique otra carpeta de datos."
        )
    if de_estacion != estacion:
        raise SpoolAjeno(f"{ruta} es de la estación «{de_estacion}» y ésta es «{estacion}». Indique otra carpeta.")
    # Only the facts: checking images as well would read up to a gigabyte at each start, and they carry their hash.
    hallado = conexion.execute("PRAGMA quick_check('salida')").fetchone()[0]
    if hallado != "ok":
        conexion.execute("ROLLBACK")
        conexion.close()
        raise SpoolDanado(_apartar(ruta))


def _apartar(ruta: Path) -> str:
    """Rename the damaged file and its log, so that nothing is lost and the station can start a new one.

    The log holds facts that the file lacks, so the file goes first: a log alone can only be what was cut short here,
    while a file without its log would be opened as if those facts had never been.
    """
    if ruta.exists():
        apartado = _nombre_apartado(ruta)
        punto("spool.apartar.antes")
        ruta.rename(apartado)
        punto("spool.apartar.despues")
    _recoger(ruta)
    return (
        f"El archivo {ruta.name} está dañado. Se apartó, sin borrarlo, como {max(_apartados(ruta), default=ruta)}. "
        "Entréguelo a soporte y vuelva a abrir el programa: empezará uno nuevo."
    )


def _recoger(ruta: Path) -> None:
    """Put a log without its file beside the last file set aside: SQLite would delete it."""
    registro = _log_de(ruta)
    if ruta.exists() or not registro.exists():
        return
    suyos = [apartado for apartado in _apartados(ruta) if not _log_de(apartado).exists()]
    destino = _log_de(max(suyos, default=_nombre_apartado(ruta)))
    punto("spool.recoger.antes")
    registro.rename(destino)
    punto("spool.recoger.despues")


def _nombre_apartado(ruta: Path) -> Path:
    return ruta.with_name(f"{ruta.name}.danado-{datetime.now(UTC).strftime('%Y%m%dT%H%M%S.%f')}")


def _apartados(ruta: Path) -> list[Path]:
    """The files set aside, without their logs; their names are in the order of time."""
    todos = (a for a in ruta.parent.iterdir() if a.name.startswith(f"{ruta.name}.danado-"))
    return [a for a in todos if not a.name.endswith("-wal")]


def _log_de(ruta: Path) -> Path:
    return ruta.with_name(f"{ruta.name}-wal")


def ahora() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")

"""A spool as version 1 of the program left it, with the facts of an operator: its text must never change."""

import sqlite3
from contextlib import closing
from pathlib import Path

from prep.store.hechos import HechoFirmado
from prep.store.spool.filas import insertar
from tests.store.spool.util import ESTACION, PROCESO

VERSION_1 = """
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
"""


def escribir(ruta: Path, hechos: list[HechoFirmado]) -> None:
    with closing(sqlite3.connect(ruta)) as con, con:
        con.executescript(VERSION_1)
        con.execute("PRAGMA application_id = 1347568976")
        con.execute("PRAGMA user_version = 1")
        con.execute("INSERT INTO meta VALUES (1, ?, ?, '2024-06-02T18:00:00.000000+00:00')", (PROCESO, ESTACION))
        for firmado in hechos:
            insertar(con, firmado)

"""What a station may deliver in an hour, and what is refused when the disk fills: images first, facts at the end."""

import shutil
from pathlib import Path
from typing import Any

from psycopg import Connection, sql

from central.nodo.roles import DUENO

# A fact costs one unit for each 8 KiB, an image one for each 256 KiB. The best of a station (three facts every six
# seconds; a scanner of thirty sheets a minute) is 1,800 of each; what a whole night left in its spool goes up at once
# to a node that takes the place of another, and a drill plays a night in minutes: that is the rest of the bound.
HECHOS, IMAGENES = 60_000, 32_768
MINUTOS = 60
SIN_IMAGENES, SIN_HECHOS = 2 << 30, 256 << 20  # bytes free on the disk of the base
CONTADORES = ("hechos", "imagenes")


def abrir(admin: Connection[Any]) -> None:
    """The counters and the bound of each station that has none yet."""
    nuevas = admin.execute(
        "SELECT e.estacion FROM prep.estacion e"
        " WHERE NOT EXISTS (SELECT FROM prep.cupo c WHERE c.estacion = e.estacion)"
    ).fetchall()
    for (estacion,) in nuevas:
        with admin.transaction():
            for contador in CONTADORES:
                nombre = sql.Identifier("prep", f"{contador}:{estacion}")
                admin.execute(sql.SQL("CREATE SEQUENCE IF NOT EXISTS {}").format(nombre))
                admin.execute(sql.SQL("ALTER SEQUENCE {} OWNER TO {}").format(nombre, sql.Identifier(DUENO)))
            admin.execute("INSERT INTO prep.cupo VALUES (%s, %s, %s, false)", (estacion, HECHOS, IMAGENES))


GASTADO = "coalesce(pg_sequence_last_value(format('prep.%%I', '{}:' || c.estacion)::regclass), 0)"
MEDIR = f"""
UPDATE prep.cupo c SET lleno = %(lleno)s,
  hechos = CASE WHEN %(sin_hechos)s THEN 0 WHEN c.hechos = 0 THEN {GASTADO.format("hechos")} + {HECHOS}
                ELSE least({GASTADO.format("hechos")} + {HECHOS}, c.hechos + {HECHOS // MINUTOS}) END,
  imagenes = CASE WHEN %(lleno)s THEN 0 WHEN c.imagenes = 0 THEN {GASTADO.format("imagenes")} + {IMAGENES}
                  ELSE least({GASTADO.format("imagenes")} + {IMAGENES}, c.imagenes + {IMAGENES // MINUTOS}) END
"""  # noqa: S608 -- constants of ours
ALARMAR = f"""
SELECT prep.alarmar('ESTACION_CUPO', c.estacion, '', format(
  'La estación %%s entregó en una hora más de lo que entrega su programa: lo demás espera.', c.estacion))
FROM prep.cupo c WHERE NOT c.lleno
  AND ({GASTADO.format("hechos")} >= c.hechos OR {GASTADO.format("imagenes")} >= c.imagenes)
"""  # noqa: S608
# What was refused is not held against it, or a station that insisted would never deliver again.
PERDONAR = """
SELECT setval(format('prep.%I', '{0}:' || c.estacion)::regclass, c.{0}) FROM prep.cupo c
WHERE c.{0} > 0 AND pg_sequence_last_value(format('prep.%I', '{0}:' || c.estacion)::regclass) > c.{0}
"""
LLENO = "SELECT prep.alarmar('DISCO_LLENO', 'disco', '', %s)"


def medir(admin: Connection[Any], libre: int) -> None:
    """One minute more for each station; with so many bytes free on the disk, none for images, or for anything."""
    admin.execute(ALARMAR.replace("%%", "%"))
    for contador in CONTADORES:
        admin.execute(PERDONAR.format(contador).encode())
    lleno = libre < SIN_IMAGENES
    admin.execute(MEDIR, {"lleno": lleno, "sin_hechos": libre < SIN_HECHOS})
    if lleno:
        admin.execute(LLENO, (f"Quedan {libre >> 20} MiB en el disco del nodo: no recibe imágenes. Haga lugar.",))
    abrir(admin)


def libre_en(carpeta: Path) -> int:
    return shutil.disk_usage(carpeta).free

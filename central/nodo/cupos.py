"""What a station delivers and a node sends in an hour, and what a filling disk refuses: images first, facts last."""

import shutil
from pathlib import Path
from typing import Any

from psycopg import Connection, sql

from central.nodo.roles import DUENO

# A fact costs one unit for each 8 KiB, an image one for each 256 KiB. The best of a station (three facts every six
# seconds; a scanner of thirty sheets a minute) is 1,800 of each; what a whole night left in its spool goes up at once
# to a node that takes the place of another, and a drill plays a night in minutes: that is the rest of the bound.
HECHOS, IMAGENES = 60_000, 32_768
# A node's: what the whole city says in its night, which one node of a drill can send in minutes.
DEL_NODO = (400_000, 131_072)
MINUTOS = 60
SIN_IMAGENES, SIN_HECHOS = 2 << 30, 256 << 20  # bytes free on the disk of the base
CONTADORES = ("hechos", "imagenes")


def abrir(admin: Connection[Any]) -> None:
    """The counters and the bound of each station, and of each node at the centre, that has none yet."""
    nuevas = admin.execute(
        "SELECT quien, de_nodo FROM (SELECT estacion, false FROM prep.estacion UNION ALL"
        " SELECT rol, true FROM prep.nodo) e (quien, de_nodo)"
        " WHERE NOT EXISTS (SELECT FROM prep.cupo c WHERE c.estacion = e.quien)"
    ).fetchall()
    for estacion, de_nodo in nuevas:
        topes = DEL_NODO if de_nodo else (HECHOS, IMAGENES)
        with admin.transaction():
            for contador in CONTADORES:
                nombre = sql.Identifier("prep", f"{contador}:{estacion}")
                admin.execute(sql.SQL("CREATE SEQUENCE IF NOT EXISTS {}").format(nombre))
                admin.execute(sql.SQL("ALTER SEQUENCE {} OWNER TO {}").format(nombre, sql.Identifier(DUENO)))
            admin.execute("INSERT INTO prep.cupo VALUES (%s, %s, %s, false)", (estacion, *topes))


GASTADO = "coalesce(pg_sequence_last_value(format('prep.%%I', '{}:' || c.estacion)::regclass), 0)"
TOPE_HECHOS, TOPE_IMAGENES = (
    f"CASE WHEN c.estacion IN (SELECT n.rol FROM prep.nodo n) THEN {nodo} ELSE {estacion} END"  # noqa: S608
    for nodo, estacion in zip(DEL_NODO, (HECHOS, IMAGENES), strict=True)
)
MEDIR = f"""
UPDATE prep.cupo c SET lleno = %(lleno)s,
  hechos = CASE WHEN %(sin_hechos)s THEN 0 WHEN c.hechos = 0 THEN {GASTADO.format("hechos")} + {TOPE_HECHOS}
                ELSE least({GASTADO.format("hechos")} + {TOPE_HECHOS}, c.hechos + {TOPE_HECHOS} / {MINUTOS}) END,
  imagenes = CASE WHEN %(lleno)s THEN 0 WHEN c.imagenes = 0 THEN {GASTADO.format("imagenes")} + {TOPE_IMAGENES}
                  ELSE least({GASTADO.format("imagenes")} + {TOPE_IMAGENES},
                             c.imagenes + {TOPE_IMAGENES} / {MINUTOS}) END
"""  # noqa: S608 -- constants of ours
ALARMAR = f"""
SELECT prep.alarmar('ESTACION_CUPO', c.estacion, '', format(
  'La estación %%s entregó en una hora más de lo que entrega su programa: lo demás espera.', c.estacion))
FROM prep.cupo c WHERE NOT c.lleno AND c.estacion NOT IN (SELECT n.rol FROM prep.nodo n)
  AND ({GASTADO.format("hechos")} >= c.hechos OR {GASTADO.format("imagenes")} >= c.imagenes)
"""  # noqa: S608
ALARMAR_NODO = f"""
SELECT prep.alarmar('NODO_CUPO', n.nodo, '', format(
  'El nodo %%s mandó en una hora más de lo que manda toda la ciudad: %%s unidades se quedaron en él.', n.nodo,
  greatest({GASTADO.format("hechos")} - c.hechos, 0) + greatest({GASTADO.format("imagenes")} - c.imagenes, 0)))
FROM prep.cupo c JOIN prep.nodo n ON n.rol = c.estacion WHERE NOT c.lleno
  AND ({GASTADO.format("hechos")} > c.hechos OR {GASTADO.format("imagenes")} > c.imagenes)
"""  # noqa: S608
# What was refused is not held against it, or a station that insisted would never deliver again.
PERDONAR = """
SELECT setval(format('prep.%I', '{0}:' || c.estacion)::regclass, c.{0}) FROM prep.cupo c
WHERE c.{0} > 0 AND pg_sequence_last_value(format('prep.%I', '{0}:' || c.estacion)::regclass) > c.{0}
"""
LLENO = "SELECT prep.alarmar('DISCO_LLENO', 'disco', '', %s)"


def medir(admin: Connection[Any], libre: int) -> None:
    """One minute more for each station; with so many bytes free on the disk, none for images, or for anything."""
    for alarma in (ALARMAR, ALARMAR_NODO):
        admin.execute(alarma.replace("%%", "%"))
    for contador in CONTADORES:
        admin.execute(PERDONAR.format(contador).encode())
    lleno = libre < SIN_IMAGENES
    admin.execute(MEDIR, {"lleno": lleno, "sin_hechos": libre < SIN_HECHOS})
    if lleno:
        admin.execute(LLENO, (f"Quedan {libre >> 20} MiB en el disco del nodo: no recibe imágenes. Haga lugar.",))
    abrir(admin)


def libre_en(carpeta: Path) -> int:
    return shutil.disk_usage(carpeta).free

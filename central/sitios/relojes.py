"""A node whose clock is not the centre's is an alarm before its actas wait for their hour at a cut (R-10, R-26)."""

from typing import Any

from psycopg import Connection

# Half of what a cut lets pass (central/corte/foto.py): what a node stamps further ahead waits until that hour comes.
LEJOS_MS = 30_000
OTRA_VEZ = "10 min"  # after somebody attended it, and it is still so
# What a node says of its clock may be any number: the least one has no opposite in its own type.
REVISAR = f"""
SELECT prep.alarmar('NODO_RELOJ', n.nodo, '', format(
  'El reloj del nodo %%s va %%s s %%s. Ponga en hora su máquina: timedatectl set-ntp true', n.nodo,
  abs(n.deriva_ms::bigint) / 1000, CASE WHEN n.deriva_ms > 0 THEN 'atrás' ELSE 'adelante' END))
FROM prep.nodo n
WHERE n.estado <> 'CERCADO' AND abs(n.deriva_ms::bigint) > {LEJOS_MS}
  AND n.latido > clock_timestamp() - interval '1 min'
  AND NOT EXISTS (SELECT FROM prep.alarma a WHERE a.codigo = 'NODO_RELOJ' AND a.causa = n.nodo
    AND coalesce(a.atendida, 'infinity') > clock_timestamp() - interval '{OTRA_VEZ}')
""".replace("%%", "%")  # noqa: S608 -- constants of ours


def revisar(admin: Connection[Any]) -> None:
    """One round over what the nodes said of their clocks."""
    admin.execute(REVISAR.encode())

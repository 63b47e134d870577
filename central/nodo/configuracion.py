"""The server's settings: a node with small memory, loopback only (or a laboratory's address), every commit on disk."""

from dataclasses import dataclass

from central.nodo.ajustes import de_replica
from central.nodo.laboratorio import LOCAL, Laboratorio


@dataclass(frozen=True, slots=True)
class Medida:
    """How large a server is: what the connections and nodes that it has room for cost is taken at its start.

    `conexiones`: of stations and programs; `sitios`: nodes that it can read from; `memoria`, `diario`: its buffers;
    `limpieza`: how often it looks for what to vacuum.
    """

    conexiones: int
    sitios: int
    memoria: str
    diario: str
    limpieza: str


# The centre: the stations of a whole city at one node (33 CATD of six, and the CCV), and the nodes of the 33 CATD with
# those in the place of others. A CATD: some twenty stations of one connection each, and nobody to read from.
CENTRO = Medida(400, 40, "192MB", "6MB", "15s")
CATD = Medida(120, 0, "64MB", "1MB", "1min")

HBA = f"""# Written by the node's program at each start. Passwords only.
host all +prep_suscripcion all reject
host replication prep_admin {LOCAL}/32 scram-sha-256
host all all {LOCAL}/32 scram-sha-256
"""


def pg_hba(laboratorio: Laboratorio | None) -> str:
    """`pg_hba.conf`. From a laboratory's network come in stations, nodes and replication; no service, no admin."""
    if laboratorio is None:
        return HBA
    return HBA + f"host prep +estacion,+nodo,prep_replica {laboratorio.red} scram-sha-256\n"


def postgresql_conf(puerto: int, direcciones: tuple[str, ...] = (LOCAL,), medida: Medida = CENTRO) -> str:
    """`postgresql.conf` of the suite's own cluster; nothing of the system's configuration is read."""
    return f"""# Written by the node's program at each start.
listen_addresses = '{",".join(direcciones)}'
port = {puerto}
unix_socket_directories = ''
max_connections = {medida.conexiones}
password_encryption = 'scram-sha-256'

shared_buffers = '{medida.memoria}'
wal_buffers = '{medida.diario}'
max_locks_per_transaction = 128   # room for what all the connections of some stations can lock (prep.exigir_sola)
max_pred_locks_per_transaction = 10   # nothing here is SERIALIZABLE
work_mem = '8MB'
temp_file_limit = '64MB'   # of a station; who serves has no limit (roles.py): they share the disk with the WAL
authentication_timeout = '5s'   # who knocks and says nothing keeps a place of all for no longer
maintenance_work_mem = '64MB'
effective_cache_size = '1GB'
huge_pages = off
jit = off
max_parallel_workers_per_gather = 0   # /dev/shm is small in containers, and the stations go first

fsync = on
synchronous_commit = on
full_page_writes = on
wal_compression = on
min_wal_size = '256MB'
max_wal_size = '1GB'
wal_keep_size = '512MB'
checkpoint_timeout = '10min'
random_page_cost = 1.5

{de_replica(medida.sitios)}
track_commit_timestamp = on   # when each fact was folded, to the millisecond

autovacuum = on
autovacuum_naptime = '{medida.limpieza}'
autovacuum_vacuum_cost_delay = '5ms'
track_activities = on
track_functions = 'pl'   # where the stations' time goes

# a dead client frees what it held (docs/postgres.md, "Work queue")
client_connection_check_interval = '2s'
tcp_keepalives_idle = 5
tcp_keepalives_interval = 2
tcp_keepalives_count = 3

# The log never carries the text of a statement: it could hold somebody's figures (docs/principios.md, P-5).
log_min_messages = warning
log_min_error_statement = panic
log_parameter_max_length_on_error = 0
log_line_prefix = '%m [%p] %u@%d '
lc_messages = 'C'
timezone = 'UTC'
log_timezone = 'UTC'
"""

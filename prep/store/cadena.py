"""The libpq connection string of a role that has a password: nobody who cannot prove that they know it is given it."""

from psycopg.conninfo import make_conninfo

# Whoever answers at an address may be anybody, and libpq gives the password in clear to who asks for it so. By SCRAM it
# is never sent, and the server has to prove that it knows it too; one that asks for nothing is nobody's node.
SOLO_SCRAM = {"require_auth": "scram-sha-256", "channel_binding": "prefer"}
IMPOSTOR = "authentication method requirement"  # how libpq begins to say that it did not give it


def cadena(servidor: str, puerto: int, rol: str, clave: str, base: str, **mas: str | int) -> str:
    """`mas`: other settings of libpq."""
    return make_conninfo("", host=servidor, port=puerto, user=rol, password=clave, dbname=base, **SOLO_SCRAM, **mas)

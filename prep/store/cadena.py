"""The libpq connection string of a role: by its password, which nobody who cannot prove that they know it is given; or
by its certificate, to a server that proves its name."""

from pathlib import Path

from psycopg.conninfo import make_conninfo

# Whoever answers at an address may be anybody, and libpq gives the password in clear to who asks for it so. By SCRAM it
# is never sent, and the server has to prove that it knows it too; one that asks for nothing is nobody's node.
SOLO_SCRAM = {"require_auth": "scram-sha-256", "channel_binding": "prefer"}
IMPOSTOR = "authentication method requirement"  # how libpq begins to say that it did not give it


def cadena(servidor: str, puerto: int, rol: str, clave: str, base: str, **mas: str | int) -> str:
    """`mas`: other settings of libpq."""
    return make_conninfo("", host=servidor, port=puerto, user=rol, password=clave, dbname=base, **SOLO_SCRAM, **mas)


# Who answers shows a certificate of the right authority with the right name, over TLS 1.3, or is told nothing.
SOLO_TLS = {"sslmode": "verify-full", "ssl_min_protocol_version": "TLSv1.3"}
# And asks for ours, and for no password. Before 16, libpq knows neither setting.
SOLO_CERTIFICADO = {"require_auth": "none", "sslcertmode": "require"}
AJENO = ("certificate verify failed", "does not match host name", "server does not support SSL")


def con_certificado(
    nombre: str, direccion: str, puerto: int, rol: str, base: str, autoridad: Path, certificado: Path, llave: Path,
    **mas: str | int,
) -> str:  # fmt: skip
    """`nombre`: the server's, whatever the address at which it is looked for."""
    return make_conninfo(
        "", host=nombre, hostaddr=direccion, port=puerto, user=rol, dbname=base, sslrootcert=str(autoridad),
        sslcert=str(certificado), sslkey=str(llave), **SOLO_TLS, **SOLO_CERTIFICADO, **mas,
    )  # fmt: skip

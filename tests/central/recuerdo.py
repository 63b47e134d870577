"""What the operating tables of a base hold, kept to be put back in it: cheaper than to make it again by orders."""

from dataclasses import dataclass
from typing import Any, Self

import psycopg
from psycopg import sql

from central.mando.conteos import tablas_de_operacion
from central.nodo.cluster import ADMIN
from tests.conftest import Nodo
from tests.prestadas import prestada


@dataclass(frozen=True, slots=True)
class Recuerdo:
    """Rows of each table in COPY's own text, and where each sequence stands (none is there of one never asked)."""

    filas: dict[str, bytes]
    secuencias: dict[str, int]

    @classmethod
    def de(cls, nodo: Nodo) -> Self:
        with prestada(nodo.dsn(ADMIN)) as conn, conn.cursor() as cur:
            filas = {}
            for tabla in (*tablas_de_operacion(), "alarma"):
                with cur.copy(sql.SQL("COPY prep.{} TO STDOUT").format(sql.Identifier(tabla))) as salen:
                    filas[tabla] = b"".join(bytes(trozo) for trozo in salen)
            cur.execute(
                "SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'prep' AND last_value IS NOT NULL"
            )
            return cls({t: crudo for t, crudo in filas.items() if crudo}, {s: int(n) for s, n in cur})

    def poner(self, nodo: Nodo) -> None:
        """In a base whose operating tables are empty. What the facts' triggers write, they write: the rest is put."""
        with prestada(nodo.dsn(ADMIN)) as conn, conn.transaction(), conn.cursor() as cur:
            _copiar(cur, "hecho", self.filas["hecho"])  # as replica its landing would judge it, and refuse it
            cur.execute("SET LOCAL session_replication_role = replica")
            cur.execute("TRUNCATE prep.cola, prep.bajada, prep.interes")
            for tabla, crudo in self.filas.items():
                if tabla != "hecho":
                    _copiar(cur, tabla, crudo)
            for nombre, n in self.secuencias.items():
                cur.execute("SELECT setval(('prep.' || quote_ident(%s))::regclass, %s)", (nombre, n))


def _copiar(cur: psycopg.Cursor[Any], tabla: str, crudo: bytes) -> None:
    with cur.copy(sql.SQL("COPY prep.{} FROM STDIN").format(sql.Identifier(tabla))) as entran:
        entran.write(crudo)

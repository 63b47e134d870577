"""What a role may change of itself and should not: its password and the defaults of its sessions are put back.

PostgreSQL lets any role set its own, and has nothing to forbid it. Whoever came in once as a station with what was
taken from its PC would leave it outside, and stay.
"""

import base64
import hashlib
import hmac
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import psycopg
from psycopg import Connection, sql

from central.nodo.binarios import ErrorNodo
from central.nodo.roles import ESTACION, LIMITES_ESTACION, NODO, REPLICA

VUELTAS_MAX = 4_096  # what PostgreSQL makes its verifiers with: one of more was not made here, and could take hours
DE_FUERA = f"""SELECT r.rolname::text, coalesce(r.rolpassword, ''), coalesce(bool_or(g.rolname = '{ESTACION}'), false)
FROM pg_authid r LEFT JOIN pg_auth_members m ON m.member = r.oid LEFT JOIN pg_roles g ON g.oid = m.roleid
WHERE g.rolname IN ('{ESTACION}', '{NODO}') OR r.rolname = '{REPLICA}' GROUP BY 1, 2"""  # noqa: S608 -- constants
AJUSTES = """SELECT r.rolname::text, coalesce(d.datname::text, ''), s.setconfig FROM pg_db_role_setting s
JOIN pg_roles r ON r.oid = s.setrole LEFT JOIN pg_database d ON d.oid = s.setdatabase WHERE r.rolname = ANY(%s)"""
SUS_SESIONES = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = %s"
ALARMAR = "SELECT prep.alarmar('CONTRASENA_CAMBIADA', %s, '', %s)"
SUYOS = sorted(f"{ajuste}={valor}" for ajuste, valor in LIMITES_ESTACION.items())
REGISTRO = logging.getLogger(__name__)


@dataclass(slots=True)
class Contrasenas:
    """`conocidas`: of each role, what this node's files say, "" for none; of one that they do not name, what it has at
    the first look is its own."""

    conocidas: Callable[[], Mapping[str, str]] = dict
    _buenas: dict[str, str] = field(default_factory=dict)

    def revisar(self, admin: Connection[Any]) -> None:
        """One look, by a session that waits for no lock: a role holds its own row while it changes it."""
        papeles = admin.execute(DE_FUERA).fetchall()
        ajustes: dict[str, list[tuple[str, list[str]]]] = {}
        for rol, base, dichos in admin.execute(AJUSTES, ([rol for rol, *_ in papeles],)):
            ajustes.setdefault(rol, []).append((base, dichos))
        claves = self._claves() if any(self._buenas.get(rol) != suyo for rol, suyo, _ in papeles) else {}
        for rol, verificador, de_estacion in papeles:
            if self._buenas.get(rol) != verificador:
                if self._es_buena(rol, verificador, claves):
                    self._buenas[rol] = verificador
                else:
                    self._reponer(admin, rol, "su contraseña", _contrasena(rol, claves.get(rol, self._buenas.get(rol))))
            if not _son_los_suyos(ajustes.get(rol, []), de_estacion):
                self._reponer(admin, rol, "lo que rige sus sesiones", _limites(rol, ajustes.get(rol, []), de_estacion))

    def _claves(self) -> Mapping[str, str]:
        try:
            return self.conocidas()
        except (ErrorNodo, OSError) as error:  # a file of passwords that cannot be read is told by who needs it
            REGISTRO.warning("%s", error)
            return {}

    def _es_buena(self, rol: str, verificador: str, claves: Mapping[str, str]) -> bool:
        return es_de(verificador, claves[rol]) if rol in claves else rol not in self._buenas

    def _reponer(self, admin: Connection[Any], rol: str, que: str, ordenes: list[sql.Composed]) -> None:
        """Its sessions end first, or one would hold the row; what cannot be put back now is at the next look."""
        admin.execute(SUS_SESIONES, (rol,))
        try:
            for orden in ordenes:
                admin.execute(orden)
        except psycopg.Error as error:
            REGISTRO.warning("Lo de «%s» se repone a la siguiente vuelta: %s", rol, type(error).__name__)
            return
        texto = f"«{rol}» cambió {que} en la base: se repuso, y sus sesiones se terminaron. Revise qué corre ahí."
        admin.execute(ALARMAR, (rol, texto))
        admin.execute(SUS_SESIONES, (rol,))  # who came in meanwhile
        REGISTRO.warning("%s", texto)


def es_de(verificador: str, clave: str) -> bool:
    """Whether PostgreSQL made that verifier of that password; of none, "", there is none."""
    if not clave or not verificador:
        return clave == verificador
    try:
        metodo, cuenta, llaves = verificador.split("$")
        vueltas, sal = cuenta.split(":")
        guardada, _ = llaves.split(":")
        if metodo != "SCRAM-SHA-256" or not 0 < int(vueltas) <= VUELTAS_MAX:
            return False
        salada = hashlib.pbkdf2_hmac("sha256", clave.encode(), base64.b64decode(sal, validate=True), int(vueltas))
        suya = hashlib.sha256(hmac.digest(salada, b"Client Key", "sha256")).digest()
        return hmac.compare_digest(suya, base64.b64decode(guardada, validate=True))
    except ValueError:
        return False  # a form that is none of this node's


def _contrasena(rol: str, clave: str | None) -> list[sql.Composed]:
    """`clave`: a password, or the verifier of one, which PostgreSQL takes as it is."""
    return [sql.SQL("ALTER ROLE {} PASSWORD {}").format(sql.Identifier(rol), sql.Literal(clave or None))]


def _son_los_suyos(dichos: list[tuple[str, list[str]]], de_estacion: bool) -> bool:
    return [(base, sorted(ajustes)) for base, ajustes in dichos] == ([("", SUYOS)] if de_estacion else [])


def _limites(rol: str, dichos: list[tuple[str, list[str]]], de_estacion: bool) -> list[sql.Composed]:
    quien = sql.Identifier(rol)
    ordenes = [sql.SQL("ALTER ROLE {} RESET ALL").format(quien)]
    for base, _ in dichos:
        if base:
            ordenes.append(sql.SQL("ALTER ROLE {} IN DATABASE {} RESET ALL").format(quien, sql.Identifier(base)))
    for ajuste, valor in LIMITES_ESTACION.items() if de_estacion else ():
        orden = sql.SQL("ALTER ROLE {} SET {} = {}")
        ordenes.append(orden.format(quien, sql.Identifier(ajuste), sql.Literal(valor)))
    return ordenes

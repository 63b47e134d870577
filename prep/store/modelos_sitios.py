"""The tables of who works where: people, stations; at the centre, the nodes that joined and what each lacks (P-7).

At each node, the leases that it gave (R-04), and who proved to be at which of its stations (P-10).
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, Integer, text
from sqlalchemy.orm import Mapped, mapped_column

from prep.store.base import Base, ahora


class TablaDeNodos(Base):
    """At the centre, a node that joined. `generacion` fences: its replacement has the next number, and it is CERCADO.

    `apodo` is what its roles are named after; `rol` owns its subscriptions; `direcciones`: where it may be. The rest is
    what it last said of itself; `tope`: how long its chain could be at most, `contado` then; `comprobada…`: how far the
    centre made it again. `gente…`: how many of its people it could not register, which, and when.
    """

    __tablename__ = "nodo"
    nodo: Mapped[str] = mapped_column(primary_key=True)
    catd: Mapped[str]
    generacion: Mapped[int] = mapped_column(Integer)
    estado: Mapped[str]
    rol: Mapped[str] = mapped_column(unique=True)
    apodo: Mapped[str] = mapped_column(unique=True)
    servidor: Mapped[str] = mapped_column(server_default=text("''"))
    puerto: Mapped[int] = mapped_column(Integer, server_default=text("0"))
    alta: Mapped[datetime] = ahora()
    latido: Mapped[datetime | None]
    esquema: Mapped[str] = mapped_column(server_default=text("''"))
    deriva_ms: Mapped[int] = mapped_column(Integer, server_default=text("0"))
    cola: Mapped[int] = mapped_column(Integer, server_default=text("0"))
    cabeza_n: Mapped[int] = mapped_column(server_default=text("0"))
    cabeza: Mapped[bytes] = mapped_column(server_default=text("''::bytea"))
    tope: Mapped[int] = mapped_column(server_default=text("0"))
    contado: Mapped[datetime | None]
    comprobada_n: Mapped[int] = mapped_column(server_default=text("0"))
    comprobada: Mapped[bytes] = mapped_column(server_default=text("''::bytea"))
    comprobada_en: Mapped[datetime | None]
    direcciones: Mapped[list[str]] = mapped_column(server_default=text("'{}'::text[]"))
    gente_faltan: Mapped[int] = mapped_column(Integer, server_default=text("0"))
    gente_dicho: Mapped[str] = mapped_column(server_default=text("''"))
    gente_en: Mapped[datetime | None]
    __table_args__ = (Index("nodo_vigente", "catd", unique=True, postgresql_where=text("estado <> 'CERCADO'")),)


class TablaDeOperadores(Base):
    """A person who signs facts; `sellada` is the private half, sealed with the password (P-4).

    `firma`: the centre's, of the row with its `version` (central/nodo/lista.py).
    """

    __tablename__ = "operador"
    operador: Mapped[str] = mapped_column(primary_key=True)
    nombre: Mapped[str]
    publica: Mapped[bytes]
    sellada: Mapped[str]
    roles: Mapped[list[str]]
    sitio: Mapped[str]
    activo: Mapped[bool]
    version: Mapped[int] = mapped_column(server_default=text("0"))
    firma: Mapped[bytes] = mapped_column(server_default=text("''::bytea"))


class TablaDeCambios(Base):
    """What a person is from `desde` on, that the list of people does not say; derived from the facts.

    Of what two people agreed, `hecho` is the answer: a new key and its seal, or roles and site. Without `propuesta`,
    the person's own: their key sealed again.
    """

    __tablename__ = "cambio"
    hecho: Mapped[UUID] = mapped_column(primary_key=True)
    propuesta: Mapped[UUID | None]
    operador: Mapped[str]
    desde: Mapped[datetime]
    publica: Mapped[bytes | None]
    sello: Mapped[str]
    roles: Mapped[list[str] | None]
    sitio: Mapped[str | None]
    __table_args__ = (Index("cambio_operador", "operador", "desde"),)


class TablaDeSellos(Base):
    """A person's private half as somebody sealed it, by its SHA-256; a fact says which one is in force.

    `trajo`: who brought it; `subido`: the centre has it.
    """

    __tablename__ = "sello"
    huella: Mapped[str] = mapped_column(primary_key=True)
    trajo: Mapped[str]
    sellada: Mapped[str]
    recibido: Mapped[datetime] = ahora()
    subido: Mapped[bool] = mapped_column(server_default=text("false"))


class TablaDeEstaciones(Base):
    """A station: the name of its database role, its site, the roles that it is for; signed as the people are."""

    __tablename__ = "estacion"
    estacion: Mapped[str] = mapped_column(primary_key=True)
    sitio: Mapped[str]
    activo: Mapped[bool]
    version: Mapped[int] = mapped_column(server_default=text("0"))
    firma: Mapped[bytes] = mapped_column(server_default=text("''::bytea"))
    papeles: Mapped[list[str]] = mapped_column(server_default=text("'{captura,mesa}'::text[]"))


class TablaDeCupos(Base):
    """How far the counters of a station, or of a node's role, may go (prep.contar_unidades).

    `lleno`: the disk is, nearly, and what is 0 is not taken."""

    __tablename__ = "cupo"
    estacion: Mapped[str] = mapped_column(primary_key=True)
    hechos: Mapped[int]
    imagenes: Mapped[int]
    lleno: Mapped[bool]


class TablaDeCae(Base):
    """The account of the field assistant whose phone may send the images of an acta, from an hour on (R-09)."""

    __tablename__ = "cae"
    acta: Mapped[str] = mapped_column(primary_key=True)
    cuenta: Mapped[str]
    desde: Mapped[datetime] = mapped_column(primary_key=True, server_default=text("'1970-01-01Z'"))


class TablaDeTelefonos(Base):
    """A sheet that was given to a CAE and the phone that it made: its key. Signed by the centre as people are."""

    __tablename__ = "telefono"
    cuenta: Mapped[str] = mapped_column(primary_key=True)
    numero: Mapped[int] = mapped_column(Integer, primary_key=True)
    codigo_id: Mapped[str] = mapped_column(unique=True)
    vence: Mapped[datetime]
    estado: Mapped[str]
    spki: Mapped[bytes] = mapped_column(server_default=text("''::bytea"))
    hasta: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(server_default=text("0"))
    firma: Mapped[bytes] = mapped_column(server_default=text("''::bytea"))
    __table_args__ = (
        Index(
            "telefono_llave",
            text("(left(encode(sha256(spki), 'hex'), 16))"),
            postgresql_where=text("spki <> ''::bytea"),
        ),
    )


class TablaDeBajadas(Base):
    """A fact that a node has still to take from the centre, written in the fact's own transaction."""

    __tablename__ = "bajada"
    nodo: Mapped[str] = mapped_column(primary_key=True)
    hecho: Mapped[UUID] = mapped_column(primary_key=True)


class TablaDeInteres(Base):
    """A CATD that had the custody of another's acta: it is sent what is known of it."""

    __tablename__ = "interes"
    acta: Mapped[str] = mapped_column(primary_key=True)
    catd: Mapped[str] = mapped_column(primary_key=True)


class TablaDeTomas(Base):
    """A ronda of an acta that was given to a person at a station; it stays when the slot passes to somebody else."""

    __tablename__ = "toma"
    acta: Mapped[str] = mapped_column(primary_key=True)
    fuente: Mapped[str] = mapped_column(primary_key=True)
    ronda: Mapped[int] = mapped_column(Integer, primary_key=True)
    operador: Mapped[str] = mapped_column(primary_key=True)
    estacion: Mapped[str] = mapped_column(primary_key=True)
    toma: Mapped[UUID]
    cuando: Mapped[datetime] = ahora()


class TablaDeSesiones(Base):
    """A person at a station: what they have to sign, their signature, what came of it, until when they are believed.

    `razon`: None while nobody judged the signature, "" when it proves it, else why not. `expira`: of the last one that
    did, also while another is asked for.
    """

    __tablename__ = "sesion"
    estacion: Mapped[str] = mapped_column(primary_key=True)
    operador: Mapped[str] = mapped_column(primary_key=True)
    reto: Mapped[UUID] = mapped_column(server_default=text("gen_random_uuid()"))
    emitido: Mapped[datetime] = ahora()
    firma: Mapped[bytes | None]
    razon: Mapped[str | None]
    expira: Mapped[datetime | None]


class TablaDeMiradas(Base):
    """What each site is offered to look at again, as JSON: made at the centre after a cut, brought to the nodes."""

    __tablename__ = "miradas"
    sitio: Mapped[str] = mapped_column(primary_key=True)
    corte: Mapped[int] = mapped_column(Integer)
    lista: Mapped[str]


class TablaDeRevocados(Base):
    """Of each site, the list of its revoked certificates as its authority signed it."""

    __tablename__ = "revocados"
    sitio: Mapped[str] = mapped_column(primary_key=True)
    lista: Mapped[str]


class TablaDeSucesiones(Base):
    """That a proceso followed another in this place, signed by the centre; `hechos`: of each node, that it had then."""

    __tablename__ = "sucesion"
    de: Mapped[str] = mapped_column(primary_key=True)
    a: Mapped[str] = mapped_column(unique=True)
    momento: Mapped[datetime]
    firma: Mapped[bytes]
    hechos: Mapped[dict[str, Any]] = mapped_column(server_default=text("'{}'::jsonb"))


class TablaDeMinutos(Base):
    """At the centre, the expected actas of each centre of work by stage, each minute of the last days."""

    __tablename__ = "minuto"
    momento: Mapped[datetime] = mapped_column(primary_key=True)
    centro: Mapped[str] = mapped_column(primary_key=True)
    esperada: Mapped[int] = mapped_column(Integer)
    retenida: Mapped[int] = mapped_column(Integer)
    acopiada: Mapped[int] = mapped_column(Integer)
    digitalizada: Mapped[int] = mapped_column(Integer)
    en_captura: Mapped[int] = mapped_column(Integer)
    en_disputa: Mapped[int] = mapped_column(Integer)
    en_mesa: Mapped[int] = mapped_column(Integer)
    por_validar: Mapped[int] = mapped_column(Integer)
    por_redigitalizar: Mapped[int] = mapped_column(Integer)
    verificada: Mapped[int] = mapped_column(Integer)
    sin_acta: Mapped[int] = mapped_column(Integer)
    trasladada: Mapped[int] = mapped_column(Integer)

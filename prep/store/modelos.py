"""The tables of a node's base, schema `prep`: what the last migration leaves (kept equal by a test)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Computed, Index, Integer, text
from sqlalchemy.orm import Mapped, mapped_column

from prep.store.base import Base, ahora, numerada
from prep.store.conexion import ESQUEMA
from prep.store.modelos_sitios import (
    TablaDeBajadas,
    TablaDeCae,
    TablaDeCambios,
    TablaDeCupos,
    TablaDeEstaciones,
    TablaDeInteres,
    TablaDeNodos,
    TablaDeOperadores,
    TablaDeSellos,
    TablaDeSesiones,
    TablaDeTomas,
)

__all__ = (
    "ESQUEMA",
    "Base",
    "TablaDeBajadas",
    "TablaDeCae",
    "TablaDeCambios",
    "TablaDeCupos",
    "TablaDeEstaciones",
    "TablaDeInteres",
    "TablaDeNodos",
    "TablaDeOperadores",
    "TablaDeSellos",
    "TablaDeSesiones",
    "TablaDeTomas",
)


class TablaDeProceso(Base):
    """The one proceso of this base (R-10b). `nodo` stamps the facts that enter here; `cabecera`: see catalogo_json."""

    __tablename__ = "proceso"
    proceso: Mapped[str] = mapped_column(primary_key=True)
    nodo: Mapped[str]
    vigencia_s: Mapped[int] = mapped_column(Integer)
    creado: Mapped[datetime] = ahora()
    cabecera: Mapped[dict[str, Any]]
    sorteo: Mapped[int] = mapped_column(Integer, server_default=text("20"))  # with its seed: prep.sorteo
    canal: Mapped[str] = mapped_column(server_default=text("replace(gen_random_uuid()::text, '-', '')"))
    semilla: Mapped[int] = mapped_column(
        server_default=text("hashtextextended((gen_random_uuid())::text, (0)::bigint)")
    )
    sesion_s: Mapped[int] = mapped_column(Integer, server_default=text("3600"))


class TablaDeActas(Base):
    """An expected acta (R-01); `n` is its place in the order of publication."""

    __tablename__ = "acta"
    clave: Mapped[str] = mapped_column(primary_key=True)
    n: Mapped[int] = mapped_column(Integer, unique=True)
    eleccion: Mapped[str]
    territorio: Mapped[str]
    seccion: Mapped[str]
    tipo: Mapped[str]
    numero: Mapped[str]
    extension: Mapped[str]
    codigo: Mapped[str]
    ordinal: Mapped[int] = mapped_column(Integer)
    lista_nominal: Mapped[int] = mapped_column(Integer)
    ubicacion: Mapped[str]
    centro: Mapped[str]
    clave_casilla: Mapped[str]
    catalogada: Mapped[bool]
    en_archivo: Mapped[bool]
    traslado: Mapped[str | None]
    representantes: Mapped[int | None] = mapped_column(Integer)
    boletas: Mapped[int | None] = mapped_column(Integer)
    __table_args__ = (Index("acta_centro", "centro"),)


class TablaDeHechos(Base):
    """A signed fact, inserted and never changed (P-1). Only for a CAPTURA: `ronda`; `toma`, the lease it came under."""

    __tablename__ = "hecho"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    proceso: Mapped[str]
    tipo: Mapped[str]
    acta: Mapped[str]
    fuente: Mapped[str]
    operador: Mapped[str]
    estacion: Mapped[str]
    nodo: Mapped[str]
    sec: Mapped[int]
    ronda: Mapped[int | None] = mapped_column(Integer)
    momento: Mapped[datetime]
    desfase_ms: Mapped[int] = mapped_column(Integer)
    cuerpo: Mapped[str]
    firma: Mapped[bytes]
    recibido: Mapped[datetime] = ahora()
    toma: Mapped[str] = mapped_column(server_default=text("''"))
    __table_args__ = (
        Index("hecho_acta_sec", "acta", "sec"),
        Index("hecho_captura", *("acta", "fuente", "ronda", "operador"), postgresql_where=text("tipo = 'CAPTURA'")),
        Index("hecho_acuerdo", *("acta", "tipo"), postgresql_where=text("tipo IN ('PROPUESTA', 'CONFORME')")),
        Index("hecho_incidente", "tipo", "recibido", postgresql_where=text("tipo IN ('INCIDENCIA', 'SEGUIMIENTO')")),
        Index("hecho_mensaje", "recibido", postgresql_where=text("""cuerpo LIKE '{"codigo":"MENSAJE%'""")),
    )


class TablaDeImagenes(Base):
    """An acta's image by its SHA-256."""

    __tablename__ = "imagen"
    huella: Mapped[str] = mapped_column(primary_key=True)
    acta: Mapped[str]
    bytes: Mapped[bytes]
    tamano: Mapped[int] = mapped_column(Integer)
    estacion: Mapped[str]
    recibido: Mapped[datetime] = ahora()
    nodo: Mapped[str] = mapped_column(server_default=text("'CENTRO'"))


class TablaDeCola(Base):
    """Facts that the árbitro has not seen, one row each, written in the fact's own transaction (P-8).

    `despues`: an acta to fold again because a cut showed it; it waits behind the facts.
    `origen`: whose turn it waits for.
    """

    __tablename__ = "cola"
    n: Mapped[int] = numerada()
    hecho: Mapped[UUID]
    acta: Mapped[str]
    despues: Mapped[bool] = mapped_column(server_default=text("false"))
    origen: Mapped[str] = mapped_column(server_default=text("''"))
    __table_args__ = (
        Index("cola_orden", "despues", "n"),
        Index("cola_turnos", "origen", "n", postgresql_where=text("NOT despues")),
    )


class TablaDeEstados(Base):
    """What the facts of an acta add up to; derived. `hechos` how many were folded, `huella` of the canonical state."""

    __tablename__ = "acta_estado"
    acta: Mapped[str] = mapped_column(primary_key=True)
    etapa: Mapped[str]
    fuente: Mapped[str]
    registrada: Mapped[bool]
    custodia: Mapped[str]
    hechos: Mapped[int] = mapped_column(Integer)
    estado: Mapped[dict[str, Any]]
    huella: Mapped[str]
    cambiado: Mapped[datetime] = ahora()
    sello: Mapped[str] = mapped_column(
        Computed("to_hex(jsonb_hash_extended((estado - 'publicado'::text), (0)::bigint))", persisted=True)
    )
    __table_args__ = (Index("acta_estado_etapa", "etapa"),)


class TablaDeTrabajos(Base):
    """A capture slot or a desk's turn; derived. The lease lives in the row itself (postgres.md, "Work queue")."""

    __tablename__ = "trabajo"
    id: Mapped[int] = numerada()
    acta: Mapped[str]
    clase: Mapped[str]
    fuente: Mapped[str]
    ronda: Mapped[int] = mapped_column(Integer)
    puesto: Mapped[int] = mapped_column(Integer)
    sitio: Mapped[str]
    imagen: Mapped[str]
    creado: Mapped[datetime] = ahora()
    operador: Mapped[str | None]
    estacion: Mapped[str | None]
    toma: Mapped[UUID | None]
    expira: Mapped[datetime | None]
    terminado: Mapped[datetime | None]
    __table_args__ = (
        Index("trabajo_puesto", "acta", "fuente", "ronda", "clase", "puesto", unique=True),
        Index("trabajo_libre", "sitio", "clase", "id", postgresql_where=text("terminado IS NULL")),
        Index("trabajo_tomado", "estacion", postgresql_where=text("terminado IS NULL AND estacion IS NOT NULL")),
    )


class TablaDeCadena(Base):
    """The hash chain of central/arbitro/cadena.py; appended by the árbitro, not changed. `version`: what it covers."""

    __tablename__ = "cadena"
    n: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    hecho: Mapped[UUID]
    eslabon: Mapped[bytes]
    version: Mapped[int] = mapped_column(Integer, server_default=text("1"))
    __table_args__ = (Index("cadena_hecho", "hecho", unique=True),)


class TablaDeCuarentena(Base):
    """A fact that does not count because its signature or its body is not valid, and why."""

    __tablename__ = "cuarentena"
    hecho: Mapped[UUID] = mapped_column(primary_key=True)
    razon: Mapped[str]
    cuando: Mapped[datetime] = ahora()


class TablaDeDetenidas(Base):
    """An acta whose facts the árbitro could not fold, and why: held back in cuts until it can (R-26)."""

    __tablename__ = "detenida"
    acta: Mapped[str] = mapped_column(primary_key=True)
    razon: Mapped[str]
    cuando: Mapped[datetime] = ahora()


class TablaDeEntregasRaras(Base):
    """A delivery that was not kept as a fact: the same id with other content.

    `entero`: the row of one that may still be one (nobody verified who holds that id), or that gave its place to it.
    """

    __tablename__ = "entrega_rara"
    n: Mapped[int] = numerada()
    hecho: Mapped[UUID]
    resultado: Mapped[str]
    estacion: Mapped[str]
    cuerpo: Mapped[str]
    firma: Mapped[bytes]
    cuando: Mapped[datetime] = ahora()
    entero: Mapped[dict[str, Any] | None]
    __table_args__ = (
        Index("entrega_rara_hecho", "hecho"),
        Index("entrega_rara_rival", "hecho", postgresql_where=text("resultado = 'rival'")),
    )


class TablaDeAlarmas(Base):
    """Something that a person must look at; `atendida` when somebody did. `veces`: of the same `causa` until then."""

    __tablename__ = "alarma"
    n: Mapped[int] = numerada()
    cuando: Mapped[datetime] = ahora()
    codigo: Mapped[str]
    acta: Mapped[str]
    texto: Mapped[str]
    atendida: Mapped[datetime | None]
    causa: Mapped[str] = mapped_column(server_default=text("''"))
    veces: Mapped[int] = mapped_column(Integer, server_default=text("1"))
    __table_args__ = (
        Index(
            "alarma_causa", "codigo", "causa", unique=True, postgresql_where=text("atendida IS NULL AND causa <> ''")
        ),
    )


class TablaDeCortes(Base):
    """A published cut and its manifest."""

    __tablename__ = "corte"
    numero: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    momento: Mapped[datetime]
    ultimo: Mapped[bool]
    carpeta: Mapped[str]
    manifiesto: Mapped[str]
    sha256: Mapped[str]


class TablaDeFilasDeCorte(Base):
    """The last published row of each acta."""

    __tablename__ = "corte_fila"
    acta: Mapped[str] = mapped_column(primary_key=True)
    corte: Mapped[int] = mapped_column(Integer)
    huella: Mapped[str]
    fila: Mapped[str]


class TablaDeRetenidas(Base):
    """The rows that the last cut held back, and why (R-26); `horas`: their three times as they would be published."""

    __tablename__ = "retenida"
    acta: Mapped[str] = mapped_column(primary_key=True)
    motivo: Mapped[str] = mapped_column(primary_key=True)
    texto: Mapped[str]
    horas: Mapped[str]


class TablaDePublicados(Base):
    """The first publication of each acta, taken from the signed list of its cut (R-06); derived from the facts."""

    __tablename__ = "publicado"
    acta: Mapped[str] = mapped_column(primary_key=True)
    hecho: Mapped[UUID]
    corte: Mapped[int] = mapped_column(Integer)
    fuente: Mapped[str]
    huella: Mapped[str]

"""What every model of a node's base shares: its schema, the types of its columns, its defaults."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, BigInteger, Boolean, DateTime, Identity, LargeBinary, MetaData, Text, Uuid, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, mapped_column

from prep.store.conexion import ESQUEMA


class Base(DeclarativeBase):
    metadata = MetaData(schema=ESQUEMA)
    type_annotation_map = {  # noqa: RUF012 -- SQLAlchemy reads it from the class
        str: Text,
        int: BigInteger,
        bool: Boolean,
        bytes: LargeBinary,
        datetime: DateTime(timezone=True),
        UUID: Uuid,
        dict[str, Any]: JSONB,
        list[str]: ARRAY(Text),
    }


def ahora() -> Any:
    return mapped_column(server_default=text("clock_timestamp()"))


def numerada() -> Any:
    """A number given by the base, in order of arrival."""
    return mapped_column(BigInteger, Identity(always=True), primary_key=True)

"""Alembic's entry: runs the migrations on the connection that `prep.store.migrar` hands over."""

from alembic import context

from prep.store.modelos import ESQUEMA, Base
from prep.store.punto import punto

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    include_schemas=True,
    version_table_schema=ESQUEMA,
)
with context.begin_transaction():
    context.run_migrations()
    punto("migrar.pasos.antes")
punto("migrar.pasos.despues")

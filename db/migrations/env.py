"""Where Alembic learns what the database should look like and over which connection to make it so."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext

from db.columns import Moment
from db.tables import metadata


def plainly(kind: str, item: Any, _context: AutogenContext) -> str | Literal[False]:
    """Migrations name SQLAlchemy's own types, so that an old one does not change with our code."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, Moment) else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    compare_type=True,
    transactional_ddl=True,
    render_item=plainly,
)
with context.begin_transaction():
    context.run_migrations()

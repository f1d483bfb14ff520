"""Where Alembic learns what the database should look like and over which connection to make it so."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext

from db.columns import Moment
from db.sealed_columns import BlindIndex, Sealed, SealedJson, SealedPoint
from db.tables import metadata

PLAIN_NAMES: dict[type, str] = {
    Moment: "sa.DateTime(timezone=True)",
    Sealed: "sa.Text()",
    SealedJson: "sa.Text()",
    SealedPoint: "sa.Text()",
    BlindIndex: "sa.String(length=64)",
}


def plainly(kind: str, item: Any, _context: AutogenContext) -> str | Literal[False]:
    """Migrations name SQLAlchemy's own types, so that an old one does not change with our code."""
    named = (name for of_ours, name in PLAIN_NAMES.items() if kind == "type" and isinstance(item, of_ours))
    return next(named, False)


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

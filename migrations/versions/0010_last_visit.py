"""The day of a person's last visit, so that who does not come any more is erased. Those who are there count from today."""

from collections.abc import Sequence
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision: str = '0010'
down_revision: str | None = '0009'
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Bring the tables to this revision."""

    op.add_column('person', sa.Column('visited_on', sa.Date(), nullable=True))
    op.create_index(op.f('ix_person_visited_on'), 'person', ['visited_on'])
    person = sa.table('person', sa.column('visited_on', sa.Date()))
    op.execute(person.update().values(visited_on=datetime.now(UTC).date()))


def downgrade() -> None:
    """Take it back."""

    op.drop_index(op.f('ix_person_visited_on'), 'person')
    op.drop_column('person', 'visited_on')

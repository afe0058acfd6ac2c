"""Words that the search did not find, counted without identity."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = '0003'
down_revision: str | None = '0002'
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Bring the tables to this revision."""

    op.create_table('unfound_word',
    sa.Column('language', sa.String(length=2), nullable=False),
    sa.Column('text', sa.String(length=40), nullable=False),
    sa.Column('times', sa.Integer(), nullable=False),
    sa.Column('last_day', sa.Date(), nullable=False),
    sa.PrimaryKeyConstraint('language', 'text', name=op.f('pk_unfound_word'))
    )


def downgrade() -> None:
    """Take the tables back to the revision before."""

    op.drop_table('unfound_word')

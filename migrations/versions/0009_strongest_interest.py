"""The strongest interest of a finished quiz, so that announcements can be meant for it."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = '0009'
down_revision: str | None = '0008'
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Bring the tables to this revision; what was finished before is computed by the program."""

    op.add_column('quiz_run', sa.Column('interest', sa.String(length=1), nullable=True))


def downgrade() -> None:
    """Take it back."""

    op.drop_column('quiz_run', 'interest')

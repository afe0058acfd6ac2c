"""The adaptive quiz: the model a run was begun with, doubts, worlds; saved professions and colleges; the pilot.

Runs of the fixed form keep their answers; an open one goes on with questions chosen by the model.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = '0002'
down_revision: str | None = '0001'
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Bring the tables to this revision."""

    op.create_table('interest_model',
    sa.Column('version', sa.String(length=16), nullable=False),
    sa.Column('body', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('version', name=op.f('pk_interest_model'))
    )
    op.create_table('saved_thing',
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=10), nullable=False),
    sa.Column('thing', sa.String(length=24), nullable=False),
    sa.Column('saved_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("kind IN ('profession', 'college')", name=op.f('ck_saved_thing_kind_is_known')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_saved_thing_person_id_person'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('person_id', 'kind', 'thing', name=op.f('pk_saved_thing'))
    )
    # Plain ALTER, not batch mode: on SQLite that would drop and copy the table, and the answers would be erased with it.
    op.add_column('person', sa.Column('pilot_at', sa.DateTime(timezone=True), nullable=True))
    op.add_column('quiz_run', sa.Column('model', sa.String(length=16), nullable=True))
    op.add_column('quiz_run', sa.Column('doubts', sa.String(length=24), nullable=True))
    op.add_column('quiz_run', sa.Column('worlds', sa.String(length=80), server_default='', nullable=False))
    op.add_column('quiz_run', sa.Column('worlds_at', sa.DateTime(timezone=True), nullable=True))
    op.drop_column('quiz_run', 'plan')
    # Whoever had a result before worlds existed is not asked for them on the way to it.
    op.execute("UPDATE quiz_run SET worlds_at = finished_at WHERE finished_at IS NOT NULL")


def downgrade() -> None:
    """Take the tables back to the revision before."""

    op.add_column('quiz_run', sa.Column('plan', sa.String(length=400), server_default='', nullable=False))
    for column in ('worlds_at', 'worlds', 'doubts', 'model'):
        op.drop_column('quiz_run', column)
    op.drop_column('person', 'pilot_at')
    op.drop_table('saved_thing')
    op.drop_table('interest_model')

"""For which session a helper works at the door, and lists that wait for their sender's yes."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = '0008'
down_revision: str | None = '0007'
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Bring the tables to this revision."""

    op.create_table('door_post',
    sa.Column('person_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('session_id', sa.Integer(), nullable=False),
    sa.Column('chosen_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_door_post_person_id_person'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['session_id'], ['event_session.id'], name=op.f('fk_door_post_session_id_event_session'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('person_id', name=op.f('pk_door_post'))
    )
    op.create_index(op.f('ix_door_post_session_id'), 'door_post', ['session_id'])
    op.create_table('list_draft',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('session_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=8), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("kind IN ('class', 'ticks')", name=op.f('ck_list_draft_kind_is_known')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_list_draft_person_id_person'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['session_id'], ['event_session.id'], name=op.f('fk_list_draft_session_id_event_session'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_list_draft')),
    sa.UniqueConstraint('person_id', name=op.f('uq_list_draft_person_id')),
    sqlite_autoincrement=True,
    )
    op.create_index(op.f('ix_list_draft_made_at'), 'list_draft', ['made_at'])
    op.create_index(op.f('ix_list_draft_session_id'), 'list_draft', ['session_id'])


def downgrade() -> None:
    """Bring the tables back to the revision before."""

    op.drop_table('list_draft')
    op.drop_table('door_post')

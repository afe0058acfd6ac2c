"""Reminders of admission, the outbox of everything that is sent unasked, and the lease of the one worker that sends."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = '0004'
down_revision: str | None = '0003'
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Bring the tables to this revision."""

    op.create_table('delivery_lease',
    sa.Column('name', sa.String(length=16), nullable=False),
    sa.Column('holder', sa.String(length=32), nullable=False),
    sa.Column('until', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('name', name=op.f('pk_delivery_lease'))
    )
    op.create_table('outbox',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=24), nullable=False),
    sa.Column('subject', sa.Integer(), server_default='0', nullable=False),
    sa.Column('round', sa.Integer(), server_default='0', nullable=False),
    sa.Column('is_notice', sa.Boolean(), nullable=False),
    sa.Column('state', sa.String(length=12), server_default='due', nullable=False),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('attempts', sa.SmallInteger(), server_default='0', nullable=False),
    sa.Column('doubts', sa.SmallInteger(), server_default='0', nullable=False),
    sa.Column('held_by', sa.String(length=32), nullable=True),
    sa.Column('message_id', sa.BigInteger(), nullable=True),
    sa.Column('trouble', sa.String(length=120), nullable=True),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("state IN ('due', 'held', 'sending', 'sent', 'uncertain', 'failed', 'unreachable', 'dropped')", name=op.f('ck_outbox_state_is_known')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_outbox_person_id_person'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_outbox')),
    sa.UniqueConstraint('kind', 'subject', 'round', 'person_id', name=op.f('uq_outbox_kind'))
    )
    op.create_index(op.f('ix_outbox_person_id'), 'outbox', ['person_id'], unique=False)
    op.create_index('ix_outbox_turn', 'outbox', ['state', 'is_notice', 'due_at'], unique=False)
    op.create_table('reminder',
    sa.Column('person_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('entry', sa.SmallInteger(), nullable=False),
    sa.Column('year', sa.SmallInteger(), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('entry IN (9, 11)', name=op.f('ck_reminder_entry_is_known')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_reminder_person_id_person'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('person_id', name=op.f('pk_reminder'))
    )
    # Plain ALTER, not batch mode: on SQLite that would drop and copy the table, and the answers would be erased with it.
    op.add_column('person', sa.Column('unreachable_at', sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    """Take the tables back to the revision before."""

    op.drop_column('person', 'unreachable_at')
    op.drop_table('reminder')
    op.drop_table('outbox')
    op.drop_table('delivery_lease')

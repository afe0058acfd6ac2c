"""Events, their sessions, and those who have a seat or stand in line."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = '0005'
down_revision: str | None = '0004'
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Bring the tables to this revision."""

    op.create_table('event',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(length=12), nullable=False),
    sa.Column('kind', sa.String(length=12), nullable=False),
    sa.Column('state', sa.String(length=10), server_default='draft', nullable=False),
    sa.Column('title', sa.Text(), nullable=False),
    sa.Column('about', sa.Text(), server_default='{}', nullable=False),
    sa.Column('place', sa.String(length=24), nullable=True),
    sa.Column('address', sa.Text(), server_default='{}', nullable=False),
    sa.Column('latitude', sa.Float(), nullable=True),
    sa.Column('longitude', sa.Float(), nullable=True),
    sa.Column('link', sa.String(length=200), nullable=True),
    sa.Column('zone', sa.String(length=40), server_default='Asia/Almaty', nullable=False),
    sa.Column('opens_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('closes_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('cancel_until', sa.DateTime(timezone=True), nullable=True),
    sa.Column('audience', sa.Text(), server_default='{}', nullable=False),
    sa.Column('professions', sa.Text(), server_default='', nullable=False),
    sa.Column('questions', sa.Text(), server_default='[]', nullable=False),
    sa.Column('needs_approval', sa.Boolean(), nullable=False),
    sa.Column('needs_parent', sa.Boolean(), nullable=False),
    sa.Column('offer_hours', sa.SmallInteger(), nullable=False),
    sa.Column('parent_hours', sa.SmallInteger(), nullable=False),
    sa.Column('school_quota', sa.SmallInteger(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("state IN ('draft', 'open', 'closed', 'held', 'cancelled')", name=op.f('ck_event_state_is_known')),
    sa.CheckConstraint('offer_hours > 0 AND parent_hours > 0', name=op.f('ck_event_hours_are_positive')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_event')),
    sa.UniqueConstraint('code', name=op.f('uq_event_code'))
    )
    op.create_table('event_session',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('starts_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ends_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('capacity', sa.Integer(), nullable=False),
    sa.Column('taken', sa.Integer(), server_default='0', nullable=False),
    sa.Column('waiting', sa.Integer(), server_default='0', nullable=False),
    sa.Column('last_place', sa.Integer(), server_default='0', nullable=False),
    sa.Column('is_on', sa.Boolean(), nullable=False),
    sa.CheckConstraint('taken >= 0 AND taken <= capacity', name=op.f('ck_event_session_never_over_capacity')),
    sa.CheckConstraint('waiting >= 0', name=op.f('ck_event_session_waiting_is_a_count')),
    sa.ForeignKeyConstraint(['event_id'], ['event.id'], name=op.f('fk_event_session_event_id_event'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_event_session'))
    )
    op.create_index(op.f('ix_event_session_event_id'), 'event_session', ['event_id'])
    op.create_table('party',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('session_id', sa.Integer(), nullable=False),
    sa.Column('place', sa.Integer(), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('is_waiting', sa.Boolean(), nullable=False),
    sa.Column('passed', sa.SmallInteger(), server_default='0', nullable=False),
    sa.Column('school', sa.String(length=32), nullable=True),
    sa.Column('owner_id', sa.Integer(), nullable=True),
    sa.Column('code', sa.String(length=12), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['owner_id'], ['person.id'], name=op.f('fk_party_owner_id_person'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['session_id'], ['event_session.id'], name=op.f('fk_party_session_id_event_session'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_party')),
    sa.UniqueConstraint('code', name=op.f('uq_party_code')),
    sa.UniqueConstraint('session_id', 'place', name=op.f('uq_party_session_id'))
    )
    op.create_index('ix_party_in_line', 'party', ['session_id', 'is_waiting', 'place'])
    op.create_index(op.f('ix_party_owner_id'), 'party', ['owner_id'])
    op.create_table('registration',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('session_id', sa.Integer(), nullable=False),
    sa.Column('party_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('code', sa.String(length=12), nullable=False),
    sa.Column('school', sa.String(length=32), nullable=True),
    sa.Column('about', sa.LargeBinary(), nullable=True),
    sa.Column('parent_link', sa.String(length=64), nullable=True),
    sa.Column('parent_agreed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('held_until', sa.DateTime(timezone=True), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("state IN ('approval', 'waiting', 'offered', 'consent', 'seated', 'cancelled', 'refused', 'expired', 'removed')", name=op.f('ck_registration_state_is_known')),
    sa.ForeignKeyConstraint(['party_id'], ['party.id'], name=op.f('fk_registration_party_id_party'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_registration_person_id_person'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['session_id'], ['event_session.id'], name=op.f('fk_registration_session_id_event_session'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_registration')),
    sa.UniqueConstraint('code', name=op.f('uq_registration_code')),
    sa.UniqueConstraint('parent_link', name=op.f('uq_registration_parent_link')),
    sa.UniqueConstraint('session_id', 'person_id', name=op.f('uq_registration_session_id'))
    )
    op.create_index(op.f('ix_registration_held_until'), 'registration', ['held_until'])
    op.create_index(op.f('ix_registration_party_id'), 'registration', ['party_id'])
    op.create_index(op.f('ix_registration_person_id'), 'registration', ['person_id'])
    op.create_index(op.f('ix_registration_session_id'), 'registration', ['session_id'])



def downgrade() -> None:
    """Take the tables back to the revision before."""

    op.drop_index(op.f('ix_registration_session_id'), table_name='registration')
    op.drop_index(op.f('ix_registration_person_id'), table_name='registration')
    op.drop_index(op.f('ix_registration_party_id'), table_name='registration')
    op.drop_index(op.f('ix_registration_held_until'), table_name='registration')
    op.drop_table('registration')
    op.drop_index(op.f('ix_party_owner_id'), table_name='party')
    op.drop_index('ix_party_in_line', table_name='party')
    op.drop_table('party')
    op.drop_index(op.f('ix_event_session_event_id'), table_name='event_session')
    op.drop_table('event_session')
    op.drop_table('event')

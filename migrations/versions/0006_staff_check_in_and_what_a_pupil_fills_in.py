"""Staff and their invitations, the audit log, check-in, feedback, certificates, and what a pupil fills in."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = '0006'
down_revision: str | None = '0005'
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Bring the tables to this revision."""

    op.create_table('audit_entry',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('actor_id', sa.Integer(), nullable=True),
    sa.Column('deed', sa.String(length=24), nullable=False),
    sa.Column('subject', sa.String(length=40), nullable=False),
    sa.Column('number', sa.Integer(), server_default='0', nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_audit_entry'))
    )
    op.create_index(op.f('ix_audit_entry_actor_id'), 'audit_entry', ['actor_id'])
    op.create_index(op.f('ix_audit_entry_at'), 'audit_entry', ['at'])
    op.create_table('details',
    sa.Column('person_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('about', sa.LargeBinary(), nullable=False),
    sa.Column('kept_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_details_person_id_person'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('person_id', name=op.f('pk_details'))
    )
    op.create_table('invitation',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.Column('role', sa.String(length=16), nullable=False),
    sa.Column('event_id', sa.Integer(), nullable=True),
    sa.Column('label', sa.LargeBinary(), nullable=True),
    sa.Column('created_by_id', sa.Integer(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('used_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint("role IN ('administrator', 'counsellor', 'organiser', 'helper')", name=op.f('ck_invitation_role_is_known')),
    sa.ForeignKeyConstraint(['created_by_id'], ['person.id'], name=op.f('fk_invitation_created_by_id_person'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['event_id'], ['event.id'], name=op.f('fk_invitation_event_id_event'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_invitation')),
    sa.UniqueConstraint('digest', name=op.f('uq_invitation_digest'))
    )
    op.create_index(op.f('ix_invitation_created_by_id'), 'invitation', ['created_by_id'])
    op.create_index(op.f('ix_invitation_event_id'), 'invitation', ['event_id'])
    op.create_table('staff_grant',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('role', sa.String(length=16), nullable=False),
    sa.Column('event_id', sa.Integer(), nullable=True),
    sa.Column('label', sa.LargeBinary(), nullable=True),
    sa.Column('granted_by_id', sa.Integer(), nullable=True),
    sa.Column('granted_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('revoked_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint("role IN ('administrator', 'counsellor', 'organiser', 'helper')", name=op.f('ck_staff_grant_role_is_known')),
    sa.ForeignKeyConstraint(['event_id'], ['event.id'], name=op.f('fk_staff_grant_event_id_event'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['granted_by_id'], ['person.id'], name=op.f('fk_staff_grant_granted_by_id_person'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_staff_grant_person_id_person'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_staff_grant'))
    )
    op.create_index(op.f('ix_staff_grant_event_id'), 'staff_grant', ['event_id'])
    op.create_index(op.f('ix_staff_grant_granted_by_id'), 'staff_grant', ['granted_by_id'])
    op.create_index(op.f('ix_staff_grant_person_id'), 'staff_grant', ['person_id'])
    op.create_table('registration_draft',
    sa.Column('person_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('session_id', sa.Integer(), nullable=False),
    sa.Column('about', sa.LargeBinary(), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_registration_draft_person_id_person'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['session_id'], ['event_session.id'], name=op.f('fk_registration_draft_session_id_event_session'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('person_id', name=op.f('pk_registration_draft'))
    )
    op.create_index(op.f('ix_registration_draft_session_id'), 'registration_draft', ['session_id'])
    op.create_table('certificate',
    sa.Column('registration_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('code', sa.String(length=12), nullable=False),
    sa.Column('issued_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['registration_id'], ['registration.id'], name=op.f('fk_certificate_registration_id_registration'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('registration_id', name=op.f('pk_certificate')),
    sa.UniqueConstraint('code', name=op.f('uq_certificate_code'))
    )
    op.create_table('check_in',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('registration_id', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=True),
    sa.Column('way', sa.String(length=8), nullable=False),
    sa.Column('nonce', sa.String(length=32), nullable=True),
    sa.Column('undone_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('undone_by_id', sa.Integer(), nullable=True),
    sa.Column('undone_reason', sa.String(length=16), nullable=True),
    sa.CheckConstraint("way IN ('scan', 'code', 'name', 'walk_in', 'list')", name=op.f('ck_check_in_way_is_known')),
    sa.ForeignKeyConstraint(['by_id'], ['person.id'], name=op.f('fk_check_in_by_id_person'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['registration_id'], ['registration.id'], name=op.f('fk_check_in_registration_id_registration'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['undone_by_id'], ['person.id'], name=op.f('fk_check_in_undone_by_id_person'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_check_in')),
    sa.UniqueConstraint('nonce', name=op.f('uq_check_in_nonce'))
    )
    op.create_index(op.f('ix_check_in_by_id'), 'check_in', ['by_id'])
    op.create_index(op.f('ix_check_in_undone_by_id'), 'check_in', ['undone_by_id'])
    op.create_index('uq_check_in_standing', 'check_in', ['registration_id'], unique=True, sqlite_where=sa.text('undone_at IS NULL'), postgresql_where=sa.text('undone_at IS NULL'))
    op.create_table('feedback',
    sa.Column('registration_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('worth', sa.SmallInteger(), nullable=True),
    sa.Column('would_work', sa.String(length=8), nullable=True),
    sa.Column('said_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("would_work IN ('yes', 'maybe', 'no')", name=op.f('ck_feedback_would_work_is_known')),
    sa.CheckConstraint('worth BETWEEN 1 AND 5', name=op.f('ck_feedback_worth_in_range')),
    sa.ForeignKeyConstraint(['registration_id'], ['registration.id'], name=op.f('fk_feedback_registration_id_registration'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('registration_id', name=op.f('pk_feedback'))
    )
    op.add_column('event', sa.Column('asks', sa.String(length=24), server_default='name school class', nullable=False))
    op.add_column('event', sa.Column('parent_under_age', sa.SmallInteger(), nullable=True))
    op.add_column('event_session', sa.Column('label', sa.Text(), server_default='{}', nullable=False))
    op.add_column('event_session', sa.Column('hall', sa.Text(), server_default='{}', nullable=False))
    op.add_column('event_session', sa.Column('version', sa.Integer(), server_default='0', nullable=False))
    op.add_column('person', sa.Column('goal', sa.String(length=64), nullable=True))
    op.add_column('registration', sa.Column('needs_parent', sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column('registration', sa.Column('parent_withdrew_at', sa.DateTime(timezone=True), nullable=True))
    op.add_column('registration', sa.Column('is_companion', sa.Boolean(), server_default=sa.false(), nullable=False))


def downgrade() -> None:
    """Take the tables back to the revision before."""

    op.drop_column('registration', 'is_companion')
    op.drop_column('registration', 'parent_withdrew_at')
    op.drop_column('registration', 'needs_parent')
    op.drop_column('person', 'goal')
    op.drop_column('event_session', 'version')
    op.drop_column('event_session', 'hall')
    op.drop_column('event_session', 'label')
    op.drop_column('event', 'parent_under_age')
    op.drop_column('event', 'asks')
    op.drop_table('feedback')
    op.drop_index('uq_check_in_standing', table_name='check_in', sqlite_where=sa.text('undone_at IS NULL'), postgresql_where=sa.text('undone_at IS NULL'))
    op.drop_index(op.f('ix_check_in_undone_by_id'), table_name='check_in')
    op.drop_index(op.f('ix_check_in_by_id'), table_name='check_in')
    op.drop_table('check_in')
    op.drop_table('certificate')
    op.drop_index(op.f('ix_registration_draft_session_id'), table_name='registration_draft')
    op.drop_table('registration_draft')
    op.drop_index(op.f('ix_staff_grant_person_id'), table_name='staff_grant')
    op.drop_index(op.f('ix_staff_grant_granted_by_id'), table_name='staff_grant')
    op.drop_index(op.f('ix_staff_grant_event_id'), table_name='staff_grant')
    op.drop_table('staff_grant')
    op.drop_index(op.f('ix_invitation_event_id'), table_name='invitation')
    op.drop_index(op.f('ix_invitation_created_by_id'), table_name='invitation')
    op.drop_table('invitation')
    op.drop_table('details')
    op.drop_index(op.f('ix_audit_entry_at'), table_name='audit_entry')
    op.drop_index(op.f('ix_audit_entry_actor_id'), table_name='audit_entry')
    op.drop_table('audit_entry')

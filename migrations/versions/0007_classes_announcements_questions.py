"""Classes and their reports, announcements and who wants none, questions to a counsellor."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = '0007'
down_revision: str | None = '0006'
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Bring the tables to this revision."""

    op.create_table('class_report',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('subject', sa.String(length=48), nullable=False),
    sa.Column('members', sa.LargeBinary(), nullable=False),
    sa.Column('body', sa.LargeBinary(), nullable=False),
    sa.Column('published_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_class_report'))
    )
    op.create_index(op.f('ix_class_report_subject'), 'class_report', ['subject'])
    op.create_table('announcement',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('author_id', sa.Integer(), nullable=True),
    sa.Column('state', sa.String(length=10), server_default='draft', nullable=False),
    sa.Column('texts', sa.Text(), server_default='{}', nullable=False),
    sa.Column('link_kind', sa.String(length=10), nullable=True),
    sa.Column('link_target', sa.String(length=200), nullable=True),
    sa.Column('file_kind', sa.String(length=8), nullable=True),
    sa.Column('file', sa.String(length=200), nullable=True),
    sa.Column('audience', sa.Text(), server_default='{}', nullable=False),
    sa.Column('left_out', sa.Text(), server_default='{}', nullable=False),
    sa.Column('is_urgent', sa.Boolean(), server_default=sa.false(), nullable=False),
    sa.Column('urgent_by_id', sa.Integer(), nullable=True),
    sa.Column('starts_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('confirmed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('finished_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('version', sa.Integer(), server_default='0', nullable=False),
    sa.Column('trouble', sa.String(length=120), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("file_kind IN ('photo', 'document')", name=op.f('ck_announcement_file_kind_is_known')),
    sa.CheckConstraint("link_kind IN ('event', 'profession', 'address')", name=op.f('ck_announcement_link_kind_is_known')),
    sa.CheckConstraint("state IN ('draft', 'queued', 'sending', 'paused', 'cancelled', 'done')", name=op.f('ck_announcement_state_is_known')),
    sa.ForeignKeyConstraint(['author_id'], ['person.id'], name=op.f('fk_announcement_author_id_person'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['urgent_by_id'], ['person.id'], name=op.f('fk_announcement_urgent_by_id_person'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_announcement'))
    )
    op.create_index(op.f('ix_announcement_author_id'), 'announcement', ['author_id'])
    op.create_table('answer_template',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('counsellor_id', sa.Integer(), nullable=False),
    sa.Column('text', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['counsellor_id'], ['person.id'], name=op.f('fk_answer_template_counsellor_id_person'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_answer_template'))
    )
    op.create_index(op.f('ix_answer_template_counsellor_id'), 'answer_template', ['counsellor_id'])
    op.create_table('opt_out',
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('author_id', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_opt_out_person_id_person'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('person_id', 'author_id', name=op.f('pk_opt_out'))
    )
    op.create_table('school_class',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('counsellor_id', sa.Integer(), nullable=True),
    sa.Column('school', sa.LargeBinary(), nullable=False),
    sa.Column('school_digest', sa.String(length=32), nullable=False),
    sa.Column('grade', sa.SmallInteger(), nullable=False),
    sa.Column('letter', sa.String(length=4), server_default='', nullable=False),
    sa.Column('code', sa.String(length=12), nullable=False),
    sa.Column('most_pupils', sa.SmallInteger(), server_default='45', nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint('grade BETWEEN 1 AND 12', name=op.f('ck_school_class_grade_in_range')),
    sa.ForeignKeyConstraint(['counsellor_id'], ['person.id'], name=op.f('fk_school_class_counsellor_id_person'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_school_class')),
    sa.UniqueConstraint('code', name=op.f('uq_school_class_code'))
    )
    op.create_index(op.f('ix_school_class_counsellor_id'), 'school_class', ['counsellor_id'])
    op.create_index(op.f('ix_school_class_school_digest'), 'school_class', ['school_digest'])
    op.create_table('class_member',
    sa.Column('class_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('joined_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('shares_result', sa.Boolean(), server_default=sa.false(), nullable=False),
    sa.Column('name', sa.LargeBinary(), nullable=True),
    sa.ForeignKeyConstraint(['class_id'], ['school_class.id'], name=op.f('fk_class_member_class_id_school_class'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_class_member_person_id_person'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('class_id', 'person_id', name=op.f('pk_class_member'))
    )
    op.create_index(op.f('ix_class_member_person_id'), 'class_member', ['person_id'])
    op.create_table('question',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('class_id', sa.Integer(), nullable=True),
    sa.Column('counsellor_id', sa.Integer(), nullable=True),
    sa.Column('state', sa.String(length=10), server_default='open', nullable=False),
    sa.Column('is_flagged', sa.Boolean(), server_default=sa.false(), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("state IN ('open', 'answered', 'closed')", name=op.f('ck_question_state_is_known')),
    sa.ForeignKeyConstraint(['class_id'], ['school_class.id'], name=op.f('fk_question_class_id_school_class'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['counsellor_id'], ['person.id'], name=op.f('fk_question_counsellor_id_person'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_question_person_id_person'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_question'))
    )
    op.create_index(op.f('ix_question_changed_at'), 'question', ['changed_at'])
    op.create_index(op.f('ix_question_class_id'), 'question', ['class_id'])
    op.create_index(op.f('ix_question_counsellor_id'), 'question', ['counsellor_id'])
    op.create_index(op.f('ix_question_person_id'), 'question', ['person_id'])
    op.create_table('question_message',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('question_id', sa.Integer(), nullable=False),
    sa.Column('is_from_pupil', sa.Boolean(), nullable=False),
    sa.Column('text', sa.LargeBinary(), nullable=False),
    sa.Column('written_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['question_id'], ['question.id'], name=op.f('fk_question_message_question_id_question'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_question_message'))
    )
    op.create_index(op.f('ix_question_message_question_id'), 'question_message', ['question_id'])


def downgrade() -> None:
    """Take the tables back to the revision before."""

    op.drop_index(op.f('ix_question_message_question_id'), table_name='question_message')
    op.drop_table('question_message')
    op.drop_index(op.f('ix_question_person_id'), table_name='question')
    op.drop_index(op.f('ix_question_counsellor_id'), table_name='question')
    op.drop_index(op.f('ix_question_class_id'), table_name='question')
    op.drop_index(op.f('ix_question_changed_at'), table_name='question')
    op.drop_table('question')
    op.drop_index(op.f('ix_class_member_person_id'), table_name='class_member')
    op.drop_table('class_member')
    op.drop_index(op.f('ix_school_class_school_digest'), table_name='school_class')
    op.drop_index(op.f('ix_school_class_counsellor_id'), table_name='school_class')
    op.drop_table('school_class')
    op.drop_table('opt_out')
    op.drop_index(op.f('ix_answer_template_counsellor_id'), table_name='answer_template')
    op.drop_table('answer_template')
    op.drop_index(op.f('ix_announcement_author_id'), table_name='announcement')
    op.drop_table('announcement')
    op.drop_index(op.f('ix_class_report_subject'), table_name='class_report')
    op.drop_table('class_report')

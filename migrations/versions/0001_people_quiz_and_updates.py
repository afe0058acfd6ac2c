"""People who agreed, their quiz runs and answers, and the updates already applied."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = '0001'
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Bring the tables to this revision."""

    op.create_table('done_update',
    sa.Column('update_id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('done_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('update_id', name=op.f('pk_done_update'))
    )
    with op.batch_alter_table('done_update', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_done_update_done_at'), ['done_at'], unique=False)

    op.create_table('person',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('telegram_id', sa.BigInteger(), nullable=False),
    sa.Column('language', sa.String(length=2), nullable=False),
    sa.Column('grade', sa.SmallInteger(), nullable=True),
    sa.Column('place', sa.String(length=24), nullable=True),
    sa.Column('spot', sa.String(length=64), server_default='', nullable=False),
    sa.Column('consent_version', sa.String(length=16), nullable=False),
    sa.Column('consented_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_person')),
    sa.UniqueConstraint('telegram_id', name=op.f('uq_person_telegram_id'))
    )
    op.create_table('quiz_run',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('plan', sa.String(length=400), nullable=False),
    sa.Column('content_version', sa.String(length=16), nullable=False),
    sa.Column('started_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('finished_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_quiz_run_person_id_person'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_quiz_run'))
    )
    with op.batch_alter_table('quiz_run', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_quiz_run_person_id'), ['person_id'], unique=False)

    op.create_table('quiz_answer',
    sa.Column('run_id', sa.Integer(), nullable=False),
    sa.Column('item', sa.String(length=4), nullable=False),
    sa.Column('ordinal', sa.SmallInteger(), nullable=False),
    sa.Column('choice', sa.SmallInteger(), nullable=True),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('choice BETWEEN 1 AND 5', name=op.f('ck_quiz_answer_choice_in_range')),
    sa.ForeignKeyConstraint(['run_id'], ['quiz_run.id'], name=op.f('fk_quiz_answer_run_id_quiz_run'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('run_id', 'item', name=op.f('pk_quiz_answer')),
    sa.UniqueConstraint('run_id', 'ordinal', name=op.f('uq_quiz_answer_run_id'))
    )



def downgrade() -> None:
    """Take the tables back to the revision before."""

    op.drop_table('quiz_answer')
    with op.batch_alter_table('quiz_run', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_quiz_run_person_id'))

    op.drop_table('quiz_run')
    op.drop_table('person')
    with op.batch_alter_table('done_update', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_done_update_done_at'))

    op.drop_table('done_update')


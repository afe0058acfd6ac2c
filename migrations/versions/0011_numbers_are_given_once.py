"""On SQLite, too, the number of a row that was erased is never given to another one.

The audit log, old buttons and files name people, events and registrations by number, and outlive them. PostgreSQL never gave a
number twice. SQLite does unless a column is AUTOINCREMENT, which ALTER TABLE cannot say; copying the tables, as batch mode does,
would erase with each dropped table whatever refers to it. But the word changes nothing in how rows are stored, so it is enough to
write it into the schema, as https://sqlite.org/lang_altertable.html#otheralter shows: no row is touched. All of it is one
transaction; the schema is read anew and the references are checked before that ends.
"""

import re
from collections.abc import Callable, Sequence

import sqlalchemy as sa
from alembic import op

revision: str = '0011'
down_revision: str | None = '0010'
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

# All whose numbers are given by the database, but for list_draft, which began so.
TABLES = (
    'person', 'quiz_run', 'outbox', 'event', 'event_session', 'party', 'registration', 'check_in', 'staff_grant', 'invitation',
    'audit_entry', 'school_class', 'class_report', 'question', 'question_message', 'answer_template', 'announcement',
)


def upgrade() -> None:
    """Bring the tables to this revision."""

    connection = op.get_bind()
    if connection.dialect.name != 'sqlite':
        return
    _rewrite(connection, _with_autoincrement)
    for table in TABLES:
        # Numbers are counted from the first row that is written; those that others still name are not given again either.
        last = max(_number(connection, f'SELECT max(id) FROM {table}'), _named(connection, table))
        connection.execute(sa.text('INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :seq)'), {'name': table, 'seq': last})


def downgrade() -> None:
    """Take it back."""

    connection = op.get_bind()
    if connection.dialect.name != 'sqlite':
        return
    for table in TABLES:
        connection.execute(sa.text('DELETE FROM sqlite_sequence WHERE name = :name'), {'name': table})
    _rewrite(connection, _without_autoincrement)


def _rewrite(connection: sa.Connection, rewritten: Callable[[str, str], str]) -> None:
    version = _number(connection, 'PRAGMA schema_version')
    connection.exec_driver_sql('PRAGMA writable_schema=ON')
    try:
        for table in TABLES:
            where = {'name': table}
            before = connection.execute(sa.text("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = :name"), where).scalar_one()
            connection.execute(
                sa.text("UPDATE sqlite_master SET sql = :sql WHERE type = 'table' AND name = :name"),
                {**where, 'sql': rewritten(table, before)},
            )
        # So that every connection, this one too, reads the schema anew.
        connection.exec_driver_sql(f'PRAGMA schema_version={version + 1}')
    finally:
        connection.exec_driver_sql('PRAGMA writable_schema=RESET')
    if (fault := connection.exec_driver_sql('PRAGMA foreign_key_check').first()) is not None:
        raise RuntimeError(f'a row of {fault[0]} would refer to nothing')
    if (verdict := connection.exec_driver_sql('PRAGMA quick_check(1)').scalar_one()) != 'ok':
        raise RuntimeError(f'the schema would be damaged: {verdict}')


def _with_autoincrement(table: str, sql: str) -> str:
    sql = _once(rf',\s*CONSTRAINT pk_{table} PRIMARY KEY \(id\)', '', sql)
    return _once(r'\bid INTEGER NOT NULL', f'id INTEGER NOT NULL CONSTRAINT pk_{table} PRIMARY KEY AUTOINCREMENT', sql)


def _without_autoincrement(table: str, sql: str) -> str:
    plain = f', CONSTRAINT pk_{table} PRIMARY KEY (id)'
    sql = _once(rf'\bid INTEGER NOT NULL CONSTRAINT pk_{table} PRIMARY KEY AUTOINCREMENT', 'id INTEGER NOT NULL', sql)
    # Behind the columns, where the table's own constraints stand: SQLite adds columns before the first of them.
    return _once(r'(?=,\s*(CONSTRAINT|FOREIGN KEY|CHECK|UNIQUE)\b|\s*\)\s*\Z)', plain, sql)


def _once(pattern: str, put: str, sql: str) -> str:
    changed, times = re.subn(pattern, put, sql, count=1)
    if not times:
        raise RuntimeError(f'a table has another form than the migrations gave it: {sql}')
    return changed


def _named(connection: sa.Connection, table: str) -> int:
    """Return the highest number of a table that the audit log names, whether or not the row is still there."""
    if table == 'person':
        return max(
            _number(connection, 'SELECT max(actor_id) FROM audit_entry'), _number(connection, 'SELECT max(author_id) FROM opt_out')
        )
    word = 'class' if table == 'school_class' else table
    return _number(
        connection, f"SELECT max(CAST(substr(subject, {len(word) + 2}) AS INTEGER)) FROM audit_entry WHERE subject LIKE '{word}:%'"
    )


def _number(connection: sa.Connection, statement: str) -> int:
    return int(connection.exec_driver_sql(statement).scalar() or 0)

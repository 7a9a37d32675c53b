"""dossiers, and their openings in the access log

Revision ID: 0007
Revises: 0006
Create Date: 2026-11-24 20:00:00

"""
from alembic import op
import sqlalchemy as sa


revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None

SCOPES = ('order', 'customer', 'site')
CONTENTS = ('whole', 'shown')
STATES = ('due', 'ready', 'failed')
OLD_KINDS = ('order', 'edit_form', 'photo', 'report', 'bundle')
NEW_KINDS = (*OLD_KINDS, 'dossier')


def upgrade() -> None:
    op.create_table('dossiers',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('work_order_id', sa.String(length=36), nullable=False),
    sa.Column('scope', choice(SCOPES, 'dossierscope'), nullable=False),
    sa.Column('content', choice(CONTENTS, 'dossiercontent'), nullable=False),
    sa.Column('state', choice(STATES, 'dossierstate'), nullable=False),
    sa.Column('language', sa.String(length=10), nullable=False),
    sa.Column('address', sa.String(length=300), nullable=False),
    sa.Column('requested_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('requested_by', sa.String(length=36), nullable=False),
    sa.Column('order_ids', sa.Text(), nullable=False),
    sa.Column('total', sa.Integer(), nullable=False),
    sa.Column('done', sa.Integer(), nullable=False),
    sa.Column('tries', sa.SmallInteger(), nullable=False),
    sa.Column('claimed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('problem_code', sa.String(length=60), nullable=True),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('size_bytes', sa.BigInteger(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_dossiers'))
    )
    with op.batch_alter_table('dossiers', schema=None) as batch_op:
        batch_op.create_index('ix_dossiers_work_order_id_requested_at', ['work_order_id', 'requested_at'], unique=False)
        batch_op.create_index('ix_dossiers_state_requested_at', ['state', 'requested_at'], unique=False)
    allow(OLD_KINDS, NEW_KINDS)


def downgrade() -> None:
    op.execute("DELETE FROM access_log WHERE kind = 'dossier'")
    allow(NEW_KINDS, OLD_KINDS)
    op.drop_table('dossiers')


def choice(values: tuple[str, ...], name: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=20)


def allow(old: tuple[str, ...], new: tuple[str, ...]) -> None:
    """Let the access log hold these kinds; SQLite copies the table, without its trigger."""
    with op.batch_alter_table('access_log', schema=None) as batch_op:
        batch_op.alter_column('kind', existing_type=choice(old, 'accesskind'), type_=choice(new, 'accesskind'), existing_nullable=False)
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE TRIGGER access_log_refuses_update BEFORE UPDATE ON access_log "
            "BEGIN SELECT RAISE(ABORT, 'the access log only grows'); END"
        )

"""reports and their codes

Revision ID: 0005
Revises: 0004
Create Date: 2026-11-24 17:20:00

"""
from alembic import op
import sqlalchemy as sa


revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None

KINDS = ('visit', 'absence')
STATES = ('due', 'ready', 'failed')


def upgrade() -> None:
    op.create_table('reports',
    sa.Column('code', sa.String(length=10), nullable=False),
    sa.Column('work_order_id', sa.String(length=36), nullable=False),
    sa.Column('visit_id', sa.String(length=36), nullable=False),
    sa.Column('kind', sa.Enum(*KINDS, name='reportkind', native_enum=False, create_constraint=True, length=20), nullable=False),
    sa.Column('state', sa.Enum(*STATES, name='reportstate', native_enum=False, create_constraint=True, length=20), nullable=False),
    sa.Column('language', sa.String(length=10), nullable=False),
    sa.Column('address', sa.String(length=300), nullable=False),
    sa.Column('requested_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('requested_by', sa.String(length=36), nullable=False),
    sa.Column('tries', sa.SmallInteger(), nullable=False),
    sa.Column('problem_code', sa.String(length=60), nullable=True),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('rev', sa.BigInteger(), nullable=True),
    sa.Column('head', sa.String(length=64), nullable=True),
    sa.Column('pdf_sha256', sa.String(length=64), nullable=True),
    sa.Column('size_bytes', sa.BigInteger(), nullable=True),
    sa.Column('public_key', sa.String(length=64), nullable=True),
    sa.Column('signature', sa.String(length=128), nullable=True),
    sa.PrimaryKeyConstraint('code', name=op.f('pk_reports'))
    )
    with op.batch_alter_table('reports', schema=None) as batch_op:
        batch_op.create_index('ix_reports_work_order_id_requested_at', ['work_order_id', 'requested_at'], unique=False)
        batch_op.create_index('ix_reports_state_requested_at', ['state', 'requested_at'], unique=False)


def downgrade() -> None:
    op.drop_table('reports')

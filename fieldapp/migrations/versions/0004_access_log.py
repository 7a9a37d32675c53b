"""who opened which customer's data

Revision ID: 0004
Revises: 0003
Create Date: 2026-11-24 17:05:00

"""
from alembic import op
import sqlalchemy as sa


revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None

KINDS = ('order', 'edit_form', 'photo', 'report', 'bundle')


def upgrade() -> None:
    op.create_table('access_log',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('opened_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('user_id', sa.String(length=36), nullable=False),
    sa.Column('work_order_id', sa.String(length=36), nullable=False),
    sa.Column('kind', sa.Enum(*KINDS, name='accesskind', native_enum=False, create_constraint=True, length=20), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_access_log'))
    )
    with op.batch_alter_table('access_log', schema=None) as batch_op:
        batch_op.create_index('ix_access_log_opened_at', ['opened_at'], unique=False)
        batch_op.create_index('ix_access_log_work_order_id_opened_at', ['work_order_id', 'opened_at'], unique=False)
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE TRIGGER access_log_refuses_update BEFORE UPDATE ON access_log "
            "BEGIN SELECT RAISE(ABORT, 'the access log only grows'); END"
        )
        return
    op.execute(
        "CREATE TRIGGER access_log_refuses_update BEFORE UPDATE "
        "ON access_log FOR EACH STATEMENT EXECUTE FUNCTION ledger_only_grows()"
    )


def downgrade() -> None:
    op.drop_table('access_log')

"""anchors of the ledger

Revision ID: 0003
Revises: 0002
Create Date: 2026-11-24 09:10:00

"""
from alembic import op
import sqlalchemy as sa


revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None

ONLY_GROW = ('anchors', 'anchored_heads')


def upgrade() -> None:
    op.create_table('anchors',
    sa.Column('number', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('epoch', sa.String(length=40), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('root', sa.String(length=64), nullable=False),
    sa.Column('previous', sa.String(length=64), nullable=False),
    sa.Column('public_key', sa.String(length=64), nullable=False),
    sa.Column('signature', sa.String(length=128), nullable=False),
    sa.PrimaryKeyConstraint('number', name=op.f('pk_anchors'))
    )
    op.create_table('anchored_heads',
    sa.Column('anchor_number', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('position', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('stream_kind', sa.String(length=20), nullable=False),
    sa.Column('stream_id', sa.String(length=36), nullable=False),
    sa.Column('rev', sa.BigInteger(), nullable=False),
    sa.Column('head', sa.String(length=64), nullable=False),
    sa.ForeignKeyConstraint(['anchor_number'], ['anchors.number'], name=op.f('fk_anchored_heads_anchor_number')),
    sa.PrimaryKeyConstraint('anchor_number', 'position', name=op.f('pk_anchored_heads'))
    )
    with op.batch_alter_table('anchored_heads', schema=None) as batch_op:
        batch_op.create_index('ix_anchored_heads_head', ['head'], unique=False)
        batch_op.create_index('ix_anchored_heads_stream', ['stream_kind', 'stream_id'], unique=False)
    refuse_changes()


def downgrade() -> None:
    allow_changes()
    op.drop_table('anchored_heads')
    op.drop_table('anchors')


def refuse_changes() -> None:
    """Anchors only grow, and a body may be erased but never rewritten."""
    if op.get_bind().dialect.name == "sqlite":
        for table in ONLY_GROW:
            for act in ("UPDATE", "DELETE"):
                op.execute(
                    f"CREATE TRIGGER {table}_refuses_{act.lower()} BEFORE {act} ON {table} "
                    "BEGIN SELECT RAISE(ABORT, 'the ledger only grows'); END"
                )
        op.execute(
            "CREATE TRIGGER ledger_bodies_refuses_update BEFORE UPDATE ON ledger_bodies "
            "BEGIN SELECT RAISE(ABORT, 'the ledger only grows'); END"
        )
        return
    for table in ONLY_GROW:
        op.execute(
            f"CREATE TRIGGER {table}_refuses_changes BEFORE UPDATE OR DELETE OR TRUNCATE "
            f"ON {table} FOR EACH STATEMENT EXECUTE FUNCTION ledger_only_grows()"
        )
    op.execute(
        "CREATE TRIGGER ledger_bodies_refuses_update BEFORE UPDATE "
        "ON ledger_bodies FOR EACH STATEMENT EXECUTE FUNCTION ledger_only_grows()"
    )


def allow_changes() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for table in ONLY_GROW:
            for act in ("update", "delete"):
                op.execute(f"DROP TRIGGER {table}_refuses_{act}")
        op.execute("DROP TRIGGER ledger_bodies_refuses_update")
        return
    for table in ONLY_GROW:
        op.execute(f"DROP TRIGGER {table}_refuses_changes ON {table}")
    op.execute("DROP TRIGGER ledger_bodies_refuses_update ON ledger_bodies")

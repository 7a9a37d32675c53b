"""labels and the ones that devices had before

Revision ID: 0008
Revises: 0007
Create Date: 2026-11-24 20:10:00

"""
from alembic import op
import sqlalchemy as sa


revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('label_batches',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('first_number', sa.BigInteger(), nullable=False),
    sa.Column('count', sa.Integer(), nullable=False),
    sa.Column('reserved_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_label_batches')),
    sa.UniqueConstraint('first_number', name=op.f('uq_label_batches_first_number'))
    )
    op.create_table('former_labels',
    sa.Column('code', sa.String(length=8), nullable=False),
    sa.Column('device_id', sa.String(length=36), nullable=False),
    sa.ForeignKeyConstraint(['device_id'], ['devices.id'], name=op.f('fk_former_labels_device_id')),
    sa.PrimaryKeyConstraint('code', name=op.f('pk_former_labels'))
    )
    with op.batch_alter_table('former_labels', schema=None) as batch_op:
        batch_op.create_index('ix_former_labels_device_id', ['device_id'], unique=False)


def downgrade() -> None:
    op.drop_table('former_labels')
    op.drop_table('label_batches')

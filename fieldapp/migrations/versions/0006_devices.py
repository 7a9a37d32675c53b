"""devices

Revision ID: 0006
Revises: 0005
Create Date: 2026-11-24 19:50:00

"""
from alembic import op
import sqlalchemy as sa


revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('devices',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('serial', sa.String(length=64), nullable=False),
    sa.Column('mac', sa.String(length=12), nullable=True),
    sa.Column('label', sa.String(length=8), nullable=True),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('model', sa.String(length=200), nullable=False),
    sa.Column('owner', sa.String(length=20), nullable=False),
    sa.Column('place', sa.String(length=20), nullable=False),
    sa.Column('technician_id', sa.String(length=36), nullable=True),
    sa.Column('work_order_id', sa.String(length=36), nullable=True),
    sa.Column('registered_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['technician_id'], ['users.id'], name=op.f('fk_devices_technician_id')),
    sa.ForeignKeyConstraint(['work_order_id'], ['work_orders.id'], name=op.f('fk_devices_work_order_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_devices')),
    sa.UniqueConstraint('serial', name=op.f('uq_devices_serial')),
    sa.UniqueConstraint('mac', name=op.f('uq_devices_mac')),
    sa.UniqueConstraint('label', name=op.f('uq_devices_label'))
    )
    with op.batch_alter_table('devices', schema=None) as batch_op:
        batch_op.create_index('ix_devices_technician_id', ['technician_id'], unique=False)
        batch_op.create_index('ix_devices_work_order_id', ['work_order_id'], unique=False)
        batch_op.create_index('ix_devices_registered_at', ['registered_at'], unique=False)


def downgrade() -> None:
    op.drop_table('devices')

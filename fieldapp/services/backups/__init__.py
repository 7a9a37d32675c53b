"""Copies of everything that a server holds, and the way back from one."""

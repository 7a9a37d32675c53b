"""For other WSGI servers: `wsgi:app`; with SQLite only one process may start it."""

from contextlib import ExitStack

from fieldapp import config, create_app, single_process

settings = config.from_environment()
_lock = ExitStack()
_lock.enter_context(single_process.alone_on_the_database(settings))
app = create_app(settings)

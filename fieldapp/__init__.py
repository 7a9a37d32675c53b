"""Visada: field service that works without signal."""

from pathlib import Path

from flask import Flask

from fieldapp import api, config, database, sources
from fieldapp.config import Settings
from fieldapp.extensions import db, htmx, migrate
from fieldapp.reports import making
from fieldapp.reports.dossiers.making import DossierMaker
from fieldapp.services import durability, evidence_store, jobs, long_jobs
from fieldapp.services.rescue_keys import RescueKeys
from fieldapp.web import (
    assets,
    compression,
    csrf,
    errors,
    guard,
    headers,
    health,
    languages,
    login,
    office,
    page,
    public,
    sessions,
    technician,
)

MIGRATIONS = Path(__file__).parent / "migrations"
MAXIMUM_FORM_PARTS = 1000
MAXIMUM_FORM_BYTES = 500_000


def create_app(settings: Settings | None = None) -> Flask:
    """Build the application from its settings, by default from the environment."""
    settings = settings or config.from_environment()
    templates = str(sources.ROOT / "templates")
    app = Flask(__name__, static_folder=None, template_folder=templates)
    app.config.from_mapping(
        SETTINGS=settings,
        SECRET_KEY=settings.secret_key,
        SESSION_COOKIE_NAME="flask",
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        SQLALCHEMY_ENGINE_OPTIONS={"hide_parameters": True},
        MAX_CONTENT_LENGTH=settings.max_upload_bytes,
        MAX_FORM_MEMORY_SIZE=MAXIMUM_FORM_BYTES,
        MAX_FORM_PARTS=MAXIMUM_FORM_PARTS,
    )
    add_storage(app, settings)
    add_web(app)
    return app


def add_storage(app: Flask, settings: Settings) -> None:
    """Bind the database and the evidence store."""
    db.init_app(app)
    migrate.init_app(
        app,
        db,
        directory=str(MIGRATIONS),
        render_as_batch=True,
        compare_type=True,
    )
    with app.app_context():
        database.prepare(db.engine)
    app.extensions["evidence_store"] = evidence_store.open_store(
        settings.evidence_url, settings.parts_dir
    )
    app.extensions["durability"] = durability.Durability(settings)
    app.extensions["rescue_keys"] = RescueKeys(settings.secret_key)
    add_jobs(app, settings)


def add_jobs(app: Flask, settings: Settings) -> None:
    """Add what is done after the answer."""
    store = app.extensions["evidence_store"]
    maker = making.Maker(store, settings.signing_key_path)
    app.extensions["jobs"] = jobs.Jobs(
        store, app.app_context, settings.signing_key_path, maker.make
    )
    app.extensions["long_jobs"] = long_jobs.LongJobs(
        store, app.app_context, DossierMaker(maker).make
    )


def add_web(app: Flask) -> None:
    """Add what guards every request, then the pages and the endpoints.

    The answers pass the last registered first: headers are added, then it is zipped.
    """
    compression.init_app(app)
    headers.init_app(app)
    csrf.init_app(app)
    sessions.init_app(app)
    languages.init_app(app)
    guard.init_app(app)
    errors.init_app(app)
    htmx.init_app(app)
    add_views(app)


def add_views(app: Flask) -> None:
    """Register the blueprints and build the templates."""
    for bp in (
        login.bp,
        health.bp,
        *api.blueprints,
        *technician.blueprints,
        *office.blueprints,
        *public.blueprints,
    ):
        app.register_blueprint(bp)
    settings: Settings = app.config["SETTINGS"]
    assets.init_app(
        app,
        organization_name=lambda: page.organization()["name"],
        build_dir=settings.build_dir,
    )

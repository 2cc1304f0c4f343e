"""Patterns of web frameworks, and of libraries for models of data."""

from __future__ import annotations

from sphinx_kwindex.patterns.pattern import Calls, Decorated, Derives, Pattern, named

_ROUTES = "route get post put patch delete"
_OPERATIONS = "get post put patch delete options head trace api_route websocket"

WEB = (
    Pattern(
        "Flask application",
        "The object to which routes and handlers are registered, or a part of it.",
        "https://flask.palletsprojects.com/en/stable/api/#application-object",
        (Calls(("flask.Flask", "flask.Blueprint")),),
    ),
    Pattern(
        "Flask route",
        "The function answers requests for a path.",
        "https://flask.palletsprojects.com/en/stable/quickstart/#routing",
        (Decorated((*named(_ROUTES, "flask.Flask()."), *named(_ROUTES, "flask.Blueprint()."))),),
    ),
    Pattern(
        "Flask hook",
        "The function runs when a request, or the context of the application, begins or ends, or "
        "answers for errors.",
        "https://flask.palletsprojects.com/en/stable/lifecycle/",
        (
            Decorated(
                tuple(
                    f"flask.{owner}().{name}"
                    for owner in ("Flask", "Blueprint")
                    for name in (
                        "before_request",
                        "after_request",
                        "teardown_request",
                        "teardown_appcontext",
                        "before_app_request",
                        "after_app_request",
                        "teardown_app_request",
                        "errorhandler",
                        "app_errorhandler",
                    )
                )
            ),
        ),
    ),
    Pattern(
        "Flask view",
        "A class whose instances answer requests.",
        "https://flask.palletsprojects.com/en/stable/views/",
        (Derives(("flask.views.View", "flask.views.MethodView")),),
    ),
    Pattern(
        "FastAPI route",
        "The function answers requests for a path; its parameters say what it takes.",
        "https://fastapi.tiangolo.com/tutorial/first-steps/",
        (
            Decorated(
                (*named(_OPERATIONS, "fastapi.FastAPI()."),
                 *named(_OPERATIONS, "fastapi.APIRouter()."))
            ),
        ),
    ),
    Pattern(
        "FastAPI dependency",
        "`Depends` names the function whose result a parameter gets.",
        "https://fastapi.tiangolo.com/tutorial/dependencies/",
        (Calls(("fastapi.Depends",)),),
    ),
    Pattern(
        "pydantic model",
        "A class that checks and converts its fields by their annotations.",
        "https://docs.pydantic.dev/latest/concepts/models/",
        (
            Derives(
                (
                    "pydantic.BaseModel",
                    "pydantic.main.BaseModel",
                    "pydantic.RootModel",
                    "pydantic_settings.BaseSettings",
                    "pydantic.BaseSettings",
                )
            ),
            Decorated(("pydantic.dataclasses.dataclass",)),
        ),
    ),
    Pattern(
        "pydantic validator",
        "Checks or changes values when a model is made.",
        "https://docs.pydantic.dev/latest/concepts/validators/",
        (
            Decorated(
                named("field_validator model_validator validator root_validator", "pydantic.")
            ),
        ),
    ),
    Pattern(
        "SQLAlchemy model",
        "A class for the rows of a table, or the base of such classes.",
        "https://docs.sqlalchemy.org/en/20/orm/declarative_mapping.html",
        (
            Derives(
                (
                    "sqlalchemy.orm.DeclarativeBase",
                    "sqlalchemy.orm.DeclarativeBaseNoMeta",
                    "sqlalchemy.orm.declarative_base()",
                    "sqlalchemy.ext.declarative.declarative_base()",
                    "flask_sqlalchemy.SQLAlchemy().Model",
                    "sqlmodel.SQLModel",
                )
            ),
        ),
    ),
    Pattern(
        "Django model",
        "A class for the rows of a table, or the base of such classes.",
        "https://docs.djangoproject.com/en/stable/topics/db/models/",
        (Derives(("django.db.models.Model", "django.db.models.base.Model")),),
    ),
    Pattern(
        "Django route",
        "Leads requests for a path to a view.",
        "https://docs.djangoproject.com/en/stable/topics/http/urls/",
        (
            Calls(
                ("django.urls.path", "django.urls.re_path", "django.conf.urls.url",
                 "django.urls.conf.path", "django.urls.conf.re_path")
            ),
        ),
    ),
    Pattern(
        "Django view",
        "A class whose instances answer requests.",
        "https://docs.djangoproject.com/en/stable/topics/class-based-views/",
        (
            Derives(
                (
                    "django.views.View",
                    *named(
                        "View TemplateView RedirectView ListView DetailView FormView CreateView "
                        "UpdateView DeleteView",
                        "django.views.generic.",
                    ),
                )
            ),
        ),
    ),
    Pattern(
        "Django form",
        "A class that shows and checks what a user enters.",
        "https://docs.djangoproject.com/en/stable/topics/forms/",
        (Derives(("django.forms.Form", "django.forms.ModelForm")),),
    ),
    Pattern(
        "Django command",
        "A class for a command of `manage.py`.",
        "https://docs.djangoproject.com/en/stable/howto/custom-management-commands/",
        (Derives(named("BaseCommand AppCommand LabelCommand",
                       "django.core.management.base.")),
         Derives(named("BaseCommand AppCommand LabelCommand", "django.core.management.")),),
    ),
    Pattern(
        "Django signal receiver",
        "The function runs when a signal is sent.",
        "https://docs.djangoproject.com/en/stable/topics/signals/",
        (Decorated(("django.dispatch.receiver", "django.dispatch.dispatcher.receiver")),),
    ),
)  # fmt: skip
"""In the order in which pages list them."""

"""Patterns of other frameworks: PyTorch, Celery, Sphinx."""

from __future__ import annotations

from sphinx_kwindex.patterns.pattern import Calls, Decorated, Derives, Pattern, named

_TORCH = "https://docs.pytorch.org/docs/stable/"
_SPHINX = "https://www.sphinx-doc.org/en/master/extdev/"

FRAMEWORKS = (
    Pattern(
        "torch module",
        "A part of a neural network, with its parameters.",
        f"{_TORCH}generated/torch.nn.Module.html",
        (Derives(("torch.nn.Module", "torch.nn.modules.Module",
                  "torch.nn.modules.module.Module")),),
    ),
    Pattern(
        "torch autograd function",
        "Defines an operation together with its gradient.",
        f"{_TORCH}notes/extending.html",
        (Derives(("torch.autograd.Function", "torch.autograd.function.Function")),),
    ),
    Pattern(
        "torch data set",
        "A class that hands out samples, for a `DataLoader`.",
        f"{_TORCH}data.html#dataset-types",
        (
            Derives(
                (
                    *named("Dataset IterableDataset", "torch.utils.data."),
                    *named("Dataset IterableDataset", "torch.utils.data.dataset."),
                )
            ),
        ),
    ),
    Pattern(
        "torch optimiser",
        "A class that updates parameters by their gradients.",
        f"{_TORCH}optim.html",
        (Derives(("torch.optim.Optimizer", "torch.optim.optimizer.Optimizer")),),
    ),
    Pattern(
        "torch code without gradients",
        "The decorator turns the recording of gradients off while the function runs.",
        f"{_TORCH}notes/autograd.html#locally-disabling-gradient-computation",
        (Decorated(("torch.no_grad", "torch.inference_mode", "torch.autograd.no_grad",
                    "torch.autograd.grad_mode.no_grad")),),
    ),
    Pattern(
        "Compiled torch code",
        "The decorator has the function or class compiled.",
        f"{_TORCH}torch.compiler.html",
        (Decorated(("torch.compile", "torch.jit.script")),),
    ),
    Pattern(
        "torch operator",
        "The decorator registers the function as an operator of torch, or as a part of one.",
        f"{_TORCH}library.html",
        (
            Decorated(
                named(
                    "custom_op triton_op register_fake register_kernel register_autograd "
                    "register_vmap register_torch_dispatch impl",
                    "torch.library.",
                )
            ),
        ),
    ),
    Pattern(
        "Celery task",
        "Runs in a worker, when a message asks for it.",
        "https://docs.celeryq.dev/en/stable/userguide/tasks.html",
        (
            Decorated(("celery.shared_task", "celery.Celery().task", "celery.app.shared_task")),
            Derives(("celery.Task", "celery.app.task.Task")),
        ),
    ),
    Pattern(
        "Sphinx extension",
        "Registers something with Sphinx, or connects a function to one of its events.",
        f"{_SPHINX}index.html",
        (
            Calls(
                named(
                    "add_builder add_config_value add_css_file add_js_file add_directive "
                    "add_directive_to_domain add_domain add_node add_role add_role_to_domain "
                    "add_transform add_post_transform add_event add_object_type "
                    "add_crossref_type add_autodocumenter add_enumerable_node add_lexer "
                    "add_source_parser add_source_suffix add_env_collector add_html_theme "
                    "add_html_math_renderer add_index_to_domain add_message_catalog "
                    "add_search_language add_translation_handlers set_translator connect "
                    "setup_extension",
                    "sphinx.application.Sphinx().",
                )
            ),
        ),
    ),
    Pattern(
        "Directive",
        "A class for a directive of reStructuredText or MyST.",
        "https://www.sphinx-doc.org/en/master/extdev/markupapi.html",
        (
            Derives(
                (
                    "docutils.parsers.rst.Directive",
                    "sphinx.util.docutils.SphinxDirective",
                    "sphinx.directives.ObjectDescription",
                )
            ),
        ),
    ),
    Pattern(
        "Sphinx domain",
        "A set of roles and directives for one kind of object.",
        f"{_SPHINX}domainapi.html",
        (Derives(("sphinx.domains.Domain",)),),
    ),
)  # fmt: skip
"""In the order in which pages list them."""

"""The command ``python -m sphinx_kwindex.shards``: the steps that are not ``sphinx-build``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from sphinx_kwindex.build.progress import Item
from sphinx_kwindex.option_errors import OptionError
from sphinx_kwindex.shards.cluster import run_on_cluster
from sphinx_kwindex.shards.conf import conf_settings
from sphinx_kwindex.shards.errors import ShardError
from sphinx_kwindex.shards.facts import write_facts
from sphinx_kwindex.shards.linking import write_slices
from sphinx_kwindex.shards.merging import merge
from sphinx_kwindex.shards.partition import shard_of

_DONE, _REFUSED = 0, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Do one step.

    Parameters
    ----------
    arguments:
        Those of the command line; None for those of this process.

    Returns
    -------
    The exit status: 2 if the step cannot be done; that of Sphinx where it runs.
    """
    options, more = _parser().parse_known_args(arguments)
    if more and options.step != "merge":
        _parser().error(f"unrecognized arguments: {' '.join(more)}")
    try:
        return _step(options, more)
    except (ShardError, OptionError) as error:
        sys.stderr.write(f"kwindex: error: {error}\n")
        return _REFUSED


def _step(options: argparse.Namespace, more: Sequence[str]) -> int:
    settings = conf_settings(options.source, options.define)
    if options.step == "facts":
        shard = shard_of(options.shard)
        files = write_facts(
            settings, options.source, shard, options.output, jobs=options.jobs, progress=_said
        )
        _say(f"shard {shard}: the facts of {files} files are in {options.output}")
        return _DONE
    if options.step == "link":
        outcome = write_slices(
            settings,
            options.source,
            options.facts,
            options.output,
            jobs=options.jobs,
            progress=_said,
        )
        _say(f"{len(outcome.manifest.docnames)} pages are in {options.output}")
        return _DONE
    defined = [part for assignment in options.define for part in ("-D", assignment)]
    if options.step == "run":
        return run_on_cluster(
            options.source,
            options.output,
            options.scheduler,
            options.shards,
            options=defined,
            retries=options.retries,
            say=_say,
        )
    return merge(
        settings,
        options.source,
        options.site,
        options.parts,
        options.output,
        arguments=[*defined, *more],
    )


def _said(items: Iterable[Item], summary: str, length: int) -> Iterable[Item]:
    """Say what begins, and return the items."""
    _say(f"{summary} ({length})")
    return items


def _say(text: str) -> None:
    sys.stderr.write(f"kwindex: {text}\n")
    sys.stderr.flush()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m sphinx_kwindex.shards",
        description="Build a site in shards. Between `link` and `merge`, sphinx-build builds each "
        "shard.",
    )
    steps = parser.add_subparsers(dest="step", required=True, metavar="STEP")
    facts = steps.add_parser("facts", help="read the files of one shard")
    _add_common(facts, "the file to write")
    facts.add_argument("--shard", required=True, metavar="I/N", help="which one, such as 2/3")
    link = steps.add_parser("link", help="make the text of all pages, and a slice for each shard")
    _add_common(link, "the folder to write to")
    link.add_argument(
        "facts", nargs="+", type=Path, help="what the step facts wrote, of all shards"
    )
    merging = steps.add_parser(
        "merge",
        help="make one site of all shards; other arguments go to sphinx-build",
    )
    _add_common(merging, "the folder of the site, new or empty", has_jobs=False)
    merging.add_argument("site", type=Path, help="the file site.zip that the step link wrote")
    merging.add_argument("parts", nargs="+", type=Path, help="the output folders of all shards")
    running = steps.add_parser("run", help="do all steps on a Dask cluster, and merge here")
    _add_common(running, "the folder of the site, new or empty", has_jobs=False)
    running.add_argument("--scheduler", required=True, metavar="ADDRESS", help="of the cluster")
    running.add_argument("--shards", required=True, type=_number, metavar="N", help="how many")
    running.add_argument(
        "--retries", type=int, default=2, metavar="N", help="times a failed step is run again"
    )
    return parser


def _number(text: str) -> int:
    return shard_of(f"1/{text}").count


def _add_common(parser: argparse.ArgumentParser, output: str, *, has_jobs: bool = True) -> None:
    parser.add_argument("-o", "--output", required=True, type=Path, metavar="PATH", help=output)
    parser.add_argument("source", type=Path, help="the folder of conf.py")
    parser.add_argument(
        "-D",
        dest="define",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="set an option, as for sphinx-build",
    )
    if has_jobs:
        parser.add_argument("-j", "--jobs", type=int, default=1, metavar="N", help="processes")


if __name__ == "__main__":
    sys.exit(main())

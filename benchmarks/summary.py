"""From single builds to the figures of the report: medians over the rounds, and ratios."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from benchmarks.records import Build, Outcome, Scenario, SiteCounts, Usage
from benchmarks.tools import KWINDEX


@dataclass(frozen=True)
class Figures:
    """The figures of one tool in one scenario; each is a median over the rounds.

    Attributes
    ----------
    tool:
        The tool's short name.
    scenario:
        The scenario.
    outcome:
        ``ok`` if all rounds succeeded, otherwise the first other outcome.
    exit_code:
        That of the first build that did not succeed, otherwise 0; ``None`` if no build
        took place.
    wall_seconds:
        As in `Usage`; ``None``, like all below, if no build succeeded.
    cpu_seconds:
        As in `Usage`.
    peak_mib:
        As in `Usage`.
    pages:
        As in `SiteCounts`.
    source_pages:
        As in `SiteCounts`.
    warnings:
        As in `SiteCounts`.
    errors:
        As in `SiteCounts`.
    note:
        Why a build did not succeed; empty if all did.
    """

    tool: str
    scenario: Scenario
    outcome: Outcome
    exit_code: int | None
    wall_seconds: float | None
    cpu_seconds: float | None
    peak_mib: float | None
    pages: float | None
    source_pages: float | None
    warnings: float | None
    errors: float | None
    note: str


@dataclass(frozen=True)
class Ratios:
    """What sphinx-kwindex needs, divided by what a peer needs: below 1 means less.

    Attributes
    ----------
    peer:
        The peer's short name.
    scenario:
        The scenario.
    wall:
        Ratio of wall seconds; ``None``, like those below, if one of the two has no figure.
    cpu:
        Ratio of CPU seconds.
    peak:
        Ratio of peak memory.
    """

    peer: str
    scenario: Scenario
    wall: float | None
    cpu: float | None
    peak: float | None


def summarise(builds: Sequence[Build]) -> tuple[Figures, ...]:
    """Put the rounds together.

    Parameters
    ----------
    builds:
        All builds of a run.

    Returns
    -------
    The figures, scenario by scenario, with the tools in the order in which they came first.
    """
    tools = sorted({build.tool: None for build in builds}, key=first_position(builds))
    return tuple(
        figures_of([b for b in builds if b.tool == tool and b.scenario is scenario])
        for scenario in Scenario
        for tool in tools
        if any(b.tool == tool and b.scenario is scenario for b in builds)
    )


def first_position(builds: Sequence[Build]) -> Callable[[str], int]:
    """Give a sort key that puts tools in the order of their first builds."""
    names = [build.tool for build in builds]
    return names.index


def figures_of(builds: Sequence[Build]) -> Figures:
    """Put the builds of one tool in one scenario together.

    Parameters
    ----------
    builds:
        The builds, one for each round, at least one.

    Returns
    -------
    The medians over those that succeeded.
    """
    succeeded = [build for build in builds if build.outcome is Outcome.OK]
    bad = next((build for build in builds if build.outcome is not Outcome.OK), None)
    shown = bad or builds[0]
    return Figures(
        tool=builds[0].tool,
        scenario=builds[0].scenario,
        outcome=shown.outcome,
        exit_code=shown.usage.exit_code if shown.usage else None,
        wall_seconds=median_usage(succeeded, lambda usage: usage.wall_seconds),
        cpu_seconds=median_usage(succeeded, lambda usage: usage.cpu_seconds),
        peak_mib=median_usage(succeeded, lambda usage: usage.peak_mib),
        pages=median_counts(succeeded, lambda counts: counts.pages),
        source_pages=median_counts(succeeded, lambda counts: counts.source_pages),
        warnings=median_counts(succeeded, lambda counts: counts.warnings),
        errors=median_counts(succeeded, lambda counts: counts.errors),
        note=shown.note,
    )


def median_usage(builds: Iterable[Build], figure: Callable[[Usage], float]) -> float | None:
    """Give the median of a figure of usage, ``None`` if there is no build."""
    return median_or_none([figure(build.usage) for build in builds if build.usage])


def median_counts(builds: Iterable[Build], figure: Callable[[SiteCounts], int]) -> float | None:
    """Give the median of a count, ``None`` if there is no build."""
    return median_or_none([figure(build.counts) for build in builds if build.counts])


def median_or_none(values: Sequence[float]) -> float | None:
    """Give the median, ``None`` if there is no value."""
    return median(values) if values else None


def compare(builds: Sequence[Build]) -> tuple[Ratios, ...]:
    """Compare sphinx-kwindex with each peer.

    A ratio is taken within each round, between builds that ran close to each other on the same
    machine; the result is the median of those ratios, not a ratio of medians.

    Parameters
    ----------
    builds:
        All builds of a run.

    Returns
    -------
    The ratios, scenario by scenario; nothing if sphinx-kwindex did not take part.
    """
    tools = [figures.tool for figures in summarise(builds) if figures.scenario is Scenario.FIRST]
    if KWINDEX not in tools:
        return ()
    return tuple(
        ratios_to(peer, scenario, builds)
        for scenario in Scenario
        for peer in tools
        if peer != KWINDEX
    )


def ratios_to(peer: str, scenario: Scenario, builds: Sequence[Build]) -> Ratios:
    """Compare sphinx-kwindex with one peer in one scenario.

    Parameters
    ----------
    peer:
        The peer's short name.
    scenario:
        The scenario.
    builds:
        All builds of a run.

    Returns
    -------
    The ratios, from the rounds in which both succeeded.
    """
    own, other = (usage_by_round(tool, scenario, builds) for tool in (KWINDEX, peer))
    pairs = [(own[number], other[number]) for number in own if number in other]
    return Ratios(
        peer=peer,
        scenario=scenario,
        wall=median_ratio((a.wall_seconds, b.wall_seconds) for a, b in pairs),
        cpu=median_ratio((a.cpu_seconds, b.cpu_seconds) for a, b in pairs),
        peak=median_ratio((a.peak_mib, b.peak_mib) for a, b in pairs),
    )


def usage_by_round(tool: str, scenario: Scenario, builds: Sequence[Build]) -> dict[int, Usage]:
    """Give the usage of the builds that succeeded, by number of the round."""
    return {
        build.round: build.usage
        for build in builds
        if build.tool == tool
        and build.scenario is scenario
        and build.outcome is Outcome.OK
        and build.usage
    }


def median_ratio(pairs: Iterable[tuple[float, float]]) -> float | None:
    """Give the median of quotients, without those by zero; ``None`` if none is left."""
    return median_or_none([first / second for first, second in pairs if second])

from benchmarks.records import (
    Build,
    Installed,
    Outcome,
    Report,
    Scenario,
    Setting,
    SiteCounts,
    Usage,
)
from benchmarks.report import as_json, as_markdown, as_text, number
from benchmarks.summary import compare, figures_of, median_ratio, summarise
from benchmarks.tables import Table, markdown_table, plain_table


def ok(tool: str, wall: float, round_number: int = 1, scenario: Scenario = Scenario.FIRST) -> Build:
    usage = Usage(wall, wall * 2, 100.0, 0, timed_out=False)
    counts = SiteCounts(pages=1200, source_pages=3, warnings=4, errors=0)
    return Build(tool, scenario, round_number, Outcome.OK, usage, counts)


def failed(tool: str, round_number: int = 1) -> Build:
    usage = Usage(5.0, 5.0, 50.0, 2, timed_out=False)
    counts = SiteCounts(0, 0, 0, 0)
    outcome, note = Outcome.FAILED, "TypeError: no"
    return Build(tool, Scenario.FIRST, round_number, outcome, usage, counts, note)


def report(*builds: Build) -> Report:
    setting = Setting("tree", 1234, 56789, "a.py", "furo", 2, ("-W",), 3, "3.11.0", "Linux", 2)
    installed = (
        Installed("kwindex", {"sphinx": "9.0.4"}),
        Installed("autoapi", {}, "ERROR: no such version"),
    )
    return Report(setting, installed, builds)


def test_plain_table_aligns_words_left_and_numbers_right() -> None:
    table = Table(("Tool", "Wall"), (("a", "1.0"), ("long name", "100.0")), text_columns=1)
    assert plain_table(table) == (
        "Tool        Wall\n---------  -----\na            1.0\nlong name  100.0\n"
    )


def test_markdown_table_escapes_pipes_and_aligns_numbers() -> None:
    table = Table(("Tool", "Wall"), (("a|b", "1.0"),), text_columns=1)
    assert markdown_table(table) == "| Tool | Wall |\n| --- | ---: |\n| a\\|b | 1.0 |\n"


def test_tables_without_rows_have_a_header() -> None:
    table = Table(("Tool",), (), text_columns=1)
    assert plain_table(table) == "Tool\n----\n"
    assert markdown_table(table) == "| Tool |\n| --- |\n"


def test_number_has_separators_and_a_dash_when_missing() -> None:
    assert number(1234.56, 1) == "1,234.6"
    assert number(1234, 0) == "1,234"
    assert number(None, 2) == "-"


def test_figures_are_medians_of_the_rounds() -> None:
    figures = figures_of([ok("autoapi", 1.0, 1), ok("autoapi", 9.0, 2), ok("autoapi", 2.0, 3)])
    assert figures.wall_seconds == 2.0
    assert figures.cpu_seconds == 4.0
    assert (figures.outcome, figures.exit_code, figures.pages) == (Outcome.OK, 0, 1200)


def test_a_failed_round_shows_but_does_not_enter_the_medians() -> None:
    figures = figures_of([ok("autoapi", 1.0, 1), failed("autoapi", 2)])
    assert (figures.outcome, figures.exit_code) == (Outcome.FAILED, 2)
    assert figures.wall_seconds == 1.0
    assert figures.note == "TypeError: no"


def test_a_tool_that_never_succeeded_has_no_figures() -> None:
    figures = figures_of([failed("autoapi")])
    assert (figures.wall_seconds, figures.pages, figures.warnings) == (None, None, None)


def test_summary_goes_by_scenario_then_by_order_of_tools() -> None:
    builds = [
        ok("kwindex", 1.0),
        ok("autoapi", 2.0),
        ok("kwindex", 1.0, scenario=Scenario.NOOP),
        ok("autoapi", 2.0, scenario=Scenario.NOOP),
    ]
    assert [(each.scenario, each.tool) for each in summarise(builds)] == [
        (Scenario.FIRST, "kwindex"),
        (Scenario.FIRST, "autoapi"),
        (Scenario.NOOP, "kwindex"),
        (Scenario.NOOP, "autoapi"),
    ]


def test_ratios_are_taken_within_each_round() -> None:
    builds = [
        ok("kwindex", 1.0, 1),
        ok("autoapi", 4.0, 1),
        ok("kwindex", 10.0, 2),
        ok("autoapi", 40.0, 2),
        ok("kwindex", 7.0, 3),
        failed("autoapi", 3),
    ]
    first = compare(builds)[0]
    assert (first.peer, first.wall, first.cpu, first.peak) == ("autoapi", 0.25, 0.25, 1.0)


def test_ratio_to_a_peer_that_failed_is_missing() -> None:
    first = compare([ok("kwindex", 1.0), failed("autoapi")])[0]
    assert (first.wall, first.cpu, first.peak) == (None, None, None)


def test_no_ratios_without_the_own_tool() -> None:
    assert compare([ok("autoapi", 1.0), ok("autodoc2", 2.0)]) == ()
    assert compare([]) == ()


def test_division_by_zero_is_left_out() -> None:
    assert median_ratio([(1.0, 0.0), (1.0, 2.0)]) == 0.5
    assert median_ratio([(1.0, 0.0)]) is None


def test_text_report_holds_setting_figures_ratios_and_reasons() -> None:
    text = as_text(report(ok("kwindex", 1.0), failed("autoapi")))
    assert "1,234 Python files, 56,789 lines" in text
    assert "theme furo, options -W, medians of 3 rounds" in text
    assert "not installed: ERROR: no such version" in text
    assert "sphinx-kwindex relative to" in text
    assert "sphinx-autoapi + viewcode, first build: failed: TypeError: no" in text


def test_markdown_report_has_tables() -> None:
    lines = as_markdown(report(ok("kwindex", 1.0), ok("autoapi", 2.0))).splitlines()
    figures = "1.0 | 2.0 | 100 | 1,200 | 3 | 4 | 0 | 0 |"
    assert f"| first | sphinx-kwindex | ok | {figures}" in lines
    assert "| first | sphinx-autoapi + viewcode | 0.50 | 0.50 | 1.00 |" in lines


def test_json_report_holds_the_raw_records() -> None:
    text = as_json(report(ok("kwindex", 1.5)))
    assert '"wall_seconds": 1.5' in text
    assert '"scenario": "first"' in text

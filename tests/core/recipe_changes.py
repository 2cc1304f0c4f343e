"""What the recipes of CONTRIBUTING.md say to write, as small as it can be, and a repository for it."""
# ruff: noqa: E501

from __future__ import annotations

NEW_FILES = {
    "relations/mood.py": '''
        """How a file feels."""
        import msgspec
        class Mood(msgspec.Struct, frozen=True):
            """A mood."""
            word: str = ""
        def moods_of_files(context):
            """Return what gives the mood of a file."""
            return lambda facts: Mood("glad" if context.settings.mood else "")
        ''',
    "pages/files/sections/mood.py": '''
        """Mood: what the file feels."""
        from sphinx_kwindex.blocks.blocks import (Paragraph, plain)
        def mood(view):
            """Yield the mood of a file."""
            if view.relations.mood.word:
                yield Paragraph((plain(f"It is {view.relations.mood.word}."),))
        ''',
    "keywords/moods.py": '''
        """Moods as keywords."""
        from sphinx_kwindex.keywords.keyword import Keyword
        from sphinx_kwindex.keywords.kinds import KeywordKind
        def mood_keywords(project, facts, *, private):
            """Yield a keyword for each file."""
            yield Keyword("joy", "joy", KeywordKind.MOOD, facts.path, "L-1")
        ''',
    "analysis/moods.py": '''
        """Files of moods."""
        from sphinx_kwindex.records.analysis import Analysis, Problem
        def analyse_moods(text, language):
            """Return the facts of a file of moods."""
            problem = Problem("sad", "is sad", 1) if "sad" in text else None
            return Analysis(language.name, language.lexer, problem=problem)
        ''',
    "analysis/grammars/queries/tide.scm": "; inherits: go\n",
}
"""What the recipes say to write, by its path in the package."""

EDITS = {
    # A section, and the relation that it shows.
    "pages/files/sections/__init__.py": (
        ("\nSECTIONS = (", "\nfrom sphinx_kwindex.pages.files.sections.mood import mood\nSECTIONS = ("),
        ('    Section("source",', '    Section("mood", "Mood", "file-mood", mood),\n    Section("source",'),
    ),
    "relations/__init__.py": (
        ("\n\nclass FileRelations", "\nfrom sphinx_kwindex.relations.mood import Mood, moods_of_files\n\nclass FileRelations"),
        ("    module: Module | None", "    mood: Mood = Mood()\n    module: Module | None"),
        ("RELATIONS = (", 'RELATIONS = (\n    Relation("mood", moods_of_files),'),
    ),
    # A kind of keyword.
    "keywords/kinds.py": (("    HEADING =", '    MOOD = "mood", Nature.NAME\n    HEADING ='),),
    "keywords/extraction.py": (
        ("\nEXTRACTORS", "\nfrom sphinx_kwindex.keywords.moods import mood_keywords\nEXTRACTORS"),
        ("    module_keywords,\n    symbol", "    module_keywords,\n    mood_keywords,\n    symbol"),
    ),
    # A language with a reader of its own, and one with a grammar.
    "analysis/__init__.py": (
        ("\nANALYSERS", "\nfrom sphinx_kwindex.analysis.moods import analyse_moods\nANALYSERS"),
        ("    \"TOML\": analyse_toml,", '    "TOML": analyse_toml,\n    "Mood": analyse_moods,'),
    ),
    "analysis/languages.py": (
        (
            '    ".csv":',
            '    ".mood": Language("Mood", "text"),\n    ".tide": Language("Tide", "go"),\n    ".csv":',
        ),
    ),
    "analysis/grammars/go.py": (
        ("\nGO = (", '\nGO = (\n    Grammar("Tide", "tree_sitter_go", "tide", lexicon=lexica.GO),'),
    ),
    "project/other/__init__.py": (
        ('    (("Go",), resolve_packages),', '    (("Go", "Tide"), resolve_packages),'),
    ),
    # A kind of data file, a pattern, an option and a warning.
    "analysis/data/shapes.py": (
        (
            "\nSHAPES = (",
            '\nSHAPES = (\n    Shape(_has("feelings"), (Rule(("feelings", ANY), SymbolKind.TARGET),), '
            "purposes.of_nothing),",
        ),
    ),
    "patterns/classes.py": (
        (
            "\nCLASSES = (",
            '\nCLASSES = (\n    Pattern("Moody class", "A class that feels.", "https://example.org/", '
            '(Derives(("moods.Moody",)),)),',
        ),
    ),
    "config.py": (
        (
            "    pictures: Annotated[",
            '    mood: Annotated[bool, Meta(title="True or False", description="Whether.")] = True\n'
            "    pictures: Annotated[",
        ),
    ),
    "records/diagnostics.py": (
        ("    EMPTY_ROOT =", '    SAD = "sad"\n    """A file is sad."""\n\n    EMPTY_ROOT ='),
    ),
}  # fmt: skip
"""What the recipes say to add to modules that are there: after what, and with it."""

REPOSITORY = {
    "a.py": "from moods import Moody\n\n\nclass A(Moody):\n    pass\n",
    "b.mood": "glad\n",
    "c.mood": "sad\n",
    "d.yaml": "feelings:\n  joy: 1\n",
    "e.tide": 'package tide\n\nimport "fmt"\n\nfunc Ebb() { fmt.Println() }\n',
}

SCRIPT = """
import json, sys
from pathlib import Path

from sphinx_kwindex.build.pipeline import run
from sphinx_kwindex.config import Settings
from sphinx_kwindex.options import options
from sphinx_kwindex.store.staging import StagingArea

base = Path(sys.argv[1])
area = StagingArea(base / "staged")

def built(**chosen):
    outcome = run(Settings(roots=(str(base / "repo"),), **chosen), base, area, base / "cache",
                  progress=lambda items, summary, length: items)
    pages = {name: area.page_path(name).read_text("utf-8") for name in outcome.manifest.docnames}
    return outcome, pages

_, without = built(mood=False)
outcome, pages = built()
print(json.dumps({
    "pages": pages,
    "without": without,
    "targets": [[target.kind, target.name] for target in area.catalogue().targets],
    "diagnostics": [item.code.value for item in outcome.manifest.diagnostics],
    "options": [option.name for option in options()],
}))
"""

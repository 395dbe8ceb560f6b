"""``maillage import``: what is understood of a list, what is missing, then recorded all of it or not at all."""

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from geo.errors import BadInputError
from geo.files.register.intake.assistant import ImportQuestion, Intake
from geo.files.register.intake.recipes import Recipe, find_recipe, keep_recipe
from geo.json_values import json_text
from geo.workspace.data import load
from geo.workspace.register_intake import examine_list, import_register, put_beside
from geo.workspace.register_merging import DECISIONS, PAIR_DECISIONS, Beside, Decision, PairDecision
from geo.workspace.territory import Territory, load_territory
from ui.cli.signing import terminal_name
from ui.cli.tables import MOST_ISSUES, console, print_issues, print_table, told_progress
from ui.texts import Texts
from ui.words.file_issues import issue_lines, worst_of
from ui.words.imports import answers_from, asked, columns_told, flag_of, hours_sentences, preview_cells, with_answer
from ui.words.register_changes import difference_cells
from ui.words.register_matches import matched_cells, matched_records, perhaps_records, perhaps_sentences

_LISTED = 10
_UPDATED = 40
_ROUNDS = 12
"""Questions asked one after the other before giving up."""


def command(texts: Texts) -> click.Command:
    """Build the command."""

    @click.command("import", help=texts("cli-import-help"))
    @click.argument("file", type=click.Path(path_type=Path))
    @click.option("--territory", required=True, help=texts("cli-territory-help"))
    @click.option("--map", "columns", multiple=True, metavar="COLUMN=HEADER", help=texts("cli-map-help"))
    @click.option("--kind", "kinds", multiple=True, metavar="KIND", help=texts("cli-import-kind-help"))
    @click.option("--place", "places", multiple=True, metavar="PLACE=COMMUNE", help=texts("cli-import-place-help"))
    @click.option("--source", default=None, help=texts("cli-import-source-help"))
    @click.option("--as-of", default=None, metavar="DATE", help=texts("cli-import-as-of-help"))
    @click.option("--status", default=None, help=texts("cli-import-status-help"))
    @click.option("--crs", default=None, help=texts("cli-import-crs-help"))
    @click.option("--sheet", default=None, help=texts("cli-import-sheet-help"))
    @click.option("--encoding", default=None, help=texts("cli-import-encoding-help"))
    @click.option("--outside", type=click.Choice(["skip", "keep"]), help=texts("cli-import-outside-help"))
    @click.option("--believe", type=click.Choice(["point", "commune"]), help=texts("cli-import-believe-help"))
    @click.option("--errors", type=click.Choice(["refuse", "skip"]), help=texts("cli-import-errors-help"))
    @click.option("--recipe", default=None, help=texts("cli-import-recipe-help"))
    @click.option("--keep", default=None, metavar="NAME", help=texts("cli-import-keep-help"))
    @click.option("--dry-run", is_flag=True, help=texts("cli-dry-run-help"))
    @click.option("--matched", type=click.Choice(DECISIONS), default=None, help=texts("cli-matched-help"))
    @click.option("--pairs", type=click.Choice(PAIR_DECISIONS), default="both", help=texts("cli-pairs-help"))
    @click.option("--each", "each", multiple=True, metavar="ID=DECISION", help=texts("cli-each-help"))
    @click.option("--by", default=None, help=texts("cli-by-help"))
    @click.option("--reason", default="import", show_default=True, help=texts("cli-reason-help"))
    @click.option("--json", "as_json", is_flag=True, help=texts("cli-json-help"))
    def import_file(
        file: Path,
        *,
        territory: str,
        columns: tuple[str, ...],
        kinds: tuple[str, ...],
        places: tuple[str, ...],
        source: str | None,
        as_of: str | None,
        status: str | None,
        recipe: str | None,
        keep: str | None,
        dry_run: bool,
        matched: Decision | None,
        pairs: PairDecision,
        each: tuple[str, ...],
        by: str | None,
        reason: str,
        as_json: bool,
        **others: str | None,
    ) -> None:
        chosen = load_territory(territory)
        values = {"source": source, "as_of": as_of, "status": status}
        answers = answers_from(columns=columns, kinds=kinds, places=places, values=values, **others)
        followed = find_recipe(recipe) if recipe else None
        intake, answers = _examined(chosen, file, answers, followed, texts, ask=not as_json and sys.stdin.isatty())
        sides = put_beside(chosen, intake.reading) if intake.ok else None
        changed, undecided = None, False
        if sides is not None and not dry_run:
            one_by_one, of_pairs = _each(sides, each, pairs)
            undecided = matched is None and not set(sides.matches.sure["actor_id"]) <= set(one_by_one)
            if not undecided:
                changed = import_register(
                    chosen,
                    intake.reading,
                    by=terminal_name(by),
                    reason=reason,
                    origin=file.name,
                    rows=sides.rows(matched, each=one_by_one, pairs=of_pairs),
                    seen=sides.concerned,
                )
        if intake.ok and keep:
            keep_recipe(keep, intake.recipe, headers=intake.headers, layout=intake.layout)
        if as_json:
            click.echo(json_text(_record(intake, sides, changed, texts)))
        else:
            _print(intake, sides, chosen, texts, kept=keep if intake.ok else None)
            if sides is not None and not undecided:
                click.echo(texts("import-dry-run") if changed is None else texts("import-done", changed=changed))
        if undecided and sides is not None:
            first = sides.matches.sure.iloc[0]
            named = {"first": str(first["actor_id"]), "known": str(first["known_id"])}
            raise BadInputError("import-matched", count=len(sides.matches.sure), **named)
        if not intake.ok:
            raise SystemExit(1)

    return import_file


def _each(
    sides: Beside, said: Sequence[str], pairs: PairDecision
) -> tuple[dict[str, Decision], dict[tuple[str, str], PairDecision]]:
    """Return what becomes of the actors that are named one by one, and of every pair that is perhaps the same.

    Raises
    ------
    BadInputError
        ``import-each`` for an actor that is not proposed, or a word that says nothing.
    """
    sure = set(sides.matches.sure["actor_id"])
    couples = list(zip(sides.matches.perhaps["actor_id"], sides.matches.perhaps["other_id"], strict=True))
    told: dict[str, Decision] = {}
    of_pairs: dict[tuple[str, str], PairDecision] = dict.fromkeys(couples, pairs)
    for line in said:
        actor_id, _, word = line.rpartition("=")
        concerned = [couple for couple in couples if couple[0] == actor_id]
        if actor_id in sure and word in DECISIONS:
            told[actor_id] = next(one for one in DECISIONS if one == word)
        elif concerned and word in PAIR_DECISIONS:
            of_pairs.update(dict.fromkeys(concerned, next(one for one in PAIR_DECISIONS if one == word)))
        else:
            known = ", ".join([*sorted(sure), *dict.fromkeys(one for one, _ in couples)][:_LISTED])
            raise BadInputError("import-each", value=line, known=known)
    return told, of_pairs


def _examined(
    territory: Territory, file: Path, answers: Recipe, recipe: Recipe | None, texts: Texts, *, ask: bool
) -> tuple[Intake, Recipe]:
    """Return what is understood of the file, its questions asked at the terminal when somebody is there."""
    with told_progress(texts) as progress:
        intake = examine_list(territory, file, answers=answers, recipe=recipe, progress=progress)
    for _ in range(_ROUNDS if ask else 0):
        if not intake.questions:
            break
        answers = _answered(answers, intake.questions[0], texts)
        intake = examine_list(territory, file, answers=answers, recipe=recipe)
    return intake, answers


def _answered(answers: Recipe, question: ImportQuestion, texts: Texts) -> Recipe:
    try:
        if question.key in {"kinds", "places"}:
            said = {
                word: click.prompt(asked(question, texts, word=word), default=proposal or None)
                for word, proposal in zip(question.about, question.proposals, strict=True)
            }
            return with_answer(answers, question, said)
        default = question.proposals[0] if question.proposals else None
        choices = click.Choice(list(question.proposals)) if question.key in {"believe", "outside"} else None
        return with_answer(answers, question, str(click.prompt(asked(question, texts), default=default, type=choices)))
    except BadInputError as error:
        click.echo(texts.error(error), err=True)
        return answers


def _record(intake: Intake, sides: Beside | None, changed: int | None, texts: Texts) -> dict[str, object]:
    reading = intake.reading
    return {
        "ok": intake.ok,
        "rows_read": reading.rows_read,
        "rows_kept": reading.rows_kept,
        "aside": dict(reading.aside),
        "recipe": intake.recipe_id or None,
        "columns": {column: list(sources) for column, sources in intake.columns.items()},
        "questions": [
            {
                "key": question.key,
                "about": list(question.about),
                "proposals": list(question.proposals),
                "rows": question.count,
                "answer_with": flag_of(question, texts),
            }
            for question in intake.questions
        ],
        "matched": [] if sides is None else matched_records(sides),
        "updated": [] if sides is None else sides.updates.to_dict("records"),
        "perhaps_same": [] if sides is None else perhaps_records(sides),
        "recorded": changed,
        "issues": issue_lines(reading.issues, texts),
        "hours": hours_sentences(reading.actors, texts),
    }


def _print(intake: Intake, sides: Beside | None, territory: Territory, texts: Texts, *, kept: str | None) -> None:
    reading = intake.reading
    print_issues(issue_lines(worst_of(reading.issues, MOST_ISSUES), texts), texts, count=len(reading.issues))
    for sentence in (columns_told(intake, texts), *hours_sentences(reading.actors, texts)):
        if sentence:
            console().print(sentence)
    if len(intake.preview):
        zones = load(territory).zones
        cells = preview_cells(intake, dict(zip(zones["zone_id"], zones["name"], strict=True)), texts)
        console().print(f"\n{texts('import-preview')}")
        print_table(_headers(texts), cells.to_numpy().tolist(), figures_from=len(cells.columns))
    if intake.questions:
        click.echo(f"\n{texts('import-needs', count=len(intake.questions))}")
        for question in intake.questions:
            click.echo(f"  {flag_of(question, texts).rstrip()}")
    errors = int((reading.issues["severity"] == "error").sum())
    if errors:
        click.echo(texts("import-refused", errors=errors, kept=reading.rows_kept, rows=reading.rows_read))
    if not intake.ok or sides is None:
        return
    if reading.rows_kept == reading.rows_read:
        click.echo(texts("import-clean", rows=reading.rows_read))
    else:
        click.echo(texts("import-taken", kept=reading.rows_kept, rows=reading.rows_read))
    _print_matches(sides, texts)
    if kept:
        click.echo(texts("import-kept-recipe", name=kept))


def _headers(texts: Texts) -> list[str]:
    keys = ("column-actor", "column-kind", "column-place", "import-column-position", "column-status")
    return [texts(key) for key in (*keys, "import-column-hours", "column-source", "column-as-of")]


def _print_matches(sides: Beside, texts: Texts) -> None:
    if len(sides.updates):
        click.echo(texts("updated-count", count=sides.updates["actor_id"].nunique()))
        cells = difference_cells(sides.updates, texts).head(_UPDATED)
        print_table(
            [texts(f"register-head-{name}") for name in cells.columns],
            cells.to_numpy().tolist(),
            figures_from=len(cells.columns),
        )
        if len(sides.updates) > _UPDATED:
            click.echo(texts("updated-more", count=len(sides.updates) - _UPDATED))
    if len(sides.matches.sure):
        click.echo(texts("matched-count", count=len(sides.matches.sure)))
        cells = matched_cells(matched_records(sides, most=MOST_ISSUES), texts)
        headers = [texts(f"matched-head-{name}") for name in cells.columns]
        print_table(headers, cells.to_numpy().tolist(), figures_from=len(headers))
        if len(sides.matches.sure) > MOST_ISSUES:
            click.echo(texts("perhaps-more", count=len(sides.matches.sure) - MOST_ISSUES))
    for sentence in perhaps_sentences(sides, texts, most=_LISTED):
        click.echo(sentence)
    if len(sides.matches.perhaps) > _LISTED:
        click.echo(texts("perhaps-more", count=len(sides.matches.perhaps) - _LISTED))

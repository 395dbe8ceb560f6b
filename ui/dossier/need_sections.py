"""The second half of a dossier: need against capacity, whom to count on, the path, proposals, norms."""

from typing import cast

from analysis.dossier.ask import KeptPlan
from analysis.records.network import NetworkCell, NetworkRecord
from analysis.records.norms import VerdictRecord
from geo.schema import STRATA
from ui.dossier.blocks import Block, Picture, Section
from ui.dossier.chart_pictures import chart_svg
from ui.dossier.telling import Told, bullets, notes, opening, parts_told, sentences, services_name, table
from ui.drawing.charts import balance_bars, balance_parts, balance_subtitle
from ui.texts import Texts
from ui.words.balances import rule_text, rules_named, subject_and_precision, verdict_text
from ui.words.closures import choice_table, closure_table
from ui.words.diagnosis import headline, need_note_text, remarks
from ui.words.diagnosis_tables import capacity_text, coverage_text, gap_text
from ui.words.known import bounded
from ui.words.ledger import ledger_remarks, ledger_table
from ui.words.measures import figure, needed
from ui.words.network import cell_more, cell_text, function_name, network_sentence, stratum_name
from ui.words.path import path_remarks, path_sentence, path_table, steps_table
from ui.words.perhaps_same import services_cell
from ui.words.scenario import effect_remarks, effect_sentences
from ui.words.scenario_tables import change_sentences, names_of, parts_table

_CLOSURES = 8
_SILENT = ("unknown", "nobody", "not-asked", "not-named")
"""States of a cell of the network that no number tells."""


def capacity(told: Told) -> Section:
    """Return need against capacity: bars by zone, the same as a table, then the ledger line by line."""
    texts, record, ledger = told.texts, told.answers.record, told.answers.ledger
    said = opening(headline(record, texts, threshold_min=told.minutes)[:1])
    parts_shown, most = parts_told(record, texts)
    lines = [*parts_shown, record]
    frame = balance_parts(parts_shown or [record])
    if not frame.empty:
        caption = texts("dossier-bars", subject=told.subject)
        values = ", ".join(
            texts(
                "dossier-pair",
                name=line["name"],
                value=f"{capacity_text(line, texts)} / {needed(line['need'], line['need_status'], texts)}",
            )
            for line in parts_shown or [record]
        )
        drawn = chart_svg(balance_bars(frame, unit=record["unit"], texts=texts))
        said.append(Picture(caption, texts("dossier-alt-values", title=caption, values=values), drawn, 0.75))
        said += notes([balance_subtitle(frame, texts)])
    if record["need"] is not None or record["capacity"] is not None:
        names = ("births", "need", "capacity", "coverage", "gap", "services")
        said += table(
            texts("dossier-balance", subject=told.subject),
            [texts("column-zone"), *(texts(f"column-{name}") for name in names)],
            [
                [
                    line["name"],
                    figure(line["births"], texts),
                    texts("hidden")
                    if line["masked"]
                    else texts("marked-hypothesis", value=needed(line["need"], line["need_status"], texts))
                    if line["need_status"] == "hypothesis" and line["need"] is not None
                    else needed(line["need"], line["need_status"], texts),
                    capacity_text(line, texts),
                    coverage_text(line, texts),
                    gap_text(line, texts),
                    services_cell(line["services_low"], line["services"], line["bounds"]["services"], texts),
                ]
                for line in lines
            ],
            widths=(3.2, 1.8, 3, 2, 2, 2.4, 1.6),
            total=True,
        )
        said += most
    said += bullets(remarks(record, told.territory, texts))
    parts: list[Section] = []
    if ledger["lines"]:
        titles, rows = ledger_table(ledger, texts)
        blocks: list[Block] = table(
            texts("dossier-ledger", zone=told.name),
            titles,
            rows,
            figures=(3, 7),
            widths=(3.6, 2.3, 2.9, 2.3, 1.9, 1.9, 2.3, 4.2),
        )
        blocks += bullets(
            [*ledger_remarks(ledger, texts), *(need_note_text(one, texts) for one in ledger["need_notes"])]
        )
        rules = rules_named(ledger["rules"], ledger["zone_names"], texts)
        blocks += sentences([texts("ledger-rules")])
        blocks += bullets(rule_text({**rule, "rule_id": subject_and_precision(rule, texts)}, texts) for rule in rules)
        parts.append(Section("ledger", texts("dossier-section-ledger"), tuple(blocks)))
    return Section("capacity", texts("dossier-section-capacity"), tuple(said), tuple(parts))


def choice(told: Told) -> Section:
    """Return on how many services families can count, and what each closure would cost."""
    texts, record = told.texts, told.answers.choice
    if record is None or not record["actors"] or not record["total"]:
        return Section("choice", texts("dossier-section-choice"), ())
    subject = services_name(record, texts)
    none, one = (
        bounded(figure(record[name], texts), record["bounds"].get(name, "exact"), texts)
        for name in ("with_0", "with_1")
    )
    given = {"subject": subject, "minutes": f"{record['threshold_min']:g}", "base": record["base"]}
    said = opening([texts("dossier-choice", none=none, one=one, all="yes" if record["with_0"] == 0 else "no", **given)])
    titles, rows = choice_table(record, texts)
    said += table(texts("dossier-choice-table", **given), titles, rows, total=True)
    titles, rows = closure_table(record, texts, most=_CLOSURES)
    said += table(texts("dossier-closures", **given), titles, rows, widths=(5, *(2 for _ in titles[1:])))
    more = len(record["closures"]) - _CLOSURES
    return Section(
        "choice",
        texts("dossier-section-choice"),
        (*said, *notes([texts("dossier-closures-more", count=more)] if more > 0 else [])),
    )


def network(told: Told) -> Section:
    """Return who does what for which families: the matrix, and those on whom everything rests."""
    texts, record = told.texts, told.answers.network
    if record is None:
        return Section("network", texts("dossier-section-network"), ())
    said = opening([network_sentence(record, texts)])
    cells = {(cell["function"], cell["stratum"]): cell for cell in record["cells"]}
    strata = [code for code in STRATA if any(stratum == code for _, stratum in cells)]
    rows = [
        [function_name(function, texts), *(_cell(cells[function, stratum], record, texts) for stratum in strata)]
        for function in dict.fromkeys(function for function, _ in cells)
    ]
    titles = [texts("network-function"), *(stratum_name(code, texts) for code in strata)]
    widths = (4, *(2.6 for _ in strata))
    said += table(texts("network-matrix-title"), titles, rows, figures=(len(titles), None), widths=widths)
    shown = {cell["state"] for cell in record["cells"]}
    signs = {"reached": "n"} | {name: texts(f"network-cell-{name}", count=0) for name in _SILENT}
    keys = [
        texts("dossier-network-key", shown=sign, said=texts(f"network-state-{name}"))
        for name, sign in signs.items()
        if name in shown and sign != texts(f"network-state-{name}")
    ]
    said += notes([texts("dossier-network-keys", keys=", ".join(keys))] if keys else [])
    singles = record["single_points"][:_CLOSURES]
    if singles:
        said += sentences([texts("network-singles-lead")])
        headers = ("column-actor", "column-cells", "column-functions", "column-alone")
        lines = [
            [one["name"], str(one["cells"]), str(one["functions"]), figure(one["alone"], texts)] for one in singles
        ]
        said += table(
            texts("network-singles-title"),
            [texts(name, base=record["base"]) for name in headers],
            lines,
            widths=(6, 2, 2, 3),
        )
    return Section("network", texts("dossier-section-network"), tuple(said))


def _cell(cell: NetworkCell, record: NetworkRecord, texts: Texts) -> str:
    more = cell_more(cell, record, texts)
    return f"{cell_text(cell, texts)} ({more})" if more else cell_text(cell, texts)


def path(told: Told) -> Section:
    """Return who can follow the whole path, and the step that breaks."""
    texts, record = told.texts, told.answers.path
    if record is None:
        return Section("path", texts("dossier-section-path"), ())
    said = opening([path_sentence(record, texts)])
    titles, rows = steps_table(record, texts)
    said += table(texts("dossier-steps"), titles, rows, widths=(5, 2, 2, 2))
    titles, rows = path_table(record, texts)
    said += table(texts("dossier-path-zones"), titles, rows, figures=(1, 5), widths=(3, 2, 2, 2, 2, 4), total=True)
    said += notes(path_remarks(record, texts))
    return Section("path", texts("dossier-section-path"), tuple(said))


def plans(told: Told) -> Section:
    """Return what each kept proposal would do, its losses beside its gains."""
    parts = tuple(_plan(told, one) for one in told.answers.plans)
    return Section("plans", told.texts("dossier-section-plans"), (), tuple(part for part in parts if not part.is_empty))


def _plan(told: Told, plan: KeptPlan) -> Section:
    texts, record = told.texts, plan.effect
    if record is None:
        return Section(f"plan-{plan.key}", plan.key, ())
    scenario = record["scenario"]
    name = plan.key if scenario is None else scenario["name"]
    said = opening(effect_sentences(record, texts))
    said += sentences([texts("dossier-changes")])
    said += bullets(change_sentences(record, names_of(told.answers.data), texts))
    titles, rows = parts_table(record, texts)
    said += table(texts("dossier-plan-table", name=name), titles, rows, total=True)
    said += notes(effect_remarks(record, texts))
    return Section(f"plan-{plan.key}", name, tuple(said))


def norms(told: Told) -> Section:
    """Return what each norm of the country says of the zone: figure, verdict, article."""
    texts, rows = told.texts, []
    found = told.answers.norms["verdicts"]
    given = [set(verdict["reasons"]) for verdict in found if verdict["form"] != "none"]
    # What holds for every norm is said once, under the table.
    shared = set.intersection(*given) if len(given) > 1 else set()
    for verdict in found:
        own = cast("VerdictRecord", {**verdict, "reasons": [one for one in verdict["reasons"] if one not in shared]})
        _, *rest = verdict_text(own, texts)
        name = verdict["names"][texts.language]
        rows.append(
            [name, texts(f"verdict-{verdict['outcome']}"), "\n".join(rest) or texts("dossier-nothing-official")]
        )
    if not rows:
        return Section("norms", texts("dossier-section-norms"), ())
    outcomes = [verdict["outcome"] for verdict in found]
    counts = {f"{name.replace('-', '')}": outcomes.count(name) for name in ("met", "not-met", "unknown", "reported")}
    finding = texts("dossier-norms", norms=len(rows), none=outcomes.count("no-norm"), **counts)
    said = opening([finding])
    titles = [texts(f"norms-column-{name}") for name in ("name", "verdict", "detail")]
    said += table(texts("norms-title", zone=told.name), titles, rows, figures=(3, None), widths=(2.6, 1.6, 7))
    said += notes(
        [texts("dossier-norms-shared", reasons=" · ".join(texts(f"reason-{one}") for one in sorted(shared)))]
        if shared
        else []
    )
    return Section("norms", texts("dossier-section-norms"), tuple(said))

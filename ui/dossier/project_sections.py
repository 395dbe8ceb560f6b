"""The parts of the other templates: the case for a place, beside what exists, with whom, at what cost; side by side."""

from analysis.network.diagram import diagram
from analysis.network.handovers import PROGRAMME_COUNTRY
from analysis.records.compare import ComparisonRecord
from analysis.service_area.programme import load_programme, service_functions
from geo.workspace.vocabulary import load_vocabulary
from ui.dossier.blocks import Block, Picture, Section
from ui.dossier.telling import Told, after_colon, bullets, notes, opening, sentences, services_name, table
from ui.drawing.flowchart import chapter_drawings, standing_svg
from ui.words.calling import call_groups, told_lines
from ui.words.comparison import COMPARED_COLUMNS, compared_cells, flag_lines, indicator_name, is_known
from ui.words.diagnosis import headline, reach_sentences
from ui.words.known import bounded_short
from ui.words.measures import confidence_line, figure, trip
from ui.words.network import function_name, step_state, stratum_name

_STRATUM = "complex"
"""The stratum whose path is drawn where the question names none: the one that calls on most actors."""

_COSTS = ("premises", "equipment", "staff", "running", "training", "unforeseen")
_FUNDING = ("own", "asked", "partners")
_PARTNERS, _FAR = 3, 5
_DIAGRAM = 900
"""How wide a diagram is laid out, in pixels: one that is narrower is not drawn larger."""
_TALLEST, _HALF, _NEARLY = 1.35, 0.68, 0.85
"""How many times the width of the text a drawing may be high: for a page, for half of one, and nearly half of one."""

_FIRST_COMPARED = ("coverage_rate", "need_per_1000", "services_per_1000", "declared_share", "mean_min")


def place(told: Told) -> Section:
    """Return the reasoned case for a place: who lacks what, who is far, what stands against it."""
    texts, record, around = told.texts, told.answers.record, told.answers.around
    said = opening(headline(record, texts, threshold_min=told.minutes))
    reasons = [texts("project-gap-low", gap=figure(record["gap_low"], texts))] if record["gap_low"] else []
    for one in told.answers.reached:
        subject = services_name(one.record, texts)
        lines = reach_sentences(one.record, texts, told.minutes)[:1]
        reasons += [texts("dossier-of", subject=subject, said=after_colon(line)) for line in lines]
        far = [zone for zone in one.record["farthest"] if zone["mean_min"] is not None][:_FAR]
        if far:
            sense = one.record["bounds"]["mean_min"]
            named = ", ".join(
                texts(
                    "project-far-zone",
                    name=zone["name"],
                    time=bounded_short(trip(zone["mean_min"], texts), sense, texts),
                )
                for zone in far
            )
            reasons.append(texts("project-far", subject=subject, zones=named))
    said += sentences([texts("project-reasons")] if reasons else [])
    said += bullets(reasons)
    if around is not None and record["coverage_rate"] is not None and around["coverage_rate"] is not None:
        higher = record["coverage_rate"] > around["coverage_rate"]
        said += sentences([texts("project-better-than-around", around=around["name"])] if higher else [])
    return Section("place", texts("dossier-section-place"), tuple(said))


def complement(told: Told) -> Section:
    """Return the functions of the services asked about, and who carries them already: doubles and gaps."""
    texts, asked = told.texts, told.answers.question.selection
    programme, words, data = load_programme(), load_vocabulary(), told.answers.data
    done = service_functions(data.services, data.actors, programme=programme)
    kind_of = data.actors.set_index("actor_id")["kind"]
    done = done.assign(kind=done["actor_id"].map(kind_of))[["function", "kind"]].drop_duplicates()
    of_kind = set(done.loc[done["kind"] == asked.kind, "function"]) if asked.kind else {asked.function}
    own = [code for code in programme.functions if code in of_kind]
    known = {one.function: one.register for one in told.answers.functions}
    open_kinds = {line["kind"]: line["open"] for line in told.answers.kinds if line["open"]}
    rows, carried = [], 0
    for code in own:
        same = set(done.loc[done["function"] == code, "kind"])
        others = [kind for kind in words.kinds if kind in same and kind != asked.kind and kind in open_kinds]
        carried += bool(others)
        named = [
            texts(
                "project-kind-count",
                kind=words.label("kind", kind, language=texts.language, plural=True),
                count=figure(open_kinds[kind], texts),
            )
            for kind in others
        ]
        state = texts(f"state-{known[code]['state']}")
        rows.append([function_name(code, texts), ", ".join(named) or texts("project-nobody-else"), state])
    if not rows:
        return Section("complement", texts("dossier-section-complement"), ())
    said = opening([texts("project-complement", subject=told.subject, functions=len(rows), carried=carried)])
    titles = [texts("column-function"), texts("project-others"), texts("column-register-state")]
    said += table(
        texts("project-complement-table", zone=told.name), titles, rows, figures=(3, None), widths=(4, 6, 2.4)
    )
    said += notes([texts("project-complement-note")])
    return Section("complement", texts("dossier-section-complement"), tuple(said))


def partners(told: Told) -> Section:
    """Return whom to call on, function by function."""
    texts, found = told.texts, told.answers.found
    stratum = told.answers.question.stratum or _STRATUM
    groups = [] if found is None else call_groups(found, stratum, texts, most=_PARTNERS)
    rows = [
        [group.function, f"{line.name}\n{line.kind}", line.way, line.contact]
        for group in groups
        for line in group.lines
    ]
    alone = [group.function for group in groups if not group.lines]
    if not rows and not alone:
        return Section("partners", texts("dossier-section-partners"), ())
    people = len({row[1] for row in rows})
    said = opening([texts("project-partners", actors=people, functions=len(groups) - len(alone))])
    titles = [texts("column-function"), texts("column-actor"), texts("project-way"), texts("project-contact")]
    caption = texts("project-partners-table", stratum=stratum_name(stratum, texts))
    said += table(caption, titles, rows, figures=(4, None), widths=(3, 4.4, 3, 4))
    said += sentences([texts("project-partners-none", count=len(alone), functions=", ".join(alone))] if alone else [])
    return Section("partners", texts("dossier-section-partners"), tuple(said))


def costs(told: Told) -> Section:
    """Return what a project costs and who pays for it, to be filled in: nothing of it is known here."""
    texts, blank = told.texts, told.texts("project-to-fill")
    said = opening([texts("project-costs")])
    titles = [texts(f"project-cost-{name}") for name in ("line", "once", "yearly", "source")]
    rows = [[texts(f"project-cost-{name}"), blank, blank, blank] for name in _COSTS]
    said += table(texts("project-costs-table"), titles, rows, figures=(1, 3), widths=(5, 2.4, 2.4, 4))
    titles = [texts(f"project-cost-{name}") for name in ("funder", "amount", "state")]
    rows = [[texts(f"project-funding-{name}"), blank, blank] for name in _FUNDING]
    said += table(texts("project-funding-table"), titles, rows, figures=(1, 2), widths=(5, 3, 4))
    return Section("costs", texts("dossier-section-costs"), tuple(said))


def interviews(told: Told) -> Section:
    """Return the place kept for what people say, as long as nobody has said that the document is ready."""
    texts, blank = told.texts, told.texts("project-to-fill")
    titles = [texts(f"interview-{name}") for name in ("who", "day", "said")]
    said = table(texts("interview-table"), titles, [[blank] * 3] * 4, figures=(3, None), widths=(3, 2, 8))
    said += notes([texts("interview-note")])
    return Section("interviews", texts("dossier-section-interviews"), tuple(said))


def handovers(told: Told) -> Section:
    """Return who tells whom, and the decision diagram of the stratum with the actors of the zone."""
    texts, found = told.texts, told.answers.found
    if found is None:
        return Section("handovers", texts("dossier-section-handovers"), ())
    stratum = told.answers.question.stratum or _STRATUM
    lines = told_lines(found, stratum, texts)
    said: list[Block] = []
    if lines:
        broken = sum(line.here not in {texts("handover-whole"), texts("handover-to-write")} for line in lines)
        said += opening(
            [texts("dossier-handovers", count=len(lines), broken=broken, stratum=stratum_name(stratum, texts))]
        )
        if told.territory.country != PROGRAMME_COUNTRY:
            said += notes([texts("dossier-handovers-elsewhere")])
        titles = [texts(f"dossier-handover-{name}") for name in ("phase", "from", "to", "what", "here")]
        rows = [[line.phase, line.sender, line.receiver, line.what, line.here] for line in lines]
        caption = texts("dossier-handovers-table", stratum=stratum_name(stratum, texts))
        said += table(caption, titles, rows, figures=(5, None), widths=(2, 2.6, 2.6, 4.4, 3.4))
    drawn = diagram(found, stratum)
    for one in chapter_drawings(drawn, texts, width=_DIAGRAM):
        steps = [step for step in drawn.steps if step.step.chapter == one.chapter]
        values = ", ".join(f"{step.step.label[texts.language]} ({step_state(step, texts)})" for step in steps)
        chapter = texts(f"chapter-{one.chapter}")
        caption = texts("dossier-diagram", stratum=stratum_name(stratum, texts), chapter=chapter)
        width, shape = one.width / _DIAGRAM, one.height / one.width
        most = _HALF if width * shape < _NEARLY else _TALLEST
        width = min(1.0, width, most / shape)
        said.append(
            Picture(caption, texts("dossier-alt-values", title=caption, values=values), standing_svg(one), width)
        )
    return Section("handovers", texts("dossier-section-handovers"), tuple(said))


def compared(told: Told) -> Section:
    """Return the parts of the zone side by side: each figure with its interval, ranks only where they hold."""
    texts, record = told.texts, told.answers.compared
    if record is None:
        return Section("compared", texts("dossier-section-compared"), ())
    shares = [name for name in record["indicators"] if name.startswith("share_")]
    wanted = {*_FIRST_COMPARED, *shares[-1:]}
    parts = tuple(_indicator(name, record, told) for name in record["indicators"] if name in wanted)
    lines = [*flag_lines(record, texts), confidence_line(record["confidence"], texts)]
    said = opening([texts(f"note-{'ranked' if _is_ranked(record) else 'unranked'}", zones=len(record["zones"]))])
    said += bullets(lines)
    return Section("compared", texts("dossier-section-compared"), tuple(said), parts)


def _is_ranked(record: ComparisonRecord) -> bool:
    return any(one["rank_low"] is not None for zone in record["zones"] for one in zone["figures"].values())


def _indicator(indicator: str, record: ComparisonRecord, told: Told) -> Section:
    texts, name = told.texts, indicator_name(indicator, told.texts)
    zones = [zone for zone in record["zones"] if is_known(zone["figures"][indicator])]
    rows = [compared_cells(zone, indicator, record, texts) for zone in zones]
    said = table(
        name, [texts(f"column-{one}") for one in COMPARED_COLUMNS], rows, widths=(3, 2.4, 3, 1.6, 5), figures=(1, 4)
    )
    return Section(f"compared-{indicator}", name, tuple(said))

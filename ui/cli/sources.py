"""What a measure rests on, under its tables: the same lines for every command."""

from collections.abc import Sequence

from analysis.records.shared import Source
from ui.cli.tables import console
from ui.texts import Texts
from ui.words.diagnosis import source_line


def print_sources(sources: Sequence[Source], territory: str, texts: Texts) -> None:
    """Print sources of a territory: counts, needs and times one by one, services in one line."""
    screen = console()
    screen.print(texts("sources-title"))
    services = [source for source in sources if source["figure"] == "capacity"]
    before = [source for source in sources if source["figure"] not in {"capacity", "travel"}]
    after = [source for source in sources if source["figure"] == "travel"]
    for source in before:
        screen.print(f"  {source_line(source, texts)}")
    if services:
        actors = {name for source in services for name in source.get("actors", [])}
        said = texts("caution-services", territory=territory, actors=len(actors), sources=len(services))
        screen.print(f"  {said}")
    for source in after:
        screen.print(f"  {source_line(source, texts)}")

"""What a measure rests on, under its tables: the same lines for every command."""

from analysis.records.shared import Sourced
from ui.cli.tables import console
from ui.texts import Texts
from ui.words.diagnosis import source_line


def print_sources(record: Sourced, texts: Texts) -> None:
    """Print the sources of a record: counts, needs and times one by one, services in one line."""
    screen = console()
    screen.print(texts("sources-title"))
    services = [source for source in record["sources"] if source["figure"] == "capacity"]
    before = [source for source in record["sources"] if source["figure"] not in {"capacity", "travel"}]
    after = [source for source in record["sources"] if source["figure"] == "travel"]
    for source in before:
        screen.print(f"  {source_line(source, texts)}")
    if services:
        actors = {name for source in services for name in source["actors"]}
        said = texts("caution-services", territory=record["territory"], actors=len(actors), sources=len(services))
        screen.print(f"  {said}")
    for source in after:
        screen.print(f"  {source_line(source, texts)}")

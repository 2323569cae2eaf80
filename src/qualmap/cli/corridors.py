"""``qualmap corridors``: a report on all corridors: a page and a picture for each, and an index."""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

import qualmap
from qualmap.catalog.write import write_atomically
from qualmap.cli import output
from qualmap.corridors.model import Corridor
from qualmap.documents.corridor import Listed, corridor_page, index_page
from qualmap.documents.corridor_picture import matrix_picture, overview_picture
from qualmap.errors import OutputError, UnknownNameError
from qualmap.records import Corridors, Programme, Source
from qualmap.wording import Localiser


def run(arguments: argparse.Namespace) -> int:
    """Write the report; the index comes last, so that what it lists is there."""
    qm = qualmap.load()
    records = qm.catalogue.corridors
    programmes = [_programme(records.by_id, name) for name in arguments.programme] or list(records.programmes)
    folder = Path(arguments.output)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{folder}: cannot be made: {(error.strerror or str(error)).lower()}") from None
    wanted = [(programme, pair) for programme in programmes for pair in records.pairs(programme)]
    localiser = Localiser(qm.catalogue)
    made: dict[frozenset[str], tuple[str, Corridor]] = {}
    for programme, (origin, destination) in output.progress("corridors")(wanted):
        if frozenset((origin, destination)) not in made:
            found = qm.corridor(origin, destination, arguments.on, profession=programme.profession)
            stem = f"{origin}-{destination}".lower()
            made[frozenset((origin, destination))] = stem, found
            _write(folder, stem, found, localiser, arguments.format)
    listed = [
        Listed(
            programme,
            _said(records, programme),
            tuple(made[frozenset(pair)] for pair in records.pairs(programme)),
        )
        for programme in programmes
    ]
    write_atomically(
        folder / "overview.svg", overview_picture([(one.programme.name, _known(one)) for one in listed]).encode()
    )
    if arguments.format == "markdown":
        write_atomically(folder / "index.md", index_page(listed, localiser, "overview.svg").encode())
    output.say(f"wrote {len(made)} corridors to {folder}")
    return 0


def _write(folder: Path, stem: str, found: Corridor, localiser: Localiser, form: str) -> None:
    write_atomically(folder / f"{stem}.svg", matrix_picture(found).encode())
    if form == "json":
        text = output.as_json(found.model_dump(mode="json"))
    else:
        text = corridor_page(found, localiser, f"{stem}.svg")
    write_atomically(folder / f"{stem}.{'json' if form == 'json' else 'md'}", text.encode())


def _programme(known: dict[str, Programme], name: str) -> Programme:
    if name not in known:
        raise UnknownNameError("programme", name, sorted(known))
    return known[name]


def _said(records: Corridors, programme: Programme) -> str:
    """Who says that these are corridors, and which countries its regions are taken to be."""

    def cited(source: Source) -> str:
        return f"{source.citation or source.url} ({source.verification})"

    places = {*programme.origins, *programme.destinations}
    regions = [
        f"{region.name}: {', '.join(region.countries)}; {cited(records.source_of(region.source))}."
        for region in records.regions
        if region.id in places
    ]
    return " ".join([f"{cited(records.source_of(programme.source))}.", *regions])


def _known(listed: Listed) -> dict[str, int]:
    counted: Counter[str] = Counter()
    for _, found in listed.corridors:
        counted.update(found.known)
    return dict(counted)

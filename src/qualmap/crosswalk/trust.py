"""How far the facts behind a ladder can be trusted: an inference is never surer than its facts."""

from __future__ import annotations

from collections.abc import Mapping

from qualmap.crosswalk.links import Links
from qualmap.records import Assumptions, Framework


class Trust:
    """For levels of a framework, the trust in the best-checked fact that places them; each worked out once."""

    def __init__(self, frameworks: Mapping[str, Framework], links: Links, assumed: Assumptions, scale: str) -> None:
        self._frameworks, self._links, self._assumed, self._scale = frameworks, links, assumed, scale
        self._known: dict[tuple[str, tuple[str, ...]], float] = {}

    def __call__(self, name: str, levels: tuple[str, ...]) -> float:
        """How far the best-checked award on these levels can be trusted to stand there.

        Where the levels hold none, the ladder's awards count; where the ladder holds none, its descriptors; without
        those, its surest link. The scale itself is beyond doubt.
        """
        key = name, levels
        if key not in self._known:
            self._known[key] = 1.0 if name == self._scale else self._best(name, levels)
        return self._known[key]

    def _best(self, name: str, levels: tuple[str, ...]) -> float:
        framework = self._frameworks[name]
        awards = framework.qualification_types
        used = [award for award in awards if set(levels) & set(award.levels)] or awards
        coded = [level.progression for level in framework.levels if level.progression is not None]
        sources = [award.source for award in used] or [progression.source for progression in coded]
        if not sources:
            return self._links.strongest(name)
        return max(self._assumed[f"verification-{framework.source_of(source).verification}"] for source in sources)

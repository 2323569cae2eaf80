"""What is hidden when a framework is tested, and the parameters that were fitted without it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from qualmap.catalog import Catalogue
from qualmap.crosswalk.engine import Engine
from qualmap.crosswalk.joint import Floats
from qualmap.evaluation.parameters.refit import refits
from qualmap.evaluation.parameters.training import Training, arrange, kin
from qualmap.records import Framework, Parameters, Ref


@dataclass(frozen=True)
class Folds:
    """One fold per framework with links to the scale.

    Its *kin* are hidden with it: other editions, and frameworks that share a source document.
    """

    catalogue: Catalogue

    @cached_property
    def engine(self) -> Engine:
        """The engine that sees everything: for the truth, never for answers."""
        return Engine(self.catalogue)

    @cached_property
    def known(self) -> Training:
        """All known links to the scale."""
        return arrange(self.engine)

    @cached_property
    def parameters(self) -> dict[str, Parameters]:
        """Per framework with links, parameters fitted again without it and its kin."""
        return dict(zip(self.known.names, refits(self.known, self.catalogue.parameters, self.known.kin), strict=True))

    @cached_property
    def _kin(self) -> dict[str, list[str]]:
        names = self.engine.levelled
        related = kin(names, self.engine)
        return {
            name: [other for other, is_kin in zip(names, row, strict=True) if is_kin]
            for name, row in zip(names, related, strict=True)
        }

    def parameters_of(self, name: str) -> Parameters:
        """Parameters that were fitted without a framework, in whichever edition.

        Those of the catalogue if none of its editions taught anything.
        """
        same = [each for each in self.known.names if Ref.parse(each).id == Ref.parse(name).id]
        return self.parameters[same[0]] if same else self.catalogue.parameters

    @cached_property
    def clusters(self) -> dict[str, str]:
        """Per framework with links, the first of all that shared documents join it to, directly or through others."""
        joined = self.known.kin
        while True:
            wider = (joined.astype(int) @ joined.astype(int)) > 0
            if (wider == joined).all():
                return {
                    name: self.known.names[int(row.argmax())]
                    for name, row in zip(self.known.names, joined, strict=True)
                }
            joined = wider

    def blind(self, name: str) -> Engine:
        """The engine that is asked about a framework: nothing that touches it or its kin, award types by the rule."""
        return Engine(without(self.catalogue, self._kin[name], self.parameters[name]), blind=True)

    def foreign(self, framework: Framework) -> Engine:
        """The engine that is asked about a framework from outside, award types by the rule.

        If the catalogue knows an edition of it, that and its kin are hidden, and the parameters fitted again.
        """
        hidden = {kin for name, its in self._kin.items() if Ref.parse(name).id == framework.id for kin in its}
        if not hidden:
            return Engine(self.catalogue, [framework], blind=True)
        unseen = np.array([[name in hidden for name in self.known.names]])
        parameters = refits(self.known, self.catalogue.parameters, unseen)[0]
        return Engine(without(self.catalogue, hidden, parameters), [framework], blind=True)

    def seen_by_types(self) -> dict[str, tuple[Floats, Floats]]:
        """Per framework with links, height and precision of every rung from award types of other frameworks."""
        which = np.arange(len(self.known))
        height, precision = self.known.sightings(which, ~self.known.kin, self.catalogue.parameters)
        return {name: (height[at], precision[at]) for at, name in enumerate(self.known.names)}

    def descriptors(self) -> dict[str, dict[str, str]]:
        """Per framework with links, and for the scale, the descriptors of each level that has any, as one text."""
        return {
            name: {
                level.code: " ".join(descriptor.text for descriptor in level.descriptors)
                for level in self.engine.frameworks[name].levels
                if level.descriptors
            }
            for name in (*self.known.names, self.engine.scale)
        }


def without(catalogue: Catalogue, hidden: Iterable[str], parameters: Parameters) -> Catalogue:
    """A catalogue without the tables that touch some frameworks, and with other parameters."""
    names = set(hidden)
    tables = tuple(table for table in catalogue.tables if not {table.origin, table.destination} & names)
    return replace(catalogue, tables=tables, parameters=parameters)

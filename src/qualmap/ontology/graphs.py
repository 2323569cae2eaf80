"""The named graphs: what stands in each, and on what terms."""

from __future__ import annotations

from qualmap.ontology.terms import GRAPH

FRAMEWORKS_GRAPH = GRAPH + "frameworks"
RECOGNITION_GRAPH = GRAPH + "recognition"
OFFICIAL_GRAPH = GRAPH + "official"
REPORTED_GRAPH = GRAPH + "reported"
RELIABILITY_GRAPH = GRAPH + "reliability"
COMPOSED_GRAPH = GRAPH + "composed"
INFERRED_GRAPH = GRAPH + "inferred"
AWARDS_GRAPH = GRAPH + "awards"
AWARDS_REPORTED_GRAPH = GRAPH + "awards-reported"
STATEMENTS_GRAPH = GRAPH + "statements"
ONTOLOGY_GRAPH = GRAPH + "ontology"
DATASET_GRAPH = GRAPH + "dataset"
GRAPHS = {
    FRAMEWORKS_GRAPH: "Frameworks, levels and awards as a source gives them, and the head of each table of links.",
    RECOGNITION_GRAPH: "Recognition instruments and their parties, as a source gives them.",
    OFFICIAL_GRAPH: "Links between levels that an authority states pair by pair, in a source that was read.",
    REPORTED_GRAPH: "What is reported, recalled and unchecked, or our own classification: links without an authority's "
    "statement of the pair, facts whose source nobody has read, award types, steps of descriptors.",
    RELIABILITY_GRAPH: "How far qualmap trusts each recorded link: declared assumptions, not an authority's word.",
    COMPOSED_GRAPH: "Answers that qualmap put together from the links of other frameworks.",
    INFERRED_GRAPH: "Answers that qualmap inferred from award types, descriptors and the order of the levels.",
    AWARDS_GRAPH: "Awards that people hold, by country, as a source that was read gives them.",
    AWARDS_REPORTED_GRAPH: "What is recorded of awards that people hold from general knowledge, and unchecked.",
    STATEMENTS_GRAPH: "What recognition bodies say of awards from elsewhere, read there or not: practice, neither "
    "referencing nor law.",
    ONTOLOGY_GRAPH: "The vocabulary: qualmap's own terms and what they mean.",
    DATASET_GRAPH: "The description of the data set: its parts, its linksets, how it was made.",
}
"""The named graphs, and what stands in each."""
OTHER_TERMS = {
    AWARDS_GRAPH: "CC0 1.0, but for what rests on a mapping of the UNESCO Institute for Statistics: its data are under "
    "CC BY-SA 3.0 IGO, and each list that has some says so.",
    STATEMENTS_GRAPH: "The bodies' own statements, under no licence of ours and not under CC0: whoever copies many of "
    "one body asks that body, and names it and the address. Each practice says whose it is and on what terms.",
}
"""The terms of named graphs that are not under CC0."""
APART_GRAPHS = (AWARDS_GRAPH, AWARDS_REPORTED_GRAPH, STATEMENTS_GRAPH)
"""Those that are there only where they were asked for, and where their records were not left out."""

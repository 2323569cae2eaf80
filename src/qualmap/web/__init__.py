"""The graph over the wire: SPARQL protocol, linked data, dumps. Needs the extra ``qualmap[serve]``."""

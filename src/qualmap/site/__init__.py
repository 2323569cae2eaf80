"""The graph as pages for people and machines: every resource as HTML, Turtle and JSON-LD, and the whole as a site."""

from qualmap.site.pages import Pages, style
from qualmap.site.write import write_site

__all__ = ["Pages", "style", "write_site"]

"""Values and cells as HTML. A site has hundreds of thousands of them, and a template takes too long over so many."""

from __future__ import annotations

from markupsafe import Markup, escape

from qualmap.site.view import Row, Value


def cell(row: Row) -> Markup:
    """All values under a name: one as it is, several as a list."""
    if len(row.values) + row.more == 1 and row.values:
        return Markup(_value(row.values[0]))  # noqa: S704  # every text in it is escaped below
    items = [f"<li>{_value(value)}</li>\n" for value in row.values]
    if row.more:
        items.append(f"<li>and {row.more} more</li>\n")
    return Markup(f"<ul>\n{''.join(items)}</ul>" if items else "")  # noqa: S704


def _value(value: Value) -> str:
    if not value.sources:
        return _plain(value)
    return f'{_plain(value)} <span class="sources">(source: {"; ".join(map(_plain, value.sources))})</span>'


def _plain(value: Value) -> str:
    """A text, linked where it leads somewhere, with its verification mark."""
    anchor = f' id="{escape(value.anchor)}"' if value.anchor else ""
    if value.href:
        outside = ' rel="external noopener" class="external"' if value.external else ""
        html = f'<a href="{escape(value.href)}" dir="auto"{anchor}{outside}>{escape(value.text)}</a>'
    else:
        language = f' lang="{escape(value.language)}"' if value.language not in ("", "en") else ""
        html = f'<span dir="auto"{anchor}{language}>{escape(value.text)}</span>'
    return html + (f' <span class="mark mark-{escape(value.mark)}">{escape(value.mark)}</span>' if value.mark else "")

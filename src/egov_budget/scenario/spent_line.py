"""spent_line: a line that keeps what was spent on a project that is given up: its id, what it is called."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from egov_budget.language import Language

MARK = " (spent)"


def spent_line(project: str) -> str:
    """Return the id of the line of a project.

    Examples
    --------
    >>> spent_line("e-filing")
    'e-filing (spent)'
    """
    return f"{project}{MARK}"


def titles_told(records: pd.DataFrame, words: Language) -> pd.Series:
    """Return the titles of records of a table; a line is called after its project, in words.

    Examples
    --------
    >>> import pandas as pd
    >>> from egov_budget.language import language_of
    >>> records = pd.DataFrame({"id": ["a", "a (spent)"], "title": ["Tax", "Tax"]})
    >>> titles_told(records, language_of("en")).tolist()
    ['Tax', 'Tax (spent before it was given up)']
    """
    lines = records[records["id"].str.endswith(MARK)]
    told = [
        words.say("list.spent", title=title or name.removesuffix(MARK))
        for name, title in zip(lines["id"], lines["title"], strict=True)
    ]
    titles = records["title"].astype(object)
    titles[lines.index] = told
    return titles

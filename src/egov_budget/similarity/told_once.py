"""A title that stands again at the beginning of its description: it is read once."""

from __future__ import annotations

import pandas as pd


def told_once(records: pd.DataFrame) -> pd.DataFrame:
    """Return the records with each description less the title it begins with.

    Some offices begin every description with the title, others never do; were it counted twice, the
    same two requests would look more alike in the one list than in the other.

    Parameters
    ----------
    records : DataFrame
        Records with a title and a description; without both nothing is changed.

    Returns
    -------
    DataFrame
        The same rows. Only letters and digits are compared, and what follows has to be a word of its own.

    Examples
    --------
    >>> told = {"title": ["e-Grants", "Pay"], "description": ["E-grants: a portal", "Payments"]}
    >>> told_once(pd.DataFrame(told))["description"].tolist()
    [' a portal', 'Payments']
    """
    if "title" not in records or "description" not in records:
        return records
    titles, texts = (records[name].astype("str").tolist() for name in ("title", "description"))
    both = zip(titles, texts, strict=True)
    return records.assign(description=[text[_told(title, text) :] for title, text in both])


def _told(title: str, text: str) -> int:
    """Return where the text goes on after the title; 0 where it does not begin with it."""
    letters = [letter for letter in title.casefold() if letter.isalnum()]
    if not letters or text[: len(title)].casefold().count(letters[0]) == 0:
        return 0
    done = 0
    for at, sign in enumerate(text):
        if done == len(letters):
            return 0 if sign.isalnum() else at + 1
        for letter in sign.casefold():
            if letter.isalnum():
                if done == len(letters) or letters[done] != letter:
                    return 0
                done += 1
    return len(text) if done == len(letters) else 0

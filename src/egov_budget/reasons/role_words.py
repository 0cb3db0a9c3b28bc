"""A project's role, in the words of a language."""

from __future__ import annotations

from egov_budget.allocation.role import Role, RoleKind
from egov_budget.scenario.titles import Titles


def role_words(role: Role, titles: Titles) -> str:
    """Return a role as a language says it.

    Parameters
    ----------
    role : Role
        One of ``Allocation.role_records``.
    titles : Titles
        What the group or the other project is called.

    Returns
    -------
    str
        A few words; ids are isolated in them.

    Examples
    --------
    >>> from egov_budget.allocation.role import RoleKind
    >>> from egov_budget import worlds
    >>> from egov_budget.language import language_of
    >>> english = Titles(worlds.four_projects(), language_of("en"))
    >>> role_words(Role(RoleKind.LEAD, "G:health-login"), english)
    'lead of G:health-login'
    """
    key = f"role.{role.kind}"
    lang = titles.words
    other = titles.group(role.of) if role.kind is RoleKind.LEAD else titles.spoken("projects", role.of)
    return lang.say(key, **dict.fromkeys(lang.placeholders(key), other))

"""A project's role, in the words of a language."""

from __future__ import annotations

from egov_budget.allocation.role import Role
from egov_budget.language import Language


def role_words(role: Role, lang: Language) -> str:
    """Return a role as a language says it.

    Parameters
    ----------
    role : Role
        One of ``Allocation.role_records``.
    lang : Language
        What it is written in.

    Returns
    -------
    str
        A few words; ids are isolated in them.

    Examples
    --------
    >>> from egov_budget.allocation.role import RoleKind
    >>> from egov_budget.language import language_of
    >>> role_words(Role(RoleKind.LEAD, "G:health-login"), language_of("en"))
    'lead of G:health-login'
    """
    key = f"role.{role.kind}"
    return lang.say(key, **dict.fromkeys(lang.placeholders(key), lang.isolate(role.of)))

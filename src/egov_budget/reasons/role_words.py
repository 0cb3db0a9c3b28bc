"""A project's role, in the words of a language."""

from __future__ import annotations

from egov_budget.language import Language

NAMED = {
    "lead of ": ("role.lead", "group"),
    "adopter of ": ("role.adopter", "lead"),
    "retired in favour of ": ("role.retired", "project"),
}


def role_words(role: str, lang: Language) -> str:
    """Return a role of ``Allocation.roles`` as a language says it.

    Parameters
    ----------
    role : str
        ``funded``, ``partly funded``, ``not funded``, or one that names a group or a project.
    lang : Language
        What it is written in.

    Returns
    -------
    str
        A few words; ids are isolated in them.

    Examples
    --------
    >>> from egov_budget.language import language_of
    >>> role_words("lead of G:health-login", language_of("en"))
    'lead of G:health-login'
    """
    for start, (key, name) in NAMED.items():
        if role.startswith(start):
            return lang.say(key, **{name: lang.isolate(role.removeprefix(start))})
    return lang.say(f"role.{role.replace(' ', '_')}")

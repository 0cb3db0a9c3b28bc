"""Words, numbers, money and years as a language writes them; one file of messages a language."""

from egov_budget.language.count import counted, currency_of, in_currency, told_in
from egov_budget.language.digits import all_digits, figures
from egov_budget.language.direction import cut, harmless, on_screen, one_line, short
from egov_budget.language.language import Language
from egov_budget.language.messages import language_of, languages

__all__ = [
    "Language", "all_digits", "counted", "currency_of", "cut", "figures", "harmless", "in_currency",
    "language_of", "languages", "on_screen", "one_line", "short", "told_in",
]  # fmt: skip

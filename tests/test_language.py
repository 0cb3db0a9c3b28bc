"""Languages: the same messages in each, and numbers, money and years as each writes them."""

from __future__ import annotations

import tomllib
from decimal import ROUND_HALF_EVEN, Decimal
from importlib.resources import files
from string import Formatter
from types import MappingProxyType

import pytest
from babel.numbers import format_decimal, format_percent
from hypothesis import given
from hypothesis import strategies as st

from egov_budget.language import Language, harmless, language_of, languages
from egov_budget.language.digits import telling
from egov_budget.language.direction import ISOLATE, POP, isolate

EN, FA = language_of("en"), language_of("fa")
ASCII = {ord(digit): str(at) for at, digit in enumerate("۰۱۲۳۴۵۶۷۸۹")}
NUMBERS = st.floats(-1e12, 1e12, allow_nan=False)
DEFAULT = {"numbering_system": "default"}


def placeholders(message: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(message) if name is not None}


def unlike(one: Language, other: Language) -> list[str]:
    """Return what two languages do not have in common."""
    apart = sorted(one.messages.keys() ^ other.messages.keys())
    both = one.messages.keys() & other.messages.keys()
    return apart + sorted(
        key for key in both if placeholders(one.messages[key]) != placeholders(other.messages[key])
    )


def planted(**messages: str) -> Language:
    return Language("en", "planted", "ltr", "gregorian", "0123456789", MappingProxyType(messages))


@pytest.mark.parametrize("code", languages())
def test_every_language_has_the_same_messages_with_the_same_placeholders(code: str) -> None:
    assert unlike(EN, language_of(code)) == []


def test_a_planted_difference_is_found() -> None:
    assert unlike(planted(a="x"), planted(b="x")) == ["a", "b"]
    assert unlike(planted(a="{x}"), planted(a="{y}")) == ["a"]


@pytest.mark.parametrize("code", languages())
def test_a_placeholder_is_a_plain_name_and_no_message_is_empty(code: str) -> None:
    for key, message in language_of(code).messages.items():
        assert message.strip() == message != "", key
        assert all(name.isidentifier() for name in placeholders(message)), key


@pytest.mark.parametrize("code", languages())
def test_a_file_of_messages_holds_texts_and_says_what_language_it_is(code: str) -> None:
    found = tomllib.loads(files("egov_budget.language").joinpath(f"{code}.toml").read_text(encoding="utf-8"))
    assert set(found["language"]) == {"name", "direction", "calendar", "ten_digits"}
    assert [int(digit) for digit in found["language"]["ten_digits"]] == [*range(10)]
    assert all(isinstance(message, str) for message in language_of(code).messages.values())


def test_a_language_that_is_not_there_is_a_fault_that_names_those_that_are() -> None:
    with pytest.raises(ValueError, match="'xx' is no language known here; known are en, fa"):
        language_of("xx")


def test_a_missing_message_is_a_fault() -> None:
    with pytest.raises(KeyError, match=r"no message 'no\.such' in fa\.toml"):
        FA.say("no.such")


@pytest.mark.parametrize("values", [{}, {"x": "1", "y": "2"}])
def test_a_message_takes_exactly_the_values_it_asks_for(values: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="asks for"):
        planted(a="{x}").say("a", **values)


def test_a_value_with_braces_is_a_value() -> None:
    assert planted(a="[{x}]").say("a", x="{y.__class__}") == "[{y.__class__}]"


def test_a_whole_number_in_a_message_is_written_as_the_language_writes_it() -> None:
    assert planted(a="{n}").say("a", n=12_345) == "12,345"


@given(NUMBERS, st.integers(0, 6), st.sampled_from(languages()))
def test_numbers_are_written_as_babel_writes_them(value: float, digits: int, code: str) -> None:
    lang = language_of(code)
    pattern = "#,##0." + "0" * digits if digits else "#,##0"
    assert lang.number(value, digits) == signed(format_decimal(value, pattern, code, **DEFAULT), lang)


@given(st.floats(-10, 10), st.integers(0, 4), st.sampled_from(languages()))
def test_percents_are_written_as_babel_writes_them(value: float, digits: int, code: str) -> None:
    lang, more = language_of(code), telling(value, digits)
    pattern = "#,##0." + "0" * more + "%" if more else "#,##0%"
    assert lang.percent(value, digits) == signed(format_percent(value, pattern, code, **DEFAULT), lang)


def signed(babels: str, lang: Language) -> str:
    """Return a number of Babel's, which leaves digits and signs as they are; nothing has no minus."""
    plain = babels if any(c in "123456789" for c in babels) else babels.removeprefix("-")
    return (
        lang.digits(plain)
        .replace("-", lang.number(-1).removesuffix(lang.digits("1")))
        .replace("%", lang.percent(0, 0).removeprefix(lang.digits("0")))
    )


@given(st.floats(1e-9, 1 - 1e-9), st.integers(0, 4), st.sampled_from(["en", "fa"]))
def test_no_part_is_told_as_none_or_as_all(part: float, digits: int, code: str) -> None:
    told = "".join(
        str(int(c)) if c.isdecimal() else "." for c in language_of(code).percent(part, digits)[:-1]
    )
    assert 0 < float(told) < 100
    assert abs(float(told) / 100 - part) <= 0.5 * 10 ** -(digits + 2) + 1e-12


@given(NUMBERS, st.integers(0, 6))
def test_a_persian_number_reads_back_as_the_number_rounded(value: float, digits: int) -> None:
    text = FA.number(value, digits)
    assert not any(c in "0123456789.,-" for c in text)
    plain = text.translate(ASCII).replace("٬", "").replace("٫", ".").replace("\u200e\u2212", "-")
    assert Decimal(plain) == Decimal(str(value)).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_EVEN)


@pytest.mark.parametrize(
    ("english", "persian", "value", "digits"),
    [
        ("1,234.5", "۱٬۲۳۴٫۵", 1234.5, 1),
        ("0", "۰", -0.2, 0),
        ("-12", "\u200e\u2212۱۲", -12, 0),
        ("2", "۲", 2.5, 0),
    ],
)
def test_numbers_on_paper(english: str, persian: str, value: float, digits: int) -> None:
    assert (EN.number(value, digits), FA.number(value, digits)) == (english, persian)


def test_percents_on_paper() -> None:
    assert (EN.percent(0.1234), FA.percent(0.1234)) == ("12.3%", "۱۲٫۳٪")


def test_money_keeps_every_digit_and_stays_on_one_line() -> None:
    assert EN.money(12_345_678_901.5, "CAD") == "12,345,678,901.5\N{NO-BREAK SPACE}CAD"
    assert FA.money(1_234.25, "million rials") == "۱٬۲۳۴٫۲۵\N{NO-BREAK SPACE}میلیون ریال"
    assert FA.money(1, "CAD") == "۱\N{NO-BREAK SPACE}دلار کانادا"
    assert FA.money(1, "XTS") == f"۱\N{NO-BREAK SPACE}{ISOLATE}XTS{POP}"
    assert EN.amount(0.1 + 0.2) == "0.3"


def test_figures_are_significant_digits() -> None:
    assert (EN.figures(0.009374), FA.figures(0.009374)) == ("0.00937", "۰٫۰۰۹۳۷")
    assert (EN.figures(1234.5, 2), FA.figures(1234.5, 2)) == ("1,234", "۱٬۲۳۴")


@pytest.mark.parametrize("code", languages())
def test_a_number_that_is_not_there_is_an_empty_text(code: str) -> None:
    lang, missing = language_of(code), float("nan")
    assert (lang.number(missing), lang.percent(missing), lang.amount(missing), lang.figures(missing)) == (
        "",
    ) * 4


@pytest.mark.parametrize(
    ("given_year", "persian"),
    [
        ("1401", "۱۴۰۱"), ("۱۴۰۱", "۱۴۰۱"), ("2022", "۱۴۰۱"), ("2022-23", "۱۴۰۱"), ("2022/2023", "۱۴۰۱"),
        ("1999-00", "۱۳۷۸"), ("2019-2022", "۱۳۹۸-۱۴۰۱"), ("2022-23, 2023-24", "۱۴۰۱, ۱۴۰۲"),
        ("year 3", f"{ISOLATE}year ۳{POP}"), ("20220", "۲۰۲۲۰"), ("", ""),
    ],
)  # fmt: skip
def test_a_fiscal_year_is_the_jalali_year_that_begins_in_it(given_year: str, persian: str) -> None:
    assert FA.fiscal_year(given_year).replace(ISOLATE, "").replace(POP, "") == persian.strip(ISOLATE + POP)
    assert EN.fiscal_year(given_year) == given_year


@given(st.text())
def test_an_isolated_text_steers_nothing_around_it(text: str) -> None:
    for direction in ("ltr", "rtl"):
        inner = isolate(text, direction)
        if inner.startswith(ISOLATE):
            assert inner.endswith(POP)
            inner = inner[1:-1]
        assert inner == harmless(text)
        assert not set(inner) & set(
            "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\n\r\t"
        )


@given(st.text())
def test_making_a_text_harmless_twice_changes_nothing_more(text: str) -> None:
    assert harmless(harmless(text)) == harmless(text)


def test_a_title_against_the_direction_is_isolated_and_no_other() -> None:
    assert EN.isolate("سامانه") == f"{ISOLATE}سامانه{POP}"
    assert FA.isolate("سامانه") == "سامانه"
    assert FA.isolate("e-filing") == f"{ISOLATE}e-filing{POP}"
    assert EN.isolate("e-filing") == "e-filing"


def test_persian_joiners_stay() -> None:
    assert harmless("می\u200cشود") == "می\u200cشود"


def test_the_empty_text_stays_empty() -> None:
    assert (EN.isolate(""), FA.isolate(""), harmless(""), FA.fiscal_year("")) == ("", "", "", "")


def test_a_name_with_parts_is_taken_apart() -> None:
    lang = planted(**{"goal.at {level} of {by}": "{by}/{level}", "part.tax": "TAX"})
    assert lang.word("goal", "at 0.5 of tax") == "TAX/0.5"
    assert lang.word("goal", "at 3 of a+b") == "a+b/3"
    assert lang.word("goal", "at 1,234.5 of tax") == "TAX/1,234.5"
    assert lang.word("goal", "elsewhere") == "elsewhere"
    assert [FA.part(place, "2023; 1401") for place in ("years", "by")] == [
        f"{ISOLATE}{years}{POP}" for years in ("۱۴۰۲; ۱۴۰۱", "2023; 1401")
    ]


def test_a_goal_in_money_has_the_currency_for_its_unit() -> None:
    assert [FA.unit(name) for name in ("points", "million rials")] == ["امتیاز", "میلیون ریال"]


@given(st.floats(1e-9, 1e9), st.integers(1, 9), st.sampled_from(["en", "fa"]))
def test_a_bound_is_told_on_its_own_side(value: float, digits: int, code: str) -> None:
    language = language_of(code)

    def read(text: str) -> float:
        plain = "".join(str(int(c)) if c.isdecimal() else "." if c in ".٫" else "" for c in text)
        return float(plain) / (100 if text[-1:] in "%٪" else 1)

    for told in (language.figures, language.number, language.percent):
        least, most = (read(told(value, digits, up=up)) for up in (False, True))
        assert least <= value * (1 + 1e-14)
        assert value * (1 - 1e-14) <= most

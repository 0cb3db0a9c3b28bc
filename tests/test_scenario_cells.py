"""A word is read as its column says, in Persian, Arabic and Latin script, and never repaired."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from egov_budget.scenario.cells import Unreadable, read
from egov_budget.scenario.conform import read_column
from egov_budget.scenario.field import Field, Kind

PERSIAN = str.maketrans("0123456789.,", "۰۱۲۳۴۵۶۷۸۹٫٬")
ARABIC = str.maketrans("0123456789.,", "٠١٢٣٤٥٦٧٨٩٫٬")
MONEY = Field("cost", Kind.MONEY, "Cost.")
PART = Field("score", Kind.FRACTION, "Score.")


@given(amount=st.integers(0, 10**15), script=st.sampled_from([{}, PERSIAN, ARABIC]))
def test_digits_of_each_script_and_separators_of_thousands_are_read(
    amount: int, script: dict[int, int]
) -> None:
    for form in (f"{amount}", f"{amount:,}", f"{amount}.5", f"{amount:,}.5"):
        assert read(form.translate(script), MONEY) == float(form.replace(",", ""))
    for separator in ("\u00a0", "\u202f", " "):
        assert read(f"{amount:,}".replace(",", separator).translate(script), MONEY) == amount


@given(value=st.floats(0, 1e300))
def test_what_python_writes_of_a_number_is_read_to_the_last_bit(value: float) -> None:
    assert read(repr(value), MONEY) == value


@pytest.mark.parametrize(
    "word",
    ["1,5", "12,34", "1,2345", "1.250,5", "1,000 000", "0x10", "1_000", "1e", "e5", ".", "-", "+-1", "1 2",
     "12 abc", "۱۲ تومان", "½", "nan", "NaN", "inf", "Infinity", "1,,000", ",100", "100,", "1\n2",
     "0,250", "00,125", "۰٬۲۵۰", "0 250", "-0,250"],
)  # fmt: skip
def test_what_only_looks_like_a_number_is_refused(word: str) -> None:
    with pytest.raises(Unreadable, match="is not a number"):
        read(word, MONEY)


@pytest.mark.parametrize("word", ["-1", "-0.01", "1e999", "-1e999", "−5"])
def test_money_below_nothing_or_beyond_all_bounds_is_refused(word: str) -> None:
    with pytest.raises(Unreadable, match="is not 0 or more"):
        read(word, MONEY)


@pytest.mark.parametrize("word", ["1.0000001", "-0.1", "100", "۱٫۵"])
def test_a_part_outside_of_0_to_1_is_refused(word: str) -> None:
    with pytest.raises(Unreadable, match="is not from 0 to 1"):
        read(word, PART)


def test_minus_nothing_is_nothing() -> None:
    assert math.copysign(1, read("-0", MONEY)) == 1  # type: ignore[arg-type]
    column, faults = read_column("projects", MONEY, pd.Series([-0.0, 0.0]))
    assert not np.signbit(column.to_numpy()).any()
    assert not faults


@pytest.mark.parametrize(
    ("word", "flag"),
    [("yes", True), ("YES", True), ("True", True), ("۱", True), ("بله", True), ("بلي", True), ("نعم", True),
     ("no", False), ("0", False), ("٠", False), ("خیر", False), ("خير", False), ("لا", False)],
)  # fmt: skip
def test_yes_and_no_are_read_in_each_script(word: str, flag: bool) -> None:
    assert read(word, Field("mandatory", Kind.FLAG, "")) is flag


@pytest.mark.parametrize("word", ["maybe", "2", "ja", "on", "-"])
def test_neither_yes_nor_no_is_refused(word: str) -> None:
    with pytest.raises(Unreadable, match="neither yes nor no"):
        read(word, Field("mandatory", Kind.FLAG, ""))


def test_a_year_may_have_persian_digits_but_no_fraction() -> None:
    year = Field("start_year", Kind.WHOLE, "")
    assert read("۱۴۰۱", year) == 1401
    for word in ("1401.5", "1,401", "9" * 19, "x"):
        with pytest.raises(Unreadable, match="whole number"):
            read(word, year)


def test_texts_keep_their_marks_and_ids_lose_the_blanks_around_them() -> None:
    odd = " \u200fسامانه\u200cی \u202bمالیات\u202c\n"
    for kind, held in ((Kind.TEXT, odd), (Kind.ID, odd.strip())):
        column, faults = read_column("projects", Field("x", kind, ""), pd.Series([odd]))
        assert column.tolist() == [held]
        assert not faults


def test_a_text_of_no_text_is_refused() -> None:
    for word in ("a\0b", "\ud800"):
        with pytest.raises(Unreadable, match="no character of any text"):
            read(word, Field("title", Kind.TEXT, ""))
    with pytest.raises(Unreadable, match="more than 100000"):
        read("x" * 100_001, Field("title", Kind.TEXT, ""))


@given(numbers=st.lists(st.one_of(st.floats(0, 1), st.just(math.nan)), max_size=8))
def test_numbers_and_their_words_are_read_alike(numbers: list[float]) -> None:
    words = ["" if math.isnan(number) else repr(number) for number in numbers]
    one, faults = read_column("scores", PART, pd.Series(numbers, dtype="float64"))
    other, more = read_column("scores", PART, pd.Series(words, dtype=object))
    pd.testing.assert_series_equal(one, other, check_exact=True)
    assert faults == more == []


@given(numbers=st.lists(st.floats(allow_nan=False), min_size=1, max_size=8))
def test_the_quick_way_for_numbers_finds_the_faults_of_the_slow_one(numbers: list[float]) -> None:
    quick = read_column("scores", PART, pd.Series(numbers, dtype="float64"))
    slow = read_column("scores", PART, pd.Series(numbers, dtype=object))
    assert [fault.row for fault in quick[1]] == [fault.row for fault in slow[1]]
    assert [fault.row for fault in quick[1]] == [
        row for row, number in enumerate(numbers, start=2) if not 0 <= number <= 1
    ]
    pd.testing.assert_series_equal(quick[0], slow[0])

"""Several reviewers of a pair: what settles it, what it binds, how far they agree, and who sees what."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from egov_budget import find_overlaps, read_scenario, write_scenario
from egov_budget.errors import IntakeError
from egov_budget.language import figures
from egov_budget.overlaps import agreement, blind
from egov_budget.reporting import overlaps_screen
from egov_budget.scenario import Scenario
from egov_budget.scenario.columns import ENDS
from egov_budget.scenario.relations import ACCEPTED
from egov_budget.scenario.settled import UNSETTLED, in_order, settled
from shell import run
from small_scenarios import apart

WORDS = ("accept", "parallel", "joint", "rollout", "site", "reject", "different requirement")
ROW = st.tuples(
    st.sampled_from([("p0", "p1"), ("p1", "p0"), ("p1", "p2")]), st.sampled_from("ABC"),
    st.sampled_from(WORDS), st.sampled_from([0.5, 0.75, None]), st.sampled_from(["", "p1"]),
)  # fmt: skip
KEY = ["project_a", "project_b", "reviewer"]


def rows(*told: tuple[str, str, str, str], **more: object) -> pd.DataFrame:
    return pd.DataFrame(told, columns=[*KEY, "verdict"]).assign(**more)


def two(*told: tuple[str, str], binding: str = "duplication", **more: object) -> Scenario:
    """Return two alike requests of two agencies, and what reviewers say of them."""
    texts = {"title": "One sign-in platform for all", "description": "One password for every service"}
    verdicts = rows(*(("p0", "p1", *said) for said in told), **more)
    return apart([60, 50], 100, agency=["a", "b"], projects=texts, verdicts=verdicts, binding=binding)


@settings(max_examples=25, deadline=None)
@given(st.lists(ROW, max_size=6), st.integers(0, 6), st.randoms(use_true_random=False))
def test_a_row_that_settles_wins_and_the_order_of_rows_changes_nothing(drawn, which, random) -> None:  # type: ignore[no-untyped-def]
    told = [(*ends, who, word, share, lead) for ends, who, word, share, lead in drawn]
    table = pd.DataFrame(told, columns=[*KEY, "verdict", "share", "lead"])
    table["settles"] = np.arange(len(table)) == which
    table = table[~in_order(table).duplicated(KEY)]
    found = settled(table).reset_index(drop=True)
    order = random.sample(range(len(table)), len(table))
    pd.testing.assert_frame_equal(found, settled(table.iloc[order]).reset_index(drop=True))
    for row in found.to_dict("records"):
        said = table[[{row["project_a"], row["project_b"]} == {*ends} for ends in table[ENDS].to_numpy()]]
        heard = said[said["settles"]] if said["settles"].any() else said
        meant = {"parallel" if word in ACCEPTED else word for word in heard["verdict"]}
        agree = len(meant) == 1 and len({*heard["lead"]} - {""}) < 2
        assert ({row["verdict"]} == {UNSETTLED}) == (not agree)
        assert not agree or row["verdict"] in {*meant, *heard["verdict"]}


def test_reviewers_who_agree_bind_at_the_least_share_and_those_who_disagree_bind_nothing() -> None:
    agreed = find_overlaps(two(("A", "accept"), ("B", "parallel"), share=[0.8, 0.5]))
    assert agreed.members["common"].tolist() == [25.0, 25.0]
    assert len(find_overlaps(two()).members) == 2  # unread it would bind
    for word in ("joint", "reject"):
        torn = find_overlaps(two(("A", "accept"), ("B", word)))
        assert torn.pairs[["verdict", "binds"]].to_numpy().tolist() == [[UNSETTLED, False]]
        assert torn.members.empty
        assert torn.queue()["doubt"].tolist() == [1.0]
        assert len(torn.families) == 2
    for word, bound in (("accept", 2), ("joint", 0)):
        judge = two(("A", "accept"), ("B", "joint"), ("judge", word), settles=[False, False, True])
        assert len(find_overlaps(judge).members) == bound


def test_unread_pairs_that_bind_are_told_with_those_expected_wrong_and_their_money() -> None:
    scenario = two()
    found = find_overlaps(scenario)
    row = found.pairs.iloc[0]
    wrong = 1 - row["duplication"] * row["parallel"]
    line = (
        f"  Unread, 1 pair binds by likeness: {wrong:.1f} of them, "
        f"{figures(wrong * row['at_stake'])} of {figures(row['at_stake'])} at stake, are expected to be wrong"
    )
    assert line in overlaps_screen(scenario, found).splitlines()
    for quiet in (two(("A", "accept")), two(binding="none"), two(("A", "accept"), ("B", "reject"))):
        assert "Unread" not in overlaps_screen(quiet, find_overlaps(quiet))


def test_the_screen_tells_on_what_reviewers_disagree_and_how_far_they_agree() -> None:
    scenario = two(("A", "accept"), ("B", "reject"))
    told = overlaps_screen(scenario, find_overlaps(scenario))
    assert "Reviewers disagree on 1 pair, " in told
    assert "A and B agree on 0 of 1 pair, kappa 0.00" in told
    alike = rows(("p", "q", "A", "joint"), ("q", "p", "B", "joint"), settles=False)
    assert agreement(alike)["kappa"].isna().all()  # chance alone would make them agree


@pytest.mark.parametrize(
    ("scenario", "told"),
    [
        (lambda: two(("A", "accept"), ("B", "joint"), settles=True), "settles the pair 'p0' and"),
        (lambda: two(("A", "accept"), ("b", "reject")), "'b' contradicts a verdict on its"),
        (lambda: two(("b", "reject"), settles=True), "'b' settles a pair of its own"),
        (lambda: two(("A", "accept")).replace(
            verdicts=rows(("p0", "p1", "A", "accept"), ("p1", "p0", "A", "reject"))), "already in row 2"),
    ],
)  # fmt: skip
def test_rows_that_cannot_stand_side_by_side_are_refused(scenario, told: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(IntakeError, match=told):
        scenario()


def test_an_agency_answers_with_a_reason_in_a_row_of_its_own() -> None:
    answered = two(("A", "accept"), ("b", "reject"), reason=["one desk", "ours is for patients"])
    assert settled(answered.verdicts)["verdict"].tolist() == [UNSETTLED]


def test_who_reads_blind_sees_no_verdict_of_others_and_everything_is_left_to_read() -> None:
    scenario = two(("A", "accept"), reason="secret")
    unseen = blind(scenario, "B")
    assert unseen.verdicts.empty
    assert len(find_overlaps(unseen).queue()) == 1
    assert blind(scenario, "A").verdicts.equals(scenario.verdicts)
    judged = two(("A", "joint"), ("judge", "accept"), settles=[False, True])
    assert len(find_overlaps(blind(judged, "B")).queue()) == 0


def test_the_sheet_has_a_row_for_each_reviewer_and_the_shell_takes_in_a_second_one(tmp_path: Path) -> None:
    asked, out = tmp_path / "asked", tmp_path / "out"
    write_scenario(two(("A", "accept"), binding="none"), asked)
    (asked / "verdicts.csv").write_text(
        "project_a,project_b,verdict,share\np0,p1,accept,\n"
    )  # as it was before
    assert read_scenario(asked).verdicts["reviewer"].tolist() == [""]
    assert run("overlaps", asked, "--out", tmp_path / "b.csv", "--reviewer", "B").exit_code == 0
    sheet = pd.read_csv(tmp_path / "b.csv", dtype="str", keep_default_na=False)
    assert sheet[["verdict", "reviewer", "# decided"]].to_numpy().tolist() == [["", "", ""]]
    sheet.assign(verdict="joint", reviewer="B", reason="one contract").to_csv(tmp_path / "b.csv", index=False)
    told = run("review", asked, "--sheet", tmp_path / "b.csv", "--out", out)
    assert "Reviewers disagree on 1 pair" in told.output
    assert sorted(read_scenario(out).verdicts["reviewer"]) == ["", "B"]
    done = run("review", out, "--out", tmp_path / "done", "--reviewer", "judge", answers="j\nenough\n")
    assert "B: joint; one contract" in done.output
    last = read_scenario(tmp_path / "done")
    assert last.verdicts.loc[last.verdicts["reviewer"] == "judge", "settles"].tolist() == [True]
    assert settled(last.verdicts)["verdict"].tolist() == ["joint"]

"""What an import says on the terminal."""

from articles.importing import report
from articles.importing.proposal import Decision, Proposal, Section, Words


def test_one_thing_is_one_and_more_are_many():
    one = Proposal(title="x", introduction="<p>Hang.</p>", sections=[Section("Grip")])

    assert report.summary(one) == (
        "1 title, 1 introduction paragraph, 0 takeaways, 1 section, 0 questions, 0 hints."
    )


def test_what_was_dropped_is_counted_by_reason():
    dropped = [Words("Cart", 1, "page furniture"), Words("1.", 2, "a step's number")]
    dropped.append(Words("Menu", 3, "page furniture"))

    said = report.summary(Proposal(title="x", dropped=dropped))

    assert said.endswith("; dropped: page furniture (2), a step's number (1).")


def test_a_guess_is_a_row_of_line_confidence_decision_and_reason():
    guess = Decision("title", "The title is “Hang”.", 12, 0.5, "the first line")

    rows = list(report.guesses([guess]))

    assert rows[0] == "1 guess to look at:"
    assert rows[1].split() == ["line", "sure", "decision", "why"]
    assert rows[2].split("  ")[-1].strip() == "the first line"
    assert rows[2].split()[:2] == ["12", "50%"]


def test_guesses_stand_in_the_order_of_the_text():
    guesses = [Decision("a", f"Line {n}", n, 0.5, "why") for n in (7, 3, 0)]

    rows = list(report.guesses(guesses))[2:]

    assert [row.split()[0] for row in rows] == ["–", "3", "7"]


def test_a_long_decision_is_broken_into_rows():
    guess = Decision("excerpt", "The excerpt is " + "word " * 30, 3, 0.5, "the first sentences")

    rows = list(report.guesses([guess]))

    assert len(rows) > 4
    assert all(len(row) <= report.WIDTH for row in rows)


def test_no_guess_is_no_table():
    assert list(report.guesses([])) == []


def test_leftovers_are_listed_with_line_and_reason():
    rows = list(report.leftovers([Words("March 3, 2024", 4, "a date")]))

    assert rows[1] == "  line 4: “March 3, 2024” (a date)"


def test_a_long_leftover_is_shortened():
    rows = list(report.leftovers([Words("word " * 100, 4, "below the end of the guide")]))

    assert "word …”" in rows[1]
    assert list(report.leftovers([])) == []

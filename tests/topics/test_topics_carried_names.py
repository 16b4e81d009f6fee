"""Names that people gave, over a new fit."""

from interviewkit.topics.matching import carry_names


def numbered(*sizes):
    """Documents d0, d1, ... of topics 0, 1, ... with these sizes."""
    numbers = [number for number, size in enumerate(sizes) for _ in range(size)]
    return {f"d{index}": number for index, number in enumerate(numbers)}


def test_a_name_follows_its_documents_whatever_their_new_number():
    old = numbered(6, 5)
    new = {key: 1 - number for key, number in old.items()}
    carried = carry_names({0: "Trust", 1: "Speed"}, old, new)
    assert carried.names == {1: "Trust", 0: "Speed"}
    assert carried.lost == ()


def test_new_documents_and_outliers_do_not_cost_a_name():
    old = numbered(8)
    new = {**old, "d0": -1, "d1": -1, **{f"n{index}": 0 for index in range(50)}}
    assert carry_names({0: "Trust"}, old, new).names == {0: "Trust"}


def test_a_topic_that_falls_apart_loses_its_name():
    old = numbered(9)
    new = {key: index % 3 for index, key in enumerate(old)}
    carried = carry_names({0: "Trust"}, old, new)
    assert carried.names == {}
    assert carried.lost == ("Trust",)


def test_two_merged_topics_leave_one_name_at_most():
    old = numbered(9, 4)
    new = dict.fromkeys(old, 0)
    carried = carry_names({0: "Trust", 1: "Speed"}, old, new)
    assert carried.names == {0: "Trust"}
    assert carried.lost == ("Speed",)


def test_two_shared_documents_are_too_few():
    old = numbered(2)
    assert carry_names({0: "Trust"}, old, old).lost == ("Trust",)


def test_without_anything_in_common_all_names_are_lost():
    assert carry_names({0: "Trust", 1: ""}, numbered(3, 3), {"x": 0}).lost == ("Trust",)


def test_topics_without_names_stay_without():
    old = numbered(5, 5)
    assert carry_names({1: "Speed"}, old, old).names == {1: "Speed"}


def test_two_topics_of_one_name_are_both_told_of():
    old = numbered(5, 9)
    new = {
        key: (0 if number == 0 else index % 3 + 1)
        for index, (key, number) in enumerate(old.items())
    }
    carried = carry_names({0: "Trust", 1: "Trust"}, old, new)
    assert carried.names == {0: "Trust"}
    assert carried.lost == ("Trust",)

"""Of what was told weeks or months apart only what is closest in words is held against each other."""

import pytest

CLAIM = "Jon Brandt said Orland had opened the upper gates in the night."
DENIAL = "Mira Tal denied that Orland had opened the upper gates."
WEATHER = "Rain fell all day. The quay stood empty. Nobody came. A dog slept by the crane. " * 4


@pytest.fixture
def held(article, compare):
    """Return a function from articles to the documents whose parties are held against each other."""

    def run(*claims):
        answer = article(DENIAL, "answer", "Post", "2031-05-19")
        comparison = compare(*claims, answer, article(WEATHER, "weather", "Gazette"))
        homes = {statement.id: statement.document for statement in comparison.statements}
        return sorted(sorted({homes[r.a], homes[r.b]}) for r in comparison.relations if r.between == "parties")

    return run


@pytest.mark.parametrize("months", [range(1, 10), range(9, 0, -1)])
def test_the_closest_two_are_told_in_whatever_order_they_come(article, held, months):
    near, farther = CLAIM, "Jon Brandt said Vesk paid for the upper gates and the pumps."
    claims = [article(near if n < 3 else farther, f"c{n}", f"Tidings {n}", f"2030-0{n}-01") for n in months]
    assert held(*claims) == [["answer", "c1"], ["answer", "c2"]]
    assert held(claims[months.index(9)]) == [["answer", "c9"]]


def test_speakers_of_no_party_take_no_place_among_them(article, held):
    crowd = [article(CLAIM.replace("Jon Brandt", "Olga Lind"), f"c{n}", f"Tidings {n}", "2030-01-01") for n in range(3)]
    claim = article("Jon Brandt said Vesk paid for the upper gates.", "claim", "Herald", "2030-01-01")
    assert held(*crowd, claim) == [["answer", "claim"]]

"""How closely two statements are related: what they share, weighed by how rare it is."""

import pytest

from dedup.diff.relations.relatedness import link, stem_weights


def test_a_rare_word_weighs_more_than_a_common_one(signals):
    said = [signals(text) for text in ("cranes and fog", "cranes and rain", "cranes and fire", "gates and fire")]
    weights = stem_weights(said)
    assert weights["fog"] > weights["fire"] > weights["crane"] > 0


def test_a_link_measures_what_is_shared(signals):
    one, other = signals("the northern cranes stand"), signals("the northern cranes were sold to Marn")
    weights = stem_weights([one, other])
    found = link(one, other, weights, 2)
    assert found.distance == 2
    assert found.coverage == pytest.approx(
        sum(weights[stem] for stem in ("northern", "crane"))
        / sum(weights[stem] for stem in min(one.stems, other.stems, key=len))
    )
    assert found.pairs == 1
    assert link(one, one, weights, None).coverage == pytest.approx(1)


def test_statements_without_content_words_are_not_related(signals):
    nothing = signals("it is")
    assert link(nothing, nothing, {}, None).coverage == 0

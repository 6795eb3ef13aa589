"""An invented story told in any number of articles: two governments, a strait, and a toll on it.

Some things are said once and printed by many outlets, as news is; most sentences are made anew of subjects, claims,
figures, days and speakers, so that the number of different statements grows with the number of articles. What the two
sides say of a subject is of one kind each (one grants, one denies; one has signed, one still talks), so that there is
something to find.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

PARTIES: Final = """
[[party]]
id = "marland"
name = "Marland"
places = ["Marland"]
demonyms = ["Marlander"]
speakers = [
  { name = "Ines Halloran", aliases = ["President Halloran", "Halloran"] },
  { name = "Pieter Brandt", aliases = ["Brandt"] },
  "Marland's transport ministry", "the transport ministry",
]

[[party]]
id = "korvia"
name = "Korvia"
places = ["Korvia"]
demonyms = ["Korvian"]
speakers = [
  { name = "Tomas Oyelaran", aliases = ["Prime Minister Oyelaran", "Oyelaran"] },
  { name = "Lena Sorokin", aliases = ["Sorokin"] },
  "the Korvian harbour office", "the harbour office",
]
"""

_SPEAKERS: Final = {
    "marland": ("President Ines Halloran", "Halloran", "Pieter Brandt", "Brandt", "Marland's transport ministry"),
    "korvia": ("Prime Minister Tomas Oyelaran", "Oyelaran", "Lena Sorokin", "Sorokin", "the Korvian harbour office"),
    "": ("Ada Kimura, who advises shipowners", "the pilots' union", "several brokers", "Kimura", "an insurer"),
}
_FRAMES: Final = (
    "{who} said {when} that {claim}.",
    "“{Claim},” {who} said {when}.",
    "{Claim}, according to {who}.",
    "{who} told reporters {when} that {claim}.",
    "{who} insisted that {claim}.",
    "Asked about {thing}, {who} said “{claim}”.",
    "“{Claim},” said {who}. “{Again}.”",
)
# What the one side says of a thing, and what the other says: of one row, at odds.
_CLAIMS: Final = (
    ("{thing} has been agreed and signed", "talks on {thing} go on and nothing has been signed"),
    ("{thing} will cost owners {n} million crowns a year", "{thing} will cost owners {m} million crowns a year"),
    ("{thing} will end for good on {day}", "{thing} will be reduced in stages from {day}"),
    ("{thing} is open to every ship", "{thing} is open only to ships that have paid their dues"),
    ("Korvia has broken its word on {thing}", "it was Marland that first broke the rules on {thing}"),
    ("{thing} was never part of the bargain", "{thing} stands in the second annex of the bargain"),
    ("{thing} is a danger to fishermen and crews", "{thing} has been safe for {n} years"),
    ("it would lift {thing} once {other} is settled", "it has already lifted its part of {thing}"),
    ("{n} ships were held over {thing} this month", "no ship was held over {thing}"),
    ("{thing} must wait until {other} has been checked", "{thing} can begin without a further look at {other}"),
)


def _words(line: str) -> tuple[str, ...]:
    return tuple(line.split())


_HEADS: Final = _words("""
toll levy permit licence inspection quota fee escort pilotage dredging anchorage ballast manifest customs towing berth
insurance lantern radar survey channel patrol refund arrears crew fuel tanker ferry cargo timber grain
""")
_KINDS: Final = _words("rule plan system charge list register limit check scheme office")
_DAYS: Final = _words("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
_SCENES: Final = (
    "{A} {noun} {done} along the {place} as the {time} wore on, and {adj} {nouns} {did} beside the {place}.",
    "On the {place}, {nouns} {did} for {n} hours while a {adj} {noun} {done}.",
    "Behind the {adj} {place} stands a {noun} that {nouns} {did} in the {time} of the first {noun}.",
    "The {place} has {n} {nouns}, most of them {adj}, and a {noun} from before the war.",
    "By the end of the {time} the {nouns} near the {place} {did} again, {adj} as ever.",
)
_PLACES: Final = _words(
    "quay lighthouse square terminal bridge shore market warehouse harbour breakwater depot slipway"
)
_NOUNS: Final = _words("""
trawler bus crane clerk lamp barrel gull driver banner rope kettle sailor baker window flag lorry pilot teacher cat
bench crowd queue wagon engine hull deck anchor ledger barge buoy widow student chapel bell radio cook stall net
""")
_ADJECTIVES: Final = _words("""
rusty patient quiet empty crowded grey narrow wooden painted cold bright tired distant steady muddy broken silent tall
""")
_DONE: Final = _words("waited creaked stopped turned idled drifted rolled stood rattled passed slowed gathered")
_TIMES: Final = _words("morning afternoon evening winter season week storm strike festival")
_OUTLETS: Final = 14
# Things said once and printed by many, and the share of statements that are such.
_FAMOUS: Final = 80
_REPEATED: Final = 0.15
_DECLINED: Final = 0.04
_REPRINTED: Final = 0.08


def write_story(path: Path, articles: int, seed: int = 1) -> int:
    """Write a story as JSON lines, the table of its parties beside it as ``parties.toml``; return the characters."""
    size = 0
    with path.open("w", encoding="utf-8") as stream:
        for record in story(articles, seed):
            size += len(record["text"])
            stream.write(json.dumps(record, ensure_ascii=False) + "\n")
    path.with_name("parties.toml").write_text(PARTIES, encoding="utf-8")
    return size


def story(articles: int, seed: int = 1) -> Iterator[dict[str, str]]:
    """Yield so many articles of about 4,000 characters; the first ones are the same for any number of them."""
    chance = random.Random(seed)
    # As in news, some things are spoken of in every article, most in few.
    things = [f"the {head} {kind}" for kind in _KINDS for head in _HEADS]
    chance.shuffle(things)
    famous = [_said(chance, things[number % 20], things) for number in range(_FAMOUS)]
    texts: list[str] = []
    for number in range(articles):
        if texts and chance.random() < _REPRINTED:
            text = chance.choice(texts)
        else:
            text = _article(chance, things, famous)
            texts.append(text)
        yield {
            "id": f"article-{number:05}",
            "source": f"outlet-{chance.randrange(_OUTLETS):02}.example",
            "date": f"2026-03-{1 + int(20 * chance.random() ** 2):02}",
            "text": text,
        }


def _article(chance: random.Random, things: Sequence[str], famous: Sequence[str]) -> str:
    """Return paragraphs: both sides on some things, a sentence of scenery between them."""
    spoken = [things[min(int(chance.paretovariate(0.6)) - 1, len(things) - 1)] for _ in range(5)]
    paragraphs = [f"{chance.choice(_NOUNS).capitalize()}s and {chance.choice(_NOUNS)}s: {spoken[0]} divides the strait"]
    size = 0
    while size < 3900:
        thing = chance.choice(spoken)
        both = [chance.choice(famous) if chance.random() < _REPEATED else _said(chance, thing, things)]
        if chance.random() < _DECLINED:
            both.append(f"A spokesman for {chance.choice(('Marland', 'Korvia'))} declined to comment on {thing}.")
        paragraphs.append(" ".join([*both, *(_scene(chance) for _ in range(chance.randrange(3)))]))
        size += len(paragraphs[-1])
    return "\n\n".join(paragraphs)


def _said(chance: random.Random, thing: str, things: Sequence[str]) -> str:
    """Return what one side says of a thing, more often than not with the other's word on it."""
    row = chance.choice(_CLAIMS)
    sides = [("marland", row[0]), ("korvia", row[1])]
    chance.shuffle(sides)
    if chance.random() < 0.25:
        sides[0] = ("", sides[0][1])
    told = [_statement(chance, party, claim, thing, chance.choice(things)) for party, claim in sides]
    return " ".join(told[: 1 + (chance.random() < 0.6)])


def _statement(chance: random.Random, party: str, form: str, thing: str, other: str) -> str:
    figures = {"n": chance.randrange(2, 90), "m": chance.randrange(2, 90), "day": chance.choice(_DAYS)}
    claim = form.format(thing=thing, other=other, **figures)
    told = chance.choice(_FRAMES).format(
        who=chance.choice(_SPEAKERS[party]),
        when=f"on {chance.choice(_DAYS)}",
        claim=claim,
        Claim=_capital(claim),
        Again=_capital(chance.choice(("We have said so before", f"So much for {other}", "There is no more to it"))),
        thing=thing,
    )
    return _capital(told)


def _scene(chance: random.Random) -> str:
    """Return a sentence in which nobody speaks."""
    noun, nouns = chance.choice(_NOUNS), chance.choice(_NOUNS) + "s"
    return chance.choice(_SCENES).format(
        A=chance.choice(("A", "The", "One", "Another")),
        noun=noun,
        nouns=nouns,
        done=chance.choice(_DONE),
        did=chance.choice(_DONE),
        place=chance.choice(_PLACES),
        time=chance.choice(_TIMES),
        adj=chance.choice(_ADJECTIVES),
        n=chance.randrange(2, 60),
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]

"""Whom pronouns, collectives, documents, places and nested speech stand for: the last sentence of each row."""

import pytest

from dedup.diff.statements import accounts
from dedup.model import Cleaned, Document

BOTH = "The Harbour Board said the quay is safe. The Dockers' Union said it is not."
STATES = "Orland said the dam would open. Vesk said it must not."
LINE = "\n\n"

# What is read before, the sentence, and who answers for it: parties with their speakers, "-" for the outlet.
ROWS = [
    # Collectives: both parties of the story
    (BOTH, "Both sides said they would meet on Friday.", "board/Harbour Board; union/Dockers' Union"),
    (BOTH, "The two sides have said the crane had to go.", "board/Harbour Board; union/Dockers' Union"),
    (BOTH, "Neither side said when the talks would end.", "-"),
    (BOTH, "Neither side would say when the talks would end.", "-"),
    (
        BOTH + LINE + "Fog lay on the quay.",
        "Both parties said the fog was to blame.",
        "board/Harbour Board; union/Dockers' Union",
    ),
    (BOTH, "The two parties said the vote was fair.", "board/Harbour Board; union/Dockers' Union"),
    (STATES, "Both countries said the river was calm.", "orland/Orland; vesk/Vesk"),
    (STATES, "Both governments have said they want no flood.", "orland/Orland; vesk/Vesk"),
    (STATES, "The two countries said they would share the water.", "orland/Orland; vesk/Vesk"),
    (STATES, "The two governments said they would share the water.", "orland/Orland; vesk/Vesk"),
    (STATES, "Orland and Vesk both said the pumps were old.", "orland/Orland; vesk/Vesk"),
    (STATES, "Neither Orland nor Vesk said who had paid.", "-"),
    (BOTH, "Both fishermen said the nets were torn.", "other/fishermen"),
    (STATES, "The pair of pumps failed, the mayor said.", "other/mayor"),
    # "They", within a sentence and from the one before
    ("Dockers are tired.", "The dockers said they were tired.", "other/dockers"),
    ("Dockers' Union members said the pay was late.", "They said it was late in March as well.", "other/*"),
    ("Orlandish officials said the dam was full.", "They warned that it could spill.", "orland/*"),
    ("Orland said the dam was full.", "It warned that the dam could spill.", "orland/Orland"),
    ("Orland's officials said the dam was full. Rain fell.", "They added that the gates were shut.", "orland/*"),
    # "He" and "she", over paragraphs and past others
    ("“The quay is safe,” said Ada Finch." + LINE + "Fog came in.", "She said the fog would pass.", "board/Ada Finch"),
    ("Tom Reyes said the crane was rotten.", "“It will fall,” he said.", "union/Tom Reyes"),
    (
        "Ms Finch, who leads the board, said the quay was safe. Mr Reyes said it was not.",
        "She said he was wrong.",
        "board/Ada Finch",
    ),
    (
        "Ms Finch, who leads the board, said the quay was safe. Mr Reyes said it was not.",
        "He said she was wrong.",
        "union/Tom Reyes",
    ),
    ("Mira Tal met the mayors on Monday.", "She told them the dam would hold.", "orland/Mira Tal"),
    (
        "Jon Brandt flew in on Monday." + LINE + "The square was full.",
        "He said the dam was a threat.",
        "vesk/Jon Brandt",
    ),
    ("Ada Finch said the quay was safe.", "Her deputy said the crane was not.", "board/*"),
    # … and somebody who spoke before in the sentence goes before those further back
    (
        "Jon Brandt said the dam was a threat.",
        "Orland's water minister warned of a flood in the valley, which he said would be the fault of others.",
        "orland/Orland’s water minister",
    ),
    (
        "Mira Tal said the dam would hold.",
        "The Harbour Board denied the claim, which she said was proven.",
        "board/Harbour Board; orland/Mira Tal",
    ),
    # Those who are told are not those who speak
    ("", "Ada Finch told Coast News that the quay was safe.", "board/Ada Finch"),
    ("", "Tom Reyes told the Harbour Board that the crane was rotten.", "union/Tom Reyes"),
    ("", "The union told Ada Finch the crane was rotten.", "union/*"),
    ("", "“It will fall,” Tom Reyes told the board on Monday.", "union/Tom Reyes"),
    ("", "In a letter to the board, the union said the crane was rotten.", "union/*"),
    ("", "Jon Brandt told reporters in Orland that the dam was a threat.", "vesk/Jon Brandt"),
    # Places where something is said are no speakers
    ("", "The mayor of a port in Orland said the dam was old.", "other/*"),
    ("", "At a fair in Orland, Jon Brandt said the dam was a threat.", "vesk/Jon Brandt"),
    ("", "Farmers in Vesk said the river was low.", "other/*"),
    ("", "Thousands marched through Orland on Sunday.", "-"),
    ("", "A Harbour Board dinner was held on Sunday.", "-"),
    ("", "The owner of the mill in Orland said the water was low.", "other/*"),
    ("", "A farmer from a village in Vesk said the water was low.", "other/*"),
    ("", "During the fair on Tuesday Jon Brandt said the dam was a threat.", "vesk/Jon Brandt"),
    ("", "The government in Orland said the water was low.", "orland/*"),
    # Nested speech is of who tells it
    ("", "Mira Tal said Jon Brandt had agreed to open the gates.", "orland/Mira Tal"),
    ("", "Jon Brandt said Orland had promised that the gates would stay shut.", "vesk/Jon Brandt"),
    ("", "The union said the board had admitted that the crane was rotten.", "union/*"),
    ("", "Ada Finch denied that Tom Reyes had warned her.", "board/Ada Finch"),
    ("", "According to Tom Reyes, the board said the crane would stay.", "union/Tom Reyes"),
    # Documents with two issuers
    (
        "The Harbour Board issued a report on Monday. The Dockers' Union published a study on Tuesday.",
        "The report says the quay is safe.",
        "board/Harbour Board",
    ),
    (
        "The Harbour Board issued a report on Monday. The Dockers' Union published a study on Tuesday.",
        "The study says the crane is rotten.",
        "union/Dockers' Union",
    ),
    (
        "The Harbour Board said in a statement that the quay is safe. The union said in a statement that it is not.",
        "The statement said the crane was rotten.",
        "union/*",
    ),
    (
        "The Harbour Board said in a statement that the quay is safe. The union said in a statement that it is not.",
        "The board's statement said the fog was to blame.",
        "board/*",
    ),
    (
        "Orland and Vesk issued a joint statement on Sunday.",
        "The statement said the gates would stay shut.",
        "orland/Orland; vesk/Vesk",
    ),
    (
        "Orland and Vesk said in a joint statement that the gates would stay shut.",
        "No day was named, but the joint statement said there would be one.",
        "orland/Orland; vesk/Vesk",
    ),
    (
        "Orland and Vesk issued a joint statement on Sunday. Vesk said in a statement on Monday that it was void.",
        "The statement said the gates were open.",
        "vesk/Vesk",
    ),
    ("", "A statement from Vesk said the dam was a threat.", "vesk/Vesk"),
    ("", "A report by Orland says the dam is sound.", "orland/Orland"),
]


def voices(world, before, sentence):
    """Return who answers for a sentence, in the form of the table."""
    text = f"{before} {sentence}".strip()
    [account] = accounts([Cleaned(Document("a", text))], world)
    told = [one for one in account.statements if one.start >= len(text) - len(sentence)]
    return "; ".join("-" if one.kind == "narration" else f"{one.party}/{one.speaker}" for one in told)


@pytest.mark.parametrize(("before", "sentence", "expected"), ROWS)
def test_a_sentence_is_answered_for_by_whom_it_points_to(world, before, sentence, expected):
    found = voices(world, before, sentence)
    if expected.endswith("/*"):
        found, expected = found.split("/")[0], expected.removesuffix("/*")
    assert found == expected

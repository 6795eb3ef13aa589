"""The forms in which English news writes dates: one pattern a form, tried in this order at every place of a text.

The patterns read levelled text in small letters and repeat nothing without bound, so each place of a text costs the
same. What only looks like a date ("may ease", "the 2,000 cars") is told apart in :mod:`dedup.text.dates`, which sees
the words around it.
"""

from __future__ import annotations

from typing import Final

import regex

MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
NUMBERS: Final = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20,
}  # fmt: skip
ORDINALS: Final = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}

# White space, or the one line break of text that is wrapped.
_S: Final = r"(?: {1,3}| ?\r?\n ?)"
_MONTH: Final = (
    r"(?:jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|jun(?:e|\.)?|jul(?:y|\.)?|aug(?:ust|\.)?"
    r"|sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)(?![a-z0-9])"
)
_WEEKDAY: Final = rf"(?:{'|'.join(WEEKDAYS)})(?![a-z0-9-])"
# Not the head of a longer figure, a time or a share: "2,000", "9:30", "9.5", "9%", "9 percent".
_WHOLE: Final = rf"(?![a-z0-9%]|[,.:/][0-9]|-?{_S}?per ?cent|{_S}(?:[mbtr]illion|thousand|people|points?)(?![a-z]))"
_DAY: Final = rf"(?:3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?{_WHOLE}"
_YEAR: Final = rf"(?:19|20)[0-9]{{2}}{_WHOLE}(?!-[0-9])"
_TO: Final = rf"(?:{_S}(?:to|through|until|till){_S}| ?- ?)"
_AND: Final = rf"(?:{_S}(?:and|or|&){_S})"
_OF_YEAR: Final = (
    rf"(?:,?{_S}(?:of{_S})?(?P<year>{_YEAR})|{_S}(?:of{_S})?(?P<whichyear>last|this|next){_S}year(?![a-z]))"
)
_UNIT: Final = r"(?:day|week|weekend|month|quarter|year|decade|fortnight)"
_NUMBER: Final = rf"(?:{'|'.join(sorted(NUMBERS, key=len, reverse=True))}|[1-9][0-9]{{0,2}})"

_FORMS: Final = {
    "iso": r"(?P<y>(?:19|20)[0-9]{2})-(?P<m>[0-9]{2})-(?P<d>[0-9]{2})(?=t[0-9]|[^a-z0-9-]|$)",
    "days": (
        rf"(?:{_WEEKDAY},?{_S})?(?:"
        # June 30 to July 2 | June 9-11 | June 9, 10 and 11 | June 9 and 10 | June 9
        rf"(?P<month>{_MONTH}){_S}(?P<day>{_DAY})(?:(?P<to>{_TO})(?P<month2>{_MONTH}){_S}(?P<day2>{_DAY})"
        rf"|(?:(?P<to>{_TO}|,{_S}{_DAY},?{_AND})|{_AND})(?P<day2>{_DAY}))?"
        # 30 June to 2 July | 9-11 June | 9 and 10 June | the 9th of June
        rf"|(?:the{_S})?(?P<day>{_DAY})(?:{_S}(?P<month>{_MONTH})(?P<to>{_TO})(?P<day2>{_DAY}){_S}(?P<month2>{_MONTH})"
        rf"|(?:(?:(?P<to>{_TO})|{_AND})(?P<day2>{_DAY}))?{_S}(?:of{_S})?(?P<month>{_MONTH}))"
        # In "June 9 and July 4, 2024" the year is that of both.
        rf")(?:{_OF_YEAR}|(?={_AND}{_MONTH}{_S}{_DAY}{_OF_YEAR}))?"
    ),
    "quarter": (
        rf"(?:(?P<nth>{'|'.join(ORDINALS)})[ -](?P<part>quarter|half)|(?P<part>q)(?P<nth>[1-4]))(?![a-z0-9])"
        rf"(?:{_OF_YEAR}|(?!{_S}of(?![a-z])))"
    ),
    "month": (
        rf"(?P<which>last|this|next){_S}(?P<month>{_MONTH})(?!{_S}{_DAY})"
        rf"|(?P<month>{_MONTH})(?:(?P<to>{_TO})(?P<month2>{_MONTH})(?={_OF_YEAR}))?"
        rf"(?:{_OF_YEAR}|(?={_AND}{_MONTH}{_OF_YEAR}))?"
    ),
    "year": (
        rf"(?P<first>(?:19|20)[0-9]{{2}})(?:(?P<to>{_TO})|{_AND})(?P<last>{_YEAR})"
        r"|(?P<first>(?:19|20)[0-9]{2})-(?P<last>[0-9]{2})(?![a-z0-9%-]|[,.:/][0-9])"
        rf"|(?P<first>(?:19|20)[0-9]0)(?P<decade>s)(?![a-z0-9])|(?P<first>{_YEAR})"
    ),
    "weekday": (
        rf"(?:(?P<which>last|past|next|this|(?:this|the){_S}coming|this{_S}past|the{_S}(?:following|previous)){_S})?"
        rf"(?P<weekday>{_WEEKDAY})(?:{_S}(?:morning|afternoon|evening|night)(?![a-z]))?"
        rf"(?:{_S}(?:(?P<week>last|this|next){_S})?(?P<inweek>week)(?![a-z]))?"
    ),
    "today": (
        rf"(?P<far>the{_S}day{_S}(?:before{_S}yesterday|after{_S}tomorrow))(?![a-z0-9])"
        rf"|(?P<near>today|tonight|yesterday|tomorrow|last{_S}night|this{_S}(?:morning|afternoon|evening))(?![a-z0-9])"
        rf"(?:{_S}(?:morning|afternoon|evening|night)(?![a-z]))?"
    ),
    "ago": (
        rf"(?:(?P<number>{_NUMBER})|a{_S}few|a{_S}couple{_S}of|several|some){_S}(?P<unit>{_UNIT})s?{_S}"
        rf"(?P<way>ago|earlier|later|from{_S}now)(?![a-z0-9])(?!{_S}than(?![a-z]))"
    ),
    "span": (
        rf"(?:(?P<when>earlier|later|early|late){_S})?"
        rf"(?P<which>(?:this|the){_S}(?:coming|past)|the{_S}(?:last|next|following|previous)|this|last|next)"
        rf"(?:{_S}(?P<number>{_NUMBER}|few|several))?{_S}(?P<unit>{_UNIT})(?P<many>s?)(?![a-z0-9]|-[a-z])"
        r"|(?P<which>the) (?P<unit>weekend)(?![a-z0-9])"
    ),
}  # fmt: skip

# How every form begins, and it is never inside a word or an amount: nine places in ten are passed over without trying
# the forms one by one, which reads news six times as fast.
_BEGINNING: Final = regex.compile(
    r"(?<![\w$€£¥#/])(?=[0-9]|jan|feb|mar|apr|may|ju[nl]|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun|tod|ton|tom|yes"
    r"|last|next|past|thi|the[ \r\n]{1,3}(?:[0-9]|com|day|fol|las|nex|pas|pre|wee)|ear|late|q[1-4]|fir|sec|fourth|some"
    rf"|several|an?[ \r\n]|(?:{'|'.join(name for name in NUMBERS if len(name) > 2)})[ \r\n])"
)
# Nor inside a figure: the 12 of 1.12 is no day.
_FORM: Final = regex.compile(
    r"(?<![0-9][.,:-])(?:" + "|".join(f"(?P<{name}_form>{form})" for name, form in _FORMS.items()) + ")"
)


def find_form(plain: str, at: int) -> regex.Match[str] | None:
    """Return the first thing from `at` on that has the form of a date; its groups are those of the forms.

    Parameters
    ----------
    plain : str
        Levelled text in small letters.
    at : int
        Offset to start from.
    """
    for beginning in _BEGINNING.finditer(plain, at):
        if match := _FORM.match(plain, beginning.start()):
            return match
    return None


def form_of(match: regex.Match[str]) -> str:
    """Return the name of the form that was found."""
    return next(name for name in _FORMS if match[f"{name}_form"] is not None)

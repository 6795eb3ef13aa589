"""What makes a finding the same finding in the next run."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from dedup.model import Finding


def identify(*parts: str) -> str:
    """Return a short hash of what a finding is about: never of where it stands, which changes with the lines above.

    Parameters
    ----------
    *parts : str
        The code of the rule first, then what tells its findings apart.

    Returns
    -------
    str
        32 hexadecimal digits.

    Examples
    --------
    >>> identify("DUP101", "ab", "c") == identify("DUP101", "a", "bc")
    False
    """
    digest = hashlib.sha256()
    for part in parts:
        octets = part.encode("utf-8", "surrogatepass")
        digest.update(len(octets).to_bytes(8, "big") + octets)
    return digest.hexdigest()[:32]


def number_repeats(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield the findings with a number added to the fingerprint of those that are about the same text again.

    Parameters
    ----------
    findings : iterable of Finding
        In their final order: the first of those that are alike keeps its fingerprint.

    Yields
    ------
    Finding
    """
    seen: Counter[str] = Counter()
    for finding in findings:
        seen[finding.fingerprint] += 1
        count = seen[finding.fingerprint]
        yield finding if count == 1 else replace(finding, fingerprint=f"{finding.fingerprint}:{count}")

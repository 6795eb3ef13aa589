"""What a statement dates, when a document was written, and whether two can be of one event."""

from dedup.diff.events.days import WINDOW, Answer, Timing, event_of, same_event, timing

__all__ = ["WINDOW", "Answer", "Timing", "event_of", "same_event", "timing"]

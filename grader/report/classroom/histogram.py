"""How scores are distributed, as bars in an image and in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from grader.language import translate, translate_plural
from grader.report.words import Tone

BINS = 10
"""Of equal width; who has all points stands in one more."""
STEP, GAP, HEIGHT = 20, 3, 60
"""In the image's own units, as all lengths here."""


@dataclass(frozen=True, slots=True)
class Bar:
    """Those whose scores lie in one range."""

    label: str
    """The range and how many they are, in words."""
    count: int
    tick: str
    """Where the range begins, in percent."""
    tone: Tone
    left: float
    """Where what belongs to the bar begins."""
    x: float
    y: float
    height: float
    middle: float


@dataclass(frozen=True, slots=True)
class Histogram:
    """All bars, from no points to all."""

    bars: tuple[Bar, ...]
    step: int
    """From bar to bar."""
    width: int
    """Of a bar."""
    height: int
    """Of the highest bar."""
    span: int
    """Of all bars together."""
    words: str
    """What the image shows, for those who cannot see it."""


def build_histogram(shares: Sequence[float]) -> Histogram:
    """Return the distribution of scores that are given as shares, from 0 to 1."""
    counts = [0] * (BINS + 1)
    for share in shares:
        counts[bin_of(share)] += 1
    most = max(*counts, 1)
    bars = tuple(bar(place, count, most) for place, count in enumerate(counts))
    said = [bar.label for bar in bars if bar.count] or [translate("There are no scores.")]
    return Histogram(bars, STEP, STEP - GAP, HEIGHT, STEP * len(bars), " ".join(said))


def bin_of(share: float) -> int:
    """Return the place of the bar that a score belongs to."""
    # A third of the points three times are all: binary fractions may tell a little less.
    return int(BINS * round(share, 9))


def bar(place: int, count: int, most: int) -> Bar:
    """Return one bar; the one with `most` is as high as the image."""
    height = round(HEIGHT * count / most, 2)
    return Bar(
        label=label(place, count),
        count=count,
        tick=str(100 * place // BINS),
        tone=Tone.GOOD if place == BINS else Tone.PARTIAL if place else Tone.BAD,
        left=STEP * place,
        x=STEP * place + GAP / 2,
        y=round(HEIGHT - height, 2),
        height=height,
        middle=STEP * (place + 0.5),
    )


def label(place: int, count: int) -> str:
    """Return what a bar shows."""
    if place == BINS:
        words = translate_plural(
            "{count} student has all points.", "{count} students have all points.", count
        )
    else:
        words = translate_plural(
            "{count} student has {first} to {last} percent.",
            "{count} students have {first} to {last} percent.",
            count,
        )
    first = 100 * place // BINS
    return words.format(count=count, first=first, last=f"{first + 100 // BINS - 1}")

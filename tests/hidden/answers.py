"""What a probe brought back, where hidden tests must know which kind of thing it was."""

from grader.inside.plain import Opaque


def kind_of(answer: object) -> str:
    """Return the name of the type that an answer had in the student's program."""
    return answer.type_name if isinstance(answer, Opaque) else type(answer).__name__

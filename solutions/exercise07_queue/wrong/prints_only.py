"""Prints the expected text and starts no process."""

# fails: test_main_passes_the_greeting, test_functions_alone, test_any_numbers_of_processes, test_any_order_of_turns, test_large_items, test_items_go_from_producer_to_consumer, test_special_items, test_fewer_items_than_processes, test_spawned_children_import_the_file_quietly

from collections.abc import Sequence
from typing import Any


def set_data(q: Any) -> None:
    """Put a greeting into the queue."""
    print("[set_data] set queue data : Hello world")


def get_data(q: Any) -> None:
    """After a second, get an item from the queue."""
    print("[get_data] get queue data : Hello world")


def collect(producers: int, consumers: int, items: Sequence[Any]) -> list[Any]:
    """Move every item from a producer through a consumer, and return them sorted."""
    return sorted(items)


def main() -> None:
    """Let one process put a greeting into a queue and another get it."""
    set_data(None)
    get_data(None)


if __name__ == "__main__":
    main()

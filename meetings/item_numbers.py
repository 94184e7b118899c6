"""The numbers of items, such as 3, 3a, 4."""

import re


def follow_order(numbers):
    """Whether each number comes after the one before it: 3, then 3a, then 4."""
    keys = [re.match(r"(\d*)(.*)", number).groups() for number in numbers]
    keys = [(int(digits or 0), letters) for digits, letters in keys]
    return keys == sorted(keys)

"""Texts as a workbook holds them: nothing lost that XML cannot say, nothing run by a program."""

import re
import unicodedata
from typing import Final

__all__ = ["LONGEST_TEXT", "begins_like_a_formula", "column_letters", "escaped", "unescaped"]

LONGEST_TEXT: Final = 32_767
"""The characters that a cell of a spreadsheet holds."""

_ESCAPE: Final = re.compile("_x([0-9A-Fa-f]{4})_")
_NOT_IN_XML: Final = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_LOOKS_ESCAPED: Final = re.compile(f"_(?=x[0-9A-Fa-f]{{4}}(?:_|{_NOT_IN_XML.pattern}))")
_LIKE_A_FORMULA: Final = ("=", "+", "-", "@")


def escaped(text: str) -> str:
    r"""Give a text as a workbook holds it: signs that XML cannot say are written out.

    >>> escaped("a\rb_x0041_")
    'a_x000D_b_x005F_x0041_'
    """
    text = _LOOKS_ESCAPED.sub("_x005F_", text)
    return _NOT_IN_XML.sub(lambda match: f"_x{ord(match[0]):04X}_", text)


def unescaped(text: str) -> str:
    r"""Give the text that a workbook holds as `escaped` writes it.

    >>> unescaped("a_x000D_b_x005F_x0041_")
    'a\rb_x0041_'
    """
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)


def begins_like_a_formula(text: str) -> bool:
    """Tell whether a program might take a text that somebody edits for a formula.

    >>> begins_like_a_formula("=1+1"), begins_like_a_formula("＝1"), begins_like_a_formula("a=1")
    (True, True, False)
    """
    if text[:1] in {"\t", "\r"}:
        return True
    return unicodedata.normalize("NFKC", text.lstrip()[:1]) in _LIKE_A_FORMULA


def column_letters(index: int) -> str:
    """Give the letters by which a spreadsheet calls a column, counted from 0.

    >>> column_letters(0), column_letters(26)
    ('A', 'AA')
    """
    letters = ""
    number = index + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters

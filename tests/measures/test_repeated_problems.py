"""How summaries are reduced before they are compared (Art. 8, ST0802)."""

import sys
import unicodedata

from hypothesis import example, given
from hypothesis import strategies as st

from supervision_talk.measures.facts.repeated_problems import _letters_and_digits

# Signs that join with what stands before them, or come apart, once NFKC is applied.
JOINING = "，。…—“-<ｶﾞガ각ᄀ ᅡᆨe\u0301<\u0338①½，。２(ﬁ)한ะำ"


@given(st.text() | st.text(alphabet=JOINING))
@example("<\u0338")
@example("ｶ.ﾞ")
@example("ᄀ-ᅡ")
def test_the_letters_and_digits_are_those_of_the_whole_text_after_nfkc(text: str) -> None:
    normalized = unicodedata.normalize("NFKC", text)
    expected = "".join(sign for sign in normalized if unicodedata.category(sign)[0] in "LMN")
    assert _letters_and_digits(text) == expected


def test_whatever_begins_with_a_letter_or_digit_has_one_after_nfkc() -> None:
    """So that such a summary can be compared is known without a look at the rest of it."""
    signs = map(chr, range(sys.maxunicode + 1))
    assert [sign for sign in signs if sign.isalnum() and not _letters_and_digits(sign)] == []

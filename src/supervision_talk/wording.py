"""What is said to people is said in both languages, side by side."""

from supervision_talk._values import frozen

__all__ = ["LANGUAGES", "Wording"]

LANGUAGES = ("zh", "en")


@frozen(kw_only=True)
class Wording:
    """Something said in Chinese and in English.

    >>> Wording(zh="谈话人", en="the talker").in_language("en")
    'the talker'
    """

    zh: str
    en: str

    def in_language(self, language: str) -> str:
        """Give the wording in "zh" or in "en"."""
        return self.zh if language == "zh" else self.en

    def filled(self, **values: object) -> "Wording":
        """Put values into both wordings' ``{places}``.

        >>> Wording(zh="第{n}条", en="Article {n}").filled(n=11).en
        'Article 11'
        """
        return Wording(zh=self.zh.format(**values), en=self.en.format(**values))

"""What is said in both languages."""

from supervision_talk.wording import LANGUAGES, Wording


def test_each_language_has_its_own_words() -> None:
    said = Wording(zh="谈话人", en="the talker")
    assert [said.in_language(each) for each in LANGUAGES] == ["谈话人", "the talker"]


def test_places_are_filled_in_both() -> None:
    said = Wording(zh="第{number}条", en="Article {number}").filled(number=11)
    assert said == Wording(zh="第11条", en="Article 11")

"""Art. 6: the office organizes the talks; discipline, organization and other organs cooperate."""

from typing import Final

from supervision_talk.measures.articles import Citation
from supervision_talk.measures.facts.talk import talk
from supervision_talk.measures.forms import Requirement
from supervision_talk.measures.vocabulary import Bearer
from supervision_talk.model.vocabulary import Unit
from supervision_talk.wording import Wording

__all__ = ["ST0601"]

ST0601: Final = Requirement(
    code="ST0601",
    name="organized-by-office",
    article=Citation(6),
    bearer=Bearer.COMMITTEE,
    about=talk,
    requires=talk.organized_by.is_(Unit.OFFICE),
    norm=Wording(
        zh="监督谈话应当由办公厅（室）组织",
        en="the talk is to be organized by the office",
    ),
    remedy=Wording(
        zh="今后由办公厅（室）组织，其他单位予以配合；记录有误的予以更正",
        en="have the office organize the next ones, the others cooperating; mend the record if "
        "it is wrong",
    ),
)

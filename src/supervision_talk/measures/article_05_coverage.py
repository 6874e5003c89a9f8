"""Art. 5 ¶2, second sentence: within a term, regular talks reach the head of every seat.

A seat is a next-level organization in a term that counts: a local committee's own term, for a
Party group that of the organization that approved it. Seats (岗位), persons (人) and talks (人次)
are counted apart. The duty is about seats; that somebody long enough in a seat should have a talk
in person follows from "head", but not in so many words: it is advisory.

What covers a seat is a regular talk that is not known to break what Art. 2 and 7 ask of one. Their
own conditions are asked, here as for a finding; a fact that was not recorded breaks nothing. Of a
talk from before the Measures only that it was with the head is asked (policy
`talks_before_effect_count`).
"""

from typing import Final

from supervision_talk.measures.article_02_scope import ST0201, ST0202
from supervision_talk.measures.article_07_talker import ST0701, ST0702, ST0703
from supervision_talk.measures.articles import Citation
from supervision_talk.measures.facts.coverage import Coverage
from supervision_talk.measures.forms import Duty, OnDate
from supervision_talk.measures.vocabulary import Bearer, Force
from supervision_talk.wording import Wording

__all__ = ["COVERAGE", "ST0505", "ST0506"]

COVERAGE: Final = Coverage(
    covers=ST0201.respected,
    covers_since_effect=(ST0202.respected & ST0701.respected & ST0702.respected & ST0703.respected),
)
"""The seats of a committee, with the talks that cover them."""

_seat: Final = COVERAGE.seat
_incumbent: Final = COVERAGE.incumbent

ST0505: Final = Duty(
    code="ST0505",
    name="term-coverage",
    article=Citation(5, paragraph=2),
    bearer=Bearer.COMMITTEE,
    about=_seat,
    when=_seat.was_held,
    done=_seat.covered_on.is_recorded(),
    done_on=_seat.covered_on,
    due=OnDate(_seat.due_on),
    soft=True,
    overdue=_seat.term_over,
    shows=(_seat.covered_by,),
    norm=Wording(
        zh="一届任期内应当对下一级党组织“一把手”定期谈话全覆盖",
        en="within a term regular talks are to reach the head of every next-level organization",
    ),
    remedy=Wording(
        zh="同该组织“一把手”开展一次符合第二条、第七条规定的定期谈话",
        en="hold a regular talk with its head as Art. 2 and 7 ask",
    ),
)

ST0506: Final = Duty(
    code="ST0506",
    name="incumbent-coverage",
    article=Citation(5, paragraph=2),
    bearer=Bearer.COMMITTEE,
    about=_incumbent,
    force=Force.ADVISORY,
    done=_incumbent.perhaps_talked_to,
    done_on=_incumbent.talked_to_on,
    provided=_incumbent.talked_to,
    due=OnDate(_incumbent.due_on),
    soft=True,
    overdue=~_incumbent.may_still_be_talked_to,
    shows=(_incumbent.days_in_office, _incumbent.left_on, _incumbent.talk),
    norm=Wording(
        zh="任职达到规定天数的“一把手”，宜在任职期间由党委（党组）同其本人定期谈话",
        en="a head who is in office long enough should have a regular talk in person meanwhile",
    ),
    remedy=Wording(
        zh="在其任职期间安排定期谈话；已经离任的，说明情况",
        en="hold a regular talk with the person while in office; if the person has left, say why "
        "there was none",
    ),
)

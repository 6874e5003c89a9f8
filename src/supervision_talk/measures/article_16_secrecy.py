"""Art. 16: what is confidential about a talk is kept so.

The records say what a named office held confidential and what was authorized; nothing here decides
it. Who disclosed something may be known by name only, so a finding names nobody.
"""

from typing import Final

from supervision_talk.measures.articles import Citation
from supervision_talk.measures.facts.disclosure import disclosure
from supervision_talk.measures.forms import Requirement
from supervision_talk.measures.vocabulary import Bearer
from supervision_talk.wording import Wording

__all__ = ["ST1601"]

ST1601: Final = Requirement(
    code="ST1601",
    name="disclosure-authorized",
    article=Citation(16),
    bearer=Bearer.DISCLOSER,
    about=disclosure,
    when=disclosure.confidential,
    requires=disclosure.authorized,
    shows=(disclosure.talk,),
    norm=Wording(
        zh="谈话中应当保密的内容，未经批准不得对外提供",
        en="what is confidential about a talk is to be passed on with authorization only",
    ),
    remedy=Wording(
        zh="核对批准手续；确未批准的，依规依纪处理并防止扩散",
        en="check the authorization; if there was none, stop it spreading and deal with it as the "
        "rules require",
    ),
)

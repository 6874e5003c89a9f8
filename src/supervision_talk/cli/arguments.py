"""What is given on the command line: declared once, read into values, every problem named.

Nothing here is refused at the first mistake. Every argument is read, and whoever gave a wrong
date, a wrong policy and a broken file is told of all three.
"""

import errno
from argparse import ArgumentParser
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Final, Generic, TypeVar, cast

import attrs

from supervision_talk._values import frozen
from supervision_talk.cli.progress import Progress
from supervision_talk.errors import InvalidInput, InvalidPolicy, MissingExtra
from supervision_talk.measures import Wording

__all__ = [
    "Argument",
    "Given",
    "Later",
    "Unusable",
    "both_languages",
    "one_of",
    "read_arguments",
    "reason_of",
]

T_co = TypeVar("T_co", covariant=True)
T = TypeVar("T")

_NO_VALUE: Final = "\0"
"""Stands for the value of an option that has none; no argument can hold this sign."""


class Unusable(Exception):
    """What was given cannot be used.

    Attributes:
        problems: every reason, each a line or several.
    """

    def __init__(self, *problems: Wording) -> None:
        super().__init__(*problems)
        self.problems = problems


@frozen(kw_only=True, eq=False)
class Argument(Generic[T_co]):
    """An argument of a command.

    Attributes:
        name: "FILE", or "--as-of" for an option.
        short: another name of an option ("-o").
        value: what its value is called in usage ("DATE"); empty for a flag.
        about: what it is for.
        read: makes its value of the text; raises `Unusable`, or an error of the library.
        read_watched: for what takes long, the same, telling how far it is; counts instead.
        read_with: how it is read where an option is given besides, by the option's name; the
            first that is given counts. What is not to be read yet comes as `Later`.
        refuses: says what is wrong with its text beside those of the other arguments, by name.
        otherwise: its value where it is not given.
        required: whether it must be given.
    """

    name: str
    short: str = ""
    value: str = ""
    about: Wording
    read: Callable[[str], T_co]
    read_watched: Callable[[str, Progress], T_co] | None = None
    read_with: Mapping[str, Callable[[str, Progress], T_co]] = attrs.field(factory=dict)
    refuses: Callable[[str, Mapping[str, str]], Iterator[Wording]] | None = None
    otherwise: T_co | None = None
    required: bool = False

    @property
    def is_option(self) -> bool:
        """Whether it is given by its name."""
        return self.name.startswith("--")

    @property
    def is_flag(self) -> bool:
        """Whether its name is all that is given."""
        return self.is_option and not self.value

    @property
    def shown(self) -> str:
        """The argument as usage shows it.

        >>> Argument(name="--lang", value="zh|en", about=Wording(zh="", en=""), read=str).shown
        '--lang zh|en'
        """
        name = f"{self.short}|{self.name}" if self.short else self.name
        return f"{name} {self.value}" if self.value else name


@frozen
class Later(Generic[T_co]):
    """A value that is read when it is known what for; where something else is wrong, at once.

    Attributes:
        argument: whose value it is.
        text: what was given.
    """

    argument: Argument[T_co]
    text: str

    def now(self, progress: Progress) -> T_co:
        """Read it.

        Raises:
            Unusable: with everything that is wrong with it.
        """
        value, problems = _value(self.argument, self.text, progress)
        if problems:
            raise Unusable(*problems)
        return cast("T_co", value)


@frozen
class Given:
    """The values of a command's arguments."""

    _values: Mapping[str, object]

    def __getitem__(self, argument: Argument[T]) -> T:
        """Give an argument's value."""
        return cast("T", self._values[argument.name])


def one_of(*words: str) -> Callable[[str], str]:
    """Make what reads one of a few words.

    >>> one_of("text", "json")("json")
    'json'
    """

    def read(text: str) -> str:
        if text in words:
            return text
        raise Unusable(
            Wording(zh=f"应为{'、'.join(words)}之一", en=f"expected one of {', '.join(words)}")
        )

    return read


def read_arguments(
    arguments: Sequence[Argument[object]], texts: Sequence[str], progress: Progress
) -> Given:
    """Read what was given into values.

    Arguments:
        arguments: what may be given.
        texts: what was given, without the command's name.
        progress: told how far the reading is.

    Raises:
        Unusable: with every problem of every argument.
    """
    given, unknown = _parsed(arguments, texts)
    values: dict[str, object] = {}
    problems: dict[str, list[Wording]] = {}
    for argument in arguments:
        found = problems[argument.name] = list[Wording]()
        text = given.get(argument.name)
        if text is not None:
            values[argument.name], found[:] = _value(_chosen(argument, given), text, progress)
            if argument.refuses is not None:
                found += [_about(argument, each) for each in argument.refuses(text, given)]
        elif argument.required:
            wanted = Wording(
                zh=f"必须给出（{argument.about.zh}）", en=f"is required ({argument.about.en})"
            )
            found.append(_about(argument, wanted))
        else:
            values[argument.name] = argument.otherwise
    if unknown or any(problems.values()):
        for name, value in values.items():
            if isinstance(value, Later):
                problems[name][:0] = _value(value.argument, value.text, progress)[1]
        raise Unusable(*unknown, *chain.from_iterable(problems.values()))
    return Given(values)


def _parsed(
    arguments: Sequence[Argument[object]], texts: Sequence[str]
) -> tuple[Mapping[str, str], list[Wording]]:
    """Give the text of each argument that is given, and what cannot be made sense of."""
    parser = ArgumentParser(prog="", usage="", add_help=False, allow_abbrev=False)
    for argument in arguments:
        if argument.is_flag:
            parser.add_argument(
                argument.name, dest=argument.name, action="store_const", const=argument.name
            )
        elif argument.is_option:
            names = [each for each in (argument.short, argument.name) if each]
            parser.add_argument(
                *names, dest=argument.name, nargs="?", const=_NO_VALUE, action="append"
            )
    parser.add_argument("values", nargs="*")
    # The one thing that argparse would refuse by itself, and then say nothing of the rest.
    flags = {argument.name for argument in arguments if argument.is_flag}
    before, after = _parted(texts)
    valued = [text for text in before if "=" in text and text.partition("=")[0] in flags]
    namespace, unknown = parser.parse_known_intermixed_args(
        [text for text in before if text not in valued]
    )
    parsed = vars(namespace)
    values = [*parsed.pop("values"), *after]
    positional = [argument.name for argument in arguments if not argument.is_option]
    given: dict[str, str] = dict(zip(positional, values, strict=False))
    repeated = []
    for name, text in parsed.items():
        if isinstance(text, list):
            given[name] = text[0]
            repeated += [name] if len(text) > 1 else []
        elif text is not None:
            given[name] = text
    return given, [
        *_repeated(repeated),
        *_unknown([text for text in unknown if text.startswith("-")], arguments),
        *_with_a_value(valued),
        *_too_many([*values, *(text for text in unknown if not text.startswith("-"))], positional),
    ]


def _parted(texts: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """Part what was given at "--": whatever stands behind it is no option."""
    if "--" not in texts:
        return texts, ()
    index = texts.index("--")
    return texts[:index], texts[index + 1 :]


def _unknown(texts: Sequence[str], arguments: Sequence[Argument[object]]) -> Iterator[Wording]:
    names = [argument.name for argument in arguments if argument.is_option]
    for text in texts:
        name = text.partition("=")[0]
        yield Wording(
            zh=f"{name}：没有这个选项；可用的是{'、'.join(names)}",
            en=f"{name}: there is no such option; there are {', '.join(names)}",
        )


def _repeated(names: Iterable[str]) -> Iterator[Wording]:
    for name in names:
        yield Wording(zh=f"{name}：只能给出一次", en=f"{name}: expected once, not repeatedly")


def _with_a_value(texts: Sequence[str]) -> Iterator[Wording]:
    for text in texts:
        name = text.partition("=")[0]
        yield Wording(zh=f"{name}：不带值", en=f"{name}: takes no value")


def _too_many(values: Sequence[str], positional: Sequence[str]) -> Iterator[Wording]:
    more = len(values) - len(positional)
    if more > 0:
        names = " ".join(positional)
        yield Wording(
            zh=f"多出{more}个参数；" + (f"只需要{names}" if names else "这里不需要"),
            en=f"{more} argument{'' if more == 1 else 's'} too many; expected {names or 'none'}",
        )


def _chosen(argument: Argument[object], given: Mapping[str, str]) -> Argument[object]:
    """Give an argument as it is read beside the options that are given."""
    for option, read in argument.read_with.items():
        if option in given:
            return attrs.evolve(argument, read_watched=read)
    return argument


def _value(
    argument: Argument[object], text: str, progress: Progress
) -> tuple[object, list[Wording]]:
    if text == _NO_VALUE:
        wanted = Wording(zh=f"缺少值{argument.value}", en=f"expected a value, {argument.value}")
        return None, [_about(argument, wanted)]
    try:
        if argument.read_watched is not None:
            return argument.read_watched(text, progress), []
        return argument.read(text), []
    except Unusable as error:
        return None, [_about(argument, problem) for problem in error.problems]
    except (InvalidInput, InvalidPolicy, MissingExtra) as error:
        return None, [both_languages(error)]
    except OSError as error:
        reason = reason_of(error)
        wanted = Wording(
            zh=f"{text}：无法读取（{reason.zh}）", en=f"{text}: cannot be read ({reason.en})"
        )
        return None, [wanted]


def both_languages(error: InvalidInput | InvalidPolicy | MissingExtra) -> Wording:
    """Give what an error says."""
    return Wording(zh=error.in_language("zh"), en=error.in_language("en"))


_REASONS: Final[Mapping[int | None, str]] = {
    errno.EACCES: "没有权限",
    errno.EEXIST: "已有这个文件",
    errno.EFBIG: "文件过大",
    errno.EINVAL: "名称无效",
    errno.EIO: "读写出错",
    errno.EISDIR: "是文件夹，不是文件",
    errno.ELOOP: "链接成了循环",
    errno.EMFILE: "打开的文件过多",
    errno.ENAMETOOLONG: "名称过长",
    errno.ENOENT: "没有这个文件或者文件夹",
    errno.ENOSPC: "磁盘已满",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.EPERM: "不允许",
    errno.EROFS: "只读",
}


def reason_of(error: OSError) -> Wording:
    """Give why the system could not do what was asked, in its own words in English."""
    words = error.strerror or type(error).__name__
    return Wording(zh=_REASONS.get(error.errno, words), en=words)


def _about(argument: Argument[object], problem: Wording) -> Wording:
    return Wording(zh=f"{argument.name}：{problem.zh}", en=f"{argument.name}: {problem.en}")

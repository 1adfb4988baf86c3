# SPDX-License-Identifier: Apache-2.0
"""The terms of a grant as options say them, for `ledger grant` and `ledger public` alike.

The options stand once, as the parameters of `said_scope` and `said_terms`. A verb that takes them has a parameter
`scope` or `terms` and is decorated with `options_of`, which puts the options there.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from inspect import Parameter
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from ledger.cli.options import between
from ledger.cli.output import moment, word_named
from ledger.domain.agreement import Particulars, parsed
from ledger.domain.kinds import RightBits
from ledger.domain.scope import PurposeCode
from ledger.errors import Refused
from ledger.service.grant_terms import Scope, Terms

Purposes = Annotated[str, typer.Option("--purposes", help="Names or numbers, with commas 使用目的")]
Fields = Annotated[str, typer.Option("--fields", help="Numbers of field groups, with commas; none = all 字段组")]
Divisions = Annotated[str, typer.Option("--divisions", help="Provinces, or leagues of Inner Mongolia 使用地域")]
Exported = Annotated[bool, typer.Option("--export", help="May leave the country 允许出境")]
Environments = Annotated[str, typer.Option("--environments", help="PLAIN, API, SANDBOX, ... 使用环境")]
Until = Annotated[str | None, typer.Option("--until", help="Until, excluded 有效期至")]
Calls = Annotated[int, typer.Option("--calls", help="Calls allowed, 0 = any 调用次数", callback=between(0))]
Records = Annotated[int, typer.Option("--records", help="Records allowed, 0 = any 记录条数", callback=between(0))]
Agreement = Annotated[str, typer.Option("--agreement", help="Text of the agreement 授权协议")]
RightSaid = Annotated[str | None, typer.Option("--right", help="HOLD, USE or OPERATE; by default USE 权利")]
Since = Annotated[str | None, typer.Option("--since", help="From; by default from acceptance 起")]
Columns = Annotated[str, typer.Option("--columns", help="List of the columns, if not all 字段清单")]
ExportBasis = Annotated[str, typer.Option("--export-basis", help="Filing or exemption 出境依据")]
Exclusivity = Annotated[str, typer.Option("--exclusivity", help="NONE, SOLE or EXCLUSIVE 独占性")]
Irrevocable = Annotated[bool, typer.Option("--irrevocable", help="Not at will 不可任意撤销")]
Price = Annotated[str, typer.Option("--price", help="FREE, PER_CALL, ... 计价方式")]
Assessment = Annotated[str, typer.Option("--assessment", help="Risk assessment 风险评估")]
Depth = Annotated[
    int, typer.Option("--depth", help="Levels that it may be passed on 可转授权级数", callback=between(0, 7))
]
ParticularsFile = Annotated[
    Path | None,
    typer.Option(
        "--particulars", help="JSON file of what else is agreed; part of the agreement 授权协议要素", dir_okay=False
    ),
]

NOTHING_SAID: Final = Terms(RightBits.USE, Scope((), 0), "")


def said_scope(
    *,
    purposes: Purposes = "",
    until: Until = None,
    fields: Fields = "",
    divisions: Divisions = "150000",
    export: Exported = False,
    environments: Environments = "PLAIN",
    calls: Calls = 0,
    records: Records = 0,
    depth: Depth = 0,
) -> Scope:
    """What a grant reaches, as options say it."""
    return Scope(
        purposes=tuple(purpose_named(each) for each in listed_words(purposes)),
        not_after=moment(until) or 0,
        fields=tuple(field_named(each) for each in listed_words(fields)),
        divisions=tuple(number_named(each) for each in listed_words(divisions)),
        exported=export,
        environments=tuple(listed_words(environments)),
        max_calls=calls,
        max_records=records,
        depth=depth,
    )


def said_terms(
    *,
    purposes: Purposes = "",
    until: Until = None,
    agreement: Agreement = "",
    right: RightSaid = None,
    since: Since = None,
    fields: Fields = "",
    columns: Columns = "",
    divisions: Divisions = "150000",
    export: Exported = False,
    export_basis: ExportBasis = "",
    environments: Environments = "PLAIN",
    calls: Calls = 0,
    records: Records = 0,
    depth: Depth = 0,
    exclusivity: Exclusivity = "NONE",
    irrevocable: Irrevocable = False,
    price: Price = "NOT_SAID",
    assessment: Assessment = "",
    particulars: ParticularsFile = None,
) -> Terms | None:
    """Terms as options say them; None if no option says anything of them."""
    scope = said_scope(
        purposes=purposes,
        until=until,
        fields=fields,
        divisions=divisions,
        export=export,
        environments=environments,
        calls=calls,
        records=records,
        depth=depth,
    )
    terms = Terms(
        right=word_named(RightBits, right or "USE"),
        scope=scope,
        agreement=agreement,
        not_before=moment(since) or 0,
        columns=columns,
        exclusivity=exclusivity,
        irrevocable=irrevocable,
        price_mode=price,
        assessment=assessment,
        export_basis=export_basis,
        particulars=None if particulars is None else _particulars(particulars),
    )
    if right is None and terms == NOTHING_SAID:
        return None
    if not (scope.purposes and scope.not_after and agreement.strip()):
        raise Refused(
            "terms name their purposes, their end and the agreement: --purposes, --until, --agreement",
            zh="条款须载明使用目的、有效期和授权协议：--purposes、--until、--agreement",
            code="TERMS_INCOMPLETE",
        )
    return terms


def _particulars(path: Path) -> Particulars:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise Refused(
            f"{path} cannot be read as a text in UTF-8",
            zh=f"无法以 UTF-8 文本读取 {path}",
            code="PARTICULARS_UNREADABLE",
        ) from error
    return parsed(text)


def options_of(
    builder: Callable[..., object], name: str, *, required: tuple[str, ...] = ()
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Puts the options of `builder` where a verb has its parameter `name`, and hands the verb what they make.

    `required` are those that this verb cannot do without.
    """

    def decorate(verb: Callable[..., None]) -> Callable[..., None]:
        options = inspect.signature(builder, eval_str=True).parameters
        parameters: list[Parameter] = []
        for parameter in inspect.signature(verb, eval_str=True).parameters.values():
            if parameter.name == name:
                parameters += (
                    option.replace(default=Parameter.empty) if option.name in required else option
                    for option in options.values()
                )
            else:
                parameters.append(parameter.replace(kind=Parameter.KEYWORD_ONLY))

        def told(**given: Any) -> None:
            made = builder(**{option: given.pop(option) for option in options})
            verb(**given, **{name: made})

        told.__name__, told.__doc__ = verb.__name__, verb.__doc__
        told.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
        vars(told)["__signature__"] = inspect.Signature(parameters)
        return told

    return decorate


def listed_words(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def field_named(text: str) -> int:
    """Of a group of fields; there are 64."""
    number = number_named(text)
    if number > 63:
        raise Refused(
            f"{text} is no number of a group of fields, 0 to 63",
            zh=f"{text} 不是字段组编号（0 至 63）",
            code="SCOPE_UNKNOWN",
        )
    return number


def number_named(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 6:
        raise Refused(f"{text[:40]} is no number", zh=f"{text[:40]} 不是数字", code="SCOPE_UNKNOWN")
    return int(text)


def purpose_named(text: str) -> PurposeCode:
    known = {str(int(code)): code for code in PurposeCode}
    return known.get(text) or word_named(PurposeCode, text)

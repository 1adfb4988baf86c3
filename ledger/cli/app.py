# SPDX-License-Identifier: Apache-2.0
"""The tree of verbs, and what is common to all: settings, the person who acts, errors and exit codes."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from ledger import __version__
from ledger.chain.encode import DoesNotFit
from ledger.cli import (
    acts,
    audit,
    circulation,
    clerk,
    consents,
    demo,
    figures,
    governance,
    grants,
    lending,
    life,
    operations,
    pledges,
    portfolio,
    public,
    second_person,
    story,
    usage,
    valuations,
    verify,
)
from ledger.cli.output import UNAVAILABLE, err, malformed, refuse_no_text, report
from ledger.cli.state import use_home
from ledger.domain.ids import MalformedName
from ledger.errors import LedgerError, number_out_of_range, of_the_system

app = typer.Typer(
    name="ledger",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    help="A certificate ledger for data assets 数据资产登记凭证账本",
)
operations.register(app)
clerk.register(app)
acts.register(app)
second_person.register(app)
life.register(app)
verify.register(app)
audit.register(app)
figures.register(app)
lending.register(app)
circulation.register(app)
usage.register(app)
governance.register(app)
grants.register(app)
public.register(app)
consents.register(app)
pledges.register(app)
valuations.register(app)
portfolio.register(app)
demo.register(app)
story.register(app)


@app.callback()
def common(
    home: Annotated[Path | None, typer.Option("--home", help="The ledger's directory (LEDGER_HOME)")] = None,
) -> None:
    """Every verb works on one ledger directory."""
    if home is not None:
        use_home(home)


@app.command()
def version() -> None:
    """Print the version."""
    typer.echo(__version__)


def main() -> None:
    try:
        refuse_no_text(sys.argv[1:])
        app()
    except LedgerError as error:
        sys.exit(report(error))
    except MalformedName as error:
        sys.exit(report(malformed(error)))
    except DoesNotFit as error:
        sys.exit(report(number_out_of_range(error)))
    except OSError as error:
        sys.exit(report(of_the_system(error)))
    except KeyboardInterrupt:
        err.print("interrupted; what was acknowledged is stored and goes on at the next start 已中断")
        sys.exit(UNAVAILABLE)

# SPDX-License-Identifier: Apache-2.0
"""`ledger story`: the life of data in twelve steps on a ledger made for it, with the verdict after each step."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import typer

from ledger.chain.guard import removing
from ledger.cli.logs import log_to
from ledger.cli.options import Json
from ledger.cli.output import out, print_json
from ledger.demo.twelve.playing import played
from ledger.demo.twelve.proving import Proof, prove
from ledger.demo.twelve.telling import Step
from ledger.settings import Settings


def register(app: typer.Typer) -> None:
    app.command()(story)


def story(as_json: Json = False) -> None:
    """Application to realised pledge in twelve steps, on a throw-away ledger, through its API 十二步全程演示"""
    from api import serving  # here: no other verb should wait for a web server to be imported

    directory = Path(tempfile.mkdtemp(prefix="ledger-story-"))
    with removing(directory):
        settings = Settings(home=directory / "ledger", database_url="", rpc_url="")
        log_to(settings.model_copy(update={"home": directory}), "story.log")
        with played(settings, serving, (lambda step: None) if as_json else _show) as told:
            proof = prove(told, directory / "rebuilt.db")
    if as_json:
        print_json({"steps": [_document(step) for step in told.steps], "proof": _proof(proof)})
    else:
        _show_proof(proof)
    raise typer.Exit(0 if proof.holds else 1)


def _show(step: Step) -> None:
    out.print(f"\n[bold]{step.number}  {step.zh}  {step.en}[/]")
    for line in step.lines:
        mark = f"[red]{line.refused}[/]  " if line.refused else ""
        out.print(f"   {mark}{line.zh}\n   [dim]{line.en}[/]")
    for code, words in step.verdicts:
        out.print(f"   → {code}  [bold]{words}[/]")


def _show_proof(proof: Proof) -> None:
    same = "same 一致" if proof.mirror == proof.rebuilt else "DIFFERS 不一致"
    out.print(f"\nmirror digest at block 镜像摘要，区块 {proof.block}: {proof.mirror.hex()}")
    out.print(f"rebuilt from the node alone 仅凭节点重建: {proof.rebuilt.hex()}  {same}")
    out.print(
        f"{proof.asked_again} answers asked again with their known blocks, {len(proof.changed)} changed "
        f"按当时已知区块复问 {proof.asked_again} 次，{len(proof.changed)} 次不同"
    )


def _document(step: Step) -> dict[str, Any]:
    return {
        "number": step.number,
        "zh": step.zh,
        "en": step.en,
        "lines": [{"zh": line.zh, "en": line.en, "refused": line.refused} for line in step.lines],
        "verdicts": [{"code": code, "words": words} for code, words in step.verdicts],
    }


def _proof(proof: Proof) -> dict[str, Any]:
    return {
        "block": proof.block,
        "mirror": proof.mirror.hex(),
        "rebuilt": proof.rebuilt.hex(),
        "asked_again": proof.asked_again,
        "changed": list(proof.changed),
        "holds": proof.holds,
    }

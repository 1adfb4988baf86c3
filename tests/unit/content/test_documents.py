# SPDX-License-Identifier: Apache-2.0
"""The vault: who reads, who does not, what the store shows, and what is left when the key is gone."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from ledger.content.commitment import Commitment, verify_both
from ledger.content.digest import digest_of, sm3
from ledger.content.documents import SealedDocument, Vault, entry_of, opening_of, verify_plain
from ledger.content.keyring import Keyring
from ledger.content.manifest import manifest_of, verify_inclusion
from ledger.content.store import ContentStore, FileStore
from ledger.domain.ids import OrgId
from ledger.domain.keccak import keccak
from ledger.errors import Inconsistent, LedgerError, NotFound, Refused, Unavailable

REGISTRAR, BANK, STRANGER = (Keyring.create(OrgId(name)) for name in ("REGISTRAR", "BANK", "STRANGER"))
CONTACT = "联系人：张三，13800000000".encode()
RECORD, NAME = "REG-2026-0001", "联系方式.txt"


@pytest.fixture
def vault(files: FileStore) -> Vault:
    return Vault(files)


@pytest.fixture
def sealed(vault: Vault) -> SealedDocument:
    return vault.seal(RECORD, NAME, "CONTACT", CONTACT, {REGISTRAR.org_id: REGISTRAR.public_key})


def path_of(tmp_path: Path, sealed: SealedDocument) -> Path:
    return next((tmp_path / "content").glob(f"??/{sealed.cid}"))


# Refusals


def test_a_document_that_nobody_could_read_is_refused(vault: Vault) -> None:
    with pytest.raises(Refused) as refusal:
        vault.seal(RECORD, NAME, "CONTACT", CONTACT, {})

    assert refusal.value.code == "NO_RECIPIENT"


def test_a_bad_public_key_keeps_nothing(vault: Vault, files: FileStore) -> None:
    with pytest.raises(Refused) as refusal:
        vault.seal(RECORD, NAME, "CONTACT", CONTACT, {REGISTRAR.org_id: REGISTRAR.public_key, BANK.org_id: bytes(32)})

    assert refusal.value.code == "ENCRYPTION_KEY"
    assert list(files.cids()) == []


def test_a_stranger_neither_reads_nor_entitles(vault: Vault, sealed: SealedDocument) -> None:
    for attempt in (
        lambda: vault.open(sealed, STRANGER),
        lambda: vault.entitle(sealed, STRANGER, STRANGER.org_id, STRANGER.public_key),
    ):
        with pytest.raises(Refused) as refusal:
            attempt()
        assert refusal.value.code == "NOT_ENTITLED"


def test_an_impostor_with_the_right_name_and_another_key_reads_nothing(vault: Vault, sealed: SealedDocument) -> None:
    with pytest.raises(Refused) as refusal:
        vault.open(sealed, Keyring.create(REGISTRAR.org_id))

    assert refusal.value.code == "NOT_ENTITLED"


@pytest.mark.parametrize(
    "change",
    [
        lambda s, o: replace(s, ciphertext=o.ciphertext, header=o.header),
        lambda s, o: replace(s, ciphertext=o.ciphertext, header=o.header, wraps=o.wraps),
        lambda s, o: replace(s, ciphertext=o.ciphertext),
        lambda s, o: replace(s, wraps=o.wraps),
        lambda s, _: replace(s, header=bytes(64)),
        lambda s, _: replace(s, record_id="REG-2026-0002"),
        lambda s, _: replace(s, name="合同.pdf"),
        lambda s, _: replace(s, sha256=bytes(32)),
        lambda s, _: replace(s, sm3=bytes(32)),
        lambda s, _: replace(s, size=s.size + 1),
        lambda s, _: replace(s, salt=bytes(32)),
        lambda s, _: replace(s, commitment=Commitment(bytes(32), s.commitment.sm3)),
        lambda s, _: replace(s, commitment=Commitment(s.commitment.sha256, bytes(32))),
    ],
    ids=[
        "ciphertext of another record",
        "ciphertext and wraps of another",
        "cid of another",
        "wraps of another",
        "header",
        "record",
        "name",
        "sha256",
        "sm3",
        "size",
        "salt",
        "commitment",
        "sm3 commitment",
    ],
)
def test_a_row_changed_or_mixed_with_another_opens_nothing(
    vault: Vault, sealed: SealedDocument, change: object
) -> None:
    assert callable(change)
    other = vault.seal("REG-2026-0002", NAME, "CONTACT", b"another", {REGISTRAR.org_id: REGISTRAR.public_key})

    with pytest.raises(Inconsistent):
        vault.open(change(sealed, other), REGISTRAR)


def test_a_ciphertext_changed_in_the_store_is_not_opened(vault: Vault, sealed: SealedDocument, tmp_path: Path) -> None:
    path_of(tmp_path, sealed).write_bytes(b"changed")

    with pytest.raises(Inconsistent) as failure:
        vault.open(sealed, REGISTRAR)

    assert failure.value.code == "CONTENT_MISMATCH"


def test_bytes_that_were_not_sealed_are_told(sealed: SealedDocument) -> None:
    with pytest.raises(Inconsistent) as failure:
        verify_plain(sealed, CONTACT[:-1] + b"1")

    assert failure.value.code == "SEALED_CHANGED"


# Reading and entitling


@pytest.mark.parametrize("plain", [b"", CONTACT, b"%PDF-1.7 " + bytes(300_000)], ids=["empty", "short", "large"])
def test_every_store_gives_an_entitled_reader_the_document(store: ContentStore, plain: bytes) -> None:
    vault = Vault(store)

    sealed = vault.seal(RECORD, NAME, "CONTACT", plain, {k.org_id: k.public_key for k in (REGISTRAR, BANK)})

    assert vault.open(sealed, REGISTRAR) == vault.open(sealed, BANK) == plain
    assert vault.check(sealed, BANK) is None


def test_an_entitled_organisation_reads_and_can_entitle_on(vault: Vault, sealed: SealedDocument) -> None:
    to_bank = sealed.with_wrap(vault.entitle(sealed, REGISTRAR, BANK.org_id, BANK.public_key))
    to_third = to_bank.with_wrap(vault.entitle(to_bank, BANK, STRANGER.org_id, STRANGER.public_key))

    assert vault.open(to_bank, BANK) == vault.open(to_third, STRANGER) == CONTACT
    assert to_third.commitment == sealed.commitment
    assert to_third.cid == sealed.cid


def test_entitling_needs_no_store(sealed: SealedDocument, tmp_path: Path) -> None:
    elsewhere = Vault(FileStore(tmp_path / "another"))

    assert elsewhere.entitle(sealed, REGISTRAR, BANK.org_id, BANK.public_key).org_id == BANK.org_id


def test_entitling_the_same_key_twice_keeps_one_wrap(vault: Vault, sealed: SealedDocument) -> None:
    twice = sealed.with_wrap(vault.entitle(sealed, REGISTRAR, REGISTRAR.org_id, REGISTRAR.public_key))

    assert len(twice.wraps) == 1
    assert vault.open(twice, REGISTRAR) == CONTACT


def test_a_renewed_key_reads_old_documents_and_may_be_given_its_own_wrap(vault: Vault, sealed: SealedDocument) -> None:
    renewed = REGISTRAR.renewed()
    only_new = Keyring(REGISTRAR.org_id, renewed.secrets[:1])

    rewrapped = sealed.with_wrap(vault.entitle(sealed, renewed, REGISTRAR.org_id, renewed.public_key))

    assert vault.open(sealed, renewed) == CONTACT
    assert vault.open(rewrapped, only_new) == CONTACT


def test_an_entitlement_that_ended_reads_no_longer(vault: Vault, sealed: SealedDocument) -> None:
    both = sealed.with_wrap(vault.entitle(sealed, REGISTRAR, BANK.org_id, BANK.public_key))

    ended = both.without_wraps_of(BANK.org_id)

    with pytest.raises(Refused):
        vault.open(ended, BANK)
    assert vault.open(ended, REGISTRAR) == CONTACT


def test_the_last_reader_is_not_removed_by_the_way(sealed: SealedDocument) -> None:
    with pytest.raises(Refused) as refusal:
        sealed.without_wraps_of(REGISTRAR.org_id)

    assert refusal.value.code == "LAST_READER"


# What may be seen


def test_store_and_public_entry_show_neither_document_nor_its_hashes(sealed: SealedDocument, tmp_path: Path) -> None:
    visible = b"".join(path.read_bytes() for path in (tmp_path / "content").glob("??/*"))
    visible += repr(entry_of(sealed)).encode() + repr(sealed).encode() + sealed.header
    digests = [hashlib.sha256(CONTACT), hashlib.sha3_256(CONTACT), hashlib.md5(CONTACT)]
    planted = [CONTACT, b"13800000000", "张三".encode(), keccak(CONTACT), sm3(CONTACT)]
    planted += [digest.digest() for digest in digests] + [digest_of(CONTACT).cid.encode()]

    for secret in planted:
        assert secret not in visible
        assert secret.hex().encode() not in visible
        assert repr(secret).encode() not in visible


def test_two_identical_documents_cannot_be_told_to_be_so(vault: Vault, sealed: SealedDocument) -> None:
    twin = vault.seal("REG-2026-0002", NAME, "CONTACT", CONTACT, {REGISTRAR.org_id: REGISTRAR.public_key})

    assert twin.cid != sealed.cid
    assert twin.commitment != sealed.commitment


def test_the_kind_of_file_is_told_by_its_bytes(vault: Vault) -> None:
    sealed = vault.seal(RECORD, "x.txt", "PROOF", b"%PDF-1.7\n", {REGISTRAR.org_id: REGISTRAR.public_key})

    assert sealed.media_type == "application/pdf"


# Destruction


def test_after_destruction_nobody_reads_and_nobody_entitles(vault: Vault, sealed: SealedDocument) -> None:
    destroyed = vault.destroy(sealed)

    assert destroyed.destroyed
    for attempt in (
        lambda: vault.open(destroyed, REGISTRAR),
        lambda: vault.entitle(destroyed, REGISTRAR, BANK.org_id, BANK.public_key),
    ):
        with pytest.raises(Refused) as refusal:
            attempt()
        assert refusal.value.code == "KEY_DESTROYED"


def test_after_destruction_every_proof_is_as_valid_as_before(vault: Vault, sealed: SealedDocument) -> None:
    others = [vault.seal(RECORD, f"{n}.txt", "SAMPLE", bytes((n,)), {BANK.org_id: BANK.public_key}) for n in range(4)]
    root = manifest_of([entry_of(each) for each in (sealed, *others)]).root()

    destroyed = vault.destroy(sealed)

    again = manifest_of([entry_of(each) for each in (destroyed, *others)])
    assert again.root() == root
    verify_inclusion(root, again.inclusion(entry_of(destroyed)))
    verify_both(destroyed.commitment, opening_of(destroyed, CONTACT))
    verify_plain(destroyed, CONTACT)
    assert vault.check(destroyed) is None
    assert vault.check(destroyed, REGISTRAR) is None


# fsck


def test_a_sound_document_gives_no_finding(vault: Vault, sealed: SealedDocument) -> None:
    assert vault.check(sealed) is None
    assert vault.check(sealed, REGISTRAR) is None
    assert vault.check(sealed, STRANGER) is None


def test_a_missing_ciphertext_is_found(vault: Vault, sealed: SealedDocument, tmp_path: Path) -> None:
    path_of(tmp_path, sealed).unlink()

    finding = vault.check(sealed)

    assert finding is not None
    assert (finding.code, finding.subject) == ("SEALED_MISSING", sealed.cid)


def test_a_changed_ciphertext_is_found_without_any_key(vault: Vault, sealed: SealedDocument, tmp_path: Path) -> None:
    path = path_of(tmp_path, sealed)
    path.write_bytes(path.read_bytes()[:-1] + b"\x00\x00")

    finding = vault.check(sealed)

    assert finding is not None
    assert (finding.code, finding.subject, finding.expected) == ("SEALED_CHANGED", sealed.cid, sealed.cid)


@pytest.mark.parametrize(
    "change",
    [
        lambda s: replace(s, ciphertext=replace(s.ciphertext, sha256=bytes(32))),
        lambda s: replace(s, ciphertext=replace(s.ciphertext, sm3=bytes(32))),
        lambda s: replace(s, ciphertext=replace(s.ciphertext, size=1)),
        lambda s: replace(s, header=bytes(64)),
        lambda s: replace(s, size=s.size + 1),
    ],
    ids=["sha256", "sm3", "size of the ciphertext", "header", "size"],
)
def test_a_row_at_odds_with_its_ciphertext_is_found_without_any_key(
    vault: Vault, sealed: SealedDocument, change: object
) -> None:
    assert callable(change)
    finding = vault.check(change(sealed))

    assert finding is not None
    assert finding.code == "SEALED_ROW"
    assert finding.expected != finding.actual


@pytest.mark.parametrize(
    "change",
    [
        lambda s: replace(s, sha256=bytes(32)),
        lambda s: replace(s, sm3=bytes(32)),
        lambda s: replace(s, salt=bytes(32)),
        lambda s: replace(s, wraps=(replace(s.wraps[0], sealed=bytes(48)),)),
    ],
    ids=["sha256", "sm3", "salt", "wrap"],
)
def test_with_a_key_the_confidential_fields_are_checked_too(
    vault: Vault, sealed: SealedDocument, change: object
) -> None:
    assert callable(change)
    finding = vault.check(change(sealed), REGISTRAR)

    assert finding is not None
    assert finding.code == "SEALED_CHANGED"


class Down:
    """A store that cannot answer."""

    def _fail(self, *_: object) -> LedgerError:
        raise Unavailable("down", zh="不可用")

    put = get = has = pin_state = _fail


def test_not_being_able_to_look_is_no_finding(sealed: SealedDocument) -> None:
    unreachable: ContentStore = Down()  # type: ignore[assignment]

    with pytest.raises(Unavailable):
        Vault(unreachable).check(sealed)


def test_opening_what_is_gone_is_not_found(vault: Vault, sealed: SealedDocument, tmp_path: Path) -> None:
    path_of(tmp_path, sealed).unlink()

    with pytest.raises(NotFound):
        vault.open(sealed, REGISTRAR)


def test_a_stranger_is_refused_before_the_store_is_asked(sealed: SealedDocument) -> None:
    unreachable: ContentStore = Down()  # type: ignore[assignment]

    with pytest.raises(Refused) as refusal:
        Vault(unreachable).open(sealed, STRANGER)

    assert refusal.value.code == "NOT_ENTITLED"

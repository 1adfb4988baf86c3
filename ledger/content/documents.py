# SPDX-License-Identifier: Apache-2.0
"""The vault: a document goes in, its ciphertext lies in a store, and a row of facts about it goes to the caller.

Promises: the store sees ciphertext only; what `open` returns hashes to what was sealed, or nothing is returned;
entitling a further organisation copies a key, not the document; once the key is destroyed nobody reads the document
again, while its commitment, its place on the manifest and the check of its ciphertext stay valid (ruling 29).

Warning: `SealedDocument` is confidential. Its salt and plain digests let a guess be tested; what may be shown is
`entry_of(sealed)`. Not here: who may read, until when, the log of readings and the two persons behind a destruction
(the caller), and rows (the records database). A right to read that has ended cannot be taken out of a reader's memory.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from ledger.content.cid import Cid
from ledger.content.commitment import DOCUMENT_TAG, Commitment, Opening, commit_both, new_salt, verify_both
from ledger.content.digest import DocumentDigest, digest_of, sha256, sm3
from ledger.content.envelope import HEADER_BYTES, Binding, Wrap, ciphertext_bytes, rewrap
from ledger.content.keyring import Keyring
from ledger.content.manifest import Entry
from ledger.content.media import media_type_of
from ledger.content.sealed_record import SealedRecord, open_record, seal_record, wrap_for, wraps_for
from ledger.content.store import ContentStore
from ledger.domain.ids import OrgId
from ledger.errors import Inconsistent, LedgerError, NotFound, Refused


@dataclass(frozen=True, slots=True)
class SealedDocument:
    """One row. `name` and the plain facts are confidential, `ciphertext` and `commitment` are not."""

    record_id: str
    name: str = field(repr=False)
    kind: str
    media_type: str
    size: int  # bytes of the plain document
    sha256: bytes = field(repr=False)  # of the plain document; unsalted, hence confidential
    sm3: bytes = field(repr=False)
    salt: bytes = field(repr=False)
    commitment: Commitment
    ciphertext: DocumentDigest
    header: bytes  # the ciphertext's first 64 bytes: enough to entitle somebody without fetching it
    wraps: tuple[Wrap, ...]  # empty once the key is destroyed

    @property
    def cid(self) -> Cid:
        return self.ciphertext.cid

    @property
    def binding(self) -> Binding:
        return Binding(self.record_id, self.name)

    @property
    def destroyed(self) -> bool:
        return not self.wraps

    def with_wrap(self, added: Wrap) -> SealedDocument:
        """The row with one wrap more; a wrap for the same key of the same organisation is replaced."""
        others = tuple(w for w in self.wraps if (w.org_id, w.recipient) != (added.org_id, added.recipient))
        return replace(self, wraps=(*others, added))

    def without_wraps_of(self, org_id: OrgId) -> SealedDocument:
        """The row after an entitlement ended. The last reader is not removed so; that would be `Vault.destroy`."""
        others = tuple(w for w in self.wraps if w.org_id != org_id)
        if not others:
            raise Refused(
                f"{org_id} is the last that can read the document; destroying its key is another act",
                zh=f"{org_id} 是最后一个可阅读者；销毁密钥须另行办理",
                code="LAST_READER",
                org_id=org_id,
            )
        return replace(self, wraps=others)


@dataclass(frozen=True, slots=True)
class Finding:
    """One deviation of a document: code, subject (its CID), what was expected and found, and the evidence."""

    code: str
    subject: str
    expected: str
    actual: str
    evidence: str


class Vault:
    """Seals into `store` and opens from it."""

    def __init__(self, store: ContentStore) -> None:
        self._store = store

    def seal(
        self, record_id: str, name: str, kind: str, plain: bytes, recipients: Mapping[OrgId, bytes]
    ) -> SealedDocument:
        """Encrypt, keep, and lock the key for each of `recipients` (organisation -> X25519 public key)."""
        # Wrapped before anything is kept: a bad public key leaves no orphan in the store.
        box, salt = seal_record(record_id, name, plain, recipients), new_salt()
        ciphertext = digest_of(box.ciphertext)
        self._store.put(box.ciphertext)
        return SealedDocument(
            record_id=record_id,
            name=name,
            kind=kind,
            media_type=media_type_of(plain),
            size=len(plain),
            sha256=sha256(plain),
            sm3=sm3(plain),
            salt=salt,
            commitment=commit_both(salt, DOCUMENT_TAG, plain),
            ciphertext=ciphertext,
            header=box.header,
            wraps=box.wraps,
        )

    def open(self, sealed: SealedDocument, keyring: Keyring) -> bytes:
        """The plain document, for an entitled organisation; re-hashed twice on the way."""
        wrap_for(sealed.wraps, keyring)  # who may not read learns nothing about the store either
        kept = self._store.get(sealed.cid)
        if kept[:HEADER_BYTES] != sealed.header:
            raise _changed(sealed, "the header of the ciphertext", "密文头部")
        plain = open_record(SealedRecord(sealed.record_id, sealed.name, kept, sealed.wraps), keyring)
        verify_plain(sealed, plain)
        return plain

    def entitle(self, sealed: SealedDocument, keyring: Keyring, to_org: OrgId, public_key: bytes) -> Wrap:
        """The key, locked for `to_org` by somebody who can read. Keep it with `sealed.with_wrap(...)`."""
        mine = wrap_for(sealed.wraps, keyring)
        return rewrap(mine, keyring, to_org, public_key, sealed.binding, sealed.header)

    def destroy(self, sealed: SealedDocument) -> SealedDocument:
        """The row without any key. Final once no copy of the old row is left, backups included."""
        return replace(sealed, wraps=())

    def check(self, sealed: SealedDocument, keyring: Keyring | None = None) -> Finding | None:
        """The first deviation, or none. Without a key the ciphertext is re-hashed; with one, the document too.

        Unavailable passes through: not having been able to look is no finding, and no clean bill either.
        """
        try:
            return self._ciphertext_finding(sealed) or self._plain_finding(sealed, keyring)
        except NotFound:
            return _finding("SEALED_MISSING", sealed, "held by the store", "absent", "")
        except Inconsistent as error:
            found = str(error.facts.get("found", "unreadable"))
            return _finding("SEALED_CHANGED", sealed, str(error.facts.get("expected", sealed.cid)), found, error.en)

    def _ciphertext_finding(self, sealed: SealedDocument) -> Finding | None:
        kept = self._store.get(sealed.cid)
        found = digest_of(kept)
        if found != sealed.ciphertext:
            return _finding("SEALED_ROW", sealed, str(sealed.ciphertext), str(found), "digests of the ciphertext")
        if kept[:HEADER_BYTES] != sealed.header:
            actual = kept[:HEADER_BYTES].hex()
            return _finding("SEALED_ROW", sealed, sealed.header.hex(), actual, "header of the ciphertext")
        if ciphertext_bytes(sealed.size) != found.size:
            return _finding("SEALED_ROW", sealed, str(ciphertext_bytes(sealed.size)), str(found.size), "size")
        return None

    def _plain_finding(self, sealed: SealedDocument, keyring: Keyring | None) -> Finding | None:
        if keyring is not None and wraps_for(sealed.wraps, keyring):
            self.open(sealed, keyring)  # raises Inconsistent, which `check` turns into a finding
        return None


def entry_of(sealed: SealedDocument) -> Entry:
    """What may be shown of a document: its line on the manifest."""
    return Entry(sealed.kind, sealed.commitment, sealed.size, sealed.cid)


def opening_of(sealed: SealedDocument, plain: bytes) -> Opening:
    """What shows a stranger that the commitment was to `plain`; works after the key is gone too."""
    return Opening(DOCUMENT_TAG, sealed.salt, plain)


def verify_plain(sealed: SealedDocument, plain: bytes) -> None:
    """Nothing, if these are the bytes that were sealed; otherwise Inconsistent."""
    if len(plain) != sealed.size or sha256(plain) != sealed.sha256 or sm3(plain) != sealed.sm3:
        raise _changed(sealed, "the document's digests", "材料摘要")
    verify_both(sealed.commitment, opening_of(sealed, plain))


def _finding(code: str, sealed: SealedDocument, expected: str, actual: str, evidence: str) -> Finding:
    return Finding(code, sealed.cid, expected, actual, evidence)


def _changed(sealed: SealedDocument, en: str, zh: str) -> LedgerError:
    return Inconsistent(
        f"{en} differ from what was sealed",
        zh=f"{zh}与封存时不符",
        code="SEALED_CHANGED",
        cid=sealed.cid,
        expected="as sealed",
        found="other bytes",
    )

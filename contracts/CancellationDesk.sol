// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ICancellationDesk} from "./interfaces/ICancellationDesk.sol";
import {ICertificateRegistry} from "./interfaces/ICertificateRegistry.sol";
import {IHistory} from "./interfaces/IHistory.sol";
import {IOrganisationRegistry} from "./interfaces/IOrganisationRegistry.sol";
import {Procedure, Registering, Terms} from "./interfaces/IProceedings.sol";
import {IRuleBook} from "./interfaces/IRuleBook.sol";
import {Dates} from "./libraries/Dates.sol";
import {Proceedings} from "./libraries/Proceedings.sol";
import {RightUnits} from "./libraries/RightUnits.sol";
import {StandingWord} from "./libraries/StandingWord.sol";
import {CertificateId, OrgId, PartyId} from "./types/Ids.sol";
import {Kinds} from "./types/Kinds.sol";
import {Preparation} from "./types/Words.sol";

/// @title Cancellation (art. 37) and revocation (arts. 29, 38).
contract CancellationDesk is ICancellationDesk, Proceedings {
    using RightUnits for uint256;
    using StandingWord for uint256;

    uint8 private constant MAX_GROUND = 4;
    uint8 private constant MAX_LEVEL = 4;

    constructor(
        IHistory history,
        IOrganisationRegistry organisations,
        IRuleBook rules,
        ICertificateRegistry certificates
    ) Proceedings(history, organisations, rules, certificates) {}

    function _procedure() internal pure override returns (Procedure) {
        return Procedure.CANCEL;
    }

    function _kind() internal pure override returns (uint16) {
        return Kinds.CERTIFICATE_CANCELLED;
    }

    /// A freeze stops what a holder wishes, and not what the registrar finds (ruling 20). Of its own motion the registrar gives
    /// written notice, and the notice runs.
    function _check(CertificateId id, Terms calldata terms, uint256, bool filing) internal view override {
        _requireEmpty(id, PartyId.unwrap(terms.other) == 0, "other");
        _requireEmpty(id, terms.rights == 0, "rights");
        _requireEmpty(id, terms.termYears == 0, "termYears");
        _requireEmpty(id, terms.institutionDecision == 0, "institutionDecision");
        _requireEmpty(id, terms.afterwards == 0, "digests");
        require(terms.ground != 0 && terms.ground <= MAX_GROUND, GroundUnknown(id, terms.ground));
        if (PartyId.unwrap(terms.holder) != 0) {
            _requireEmpty(id, terms.before == 0 && terms.noticeLastDay == 0, "notice");
            _requireUnfrozen(id);
            return;
        }
        uint256 today = Dates.dayOf(block.timestamp);
        require(terms.before != 0, NoticeMissing(id));
        require(!filing || terms.noticeLastDay > today, NoticeMissing(id));
        require(filing || terms.noticeLastDay < today, NoticeStillRunning(id, terms.noticeLastDay));
    }

    /// Every other holder that holds anything still.
    function _others(CertificateId id, Terms calldata terms) internal view override returns (uint256) {
        if (PartyId.unwrap(terms.holder) == 0) return 0;
        return _units(id, terms.holder).others() - CERTIFICATES.standingWord(id).departed();
    }

    function _mayAgree(CertificateId id, PartyId party) internal view override returns (bool) {
        return _units(id, party).any();
    }

    function _register(uint256 word, Registering calldata registering, ICertificateRegistry.Decider memory decider)
        internal
        override
    {
        if (PartyId.unwrap(registering.terms.holder) != 0) _requireAllAgreed(registering.id, word, registering.holders);
        CERTIFICATES.cancel(decider, registering);
    }

    /// While it was pending, a holder may have given away what it held, or taken a new id: whoever holds now must have agreed. Ascending,
    /// so that nobody stands for two.
    function _requireAllAgreed(CertificateId id, uint256 word, PartyId[] calldata holders) private view {
        uint256 held = 0;
        PartyId before;
        for (uint256 i = 0; i < holders.length; ++i) {
            PartyId holder = holders[i];
            uint256 units = _units(id, holder);
            bool counts = units.any() && PartyId.unwrap(before) < PartyId.unwrap(holder);
            require(counts && _hasAgreed(id, holder, word), HolderDidNotAgree(id, holder));
            held = units.others() + 1 - CERTIFICATES.standingWord(id).departed();
            before = holder;
        }
        require(holders.length == held && held != 0, HoldersNotNamed(id, holders.length, held));
    }

    /// @inheritdoc ICancellationDesk
    function revoke(Revocation calldata revocation, Preparation calldata preparation) external {
        CertificateId id = revocation.id;
        OrgId caller = _two(id, Kinds.CERTIFICATE_REVOKED, keccak256(abi.encode(revocation)), preparation);
        _checkHead(id, revocation.expectedHead, preparation);
        require(revocation.person != 0, PersonMissing());
        require(revocation.document != 0, DocumentMissing(id));
        require(revocation.level != 0 && revocation.level <= MAX_LEVEL, LevelUnknown(id, revocation.level));
        require(revocation.since != 0 && revocation.since <= block.timestamp, MomentInFuture(id, revocation.since));

        CERTIFICATES.revoke(
            _decider(caller, preparation),
            ICertificateRegistry.Ending(
                id, revocation.person, revocation.authority, revocation.level, revocation.since, revocation.document,
                revocation.nationalDigest
            )
        );
    }
}

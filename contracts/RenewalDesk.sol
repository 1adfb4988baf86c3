// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ICertificateRegistry} from "./interfaces/ICertificateRegistry.sol";
import {IHistory} from "./interfaces/IHistory.sol";
import {IOrganisationRegistry} from "./interfaces/IOrganisationRegistry.sol";
import {Procedure, Registering, Terms} from "./interfaces/IProceedings.sol";
import {IRenewalDesk} from "./interfaces/IRenewalDesk.sol";
import {IRuleBook} from "./interfaces/IRuleBook.sol";
import {CertificateWord} from "./libraries/CertificateWord.sol";
import {Dates} from "./libraries/Dates.sol";
import {ProceedingWord} from "./libraries/ProceedingWord.sol";
import {Proceedings} from "./libraries/Proceedings.sol";
import {RegimeWord} from "./libraries/RegimeWord.sol";
import {CertificateId, PartyId} from "./types/Ids.sol";
import {Kinds} from "./types/Kinds.sol";

/// @title Renewals (art. 36).
contract RenewalDesk is IRenewalDesk, Proceedings {
    using CertificateWord for uint256;
    using ProceedingWord for uint256;
    using RegimeWord for uint256;

    constructor(
        IHistory history,
        IOrganisationRegistry organisations,
        IRuleBook rules,
        ICertificateRegistry certificates
    ) Proceedings(history, organisations, rules, certificates) {}

    function _procedure() internal pure override returns (Procedure) {
        return Procedure.RENEW;
    }

    function _kind() internal pure override returns (uint16) {
        return Kinds.CERTIFICATE_RENEWED;
    }

    /// Filed in the window, it may be decided after the term too (art. 36): until then every verdict says VALID_PENDING_RENEWAL.
    /// A freeze stops no renewal (ruling 20).
    function _check(CertificateId id, Terms calldata terms, uint256 rules, bool filing) internal view override {
        _requireEmpty(id, PartyId.unwrap(terms.holder) != 0, "holder");
        _requireEmpty(id, PartyId.unwrap(terms.other) == 0, "other");
        _requireEmpty(id, terms.rights == 0, "rights");
        _requireEmpty(id, terms.ground == 0, "ground");
        _requireEmpty(id, terms.noticeLastDay == 0, "noticeLastDay");
        _requireEmpty(id, terms.before == 0 && terms.afterwards == 0, "digests");
        _requireEmpty(id, terms.institutionDecision == 0, "institutionDecision");
        require(terms.termYears <= rules.validityYears(), TermTooLong(id, terms.termYears, rules.validityYears()));
        if (!filing) return;

        (uint40 opensAt, uint40 closesAt) = _window(id, rules);
        require(
            opensAt <= block.timestamp && block.timestamp < closesAt, OutsideRenewalWindow(id, opensAt, closesAt)
        );
    }

    /// From so many months before the last day of the term until 24:00 of the day before it.
    function _window(CertificateId id, uint256 rules) private view returns (uint40 opensAt, uint40 closesAt) {
        uint256 lastDay = Dates.dayOf(CERTIFICATES.certificateWord(id).expiresAt() - 1);
        opensAt = uint40(Dates.startOf(Dates.monthsBefore(lastDay, rules.renewalWindowMonths())));
        closesAt = uint40(Dates.startOf(lastDay));
    }

    function _others(CertificateId, Terms calldata) internal pure override returns (uint256) {
        return 0;
    }

    function _mayAgree(CertificateId, PartyId) internal pure override returns (bool) {
        return false;
    }

    function _register(uint256 word, Registering calldata registering, ICertificateRegistry.Decider memory decider)
        internal
        override
    {
        uint8 agreed = registering.terms.termYears;
        uint256 count = agreed != 0 ? agreed : RULES.regimeWordOf(word.regimeNumber()).validityYears();
        uint40 lastMoment = CERTIFICATES.certificateWord(registering.id).expiresAt() - 1;
        CERTIFICATES.renew(uint40(Dates.termEnd(lastMoment, count)), decider, registering);
    }

    /// @inheritdoc IRenewalDesk
    function windowOf(CertificateId id, uint8 regime) external view returns (uint40 opensAt, uint40 closesAt) {
        if (CERTIFICATES.certificateWord(id) == 0) return (0, 0);
        return _window(id, RULES.regimeWordOf(regime));
    }
}

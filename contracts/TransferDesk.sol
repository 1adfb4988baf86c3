// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ICertificateRegistry} from "./interfaces/ICertificateRegistry.sol";
import {IHistory} from "./interfaces/IHistory.sol";
import {IOrganisationRegistry} from "./interfaces/IOrganisationRegistry.sol";
import {Procedure, Registering, Terms} from "./interfaces/IProceedings.sol";
import {IRuleBook} from "./interfaces/IRuleBook.sol";
import {ITransferDesk} from "./interfaces/ITransferDesk.sol";
import {ProceedingWord} from "./libraries/ProceedingWord.sol";
import {Proceedings} from "./libraries/Proceedings.sol";
import {CertificateId, PartyId} from "./types/Ids.sol";
import {Kinds} from "./types/Kinds.sol";

/// @title Transfers (art. 34).
contract TransferDesk is ITransferDesk, Proceedings {
    using ProceedingWord for uint256;

    /// Who receives, by the last application.
    mapping(CertificateId id => PartyId receiver) private _receivers;

    constructor(
        IHistory history,
        IOrganisationRegistry organisations,
        IRuleBook rules,
        ICertificateRegistry certificates
    ) Proceedings(history, organisations, rules, certificates) {}

    function _procedure() internal pure override returns (Procedure) {
        return Procedure.TRANSFER;
    }

    function _kind() internal pure override returns (uint16) {
        return Kinds.CERTIFICATE_TRANSFERRED;
    }

    /// Nobody may transfer what a court froze (ruling 20); a dispute is shown and stops nothing.
    function _check(CertificateId id, Terms calldata terms, uint256, bool) internal view override {
        _requireEmpty(id, PartyId.unwrap(terms.holder) != 0, "holder");
        _requireEmpty(id, terms.termYears == 0, "termYears");
        _requireEmpty(id, terms.ground == 0, "ground");
        _requireEmpty(id, terms.noticeLastDay == 0, "noticeLastDay");
        _requireEmpty(id, terms.before == 0 && terms.afterwards == 0, "digests");
        _requireEffective(id);
        _requireUnfrozen(id);
        _requireRights(id, terms.holder, terms.rights);
        require(terms.other != terms.holder, ReceiverIsHolder(id, terms.other));
        _requireMayHold(id, terms.other, terms.institutionDecision != 0);
    }

    /// The transferee.
    function _others(CertificateId id, Terms calldata terms) internal override returns (uint256) {
        _receivers[id] = terms.other;
        return 1;
    }

    function _mayAgree(CertificateId id, PartyId party) internal view override returns (bool) {
        return party == _receivers[id];
    }

    function _register(uint256 word, Registering calldata registering, ICertificateRegistry.Decider memory decider)
        internal
        override
    {
        CERTIFICATES.transfer(RULES.regimeWordOf(word.regimeNumber()), decider, registering);
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IChangeDesk} from "./interfaces/IChangeDesk.sol";
import {ICertificateRegistry} from "./interfaces/ICertificateRegistry.sol";
import {IHistory} from "./interfaces/IHistory.sol";
import {IOrganisationRegistry} from "./interfaces/IOrganisationRegistry.sol";
import {Motion, Procedure, Registering, Restatement, Terms} from "./interfaces/IProceedings.sol";
import {IRuleBook} from "./interfaces/IRuleBook.sol";
import {Proceedings} from "./libraries/Proceedings.sol";
import {CertificateId, Ids, PartyId} from "./types/Ids.sol";
import {Kinds} from "./types/Kinds.sol";

/// @title Changes (art. 35).
contract ChangeDesk is IChangeDesk, Proceedings {
    using Ids for PartyId;

    uint256 private constant MAX_NAME_BYTES = 160;

    constructor(
        IHistory history,
        IOrganisationRegistry organisations,
        IRuleBook rules,
        ICertificateRegistry certificates
    ) Proceedings(history, organisations, rules, certificates) {}

    function _procedure() internal pure override returns (Procedure) {
        return Procedure.CHANGE;
    }

    function _kind() internal pure override returns (uint16) {
        return Kinds.CERTIFICATE_CHANGED;
    }

    /// The holder set stays as it is: a new id is one of the same person, which the registrar's paper says (art. 35, ruling 19).
    function _check(CertificateId id, Terms calldata terms, uint256, bool) internal view override {
        _requireEmpty(id, PartyId.unwrap(terms.holder) != 0, "holder");
        _requireEmpty(id, terms.rights == 0, "rights");
        _requireEmpty(id, terms.termYears == 0, "termYears");
        _requireEmpty(id, terms.ground == 0, "ground");
        _requireEmpty(id, terms.noticeLastDay == 0, "noticeLastDay");
        _requireEmpty(id, terms.institutionDecision == 0 || terms.other != terms.holder, "institutionDecision");
        _requireEffective(id);
        require(terms.before != 0 && terms.afterwards != 0 && terms.before != terms.afterwards, ChangeIsEmpty(id));
        if (terms.other == terms.holder) return;

        bool sameSort = PartyId.unwrap(terms.other) != 0 && terms.other.isOrganisation() == terms.holder.isOrganisation();
        require(sameSort, ChangeOfPerson(id, terms.holder, terms.other));
        require(_units(id, terms.other) == 0, ChangeOfPerson(id, terms.holder, terms.other));
        _requireMayHold(id, terms.other, terms.institutionDecision != 0);
    }

    /// What the certificate shall say is bound by the terms, which registering repeats; readers take it from the filing.
    function _checkRestated(CertificateId id, Motion calldata motion) internal pure override {
        require(motion.restated.length == 1, RestatementDiffers(id));
        Restatement calldata restated = motion.restated[0];
        uint256 used = bytes(restated.dataName).length;
        require(keccak256(abi.encode(restated)) == motion.terms.afterwards, RestatementDiffers(id));
        require(restated.paper != 0, RestatementWithoutPaper(id));
        require(used == 0 || restated.nameCommitment != 0, NameWithoutCommitment(id));
        require(used <= MAX_NAME_BYTES, NameTooLong(id, used));
        bool ordered = restated.timeTo != 0 ? restated.timeFrom <= restated.timeTo : restated.timeFrom == 0;
        require(ordered, SpanReversed(id, restated.timeFrom, restated.timeTo));
    }

    function _others(CertificateId, Terms calldata) internal pure override returns (uint256) {
        return 0;
    }

    function _mayAgree(CertificateId, PartyId) internal pure override returns (bool) {
        return false;
    }

    function _register(uint256, Registering calldata registering, ICertificateRegistry.Decider memory decider)
        internal
        override
    {
        CERTIFICATES.change(decider, registering);
    }
}

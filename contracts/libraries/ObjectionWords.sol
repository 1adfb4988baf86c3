// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IObjectionDesk} from "../interfaces/IObjectionDesk.sol";
import {Ids, OrgId, PartyId} from "../types/Ids.sol";

/// @title The tally word of a case and the word of each objection, as drawn in types/Words.sol.
library ObjectionWords {
    using Ids for PartyId;

    uint256 internal constant MAX_OBJECTIONS = 255;

    uint256 private constant ONE_FILED = 1;
    uint256 private constant ONE_OPEN = 1 << 8;
    uint256 private constant ONE_UPHELD = 1 << 16;
    uint256 private constant OUTCOME_AT = 144;

    /* TALLY: there are never more open or upheld objections than were filed, so no byte overflows into the next */

    function filed(uint256 word) internal pure returns (uint8) {
        return uint8(word);
    }

    function open(uint256 word) internal pure returns (uint8) {
        return uint8(word >> 8);
    }

    function upheld(uint256 word) internal pure returns (uint8) {
        return uint8(word >> 16);
    }

    function withFiled(uint256 word) internal pure returns (uint256) {
        return word + ONE_FILED + ONE_OPEN;
    }

    function withClosed(uint256 word, bool isUpheld) internal pure returns (uint256) {
        return word - ONE_OPEN + (isUpheld ? ONE_UPHELD : 0);
    }

    /* OBJECTION */

    /// An open objection. Only an organisation is remembered: a person has no key with which to come back.
    function create(PartyId objector_) internal pure returns (uint256) {
        OrgId org = objector_.isOrganisation() ? objector_.organisation() : OrgId.wrap(0);
        return uint256(uint144(OrgId.unwrap(org))) | uint256(IObjectionDesk.Outcome.OPEN) << OUTCOME_AT;
    }

    function objector(uint256 word) internal pure returns (OrgId) {
        return OrgId.wrap(bytes18(uint144(word)));
    }

    function outcome(uint256 word) internal pure returns (IObjectionDesk.Outcome) {
        return IObjectionDesk.Outcome(uint8(word >> OUTCOME_AT));
    }

    function withOutcome(uint256 word, IObjectionDesk.Outcome next) internal pure returns (uint256) {
        return word & ~(uint256(type(uint8).max) << OUTCOME_AT) | uint256(next) << OUTCOME_AT;
    }
}

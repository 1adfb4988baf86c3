// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ICirculationRegistry as I} from "../interfaces/ICirculationRegistry.sol";
import {PartyId} from "../types/Ids.sol";

/// @title The word of a reported event, as drawn in types/Words.sol, and what each type of event asks for.
library CirculationWords {
    uint256 private constant TYPE_AT = 144;
    uint256 private constant ANSWER_AT = 152;
    uint256 private constant STANDING_AT = 156;
    uint256 private constant LEVEL_AT = 160;
    uint256 private constant RECORDED_AT = 168;
    uint256 private constant FIRST_AT = 208;

    uint8 internal constant SELF_DECLARED = 1;

    function create(PartyId actor_, I.Circulation what, I.Standing standing, uint32 first_) internal view returns (uint256) {
        return stem(actor_) | uint256(what) << TYPE_AT | uint256(standing) << STANDING_AT
            | uint256(SELF_DECLARED) << LEVEL_AT | block.timestamp << RECORDED_AT | uint256(first_) << FIRST_AT;
    }

    /// The first 18 bytes of a party: an organisation as a whole, and of a commitment enough to tell it from any other.
    function stem(PartyId party) internal pure returns (uint256) {
        return uint256(PartyId.unwrap(party)) >> 112;
    }

    function actorStem(uint256 word) internal pure returns (uint256) {
        return uint144(word);
    }

    function answerOf(uint256 word) internal pure returns (I.Answer) {
        return I.Answer(uint8(word >> ANSWER_AT & 15));
    }

    function level(uint256 word) internal pure returns (uint8) {
        return uint8(word >> LEVEL_AT);
    }

    /// The event that was told first, where this is a correction; else the event itself.
    function first(uint256 word) internal pure returns (uint32) {
        return uint32(word >> FIRST_AT);
    }

    function withAnswer(uint256 word, I.Answer answer) internal pure returns (uint256) {
        return word & ~(uint256(15) << ANSWER_AT) | uint256(answer) << ANSWER_AT;
    }

    function withLevel(uint256 word, uint8 level_) internal pure returns (uint256) {
        return word & ~(uint256(255) << LEVEL_AT) | uint256(level_) << LEVEL_AT;
    }

    /* WHAT A TYPE ASKS FOR */

    /// Acts on the data itself, and dealings in it, stand on a right. What happens to the data, or is said of it, does not.
    function needsRight(I.Circulation what) internal pure returns (bool) {
        return _in(what, NEEDING_RIGHT);
    }

    /// There is another side, which can say whether it is so.
    function needsCounterparty(I.Circulation what) internal pure returns (bool) {
        return _in(what, WITH_COUNTERPARTY);
    }

    function needsParents(I.Circulation what) internal pure returns (bool) {
        return _in(what, WITH_PARENTS);
    }

    uint256 private constant NEEDING_RIGHT = 1 << uint8(I.Circulation.AGGREGATE) | 1 << uint8(I.Circulation.GOVERN)
        | 1 << uint8(I.Circulation.STORE) | 1 << uint8(I.Circulation.PROCESS) | 1 << uint8(I.Circulation.FUSE)
        | 1 << uint8(I.Circulation.DERIVE) | 1 << uint8(I.Circulation.SHARE) | 1 << uint8(I.Circulation.OPEN)
        | 1 << uint8(I.Circulation.AUTH_OPERATE) | 1 << uint8(I.Circulation.LIST) | 1 << uint8(I.Circulation.TRADE)
        | 1 << uint8(I.Circulation.DELIVER) | 1 << uint8(I.Circulation.USE) | 1 << uint8(I.Circulation.EXPORT)
        | 1 << uint8(I.Circulation.ENTER_BOOKS) | 1 << uint8(I.Circulation.CONTRIBUTE)
        | 1 << uint8(I.Circulation.SECURITISE) | 1 << uint8(I.Circulation.TRUST)
        | 1 << uint8(I.Circulation.CERTIFICATE_FOR_TRADE) | 1 << uint8(I.Circulation.CERTIFICATE_FOR_BOOKS)
        | 1 << uint8(I.Circulation.CERTIFICATE_FOR_FINANCE) | 1 << uint8(I.Circulation.CERTIFICATE_FOR_EQUITY)
        | 1 << uint8(I.Circulation.CERTIFICATE_FOR_DISPUTE) | 1 << uint8(I.Circulation.CERTIFICATE_FOR_SUPPORT);

    uint256 private constant WITH_COUNTERPARTY = 1 << uint8(I.Circulation.SHARE) | 1 << uint8(I.Circulation.TRADE)
        | 1 << uint8(I.Circulation.DELIVER) | 1 << uint8(I.Circulation.SETTLE) | 1 << uint8(I.Circulation.RETURN);

    uint256 private constant WITH_PARENTS = 1 << uint8(I.Circulation.PROCESS) | 1 << uint8(I.Circulation.FUSE)
        | 1 << uint8(I.Circulation.DERIVE);

    function _in(I.Circulation what, uint256 set) private pure returns (bool) {
        return set >> uint8(what) & 1 == 1;
    }
}

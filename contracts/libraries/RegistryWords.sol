// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {OrgId} from "../types/Ids.sol";
import {OrgKind} from "../types/Words.sol";

/// The three words of OrganisationRegistry, read and written as they are drawn in types/Words.sol. Each is zero only where there is
/// none: an organisation has a kind, an accreditation its bit, a key an organisation.

library OrganisationWord {
    uint256 private constant KINDS = 128;
    uint256 private constant GROUP = 144;
    uint256 private constant REGISTERED_AT = 168;
    uint256 private constant PUBLIC_BODY = 1 << 208;
    uint256 private constant DEMO = 2 << 208;

    function pack(uint128 twoPersonActs, uint16 kinds, uint24 group, uint40 registeredAt, bool publicBody, bool demo)
        internal
        pure
        returns (uint256)
    {
        uint256 flags = (publicBody ? PUBLIC_BODY : 0) | (demo ? DEMO : 0);
        return twoPersonActs | uint256(kinds) << KINDS | uint256(group) << GROUP | uint256(registeredAt) << REGISTERED_AT | flags;
    }

    function isKind(uint256 word, OrgKind kind) internal pure returns (bool) {
        return (word >> (KINDS + uint256(kind))) & 1 == 1;
    }

    /// `kind` is below 128.
    function needsTwo(uint256 word, uint16 kind) internal pure returns (bool) {
        return (uint128(word) >> kind) & 1 == 1;
    }

    function withTwoPersonActs(uint256 word, uint128 kinds) internal pure returns (uint256) {
        return (word >> KINDS << KINDS) | kinds;
    }

    function withGroup(uint256 word, uint24 group) internal pure returns (uint256) {
        return (word & ~(uint256(type(uint24).max) << GROUP)) | uint256(group) << GROUP;
    }
}

library AccreditationWord {
    uint256 private constant UNTIL = 40;
    uint256 private constant SUSPENDED_AT = 80;
    uint256 private constant REGION = 120;
    uint256 private constant DIGIT = 128;
    uint256 private constant ACCREDITED = 1 << 136;
    uint256 private constant SUCCEEDED = 1 << 137;

    /// The word with another window and another part of codes; suspension and succession stay.
    function accredited(uint256 word, uint40 since, uint40 until, uint8 region, uint8 digit) internal pure returns (uint256) {
        uint256 kept = word & (uint256(type(uint40).max) << SUSPENDED_AT | SUCCEEDED);
        return kept | since | uint256(until) << UNTIL | uint256(region) << REGION | uint256(digit) << DIGIT | ACCREDITED;
    }

    function suspendedAt(uint256 word) internal pure returns (uint40) {
        return uint40(word >> SUSPENDED_AT);
    }

    function withSuspendedAt(uint256 word, uint40 moment) internal pure returns (uint256) {
        return (word & ~(uint256(type(uint40).max) << SUSPENDED_AT)) | uint256(moment) << SUSPENDED_AT;
    }

    /// Another took its place (art. 13). It stands here too, so that not every act has to look for a successor.
    function succeeded(uint256 word) internal pure returns (bool) {
        return word & SUCCEEDED != 0;
    }

    function asSucceeded(uint256 word) internal pure returns (uint256) {
        return word | SUCCEEDED;
    }

    /// In the window and not suspended. A word that does not exist has an empty window.
    function effectiveAt(uint256 word, uint256 moment) internal pure returns (bool) {
        return uint40(word) <= moment && moment < uint40(word >> UNTIL) && suspendedAt(word) == 0;
    }
}

library KeyWord {
    uint256 private constant SINCE = 144;
    uint256 private constant UNTIL = 184;
    uint256 private constant COMPROMISED = 1 << 224;

    function pack(OrgId org, uint40 since_, uint40 until_) internal pure returns (uint256) {
        return uint144(OrgId.unwrap(org)) | uint256(since_) << SINCE | uint256(until_) << UNTIL;
    }

    function organisation(uint256 word) internal pure returns (OrgId) {
        return OrgId.wrap(bytes18(uint144(word)));
    }

    function since(uint256 word) internal pure returns (uint40) {
        return uint40(word >> SINCE);
    }

    /// 0 = open.
    function until(uint256 word) internal pure returns (uint40) {
        return uint40(word >> UNTIL);
    }

    function compromised(uint256 word) internal pure returns (bool) {
        return word & COMPROMISED != 0;
    }

    function withUntil(uint256 word, uint40 moment) internal pure returns (uint256) {
        return (word & ~(uint256(type(uint40).max) << UNTIL)) | uint256(moment) << UNTIL;
    }

    function asCompromised(uint256 word) internal pure returns (uint256) {
        return word | COMPROMISED;
    }

    /// A key that there is, and a moment in [since, until).
    function goodAt(uint256 word, uint256 moment) internal pure returns (bool) {
        return word != 0 && since(word) <= moment && (until(word) == 0 || moment < until(word));
    }
}

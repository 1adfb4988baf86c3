// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {GrantScope, GrantTerms, IAuthorizationRegistry, Use} from "../interfaces/IAuthorizationRegistry.sol";
import {Territory} from "./Territory.sol";

/// Why a use is not covered. Fixed: a number is never reused. 0 = nothing stands against it.
library GrantRules {
    uint8 internal constant ALLOWED = 0;
    uint8 internal constant UNKNOWN = 1;
    uint8 internal constant NOT_ACCEPTED = 2;
    uint8 internal constant NOT_YET = 3;
    uint8 internal constant EXPIRED = 4;
    uint8 internal constant ENDED = 5;
    uint8 internal constant SUSPENDED = 6;
    uint8 internal constant RIGHT = 7;
    uint8 internal constant FIELDS = 8;
    uint8 internal constant PURPOSE = 9;
    uint8 internal constant REGION = 10;
    uint8 internal constant EXPORT = 11;
    uint8 internal constant CALLS = 12;
    uint8 internal constant RECORDS = 13;
    uint8 internal constant UNIT_GONE = 14;
    uint8 internal constant CONSENT_WITHDRAWN = 15;
    uint8 internal constant CONSENT_EXPIRED = 16;
}

/// @title The words of a grant, as drawn in types/Words.sol, and what they say of a use.
/// @notice Purposes, by number: 1 own operations, 2 product development, 3 model training, 4 credit assessment, 5 insurance, 6 risk control,
/// 7 marketing, 8 research, 9 public governance, 10 public benefit, 11 supply chain, 12 tracing of quality, 13 energy dispatch,
/// 14 farming and herding, 15 health, 16 transport, 17 audit and supervision, 18 statistics, 19 storage, 20 resale as a product,
/// 21 derivation of data, 22 emergency, 23 environment, 24 tourism and culture. Bit n of a bitmap is purpose n; no other bit has a meaning.
///
/// Environments, as bits: 1 plain delivery, 2 interface, 4 sandbox, 8 secure computation, 16 federated.
library GrantWords {
    uint64 internal constant ALL_FIELDS = type(uint64).max;
    uint64 internal constant KNOWN_PURPOSES = (1 << 25) - 2;
    uint8 internal constant KNOWN_ENVIRONMENTS = 31;
    uint8 internal constant MAX_EXCLUSIVITY = 2;
    uint8 internal constant MAX_PRICE_MODE = 6;
    /// A tree has at most eight levels: seven below the root.
    uint8 internal constant MAX_DEPTH = 7;

    uint256 private constant KIND_AT = 4;
    uint256 private constant ROOT_AT = 8;
    uint256 private constant LEVEL_AT = 12;
    uint256 private constant DEPTH_AT = 16;
    uint256 private constant RIGHT_AT = 20;
    uint256 private constant ENVIRONMENTS_AT = 28;
    uint256 private constant PRICE_AT = 36;
    uint256 private constant EXCLUSIVITY_AT = 44;
    uint256 private constant EXPORT = 1 << 46;
    uint256 private constant IRREVOCABLE = 1 << 47;
    uint256 private constant SINCE_AT = 48;
    uint256 private constant NOT_AFTER_AT = 88;
    uint256 private constant ENDED_AT = 128;
    uint256 private constant ACCEPTED_AT = 168;
    uint256 private constant NIBBLE = 15;
    uint256 private constant TIME = type(uint40).max;
    uint256 private constant TIME_BITS = 40;
    uint256 private constant PAUSES = 6;

    /* MAKING */

    function create(
        GrantTerms calldata terms,
        IAuthorizationRegistry.GrantKind kind_,
        IAuthorizationRegistry.RootKind root_,
        uint256 level_
    ) internal pure returns (uint256) {
        return scoped(
            uint256(IAuthorizationRegistry.GrantState.OFFERED) | uint256(kind_) << KIND_AT | uint256(root_) << ROOT_AT
                | level_ << LEVEL_AT | uint256(terms.right) << RIGHT_AT | uint256(terms.priceMode) << PRICE_AT
                | uint256(terms.exclusivity) << EXCLUSIVITY_AT | (terms.irrevocable ? IRREVOCABLE : 0)
                | uint256(terms.notBefore) << SINCE_AT,
            terms.scope
        );
    }

    /// The standing with the parts of a scope that stand in it.
    function scoped(uint256 standing, GrantScope calldata scope) internal pure returns (uint256) {
        standing &= ~(NIBBLE << DEPTH_AT | uint256(type(uint8).max) << ENVIRONMENTS_AT | EXPORT | TIME << NOT_AFTER_AT);
        return standing | uint256(scope.depth) << DEPTH_AT | uint256(scope.environments) << ENVIRONMENTS_AT
            | (scope.exported ? EXPORT : 0) | uint256(scope.notAfter) << NOT_AFTER_AT;
    }

    function scopeWord(GrantScope calldata scope) internal pure returns (uint256) {
        return uint256(scope.territory) << 128 | uint256(scope.purposes) << 64 | scope.fields;
    }

    function budgetWord(GrantScope calldata scope) internal pure returns (uint256) {
        return uint256(scope.maxRecords) << 128 | scope.maxCalls;
    }

    /// Other limits, the same use.
    function rebudgeted(uint256 budget, GrantScope calldata scope) internal pure returns (uint256) {
        uint256 used = uint256(type(uint64).max) << 192 | uint256(type(uint64).max) << 64;
        return budget & used | budgetWord(scope);
    }

    function withState(uint256 standing, IAuthorizationRegistry.GrantState next) internal pure returns (uint256) {
        return standing & ~NIBBLE | uint256(next);
    }

    function accepted(uint256 standing, uint40 moment) internal pure returns (uint256) {
        uint256 start = since(standing);
        if (start < moment) start = moment;
        standing = standing & ~(TIME << SINCE_AT) | start << SINCE_AT | uint256(moment) << ACCEPTED_AT;
        return withState(standing, IAuthorizationRegistry.GrantState.ACTIVE);
    }

    function ended(uint256 standing, IAuthorizationRegistry.GrantState next, uint40 moment) internal pure returns (uint256) {
        return withState(standing, next) | uint256(moment) << ENDED_AT;
    }

    /* READING */

    function state(uint256 standing) internal pure returns (IAuthorizationRegistry.GrantState) {
        return IAuthorizationRegistry.GrantState(standing & NIBBLE);
    }

    function kind(uint256 standing) internal pure returns (IAuthorizationRegistry.GrantKind) {
        return IAuthorizationRegistry.GrantKind(standing >> KIND_AT & NIBBLE);
    }

    function rootKind(uint256 standing) internal pure returns (IAuthorizationRegistry.RootKind) {
        return IAuthorizationRegistry.RootKind(standing >> ROOT_AT & NIBBLE);
    }

    function level(uint256 standing) internal pure returns (uint256) {
        return standing >> LEVEL_AT & NIBBLE;
    }

    function depth(uint256 standing) internal pure returns (uint256) {
        return standing >> DEPTH_AT & NIBBLE;
    }

    function right(uint256 standing) internal pure returns (uint8) {
        return uint8(standing >> RIGHT_AT);
    }

    function exclusivity(uint256 standing) internal pure returns (uint256) {
        return standing >> EXCLUSIVITY_AT & 3;
    }

    function irrevocable(uint256 standing) internal pure returns (bool) {
        return standing & IRREVOCABLE != 0;
    }

    function exported(uint256 standing) internal pure returns (bool) {
        return standing & EXPORT != 0;
    }

    function since(uint256 standing) internal pure returns (uint40) {
        return uint40(standing >> SINCE_AT);
    }

    function notAfter(uint256 standing) internal pure returns (uint40) {
        return uint40(standing >> NOT_AFTER_AT);
    }

    function acceptedAt(uint256 standing) internal pure returns (uint40) {
        return uint40(standing >> ACCEPTED_AT);
    }

    /* PAUSES */

    /// How many of the six times are taken.
    function pauseMarks(uint256 pauses) internal pure returns (uint256 marks) {
        while (marks < PAUSES && uint40(pauses >> marks * TIME_BITS) != 0) ++marks;
    }

    function pausesFull(uint256 marks) internal pure returns (bool) {
        return marks == PAUSES;
    }

    function withPause(uint256 pauses, uint256 marks, uint40 moment) internal pure returns (uint256) {
        return pauses | uint256(moment) << marks * TIME_BITS;
    }

    function paused(uint256 pauses, uint40 moment) internal pure returns (bool) {
        for (uint256 i = 0; i < PAUSES; i += 2) {
            uint40 from = uint40(pauses >> i * TIME_BITS);
            if (from == 0) return false;
            uint40 to = uint40(pauses >> (i + 1) * TIME_BITS);
            if (from <= moment && (to == 0 || moment < to)) return true;
        }
        return false;
    }

    /* DECIDING */

    /// Whether the grant runs at a moment, by itself.
    function timeRule(uint256 standing, uint256 pauses, uint40 moment) internal pure returns (uint8) {
        if (acceptedAt(standing) == 0) return GrantRules.NOT_ACCEPTED;
        if (moment < since(standing)) return GrantRules.NOT_YET;
        if (moment >= notAfter(standing)) return GrantRules.EXPIRED;
        uint40 end = uint40(standing >> ENDED_AT);
        if (end != 0 && moment >= end) return GrantRules.ENDED;
        return paused(pauses, moment) ? GrantRules.SUSPENDED : GrantRules.ALLOWED;
    }

    /// Whether the use lies within what is granted.
    function scopeRule(uint256 standing, uint256 scope, Use calldata use) internal pure returns (uint8) {
        if (use.right != right(standing)) return GrantRules.RIGHT;
        if (use.fields == 0 || use.fields & ~uint64(scope) != 0) return GrantRules.FIELDS;
        if (use.purpose > 63 || uint64(scope >> 64) >> use.purpose & 1 == 0) return GrantRules.PURPOSE;
        bool abroad = use.exported && use.region == 0;
        if (!abroad && !Territory.covers(uint128(scope >> 128), use.region)) return GrantRules.REGION;
        return use.exported && !exported(standing) ? GrantRules.EXPORT : GrantRules.ALLOWED;
    }

    /// Whether the budget holds so much more.
    function budgetRule(uint256 budget, uint64 records, uint64 calls) internal pure returns (uint8) {
        uint256 allowed = uint64(budget);
        if (allowed != 0 && uint256(uint64(budget >> 64)) + calls > allowed) return GrantRules.CALLS;
        allowed = uint64(budget >> 128);
        if (allowed != 0 && (budget >> 192) + records > allowed) return GrantRules.RECORDS;
        return GrantRules.ALLOWED;
    }

    /// The budget with so much more used; where nothing limits it, the count stops at its greatest number.
    function spent(uint256 budget, uint64 records, uint64 calls) internal pure returns (uint256) {
        uint256 limits = uint256(type(uint64).max) << 128 | type(uint64).max;
        return budget & limits | _sum(budget >> 192, records) << 192 | _sum(uint64(budget >> 64), calls) << 64;
    }

    function _sum(uint256 used, uint256 more) private pure returns (uint256) {
        return used + more > type(uint64).max ? type(uint64).max : used + more;
    }

    /// In what an inner grant is wider than an outer one, first dimension first. Depth is compared by the caller.
    function wider(uint256 inner, uint256 innerScope, uint256 innerBudget, uint256 outer, uint256 outerScope, uint256 outerBudget)
        internal
        pure
        returns (IAuthorizationRegistry.Dimension)
    {
        if (right(inner) != right(outer)) return IAuthorizationRegistry.Dimension.RIGHT;
        if (uint64(innerScope) & ~uint64(outerScope) != 0) return IAuthorizationRegistry.Dimension.FIELDS;
        if (uint64(innerScope >> 64) & ~uint64(outerScope >> 64) != 0) return IAuthorizationRegistry.Dimension.PURPOSES;
        if (!Territory.within(uint128(innerScope >> 128), uint128(outerScope >> 128))) {
            return IAuthorizationRegistry.Dimension.TERRITORY;
        }
        if (exported(inner) && !exported(outer)) return IAuthorizationRegistry.Dimension.EXPORT;
        if (uint8(inner >> ENVIRONMENTS_AT) & ~uint8(outer >> ENVIRONMENTS_AT) != 0) {
            return IAuthorizationRegistry.Dimension.ENVIRONMENTS;
        }
        if (since(inner) != 0 && since(inner) < since(outer)) return IAuthorizationRegistry.Dimension.START;
        if (notAfter(inner) > notAfter(outer)) return IAuthorizationRegistry.Dimension.END;
        if (_exceeds(uint64(innerBudget), uint64(outerBudget))) return IAuthorizationRegistry.Dimension.CALLS;
        if (_exceeds(uint64(innerBudget >> 128), uint64(outerBudget >> 128))) return IAuthorizationRegistry.Dimension.RECORDS;
        if (exclusivity(inner) > exclusivity(outer)) return IAuthorizationRegistry.Dimension.EXCLUSIVITY;
        return IAuthorizationRegistry.Dimension.NONE;
    }

    /// 0 = any number.
    function _exceeds(uint256 inner, uint256 outer) private pure returns (bool) {
        return outer != 0 && (inner == 0 || inner > outer);
    }
}

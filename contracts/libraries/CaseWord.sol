// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {OrgId} from "../types/Ids.sol";
import {CaseState} from "../types/Words.sol";

/// @title The word of a case, as drawn in types/Words.sol.
library CaseWord {
    uint256 internal constant FLAG_CORRECTED = 1;
    uint256 internal constant FLAG_NOTICE_EXEMPT = 2;
    uint256 internal constant FLAG_EXTENDED = 4;
    uint256 internal constant FLAG_EXEMPTION_WISHED = 8;
    uint256 internal constant FLAG_ACCEPTED_BY_SILENCE = 16;

    uint256 private constant STATE_AT = 144;
    uint256 private constant DUE_FROM_AT = 152;
    uint256 private constant NOTICE_DAY_AT = 168;
    uint256 private constant LAST_DAY_AT = 184;
    uint256 private constant EVIDENCED_AT = 200;
    uint256 private constant REGIME_AT = 240;
    uint256 private constant FLAGS_AT = 248;

    function create(OrgId registrar_, uint256 dueFrom_, uint256 regime) internal pure returns (uint256) {
        return uint256(uint144(OrgId.unwrap(registrar_))) | uint256(CaseState.SUBMITTED) << STATE_AT | dueFrom_ << DUE_FROM_AT
            | regime << REGIME_AT;
    }

    function registrar(uint256 word) internal pure returns (OrgId) {
        return OrgId.wrap(bytes18(uint144(word)));
    }

    function state(uint256 word) internal pure returns (CaseState) {
        return CaseState(uint8(word >> STATE_AT));
    }

    function dueFrom(uint256 word) internal pure returns (uint256) {
        return uint16(word >> DUE_FROM_AT);
    }

    function noticeDay(uint256 word) internal pure returns (uint256) {
        return uint16(word >> NOTICE_DAY_AT);
    }

    function lastDay(uint256 word) internal pure returns (uint16) {
        return uint16(word >> LAST_DAY_AT);
    }

    function evidencedAt(uint256 word) internal pure returns (uint40) {
        return uint40(word >> EVIDENCED_AT);
    }

    function regimeNumber(uint256 word) internal pure returns (uint8) {
        return uint8(word >> REGIME_AT);
    }

    function has(uint256 word, uint256 flag) internal pure returns (bool) {
        return word >> FLAGS_AT & flag != 0;
    }

    function withState(uint256 word, CaseState next) internal pure returns (uint256) {
        return _replace(word, STATE_AT, type(uint8).max, uint256(next));
    }

    function withDueFrom(uint256 word, uint256 day) internal pure returns (uint256) {
        return _replace(word, DUE_FROM_AT, type(uint16).max, day);
    }

    function withNoticeDay(uint256 word, uint256 day) internal pure returns (uint256) {
        return _replace(word, NOTICE_DAY_AT, type(uint16).max, day);
    }

    function withLastDay(uint256 word, uint256 day) internal pure returns (uint256) {
        return _replace(word, LAST_DAY_AT, type(uint16).max, day);
    }

    function withEvidencedAt(uint256 word, uint256 moment) internal pure returns (uint256) {
        return _replace(word, EVIDENCED_AT, type(uint40).max, moment);
    }

    function withFlag(uint256 word, uint256 flag) internal pure returns (uint256) {
        return word | flag << FLAGS_AT;
    }

    function withoutFlag(uint256 word, uint256 flag) internal pure returns (uint256) {
        return word & ~(flag << FLAGS_AT);
    }

    function _replace(uint256 word, uint256 position, uint256 mask, uint256 value) private pure returns (uint256) {
        return word & ~(mask << position) | (value & mask) << position;
    }
}

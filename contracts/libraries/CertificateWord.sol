// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {OrgId} from "../types/Ids.sol";
import {CertificateStatus} from "../types/Words.sol";

/// @title The word of a certificate, as drawn in types/Words.sol.
library CertificateWord {
    uint256 internal constant MAX_VERSION = 4095;
    uint256 internal constant MAX_ANNOTATIONS = 255;

    uint256 private constant EVIDENCED_AT = 144;
    uint256 private constant EXPIRES_AT = 184;
    uint256 private constant VERSION_AT = 224;
    uint256 private constant STATUS_AT = 236;
    uint256 private constant FREEZES_AT = 240;
    uint256 private constant ANNOTATIONS_AT = 248;

    /// A certificate as it is issued: version 1, no annotation.
    function create(OrgId registrar_, uint40 evidencedAt_, uint40 expiresAt_) internal pure returns (uint256) {
        return uint256(uint144(OrgId.unwrap(registrar_))) | uint256(evidencedAt_) << EVIDENCED_AT
            | uint256(expiresAt_) << EXPIRES_AT | 1 << VERSION_AT | uint256(CertificateStatus.ISSUED) << STATUS_AT;
    }

    function registrar(uint256 word) internal pure returns (OrgId) {
        return OrgId.wrap(bytes18(uint144(word)));
    }

    function evidencedAt(uint256 word) internal pure returns (uint40) {
        return uint40(word >> EVIDENCED_AT);
    }

    function expiresAt(uint256 word) internal pure returns (uint40) {
        return uint40(word >> EXPIRES_AT);
    }

    function version(uint256 word) internal pure returns (uint16) {
        return uint16(word >> VERSION_AT & MAX_VERSION);
    }

    function status(uint256 word) internal pure returns (CertificateStatus) {
        return CertificateStatus(word >> STATUS_AT & 15);
    }

    function annotations(uint256 word) internal pure returns (uint8) {
        return uint8(word >> ANNOTATIONS_AT);
    }

    /// The caller has made sure that there is a version left.
    function withNextVersion(uint256 word) internal pure returns (uint256) {
        return word + (1 << VERSION_AT);
    }

    /// The caller has made sure that there is an annotation left; there are never more freezes than annotations.
    function withAnnotation(uint256 word, bool freezes) internal pure returns (uint256) {
        return word + (1 << ANNOTATIONS_AT) + (freezes ? 1 << FREEZES_AT : 0);
    }

    function withFreezeLifted(uint256 word) internal pure returns (uint256) {
        return word - (1 << FREEZES_AT);
    }

    function withStatus(uint256 word, CertificateStatus next) internal pure returns (uint256) {
        return word & ~(uint256(15) << STATUS_AT) | uint256(next) << STATUS_AT;
    }

    function withExpiresAt(uint256 word, uint40 moment) internal pure returns (uint256) {
        return word & ~(uint256(type(uint40).max) << EXPIRES_AT) | uint256(moment) << EXPIRES_AT;
    }

    function freezesInForce(uint256 word) internal pure returns (uint8) {
        return uint8(word >> FREEZES_AT);
    }

    /// I5: issued, and evidencedAt <= moment < expiresAt. Freezes do not end it.
    function effective(uint256 word, uint40 moment) internal pure returns (bool) {
        return status(word) == CertificateStatus.ISSUED && evidencedAt(word) <= moment && moment < expiresAt(word);
    }

    /// True at a moment when a right that moved on to another certificate was still under this one. What ended otherwise than by being
    /// replaced denies earlier moments too; a right that stays (`next` is zero, or this certificate again) moved at none.
    function preceded(uint256 word, uint256 next, uint40 moment) internal pure returns (bool) {
        CertificateStatus now_ = status(word);
        bool stands = now_ == CertificateStatus.ISSUED || now_ == CertificateStatus.REPLACED;
        return stands && evidencedAt(word) <= moment && moment < evidencedAt(next);
    }
}

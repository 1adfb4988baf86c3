// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {CertificateId, OrgId, PartyId, ValuationId} from "../types/Ids.sol";
import {ValuationPurpose} from "../types/Words.sol";

/// @title Opinions of value by accredited valuers who are nobody's relation.
/// @notice An opinion names the version of the certificate that was valued, its purpose, methods, value in fen, base date and end. Of
/// each valuer and purpose one stands for a certificate: a newer one takes the older one's place. `valueOf` gives the lowest of those that
/// stand, once there are enough of them.
/// @dev Nobody can push out another's opinion: there is room for 16, and only an opinion that stands no more gives its place away.
///
/// Warning: an opinion is an opinion. The ledger checks who gave it, for whom and until when, never what the data are worth.
interface IValuationRegistry {
    struct Valuation {
        CertificateId id;
        /// The holder for whose rights it is asked; the valuer is affiliated neither with it nor with the registrar.
        PartyId holder;
        /// The certificate's history word that the valuer looked at; zero = did not look.
        bytes32 expectedHead;
        uint16 version;
        ValuationPurpose purpose;
        /// Bits: 1 cost, 2 income, 4 market.
        uint8 methods;
        uint64 value;
        bytes3 currency;
        uint40 baseDate;
        uint40 validUntil;
        /// Salted commitments of the report and of its assumptions.
        bytes32 report;
        bytes32 assumptions;
        bytes32 person;
    }

    struct ValuationWithdrawal {
        CertificateId id;
        ValuationPurpose purpose;
        bytes32 person;
        bytes32 reason;
    }

    event ValueAttested(ValuationId indexed id, OrgId indexed valuer, uint8 place, address account, Valuation valuation);
    event ValuationWithdrawn(ValuationId indexed id, OrgId indexed valuer, uint8 place, address account, ValuationWithdrawal withdrawal);

    error PersonMissing();
    error ReportMissing(CertificateId id);
    error CertificateNotEffective(CertificateId id, uint40 moment);
    error HolderUnknown(CertificateId id, PartyId holder);
    /// @notice Valuer and holder, or valuer and registrar, are of one affiliation group.
    error ValuerAffiliated(OrgId valuer, PartyId party, uint24 group);
    error VersionNotCurrent(CertificateId id, uint16 version, uint16 current);
    error MethodsUnknown(uint8 methods);
    error ValueMissing(CertificateId id);
    error CurrencyNotSupported(bytes3 currency);
    error ValidityUnsound(uint40 baseDate, uint40 validUntil);
    error OpinionsTooMany(CertificateId id);
    error OpinionUnknown(CertificateId id, OrgId valuer, ValuationPurpose purpose);

    /// @notice By a valuer's own key.
    function attest(Valuation calldata valuation) external;

    /// @notice By the valuer who gave it; accreditation is not needed to take back.
    function withdraw(ValuationWithdrawal calldata withdrawal) external;

    /// @notice The lowest of the opinions that stand at a moment for a holder's rights, and how many there are. Zero unless there are at
    /// least `opinions` of them, by as many valuers. An opinion stands while it is valid and not withdrawn, its valuer is accredited and
    /// unaffiliated, and the certificate is still in the version that was valued.
    function valueOf(CertificateId id, PartyId holder, ValuationPurpose purpose, uint40 moment, uint8 opinions)
        external
        view
        returns (uint256 value, uint256 standing);

    /// @notice The two words of the opinion in one of the 16 places; zero = none was ever there.
    function opinionAt(CertificateId id, uint8 place) external view returns (uint256 opinion, uint256 times);
}

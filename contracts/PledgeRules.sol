// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ICertificateRegistry} from "./interfaces/ICertificateRegistry.sol";
import {IOrganisationRegistry} from "./interfaces/IOrganisationRegistry.sol";
import {IPledgeRegistry} from "./interfaces/IPledgeRegistry.sol";
import {IPledgeRules} from "./interfaces/IPledgeRules.sol";
import {CertificateWord} from "./libraries/CertificateWord.sol";
import {CreditClass} from "./libraries/CreditClass.sol";
import {Dates} from "./libraries/Dates.sol";
import {PledgeWord} from "./libraries/PledgeWords.sol";
import {CertificateId, Ids, OrgId, PartyId, PledgeId} from "./types/Ids.sol";
import {Grade, OrgKind, RIGHT_OPERATE, RIGHT_USE, SecurityForm} from "./types/Words.sol";

/// @title What has to hold for a pledge to be offered or recorded.
contract PledgeRules is IPledgeRules {
    using CertificateWord for uint256;
    using Ids for OrgId;
    using Ids for PartyId;
    using PledgeWord for uint256;

    uint256 private constant MAX_UNITS = 8;
    uint256 private constant MAX_BPS = 10_000;
    uint8 private constant MAX_BAND = 15;
    uint8 private constant MAX_OPINIONS = 15;
    uint8 private constant DISPUTE = 1;
    uint8 private constant UNCHECKED = 2;
    uint8 private constant REGISTRAR_INACTIVE = 4;
    uint8 private constant EVERYTHING = DISPUTE | UNCHECKED | REGISTRAR_INACTIVE;
    uint8 private constant RECORD_MATCH = 1;
    uint8 private constant RECORD_MISMATCH = 2;
    uint256 private constant PUBLIC_BODY = 1 << 208;

    IOrganisationRegistry private immutable ORGANISATIONS;
    ICertificateRegistry private immutable CERTIFICATES;

    constructor(IOrganisationRegistry organisations, ICertificateRegistry certificates) {
        ORGANISATIONS = organisations;
        CERTIFICATES = certificates;
    }

    /* TERMS */

    /// @inheritdoc IPledgeRules
    function checkOffer(IPledgeRegistry.PledgeOffer calldata offer) external view returns (uint256 word) {
        IPledgeRegistry.PledgedUnit[] calldata units = offer.units;
        require(units.length != 0 && units.length <= MAX_UNITS, IPledgeRegistry.UnitsOutOfBounds(units.length));
        _checkTerms(offer.terms, units[0].code);
        word = _wordOf(offer);
        for (uint256 i = 0; i < units.length; ++i) {
            IPledgeRegistry.PledgedUnit calldata unit = units[i];
            require(unit.holder == offer.pledgor, IPledgeRegistry.UnitOfAnotherHolder(unit.code, unit.holder));
            for (uint256 j = 0; j < i; ++j) {
                bool same = CertificateId.unwrap(units[j].code) == CertificateId.unwrap(unit.code);
                require(!same || units[j].right != unit.right, IPledgeRegistry.UnitTwice(unit.code));
            }
            checkUnit(unit.code, unit.holder, unit.right, word, EVERYTHING);
        }
    }

    /// `TermsUnsound` counts the fields of PledgeTerms from 1.
    function _checkTerms(IPledgeRegistry.PledgeTerms calldata terms, CertificateId code) private view {
        require(terms.form != SecurityForm.NONE, IPledgeRegistry.TermsUnsound(1));
        require(terms.band != 0 && terms.band <= MAX_BAND, IPledgeRegistry.TermsUnsound(2));
        require(!terms.organsData, IPledgeRegistry.H2DataOfAnOrgan(code));
        require(terms.grade != Grade.CORE, IPledgeRegistry.H3GradeIsCore(code));
        require(terms.grade != Grade.IMPORTANT || terms.authority != 0, IPledgeRegistry.H3AuthorityMissing(code));
        require(terms.ltvBps <= MAX_BPS, IPledgeRegistry.TermsUnsound(9));
        require(
            (terms.opinions == 0) == (terms.ltvBps == 0) && terms.opinions <= MAX_OPINIONS, IPledgeRegistry.TermsUnsound(12)
        );
        require(terms.contractDate != 0 && terms.contractDate <= block.timestamp, IPledgeRegistry.TermsUnsound(13));
        require(terms.maturity > block.timestamp, IPledgeRegistry.TermsUnsound(14));
        require(terms.contractDigest != 0, IPledgeRegistry.TermsUnsound(16));
        require(terms.claim != 0, IPledgeRegistry.TermsUnsound(17));
        require(terms.debtor != 0, IPledgeRegistry.TermsUnsound(18));
    }

    function _wordOf(IPledgeRegistry.PledgeOffer calldata offer) private pure returns (uint256) {
        IPledgeRegistry.PledgeTerms calldata terms = offer.terms;
        uint8 flags = (terms.exclusive ? PledgeWord.EXCLUSIVE : 0) | (terms.renewal ? PledgeWord.RENEWAL : 0)
            | (terms.publicUse ? PledgeWord.PUBLIC_USE : 0)
            | (PledgeId.unwrap(terms.substituteIn) != 0 ? PledgeWord.SUBSTITUTE : 0);
        return PledgeWord.create(
            offer.pledgee, terms.maturity, terms.band, terms.ltvBps, terms.opinions, offer.assent.level,
            uint16(Dates.dayOf(terms.contractDate)), flags
        );
    }

    /* HARD STOPS: RULING 26 */

    /// @inheritdoc IPledgeRules
    function checkUnit(CertificateId code, PartyId holder, uint8 right, uint256 pledge, uint8 acknowledged) public view {
        require(!_isPublicBody(holder), IPledgeRegistry.H1PledgorIsPublicBody(holder));
        bool fits = right == RIGHT_OPERATE || (right == RIGHT_USE && pledge.has(PledgeWord.PUBLIC_USE));
        require(
            fits && CERTIFICATES.holds(code, holder, right, uint40(block.timestamp)),
            IPledgeRegistry.H4RightNotEffective(code, holder, right)
        );
        require(!CERTIFICATES.frozen(code), IPledgeRegistry.H5CertificateFrozen(code));
        require(
            acknowledged & DISPUTE != 0 || !CERTIFICATES.disputed(code), IPledgeRegistry.H6DisputeNotAcknowledged(code)
        );
        uint8 compared = CERTIFICATES.reconciled(code);
        require(compared != RECORD_MISMATCH, IPledgeRegistry.H8RecordMismatch(code));
        require(
            compared == RECORD_MATCH || acknowledged & UNCHECKED != 0, IPledgeRegistry.H8UncheckedNotAcknowledged(code)
        );
        uint256 certificate = CERTIFICATES.certificateWord(code);
        OrgId registrar = CERTIFICATES.custodianOf(code);
        require(
            acknowledged & REGISTRAR_INACTIVE != 0 || ORGANISATIONS.isAccredited(registrar, OrgKind.REGISTRAR),
            IPledgeRegistry.H9RegistrarNotActive(code, registrar)
        );
        uint40 expiresAt = certificate.expiresAt();
        require(
            pledge.has(PledgeWord.RENEWAL) || pledge.maturity() <= expiresAt,
            IPledgeRegistry.H10MaturityAfterExpiry(code, pledge.maturity(), expiresAt)
        );
    }

    /// A party or government organ, a public institution, or what the register calls a public body.
    function _isPublicBody(PartyId holder) private view returns (bool) {
        if (!holder.isOrganisation()) return false;
        OrgId org = holder.organisation();
        bytes2 class = org.registrationClass();
        bool ofTheState = class == CreditClass.GOVERNMENT_ORGAN || class == CreditClass.PUBLIC_INSTITUTION;
        return ofTheState || ORGANISATIONS.organisationWord(org) & PUBLIC_BODY != 0;
    }
}

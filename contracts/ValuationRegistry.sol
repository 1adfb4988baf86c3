// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ICertificateRegistry} from "./interfaces/ICertificateRegistry.sol";
import {IHistory} from "./interfaces/IHistory.sol";
import {IOrganisationRegistry} from "./interfaces/IOrganisationRegistry.sol";
import {IValuationRegistry} from "./interfaces/IValuationRegistry.sol";
import {CertificateWord} from "./libraries/CertificateWord.sol";
import {OpinionWords} from "./libraries/OpinionWords.sol";
import {Recital} from "./libraries/Recital.sol";
import {Recorder} from "./libraries/Recorder.sol";
import {AccreditationWord} from "./libraries/RegistryWords.sol";
import {CertificateId, Ids, OrgId, PartyId, ValuationId} from "./types/Ids.sol";
import {Kinds} from "./types/Kinds.sol";
import {OrgKind, ValuationPurpose} from "./types/Words.sol";

/// @title Opinions of value by accredited valuers who are nobody's relation.
contract ValuationRegistry is IValuationRegistry, Recorder {
    using AccreditationWord for uint256;
    using CertificateWord for uint256;
    using Ids for PartyId;
    using OpinionWords for uint256;

    uint8 private constant PLACES = 16;
    uint8 private constant ALL_METHODS = 7;
    bytes3 private constant YUAN = "CNY";

    struct Opinion {
        uint256 word;
        uint256 times;
    }

    IOrganisationRegistry private immutable ORGANISATIONS;
    ICertificateRegistry private immutable CERTIFICATES;

    /// Slot 0: how many of the places were ever used.
    mapping(CertificateId id => uint256 used) private _used;
    /// Slot 1: opinion word and opinion times, drawn in types/Words.sol.
    mapping(CertificateId id => mapping(uint256 place => Opinion)) private _opinions;

    constructor(IHistory history, IOrganisationRegistry organisations, ICertificateRegistry certificates) Recorder(history) {
        ORGANISATIONS = organisations;
        CERTIFICATES = certificates;
    }

    /* GIVING AND TAKING BACK */

    /// @inheritdoc IValuationRegistry
    function attest(Valuation calldata valuation) external {
        OrgId valuer = ORGANISATIONS.requireAccredited(msg.sender, OrgKind.VALUER);
        uint256 certificate = _checkAsset(valuation);
        _checkIndependent(valuer, valuation.holder, certificate.registrar());
        _checkOpinion(valuation);

        uint256 place = _placeFor(valuation.id, valuer, valuation.purpose, certificate.version());
        _opinions[valuation.id][place] = Opinion(
            OpinionWords.create(
                valuer, valuation.value, valuation.version, valuation.purpose, valuation.methods, valuation.currency
            ),
            OpinionWords.span(valuation.baseDate, valuation.validUntil, uint40(block.timestamp))
        );
        bytes memory data = abi.encode(uint8(place), msg.sender, valuation);
        _put(valuation.id, valuer, Kinds.VALUATION_ATTESTED, ValueAttested.selector, data);
    }

    function _checkAsset(Valuation calldata valuation) private view returns (uint256 certificate) {
        CertificateId id = valuation.id;
        certificate = CERTIFICATES.certificateWord(id);
        require(certificate.effective(uint40(block.timestamp)), CertificateNotEffective(id, uint40(block.timestamp)));
        if (valuation.expectedHead != 0) HISTORY.requireWord(CertificateId.unwrap(id), valuation.expectedHead);
        require(CERTIFICATES.unitsWord(id, valuation.holder) != 0, HolderUnknown(id, valuation.holder));
        uint16 current = certificate.version();
        require(valuation.version == current, VersionNotCurrent(id, valuation.version, current));
    }

    function _checkIndependent(OrgId valuer, PartyId holder, OrgId registrar) private view {
        uint24 group = _groupOf(valuer);
        require(!_related(valuer, group, holder), ValuerAffiliated(valuer, holder, group));
        PartyId other = Ids.party(registrar);
        require(!_related(valuer, group, other), ValuerAffiliated(valuer, other, group));
    }

    function _checkOpinion(Valuation calldata valuation) private view {
        require(valuation.purpose != ValuationPurpose.NONE && valuation.value != 0, ValueMissing(valuation.id));
        require(
            valuation.methods != 0 && valuation.methods & ~ALL_METHODS == 0, MethodsUnknown(valuation.methods)
        );
        require(valuation.currency == YUAN, CurrencyNotSupported(valuation.currency));
        require(
            valuation.baseDate != 0 && valuation.baseDate <= block.timestamp && valuation.validUntil > block.timestamp,
            ValidityUnsound(valuation.baseDate, valuation.validUntil)
        );
        require(valuation.report != 0 && valuation.assumptions != 0, ReportMissing(valuation.id));
        require(valuation.person != 0, PersonMissing());
    }

    /// The place of the valuer's own opinion for this purpose; or one never used; or one whose opinion stands no more.
    function _placeFor(CertificateId id, OrgId valuer, ValuationPurpose purpose, uint16 version) private returns (uint256) {
        uint256 used = _used[id];
        uint256 free = PLACES;
        for (uint256 place = 0; place < used; ++place) {
            Opinion storage opinion = _opinions[id][place];
            uint256 word = opinion.word;
            if (word.valuer() == valuer && word.purpose() == purpose) return place;
            bool stands = opinion.times.valid(uint40(block.timestamp)) && word.versionValued() == version;
            if (free == PLACES && !stands) free = place;
        }
        if (used < PLACES) {
            _used[id] = used + 1;
            return used;
        }
        require(free < PLACES, OpinionsTooMany(id));
        return free;
    }

    /// @inheritdoc IValuationRegistry
    function withdraw(ValuationWithdrawal calldata withdrawal) external {
        CertificateId id = withdrawal.id;
        OrgId valuer = ORGANISATIONS.requireKey(msg.sender);
        uint256 place = _standing(id, valuer, withdrawal.purpose);
        require(withdrawal.person != 0, PersonMissing());
        require(withdrawal.reason != 0, ReportMissing(id));

        _opinions[id][place].times = _opinions[id][place].times.withdrawn();
        bytes memory data = abi.encode(uint8(place), msg.sender, withdrawal);
        _put(id, valuer, Kinds.VALUATION_WITHDRAWN, ValuationWithdrawn.selector, data);
    }

    function _standing(CertificateId id, OrgId valuer, ValuationPurpose purpose) private view returns (uint256 place) {
        uint256 used = _used[id];
        for (place = 0; place < used; ++place) {
            Opinion storage opinion = _opinions[id][place];
            bool own = opinion.word.valuer() == valuer && opinion.word.purpose() == purpose;
            if (own && !opinion.times.isWithdrawn()) return place;
        }
        revert OpinionUnknown(id, valuer, purpose);
    }

    function _put(CertificateId id, OrgId valuer, uint16 kind, bytes32 selector, bytes memory data) private {
        ValuationId line = Ids.valuationsOf(address(this), id);
        _record(
            ValuationId.unwrap(line), kind, msg.sender, Recital.speak(bytes.concat(abi.encode(selector, line, valuer), data))
        );
    }

    /* VIEWS */

    /// @inheritdoc IValuationRegistry
    function valueOf(CertificateId id, PartyId holder, ValuationPurpose purpose, uint40 moment, uint8 opinions)
        external
        view
        returns (uint256 value, uint256 standing)
    {
        uint256 certificate = CERTIFICATES.certificateWord(id);
        uint256 used = _used[id];
        uint256 lowest = type(uint256).max;
        for (uint256 place = 0; place < used; ++place) {
            Opinion storage opinion = _opinions[id][place];
            uint256 word = opinion.word;
            if (word.purpose() != purpose || word.versionValued() != certificate.version() || !opinion.times.valid(moment)) continue;
            if (!_mayBelieve(word.valuer(), holder, certificate.registrar(), moment)) continue;
            ++standing;
            if (word.value() < lowest) lowest = word.value();
        }
        if (standing != 0 && standing >= opinions) value = lowest;
    }

    function _mayBelieve(OrgId valuer, PartyId holder, OrgId registrar, uint40 moment) private view returns (bool) {
        if (!ORGANISATIONS.accreditationWord(valuer, OrgKind.VALUER).effectiveAt(moment)) return false;
        uint24 group = _groupOf(valuer);
        return !_related(valuer, group, holder) && !_related(valuer, group, Ids.party(registrar));
    }

    /// The same organisation, or one of the same group.
    function _related(OrgId valuer, uint24 group, PartyId party) private view returns (bool) {
        if (!party.isOrganisation()) return false;
        OrgId other = party.organisation();
        return other == valuer || (group != 0 && _groupOf(other) == group);
    }

    function _groupOf(OrgId org) private view returns (uint24) {
        return uint24(ORGANISATIONS.organisationWord(org) >> 144);
    }

    /// @inheritdoc IValuationRegistry
    function opinionAt(CertificateId id, uint8 place) external view returns (uint256 opinion, uint256 times) {
        return (_opinions[id][place].word, _opinions[id][place].times);
    }
}

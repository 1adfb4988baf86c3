// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Assent} from "../../contracts/interfaces/IAssents.sol";
import {IEncumbrances} from "../../contracts/interfaces/IEncumbrances.sol";
import {IEnforcementDesk} from "../../contracts/interfaces/IEnforcementDesk.sol";
import {IOrganisationRegistry} from "../../contracts/interfaces/IOrganisationRegistry.sol";
import {IPledgeCovenants} from "../../contracts/interfaces/IPledgeCovenants.sol";
import {IPledgeRegistry} from "../../contracts/interfaces/IPledgeRegistry.sol";
import {IPledgeRules} from "../../contracts/interfaces/IPledgeRules.sol";
import {IValuationRegistry} from "../../contracts/interfaces/IValuationRegistry.sol";
import {CertificateWord} from "../../contracts/libraries/CertificateWord.sol";
import {CertificateId, Ids, OrgId, PartyId, PledgeId} from "../../contracts/types/Ids.sol";
import {Kinds} from "../../contracts/types/Kinds.sol";
import {
    PledgeEnding, Grade, OrgKind, PledgeState, Preparation, ValuationPurpose, RIGHT_OPERATE, SecurityForm
} from "../../contracts/types/Words.sol";
import {Registering} from "./Registering.sol";

/// The whole ledger with two banks and two valuers, and verbs for a pledge's way. The holder offers with its own key; the bank's clerk
/// prepares and its officer sends what needs two persons.
abstract contract Pledging is Registering {
    OrgId internal constant OTHER_BANK = OrgId.wrap("91150104MA0DEM85X3");
    OrgId internal constant VALUER = OrgId.wrap("91150203MA0DEM1016");
    OrgId internal constant OTHER_VALUER = OrgId.wrap("91150203MA0DEM86XT");

    uint256 internal constant BANK_CLERK_KEY = 0xE2;
    uint256 internal constant OTHER_BANKER_KEY = 0xE3;
    uint256 internal constant OTHER_BANK_CLERK_KEY = 0xE4;
    uint256 internal constant VALUER_KEY = 0xE5;
    uint256 internal constant OTHER_VALUER_KEY = 0xE6;

    address internal bankClerk = vm.addr(BANK_CLERK_KEY);
    address internal otherBanker = vm.addr(OTHER_BANKER_KEY);
    address internal valuer = vm.addr(VALUER_KEY);
    address internal otherValuer = vm.addr(OTHER_VALUER_KEY);
    /// Stands for the registry of authorisations, which asks for consents.
    address internal grants = vm.addr(0xE7);

    PartyId internal holderParty = Ids.party(HOLDER);

    IValuationRegistry internal valuations;
    IPledgeRegistry internal pledges;
    IEnforcementDesk internal enforcement;
    IPledgeRules internal pledgeRules;

    function _deployAt(uint256 place) internal virtual override {
        if (place == VALUATIONS_PLACE) {
            bytes memory arguments = abi.encode(history, organisations, certificates);
            valuations = IValuationRegistry(_deploy("ValuationRegistry.sol:ValuationRegistry", arguments));
        } else if (place == PLEDGES_PLACE) {
            bytes memory arguments = abi.encode(
                history, organisations, certificates, valuations, _grantsAt(), _at(ENFORCEMENT_PLACE), _at(PLEDGE_RULES_PLACE)
            );
            pledges = IPledgeRegistry(_deploy("PledgeRegistry.sol:PledgeRegistry", arguments));
        } else if (place == ENFORCEMENT_PLACE) {
            bytes memory arguments = abi.encode(history, organisations, certificates, pledges);
            enforcement = IEnforcementDesk(_deploy("EnforcementDesk.sol:EnforcementDesk", arguments));
        } else if (place == PLEDGE_RULES_PLACE) {
            pledgeRules = IPledgeRules(_deploy("PledgeRules.sol:PledgeRules", abi.encode(organisations, certificates)));
        } else {
            super._deployAt(place);
        }
    }

    function _grantsAt() internal virtual returns (address) {
        return grants;
    }

    function setUp() public virtual override {
        super.setUp();
        vm.startPrank(address(governance));
        history.openWriter(address(valuations), _kinds(Kinds.VALUATION_ATTESTED, Kinds.VALUATION_WITHDRAWN));
        uint128 kinds = _kinds(Kinds.PLEDGE_OFFERED, Kinds.RANK_RESERVED);
        history.openWriter(address(pledges), kinds | _kinds(Kinds.ENCUMBRANCE_PUT, Kinds.ENCUMBRANCE_LIFTED));
        kinds = _kinds(Kinds.LOAN_FILED_OUTSIDE, Kinds.LOAN_CONTESTED);
        kinds |= _kinds(Kinds.LOAN_SUSPENDED, Kinds.LOAN_SUSPENDED) | _kinds(Kinds.LOAN_COMPENSATED, Kinds.LOAN_SUBROGATED);
        history.openWriter(address(enforcement), kinds);
        _addOrganisation(OTHER_BANK, OrgKind.BANK, 0, unicode"示例第二农商银行");
        _addOrganisation(VALUER, OrgKind.VALUER, 0, unicode"示例资产评估有限公司");
        _addOrganisation(OTHER_VALUER, OrgKind.VALUER, 0, unicode"示例第二资产评估有限公司");
        organisations.addKey(BANK, bankClerk, 0, 0);
        organisations.addKey(OTHER_BANK, otherBanker, 0, 0);
        organisations.addKey(OTHER_BANK, vm.addr(OTHER_BANK_CLERK_KEY), 0, 0);
        organisations.addKey(VALUER, valuer, 0, 0);
        organisations.addKey(OTHER_VALUER, otherValuer, 0, 0);
        vm.stopPrank();
    }

    function _addOrganisation(OrgId org, OrgKind kind, uint24 group, string memory name) internal {
        organisations.register(IOrganisationRegistry.Registration(org, _bit(kind), group, false, name));
        organisations.accredit(org, kind, uint40(START), WITHOUT_END, 0, 0);
    }

    /* WHAT IS FILED */

    function _own() internal pure returns (Assent memory) {
        return Assent(PERSON, 0, 0, 0);
    }

    function _onPaper(uint8 level) internal pure returns (Assent memory) {
        return Assent(PERSON, keccak256("salt and form"), keccak256("salt and mandate"), level);
    }

    function _terms() internal view returns (IPledgeRegistry.PledgeTerms memory terms) {
        terms.form = SecurityForm.PLEDGE;
        terms.band = 7;
        terms.grade = Grade.GENERAL_2;
        terms.contractDate = uint40(START);
        terms.maturity = uint40(_now() + 365 days);
        terms.contractDigest = keccak256("salt and contract");
        terms.claim = keccak256("salt and claim");
        terms.debtor = keccak256("salt and debtor");
    }

    function _unit(CertificateId code) internal view returns (IPledgeRegistry.PledgedUnit memory) {
        return IPledgeRegistry.PledgedUnit(code, holderParty, RIGHT_OPERATE);
    }

    function _offerOf(CertificateId code, OrgId pledgee, bytes32 ref)
        internal
        view
        returns (IPledgeRegistry.PledgeOffer memory offer)
    {
        offer.pledgor = holderParty;
        offer.pledgee = pledgee;
        offer.ref = ref;
        offer.assent = _own();
        offer.terms = _terms();
        offer.units = new IPledgeRegistry.PledgedUnit[](1);
        offer.units[0] = _unit(code);
    }

    function _acceptanceOf(PledgeId id) internal view returns (IPledgeRegistry.PledgeAcceptance memory acceptance) {
        uint256 count = pledges.collateralOf(id).length;
        acceptance = IPledgeRegistry.PledgeAcceptance(id, _headOf(id), new bytes32[](count), 2, 0, PERSON);
    }

    function _headOf(PledgeId id) internal view returns (bytes32) {
        return history.wordOf(PledgeId.unwrap(id));
    }

    function _headOf(CertificateId code) internal view returns (bytes32) {
        return history.wordOf(CertificateId.unwrap(code));
    }

    /* VERBS */

    function _offer(IPledgeRegistry.PledgeOffer memory offer) internal returns (PledgeId) {
        vm.prank(holder);
        return pledges.offer(offer);
    }

    function _accept(IPledgeRegistry.PledgeAcceptance memory acceptance, bool byOtherBank) internal {
        Preparation memory preparation = _bankPrepared(Kinds.PLEDGE_RECORDED, keccak256(abi.encode(acceptance)), byOtherBank);
        vm.prank(byOtherBank ? otherBanker : banker);
        pledges.accept(acceptance, preparation);
    }

    function _refusesAccepting(IPledgeRegistry.PledgeAcceptance memory acceptance, bool byOtherBank, bytes memory reason) internal {
        Preparation memory preparation = _bankPrepared(Kinds.PLEDGE_RECORDED, keccak256(abi.encode(acceptance)), byOtherBank);
        vm.expectRevert(reason);
        vm.prank(byOtherBank ? otherBanker : banker);
        pledges.accept(acceptance, preparation);
    }

    function _bankPrepared(uint16 kind, bytes32 items, bool ofOtherBank) internal view returns (Preparation memory) {
        return _prepared(ofOtherBank ? OTHER_BANK_CLERK_KEY : BANK_CLERK_KEY, address(pledges), kind, items);
    }

    /// One recorded pledge of the holder's right to operate.
    function _pledge(CertificateId code, bytes32 ref) internal returns (PledgeId id) {
        id = _offer(_offerOf(code, BANK, ref));
        _accept(_acceptanceOf(id), false);
    }

    /// As `_pledge`, to the other bank.
    function _pledgeElsewhere(CertificateId code, bytes32 ref) internal returns (PledgeId id) {
        id = _offer(_offerOf(code, OTHER_BANK, ref));
        _accept(_acceptanceOf(id), true);
    }

    function _exclusivePledge(CertificateId code, bytes32 ref) internal returns (PledgeId id) {
        IPledgeRegistry.PledgeOffer memory offer = _offerOf(code, BANK, ref);
        offer.terms.exclusive = true;
        id = _offer(offer);
        _accept(_acceptanceOf(id), false);
    }

    function _releaseOf(PledgeId id, PledgeEnding ending) internal view returns (IPledgeRegistry.PledgeRelease memory) {
        return IPledgeRegistry.PledgeRelease(id, _headOf(id), ending, OrgId.wrap(0), 0, PERSON, DOCUMENT);
    }

    function _release(PledgeId id) internal {
        IPledgeRegistry.PledgeRelease memory item = _releaseOf(id, PledgeEnding.REPAID);
        Preparation memory preparation = _bankPrepared(Kinds.PLEDGE_RELEASED, keccak256(abi.encode(item)), false);
        vm.prank(banker);
        pledges.release(item, preparation);
    }

    function _substitute(IPledgeRegistry.PledgeSubstitution memory item) internal {
        Preparation memory preparation = _bankPrepared(Kinds.PLEDGE_SUBSTITUTED, keccak256(abi.encode(item)), false);
        vm.prank(banker);
        pledges.substitute(item, preparation);
    }

    function _refusesSubstituting(IPledgeRegistry.PledgeSubstitution memory item, bytes memory reason) internal {
        Preparation memory preparation = _bankPrepared(Kinds.PLEDGE_SUBSTITUTED, keccak256(abi.encode(item)), false);
        vm.expectRevert(reason);
        vm.prank(banker);
        pledges.substitute(item, preparation);
    }

    /// By the other bank.
    function _assign(IPledgeRegistry.PledgeAssignment memory item) internal {
        Preparation memory preparation = _bankPrepared(Kinds.PLEDGE_ASSIGNED, keccak256(abi.encode(item)), true);
        vm.prank(otherBanker);
        pledges.assign(item, preparation);
    }

    function _refusesAssigning(IPledgeRegistry.PledgeAssignment memory item, bytes memory reason) internal {
        Preparation memory preparation = _bankPrepared(Kinds.PLEDGE_ASSIGNED, keccak256(abi.encode(item)), true);
        vm.expectRevert(reason);
        vm.prank(otherBanker);
        pledges.assign(item, preparation);
    }

    function _consent(address account, PledgeId id, PartyId party, bytes32 matter) internal {
        vm.prank(account);
        pledges.consent(IPledgeRegistry.PledgeConsent(id, 0, party, matter, WITHOUT_END, _own()));
    }

    function _valuation(CertificateId code, uint64 value) internal view returns (IValuationRegistry.Valuation memory) {
        return IValuationRegistry.Valuation({
            id: code,
            holder: holderParty,
            expectedHead: 0,
            version: CertificateWord.version(certificates.certificateWord(code)),
            purpose: ValuationPurpose.PLEDGE,
            methods: 2,
            value: value,
            currency: "CNY",
            baseDate: uint40(_now()),
            validUntil: uint40(_now() + 365 days),
            report: keccak256("salt and report"),
            assumptions: keccak256("salt and assumptions"),
            person: PERSON
        });
    }

    function _value(CertificateId code, uint64 value) internal {
        IValuationRegistry.Valuation memory valuation = _valuation(code, value);
        vm.prank(valuer);
        valuations.attest(valuation);
    }

    /* STORAGE */

    /// The certificate as if another registrar had issued it: certificates of two registrars may stand under one pledge.
    function _issuedBy(CertificateId code, OrgId registrar) internal {
        bytes32 slot = keccak256(abi.encode(code, uint256(0)));
        uint256 word = uint256(vm.load(address(certificates), slot));
        word = word >> 144 << 144 | uint256(uint144(OrgId.unwrap(registrar)));
        vm.store(address(certificates), slot, bytes32(word));
        vm.assertEq(OrgId.unwrap(certificates.registrarOf(code)), OrgId.unwrap(registrar), "another registrar's");
    }

    /// A pledge on the units of two certificates.
    function _pool(CertificateId first, CertificateId second, bytes32 ref) internal returns (PledgeId id) {
        IPledgeRegistry.PledgeOffer memory offer = _offerOf(first, BANK, ref);
        offer.units = new IPledgeRegistry.PledgedUnit[](2);
        (offer.units[0], offer.units[1]) = (_unit(first), _unit(second));
        id = _offer(offer);
        _accept(_acceptanceOf(id), false);
    }

    function _free(PledgeId id, uint8 place) internal {
        IPledgeRegistry.PartialRelease memory part =
            IPledgeRegistry.PartialRelease(id, _headOf(id), place, PERSON, DOCUMENT);
        Preparation memory preparation = _bankPrepared(Kinds.PLEDGE_PARTLY_RELEASED, keccak256(abi.encode(part)), false);
        vm.prank(banker);
        pledges.releaseUnit(part, preparation);
    }

    function _rankOf(PledgeId id, uint256 place) internal view returns (uint256) {
        return pledges.collateralOf(id)[place].rank;
    }

    function _stateOf(PledgeId id) internal view returns (PledgeState) {
        return PledgeState(pledges.pledgeWord(id) >> 184 & 15);
    }

    function _pledgesOn(CertificateId code) internal view returns (uint256) {
        return IEncumbrances(address(pledges)).pledgesOn(code, holderParty, RIGHT_OPERATE);
    }

    function _covenants() internal view returns (IPledgeCovenants) {
        return IPledgeCovenants(address(pledges));
    }

    function _encumbrances() internal view returns (IEncumbrances) {
        return IEncumbrances(address(pledges));
    }
}

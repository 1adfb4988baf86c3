// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Assent, IAssents} from "../../contracts/interfaces/IAssents.sol";
import {IOrganisationRegistry} from "../../contracts/interfaces/IOrganisationRegistry.sol";
import {Assents} from "../../contracts/libraries/Assents.sol";
import {Ids, OrgId, PartyId} from "../../contracts/types/Ids.sol";
import {Base} from "./Base.t.sol";

/// A module that asks for an agreement and does nothing else.
contract Asking {
    IOrganisationRegistry private immutable ORGANISATIONS;

    constructor(IOrganisationRegistry organisations) {
        ORGANISATIONS = organisations;
    }

    function given(PartyId party, Assent calldata assent) external view returns (OrgId) {
        return Assents.given(ORGANISATIONS, party, assent);
    }
}

contract AssentsTest is Base {
    Asking private asking;
    PartyId private person = PartyId.wrap(keccak256("salt and person"));

    function setUp() public override {
        super.setUp();
        asking = new Asking(organisations);
    }

    function _ownKey() private pure returns (Assent memory) {
        return Assent(PERSON, 0, 0, 0);
    }

    function _paper(uint8 level) private pure returns (Assent memory) {
        return Assent(PERSON, DOCUMENT, DOCUMENT, level);
    }

    function _refused(address caller, PartyId party, Assent memory assent, bytes memory refusal) private {
        vm.prank(caller);
        vm.expectRevert(refusal);
        asking.given(party, assent);
    }

    function _given(address caller, PartyId party, Assent memory assent) private returns (bytes32) {
        vm.prank(caller);
        return OrgId.unwrap(asking.given(party, assent));
    }

    function test_given_byThePartysOwnKey() public {
        vm.assertEq(_given(holder, Ids.party(HOLDER), _ownKey()), OrgId.unwrap(HOLDER), "holder");
        vm.assertEq(_given(banker, Ids.party(BANK), _ownKey()), OrgId.unwrap(BANK), "bank");
        vm.assertEq(_given(clerk, Ids.party(REGISTRAR), _ownKey()), OrgId.unwrap(REGISTRAR), "registrar");
    }

    function test_given_onPaperByARegistrar() public {
        vm.assertEq(_given(clerk, Ids.party(KEYLESS_HOLDER), _paper(1)), OrgId.unwrap(REGISTRAR), "a holder without a key");
        vm.assertEq(_given(otherClerk, Ids.party(HOLDER), _paper(5)), OrgId.unwrap(OTHER_REGISTRAR), "another registrar");
        vm.assertEq(_given(clerk, person, _paper(2)), OrgId.unwrap(REGISTRAR), "a person");
        vm.assertEq(_given(clerk, Ids.party(UNKNOWN_ORG), _paper(2)), OrgId.unwrap(REGISTRAR), "not registered");
    }

    function test_given_refusesOthers() public {
        PartyId party = Ids.party(HOLDER);
        _refused(banker, party, _paper(2), abi.encodeWithSelector(IAssents.CallerMayNotAssent.selector, party, BANK));
        _refused(holder, person, _paper(2), abi.encodeWithSelector(IAssents.CallerMayNotAssent.selector, person, HOLDER));
        party = PartyId.wrap(0);
        _refused(clerk, party, _paper(2), abi.encodeWithSelector(IAssents.CallerMayNotAssent.selector, party, REGISTRAR));
        bytes memory refusal = abi.encodeWithSelector(
            IAssents.CallerMayNotAssent.selector, Ids.party(KEYLESS_HOLDER), SUSPENDED_REGISTRAR
        );
        _refused(suspendedClerk, Ids.party(KEYLESS_HOLDER), _paper(2), refusal);
        refusal = abi.encodeWithSelector(IOrganisationRegistry.KeyUnknown.selector, stranger);
        _refused(stranger, Ids.party(HOLDER), _paper(2), refusal);
    }

    /// Banks, valuers, authorities and registrars sign with keys of their own.
    function test_given_refusesPaperForThoseWhoMustSignThemselves() public {
        OrgId[3] memory parties = [BANK, AUTHORITY_ONE, OTHER_REGISTRAR];
        for (uint256 i = 0; i < parties.length; ++i) {
            PartyId party = Ids.party(parties[i]);
            _refused(clerk, party, _paper(2), abi.encodeWithSelector(IAssents.CallerMayNotAssent.selector, party, REGISTRAR));
        }
    }

    function test_given_wantsPersonFormAndLevel() public {
        PartyId party = Ids.party(KEYLESS_HOLDER);
        Assent memory assent = _paper(2);
        assent.person = 0;
        _refused(clerk, party, assent, abi.encodeWithSelector(IAssents.PersonMissing.selector));
        assent = _paper(2);
        assent.form = 0;
        _refused(clerk, party, assent, abi.encodeWithSelector(IAssents.FormMissing.selector, party));
        _refused(clerk, party, _paper(0), abi.encodeWithSelector(IAssents.LevelUnknown.selector, party, 0));
        _refused(clerk, party, _paper(6), abi.encodeWithSelector(IAssents.LevelUnknown.selector, party, 6));
    }

    function test_given_ownKeyBringsNoPaper() public {
        PartyId party = Ids.party(HOLDER);
        _refused(holder, party, _paper(2), abi.encodeWithSelector(IAssents.LevelUnknown.selector, party, 2));
        _refused(holder, party, Assent(PERSON, DOCUMENT, 0, 0), abi.encodeWithSelector(IAssents.LevelUnknown.selector, party, 0));
        _refused(holder, party, Assent(PERSON, 0, DOCUMENT, 0), abi.encodeWithSelector(IAssents.LevelUnknown.selector, party, 0));
    }
}

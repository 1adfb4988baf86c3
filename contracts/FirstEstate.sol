// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IEstate} from "./interfaces/IEstate.sol";
import {ENTRY_TYPEHASH, IHistory} from "./interfaces/IHistory.sol";
import {ICertificateRegistry} from "./interfaces/ICertificateRegistry.sol";
import {IFirstEstate} from "./interfaces/IFirstEstate.sol";
import {IObjectionDesk} from "./interfaces/IObjectionDesk.sol";
import {IOrganisationRegistry} from "./interfaces/IOrganisationRegistry.sol";
import {IRegistrationDesk} from "./interfaces/IRegistrationDesk.sol";
import {Codes} from "./libraries/Codes.sol";
import {CaseId, CertificateId, OrgId, PartyId} from "./types/Ids.sol";
import {Kinds} from "./types/Kinds.sol";
import {OrgKind} from "./types/Words.sol";

/// @title The estate of a ledger on the first contracts: those that register and certify, and know of nothing that follows.
contract FirstEstate is IFirstEstate {
    /// What the first contracts took for acts that need two persons, where an organisation had said nothing.
    uint128 private constant FIRST_TWO_PERSON_DEFAULT =
        uint128(1) << Kinds.APPLICATION_REFUSED |
        uint128(1) << Kinds.APPLICATION_EVIDENCED |
        uint128(1) << Kinds.APPLICATION_CERTIFIED |
        uint128(1) << Kinds.CERTIFICATE_CORRECTED |
        uint128(1) << Kinds.CERTIFICATE_ANNOTATED |
        uint128(1) << Kinds.CERTIFICATE_ANNOTATION_LIFTED;
    /// The words of the log CertificateIssued: three topics, the position of the struct, its seven values, the position of the holdings,
    /// their number, then two words each.
    uint256 private constant HOLDERS_AT = 12;
    uint256 private constant OTHERS_AT = 248;
    /// The ledger's own codes end in four digits.
    uint256 private constant SERIAL_DIGITS = 4;

    IHistory private immutable HISTORY;
    IOrganisationRegistry private immutable ORGANISATIONS;
    ICertificateRegistry private immutable CERTIFICATES;
    IRegistrationDesk private immutable DESK;
    IObjectionDesk private immutable OBJECTIONS;

    /// Slot 0: holders that a certificate was issued with; 0 = not counted yet.
    mapping(CertificateId id => uint256 count) private _holders;
    mapping(uint8 region => mapping(uint8 digit => OrgId registrar)) private _codeDigits;

    /// `registrars` are all that were ever accredited. The first registry tells nobody who holds a part of the code, but it tells of a
    /// registrar which part it has.
    constructor(
        IHistory history,
        IOrganisationRegistry organisations,
        ICertificateRegistry certificates,
        IRegistrationDesk desk,
        IObjectionDesk objections,
        OrgId[] memory registrars
    ) {
        HISTORY = history;
        ORGANISATIONS = organisations;
        CERTIFICATES = certificates;
        DESK = desk;
        OBJECTIONS = objections;
        for (uint256 i = 0; i < registrars.length; ++i) {
            uint256 word = organisations.accreditationWord(registrars[i], OrgKind.REGISTRAR);
            require(word != 0, RegistrarUnknown(registrars[i]));
            _codeDigits[uint8(word >> 120)][uint8(word >> 128)] = registrars[i];
        }
    }

    /* COUNTING HOLDERS */

    /// @inheritdoc IFirstEstate
    function count(Issue[] calldata issues) external {
        for (uint256 i = 0; i < issues.length; ++i) {
            _count(issues[i]);
        }
    }

    /// The first contracts kept no number of holders. The log by which a certificate was issued names them all, and the certificate's
    /// head binds that log: its hash stands in the first entry, and the entries end in the word that History holds.
    function _count(Issue calldata issue) private {
        CertificateId id = issue.id;
        bytes32 word = HISTORY.wordOf(CertificateId.unwrap(id));
        require(issue.entries.length != 0 && _endOf(id, issue.entries) == word, EntriesDiffer(id));
        require(issue.entries[0].kind == Kinds.CERTIFICATE_ISSUED, EntriesDiffer(id));
        require(keccak256(issue.log) == issue.entries[0].payloadHash, LogDiffers(id));

        // There are few: rules of admission saw to that.
        _holders[id] = uint256(bytes32(issue.log[32 * HOLDERS_AT:]));
    }

    /// The word that a certificate's history ends in with these entries.
    function _endOf(CertificateId id, Entry[] calldata entries) private view returns (bytes32 word) {
        bytes32 head = 0;
        for (uint256 i = 0; i < entries.length; ++i) {
            Entry calldata entry = entries[i];
            head = keccak256(
                abi.encode(
                    ENTRY_TYPEHASH, bytes28(head), block.chainid, HISTORY, CERTIFICATES, id, i + 1, entry.kind, entry.actor,
                    entry.payloadHash
                )
            );
        }
        return bytes32(entries.length << 224) | head >> 32;
    }

    /// @inheritdoc IFirstEstate
    function counted(CertificateId id) external view returns (uint256) {
        return _holders[id];
    }

    /* ORGANISATIONS */

    /// @inheritdoc IEstate
    /// @dev What an organisation had said of acts that the first contracts knew stands; of those that they did not know nobody can have
    /// said anything, and the default of this release holds.
    function organisationWord(OrgId org) external view returns (uint256 word) {
        word = ORGANISATIONS.organisationWord(org);
        if (word != 0) word |= Kinds.TWO_PERSON_DEFAULT & ~FIRST_TWO_PERSON_DEFAULT;
    }

    /// @inheritdoc IEstate
    function accreditationWord(OrgId org, OrgKind kind) external view returns (uint256) {
        return ORGANISATIONS.accreditationWord(org, kind);
    }

    /// @inheritdoc IEstate
    function keyWord(address account) external view returns (uint256) {
        return ORGANISATIONS.keyWord(account);
    }

    /// @inheritdoc IEstate
    function registeredBy(OrgId org) external view returns (OrgId) {
        return ORGANISATIONS.registeredBy(org);
    }

    /// @inheritdoc IEstate
    function codeDigit(uint8 region, uint8 digit) external view returns (OrgId) {
        return _codeDigits[region][digit];
    }

    /* CASES */

    /// @inheritdoc IEstate
    function casesOf() external view returns (address) {
        return address(DESK);
    }

    /// @inheritdoc IEstate
    function caseWord(CaseId id) external view returns (uint256) {
        return DESK.caseWord(id);
    }

    /// @inheritdoc IEstate
    function termsDigest(CaseId id) external view returns (bytes32) {
        return DESK.termsDigest(id);
    }

    /// @inheritdoc IEstate
    function filerOf(CaseId id) external view returns (OrgId) {
        return DESK.filerOf(id);
    }

    /// @inheritdoc IEstate
    function tallyWord(CaseId id) public view returns (uint256) {
        (uint8 filed, uint8 open, uint8 upheld) = OBJECTIONS.tally(id);
        return uint256(filed) | uint256(open) << 8 | uint256(upheld) << 16;
    }

    /// @inheritdoc IEstate
    /// @dev The first desk does not tell who objected: an objection that is still open is decided, or withdrawn on paper, by the
    /// registrar.
    function objectionWord(CaseId id, uint8 number) external view returns (uint256) {
        if (number == 0 || number > uint8(tallyWord(id))) return 0;
        return uint256(OBJECTIONS.outcomeOf(id, number)) << 144;
    }

    /* CERTIFICATES */

    /// @inheritdoc IEstate
    function certificateWord(CertificateId id) external view returns (uint256) {
        return CERTIFICATES.certificateWord(id);
    }

    /// @inheritdoc IEstate
    /// @dev The basis had 16 bits, of which the higher eight were zero; now they say how many further holders there are.
    function unitsWord(CertificateId id, PartyId holder) external view returns (uint256 word) {
        word = uint256(CERTIFICATES.unitsWord(id, holder));
        if (word == 0) return 0;
        uint256 holders = _holders[id];
        require(holders != 0, HoldersNotCounted(id));
        word |= (holders - 1) << OTHERS_AT;
    }

    /// @inheritdoc IEstate
    function annotationWord(CertificateId id, uint8 number) external view returns (uint256) {
        return CERTIFICATES.annotationWord(id, number);
    }

    /// @inheritdoc IEstate
    /// @dev The first registry tells the next code, of any regime alike; none is left where it tells of none.
    function serial(OrgId registrar, uint256 month) external view returns (uint256 last) {
        bytes15 next = CERTIFICATES.nextCode(1, registrar, uint24(month));
        if (next == 0) return Codes.MAX_SERIAL;
        for (uint256 i = 15 - SERIAL_DIGITS; i < 15; ++i) {
            last = last * 10 + uint8(next[i]) - 0x30;
        }
        return last - 1;
    }
}

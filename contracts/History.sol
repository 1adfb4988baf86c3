// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ENTRY_TYPEHASH, IHistory} from "./interfaces/IHistory.sol";
import {Kinds} from "./types/Kinds.sol";

/// @title The spine: one append-only head per subject and one rolling head over all acts.
contract History is IHistory {
    /// One slot: kinds (128), since (40), until (40); `until` 0 = open, `since` 0 = never was a writer.
    struct Writer {
        uint128 kinds;
        uint40 since;
        uint40 until;
    }

    /// What is hashed for an act of a batch: the entry's ten words, and the rolling head's four.
    struct Preimages {
        bytes32[10] entry;
        bytes32[4] rolling;
    }

    address private immutable GOVERNANCE;

    /// Slot 0, drawn in types/Words.sol: uint32 length | bytes28 head.
    mapping(bytes32 subject => bytes32) private _words;
    /// Slot 1.
    bytes32 private _rolling;
    /// Slot 2.
    uint64 private _sequence;
    mapping(address module => Writer) private _writers;
    mapping(uint16 kind => address module) private _entrusted;

    /// The modules do not exist yet when History is deployed: their addresses are predicted, and their code is for whoever
    /// accepts the deployment to compare.
    constructor(address governance, WriterGrant[] memory writers) {
        GOVERNANCE = governance;
        _entrusted[Kinds.WRITER_OPENED] = address(this);
        _entrusted[Kinds.WRITER_ENDED] = address(this);
        for (uint256 i = 0; i < writers.length; ++i) {
            _openWriter(writers[i].module, writers[i].kinds);
        }
    }

    /* APPENDING */

    /// @inheritdoc IHistory
    function append(bytes32 subject, uint16 kind, address actor, bytes32 payloadHash) external {
        require(_holds(_openKinds(msg.sender), kind), KindNotEntrusted(msg.sender, kind));

        uint64 number = _sequence + 1;
        _rolling = _extend(_rolling, number, msg.sender, actor, subject, kind, payloadHash);
        _sequence = number;
    }

    /// @inheritdoc IHistory
    function appendMany(Act[] calldata acts, address actor) external {
        uint128 kinds = _openKinds(msg.sender);
        bytes32 rolled = _rolling;
        uint64 number = _sequence;
        for (uint256 i = 0; i < acts.length; ++i) {
            Act calldata act = acts[i];
            require(_holds(kinds, act.kind), KindNotEntrusted(msg.sender, act.kind));
            rolled = _extend(rolled, ++number, msg.sender, actor, act.subject, act.kind, act.payloadHash);
        }
        _rolling = rolled;
        _sequence = number;
    }

    /// @inheritdoc IHistory
    /// @dev The two preimages are laid out once and changed where an act differs: encoding them anew for each act of a batch would
    /// cost as much again as all that is hashed and stored. tests compare with `append`, which encodes plainly.
    function appendEach(uint16 kind, address actor, bytes32[] calldata acts) external {
        require(_holds(_openKinds(msg.sender), kind), KindNotEntrusted(msg.sender, kind));
        require(acts.length % 3 == 0, ActsNotInThrees(acts.length));

        Preimages memory laid = _lay(kind, actor);
        uint64 number = _sequence;
        for (uint256 i = 0; i < acts.length; i += 3) {
            _extendLaid(laid, acts[i], acts[i + 1], acts[i + 2], kind, actor, ++number);
        }
        _rolling = laid.rolling[0];
        _sequence = number;
    }

    function _lay(uint16 kind, address actor) private view returns (Preimages memory laid) {
        laid.entry[0] = ENTRY_TYPEHASH;
        laid.entry[2] = bytes32(block.chainid);
        laid.entry[3] = bytes32(uint256(uint160(address(this))));
        laid.entry[4] = bytes32(uint256(uint160(msg.sender)));
        laid.entry[7] = bytes32(uint256(kind));
        laid.entry[8] = bytes32(uint256(uint160(actor)));
        laid.rolling[0] = _rolling;
    }

    function _extendLaid(
        Preimages memory laid,
        bytes32 subject,
        bytes32 expected,
        bytes32 payloadHash,
        uint16 kind,
        address actor,
        uint64 number
    ) private {
        bytes32 word = _words[subject];
        require(expected == 0 || expected == word, HeadMoved(subject, expected, word));
        bytes32[10] memory entry = laid.entry;
        bytes32[4] memory rolled = laid.rolling;
        uint32 length = uint32(bytes4(word)) + 1;
        entry[1] = word << 32;
        entry[5] = subject;
        entry[6] = bytes32(uint256(length));
        entry[9] = payloadHash;
        bytes32 next;
        assembly ("memory-safe") {
            next := keccak256(entry, 320)
        }
        _words[subject] = bytes32(bytes4(length)) | (bytes32(bytes28(next)) >> 32);
        emit Entry(subject, kind, msg.sender, actor, length, number, payloadHash, next);
        rolled[1] = bytes32(uint256(number));
        rolled[2] = subject;
        rolled[3] = next;
        assembly ("memory-safe") {
            mstore(rolled, keccak256(rolled, 128))
        }
    }

    /// Extends one subject, says so, and returns the rolling head that follows.
    function _extend(
        bytes32 rolled,
        uint64 number,
        address module,
        address actor,
        bytes32 subject,
        uint16 kind,
        bytes32 payloadHash
    ) private returns (bytes32) {
        bytes32 word = _words[subject];
        uint32 length = uint32(bytes4(word)) + 1;
        bytes28 head = bytes28(word << 32);
        bytes32 next = keccak256(
            abi.encode(
                ENTRY_TYPEHASH, head, block.chainid, address(this), module, subject, length, kind, actor, payloadHash
            )
        );
        _words[subject] = bytes32(bytes4(length)) | (bytes32(bytes28(next)) >> 32);
        emit Entry(subject, kind, module, actor, length, number, payloadHash, next);
        return keccak256(abi.encode(rolled, number, subject, next));
    }

    function _openKinds(address module) private view returns (uint128) {
        Writer memory held = _writers[module];
        return held.until == 0 ? held.kinds : 0;
    }

    function _holds(uint128 kinds, uint16 kind) private pure returns (bool) {
        return kind < 128 && (kinds >> kind) & 1 == 1;
    }

    /* WRITERS */

    /// @inheritdoc IHistory
    function openWriter(address module, uint128 kinds) external {
        require(msg.sender == GOVERNANCE, CallerIsNotGovernance(msg.sender));

        _openWriter(module, kinds);
    }

    /// @inheritdoc IHistory
    function endWriter(address module) external {
        Writer storage held = _writers[module];
        require(held.since != 0 && held.until == 0, ModuleIsNotWriter(module));
        require(msg.sender == GOVERNANCE, CallerIsNotGovernance(msg.sender));

        uint40 until = uint40(block.timestamp);
        uint128 kinds = held.kinds;
        held.until = until;
        _entrust(kinds, address(0));

        emit WriterEnded(module, kinds, until);
        _recordOwn(module, Kinds.WRITER_ENDED, WriterEnded.selector, abi.encode(kinds, until));
    }

    function _openWriter(address module, uint128 kinds) private {
        require(kinds != 0, KindsEmpty(module));
        for (uint16 kind = 0; kind < 128; ++kind) {
            if (!_holds(kinds, kind)) continue;
            require(_entrusted[kind] == address(0), KindAlreadyEntrusted(kind, _entrusted[kind]));
        }

        uint40 since = uint40(block.timestamp);
        _entrust(kinds, module);
        uint128 all = _openKinds(module) | kinds;
        _writers[module] = Writer({kinds: all, since: since, until: 0});

        emit WriterOpened(module, all, since);
        _recordOwn(module, Kinds.WRITER_OPENED, WriterOpened.selector, abi.encode(all, since));
    }

    function _entrust(uint128 kinds, address module) private {
        for (uint16 kind = 0; kind < 128; ++kind) {
            if (_holds(kinds, kind)) _entrusted[kind] = module;
        }
    }

    /// History's own acts: the two kinds that no other module can have.
    function _recordOwn(address module, uint16 kind, bytes32 selector, bytes memory data) private {
        bytes32 subject = bytes32(uint256(uint160(module)));
        bytes32 payloadHash = keccak256(bytes.concat(selector, subject, data));
        uint64 number = _sequence + 1;
        _rolling = _extend(_rolling, number, address(this), msg.sender, subject, kind, payloadHash);
        _sequence = number;
    }

    /* VIEWS */

    /// @inheritdoc IHistory
    function wordOf(bytes32 subject) external view returns (bytes32) {
        return _words[subject];
    }

    /// @inheritdoc IHistory
    function requireWord(bytes32 subject, bytes32 expected) external view {
        bytes32 actual = _words[subject];
        require(actual == expected, HeadMoved(subject, expected, actual));
    }

    /// @inheritdoc IHistory
    function requireWords(bytes32[] calldata subjects, bytes32[] calldata expected) external view {
        for (uint256 i = 0; i < subjects.length; ++i) {
            if (expected[i] == 0) continue;
            bytes32 actual = _words[subjects[i]];
            require(actual == expected[i], HeadMoved(subjects[i], expected[i], actual));
        }
    }

    /// @inheritdoc IHistory
    function rolling() external view returns (bytes32) {
        return _rolling;
    }

    /// @inheritdoc IHistory
    function sequence() external view returns (uint64) {
        return _sequence;
    }

    /// @inheritdoc IHistory
    function writer(address module) external view returns (uint128 kinds, uint40 since, uint40 until) {
        Writer memory held = _writers[module];
        return (held.kinds, held.since, held.until);
    }

    /// @inheritdoc IHistory
    function entrusted(uint16 kind) external view returns (address module) {
        return _entrusted[kind];
    }
}

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

    /// One act of a batch in memory, word after word: ten are hashed into the subject's head, four into the rolling head, and five
    /// are the data of the event Entry.
    struct Laid {
        bytes32 typehash;
        bytes32 head;
        uint256 chainId;
        uint256 history;
        uint256 module;
        bytes32 subject;
        uint256 length;
        uint256 kind;
        uint256 actor;
        bytes32 payloadHash;
        bytes32 rolled;
        uint256 number;
        bytes32 subjectRolled;
        bytes32 next;
        uint256 actorSaid;
        uint256 lengthSaid;
        uint256 numberSaid;
        bytes32 payloadHashSaid;
        bytes32 nextSaid;
    }

    bytes32 private constant HEAD_MASK = bytes32(~uint256(type(uint32).max));

    address private immutable GOVERNANCE;
    /// The History that this one goes on from; zero where the ledger begins here.
    IHistory private immutable PREDECESSOR;

    /// Slot 0, drawn in types/Words.sol: uint32 length | bytes28 head.
    mapping(bytes32 subject => bytes32) private _words;
    /// Slot 1, of the same shape: uint32 sequence | bytes28 rolling head. One slot, since every act of every module pays for it.
    bytes32 private _rollingWord;
    mapping(address module => Writer) private _writers;
    mapping(uint16 kind => address module) private _entrusted;

    /// The modules do not exist yet when History is deployed: their addresses are predicted, and their code is for whoever
    /// accepts the deployment to compare.
    constructor(address governance, WriterGrant[] memory writers, IHistory predecessor) {
        GOVERNANCE = governance;
        PREDECESSOR = predecessor;
        if (address(predecessor) != address(0)) _rollingWord = _endOf(predecessor);
        _entrusted[Kinds.WRITER_OPENED] = address(this);
        _entrusted[Kinds.WRITER_ENDED] = address(this);
        for (uint256 i = 0; i < writers.length; ++i) {
            _openWriter(writers[i].module, writers[i].kinds);
        }
    }

    /// The rolling word of a History in which nobody can write any more: without its governance as a writer, no writer can be
    /// opened there again.
    function _endOf(IHistory predecessor) private view returns (bytes32) {
        for (uint16 kind = Kinds.WRITER_ENDED + 1; kind < 128; ++kind) {
            address writing = predecessor.entrusted(kind);
            require(writing == address(0), PredecessorStillWritten(kind, writing));
        }
        return _packed(predecessor.sequence(), bytes32(predecessor.rolling()));
    }

    /* APPENDING */

    /// @inheritdoc IHistory
    function append(bytes32 subject, uint16 kind, address actor, bytes32 payloadHash) external {
        require(_holds(_openKinds(msg.sender), kind), KindNotEntrusted(msg.sender, kind));

        _rollingWord = _extend(_rollingWord, msg.sender, actor, subject, kind, payloadHash);
    }

    /// @inheritdoc IHistory
    function appendMany(Act[] calldata acts, address actor) external {
        uint128 kinds = _openKinds(msg.sender);
        bytes32 rolled = _rollingWord;
        for (uint256 i = 0; i < acts.length; ++i) {
            Act calldata act = acts[i];
            require(_holds(kinds, act.kind), KindNotEntrusted(msg.sender, act.kind));
            rolled = _extend(rolled, msg.sender, actor, act.subject, act.kind, act.payloadHash);
        }
        _rollingWord = rolled;
    }

    /// @inheritdoc IHistory
    /// @dev What is hashed and logged is laid out once and changed where an act differs: encoding it anew for each act of a batch
    /// would cost as much again as all that is hashed. tests compare with `append`, which encodes plainly.
    function appendEach(uint16 kind, address actor, bytes32[] calldata acts) external {
        require(_holds(_openKinds(msg.sender), kind), KindNotEntrusted(msg.sender, kind));
        require(acts.length % 3 == 0, ActsNotInThrees(acts.length));

        Laid memory laid = _lay(kind, actor);
        bytes32 subject;
        bytes32 expected;
        for (uint256 i = 0; i < acts.length; ) {
            assembly ("memory-safe") {
                let place := add(acts.offset, mul(i, 32))
                subject := calldataload(place)
                expected := calldataload(add(place, 32))
                mstore(add(laid, 288), calldataload(add(place, 64))) // laid.payloadHash
            }
            _extendLaid(laid, subject, expected);
            // acts.length is a multiple of three, so that this ends there and cannot overflow.
            unchecked {
                i += 3;
            }
        }
        _rollingWord = _packed(laid.number, laid.rolled);
    }

    function _lay(uint16 kind, address actor) private view returns (Laid memory laid) {
        bytes32 word = _rollingWord;
        laid.typehash = ENTRY_TYPEHASH;
        laid.chainId = block.chainid;
        laid.history = uint160(address(this));
        laid.module = uint160(msg.sender);
        laid.kind = kind;
        laid.actor = uint160(actor);
        laid.rolled = word << 32;
        laid.number = uint256(word) >> 224;
        laid.actorSaid = laid.actor;
    }

    function _extendLaid(Laid memory laid, bytes32 subject, bytes32 expected) private {
        bytes32 word = _word(subject);
        require(expected == 0 || expected == word, HeadMoved(subject, expected, word));
        // A subject or a ledger of 2^32 acts would take longer than there are blocks; `_packed` refuses what does not fit.
        uint256 length;
        uint256 number;
        unchecked {
            length = (uint256(word) >> 224) + 1;
            number = laid.number + 1;
        }
        laid.head = word << 32;
        laid.subject = subject;
        laid.length = length;
        bytes32 next;
        assembly ("memory-safe") {
            next := keccak256(laid, 320)
        }
        _words[subject] = _packed(length, next);
        laid.number = number;
        laid.subjectRolled = subject;
        laid.next = next;
        laid.lengthSaid = length;
        laid.numberSaid = number;
        laid.payloadHashSaid = laid.payloadHash;
        laid.nextSaid = next;
        bytes32 topic = IHistory.Entry.selector;
        bytes32 rolled;
        assembly ("memory-safe") {
            log4(add(laid, 448), 160, topic, subject, mload(add(laid, 224)), caller()) // laid.actorSaid on, laid.kind
            rolled := keccak256(add(laid, 320), 128) // laid.rolled on
        }
        laid.rolled = rolled & HEAD_MASK;
    }

    /// The word of a subject: of one that was not touched here, the word that it ended with in the predecessor.
    function _word(bytes32 subject) private view returns (bytes32 word) {
        word = _words[subject];
        if (word == 0 && address(PREDECESSOR) != address(0)) word = PREDECESSOR.wordOf(subject);
    }

    /// The word of a head: uint32 count | its first 28 bytes.
    function _packed(uint256 count, bytes32 head) private pure returns (bytes32) {
        require(count <= type(uint32).max, CountExhausted());
        return bytes32(count << 224) | (head >> 32);
    }

    /// Extends one subject, says so, and returns the rolling word that follows.
    function _extend(bytes32 rolled, address module, address actor, bytes32 subject, uint16 kind, bytes32 payloadHash)
        private
        returns (bytes32)
    {
        bytes32 word = _word(subject);
        uint256 length = (uint256(word) >> 224) + 1;
        uint256 number = (uint256(rolled) >> 224) + 1;
        bytes28 head = bytes28(word << 32);
        bytes32 next = keccak256(
            abi.encode(
                ENTRY_TYPEHASH, head, block.chainid, address(this), module, subject, length, kind, actor, payloadHash
            )
        );
        _words[subject] = _packed(length, next);
        emit Entry(subject, kind, module, actor, uint32(length), uint64(number), payloadHash, next);
        return _packed(number, keccak256(abi.encode(bytes28(rolled << 32), number, subject, next)));
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
    function endWriter(address module, uint128 kinds) external {
        Writer storage held = _writers[module];
        uint128 open = held.kinds;
        require(held.since != 0 && held.until == 0, ModuleIsNotWriter(module));
        require(msg.sender == GOVERNANCE, CallerIsNotGovernance(msg.sender));
        require(kinds != 0, KindsEmpty(module));
        require(kinds & ~open == 0, KindsNotHeld(module, kinds & ~open));

        uint40 until = uint40(block.timestamp);
        // Of a module that keeps nothing, the last kinds stay on record.
        if (kinds == open) held.until = until;
        else (held.kinds, held.since) = (open & ~kinds, until);
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
        _rollingWord = _extend(_rollingWord, address(this), msg.sender, subject, kind, payloadHash);
    }

    /* VIEWS */

    /// @inheritdoc IHistory
    function wordOf(bytes32 subject) external view returns (bytes32) {
        return _word(subject);
    }

    /// @inheritdoc IHistory
    function requireWord(bytes32 subject, bytes32 expected) external view {
        bytes32 actual = _word(subject);
        require(actual == expected, HeadMoved(subject, expected, actual));
    }

    /// @inheritdoc IHistory
    function requireWords(bytes32[] calldata subjects, bytes32[] calldata expected) external view {
        for (uint256 i = 0; i < subjects.length; ++i) {
            if (expected[i] == 0) continue;
            bytes32 actual = _word(subjects[i]);
            require(actual == expected[i], HeadMoved(subjects[i], expected[i], actual));
        }
    }

    /// @inheritdoc IHistory
    function rolling() external view returns (bytes28) {
        return bytes28(_rollingWord << 32);
    }

    /// @inheritdoc IHistory
    function sequence() external view returns (uint64) {
        return uint32(bytes4(_rollingWord));
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

// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IHistory} from "../../contracts/interfaces/IHistory.sol";
import {Kinds} from "../../contracts/types/Kinds.sol";
import {Vm} from "./Vm.sol";

/// Recomputes History from logs alone, as an auditor would, with the formula written out a second time. Give it every log of the
/// ledger from its deployment on, in order and in as many portions as wished; it refuses the first one that does not fit.
contract HistoryAuditor {
    bytes32 private constant TYPEHASH = keccak256(
        "Entry(bytes28 head,uint256 chainId,address history,address module,bytes32 subject,uint32 length,uint16 kind,address actor,bytes32 payloadHash)"
    );

    error LogWithoutEntry(address module, bytes32 payloadHash);
    error EntryWithoutLog(address module, uint16 kind);
    error PayloadDiffers(address module, uint16 kind, bytes32 entry, bytes32 log);
    error HeadDiffers(bytes32 subject, uint32 length);
    error NumberDiffers(uint64 entry, uint64 expected);
    error RollingDiffers(bytes32 history, bytes32 recomputed);
    error WordDiffers(bytes32 subject, bytes32 history, bytes32 recomputed);
    error KindNotOfWriter(uint16 kind, address module, address writer);

    IHistory public history;
    /// Those that it went on from.
    mapping(address history => bool) private _earlier;
    /// The test says what it expects by events of its own; they are nobody's acts.
    address private immutable TEST;
    bytes28 public rolling;
    uint64 public sequence;
    mapping(bytes32 subject => bytes32) public heads;
    mapping(bytes32 subject => uint32) public lengths;
    mapping(uint16 kind => uint256) public entries;
    mapping(uint16 kind => address) public writers;
    mapping(address module => bytes32[]) private _unentered;
    mapping(address module => uint256) private _entered;
    address[] private _modules;

    constructor(IHistory history_) {
        history = history_;
        TEST = msg.sender;
    }

    /// From here on entries stand in another History, and follow on those read so far.
    function goOn(IHistory next) external {
        _earlier[address(history)] = true;
        history = next;
    }

    /// Reads a portion of logs; at its end every module's log has its entry.
    function read(Vm.Log[] calldata logs) external {
        for (uint256 i = 0; i < logs.length; ++i) {
            if (logs[i].emitter == TEST) continue;
            require(!_earlier[logs[i].emitter], "an earlier History is written no more");
            if (logs[i].emitter == address(history) && logs[i].topics[0] == IHistory.Entry.selector) _readEntry(logs[i]);
            else _readLog(logs[i]);
        }
        for (uint256 i = 0; i < _modules.length; ++i) {
            address module = _modules[i];
            if (_entered[module] == _unentered[module].length) continue;
            revert LogWithoutEntry(module, _unentered[module][_entered[module]]);
        }
        if (history.rolling() != rolling) revert RollingDiffers(history.rolling(), rolling);
        if (history.sequence() != sequence) revert NumberDiffers(history.sequence(), sequence);
    }

    function _readLog(Vm.Log calldata log) private {
        if (_unentered[log.emitter].length == 0) _modules.push(log.emitter);
        _unentered[log.emitter].push(keccak256(bytes.concat(abi.encodePacked(log.topics), log.data)));
        if (log.emitter != address(history)) return;
        address module = address(uint160(uint256(log.topics[1])));
        (uint128 kinds,) = abi.decode(log.data, (uint128, uint40));
        address writer = log.topics[0] == IHistory.WriterOpened.selector ? module : address(0);
        for (uint16 kind = 0; kind < 128; ++kind) {
            if ((kinds >> kind) & 1 == 1) writers[kind] = writer;
        }
    }

    function _readEntry(Vm.Log calldata log) private {
        bytes32 subject = log.topics[1];
        uint16 kind = uint16(uint256(log.topics[2]));
        address module = address(uint160(uint256(log.topics[3])));
        (address actor, uint32 length, uint64 number, bytes32 payloadHash, bytes32 head) =
            abi.decode(log.data, (address, uint32, uint64, bytes32, bytes32));

        address writer = kind == Kinds.WRITER_OPENED || kind == Kinds.WRITER_ENDED ? address(history) : writers[kind];
        if (writer != module) revert KindNotOfWriter(kind, module, writer);
        _takeLog(module, kind, payloadHash);
        if (number != ++sequence) revert NumberDiffers(number, sequence);
        if (length != ++lengths[subject]) revert HeadDiffers(subject, length);
        bytes32 next = _next(module, subject, kind, actor, payloadHash);
        if (next != head) revert HeadDiffers(subject, length);
        heads[subject] = next;
        rolling = bytes28(keccak256(abi.encode(rolling, number, subject, next)));
        ++entries[kind];
    }

    /// The head of a subject's history after one more act; `lengths` counts it already.
    function _next(address module, bytes32 subject, uint16 kind, address actor, bytes32 payloadHash) private view returns (bytes32) {
        bytes memory place = abi.encode(TYPEHASH, bytes28(heads[subject]), block.chainid, address(history), module);
        return keccak256(bytes.concat(place, abi.encode(subject, lengths[subject], kind, actor, payloadHash)));
    }

    function _takeLog(address module, uint16 kind, bytes32 payloadHash) private {
        if (_entered[module] == _unentered[module].length) revert EntryWithoutLog(module, kind);
        bytes32 expected = _unentered[module][_entered[module]++];
        if (expected != payloadHash) revert PayloadDiffers(module, kind, payloadHash, expected);
    }

    /// Refuses unless History holds of a subject what the logs say.
    function requireWord(bytes32 subject) external view {
        bytes32 expected = bytes32(uint256(lengths[subject]) << 224) | (heads[subject] >> 32);
        bytes32 actual = history.wordOf(subject);
        // The last four bytes of the full head are not kept.
        if (actual != expected) revert WordDiffers(subject, actual, expected);
    }
}

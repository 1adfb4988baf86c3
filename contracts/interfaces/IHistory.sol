// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

bytes32 constant ENTRY_TYPEHASH = keccak256(
    "Entry(bytes28 head,uint256 chainId,address history,address module,bytes32 subject,uint32 length,uint16 kind,address actor,bytes32 payloadHash)"
);

/// @title The spine: one append-only head per subject and one rolling head over all acts.
/// @notice Every act of every module is written here directly after the module's own event. Whoever was handed the events of a
/// subject recomputes its head and so knows that nothing was left out, reordered or added.
///
/// @dev Specified, since everything hangs on it:
///
///     payloadHash = keccak256(topics of the module's log, in order, then its data)
///     head'       = keccak256(abi.encode(ENTRY_TYPEHASH, head, chainid, history, module, subject, length, kind, actor, payloadHash))
///     rolling'    = first 28 bytes of keccak256(abi.encode(rolling, sequence, subject, head'))
///     word        = uint32 length | bytes28 head
///     rollingWord = uint32 sequence | bytes28 rolling
///
/// `head` is what the word holds: the first 28 bytes of the previous head', as bytes28 (abi-encoded left-aligned), zero before the
/// first entry; `rolling` likewise. `length` and `sequence` are those of the entry being written, counted from 1. The full 32 bytes
/// of head' are in the event, and the rolling head binds them. ENTRY_TYPEHASH is the hash of the type written out above this interface.
///
/// In a batch the module emits its logs first and appends once; the entries follow in the same order. The k-th entry of a module in
/// a transaction belongs to the k-th log of that module there.
///
/// A History may go on from an earlier one (its predecessor) in which nobody can write any more: sequence and rolling head follow on
/// the predecessor's last, and the first entry of a subject on the word that the subject has there. `history` in head' is the History
/// that the entry was written in.
///
/// Writers are governed: a kind has one writer at a time. Ending a writer stops that class of acts and nothing else; it is the only
/// pause there is.
///
/// Warning: History does not judge acts. It believes the module that a kind is entrusted to.
interface IHistory {
    struct Act {
        bytes32 subject;
        uint16 kind;
        bytes32 payloadHash;
    }

    struct WriterGrant {
        address module;
        uint128 kinds;
    }

    /// @notice One act, on record.
    event Entry(
        bytes32 indexed subject,
        uint16 indexed kind,
        address indexed module,
        address actor,
        uint32 length,
        uint64 sequence,
        bytes32 payloadHash,
        bytes32 head
    );
    /// @notice A module may write these kinds from now on: all that it may, those opened earlier included.
    event WriterOpened(address indexed module, uint128 kinds, uint40 since);
    /// @notice A module may write these kinds no more; others that it has stay.
    event WriterEnded(address indexed module, uint128 kinds, uint40 until);

    error CallerIsNotGovernance(address caller);
    error KindNotEntrusted(address module, uint16 kind);
    error KindAlreadyEntrusted(uint16 kind, address module);
    error ModuleIsNotWriter(address module);
    error KindsEmpty(address module);
    error KindsNotHeld(address module, uint128 kinds);
    error ActsNotInThrees(uint256 words);
    /// @notice Lengths and the sequence have 32 bits.
    error CountExhausted();
    error HeadMoved(bytes32 subject, bytes32 expected, bytes32 actual);
    /// @notice A History is gone on from only once all writers there were ended, its governance last.
    error PredecessorStillWritten(uint16 kind, address module);

    /// @notice Extend the head of one subject by one act of the calling module.
    function append(bytes32 subject, uint16 kind, address actor, bytes32 payloadHash) external;

    /// @notice Extend the heads of many subjects; one entry each, in this order.
    function appendMany(Act[] calldata acts, address actor) external;

    /// @notice Extend the heads of many subjects by acts of one kind, comparing first. Three words an act: the subject, the word
    /// that the sender looked at (zero = did not look), the payload hash. Leaner than requireWords and appendMany together.
    function appendEach(uint16 kind, address actor, bytes32[] calldata acts) external;

    /// @notice Entrust kinds to a module, beside those that it has. Governed.
    function openWriter(address module, uint128 kinds) external;

    /// @notice Take these kinds from a module, and no others: annotating can be stopped while lifting goes on. Governed.
    function endWriter(address module, uint128 kinds) external;

    /// @notice The packed word of a subject: uint32 length | bytes28 head. Until its first entry here, that of the predecessor.
    function wordOf(bytes32 subject) external view returns (bytes32);

    /// @notice Revert with HeadMoved unless the word of the subject is the expected one.
    function requireWord(bytes32 subject, bytes32 expected) external view;

    /// @notice As requireWord for many subjects; an expected word of zero says that the sender did not look.
    function requireWords(bytes32[] calldata subjects, bytes32[] calldata expected) external view;

    function rolling() external view returns (bytes28);

    function sequence() external view returns (uint64);

    /// @notice The kinds that a module may write since a moment: `since` moves whenever they become more or fewer. Once all were
    /// ended, `until` says when, and `kinds` are the last that it had; 0 = still a writer, or never one if `since` is 0 too.
    function writer(address module) external view returns (uint128 kinds, uint40 since, uint40 until);

    function entrusted(uint16 kind) external view returns (address module);
}

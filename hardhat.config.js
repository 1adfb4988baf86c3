// SPDX-License-Identifier: Apache-2.0
// Hardhat compiles and tests the contracts without a network: the compiler is the soljson.js that npm installed.
// Version and settings come from contracts/solc-settings.json, which scripts/build_abi.py reads too.
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";

const { version, settings } = JSON.parse(readFileSync(new URL("contracts/solc-settings.json", import.meta.url), "utf8"));
const path = createRequire(import.meta.url).resolve("solc/soljson.js");
const compiler = { version, settings, path };

// Tests are compiled by the old pipeline and without the optimiser, in a twentieth of the time. They import interfaces, types and
// libraries and deploy everything else by vm.getCode, so what they test is still compiled as it is deployed; Artifacts.t.sol
// holds its creation code against ledger/chain/abi. Only a library that a test calls itself is inlined into it by these
// settings: such a test is about what the library answers, and no compiler setting may change that.
const testCompiler = { version, path, settings: { ...settings, viaIR: false, optimizer: { enabled: false } } };
// Coverage asks which lines a test runs through, not what they cost or how large they are: it leaves the optimiser out.
const coverage = process.argv.includes("--coverage");
const contractCompiler = coverage ? { ...compiler, settings: { ...settings, optimizer: { enabled: false } } } : compiler;
// An override is a compilation of its own, with the contract's imports alone: as in the profile `production`.
const contracts = readdirSync(new URL("contracts", import.meta.url)).filter((file) => file.endsWith(".sol"));
const overrides = Object.fromEntries(contracts.map((file) => [`contracts/${file}`, contractCompiler]));

const count = (name, usual) => {
  const given = process.env[name];
  if (given === undefined || given === "") return usual;
  if (!/^[1-9][0-9]*$/.test(given)) throw new Error(`${name} must be a positive whole number, not ${JSON.stringify(given)}`);
  return Number(given);
};

const build = process.env.LEDGER_HARDHAT_BUILD ?? "build/hardhat";

export default {
  solidity: {
    // Tests change far more often than contracts; apart, a changed test leaves the contracts' compilation cached.
    splitTestsCompilation: true,
    profiles: {
      default: { compilers: [testCompiler], overrides },
      // All in one compilation, which is what scripts/run_slither.py reads: in several it would meet each library several times.
      together: { ...compiler },
      // What is deployed: every contract compiled with its own imports alone, so that its bytecode cannot depend on
      // which other contracts happen to stand beside it. scripts/build_abi.py compiles in the same way and compares.
      production: { ...compiler, isolated: true },
    },
  },
  paths: {
    sources: "contracts",
    tests: { solidity: "tests/contracts" },
    artifacts: `${build}/artifacts`,
    cache: `${build}/cache`,
  },
  test: {
    solidity: {
      // A transaction of a permissioned network is bounded; a test harness is not.
      blockGasLimit: false,
      // Artifacts.t.sol compares what the tests deploy with what is committed; Upgrade.t.sol deploys what an earlier release was.
      fsPermissions: { readDirectory: ["ledger/chain/abi", "tests/vectors"] },
      fuzz: { runs: count("LEDGER_FUZZ_RUNS", 256), seed: process.env.LEDGER_FUZZ_SEED ?? "0x5eed" },
      invariant: {
        runs: count("LEDGER_INVARIANT_RUNS", 32),
        depth: count("LEDGER_INVARIANT_DEPTH", 64),
        failOnRevert: false,
      },
    },
  },
};

// SPDX-License-Identifier: Apache-2.0
// Hardhat compiles and tests the contracts without a network: the compiler is the soljson.js that npm installed.
// Version and settings come from contracts/solc-settings.json, which scripts/build_abi.py reads too.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const { version, settings } = JSON.parse(readFileSync(new URL("contracts/solc-settings.json", import.meta.url), "utf8"));
const path = createRequire(import.meta.url).resolve("solc/soljson.js");
const compiler = { version, settings, path };

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
      default: { ...compiler },
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
      fuzz: { runs: count("LEDGER_FUZZ_RUNS", 256), seed: process.env.LEDGER_FUZZ_SEED ?? "0x5eed" },
      invariant: {
        runs: count("LEDGER_INVARIANT_RUNS", 32),
        depth: count("LEDGER_INVARIANT_DEPTH", 64),
        failOnRevert: false,
      },
    },
  },
};

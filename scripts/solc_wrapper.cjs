#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
// Gives npm's soljson.js the two command lines that py-solc-x uses of a native compiler: --version and --standard-json.
// npm's own solcjs will not do: it prints a notice before the JSON and knows no plain standard output.
"use strict";
const fs = require("node:fs");
const solc = require("solc");

// A pipe takes 64 KiB at a time and process.exit drops what is still queued, so every byte is written before the end.
function write(text) {
  const bytes = Buffer.from(text, "utf8");
  for (let done = 0; done < bytes.length; ) {
    try {
      done += fs.writeSync(1, bytes, done);
    } catch (error) {
      if (error.code !== "EAGAIN") throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}

const flags = process.argv.slice(2);
if (flags.includes("--version")) {
  write(`solc, the solidity compiler commandline interface\nVersion: ${solc.version()}\n`);
} else if (flags.length === 1 && flags[0] === "--standard-json") {
  write(solc.compile(fs.readFileSync(0, "utf8")));
} else {
  fs.writeSync(2, `solc_wrapper: --version or --standard-json, not ${JSON.stringify(flags)}\n`);
  process.exitCode = 1;
}

// Holds rules for json-rules-engine. The first line of standard input is {rules, criteria, cases}; each further one asks
// for "answers", or for the seconds of one case over the first so many cases: {"time": 100}. Each is answered in a line.
"use strict";
const { createRequire } = require("module");
const readline = require("readline");

const { Engine } = createRequire(process.argv[2] + "/")("json-rules-engine");

function held(rules) {
  const engine = new Engine([], { allowUndefinedFacts: true });
  for (const rule of rules) {
    engine.addRule({
      conditions: rule.conditions,
      priority: rule.priority,
      event: { type: rule.concludes },
      onSuccess: (event, almanac) => almanac.addFact(event.type, true),
    });
  }
  return engine;
}

async function answer(engine, criteria, facts) {
  const { events } = await engine.run(facts);
  const found = new Set(events.map((event) => event.type));
  return criteria.map((id) => found.has(id));
}

async function main() {
  let engine, given;
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const asked = JSON.parse(line);
    if (!given) {
      given = asked;
      engine = held(given.rules);
      console.log(JSON.stringify({ rules: given.rules.length, node: process.version }));
    } else if (asked === "answers") {
      const found = [];
      for (const facts of given.cases) found.push(await answer(engine, given.criteria, facts));
      console.log(JSON.stringify(found));
    } else {
      const cases = given.cases.slice(0, asked.time);
      const start = process.hrtime.bigint();
      const worked = process.cpuUsage();
      for (const facts of cases) await engine.run(facts);
      const { user, system } = process.cpuUsage(worked);
      const spent = Number(process.hrtime.bigint() - start) / 1e9;
      console.log(JSON.stringify(Math.min(spent, (user + system) / 1e6) / cases.length));
    }
  }
}

main();

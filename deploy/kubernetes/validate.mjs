// Holds every resource of a file against the published model of its kind; ends with status 1 when one does not fit.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import yaml from "js-yaml";

const require = createRequire(import.meta.url);
const [, , name, file] = process.argv;

const packages = {
  "keda.sh": "@kubernetes-models/keda",
  "postgresql.cnpg.io": "@kubernetes-models/cloudnative-pg",
  "kafka.strimzi.io": "@kubernetes-models/strimzi-kafka-operator",
};

async function modelOf({ apiVersion, kind }) {
  const group = apiVersion.split("/")[0];
  const path = `${packages[group] ?? "kubernetes-models"}/${apiVersion}/${kind}`;
  try {
    return (await import(path))[kind];
  } catch {
    return require(path)[kind];
  }
}

let faults = 0;
const resources = yaml.loadAll(readFileSync(file, "utf8")).filter(Boolean);
for (const resource of resources) {
  try {
    const Model = await modelOf(resource);
    new Model(resource).validate();
  } catch (error) {
    faults++;
    console.error(`${name}: ${resource.kind} ${resource.metadata?.name}: ${error.message}`);
  }
}
console.log(`${name}: ${resources.length} resources, ${faults} do not fit their schema`);
process.exit(faults ? 1 : 0);

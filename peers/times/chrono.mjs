// Reads each document of a file with chrono-node; prints bytes, expressions found, and microseconds of processor.
import fs from 'node:fs';
import * as chrono from 'chrono-node';

const lines = fs.readFileSync(process.argv[2], 'utf8').trim().split('\n');
const documents = lines.map((line) => JSON.parse(line));
const read = ({ text, dct }) => chrono.parse(text, new Date(dct)).length;
read(documents[0]);

let bytes = 0;
let found = 0;
const start = process.cpuUsage();
const micros = () => {
  const { user, system } = process.cpuUsage(start);
  return user + system;
};
while (micros() < 1_000_000) {
  for (const document of documents) {
    bytes += Buffer.byteLength(document.text);
    found += read(document);
  }
}
console.log(bytes, found, micros());

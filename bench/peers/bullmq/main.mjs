// Takes a command per line: "run JOBS" or "pickup PER_SECOND SECONDS"; answers each with a line of JSON.
import { fork } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Queue } from 'bullmq';
import { connection, QUEUE } from './connection.mjs';

const BATCH = Number(process.env.BULLMQ_BATCH ?? 100);
const CALLERS = Number(process.env.BULLMQ_CALLERS ?? 4);
const PROCESSES = Number(process.env.BULLMQ_PROCESSES ?? 1);
const PAYLOAD = { text: process.env.BENCH_TEXT };

const now = () => performance.timeOrigin + performance.now();
const queue = new Queue(QUEUE, { connection: connection(), defaultJobOptions: { removeOnComplete: true } });

let completed = 0;
let lastCompletion = 0;
let waits = [];
let expected = { jobs: Infinity, reached: () => {} };

function startWorker() {
  const worker = fork(fileURLToPath(new URL('worker.mjs', import.meta.url)));
  worker.on('exit', code => process.exit(code ?? 1));
  return new Promise(resolve =>
    worker.on('message', message => {
      if (message.ready) {
        resolve();
        return;
      }
      completed += message.completed;
      lastCompletion = Math.max(lastCompletion, message.at);
      waits.push(...message.waits);
      if (completed >= expected.jobs) {
        expected.reached();
      }
    }),
  );
}

function expect(jobs) {
  completed = 0;
  lastCompletion = 0;
  waits = [];
  return new Promise(reached => (expected = { jobs, reached }));
}

async function run(jobs) {
  const done = expect(jobs);
  const started = now();
  let left = jobs;
  const caller = async () => {
    while (left > 0) {
      const size = Math.min(BATCH, left);
      left -= size;
      await queue.addBulk(Array.from({ length: size }, () => ({ name: 'nothing', data: PAYLOAD })));
    }
  };
  await Promise.all(Array.from({ length: CALLERS }, caller));
  const accepted = now();
  await done;
  return { jobs, acceptSeconds: (accepted - started) / 1000, seconds: (lastCompletion - started) / 1000 };
}

async function pickup(perSecond, seconds) {
  const jobs = perSecond * seconds;
  const done = expect(jobs);
  const started = now();
  const adding = [];
  await new Promise(resolve => {
    const timer = setInterval(() => {
      const due = Math.min(jobs, Math.floor(((now() - started) * perSecond) / 1000));
      while (adding.length < due) {
        adding.push(queue.add('nothing', { ...PAYLOAD, addedAt: now() }));
      }
      if (adding.length === jobs) {
        clearInterval(timer);
        resolve();
      }
    }, 1);
  });
  await Promise.all(adding);
  await done;
  waits.sort((a, b) => a - b);
  const percentile = share => waits[Math.ceil(share * waits.length) - 1];
  return { jobs, p50: percentile(0.5), p95: percentile(0.95), p99: percentile(0.99) };
}

await queue.waitUntilReady();
await queue.obliterate({ force: true });
await Promise.all(Array.from({ length: PROCESSES }, startWorker));
console.log('{"ready":true}');
for await (const line of createInterface({ input: process.stdin })) {
  const [command, ...numbers] = line.trim().split(' ');
  const answer = command === 'run' ? await run(...numbers.map(Number)) : await pickup(...numbers.map(Number));
  console.log(JSON.stringify(answer));
}
process.exit(0);

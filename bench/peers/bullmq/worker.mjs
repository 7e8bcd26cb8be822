// A worker process of its own, as BullMQ's documentation advises for throughput. Tells its parent how many jobs it has completed,
// and how long each waited when the jobs say when they were added.
import { connection, QUEUE } from './connection.mjs';
import { Worker } from 'bullmq';

const now = () => performance.timeOrigin + performance.now();
let completed = 0;
let waits = [];

const worker = new Worker(
  QUEUE,
  async job => {
    if (job.data.addedAt) {
      waits.push(now() - job.data.addedAt);
    }
  },
  { connection: connection(), concurrency: Number(process.env.BULLMQ_CONCURRENCY ?? 100) },
);
worker.on('completed', () => completed++);
worker.on('error', error => console.error(error.message));

setInterval(() => {
  if (completed > 0) {
    process.send({ completed, waits, at: now() });
    completed = 0;
    waits = [];
  }
}, 5);
process.on('disconnect', () => process.exit(0));
await worker.waitUntilReady();
process.send({ ready: true });

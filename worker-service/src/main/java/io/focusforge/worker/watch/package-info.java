/**
 * How owners follow a job: its log, and its events as they happen. Nobody tells the watchers; they look into Postgres, all of a replica together and a
 * few times a second, so that a stream goes on at any replica, survives the loss of Redis, and costs nothing where nobody watches.
 */
package io.focusforge.worker.watch;

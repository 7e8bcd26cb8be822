/**
 * {@code events.export}: the suite's events as gzipped lines of JSON in the object store, by tenant, day and hour. They are read from the event
 * streams, where every service tells its events, so that no service's tables are touched; how far has been read is in Postgres. A part is planned
 * before it is written and named after the entries in it: an attempt after a failure writes the same part again, and each event is exported at
 * least once. What Redis loses is told again by the outboxes, and exported again.
 */
package io.focusforge.worker.export;

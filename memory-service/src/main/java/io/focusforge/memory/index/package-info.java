/**
 * The search index in Postgres and what keeps it in step with MongoDB. Changes come by a short queue within the process, and, after a
 * crash, a failure or an overflow, from the documents themselves, which say which revision the index has not seen. Any number of
 * replicas may index the same change: rows are guarded by the revision.
 */
package io.focusforge.memory.index;

/**
 * Keeps small records outside the process until they are stored elsewhere: a ring in a memory-mapped file. An append is a copy of memory,
 * and what was appended outlives the death of the process. What is stored is taken in batches, each of which stays the same batch, also
 * after a crash, until it is released.
 */
package io.focusforge.ai.journal;

/**
 * Finding messages by their words, in one conversation or in all of a user's. A table in Postgres follows the documents in MongoDB, which say what
 * it has not seen; it proposes, and MongoDB decides what is still there.
 */
package io.focusforge.memory.messagesearch;

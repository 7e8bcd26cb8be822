/**
 * Conversations of a user in MongoDB, which is the truth: one document each, that says what the conversation is called, how far it has got, and
 * what is summed up of it. Only the user who began one sees it. A deleted conversation stays for a while as a tombstone without content,
 * so that what a slow replica still appends is removed too.
 */
package io.focusforge.memory.conversations;

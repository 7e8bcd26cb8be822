package io.focusforge.memory.messagesearch;

import io.focusforge.memory.conversations.ConversationKey;

/**
 * A message that the index proposes.
 *
 * @param append number of the first message that was appended together with it
 */
record Place(ConversationKey conversation, int append, int seq, double score) {}

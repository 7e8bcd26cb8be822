/** What of a conversation fits into a prompt: a window over its newest messages, within a budget of tokens. */
package io.focusforge.memory.context;

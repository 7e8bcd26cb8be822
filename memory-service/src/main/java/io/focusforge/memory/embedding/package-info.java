/** What a text means, as a vector, asked from ai-service; a failure is an outcome that the caller chooses what to do about. */
package io.focusforge.memory.embedding;

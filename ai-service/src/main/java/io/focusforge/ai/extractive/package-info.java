/**
 * Owns the model that answers only with sentences of the text that it was given. It knows nothing, makes nothing up, and is
 * deterministic: sentences are scored by the words that they share with the question, the rarer the word the more.
 */
package io.focusforge.ai.extractive;

/**
 * Owns {@code POST /v1/chat/completions}: reads what is asked, finds the model, and hands the answer on as it came, whole or as a
 * stream, with its tokens accounted.
 */
package io.focusforge.ai.chat;

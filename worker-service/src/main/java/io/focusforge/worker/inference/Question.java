package io.focusforge.worker.inference;

/**
 * A prompt as it is put to ai-service.
 *
 * @param item its place in the batch
 * @param digest of all that has to do with the answer
 * @param body a chat completion's request, as JSON
 */
record Question(int item, String digest, byte[] body) {}

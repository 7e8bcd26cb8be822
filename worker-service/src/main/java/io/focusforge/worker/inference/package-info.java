/**
 * Puts a batch of prompts to a model through ai-service, in the name of the job's owner. An answer is kept as soon as it is there, so that
 * the model is asked once for each prompt however many attempts the job takes.
 */
package io.focusforge.worker.inference;

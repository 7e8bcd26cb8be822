/**
 * Owns what happens to the texts of a prompt on their way to a provider: a tenant's choice whether personal data is masked
 * ({@link io.focusforge.ai.pii}), and the marking of texts that nobody who is trusted wrote, so that a model can tell them from
 * instructions.
 */
package io.focusforge.ai.guard;

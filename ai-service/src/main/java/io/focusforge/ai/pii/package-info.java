/**
 * Owns personal data in prompts: how it is recognised, what stands in its place while a provider has the prompt, and how it comes back into
 * the answer. A bean of the type {@link io.focusforge.ai.pii.Recognizer} adds what an installation recognises besides.
 */
package io.focusforge.ai.pii;

/**
 * Owns answers that are given again: exact by the canonical hash of a request, or by meaning where that is switched on; in memory
 * over Redis, with one call for however many ask the same at once. Every key begins with the tenant, and nothing is shared between
 * users unless they or their installation say so.
 */
package io.focusforge.ai.cache;

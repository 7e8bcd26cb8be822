/**
 * Dead letters: jobs whose last attempt has failed, or that can never succeed. Their owners list them, see what went wrong in each attempt,
 * correct the payload, and replay or discard them, one by one or by a filter.
 */
package io.focusforge.worker.deadletter;

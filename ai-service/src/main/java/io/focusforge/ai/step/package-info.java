/**
 * Owns how a call goes on without a thread that waits for it: step by step on the Vert.x context that it began on, which is its request's. What
 * takes long is done on a virtual thread, and goes on where it came from; so the state of a call needs no locks.
 */
package io.focusforge.ai.step;

/**
 * How many jobs may run here at once: whoever starts one takes a slot of its queue first, and gives it back when the handler has returned. Also
 * knows whether jobs wait for one, and tells the dispatcher.
 */
package io.focusforge.worker.slot;

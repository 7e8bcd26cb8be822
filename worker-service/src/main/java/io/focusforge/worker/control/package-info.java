/** Jobs as their owners see and steer them: the public API. */
package io.focusforge.worker.control;

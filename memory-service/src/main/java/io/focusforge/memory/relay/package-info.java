/** Where the events and jobs of this service go. */
package io.focusforge.memory.relay;

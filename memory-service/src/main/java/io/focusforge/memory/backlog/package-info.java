/** How what is pending is worked through, by whoever keeps an index in step or tells what has happened. */
package io.focusforge.memory.backlog;

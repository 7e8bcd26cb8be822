/**
 * Many memories at once: up to a thousand changes in a request, and streams of lines out and in that take the same memory however long
 * they are.
 */
package io.focusforge.memory.bulk;

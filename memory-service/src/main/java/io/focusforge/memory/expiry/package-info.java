/** The end of memories: what has expired is buried, and tombstones are removed from both stores when their time is over. */
package io.focusforge.memory.expiry;

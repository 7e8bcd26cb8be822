/** What a deep queue costs: Redis holds a window of it only, and neither accepting nor running jobs may get slower for it. */
package io.focusforge.chaos.depth;

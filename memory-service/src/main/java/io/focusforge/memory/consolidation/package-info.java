/**
 * What sleep does to memories: those that last a session and turn out to matter are kept, and what says the same is merged, with links to what it
 * came from. In short steps, each of which is written down, so that a run goes on where it stood.
 */
package io.focusforge.memory.consolidation;

/** Programs of others that we are held against: installed at versions that are written down, and never part of what is shipped. */
package io.focusforge.bench.peer;

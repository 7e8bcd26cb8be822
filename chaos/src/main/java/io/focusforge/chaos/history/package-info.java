/** What happened in a run, as seen from outside, line by line in a file; and the rules that every such history must obey. */
package io.focusforge.chaos.history;

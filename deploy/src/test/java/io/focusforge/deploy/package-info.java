/** Owns that the chart says what it promises: rendered by Helm itself, in this process, over a cluster that is made up. */
package io.focusforge.deploy;

/** What several worker processes may only do together. */
package io.focusforge.chaos.workers;

/** Calls to addresses that callers choose: they lead to the public internet, or to hosts that the operator allows, and nowhere else. */
package io.focusforge.common.outbound;

/**
 * The five services as processes on this machine, over the servers of {@link io.focusforge.local.server}: started together, started
 * again when one dies, stopped together. {@link io.focusforge.local.stack.Stack} is what tests, benchmarks and the launcher use.
 */
package io.focusforge.local.stack;

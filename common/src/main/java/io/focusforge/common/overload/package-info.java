/**
 * Owns how a process takes no more work than it can do: who is let in and who waits ({@link io.focusforge.common.overload.Admission}), how much at
 * once ({@link io.focusforge.common.overload.GradientLimit}), who goes first ({@link io.focusforge.common.overload.Priority}), and how it stops taking
 * any ({@link io.focusforge.common.overload.Drain}).
 */
package io.focusforge.common.overload;
